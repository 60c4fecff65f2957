"""Saved views of the actions: those of every plan and the person's own, with how many actions each shows."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from tracker.domain.records import Action, ActionEvidence, PlanSettings, Record
from tracker.domain.rules.gaps import Gap, gap_words
from tracker.frozen import dataclass

if TYPE_CHECKING:
    from tracker.domain.rules.query_conditions import Asking
    from ui.main_window import MainWindow
    from ui.widgets.navigation import Navigation
    from ui.workspace import Changes, Workspace

_KEPT = "views"
_TURN = 200  # actions counted between two pauses


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name. `look` is how the table was shown with it: `sorts`, `layout`, `flat`, `values`;
    None in the views of every plan, which leave the table as it is."""

    key: str
    name: str
    query: str
    look: Mapping[str, Any] | None = None


def shipped(settings: PlanSettings) -> tuple[View, ...]:
    """The views that every plan has."""
    soon = settings.due_soon_days
    return (
        View("mine", "Mine", "owner:me status:open"),
        View("overdue", "Overdue", "late"),
        View("soon", f"Due in {soon} days", f"due<{soon}"),
        View("no_date", "No date", "due:none"),
        View("no_owner", gap_words(Gap.NO_OWNER, settings), "owner:none"),
        View("stale", gap_words(Gap.STALE, settings), "stale"),
        View("awaiting", "Awaiting evidence", "awaiting:evidence"),
        View("moved", "Moved twice or more", "moved>1 -status:gone"),
    )


class Views(QObject):
    """The views of one open plan. The person's own are kept among the preferences, for each plan apart."""

    changed = Signal()  # which there are, or their names
    counted = Signal(dict)  # how many actions each shows, by its key

    def __init__(self, window: "MainWindow", workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._window, self._workspace = window, workspace
        self._plan_id = ""
        self._work: Iterator[Any] = iter(())
        self._rest_on: set[type[Record]] = {Action, PlanSettings}
        self.counts: dict[str, int] = {}
        self._navigation: Navigation | None = None
        workspace.changed.connect(self._hear)
        self.changed.connect(self._list)
        self.counted.connect(self._list)

    # Which there are.

    @property
    def own(self) -> tuple[View, ...]:
        """The person's own, in their order."""
        kept = self._window.preferences.get(_KEPT, {}).get(self.plan_id, [])
        return tuple(View(**each) for each in kept if _is_view(each))

    @property
    def every(self) -> tuple[View, ...]:
        """The person's own, then those of every plan."""
        return (*self.own, *shipped(self._workspace.plan.settings))

    def find(self, key: str) -> View | None:
        """The view with this key."""
        return next((view for view in self.every if view.key == key), None)

    def keep(self, view: View) -> None:
        """Keep one's own view; one of the same key or name gives way to it."""
        own = list(self.own)
        same = [n for n, each in enumerate(own) if each.key == view.key or each.name == view.name]
        if same:
            own[same[0]] = view
            own = [each for n, each in enumerate(own) if n not in same[1:]]
        else:
            own.append(view)
        self._write(own)

    def new_key(self) -> str:
        """A key that no view has."""
        taken = {view.key for view in self.own}
        return next(key for n in range(1, len(taken) + 2) if (key := f"own {n}") not in taken)

    def rename(self, key: str, name: str) -> None:
        """Give one's own view another name."""
        self._write([replace(each, name=name) if each.key == key else each for each in self.own])

    def remove(self, key: str) -> None:
        """Forget one's own view."""
        self._write([each for each in self.own if each.key != key])

    def move(self, key: str, step: int) -> None:
        """Move one's own view so many places down its list, or up."""
        own = list(self.own)
        at = next(n for n, each in enumerate(own) if each.key == key)
        own.insert(max(at + step, 0), own.pop(at))
        self._write(own)

    def _write(self, own: list[View]) -> None:
        kept = self._window.preferences.get(_KEPT, {})
        views = [{"key": v.key, "name": v.name, "query": v.query, "look": v.look} for v in own]
        self._window.preferences.keep(_KEPT, {**kept, self.plan_id: views})
        self.changed.emit()
        self.count()

    @property
    def plan_id(self) -> str:
        """What the plan is known by among the preferences: the same in all copies of its file."""
        self._plan_id = self._plan_id or self._workspace.session.origin.plan
        return self._plan_id

    # How many actions they show.

    def count(self) -> None:
        """Count anew, in slices."""
        self._workspace.slices.drop(self._work)
        self._work = self._counted()
        self._workspace.slices.add(self._work, of=self)

    def _hear(self, changes: "Changes") -> None:
        if changes.touched(PlanSettings):
            self.changed.emit()
        if changes.touched(*self._rest_on):
            self.count()

    def _counted(self) -> Iterator[None]:
        yield
        from tracker.domain.rules.query import language_of, parse
        from tracker.domain.rules.query_conditions import fitting, rests_on

        asking = asking_of(self._workspace)
        tests, counts = [], {}
        for view in self.every:
            query = parse(view.query, language_of(self._workspace.plan))
            has_words = query.words or any(term.field == "text" for term in query.terms)
            if not has_words and not (view.look or {}).get("values"):  # those are counted by the table alone
                tests.append((view.key, fitting(query, asking)))
                self._rest_on |= rests_on(query)
                counts[view.key] = 0
                yield
        actions = list(self._workspace.plan.all(Action))
        for start in range(0, len(actions), _TURN):
            some = actions[start : start + _TURN]
            for key, test in tests:
                counts[key] += sum(map(test, some))
            yield
        self.counts = counts
        self.counted.emit(counts)

    # Where they are shown.

    def show_in(self, navigation: "Navigation") -> None:
        """List them in the navigation from now on."""
        navigation.views.chosen.connect(self.open)
        self._navigation = navigation
        self._list()
        self.count()

    def _list(self) -> None:
        navigation = self._navigation
        if navigation is not None and isValid(navigation):  # it is made anew with the window
            rows = [(view.key, view.name, self.counts.get(view.key)) for view in self.every]
            navigation.views.show_views(rows)

    def open(self, key: str) -> None:
        """Show the actions of a view."""
        view = self.find(key)
        if view is not None:
            from ui.pages.actions import ActionsPage

            self._window.go("actions")
            page = self._window.page
            if isinstance(page, ActionsPage):
                page.views.open(view)


def _is_view(kept: Any) -> bool:
    """Whether this was kept as a view: the file of preferences is the person's to change."""
    if not isinstance(kept, dict) or kept.keys() != {"key", "name", "query", "look"}:
        return False
    texts = (kept["key"], kept["name"], kept["query"])
    return all(isinstance(each, str) for each in texts) and isinstance(kept["look"], dict | None)


def show_view(window: "MainWindow", key: str) -> None:
    """Show a saved view."""
    window.views.open(key)


def asking_of(workspace: "Workspace", holding: Callable[[str], Collection[str]] | None = None) -> "Asking":
    """How a query is asked in this plan; `holding` looks for words in texts that are there already."""
    from tracker.domain.rules.query_conditions import Asking

    session, plan = workspace.session, workspace.plan
    evidenced = None if ActionEvidence in plan.kinds else session.evidenced
    return Asking(plan, workspace.day, session.actor.name, holding, evidenced)
