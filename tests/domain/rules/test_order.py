"""The order in which a plan is read."""

from tests.plans import action, plan, refs, workstream
from tracker.domain.records import Action
from tracker.domain.rules.order import in_plan_order, ref_key, workstreams


def test_references_sort_as_people_count() -> None:
    assert sorted(["A12a", "A2", "A12", "A10", "odd"], key=ref_key) == ["A2", "A10", "A12", "A12a", "odd"]


def test_actions_come_by_workstream_position_and_reference_and_those_without_one_last() -> None:
    made = plan(
        workstream("w1", 2),
        workstream("w2", 1),
        action("a1", position=1),
        action("a2", position=2, workstream_id="w1"),
        action("a3", position=1, workstream_id="w1"),
        action("a10", position=1, workstream_id="w2"),
        action("a9", position=1, workstream_id="w2"),
    )
    assert [each.id for each in workstreams(made)] == ["w2", "w1"]
    assert refs(in_plan_order(made, made.all(Action))) == ["A9", "A10", "A3", "A2", "A1"]
