"""The groups of the Actions table, and what is counted and added up for them beforehand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionOrigin, DateChange, Workstream
from tracker.domain.rules.lateness import Moved, is_overdue, moved
from tracker.domain.rules.money import plan_money, workstream_money
from tracker.domain.rules.order import workstreams
from tracker.domain.rules.states import GRAVEST_FIRST, standing
from tracker.domain.words import label
from ui.fonts import SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.columns import Grouping, Head
from ui.widgets.paint import draw_state_bar, put
from ui.workspace import Workspace

_NEVER = Moved(0, 0, 0)
_STREAM = attrgetter("workstream_id")


class Standings:
    """The state of each action, its lateness and moves, kept so that thousands are counted in a frame."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._states: dict[str, str] = {}
        self._overdue: set[str] = set()
        self._moved: dict[str, Moved] = {}

    def note(self, actions: Iterable[Action]) -> Iterator[None]:
        """Take in actions as they now stand; pauses now and then, for slices."""
        plan, day = self._workspace.plan, self._workspace.day
        for n, action in enumerate(actions):
            self._moved[action.id] = _moved_of(plan, action)
            self._states[action.id] = standing(action).value
            (self._overdue.add if is_overdue(action, day) else self._overdue.discard)(action.id)
            if not n % 200:
                yield

    def states(self, actions: Iterable[Action]) -> list[tuple[str, int]]:
        """How many are in each state, off track first; those not noted yet are left out."""
        counts = Counter(map(self._states.get, (action.id for action in actions)))
        return [(state.value, counts[state.value]) for state in GRAVEST_FIRST if counts[state.value]]

    def noted(self, action: Action) -> Moved:
        """How often and how far its date moved, where that was noted; else no move yet."""
        return self._moved.get(action.id, _NEVER)

    def moved(self, action: Action) -> Moved:
        """The same, worked out where it was not noted yet."""
        return self._moved.get(action.id) or _moved_of(self._workspace.plan, action)

    def overdue(self, actions: Iterable[Action]) -> int:
        """How many are overdue."""
        return len(self._overdue.intersection(action.id for action in actions)) if self._overdue else 0


def _moved_of(plan: Plan, action: Action) -> Moved:
    # The rule searches through ancestors, which most actions do not have.
    has_any = any(plan.by(kind, "action_id", action.id) for kind in (DateChange, ActionOrigin))
    return moved(plan, action) if has_any else _NEVER


class Groups:
    """Groups actions by workstream. `add_up` works out the budgets that the heads show."""

    def __init__(self, workspace: Workspace, standings: Standings) -> None:
        self._workspace, self._standings = workspace, standings
        self._budgets: dict[str, int] = {}
        self.budget = 0

    def add_up(self) -> Iterator[None]:
        """The revised budgets of the workstreams and, in `budget`, of the plan; pauses for slices."""
        plan = self._workspace.plan
        self.budget = plan_money(plan).revised
        for stream in workstreams(plan):
            yield
            self._budgets[stream.id] = workstream_money(plan, stream).revised

    def grouping(self) -> Grouping[Action]:
        """The groups as the plan stands."""
        return Grouping(of=_STREAM, order=self._order, head=self._head)

    def _order(self) -> list[str]:
        return [each.id for each in workstreams(self._workspace.plan)]

    def _head(self, stream_id: str | None, rows: Sequence[Action]) -> Head[Action]:
        plan = self._workspace.plan
        stream = plan.find(Workstream, stream_id)
        pence = self._budgets.get(stream_id) if stream_id else None
        summary = _Summary(self._standings, rows, f"{british.pounds(pence)} budget" if pence else "")
        return Head(
            title=stream.title if stream else f"No {plan.settings.workstream_label.lower()} yet",
            number=stream.council_ref if stream else "",
            words=british.plural(len(rows), "action"),
            cells=summary,
            draws={"due": summary.draw_overdue, "status": summary.draw_states},
        )


class _Summary(Mapping[str, str]):
    """What a group's head says of its rows. Counted when it is painted or heard, not at every key."""

    _COUNTS = ""  # what is only painted is said under a key that no column has

    def __init__(self, standings: Standings, rows: Sequence[Action], budget: str) -> None:
        self._standings, self._rows, self._budget = standings, rows, budget

    @cached_property
    def _overdue(self) -> str:
        count = self._standings.overdue(self._rows)
        return f"{count} overdue" if count else ""

    @cached_property
    def _states(self) -> list[tuple[str, int]]:
        return self._standings.states(self._rows)

    def draw_overdue(self, painter: QPainter, rect: QRect) -> None:
        """How many are overdue, in red."""
        put(painter, rect, self._overdue, weight=SEMIBOLD, colour=tokens().states["off_track"].text)

    def draw_states(self, painter: QPainter, rect: QRect) -> None:
        """How many are in each state, as a bar."""
        draw_state_bar(painter, rect.adjusted(0, 0, -px(8), 0), self._states)

    def __getitem__(self, key: str) -> str:
        if key == "owner":
            return self._budget
        if key == self._COUNTS:
            counts = (f"{count} {_state_words(state)}" for state, count in self._states)
            return ", ".join(filter(None, (self._overdue, *counts)))
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(("owner", self._COUNTS))

    def __len__(self) -> int:
        return 2


def _state_words(state: str) -> str:
    code: Delivery | Lifecycle = Delivery(state) if state in set(Delivery) else Lifecycle(state)
    return label(code).lower()
