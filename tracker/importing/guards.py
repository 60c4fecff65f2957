"""What is asked of a file before any parser may have it: first bytes, sizes, zip totals and ratios, depth."""

import hashlib
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tracker.domain.errors import TrackerError

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 5_000_000
"""Of plain text: a report of 400 full pages has about 1,500,000."""
MOST_LINES = 100_000
"""Of any document that has no pages to count."""

_MOST_PARTS = 20_000  # in a zip file
_MOST_UNPACKED = 1_000_000_000  # all parts together, as the zip file itself gives it
_MOST_PART = 50_000_000  # a part that is read
_MOST_RATIO = 200  # of a large part; the words of Word files pack to about a twentieth
_LARGE_PART = 2_000_000
MOST_TAGS = 1_500_000
PAST_LIMITS = "XML_PARSE_HUGE"
"""What libxml2 names where a file is past its limits: 256 levels, 10 MB in one piece of text."""

# What zipfile lets out when a file is not what it says, of its own and from below.
_BAD_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # NotImplementedError with it: a way of packing that is not known
    KeyError,
)


def checked(path: Path) -> tuple[bytes, str]:
    """The first bytes and the SHA-256 of a file of a size that is read.

    Raises TrackerError naming the file if it is not there, a folder, no ordinary file, too large or empty.
    """
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
    if not start.strip():
        raise TrackerError(f"{name} is empty. Download or save it again.")
    return start, digest


class Archive:
    """A zip file whose parts unpack to no more than this program allows."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._parts = {part.filename: part for part in archive.infolist()}
        if len(archive.infolist()) > _MOST_PARTS or self._unpacked() > _MOST_UNPACKED:
            raise self._too_much()

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises TrackerError if they are too many, damaged or under a password."""
        info = self._parts[part]
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > _MOST_PART or (info.file_size > _LARGE_PART and ratio > _MOST_RATIO):
            raise self._too_much()
        if info.flag_bits & 1:
            raise TrackerError(
                f"{self._name} is protected by a password. Save a copy without the password and read that."
            )
        try:
            return self._archive.read(info)
        except _BAD_ZIP as error:
            raise damaged(self._name) from error

    def xml(self, part: str) -> Any:
        """The root element of a part. Raises TrackerError as `read`, and if it is damaged or too deep."""
        return xml(self.read(part), self._name)

    def _unpacked(self) -> int:
        return sum(part.file_size for part in self._parts.values())

    def _too_much(self) -> TrackerError:
        return TrackerError(
            f"{self._name} unpacks to more than this program allows. "
            "If you trust it, save it as PDF and read that."
        )


@contextmanager
def open_zip(path: Path) -> Iterator[Archive]:
    """The zip file, closed at the end. Raises TrackerError if it is damaged or unpacks to too much."""
    try:
        archive = zipfile.ZipFile(path)
    except _BAD_ZIP as error:
        raise damaged(path.name) from error
    with archive:
        yield Archive(path.name, archive)


def xml(data: bytes, name: str) -> Any:
    """The root element of XML without a document type, at most 256 deep, with no entity resolved.

    Raises TrackerError naming the file if it is damaged, deeper, or more than this program reads.
    """
    from lxml import etree  # type: ignore[import-untyped]  # only files of this kind need it

    if data.count(b"<") > MOST_TAGS:
        raise too_much(name)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise damaged(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise (too_much(name) if PAST_LIMITS in str(error) else damaged(name)) from error


def too_much(name: str) -> TrackerError:
    """The refusal of a file that holds more, or is nested deeper, than any document that people write."""
    return TrackerError(f"{name} holds more than this program reads. Save the pages you need as PDF.")


def damaged(name: str) -> TrackerError:
    """The refusal of a file whose format is known but broken."""
    return TrackerError(f"{name} is damaged or cut off and cannot be read. Download or save it again.")
