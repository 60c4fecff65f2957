from dataclasses import replace
from datetime import date

import pytest

from tests import plans
from tests.any_plans import days, for_any_plan
from tests.reports.board import EXPECTED, NOW, SCOPE, expected, on, plan
from tests.reports.reading import pages
from tracker.domain.codes import DateChangeKind
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Finding
from tracker.domain.rules.position import position_at
from tracker.reports import overdue, pdf, plain, progress
from tracker.reports.document import Entry
from tracker.reports.scope import Scope


def text(made: FullPlan, scope: Scope = SCOPE) -> str:
    """The paper as text on long lines, so that sentences stay whole."""
    return plain.write(progress.build(made, scope), 500)


def cards(made: FullPlan, scope: Scope = SCOPE) -> dict[str, Entry]:
    """The paper's entries by their reference."""
    blocks = progress.build(made, scope).blocks
    return {block.reference: block for block in blocks if isinstance(block, Entry)}


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_the_paper_is_the_one_expected(ending: str) -> None:
    name = f"progress.{ending}"
    assert expected()[name] == (EXPECTED / name).read_text(encoding="utf-8")


@for_any_plan(days)
def test_every_action_in_the_position_is_an_entry(made: FullPlan, day: date) -> None:
    made = position_at(made, day)
    assert set(cards(made, replace(SCOPE, day=day))) == {each.ref for each in made.all(Action)}


def test_areas_are_printed_word_for_word_with_their_sub_items() -> None:
    shown = text(plan())
    for finding in plan().all(Finding):
        assert finding.text in shown
        assert all(item in shown for item in finding.sub_items)
    assert "Leaders should act at once on: the time" in shown


def test_an_area_without_an_action_is_shown_as_a_gap() -> None:
    shown = text(plan(plans.finding("f4", text="The voice of children.")))
    gaps = shown[shown.index("Improvement areas without an action") :]
    assert "F3" in gaps
    assert "F4, area for improvement: “The voice of children.”" in gaps
    assert "F1" not in gaps


def test_money_can_be_left_out() -> None:
    assert "£1,050,000" in text(plan())
    assert "£684,000 + £366,000" in text(plan())
    assert "8 new posts making 10" in text(plan())
    without = text(plan(), replace(SCOPE, money=False))
    assert "£" not in without
    assert "posts making" not in without
    assert "without money" in without


def test_finished_withdrawn_and_replaced_actions_take_a_line_each() -> None:
    made = cards(plan())
    assert (made["A9"].note, made["A9"].facts) == ("Completed 12\u00a0Jun\u00a02026, 12 days late.", ())
    assert [chip.word for chip in made["A10"].chips] == ["Replaced by A11"]
    assert made["A7"].facts != ()


def test_an_owner_nobody_holds_goes_to_the_senior_responsible_owner() -> None:
    shown = text(plan())
    card = shown[shown.index("A2  Tell each referrer") : shown.index("A4  Out-of-hours")]
    assert "In post: Nobody in post" in card
    assert "Goes to: Director of Children’s Services" in card


def test_a_long_note_is_printed_in_full() -> None:
    words = [f"w{n:04}" for n in range(1_270)]
    note = plans.update("a2", on(11, 19), text=" ".join(words))
    printed = "".join(pages(pdf.write(progress.build(plan(note), SCOPE), NOW)))
    assert all(word in printed for word in words)


def test_a_date_that_a_later_version_set_anew_is_not_called_never_moved() -> None:
    reset = plans.date_change(
        "a2",
        on(10, 14),
        "2026-09-30",
        "2026-12-31",
        kind=DateChangeKind.RESET,
        decided_on=on(10, 14),
        decided_by="Cabinet",
    )
    made = plan(reset)
    changed = replace(made.get(Action, "a2"), due=DueDate.parse("2026-12-31"))
    made = made.replacing({Action: {**{each.id: each for each in made.all(Action)}, "a2": changed}})
    shown = text(made)
    card = shown[shown.index("A2  Tell each referrer") : shown.index("A4  Out-of-hours")]
    assert "Moved: reset 14 Oct 2026" in card and "never" not in card


def test_a_review_that_is_overdue_says_so() -> None:
    shown = text(plan())
    assert "Due: ongoing, review 1 Nov 2026, review overdue" in shown
    assert "Review: 1 Nov 2026, review overdue" in shown


def test_a_plan_without_actions_has_none_open_and_none_overdue() -> None:
    assert "No actions are open. Ratings" in text(plans.plan())
    ahead = plans.plan(plans.action("a1", "2027-01-31"))
    assert "One action is open, none overdue. Ratings" in text(ahead)


def test_an_area_that_only_a_restricted_action_answers_is_no_gap_in_a_public_copy() -> None:
    made = plan(plans.finding("f4", text="Staffing."), plans.answers("a12", "f4"))
    shown = text(made, replace(SCOPE, public=True))
    assert "A12" not in shown and "F4" not in shown
    gaps = overdue.build(made, replace(SCOPE, public=True)).answer
    assert "One improvement area has no action yet." in str(gaps)


def test_a_paper_on_a_workstream_leaves_the_others_and_the_gaps_out() -> None:
    scope = replace(SCOPE, workstream_id="w1")
    assert set(cards(plan(), scope)) == {"1.1", "A2", "A4", "A5"}
    assert "Improvement areas without an action" not in text(plan(), scope)


def test_a_public_copy_leaves_restricted_actions_out() -> None:
    assert "A12" in cards(plan())
    assert "A12" not in cards(plan(), replace(SCOPE, public=True))


def test_before_the_first_change_the_paper_says_that_there_is_no_record() -> None:
    scope = replace(SCOPE, day=date(2025, 12, 31), as_known=True)
    assert "Nothing was recorded in this plan by 31 December 2025." in text(FullPlan({}), scope)
