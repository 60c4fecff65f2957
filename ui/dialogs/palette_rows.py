"""A row of what Ctrl+K found: its name, and below it what it is and the words about the place."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.record_words import record_label
from tracker.frozen import dataclass
from ui.fonts import REGULAR, SEMIBOLD
from ui.menus import Entry, shown_keys
from ui.searching import Named, kind_words, name_in
from ui.theme import px, tokens
from ui.views import View
from ui.widgets.paint import put

if TYPE_CHECKING:
    from tracker.storage.search import Hit

VIEW = "view"  # in the place of a table: nothing in a plan is called so
Marks = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """Something found. `table` and `id` name the record or the view it leads to; of a command, `id` is its
    name.

    `title_marks` and `marks` are where in the title and in the words what was typed stands.
    """

    key: str
    table: str
    id: str
    title: str
    kind: str
    words: str = ""
    title_marks: Marks = ()
    marks: Marks = ()


def command_row(entry: Entry, why_not: str) -> Found:
    """A command, with its key, or with why it cannot be used now."""
    words = why_not or shown_keys(entry)
    return Found(entry.name, "", entry.name, entry.text.rstrip("…"), "Command", words)


def view_row(view: View) -> Found:
    """A saved view of one's own; those of every plan are commands."""
    return Found(f"{VIEW} {view.key}", VIEW, view.key, view.name, "Saved view")


def named_row(named: Named, phrases: Iterable[str]) -> Found:
    """A record found by its name."""
    marks = marks_in(named.name, phrases)
    return Found(
        named.id, named.kind.table, named.id, named.name, record_label(named.kind), "", title_marks=marks
    )


def hit_row(plan: Plan, hit: "Hit") -> Found:
    """A place found by the index. Where the words are in its name, they stand in the name's place."""
    key = f"{hit.table} {hit.id} {hit.words}"
    name, kind = name_in(plan, hit), kind_words(hit)
    if not name and hit.words.strip("…") not in hit.name:
        name = hit.name
    if name:
        return Found(key, hit.leads_to, hit.id, name, kind, hit.words, marks=hit.marks)
    return Found(key, hit.leads_to, hit.id, hit.words, kind, title_marks=hit.marks)


def marks_in(text: str, phrases: Iterable[str]) -> Marks:
    """Where the words of the phrases stand in the text; none where accents make them hard to place."""
    hay = plain(text) if len(plain(text)) == len(text) else text.casefold()
    if len(hay) != len(text):
        return ()
    words = sorted({word for phrase in phrases for word in plain(phrase).split()}, key=len, reverse=True)
    if not words:
        return ()
    return tuple(each.span() for each in re.finditer("|".join(map(re.escape, words)), hay))


def draw_found(painter: QPainter, rect: QRect, found: Found, selected: bool) -> None:
    """The name over what it is."""
    t, half = tokens(), rect.height() // 2
    first = QRect(rect.x(), rect.y() + px(2), rect.width(), half)
    second = QRect(rect.x(), rect.y() + half - px(1), rect.width(), half)
    _put_marked(painter, first, found.title, found.title_marks, t.text, 14)
    end = put(painter, second, found.kind, colour=t.muted)
    if found.words:
        rest = second.adjusted(end - second.x(), 0, 0, 0)
        gap = put(painter, rest, "  ·  ", colour=t.muted)
        _put_marked(painter, rest.adjusted(gap - rest.x(), 0, 0, 0), found.words, found.marks, t.muted, 13)


def _put_marked(painter: QPainter, rect: QRect, text: str, marks: Marks, colour: QColor, size: float) -> None:
    """The text on one line, what is marked in heavier letters of the text's own colour."""
    at = 0
    for start, end in (*marks, (len(text), len(text))):
        for piece, heavy in ((text[at:start], False), (text[start:end], True)):
            if piece and rect.width() > 0:
                shade, weight = (tokens().text, SEMIBOLD) if heavy else (colour, REGULAR)
                rect = rect.adjusted(
                    put(painter, rect, piece, size=size, weight=weight, colour=shade) - rect.x(), 0, 0, 0
                )
        at = end
