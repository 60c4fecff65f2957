"""The rows of the Overdue page: the chair's tables worked out a slice at a time, and how a row looks."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british, words
from tracker.domain.codes import Lifecycle
from tracker.domain.due import DueKind
from tracker.domain.plan import Plan
from tracker.domain.records import Action, DateChange, Meeting, Post, Record
from tracker.domain.rules.gaps import is_overdue_yet_on_track, quiet_since
from tracker.domain.rules.lateness import Moved, completed_late, days_late, days_late_first, is_overdue, moved
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.order import ref_key, workstreams
from tracker.domain.rules.review import Review, review
from ui.fonts import SEMIBOLD
from ui.pages.actions_columns import ref_width
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import Chip, chip_of, chip_width, draw_chip, draw_late_bar, draw_moves, put

R = TypeVar("R", bound=Record)
TABLES = ("D", "C", "E", "B", "F", "A", "→")  # as a chair goes through them; the arrow looks ahead
_PORTION = 100  # actions judged in one go: about a millisecond


class Line:
    """One action in one table, as it stood on the day.

    There may be tens of thousands, so what it shows is worked out when asked and not kept.
    """

    __slots__ = ("action", "day", "plan", "request", "table")

    def __init__(self, plan: Plan, day: date, table: str, action: Action, request: DateChange | None) -> None:
        self.plan, self.day, self.table, self.action, self.request = plan, day, table, action, request

    @property
    def key(self) -> tuple[str, str]:
        """Lasting: an action stands in several tables, once in each."""
        return self.table, self.action.id

    @property
    def late(self) -> int:
        """Days past the current date."""
        return days_late(self.action, self.day)

    @property
    def late_first(self) -> int:
        """Days past the first agreed date."""
        return days_late_first(self.plan, self.action, self.day)

    @property
    def moved(self) -> Moved:
        """How often and how far its date moved."""
        return moved(self.plan, self.action)

    @property
    def owner(self) -> str:
        """The post that owns it."""
        post = self.plan.find(Post, self.action.owner_post_id)
        return post.title if post else "No owner"

    @property
    def first(self) -> date | None:
        """The last day of the first agreed date."""
        due = first_due(self.plan, self.action)
        return due.last_day if due else None


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole review of a day: the lines of each table, and what its heads say."""

    day: date
    last_meeting: Meeting | None
    next_meeting: Meeting | None
    since: date
    ahead_to: date
    lines: dict[str, tuple[Line, ...]]
    overdue: int  # how many open actions are
    oldest: int  # days that the latest of table D is late
    undated: int  # how many of table A have no date
    moved_most: Line | None  # of table C, the one whose date moved most often, if one did


class _Portion(Plan):
    """Some actions of a plan, among everything else that it holds."""

    def __init__(self, whole: Plan, actions: Collection[Action]) -> None:
        self._whole, self._actions = whole, actions
        self.seq, self.digest = whole.seq, whole.digest

    def all(self, kind: type[R]) -> Collection[R]:
        """The actions of the portion; of all else, everything."""
        return self._actions if kind is Action else self._whole.all(kind)  # type: ignore[return-value]

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record with this id, or None."""
        return self._whole.find(kind, record_id)

    def by(self, kind: type[R], field: str, value: object) -> tuple[R, ...]:
        """The records of a kind whose `field` equals `value`."""
        return self._whole.by(kind, field, value)


def work_out(plan: Plan, day: date, done: Callable[[Tables], object]) -> Iterator[None]:
    """Judge all actions by `review`, a portion at a time, and hand `done` the tables: for `Slices`."""
    place = {each.id: number for number, each in enumerate(workstreams(plan))}
    last = len(place)

    def key(line: Line) -> tuple[Any, ...]:
        action = line.action
        where = (place.get(action.workstream_id or "", last), action.position, ref_key(action.ref))
        return (*_ORDER[line.table](line), *where)

    parts: dict[str, list[list[Line]]] = {table: [] for table in TABLES}
    actions, found = iter(plan.all(Action)), review(_Portion(plan, ()), day)
    overdue = oldest = undated = most = 0
    moved_most: Line | None = None
    while some := list(islice(actions, _PORTION)):
        found = review(_Portion(plan, some), day)
        yield
        for table, lines in _lines(plan, found).items():
            parts[table].append(sorted(lines, key=key))
        for line in parts["C"][-1]:
            if (times := line.moved.times) > most:
                most, moved_most = times, line
        overdue += sum(is_overdue(action, day) for action in some)
        oldest = max(oldest, *(days_late(action, day) for action in found.overdue), 0)
        undated += sum(line.days_left is None for line in found.register)
        yield
    merged: dict[str, tuple[Line, ...]] = {}
    for table in TABLES:
        lines = []
        for number, line in enumerate(merge(*parts[table], key=key)):
            lines.append(line)
            if not number % 100:
                yield
        merged[table] = tuple(lines)
    done(
        Tables(
            day,
            found.last_meeting,
            found.next_meeting,
            found.since,
            found.ahead_to,
            merged,
            overdue,
            oldest,
            undated,
            moved_most,
        )
    )


def _lines(plan: Plan, found: Review) -> dict[str, list[Line]]:
    asked = {each.action.id: each.request for each in found.asked}
    tables: dict[str, Collection[Action]] = {
        "D": found.overdue,
        "C": [each.action for each in found.asked],
        "E": found.evidence_awaited,
        "B": found.completed,
        "F": found.not_updated or (),
        "A": [each.action for each in found.register],
        "→": found.ahead,
    }
    return {
        table: [Line(plan, found.day, table, action, asked.get(action.id)) for action in actions]
        for table, actions in tables.items()
    }


def _comes_up(line: Line) -> date:
    action = line.action
    on = action.review_on if action.lifecycle is Lifecycle.ON_HOLD else action.due and action.due.last_day
    return on or date.max


# The order of `review` within each table, on top of the plan's own.
_ORDER: dict[str, Callable[[Line], tuple[Any, ...]]] = {
    "D": lambda line: (
        not is_overdue_yet_on_track(line.action, line.day),
        -max(line.late_first, line.late),
        -line.late,
    ),
    "C": lambda line: (),
    "E": lambda line: (line.action.completed_on or line.day,),
    "B": lambda line: (),
    "F": lambda line: (quiet_since(line.action),),
    "A": lambda line: (line.action.due is None, line.action.due.last_day if line.action.due else line.day),
    "→": lambda line: (_comes_up(line),),
}


# How a line looks: two rows of words in most cells.


class LineColumns:
    """Makes the columns. `last_word` gives the text of an action's latest update, "" while it is fetched."""

    def __init__(self, last_word: Callable[[Line], str]) -> None:
        self._last_word = last_word

    def make(self, plan: Plan) -> tuple[Column[Line], ...]:
        """The columns for a plan, in the order shown."""
        owner_label = plan.settings.owner_label
        return (
            Column(
                key="ref",
                title="Ref",
                text=_ref,
                width=ref_width(plan),
                sort=lambda line: (words.shown_ref(line.action), ref_key(line.action.ref)),
                keep=True,
                draw=_draw_ref,
            ),
            Column(
                key="title",
                title="Action and last word",
                text=_title,
                width=200,
                stretch=True,
                draw=self._draw_title,
            ),
            Column(
                key="owner",
                title=owner_label,
                text=lambda line: line.owner,
                width=140,
                most=220,
                draw=_draw_owner,
            ),
            Column(
                key="first",
                title="First agreed",
                text=_first,
                width=88,
                sort=lambda line: line.first,
                accessible=lambda line: f"first agreed {_first(line)}" if line.first else "",
                draw=_draw_first,
            ),
            Column(
                key="due",
                title="Due now",
                text=_due,
                width=112,
                sort=lambda line: line.action.due and line.action.due.last_day,
                accessible=lambda line: f"due {_due(line)}, {_moved_words(line)}",
                keep=True,
                draw=_draw_due,
            ),
            Column(
                key="late",
                title="Late",
                text=_late,
                width=172,
                sort=lambda line: line.late or None,
                keep=True,
                draw=_draw_late,
            ),
            Column(
                key="status",
                title="Status",
                text=lambda line: chip_of(line.action).word,
                width=144,
                draw=_draw_status,
            ),
            Column(
                key="asked",
                title="Asked for",
                text=_asked,
                width=150,
                accessible=lambda line: " ".join(_asked_words(line)),
                draw=_draw_asked,
            ),
        )

    def _draw_title(self, painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
        above, below = _two(rect)
        put(painter, above, words.title_shown(line.action), weight=SEMIBOLD)
        about, text = last_word_words(line, self._last_word(line))
        end = put(painter, below, about, weight=SEMIBOLD, colour=tokens().muted)
        put(painter, below.adjusted(end - below.x() + px(8), 0, 0, 0), text, colour=tokens().muted)


def last_word_words(line: Line, text: str) -> tuple[str, str]:
    """What the second row of a line is about, and its words: a request’s reason, else the last update."""
    if line.table == "C" and line.request is not None:
        return "Reason", line.request.reason
    on = line.action.updated_on
    if on is None:
        return "No update yet", ""
    return british.distance(on, line.day), text


def _two(rect: QRect) -> tuple[QRect, QRect]:
    high = px(19)
    top = rect.y() + (rect.height() - 2 * high) // 2
    return QRect(rect.x(), top, rect.width(), high), QRect(rect.x(), top + high, rect.width(), high)


def _ref(line: Line) -> str:
    return words.shown_ref(line.action)


def _title(line: Line) -> str:
    return words.title_shown(line.action)


def _first(line: Line) -> str:
    return british.short_day(line.first) if line.first else ""


def _due(line: Line) -> str:
    return british.due_words(line.action.due) if line.action.due else "No date"


def _moved_words(line: Line) -> str:
    return words.moved_words(line.moved.times, line.moved.days)


def _late(line: Line) -> str:
    """“18 days, 158 against the first date”, “in 13 days”, “completed 12 days late”."""
    action = line.action
    if line.late:
        first = f", {line.late_first} against the first date" if line.late_first > line.late else ""
        return f"{british.plural(line.late, 'day')}{first}"
    if action.completed_on is not None:
        after = completed_late(action)
        return "" if after is None else words.completed_words(after)
    return f"due {british.distance(action.due.last_day, line.day)}" if action.due else ""


def _asked(line: Line) -> str:
    return _asked_words(line)[0]


def _asked_words(line: Line) -> tuple[str, str]:
    """The new date asked for and how far it lies; the day of completion; or that nothing was asked."""
    request, action = line.request, line.action
    if request is not None:
        old = request.old_due
        far = f"{words.signed_days((request.new_due.last_day - old.last_day).days)}, " if old else ""
        return british.due_words(request.new_due), f"{far}asked {_brief(request.happened_on)}"
    if action.completed_on is not None:
        return f"done {_brief(action.completed_on)}", ""
    return ("nothing asked", "") if line.late else ("", "")


def _brief(day: date) -> str:
    return british.short_day(day).rsplit(" ", 1)[0]


def _draw_ref(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    put(painter, _two(rect)[0], _ref(line), colour=tokens().muted)


def _draw_owner(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    missing = line.action.owner_post_id is None
    put(painter, _two(rect)[0], line.owner, colour=tokens().muted if missing else tokens().text)


def _draw_first(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    put(painter, _two(rect)[0], _first(line), colour=tokens().muted)


def _draw_due(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    above, below = _two(rect)
    due = line.action.due
    ongoing = due is not None and due.kind is DueKind.ONGOING
    shown = british.short_day(due.last_day) if due and ongoing else _due(line)
    put(painter, above, shown, weight=SEMIBOLD if line.late else 400)
    if line.moved.times:
        dots = min(line.moved.times, 5)
        # The marker's dots end 22 pixels from its left; here its ring stands under the date's first digit.
        shift = px(22 - 6 * dots - 3)
        draw_moves(painter, below.adjusted(-shift, 0, 0, 0), line.moved.times, line.moved.days)
    elif ongoing:
        put(painter, below, "ongoing, review", colour=tokens().muted)
    elif line.first:
        put(painter, below, "never moved", colour=tokens().muted)


def _draw_late(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    above, below = _two(rect)
    t = tokens()
    if not line.late:
        put(painter, above, _late(line), colour=t.muted)
        return
    days = british.plural(line.late, "day")
    end = put(painter, above, days, weight=SEMIBOLD, colour=t.states["off_track"].text)
    if line.late_first > line.late:
        beside = above.adjusted(end - above.x() + px(8), 0, 0, 0)
        put(painter, beside, f"{line.late_first:,} on first date", colour=t.muted)
    draw_late_bar(painter, below, max(line.late_first - line.late, 0), line.late)


def _draw_asked(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    above, below = _two(rect)
    first, second = _asked_words(line)
    asked = line.request is not None
    weight, colour = (SEMIBOLD, tokens().text) if asked else (400, tokens().muted)
    put(painter, above, first, weight=weight, colour=colour)
    put(painter, below, second, colour=tokens().muted)


def _draw_status(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    chip = chip_of(line.action)
    if chip_width(chip) > rect.width() and line.action.lifecycle in _SHORT:
        chip = Chip(_SHORT[line.action.lifecycle], chip.tone, chip.mark)
    draw_chip(painter, rect.x(), _two(rect)[0].center().y() + 1, chip, width=rect.width())


# Where the whole label has no room; Complete never stands bare.
_SHORT = {Lifecycle.COMPLETE: "Evidence awaited", Lifecycle.EMBEDDED: "Embedded"}
