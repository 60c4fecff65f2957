"""The two bundled font families: which characters they can set and how wide each comes out.

Read straight from the files' `cmap`, `hhea` and `hmtx` tables (OpenType specification 1.9), because a PDF/UA
export fails on one character without a glyph and a word wider than its column prints over the next one.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

FAMILIES = ("Source Sans 3", "Noto Sans Arabic")
_FILES = (
    ("fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
    ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
)
# The files hold the widths of their lightest instance. A thousand English words in semibold, the widest we
# set, came out 1.08 times as wide in the middle of them and 1.16 times at most.
_SEMIBOLD = 1.16


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the width of each character it has a glyph for, in ems, set in semibold."""

    folder: Path
    widths: dict[int, float]


@cache
def faces() -> tuple[Face, ...]:
    """The bundled faces in the order they are tried; read once a process."""
    return tuple(_read(Path(str(files(package))) / "files" / name) for package, name in _FILES)


def _read(path: Path) -> Face:
    data = path.read_bytes()
    tables = {}
    for n in range(_u16(data, 4)):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * n)
        tables[tag] = offset
    units = _u16(data, tables[b"head"] + 18)
    measured = _u16(data, tables[b"hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * measured, data, tables[b"hmtx"])[::2]
    widths = {
        char: advances[min(glyph, measured - 1)] / units * _SEMIBOLD
        for char, glyph in _characters(data, tables[b"cmap"])
    }
    return Face(path.parent, widths)


def _characters(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Character and glyph pairs of the subtable in format 12, which both families have."""
    offsets = struct.unpack_from(">" + "HHL" * _u16(data, cmap + 2), data, cmap + 4)[2::3]
    at = next(cmap + offset for offset in offsets if _u16(data, cmap + offset) == 12)
    for n in range(struct.unpack_from(">L", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * n)
        yield from ((char, glyph + char - first) for char in range(first, last + 1))


def _u16(data: bytes, at: int) -> int:
    number: int = struct.unpack_from(">H", data, at)[0]
    return number
