"""Every word of a plan, found as it is typed: an index in memory, made of the file and never kept.

Nothing is stored twice, so what is removed for data protection is in no index. Building it is SQLite's work
alone and may be left to a thread; 100,000 updates take some seconds there.
"""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tracker.storage.connection import address_of
from tracker.storage.faults import making_sense

_MOST_WORDS = 12
_MANY = 15_000  # places with the words, from which they are not weighed one against the other
_BEGIN, _END = "\x02", "\x03"  # round the words found: no text of a plan holds control characters

_TAG_NAME = "(select name from plan.tag where tag.id = tag_id)"
# What is searched of each kind of record: the record it leads to by which field, its name, its other words.
# What is tagged is found by the names of its tags; a tag's own record says of what kind that is.
_WORDS = {
    "action": ("action", "id", "title", "ref council_ref text outcome criteria"),
    "finding": ("finding", "id", "text", "ref lead_in sub_items annotation own_theme"),
    "action_update": ("action", "action_id", "text", "barrier ask next whose"),
    "date_change": ("action", "action_id", "reason", "decision_note asked_by"),
    "action_check": ("action", "action_id", "text", "whose"),
    "milestone": ("action", "action_id", "title", ""),
    "part": ("action", "action_id", "text", ""),
    "decision": ("decision", "id", "ref || '  ' || text", "decided_by reference noted_at"),
    "evidence": ("evidence", "id", "title", "link file_name decision_note"),
    "budget_line": ("budget_line", "id", "title", "ref cost_centre funder conditions"),
    "budget_change": ("budget_line", "line_id", "reason", "decided_by outside"),
    "risk": ("risk", "id", "title", "ref corporate_ref cause event effect controls"),
    "measure": (
        "measure",
        "id",
        "title",
        "ref council_ref definition numerator denominator source comparators",
    ),
    "figure": ("measure", "measure_id", "note", ""),
    "summary": ("summary", "id", "text", "done next risks ask"),
    "workstream": ("workstream", "id", "title", ""),
    "source": ("source", "id", "title", "body authority"),
    "meeting": ("meeting", "id", "body", "held_on"),
    "post": ("post", "id", "title", ""),
    "person": ("person", "id", "name", ""),
    "organisation": ("organisation", "id", "name", ""),
    "tag": ("tag", "id", "name", ""),
    "action_tag": ("action", "action_id", _TAG_NAME, ""),
    "record_tag": ("entity", "entity_id", _TAG_NAME, ""),
}
# Hardly ever but added to: then what is new in it is enough to catch up.
_GROWING = frozenset({"action_update"})
# What holds the words of a table besides itself.
_RESTING_ON = {"tag": ("action_tag", "record_tag")}
_UPDATE = "action_update action "  # how the place of each begins


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: in a row of `table`; `leads_to` and `id` name the record to show.

    `words` are those about the place, `marks` where in them each word found begins and ends; `name` is what
    the row is called.
    """

    table: str
    leads_to: str
    id: str
    words: str
    marks: tuple[tuple[int, int], ...]
    name: str


class SearchIndex:
    """An index of one plan file, on a connection of its own that only reads. To be closed.

    May be built in one thread and asked in another, but never by two at once.
    """

    tables = tuple(_WORDS)

    def __init__(self, path: Path) -> None:
        """Raises TrackerError where the file cannot be read."""
        with making_sense(path):
            self._db = sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
            self._db.execute("attach ? as plan", (address_of(path, "ro"),))
            self._db.execute(
                "create virtual table hay using fts5(place unindexed, name, words, "
                "tokenize=\"unicode61 remove_diacritics 2 tokenchars '-'\")"
            )
        self._path = path
        self._seen: dict[str, int] = {}  # up to which row a table was taken in
        self._followed: dict[str, int] = {}  # up to which step it is known what was done to it

    def build(self, tables: Iterable[str] = tables) -> None:
        """Index these tables anew, of updates only those that came since unless one was put right, removed
        or taken back. Raises TrackerError."""
        wanted = [each for table in tables for each in (table, *_RESTING_ON.get(table, ()))]
        with making_sense(self._path):
            self._db.execute("begin")
            try:
                for table in dict.fromkeys(wanted):
                    if table in _WORDS:
                        self._take_in(table)
            finally:
                self._db.execute("commit")

    def find(self, phrases: Iterable[str], most: int = 50) -> list[Hit]:
        """The best places that hold every word of one of the phrases, each word perhaps only begun.

        Capitals and accents do not count. Empty where nothing is asked for. Raises TrackerError.
        """
        query = " OR ".join(filter(None, map(_query, phrases)))
        if not query:
            return []
        with making_sense(self._path):
            ((many,),) = self._db.execute(
                "select count(*) from (select 1 from hay where hay match ? limit ?)", (query, _MANY)
            ).fetchall()
            # To weigh every place that holds a word like “the” takes a second: then the newest ones will do.
            order = "rowid desc" if many == _MANY else "bm25(hay, 0.0, 4.0, 1.0)"
            sql = (
                f"select place, snippet(hay, -1, '{_BEGIN}', '{_END}', '…', 16), name from hay "
                f"where hay match ? order by {order} limit ?"
            )
            return [_hit(*row) for row in self._db.execute(sql, (query, most))]

    def actions_saying(self, phrases: Iterable[str]) -> frozenset[str]:
        """The ids of the actions with an update that holds every word of a phrase. Raises TrackerError."""
        query = " OR ".join(filter(None, map(_query, phrases)))
        if not query:
            return frozenset()
        with making_sense(self._path):
            # As one row: for each the thread would have to wait until the window's lets go of Python.
            sql = (
                "select group_concat(substr(place, ?), char(10)) from hay "
                "where hay match ? and substr(place, 1, ?) = ?"
            )
            begins = len(_UPDATE)
            ((ids,),) = self._db.execute(sql, (begins + 1, query, begins, _UPDATE))
            return frozenset((ids or "").splitlines())

    def interrupt(self) -> None:
        """Break off what another thread is doing here; that ends with a TrackerError. Nothing once closed."""
        with suppress(sqlite3.ProgrammingError):
            self._db.interrupt()

    def close(self) -> None:
        """Let go of the file. What is being built ends with an error that says so."""
        self._db.interrupt()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take_in(self, table: str) -> None:
        since = self._seen.get(table, 0)
        if table not in _GROWING or self._was_rewritten(table):
            self._db.execute("delete from hay where place like ?", (f"{table} %",))
            since = 0
        leads_to, field, name, others = _WORDS[table]
        words = " || ' ' || ".join(others.split()) or "''"
        leads_to = "entity" if leads_to == "entity" else f"'{leads_to}'"
        self._db.execute(
            f"insert into hay (place, name, words) select '{table} '||{leads_to}||' '||{field}, {name}, "
            f"{words} from plan.{table} where rowid > ?",
            (since,),
        )
        ((last,),) = self._db.execute(f"select coalesce(max(rowid), 0) from plan.{table}").fetchall()
        self._seen[table] = last
        if table == "source":
            self._db.execute(
                "insert into hay (place, name, words) "
                "select 'source source '||s.id, '', cast(b.bytes as text) "
                "from plan.source s join plan.blob b on b.sha256 = s.text_sha256"
            )

    def _was_rewritten(self, table: str) -> bool:
        """Whether the plan's changes since this was last asked did more than add to a table."""
        ((last,),) = self._db.execute("select coalesce(max(seq), 0) from plan.step").fetchall()
        first, self._followed[table] = self._followed.get(table, last), last
        ((found,),) = self._db.execute(
            "select exists (select 1 from plan.change where step > ? and entity = ? "
            "and (field <> '' or new is null))",
            (first, table),
        ).fetchall()
        return bool(found)


def _query(phrase: str) -> str:
    """The phrase in the index's own language: every word quoted, and perhaps only begun.

    A single letter is taken for a whole word: words that begin with it are half the plan.
    """
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase)[:_MOST_WORDS]
    quoted = [f'"{each}"*' if len(each) > 1 else f'"{each}"' for each in words]
    return f"({' AND '.join(quoted)})" if quoted else ""


def _hit(place: str, marked: str, name: str) -> Hit:
    table, leads_to, record_id = place.split(" ", 2)
    words, marks = "", []
    for number, piece in enumerate(re.split(f"[{_BEGIN}{_END}]", marked)):
        if number % 2:
            marks.append((len(words), len(words) + len(piece)))
        words += " ".join(piece.split("\n")) if "\n" in piece else piece
    return Hit(table, leads_to, record_id, words, tuple(marks), " ".join(name.split("\n")))
