"""A mended entry error keeps what stood there, says why and who agreed, and never counts as a move."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.examples import EXAMPLES
from tests.seeded import action, an, asked, draft, virement
from tracker.domain import commands as c
from tracker.domain.codes import AmendmentKind, Delivery, FindingKind, Lifecycle
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    Amendment,
    BudgetChange,
    BudgetLine,
    DateChange,
    Decision,
    Finding,
    Part,
    PlanVersion,
    Record,
    Update,
)
from tracker.domain.rules.lateness import moved
from tracker.session import Session

Refuses = Callable[..., None]
RIGHT = DueDate.day(date(2026, 10, 31))


def correct(record: Record, field: str, value: Any, **given: str) -> c.CorrectEntry:
    said = {"reason": "Typed wrong", "agreed_by": "Chair"} | given
    return c.CorrectEntry(record=type(record), id=record.id, field=field, value=value, **said)


def test_a_correction_keeps_both_values_why_and_who_agreed(session: Session) -> None:
    wrong = session.do(c.AddUpdate(action_id=action(session).id, text="26% in time")).made(Update)
    session.do(correct(wrong, "text", "62% in time"))
    assert an(session, Update).text == "62% in time"
    noted = an(session, Amendment)
    assert noted.kind is AmendmentKind.CORRECTION
    assert (noted.entity, noted.entity_id, noted.field) == ("action_update", wrong.id, "text")
    assert (noted.old, noted.new) == ("26% in time", "62% in time")
    assert (noted.reason, noted.agreed_by) == ("Typed wrong", "Chair")


@pytest.mark.parametrize("missing", ["reason", "agreed_by"])
def test_a_correction_without_reason_or_agreement_is_refused(
    session: Session, refuses: Refuses, missing: str
) -> None:
    wrong = correct(action(session), "title", "Better", **{missing: " "})
    refuses(wrong, "Say why it changes and who agreed")


def test_a_corrected_first_date_takes_the_due_date_with_it_and_counts_as_no_move(session: Session) -> None:
    session.do(correct(action(session), "first_due", RIGHT))
    assert action(session).first_due == action(session).due == RIGHT
    assert moved(session.plan, action(session)).times == 0
    assert (an(session, Amendment).old, an(session, Amendment).new) == ("2026-10-30", "2026-10-31")


def test_a_corrected_first_date_mends_the_move_that_began_there(session: Session) -> None:
    session.do(EXAMPLES[c.DecideNewDate](session))
    session.do(correct(action(session), "first_due", RIGHT))
    assert an(session, DateChange).old_due == RIGHT
    assert action(session).due == DueDate.day(date(2026, 12, 18))
    assert moved(session.plan, action(session)).days == 48


def test_a_corrected_first_date_mends_every_request_made_from_it(session: Session) -> None:
    session.do(c.DecideNewDate(request_id=asked(session).id, approve=False, decided_by="Chair"))
    session.do(c.DecideNewDate(request_id=asked(session).id, approve=True, decided_by="Chair"))
    back = c.AskForNewDate(action_id=action(session).id, new_due=DueDate.month(2027, 3), reason="More")
    session.do(back)
    session.do(correct(action(session), "first_due", RIGHT))
    december = DueDate.day(date(2026, 12, 18))
    assert [each.old_due for each in session.plan.all(DateChange)] == [RIGHT, RIGHT, december]


def test_a_corrected_move_writes_the_right_date(session: Session) -> None:
    session.do(EXAMPLES[c.DecideNewDate](session))
    again = DueDate.month(2027, 3)
    session.do(c.AskForNewDate(action_id=action(session).id, new_due=again, reason="More"))
    right = DueDate.day(date(2026, 12, 11))
    session.do(correct(an(session, DateChange), "new_due", right))
    assert action(session).due == right
    assert an(session, DateChange, 1).old_due == right


def test_a_date_asked_for_may_be_corrected_before_it_is_decided(session: Session) -> None:
    session.do(correct(asked(session), "new_due", DueDate.month(2027, 1)))
    assert an(session, DateChange).new_due == DueDate.month(2027, 1)
    assert action(session).due == DueDate.day(date(2026, 10, 30))


def test_a_corrected_rating_or_day_changes_what_stands_now(session: Session) -> None:
    session.do(EXAMPLES[c.AddUpdate](session))
    session.do(correct(an(session, Update), "delivery", Delivery.OFF_TRACK))
    session.do(correct(an(session, Update), "happened_on", date(2026, 11, 15)))
    assert (action(session).delivery, action(session).rated_on) == (Delivery.OFF_TRACK, date(2026, 11, 15))


def test_a_corrected_rating_has_its_reason_too(session: Session, refuses: Refuses) -> None:
    session.do(c.AddUpdate(action_id=action(session).id, delivery=Delivery.ON_TRACK))
    refuses(correct(an(session, Update), "delivery", Delivery.AT_RISK), "“At risk of delay” needs a reason")
    session.do(correct(an(session, Update), "delivery_reason", "Two posts are vacant"))
    session.do(correct(an(session, Update), "delivery", Delivery.AT_RISK))
    refuses(correct(an(session, Update), "delivery_reason", ""), "needs a reason")


def test_a_correction_does_not_change_where_an_action_stands(session: Session, refuses: Refuses) -> None:
    session.do(c.StartAction(action_id=action(session).id, happened_on=date(2026, 10, 20)))
    session.do(c.CompleteAction(action_id=action(session).id, happened_on=date(2026, 11, 3)))
    completion = an(session, Update, 1)
    refuses(correct(completion, "happened_on", date(2026, 10, 19)), "would be “In progress” and no longer")
    session.do(correct(completion, "happened_on", date(2026, 10, 30)))
    assert action(session).completed_on == date(2026, 10, 30)
    assert action(session).lifecycle is Lifecycle.COMPLETE


def test_a_misread_finding_is_corrected_against_the_page(session: Session) -> None:
    session.do(correct(an(session, Finding), "sub_items", ("at night", "at weekends")))
    session.do(correct(an(session, Finding), "kind", FindingKind.CONDITION))
    session.do(correct(an(session, Finding), "page", 3))
    assert an(session, Finding).kind is FindingKind.CONDITION
    old_and_new = [(each.old, each.new) for each in session.full_plan().all(Amendment)]
    assert old_and_new == [("", "at night\nat weekends"), ("priority_action", "condition"), ("2", "3")]


def test_a_corrected_base_is_the_approved_base(session: Session) -> None:
    session.do(correct(an(session, BudgetLine), "base_pence", 648_000_00))
    assert (an(session, BudgetLine).base_pence, an(session, BudgetLine).first_pence) == (648_000_00,) * 2


def test_a_base_not_approved_yet_stays_unapproved(session: Session) -> None:
    line = session.do(c.AddBudgetLine(title="Training", year=2026, base_pence=1_00)).made(BudgetLine)
    session.do(correct(line, "base_pence", 2_00))
    assert session.plan.get(BudgetLine, line.id).first_pence is None


def test_both_sides_of_a_virement_are_corrected_together(session: Session) -> None:
    session.do(virement(session))
    session.do(correct(an(session, BudgetChange), "amount_pence", 21_000_00))
    session.do(correct(an(session, BudgetChange), "reason", "Rota and phones"))
    session.do(correct(an(session, BudgetChange), "happened_on", date(2026, 11, 9)))
    said = {(each.amount_pence, each.reason, each.happened_on) for each in session.plan.all(BudgetChange)}
    assert said == {(21_000_00, "Rota and phones", date(2026, 11, 9))}


def test_facts_and_versions_are_mended_in_place(session: Session) -> None:
    session.do(correct(an(session, PlanVersion), "reference", "Minute 14"))
    decided = session.do(EXAMPLES[c.RecordDecision](session)).made(Decision)
    session.do(correct(decided, "in_force_on", date(2026, 12, 1)))
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    session.do(c.PartDone(part_id=part.id, done_on=date(2026, 11, 20)))
    session.do(correct(part, "done_on", None))
    assert an(session, Part).done_on is None
    assert an(session, Amendment, 2).new == ""


def test_what_is_not_an_entry_is_not_corrected(session: Session, refuses: Refuses) -> None:
    refuses(correct(action(session), "due", RIGHT), "“Due date” cannot be changed here")
    refuses(correct(action(session), "lifecycle", Lifecycle.CLOSED), "cannot be changed here")
    refuses(correct(an(session, PlanVersion), "seq", 1), "cannot be changed here")
    refuses(correct(draft(session), "first_due", RIGHT), "but not added or emptied")
    refuses(correct(action(session), "first_due", None), "but not added or emptied")
    refuses(correct(asked(session), "decided_on", date(2026, 11, 6)), "but not added or emptied")
    refuses(correct(action(session), "title", action(session).title), "It says so already")
    refuses(correct(an(session, PlanVersion), "happened_on", date(2027, 1, 1)), "still to come")


def test_every_field_that_may_be_corrected_is_a_field_of_its_record() -> None:
    for kind, names in c.CorrectEntry.correctable.items():
        assert names <= set(kind.__dataclass_fields__), kind
    assert "lifecycle" not in c.CorrectEntry.correctable[Action]
