import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small import action, tag
from tracker.domain.errors import NotFound
from tracker.domain.plan import Edit, FullPlan, Plan
from tracker.domain.records import Action, Decision, PlanSettings, Record, Tag, Update

NAMES = st.sampled_from(["north", "south", "east", "west"])
TURNS = st.lists(st.tuples(st.sampled_from(["put", "remove"]), NAMES, NAMES), max_size=20)


def edit(before: Record | None, after: Record | None) -> Edit:
    record = after or before
    assert record is not None
    return Edit(type(record), record.id, before, after)


@given(TURNS)
def test_a_plan_after_its_edits_holds_what_they_left_and_earlier_plans_stay(
    turns: list[tuple[str, str, str]],
) -> None:
    plan = Plan({})
    kept: list[tuple[Plan, list[Tag]]] = []
    expected: dict[str, Tag] = {}
    for turn, record_id, name in turns:
        before = expected.pop(record_id, None) if turn == "remove" else expected.get(record_id)
        after = tag(name, record_id) if turn == "put" else None
        if after:
            expected[record_id] = after
        if before or after:
            plan = plan.after([edit(before, after)], plan.seq + 1, "")
        kept.append((plan, list(expected.values())))
        assert plan.by(Tag, "name", name) == tuple(each for each in plan.all(Tag) if each.name == name)
    for earlier, tags in kept:
        assert list(earlier.all(Tag)) == tags
        assert all(earlier.get(Tag, each.id) is earlier.find(Tag, each.id) for each in tags)
        assert len(earlier.by(Tag, "name", "north")) == sum(each.name == "north" for each in tags)


@given(TURNS)
def test_plans_that_are_looked_at_only_after_all_edits_hold_what_each_left(
    turns: list[tuple[str, str, str]],
) -> None:
    plan = Plan({Tag: {"south": tag("south")}})
    expected = {"south": tag("south")}
    kept: list[tuple[Plan, list[Tag]]] = []
    for turn, record_id, name in turns:
        before = expected.pop(record_id, None) if turn == "remove" else expected.get(record_id)
        after = tag(name, record_id) if turn == "put" else None
        if after:
            expected[record_id] = after
        plan = plan.after([edit(before, after)] if before or after else [], plan.seq + 1, "")
        assert plan.find(Tag, record_id) == after
        kept.append((plan, list(expected.values())))
    for later, tags in reversed(kept):
        assert list(later.all(Tag)) == tags


def test_a_long_row_of_edits_leaves_every_record_in_its_place() -> None:
    plan = Plan({Tag: {str(n): tag("old", str(n)) for n in range(5)}})
    for n in range(1200):
        was = plan.find(Tag, str(n))
        plan = plan.after([edit(was, tag("new", str(n)))], plan.seq + 1, "")
    assert [each.id for each in plan.all(Tag)] == [str(n) for n in range(1200)]
    assert {each.name for each in plan.all(Tag)} == {"new"}


def test_what_an_edit_does_not_touch_is_shared() -> None:
    plan = Plan({Tag: {"north": tag("north")}, Action: {"A1": action("A1")}}, 4, "ab")
    later = plan.after([edit(None, tag("south"))], 5, "cd")
    assert (plan.seq, plan.digest, later.seq, later.digest) == (4, "ab", 5, "cd")
    assert later.get(Action, "A1") is plan.get(Action, "A1")
    assert later.by(Action, "draft", False) is plan.by(Action, "draft", False) or plan.by(
        Action, "draft", False
    )


def test_a_plan_holds_no_long_texts_and_a_full_plan_holds_everything() -> None:
    assert not {Update, Decision} & set(Plan.kinds)
    assert {Update, Decision} < set(FullPlan.kinds)
    assert Plan({}).after([Edit(Update, "u1", None, None)], 1, "").seq == 1


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(NotFound, match="no longer in the plan"):
        Plan({}).get(Tag, "north")
    with pytest.raises(NotFound):
        _ = Plan({}).settings
    assert Plan({}).find(Tag, None) is Plan({}).find(Tag, "north") is None
    settings = PlanSettings(id="plan", title="Helping children sooner")
    assert Plan({PlanSettings: {"plan": settings}}).settings is settings


def test_a_full_plan_with_tables_exchanged_is_another_plan() -> None:
    plan = FullPlan({Tag: {"north": tag("north")}, Action: {"A1": action("A1")}}, 4, "ab")
    other = plan.replacing({Tag: {}})
    assert (list(other.all(Tag)), other.seq, other.digest) == ([], 4, "ab")
    assert other.get(Action, "A1") is plan.get(Action, "A1")
    assert list(plan.all(Tag)) == [tag("north")]
