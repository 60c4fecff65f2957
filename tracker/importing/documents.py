"""The door to reading: a file or pasted text becomes an ExtractedDocument, guarded before any parser."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.domain.codes import SourceKind
from tracker.domain.errors import TrackerError
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.guards import checked
from tracker.importing.letters.families import read_by_family
from tracker.importing.lines import Lines
from tracker.importing.plain import decode, lines_of, read_text

_SAVE_AS = "Save it as PDF, Word (.docx) or plain text and read that."
# First bytes of files that are no document this program reads, whatever they are called, and what to say.
_OTHER_FILES = (
    (
        b"\xd0\xcf\x11\xe0",
        f"is an old or protected Word or Excel file, which this program does not read. {_SAVE_AS}",
    ),
    (b"\x89PNG", "is a picture, which holds no words to read. Paste the text instead."),
    (b"\xff\xd8\xff", "is a picture, which holds no words to read. Paste the text instead."),
    (b"SQLite format 3\x00", "is a plan or another database, not a document."),
    (b"MIME-Version:", f"is an e-mail or a web page kept as one. {_SAVE_AS}"),
    (b"From: <Saved by", f"is a web page kept as an e-mail. {_SAVE_AS}"),
)


def read_document(path: Path) -> ExtractedDocument:
    """A PDF, Word, OpenDocument, rich text, web or text file as read, with its SHA-256.

    Parses in this process: documents from elsewhere belong in the worker (`tracker.jobs`), which limits time
    and memory. Raises TrackerError naming the file if it is not there, no document, or more than is read.
    """
    start, digest = checked(path)
    return _document(path.name, digest, _lines(path, start))


def read_pasted(text: str, name: str = "pasted text") -> ExtractedDocument:
    """Pasted text as read; its SHA-256 is that of the text in UTF-8.

    Raises TrackerError if it has no words.
    """
    lines = lines_of(text)
    if not lines.lines:
        raise TrackerError("The pasted text holds no words.")
    return _document(name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), lines)


def _lines(path: Path, start: bytes) -> Lines:
    """The lines of a file, by the reader of its format, which its first bytes tell.

    The name counts for pieces of web pages, which begin with anything, and for what is only called a PDF.
    """
    name = path.name
    if b"%PDF-" in start:
        from tracker.importing.pdf import read_pdf  # PDFium and libxml2 load only where they are needed

        return read_pdf(path)
    if name.lower().endswith(".pdf"):
        raise TrackerError(f"{name} is called a PDF and is {_what_it_is(start)}. Download or save it again.")
    for first, words in _OTHER_FILES:
        if start.startswith(first):
            raise TrackerError(f"{name} {words}")
    if start.startswith(b"{\\rtf"):
        from tracker.importing.rtf import read_rtf

        return read_rtf(path.read_bytes(), name)
    if start.startswith(b"PK\x03\x04"):
        return _packed_lines(path)
    if _is_web_page(start) or path.suffix.lower() in (".htm", ".html"):
        from tracker.importing.html import read_html

        return read_html(path.read_bytes(), name)
    if _is_xml(start):
        raise TrackerError(f"{name} is an XML file, which this program does not read. {_SAVE_AS}")
    return read_text(path)


def _packed_lines(path: Path) -> Lines:
    """The lines of a document that is packed as a zip file."""
    from tracker.importing.docx import is_word, read_docx
    from tracker.importing.guards import open_zip
    from tracker.importing.odt import is_text, read_odt

    with open_zip(path) as archive:
        if is_word(archive):
            return read_docx(archive, path.name)
        if is_text(archive):
            return read_odt(archive, path.name)
    raise TrackerError(
        f"{path.name} is a spreadsheet, slides or a zip file and no document. "
        "A spreadsheet of actions comes in by “import”; a zip file is to be unpacked first."
    )


def _is_web_page(start: bytes) -> bool:
    text = (decode(start) or "").lstrip().lower()
    begins = text.startswith(("<!doctype html", "<html", "<head", "<body", "<!--"))
    return begins or (text.startswith("<") and "<html" in text)


def _is_xml(start: bytes) -> bool:
    return (decode(start) or "").lstrip().startswith("<?xml")


def _what_it_is(start: bytes) -> str:
    if _is_web_page(start) or _is_xml(start):
        return "a web page, often an error page saved in its place"
    return "none"


def _document(name: str, digest: str, lines: Lines) -> ExtractedDocument:
    return read_by_family(
        lines,
        ExtractedDocument(
            file=name,
            sha256=digest,
            kind=SourceKind.OTHER,
            text=lines.text,
            lines=lines.printed,
            page_sizes=lines.page_sizes,
            warnings=lines.warnings,
        ),
    )


def read_document_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"path": …}` to the document's JSON values, with the places of its lines.

    With `"copy"` the file is first copied there, and it is the copy that is read. Raises TrackerError.
    """
    path = Path(values["path"])
    progress(0.0, f"Reading {path.name}")
    if "copy" in values:
        checked(path)
        copy = Path(values["copy"])
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        except OSError as error:
            raise TrackerError(f"{path.name} cannot be copied: {error.strerror or error}.") from error
        path = copy
    return read_document(path).to_json(places=True)
