"""Whether a plan's file is what it says: its pages, its references, its history and its kept files."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from sqlite3 import Connection

from tracker.domain.record_words import field_label, record_label, table_label
from tracker.domain.records import RECORDS, Record
from tracker.storage import journal, replay
from tracker.storage.replay import Row
from tracker.storage.rows import rows_of
from tracker.storage.transaction import counts_of

MOST = 20


def faults(db: Connection) -> list[str]:
    """What is wrong with an open file, a sentence each, at most 20 of a kind; nothing in a sound one.

    Raises what reading a damaged file raises.
    """
    damage = [text for (text,) in db.execute("PRAGMA integrity_check").fetchall() if text != "ok"]
    if damage:
        return [f"The file is damaged: {text}." for text in damage[:MOST]]
    looks = (
        _strangers(db),
        _dangling(db),
        _broken_chain(db),
        _unlike_history(db),
        _spoilt_files(db),
        _counters(db),
    )
    return [fault for look in looks for fault in _first(look)]


def _first(found: Iterable[str]) -> Iterator[str]:
    found = iter(found)
    yield from islice(found, MOST)
    more = sum(1 for _ in found)
    if more:
        yield f"And {more} more like the last."


def _strangers(db: Connection) -> Iterator[str]:
    for kind, name in db.execute("select type, name from sqlite_schema where type in ('trigger', 'view')"):
        yield f"The file holds a {kind}, “{name}”, that this program did not make."


def _dangling(db: Connection) -> Iterator[str]:
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"{_called(table)} refers to {_called(parent)} that is not there."


def _broken_chain(db: Connection) -> Iterator[str]:
    for seq in journal.chain_faults(db):
        yield f"Change {seq} in the history was altered by something other than this program."


def _unlike_history(db: Connection) -> Iterator[str]:
    try:
        folded = replay.fold(db, journal.last(db)[0])
    except (KeyError, ValueError):
        yield "The history cannot be followed from its beginning."
        return
    for kind in RECORDS:
        rows = rows_of(kind)
        told = folded[kind]
        for values in db.execute(f"{rows.select} order by rowid"):
            row = dict(zip(rows.columns, values, strict=True))
            yield from _differences(kind, row, told.pop(str(row["id"]), None))
        for row in told.values():
            yield f"{_named(kind, row)} is in the history but not in the plan."


def _differences(kind: type[Record], row: Row, told: Row | None) -> Iterator[str]:
    if told is None:
        yield f"{_named(kind, row)} is in the plan but not in its history."
        return
    for field in row:
        if row[field] != told[field]:
            yield f"{_named(kind, row)}: “{field_label(kind, field)}” is not what its history says."


def _spoilt_files(db: Connection) -> Iterator[str]:
    for name, size, content in db.execute("select sha256, size, bytes from blob"):
        if content is not None and (len(content) != size or sha256(content).hexdigest() != name):
            yield f"The kept file {name[:8]} is not as it was kept."


def _counters(db: Connection) -> Iterator[str]:
    given = dict(db.execute("select key, value from meta where key like 'ref %'").fetchall())
    for kind in RECORDS:
        if kind.ref_letter:
            for (ref,) in db.execute(f"select ref from {kind.table}"):
                if any(number > given.get(f"ref {counter}", 0) for counter, number in counts_of(ref)):
                    yield f"Reference {ref} would be given twice."


def _named(kind: type[Record], row: Row) -> str:
    return f"{record_label(kind)} {row.get('ref', '') or row['id']}"


def _called(table: str) -> str:
    return f"“{table_label(table)}”"
