"""Updates, and every step of an action's life."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.examples import EXAMPLES
from tests.seeded import (
    CHAIR,
    DIRECTOR,
    REVIEWER,
    action,
    an,
    asked,
    completed,
    decision,
    draft,
    ready_to_close,
    ready_to_embed,
)
from tracker.domain import commands as c
from tracker.domain.codes import CheckOutcome, Delivery, Impact, Lifecycle, RequestState
from tracker.domain.records import Action, ActionDecision, DateChange, Decision, Part, Update
from tracker.session import Session

Refuses = Callable[..., None]


def now(session: Session, number: int = 0) -> Action:
    return action(session, number)


def test_an_update_states_what_happened_when_and_whose_it_is(session: Session) -> None:
    said = c.AddUpdate(action_id=action(session).id, text="62% in time", happened_on=date(2026, 11, 16))
    update = session.do(said, whose=DIRECTOR).made(Update)
    assert (update.happened_on, update.whose) == (date(2026, 11, 16), DIRECTOR)
    assert (update.recorded_by, update.login) == ("Programme Manager", "pmo1")
    assert update.recorded_at.date() == date(2026, 11, 21)


def test_an_update_sets_the_current_values_with_their_dates(session: Session) -> None:
    session.do(EXAMPLES[c.AddUpdate](session))
    assert (now(session).lifecycle, now(session).delivery) == (Lifecycle.IN_PROGRESS, Delivery.AT_RISK)
    assert now(session).impact is Impact.EARLY_SIGNS
    assert now(session).rated_on == now(session).updated_on == date(2026, 11, 16)


def test_an_earlier_update_recorded_late_does_not_change_what_stands_now(session: Session) -> None:
    session.do(EXAMPLES[c.AddUpdate](session))
    earlier = c.AddUpdate(
        action_id=action(session).id, delivery=Delivery.ON_TRACK, happened_on=date(2026, 11, 2)
    )
    session.do(earlier)
    assert now(session).delivery is Delivery.AT_RISK
    assert len(session.updates(action(session).id)) == 2


def test_an_update_says_something(session: Session, refuses: Refuses) -> None:
    refuses(c.AddUpdate(action_id=action(session).id, text=" \n"), "needs some words or a rating")


@pytest.mark.parametrize("delivery", [Delivery.AT_RISK, Delivery.OFF_TRACK])
def test_any_rating_but_on_track_needs_its_reason(
    session: Session, refuses: Refuses, delivery: Delivery
) -> None:
    refuses(c.AddUpdate(action_id=action(session).id, delivery=delivery), "needs a reason")
    session.do(c.AddUpdate(action_id=action(session).id, delivery=Delivery.ON_TRACK))


def test_only_open_actions_with_wording_of_their_own_are_rated(session: Session, refuses: Refuses) -> None:
    refuses(c.AddUpdate(action_id=draft(session).id, delivery=Delivery.ON_TRACK), "no wording of its own")
    rated = c.AddUpdate(action_id=completed(session).id, delivery=Delivery.ON_TRACK)
    refuses(rated, "only open actions have a delivery rating")


def test_an_update_on_a_part_speaks_of_this_part_alone(session: Session, refuses: Refuses) -> None:
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    about = c.AddUpdate(action_id=part.action_id, part_id=part.id, text="Lines ordered")
    session.do(about)
    refuses(replace(about, delivery=Delivery.ON_TRACK), "cannot rate or start the action")
    refuses(replace(about, start=True), "cannot rate or start the action")
    refuses(replace(about, action_id=action(session, 1).id), "belongs to another action")


def test_an_action_starts_once(session: Session, refuses: Refuses) -> None:
    session.do(c.StartAction(action_id=action(session).id, text="Begun"))
    assert now(session).lifecycle is Lifecycle.IN_PROGRESS
    refuses(c.StartAction(action_id=action(session).id), "so it cannot be started")
    refuses(c.AddUpdate(action_id=action(session).id, text="Go", start=True), "so it cannot be started")


def test_completion_waits_for_every_part(session: Session, refuses: Refuses) -> None:
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    refuses(c.CompleteAction(action_id=part.action_id), "1 part is not done by 21 Nov 2026")
    session.do(c.PartDone(part_id=part.id, done_on=date(2026, 11, 18)))
    session.do(c.CompleteAction(action_id=part.action_id, happened_on=date(2026, 11, 19)))
    assert now(session).completed_on == date(2026, 11, 19)


def test_nothing_is_completed_in_the_future_or_as_a_draft(session: Session, refuses: Refuses) -> None:
    refuses(c.CompleteAction(action_id=draft(session).id), "no wording of its own")
    tomorrow = date(2026, 11, 22)
    refuses(c.CompleteAction(action_id=action(session).id, happened_on=tomorrow), "still to come")


def test_completion_recorded_late_counts_from_its_day(session: Session) -> None:
    session.do(c.CompleteAction(action_id=action(session).id, happened_on=date(2026, 10, 28)))
    assert now(session).completed_on == date(2026, 10, 28)
    assert now(session).delivery is None


def test_a_new_date_still_asked_for_is_withdrawn_by_completion(session: Session) -> None:
    request = asked(session)
    done = session.do(c.CompleteAction(action_id=request.action_id, happened_on=date(2026, 11, 9)))
    lapsed = session.plan.get(DateChange, request.id)
    assert (lapsed.state, lapsed.decided_on) == (RequestState.WITHDRAWN, date(2026, 11, 9))
    assert (lapsed.decided_by, lapsed.decision_note) == (
        "Programme Manager",
        "Completed, so no longer asked.",
    )
    assert session.check() == []
    session.reverse(done.seq)
    assert session.plan.get(DateChange, request.id) == request


def test_a_request_is_never_withdrawn_before_it_was_made(session: Session) -> None:
    request = asked(session)
    session.do(c.CompleteAction(action_id=request.action_id, happened_on=date(2026, 11, 2)))
    assert session.plan.get(DateChange, request.id).decided_on == request.happened_on == date(2026, 11, 5)


def test_the_owner_does_not_close_the_action_nor_does_who_completed_it(
    session: Session, refuses: Refuses
) -> None:
    chosen = ready_to_close(session)
    refuses(c.CloseAction(action_id=chosen.id), "somebody else has to close it", "asha  quillfeather")
    refuses(c.CloseAction(action_id=chosen.id), "marked", DIRECTOR)
    session.do(c.CloseAction(action_id=chosen.id), whose=CHAIR)
    assert now(session).lifecycle is Lifecycle.CLOSED


def test_closing_needs_accepted_evidence(session: Session, refuses: Refuses) -> None:
    refuses(c.CloseAction(action_id=completed(session).id), "has no accepted evidence", CHAIR)


def test_embedding_needs_a_passed_check_by_somebody_else_again(session: Session, refuses: Refuses) -> None:
    chosen = ready_to_close(session)
    session.do(c.CloseAction(action_id=chosen.id), whose=CHAIR)
    refuses(c.EmbedAction(action_id=chosen.id), "no check since it was closed")
    passed = c.AddCheck(action_id=chosen.id, outcome=CheckOutcome.PASSED, text="20 of 20")
    session.do(passed, whose=CHAIR)
    refuses(c.EmbedAction(action_id=chosen.id), "somebody else has to check it")


def test_a_check_passed_by_a_reviewer_embeds_the_action(session: Session) -> None:
    session.do(c.EmbedAction(action_id=ready_to_embed(session).id), whose=REVIEWER)
    assert now(session).lifecycle is Lifecycle.EMBEDDED


def test_reopening_says_why_and_brings_the_action_back(session: Session, refuses: Refuses) -> None:
    chosen = completed(session)
    refuses(c.ReopenAction(action_id=chosen.id), "needs a reason")
    session.do(c.ReopenAction(action_id=chosen.id, text="Back to 70%"))
    assert (now(session).lifecycle, now(session).completed_on) == (Lifecycle.IN_PROGRESS, None)


def test_a_hold_rests_on_a_decision_and_has_a_day_of_review(session: Session, refuses: Refuses) -> None:
    chosen, review_on = action(session), date(2027, 2, 1)
    refuses(c.HoldAction(action_id=chosen.id, review_on=review_on), "needs a decision")
    past = c.HoldAction(action_id=chosen.id, decision=decision(session), review_on=date(2026, 11, 20))
    refuses(past, "needs a later day")
    hold = c.HoldAction(action_id=chosen.id, decision=decision(session), review_on=review_on)
    made = session.do(hold).made(Decision)
    assert (now(session).lifecycle, now(session).review_on) == (Lifecycle.ON_HOLD, review_on)
    assert an(session, ActionDecision).decision_id == made.id == an(session, Update).decision_id
    session.do(c.ResumeAction(action_id=chosen.id))
    assert (now(session).lifecycle, now(session).review_on) == (Lifecycle.IN_PROGRESS, None)


def test_withdrawing_rests_on_a_decision_and_waits_for_no_date(session: Session, refuses: Refuses) -> None:
    chosen = action(session)
    made = session.do(decision(session)).made(Decision)
    refuses(c.WithdrawAction(action_id=chosen.id, text="Rebuilt"), "needs a decision")
    refuses(c.WithdrawAction(action_id=chosen.id, decision=made.id), "needs a reason")
    request = asked(session)
    withdraw = c.WithdrawAction(action_id=chosen.id, decision=made.id, text="The hub is rebuilt")
    refuses(withdraw, "is to be decided or withdrawn first")
    session.do(c.WithdrawRequest(request_id=request.id))
    session.do(withdraw)
    assert now(session).lifecycle is Lifecycle.WITHDRAWN
    assert len(session.full_plan().all(Decision)) == 1
