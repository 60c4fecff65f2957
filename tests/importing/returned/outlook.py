"""A message as Outlook saves it (.msg): just as much of the compound file format as a reader asks for."""

import struct
from datetime import UTC, datetime

_SECTOR, _SMALL = 512, 64
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXTS = {"message_class": 0x001A, "subject": 0x0037, "sender": 0x0C1A, "address": 0x0C1F, "body": 0x1000}


def message(sent: datetime | None = None, **texts: str) -> bytes:
    """A message with these texts (see `_TEXTS`) and the moment it was sent."""
    streams = {
        f"__substg1.0_{_TEXTS[name]:04X}001F": text.encode("utf-16-le") for name, text in texts.items()
    }
    entries = [
        struct.pack("<HHIII", 0x1F, _TEXTS[name], 6, len(text) * 2 + 2, 0) for name, text in texts.items()
    ]
    entries.append(struct.pack("<HHIII", 0x03, 0x3FFD, 6, 65001, 0))
    if sent:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000)
        entries.append(struct.pack("<HHIQ", 0x40, 0x0039, 6, ticks))
    return compound({"__properties_version1.0": bytes(32) + b"".join(entries), **streams})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each under 4 KB, in its root; 8 KB together at most."""
    small = b""
    chains: list[int] = []
    entries: list[bytes] = []
    for number, (name, content) in enumerate(streams.items(), 1):
        start, count = len(chains), -(-len(content) // _SMALL)
        small += content.ljust(count * _SMALL, b"\0")
        chains += [*range(start + 1, start + count), _END]
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, right=right, start=start, size=len(content)))
    directory = -(-(len(entries) + 1) // 4)  # in sectors, as all that follows
    table_of_small = 1 + directory
    root = _entry("Root Entry", 5, child=1, start=table_of_small + 1, size=len(small))
    table = [_FAT, *range(2, directory + 1), _END, _END]
    table += [*range(table_of_small + 2, table_of_small + 1 + -(-len(small) // _SECTOR)), _END]
    parts = (
        _numbers(table),
        (root + b"".join(entries)).ljust(directory * _SECTOR, b"\0"),
        _numbers(chains),
        small.ljust(-(-len(small) // _SECTOR) * _SECTOR, b"\0"),
    )
    versions = (62, 3, 0xFFFE, 9, 6)
    places = (0, 1, 1, 0, 4096, table_of_small, 1, _END, 0, 0)
    head = struct.pack("<8s16x5H6x10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *versions, *places)
    return head.ljust(_SECTOR, b"\xff") + b"".join(parts)


def _numbers(values: list[int]) -> bytes:
    """A sector of an allocation table."""
    return struct.pack(f"<{len(values)}I", *values).ljust(_SECTOR, b"\xff")


def _entry(
    name: str, kind: int, child: int = _FREE, right: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    encoded = name.encode("utf-16-le")
    ties = (_FREE, right, child)
    return struct.pack("<64sHBB3I36xIQ", encoded, len(encoded) + 2, kind, 1, *ties, start, size)
