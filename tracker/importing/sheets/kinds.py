"""What a file is by its first bytes, and a sentence for each kind that is not read as a workbook."""

from enum import Enum, auto
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tracker.domain.errors import TrackerError
from tracker.importing import guards

_MOST_UNPACKED = 400_000_000
_MOST_TIMES = 250  # as large unpacked as packed; past that and 20 MB it is no honest sheet
_SMALL = 20_000_000
_MOST_MEMBERS = 5_000

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<table")
_ENDINGS = {".csv", ".tsv", ".tab"}


class Kind(Enum):
    """The kinds of file that are read as sheets."""

    EXCEL = auto()
    WORD = auto()
    TEXT = auto()


def checked(path: Path) -> tuple[Kind, str]:
    """The kind and the SHA-256 of a file that a reader may be given. Raises TrackerError otherwise."""
    start, digest = guards.checked(path)
    return _kind(path, start), digest


def is_sheet(path: Path) -> bool:
    """Whether a file is meant as a workbook or a list, rather than as a document, whether readable or not.

    A file that is not there or cannot be opened is none.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith(b"PK\x03\x04"):
            with ZipFile(path) as packed:
                names = set(packed.namelist())
                return any(each.startswith("xl/") for each in names) or _is_ods(packed)
    except (OSError, BadZipFile):
        return False
    ending = path.suffix.casefold()
    if start.startswith(_OLD_OR_LOCKED):
        return ending.startswith(".xl")
    return ending in _ENDINGS


def _kind(path: Path, start: bytes) -> Kind:
    name = path.name
    if start.startswith(_OLD_OR_LOCKED):
        raise TrackerError(_why_not_ole(name, path.read_bytes()))
    if start.startswith(b"PK\x03\x04"):
        return _packed_kind(path, name)
    if start.startswith((b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3\x00")):
        raise TrackerError(f"{name} is no spreadsheet.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        raise TrackerError(
            f"{name} is a web page, whatever it is called. Open it in Excel and save it as .xlsx."
        )
    return Kind.TEXT


def _why_not_ole(name: str, content: bytes) -> str:
    if _LOCKED in content:
        return (
            f"{name} is locked by a password or by a sensitivity label that encrypts it, so no other program "
            "can read it. Open it in Excel, take the password away or choose a label without encryption, and "
            "save a copy."
        )
    return f"{name} is in the format of Excel before 2007. Open it and save it as a workbook (.xlsx)."


def _packed_kind(path: Path, name: str) -> Kind:
    """Refuse what is neither a workbook nor a Word document, or unpacks to more than an honest one does."""
    try:
        with ZipFile(path) as packed:
            members = packed.infolist()
            names = {each.filename for each in members}
            is_ods = _is_ods(packed)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise TrackerError(f"{name} is damaged. Download it or save it again.") from error
    unpacked = sum(each.file_size for each in members)
    times = unpacked / max(1, sum(each.compress_size for each in members))
    swells = unpacked > _SMALL and times > _MOST_TIMES
    if len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED or swells:
        raise TrackerError(
            f"{name} would unpack to {unpacked / 1e6:,.0f} MB, far more than a tracker needs, and was not "
            "read. Copy the rows you need into a new workbook."
        )
    if is_ods:
        raise TrackerError(f"{name} is an OpenDocument file. Open it and save it as a workbook (.xlsx).")
    if "xl/workbook.bin" in names:
        raise TrackerError(f"{name} is a binary workbook (.xlsb). Open it and save it as .xlsx.")
    if "word/document.xml" in names:
        return Kind.WORD
    if "xl/workbook.xml" not in names:
        raise TrackerError(f"{name} holds no Excel workbook. Save the tracker as a workbook (.xlsx) or CSV.")
    return Kind.EXCEL


def _is_ods(packed: ZipFile) -> bool:
    return "mimetype" in packed.namelist() and b"opendocument" in packed.read("mimetype")[:100]
