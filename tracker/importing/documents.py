"""The door to reading: a file or pasted text becomes an ExtractedDocument, guarded before any parser."""

import hashlib
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.domain.codes import SourceKind
from tracker.domain.errors import TrackerError
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.families import OTHER, family_of
from tracker.importing.letters.focused_visit import read_focused_visit
from tracker.importing.lines import Lines
from tracker.importing.plain import lines_of, read_text

MOST_BYTES = 50_000_000

READERS: dict[SourceKind, Callable[[Lines, ExtractedDocument], ExtractedDocument]] = {
    SourceKind.FOCUSED_VISIT_LETTER: read_focused_visit,
}

_SAVE_AS = "Save it as PDF or as plain text and read that."
# First bytes of files that are no PDF or text, whatever they are called, and what to say of them.
_OTHER_FILES = (
    (
        b"\xd0\xcf\x11\xe0",
        f"is an old or protected Word or Excel file, which this program does not read. {_SAVE_AS}",
    ),
    (b"PK\x03\x04", f"is a Word, Excel or zip file, which this program does not read yet. {_SAVE_AS}"),
    (b"{\\rtf", f"is a rich text file, which this program does not read. {_SAVE_AS}"),
    (b"\x89PNG", "is a picture, which holds no words to read. Paste the text instead."),
    (b"\xff\xd8\xff", "is a picture, which holds no words to read. Paste the text instead."),
    (b"SQLite format 3\x00", "is a plan or another database, not a document."),
)


def read_document(path: Path) -> ExtractedDocument:
    """A PDF or text file as read, with its SHA-256.

    Parses in this process: documents from elsewhere belong in the worker (`tracker.jobs`), which limits time
    and memory. Raises TrackerError naming the file if it is not there, no document, or more than is read.
    """
    start, digest = _checked(path)
    if b"%PDF-" in start:
        from tracker.importing.pdf import read_pdf  # PDFium loads only where it is needed

        return _document(path.name, digest, read_pdf(path))
    return _document(path.name, digest, read_text(path))


def read_pasted(text: str, name: str = "pasted text") -> ExtractedDocument:
    """Pasted text as read; its SHA-256 is that of the text in UTF-8.

    Raises TrackerError if it has no words.
    """
    lines = lines_of(text)
    if not lines.lines:
        raise TrackerError("The pasted text holds no words.")
    return _document(name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), lines)


def _checked(path: Path) -> tuple[bytes, str]:
    """The first bytes and the SHA-256 of a file that a parser may be given."""
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TrackerError(f"{name} is a folder. Name the document itself.")
        if not stat.S_ISREG(status.st_mode):
            raise TrackerError(f"{name} is no ordinary file and is not read.")
        if status.st_size > MOST_BYTES:
            raise TrackerError(
                f"{name} is {status.st_size / 1e6:,.0f} MB large; this program reads up to "
                f"{MOST_BYTES / 1e6:.0f} MB."
            )
        with path.open("rb") as file:
            start = file.read(1024)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise TrackerError(f"There is no file {name} in {path.absolute().parent}.") from error
    except OSError as error:
        raise TrackerError(f"{name} cannot be opened: {error.strerror or error}.") from error
    _refuse_other_files(name, start)
    return start, digest


def _refuse_other_files(name: str, start: bytes) -> None:
    if not start.strip():
        raise TrackerError(f"{name} is empty. Download or save it again.")
    for first, words in _OTHER_FILES:
        if start.startswith(first):
            raise TrackerError(f"{name} {words}")
    tag = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if tag.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml", b"<body")):
        raise TrackerError(
            f"{name} is a web page, not a document; often an error page saved in the document's place. "
            "Download the document again."
        )
    if name.lower().endswith(".pdf") and b"%PDF-" not in start:
        raise TrackerError(f"{name} is called a PDF and is none. Download or save it again.")


def _document(name: str, digest: str, lines: Lines) -> ExtractedDocument:
    family = family_of("\n".join(line.text for line in lines.lines))
    document = ExtractedDocument(
        file=name,
        sha256=digest,
        kind=family.kind,
        text=lines.text,
        regulator=family.regulator,
        lines=lines.printed,
        page_sizes=lines.page_sizes,
    )
    if reader := READERS.get(family.kind):
        return reader(lines, document)
    if family is OTHER:
        words = "This is no letter or report that this version knows, so no findings were taken from it."
    else:
        words = (
            f"This looks like {family.label}; this version does not read these yet. No findings were taken."
        )
    return replace(document, warnings=(words,))


def read_document_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"path": …}` to the document's JSON values, with the places of its lines.

    With `"copy"` the file is first copied there, and it is the copy that is read. Raises TrackerError.
    """
    path = Path(values["path"])
    progress(0.0, f"Reading {path.name}")
    if "copy" in values:
        _checked(path)
        copy = Path(values["copy"])
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        except OSError as error:
            raise TrackerError(f"{path.name} cannot be copied: {error.strerror or error}.") from error
        path = copy
    return read_document(path).to_json(places=True)
