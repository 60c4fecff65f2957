"""What is wrong in a plan, and what is still to be filled in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.any_plans import for_any_plan
from tests.plans import (
    action,
    answers,
    as_given,
    away,
    budget_change,
    check,
    date_change,
    evidence,
    figure,
    finding,
    holding,
    line,
    measure,
    organisation,
    part,
    person,
    plan,
    post,
    shown_by,
    source,
    update,
)
from tracker.domain.codes import Audience, BudgetChangeKind, CheckOutcome, Impact, Lifecycle, RequestState
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import Blocker, Record, RecordTag, Tag, link
from tracker.domain.rules.checking import faults, to_fill_in

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def waits(one: str, other: str) -> Record:
    made: Record = link(Blocker, action_id=one, blocked_by_id=other)
    return made


def test_a_sound_plan_has_no_faults() -> None:
    sound = plan(
        source(),
        finding(),
        post("p1"),
        person("n1", "Ana Reyes"),
        holding("p1", "n1", MARCH, MARCH),
        away("n1", MARCH, MARCH),
        organisation("o1", "Police"),
        action("a1", "2026-03-31", "2026-03-31", owner_post_id="p1"),
        answers("a1", "f1"),
        update("a1", MARCH, Lifecycle.IN_PROGRESS),
        update("a1", APRIL, Lifecycle.COMPLETE),
        part("k1", "a1", done_on=MARCH),
        evidence("e1", APRIL, APRIL),
        shown_by("a1", "e1"),
        update("a1", APRIL, Lifecycle.CLOSED),
        action("a2"),
        waits("a2", "a1"),
        line("b1", 100),
        line("b2", 100, parent_id="b1"),
        budget_change("b1", MARCH, BudgetChangeKind.VIREMENT_IN, 10, id="g1", pair_id="g2"),
        budget_change("b2", MARCH, BudgetChangeKind.VIREMENT_OUT, 10, id="g2", pair_id="g1"),
        budget_change("b1", MARCH, BudgetChangeKind.GROWTH, 1, decided_on=MARCH),
    )
    assert faults(sound) == []


def test_values_that_do_not_follow_from_the_facts_are_faults() -> None:
    written = replace(
        action("a1", "2026-03-31", council_ref="1.2"),
        lifecycle=Lifecycle.IN_PROGRESS,
        impact=Impact.SUSTAINED,
        updated_on=MARCH,
        due=DueDate.parse("2026-03"),
    )
    moved = date_change("a1", MARCH, "2026-03-31", "2026-04-30", decided_on=MARCH)
    assert faults(as_given(written, moved)) == [
        "1.2: Due date reads “March 2026”, but its facts give “30 Apr 2026”.",
        "1.2: Lifecycle reads “In progress”, but its facts give “Not started”.",
        "1.2: Impact rating reads “Sustained”, but its facts give “”.",
        "1.2: Last update reads “1 Mar 2026”, but its facts give “”.",
    ]


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        ([action(), update("a1", MARCH, Lifecycle.CLOSED)], "A1 is closed without accepted evidence."),
        (
            [action(), check("a1", MARCH), update("a1", MARCH, Lifecycle.EMBEDDED)],
            "A1 is closed without accepted evidence.",
        ),
        (
            [
                action(),
                evidence("e1", MARCH, MARCH),
                shown_by("a1", "e1"),
                check("a1", MARCH, CheckOutcome.NOT_PASSED),
                update("a1", MARCH, Lifecycle.EMBEDDED),
            ],
            "A1 is embedded without a passed check.",
        ),
        ([action(), update("a1", MARCH, Lifecycle.ON_HOLD)], "A1 is on hold without a review day."),
        (
            [
                action(),
                organisation("o1", "Police"),
                part("k1", "a1"),
                update("a1", MARCH, Lifecycle.COMPLETE),
            ],
            "A1 is finished, but a part of it is not done.",
        ),
        ([action(audience=Audience.RESTRICTED)], "A1 is restricted without a reason."),
        (
            [action(), date_change("a1", MARCH, None, "2026-05", state=RequestState.REFUSED)],
            "A1: a request is “Refused”, which its day of decision does not bear out.",
        ),
        (
            [
                action(),
                date_change("a1", APRIL, None, "2026-05", decided_on=MARCH, state=RequestState.REFUSED),
            ],
            "A1: a request was decided before it was made.",
        ),
        (
            [line(), budget_change("b1", APRIL, BudgetChangeKind.GROWTH, 5, decided_on=MARCH)],
            "B1: a request was decided before it was made.",
        ),
        (
            [evidence("e1", APRIL, MARCH)],
            "Evidence “Audit of 20 files” was decided on before it was offered.",
        ),
        (
            [line(), budget_change("b1", MARCH, BudgetChangeKind.GROWTH, -500)],
            "B1: a budget change has the amount −£5.",
        ),
        (
            [line(), budget_change("b1", MARCH, BudgetChangeKind.GROWTH, 0)],
            "B1: a budget change has the amount £0.",
        ),
        (
            [line(), budget_change("b1", MARCH, BudgetChangeKind.VIREMENT_IN, 5)],
            "B1: A virement needs its other side: a line of this plan, or one outside.",
        ),
        (
            [
                line("b1"),
                line("b2"),
                budget_change("b1", MARCH, BudgetChangeKind.VIREMENT_IN, 5, id="g1", pair_id="g2"),
                budget_change("b2", MARCH, BudgetChangeKind.VIREMENT_OUT, 5, id="g2", outside="X100"),
            ],
            "B1: the two sides of a virement name different other sides.",
        ),
        (
            [post(), person("n1", "A"), holding("p1", "n1", APRIL, MARCH)],
            "Somebody left a post before coming to it.",
        ),
        ([person("n1", "A"), away("n1", APRIL, MARCH)], "An absence ends before it begins."),
        (
            [source(), finding(left_out_on=MARCH)],
            "F1 is left out without a day or without a reason.",
        ),
    ],
)
def test_a_broken_rule_is_a_fault(records: list[Record], fault: str) -> None:
    assert faults(plan(*records)) == [fault]


def test_actions_that_wait_for_each_other_and_lines_under_each_other_are_faults() -> None:
    circles = plan(
        action("a1"),
        action("a2"),
        action("a3"),
        waits("a1", "a2"),
        waits("a2", "a1"),
        waits("a3", "a1"),
        line("b1", parent_id="b2"),
        line("b2", parent_id="b1"),
    )
    assert faults(circles) == [
        "A1 waits, by way of others, for itself.",
        "A2 waits, by way of others, for itself.",
        "B1 lies, by way of others, under itself.",
        "B2 lies, by way of others, under itself.",
    ]


def test_a_figure_that_cannot_be_and_a_tag_on_nothing_are_found() -> None:
    tie = link(RecordTag, entity="risk", entity_id="r1", tag_id="t1")
    found = faults(as_given(measure(), figure(MARCH, "40"), Tag(id="t1", name="Waiting"), tie))
    assert [each.split(":")[0] for each in found] == [
        "M1 has a figure that cannot be",
        "A tag is on what is not in the plan.",
    ]


def test_figures_to_be_given_are_to_fill_in() -> None:
    late = plan(measure(in_plan_from=MARCH), measure("m2", in_plan_from=date(2026, 4, 20)))
    assert to_fill_in(late, date(2026, 5, 10)) == {"Figures not yet given": ["M1"]}


def test_gaps_are_to_fill_in_and_no_faults() -> None:
    made = plan(
        source(),
        finding("f10"),
        finding("f2"),
        post("p1"),
        action("a1", draft=True),
        action("a2", "2026-03-31", owner_post_id="p1"),
    )
    assert to_fill_in(made, APRIL) == {
        "No action yet": ["F2", "F10"],
        "Action to be planned": ["A1"],
        "No owner": ["A1"],
        "No date": ["A1"],
        "No measure": ["A1", "A2"],
        "Nobody in post": ["A2"],
    }
    assert faults(made) == []


@for_any_plan()
def test_values_written_as_the_facts_give_them_are_never_at_fault(whole: FullPlan) -> None:
    assert not [fault for fault in faults(whole) if "its facts give" in fault]


@for_any_plan()
def test_a_value_that_is_tampered_with_is_found(whole: FullPlan) -> None:
    tampered = replace(action("a9", position=99), updated_on=action().in_plan_from + timedelta(days=1))
    found = faults(as_given(*whole.all(type(tampered)), tampered))
    assert "A9: Last update reads “2 Jan 2020”, but its facts give “”." in found
