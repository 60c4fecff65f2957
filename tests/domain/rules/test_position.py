"""The plan as it stood at the end of a day."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.any_plans import LAST, days, for_any_plan
from tests.plans import (
    action,
    answers,
    budget_change,
    budget_post,
    came_from,
    check,
    correction,
    date_change,
    decision,
    duty,
    evidence,
    finding,
    line,
    meeting,
    organisation,
    part,
    pays_for,
    plan,
    refs,
    shown_by,
    source,
    update,
    version,
)
from tracker.domain.codes import (
    Audience,
    BudgetChangeKind,
    EvidenceState,
    Lifecycle,
    RequestState,
)
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    RECORDS,
    Action,
    ActionEvidence,
    Amendment,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    DateChange,
    Decision,
    Duty,
    Evidence,
    Fact,
    Figure,
    Finding,
    Measure,
    Milestone,
    Part,
    PlanVersion,
    RecordTag,
    Source,
    Update,
)
from tracker.domain.references import REFERS_TO
from tracker.domain.rules.fold import refolded
from tracker.domain.rules.gaps import Gap, gaps_of
from tracker.domain.rules.lateness import is_overdue
from tracker.domain.rules.money import plan_money, posts
from tracker.domain.rules.position import (
    all_recorded_after,
    position_at,
    recorded_after,
    without_restricted,
)
from tracker.domain.rules.review import review

MARCH, APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in (3, 4, 5, 6, 7))


def same(one: FullPlan, other: FullPlan) -> bool:
    return all(list(one.all(kind)) == list(other.all(kind)) for kind in RECORDS)


def test_a_completion_recorded_late_counts_from_the_day_it_happened() -> None:
    whole = plan(
        action("a1", "2026-03-30"),
        update("a1", date(2026, 3, 28), Lifecycle.COMPLETE, recorded=date(2026, 4, 10)),
    )
    end_of_march = date(2026, 3, 31)
    then = position_at(whole, end_of_march)
    assert then.get(Action, "a1").lifecycle is Lifecycle.COMPLETE
    assert recorded_after(then, next(iter(then.all(Update))), end_of_march)
    before = position_at(whole, date(2026, 3, 27)).get(Action, "a1")
    assert (before.lifecycle, before.completed_on) == (Lifecycle.NOT_STARTED, None)


def test_a_plan_made_today_from_an_old_letter_shows_what_was_to_be_planned_then() -> None:
    received, today = date(2020, 2, 27), date(2026, 11, 21)
    six = [f"f{number}" for number in range(1, 7)]
    whole = plan(
        source("s1", received_on=received, in_plan_from=received),
        *(finding(each, in_plan_from=received) for each in six),
        *(action(f"a{each[1]}", draft=True, in_plan_from=received) for each in six),
        *(answers(f"a{each[1]}", each) for each in six),
        begun_on=today,
    )
    day = date(2020, 6, 30)
    then = position_at(whole, day)
    tables = review(then, day)
    assert all_recorded_after(then, day)
    assert len(then.all(Finding)) == 6
    assert [each.action.ref for each in tables.register] == ["A1", "A2", "A3", "A4", "A5", "A6"]
    assert tables.overdue == ()
    gaps = gaps_of(then, then.get(Action, "a1"), day)
    assert {Gap.TO_BE_PLANNED, Gap.NO_OWNER, Gap.NO_DATE} <= set(gaps)


def test_where_all_was_recorded_later_no_single_fact_says_so() -> None:
    late = update("a1", MARCH, recorded=JULY)
    begun_later = plan(action(), late, begun_on=JUNE)
    assert all_recorded_after(begun_later, MAY)
    assert not recorded_after(begun_later, late, MAY)
    assert not all_recorded_after(begun_later, JUNE)
    begun_before = plan(action(), late, begun_on=MARCH)
    assert not all_recorded_after(begun_before, MAY)
    assert recorded_after(begun_before, late, MAY)
    assert not recorded_after(begun_before, late, JULY)


def test_recorded_after_counts_days_in_london() -> None:
    shortly_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    late = replace(update("a1", MARCH), recorded_at=shortly_after_midnight)
    assert recorded_after(plan(action(), late, begun_on=MARCH), late, date(2026, 6, 30))


def test_a_date_not_yet_moved_is_the_old_date() -> None:
    whole = plan(
        action("a1", "2026-06-30", "2026-04-30"),
        date_change(
            "a1", APRIL, "2026-04-30", "2026-05-31", decided_on=MAY, decided_by="Board", decision_note="Once"
        ),
        date_change("a1", JUNE, "2026-05-31", "2026-06-30", decided_on=JULY),
    )
    due = {day: position_at(whole, day).get(Action, "a1").due for day in (MARCH, APRIL, MAY, JUNE, JULY)}
    april, may, june = (DueDate.parse(code) for code in ("2026-04-30", "2026-05-31", "2026-06-30"))
    assert due == {MARCH: april, APRIL: april, MAY: may, JUNE: may, JULY: june}
    asked = list(position_at(whole, APRIL).all(DateChange))
    assert [(each.state, each.decided_on, each.decided_by, each.decision_note) for each in asked] == [
        (RequestState.PENDING, None, "", "")
    ]


def test_an_action_without_moves_keeps_its_date_as_it_stands() -> None:
    whole = plan(action("a1", "2026-06-30"), date_change("a1", JUNE, "2026-06-30", "2026-07-31"))
    assert position_at(whole, MARCH).get(Action, "a1").due == DueDate.parse("2026-06-30")


def test_a_refused_request_was_still_waiting_before_it_was_refused() -> None:
    refused = date_change(
        "a1", APRIL, "2026-04-30", "2026-05-31", decided_on=JUNE, state=RequestState.REFUSED
    )
    whole = plan(action("a1", "2026-04-30"), refused)
    assert [each.state for each in position_at(whole, MAY).all(DateChange)] == [RequestState.PENDING]
    assert [each.state for each in position_at(whole, JUNE).all(DateChange)] == [RequestState.REFUSED]


def test_evidence_decided_later_is_offered_and_what_is_offered_later_is_gone() -> None:
    whole = plan(action(), evidence("e1", APRIL, JUNE, decision_note="Good"), shown_by("a1", "e1"))
    then = position_at(whole, MAY).get(Evidence, "e1")
    assert (then.state, then.decided_on, then.decided_by, then.decision_note) == (
        EvidenceState.OFFERED,
        None,
        "",
        "",
    )
    before = position_at(whole, MARCH)
    assert (len(before.all(Evidence)), len(before.all(ActionEvidence))) == (0, 0)


def test_what_was_sent_or_done_or_left_out_later_is_not_yet() -> None:
    whole = plan(
        source(),
        duty(sent_on=JUNE, version_id="v1"),
        version("v1", APRIL),
        finding(left_out_on=JUNE, left_out_by="Board", left_out_reason="Twice"),
        action(),
        organisation("o1", "Police"),
        part("k1", "a1", done_on=JUNE),
        Milestone(
            id="t1", action_id="a1", position=1, title="Step", due=DueDate.parse("2026-06"), done_on=JUNE
        ),
    )
    then = position_at(whole, MAY)
    assert (then.get(Duty, "y1").sent_on, then.get(Duty, "y1").version_id) == (None, None)
    assert then.get(Part, "k1").done_on is None
    assert then.get(Milestone, "t1").done_on is None
    left = then.get(Finding, "f1")
    assert (left.left_out_on, left.left_out_by, left.left_out_reason) == (None, "", "")
    assert same(position_at(whole, JUNE), whole)


def test_what_was_not_in_the_plan_yet_is_gone_with_all_that_hangs_on_it() -> None:
    later: dict[str, Any] = {"in_plan_from": JUNE}
    whole = plan(
        source("s1"),
        source("s2", replaces_id="s1"),
        source("s3", replaces_id="s4"),
        source("s4", **later),
        finding("f1", "s1"),
        finding("f2", "s4"),
        finding("f3", "s1", **later),
        duty("y1", "s4"),
        action("a1"),
        action("a2", **later),
        answers("a1", "f1"),
        answers("a1", "f2"),
        answers("a1", "f3"),
        answers("a2", "f1"),
        came_from("a2", "a1"),
        update("a2", MARCH),
        check("a2", MARCH),
        organisation("o1", "Police"),
        part("k1", "a2"),
        date_change("a2", MARCH, "2026-04-30", "2026-05-31"),
        line("b1", **later),
        line("b2", parent_id="b1"),
        pays_for("b1", "a1"),
        budget_change("b1", MARCH, BudgetChangeKind.GROWTH, 100),
        budget_post("g1", "b1", 2),
        meeting(JULY),
    )
    then = position_at(whole, MAY)
    left = {kind.__name__: len(then.all(kind)) for kind in RECORDS if then.all(kind)}
    assert left == {
        "PlanSettings": 1,
        "Meeting": 1,
        "Organisation": 1,
        "Source": 3,
        "Finding": 1,
        "Action": 1,
        "ActionFinding": 1,
        "BudgetLine": 1,
    }
    assert then.get(Source, "s3").replaces_id is None
    assert then.get(BudgetLine, "b2").parent_id is None
    assert same(position_at(whole, JUNE), whole)


def test_a_split_is_undone_before_its_day() -> None:
    whole = plan(
        action("a1", "2026-06-30"),
        update("a1", MAY, Lifecycle.REPLACED),
        action("a2", "2026-06-30", in_plan_from=MAY),
        came_from("a2", "a1"),
        update("a2", MAY, Lifecycle.IN_PROGRESS),
    )
    then = position_at(whole, APRIL)
    assert [(each.ref, each.lifecycle) for each in then.all(Action)] == [("A1", Lifecycle.NOT_STARTED)]


def test_before_approval_no_date_and_no_budget_is_frozen() -> None:
    whole = plan(
        version("v1", MAY),
        action("a1", "2026-06-30", "2026-06-30", first_due_version_id="v1"),
        action("a2", "2026-06-30", "2026-06-30"),
        line("b1", 100, first_pence=90),
    )
    then = position_at(whole, APRIL)
    assert len(then.all(PlanVersion)) == 0
    unfrozen = then.get(Action, "a1")
    assert (unfrozen.first_due, unfrozen.first_due_version_id) == (None, None)
    assert unfrozen.due == DueDate.parse("2026-06-30")
    assert then.get(Action, "a2").first_due == DueDate.parse("2026-06-30")
    assert then.get(BudgetLine, "b1").first_pence is None
    assert same(position_at(whole, MAY), whole)


def test_money_counts_from_the_day_it_was_decided() -> None:
    whole = plan(
        line("b1", 68_400_000),
        budget_change(
            *("b1", APRIL, BudgetChangeKind.GROWTH, 36_600_000),
            decided_on=JUNE,
            call_in_ends_on=JULY,
            id="g1",
        ),
        budget_post("n1", "b1", 2),
        budget_post("n2", "b1", 8, new=True, change_id="g1"),
    )
    totals = [
        (plan_money(then).revised, plan_money(then).proposed, posts(then, then.all(BudgetLine)).total)
        for then in (position_at(whole, day) for day in (MARCH, MAY, JUNE))
    ]
    assert totals == [(68_400_000, 0, 2), (68_400_000, 36_600_000, 2), (105_000_000, 0, 10)]
    assert len(position_at(whole, MARCH).all(BudgetPost)) == 1
    assert position_at(whole, MAY).get(BudgetChange, "g1").call_in_ends_on is None


def test_corrections_of_what_is_gone_are_gone() -> None:
    entry = update("a1", JUNE)
    mended = correction("action_update", entry.id, MARCH), correction("action", "a1", MARCH)
    then = position_at(plan(action(), entry, *mended), MAY)
    assert [each.entity for each in then.all(Amendment)] == ["action"]


def test_a_public_copy_holds_nothing_of_a_restricted_action() -> None:
    decisions = [decision(each, MARCH) for each in ("d1", "d2", "d3")]
    whole = plan(
        *decisions,
        action("a1", audience=Audience.RESTRICTED, audience_reason="Names a school"),
        action("a2"),
        came_from("a2", "a1"),
        update("a1", MARCH, decision_id="d1"),
        update("a2", MARCH, decision_id="d2"),
        evidence("e1", MARCH),
        evidence("e2", MARCH),
        shown_by("a1", "e1"),
        shown_by("a1", "e2"),
        shown_by("a2", "e2"),
    )
    public = without_restricted(whole)
    assert refs(public.all(Action)) == ["A2"]
    assert [each.decision_id for each in public.all(Update)] == ["d2"]
    assert [each.id for each in public.all(Evidence)] == ["e2"]
    assert [each.id for each in public.all(Decision)] == ["d2", "d3"]
    assert same(without_restricted(public), public)


def test_a_public_copy_of_a_plan_without_restrictions_is_the_plan() -> None:
    whole = plan(action(), update("a1", MARCH), evidence("e1", MARCH), shown_by("a1", "e1"))
    assert same(without_restricted(whole), whole)


@for_any_plan()
def test_a_position_after_everything_is_the_plan_itself(whole: FullPlan) -> None:
    assert same(position_at(whole, LAST + timedelta(days=365)), whole)


@for_any_plan(days, days)
def test_a_position_of_a_position_is_that_of_the_earlier_day(whole: FullPlan, one: date, other: date) -> None:
    assert same(position_at(position_at(whole, one), other), position_at(whole, min(one, other)))


@for_any_plan(days)
def test_nothing_in_a_position_happened_later_and_all_values_follow_from_the_facts(
    whole: FullPlan, day: date
) -> None:
    then = position_at(whole, day)
    for kind in RECORDS:
        for each in then.all(kind):
            if isinstance(each, Fact):
                assert each.happened_on <= day
            if isinstance(each, DateChange | BudgetChange | Evidence):
                assert each.decided_on is None or each.decided_on <= day
    for each in then.all(Action):
        assert each.in_plan_from <= day
        assert refolded(then, each) == each


@for_any_plan(days)
def test_a_position_holds_no_loose_ends(whole: FullPlan, day: date) -> None:
    then = position_at(whole, day)
    for kind in RECORDS:
        for each in then.all(kind):
            for field in fields(each):
                if field.name in REFERS_TO and getattr(each, field.name) is not None:
                    assert then.find(REFERS_TO[field.name], getattr(each, field.name)) is not None
    assert all(then.find(Measure, each.entity_id) for each in then.all(RecordTag))


@for_any_plan(days)
def test_facts_only_ever_come_in(whole: FullPlan, day: date) -> None:
    earlier, later = position_at(whole, day), position_at(whole, day + timedelta(days=30))
    for kind in (Update, DateChange, Evidence, BudgetChange, Figure, Action, Finding, Measure):
        assert {each.id for each in earlier.all(kind)} <= {each.id for each in later.all(kind)}


def test_the_rules_judge_a_position_as_of_its_day() -> None:
    whole = plan(action("a1", "2026-03-30"), update("a1", date(2026, 5, 20), Lifecycle.COMPLETE))
    overdue = [
        is_overdue(position_at(whole, day).get(Action, "a1"), day) for day in (MARCH, APRIL, MAY, JUNE)
    ]
    assert overdue == [False, True, True, False]
