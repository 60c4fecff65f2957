"""A plan's actions by what trackers call them: worked out once for a plan, and asked by each comparison."""

from collections.abc import Iterator

from tracker.domain.names import folded
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action
from tracker.domain.rules.alike import AlikeIndex, Likely
from tracker.domain.rules.order import in_plan_order

_A_TURN = 200


class Known:
    """Fill it with `prepare`; until then it knows none. Texts are folded, ids come in the plan's order.

    `titles` are those of all actions; `by_title` leaves out drafts, which have no words of their own.
    """

    def __init__(self, plan: FullPlan) -> None:
        self.plan = plan
        self.is_ready = False
        self.actions: dict[str, Action] = {}
        self.titles: set[str] = set()
        self.by_title: dict[str, list[str]] = {}
        self.by_council_ref: dict[str, list[str]] = {}
        self.by_ref: dict[str, list[str]] = {}
        self.by_any_ref: dict[str, Action] = {}
        self._alike = AlikeIndex(plan)
        self._likely: dict[str, tuple[Likely, ...]] = {}

    def prepare(self) -> Iterator[None]:
        """Take in the actions, some hundred a turn."""
        for n, action in enumerate(in_plan_order(self.plan, self.plan.all(Action))):
            self._take_in(action)
            if n % _A_TURN == _A_TURN - 1:
                yield
        yield from self._alike.prepare()
        self.is_ready = True

    def _take_in(self, action: Action) -> None:
        self.actions[action.id] = action
        title, ref, council_ref = folded(action.title), folded(action.ref), folded(action.council_ref)
        self.titles.add(title)
        if title and not action.draft:
            self.by_title.setdefault(title, []).append(action.id)
        if council_ref:
            self.by_council_ref.setdefault(council_ref, []).append(action.id)
            self.by_any_ref[council_ref] = action
        self.by_ref[ref] = [action.id]
        self.by_any_ref[ref] = action

    def like(self, title: str) -> tuple[Likely, ...]:
        """The few actions whose titles are likest, best first."""
        if title not in self._likely:
            self._likely[title] = self._alike.like(title)
        return self._likely[title]
