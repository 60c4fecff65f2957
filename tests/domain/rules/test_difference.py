"""What changed between two states of a plan, net, with the reasons given in between."""

from datetime import date
from decimal import Decimal

from tests.any_plans import any_plan, for_any_plan
from tests.plans import (
    action,
    as_given,
    budget_change,
    correction,
    date_change,
    figure,
    line,
    measure,
    plan,
    post,
    seen_by,
    update,
)
from tracker.domain.codes import BudgetChangeKind, OwnColumnKind
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    Action,
    ActionTag,
    BudgetLine,
    Measure,
    Milestone,
    OwnColumn,
    OwnValue,
    PathPoint,
    RecordTag,
    Tag,
    link,
)
from tracker.domain.rules.difference import Difference, Fate, Line, differences

MAY, JUNE = date(2026, 5, 12), date(2026, 6, 16)
COLUMN = OwnColumn(id="c1", position=1, name="Pillar", kind=OwnColumnKind.TEXT)


def only(before: FullPlan, after: FullPlan) -> Difference:
    """The one difference there is."""
    (found,) = differences(before, after)
    return found


@for_any_plan()
def test_a_plan_does_not_differ_from_itself(made: FullPlan) -> None:
    assert differences(made, made) == ()


@for_any_plan(any_plan())
def test_what_was_added_one_way_was_removed_the_other_way(one: FullPlan, other: FullPlan) -> None:
    def fates(before: FullPlan, after: FullPlan, fate: Fate) -> set[str]:
        return {each.id for each in differences(before, after) if each.fate is fate}

    assert fates(one, other, Fate.ADDED) == fates(other, one, Fate.REMOVED)


def test_a_changed_field_is_told_in_words_and_what_an_id_leads_to_is_named() -> None:
    posts = (post("p1", "Head of Service"), post("p2", "Director"))
    before = plan(*posts, action("a1", title="Ring back", owner_post_id="p1"))
    after = plan(*posts, action("a1", title="Ring back soon", owner_post_id="p2"))
    found = only(before, after)
    assert (found.kind, found.name, found.fate) == (Action, "A1  Ring back soon", Fate.CHANGED)
    assert found.lines == (
        Line("Title", "Ring back", "Ring back soon"),
        Line("Owner", "Head of Service", "Director"),
    )


def test_a_moved_date_comes_with_its_reason() -> None:
    moved = date_change("a1", MAY, "2026-03-31", "2026-06-30", decided_on=JUNE, reason="Posts vacant")
    before = plan(action("a1", "2026-03-31"))
    after = plan(action("a1", "2026-03-31"), moved)
    found = only(before, after)
    assert found.lines == (Line("Due date", "31 Mar 2026", "30 Jun 2026"),)
    assert found.reasons == ("Posts vacant",)


def test_a_mended_entry_gives_its_reason_too() -> None:
    before = plan(action("a1", text="teh"))
    after = plan(action("a1", text="the"), correction(Action.table, "a1", MAY))
    assert only(before, after).reasons == ("Misspelt",)


def test_updates_are_counted_and_the_latest_is_told() -> None:
    known = update("a1", date(2026, 4, 1), text="Before")
    before = plan(action("a1"), known)
    after = plan(action("a1"), known, update("a1", MAY, text="One"), update("a1", JUNE, text="Two\nlines"))
    assert only(before, after).lines == (Line("2 updates", "", "Two lines"),)


def test_what_belongs_to_an_action_is_told_with_it() -> None:
    tag = Tag(id="t1", name="Waiting")
    step = Milestone(id="m1", action_id="a1", position=1, title="Rota agreed", due=DueDate.day(MAY))
    value = OwnValue(id="v1", action_id="a1", column_id="c1", value="Practice")
    before = as_given(COLUMN, tag, action("a1"), step)
    after = as_given(COLUMN, tag, action("a1"), value, link(ActionTag, action_id="a1", tag_id="t1"))
    assert only(before, after).lines == (
        Line("Milestone", "Rota agreed, 12 May 2026", ""),
        Line("Tag on an action", "", "Waiting"),
        Line("Value in an own column", "", "Pillar: Practice"),
    )


def test_a_budget_change_is_told_with_its_line() -> None:
    base = line("b1", 684_000_00, title="Safeguarding hub")
    growth = budget_change("b1", MAY, BudgetChangeKind.GROWTH, 366_000_00, decided_on=MAY)
    found = only(plan(base), plan(base, growth))
    assert found.kind is BudgetLine
    assert found.lines == (Line("Budget change", "", "£366,000, approved"),)


def test_a_measure_is_told_with_its_figures_path_and_tags() -> None:
    tag = Tag(id="t1", name="Waiting")
    point = PathPoint(id="p1", measure_id="m1", due_on=MAY, value=Decimal(70))
    tie = link(RecordTag, entity=Measure.table, entity_id="m1", tag_id="t1")
    counted = figure(date(2026, 5, 31), numerator="61", denominator="80")
    before = as_given(measure(target=Decimal(90)), tag, action("a1"))
    after = as_given(measure(target=Decimal("92.5")), tag, action("a1"), point, tie, counted, seen_by("a1"))
    of_action, of_measure = differences(before, after)
    assert of_action.lines == (Line("Measure for an action", "", "M1  Contacts on time m1"),)
    assert (of_measure.kind, of_measure.lines) == (
        Measure,
        (
            Line("Target", "90", "92.5"),
            Line("Figure", "", "May 2026: 76.3% (61 of 80)"),
            Line("Target on the way", "", "12 May 2026: 70"),
            Line("Tag on a record", "", "Waiting"),
        ),
    )


def test_an_action_added_or_removed_is_named_and_has_no_fields_of_its_own() -> None:
    one, two = action("a1", title="Old"), action("a2", title="New")
    assert [(each.name, each.fate, each.lines) for each in differences(plan(one), plan(two))] == [
        ("A2  New", Fate.ADDED, ()),
        ("A1  Old", Fate.REMOVED, ()),
    ]
