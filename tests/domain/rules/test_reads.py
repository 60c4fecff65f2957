"""Rules read a change being made as they read a plan."""

from typing import Any

from tests.plans import action, plan, update
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Update
from tracker.domain.rules.reads import R, Within

MADE = plan(action("a1"), action("a2"), update("a1", action().in_plan_from))


class Change:
    """The reading half of a change, over a plan."""

    def __init__(self, whole: FullPlan) -> None:
        self._whole = whole

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        return self._whole.find(kind, record_id)

    def all(self, kind: type[R], **where: Any) -> list[R]:
        found = self._whole.all(kind)
        return [each for each in found if all(getattr(each, name) == value for name, value in where.items())]


def test_a_change_answers_the_same_as_the_plan_it_shows() -> None:
    within = Within(Change(MADE))
    assert list(within.all(Action)) == list(MADE.all(Action))
    assert within.find(Action, "a2") == MADE.find(Action, "a2")
    assert within.find(Action, None) is None
    for action_id in ("a1", "a2"):
        assert tuple(within.by(Update, "action_id", action_id)) == MADE.by(Update, "action_id", action_id)
