"""The steps of an action's life, and why one is refused."""

from datetime import date
from typing import Any

import pytest

from tests.plans import (
    action,
    away,
    check,
    evidence,
    holding,
    part,
    person,
    plan,
    post,
    shown_by,
    update,
)
from tracker.domain.codes import CheckOutcome, Delivery, Lifecycle
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Evidence, Record
from tracker.domain.rules import lifecycle

MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))
TODAY = date(2026, 11, 21)
PEOPLE = (
    post("p1", "Head of Service"),
    person("n1", "Ana Reyes"),
    person("n2", "Ben Cole"),
    holding("p1", "n1", date(2026, 1, 1), date(2026, 8, 31)),
    holding("p1", "n2", date(2026, 9, 1)),
)


def made(*records: Record, **values: Any) -> tuple[FullPlan, Action]:
    whole = plan(*PEOPLE, action("a1", owner_post_id="p1", **values), *records)
    return whole, whole.get(Action, "a1")


def started(*records: Record) -> tuple[FullPlan, Action]:
    return made(update("a1", MARCH, Lifecycle.IN_PROGRESS), *records)


def completed(*records: Record) -> tuple[FullPlan, Action]:
    return started(update("a1", APRIL, Lifecycle.COMPLETE, whose="Cy Dunn"), *records)


def closed(*records: Record) -> tuple[FullPlan, Action]:
    accepted = evidence("e1", APRIL, MAY), shown_by("a1", "e1")
    return completed(*accepted, update("a1", MAY, Lifecycle.CLOSED, whose="Di Evans"), *records)


STEPS = {
    "start": lambda whole, one: lifecycle.why_not_start(whole, one, TODAY, TODAY),
    "complete": lambda whole, one: lifecycle.why_not_complete(whole, one, TODAY, TODAY),
    "close": lambda whole, one: lifecycle.why_not_close(whole, one, "Eve Ford", TODAY, TODAY),
    "embed": lambda whole, one: lifecycle.why_not_embed(whole, one, TODAY, TODAY),
    "reopen": lambda whole, one: lifecycle.why_not_reopen(whole, one, "Evidence withdrawn", TODAY, TODAY),
    "hold": lambda whole, one: lifecycle.why_not_hold(whole, one, True, date(2027, 1, 1), TODAY, TODAY),
    "resume": lambda whole, one: lifecycle.why_not_resume(whole, one, TODAY, TODAY),
    "withdraw": lambda whole, one: lifecycle.why_not_withdraw(whole, one, True, "Merged", TODAY, TODAY),
    "replace": lambda whole, one: lifecycle.why_not_replace(whole, one, TODAY, TODAY),
}
ALLOWED = {
    Lifecycle.NOT_STARTED: {"start", "complete", "hold", "withdraw", "replace"},
    Lifecycle.IN_PROGRESS: {"complete", "hold", "withdraw", "replace"},
    Lifecycle.ON_HOLD: {"resume", "withdraw", "replace"},
    Lifecycle.COMPLETE: {"close", "reopen"},
    Lifecycle.CLOSED: {"embed", "reopen"},
    Lifecycle.EMBEDDED: {"reopen"},
    Lifecycle.WITHDRAWN: {"reopen"},
    Lifecycle.REPLACED: set(),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", Lifecycle)
def test_each_state_allows_its_own_steps_and_no_others(state: Lifecycle, step: str) -> None:
    facts = (evidence("e1", MARCH, MARCH), shown_by("a1", "e1"), check("a1", JUNE))
    whole, one = made(update("a1", APRIL, state, whose="Cy Dunn"), *facts)
    refused = STEPS[step](whole, one)
    assert (refused is None) == (step in ALLOWED[state]), refused
    assert refused is None or refused.startswith("A1 is “")


@pytest.mark.parametrize(
    ("state", "step", "missing"),
    [
        (Lifecycle.IN_PROGRESS, "close", "Complete it first."),
        (Lifecycle.ON_HOLD, "embed", "Complete and close it first."),
        (Lifecycle.COMPLETE, "embed", "Close it first, with accepted evidence."),
        (Lifecycle.ON_HOLD, "complete", "Take it off hold first."),
        (Lifecycle.CLOSED, "hold", "Reopen it first."),
        (Lifecycle.WITHDRAWN, "complete", "Reopen it first."),
        (Lifecycle.WITHDRAWN, "close", "Reopen it first."),
        (Lifecycle.REPLACED, "reopen", "It lives on in what replaced it."),
        (Lifecycle.IN_PROGRESS, "reopen", "so it cannot be reopened."),
    ],
)
def test_a_refused_step_says_what_has_to_come_first(state: Lifecycle, step: str, missing: str) -> None:
    whole, one = made(update("a1", APRIL, state))
    assert str(STEPS[step](whole, one)).endswith(missing)


def test_a_draft_is_neither_started_nor_completed() -> None:
    whole, one = made(draft=True)
    assert lifecycle.why_not_start(whole, one, TODAY, TODAY) == (
        "A1 has no wording of its own yet, so it cannot be started."
    )
    assert lifecycle.why_not_complete(whole, one, TODAY, TODAY) == (
        "A1 has no wording of its own yet, so it cannot be completed."
    )


def test_a_completion_day_still_to_come_is_refused() -> None:
    whole, one = started()
    assert lifecycle.why_not_complete(whole, one, date(2026, 11, 22), TODAY) == (
        "22 Nov 2026 is still to come: give the day on which it happened."
    )
    assert lifecycle.why_not_complete(whole, one, TODAY, TODAY) is None


def test_a_step_cannot_come_before_the_last_one() -> None:
    whole, one = started()
    assert lifecycle.why_not_complete(whole, one, date(2026, 2, 28), TODAY) == (
        "A1 has been “In progress” since 1 Mar 2026: give that day or a later one."
    )
    assert lifecycle.why_not_complete(whole, one, MARCH, TODAY) is None


def test_complete_needs_every_part_done_by_that_day() -> None:
    done = part("k1", "a1", done_on=APRIL)
    open_part, later = part("k2", "a1", text="Lend a nurse."), part("k3", "a1", done_on=JUNE)
    whole, one = started(done, open_part, later)
    assert lifecycle.why_not_complete(whole, one, MAY, TODAY) == (
        "2 parts are not done by 1 May 2026, so A1 is not complete: “Lend a nurse” and “Its share”."
    )
    whole, one = started(done)
    assert lifecycle.why_not_complete(whole, one, APRIL, TODAY) is None


def test_closed_needs_evidence_accepted_by_that_day() -> None:
    none = "A1 has no accepted evidence by 1 Jun 2026, so it cannot be closed. "
    add = "Add evidence and have it accepted first."
    decide = "Have what was offered accepted first."
    offered, other = (evidence("e1", MAY), shown_by("a1", "e1")), (evidence("e1", MAY, MAY),)
    for facts, first in (((), add), (offered, decide), (other, add)):
        whole, one = completed(*facts)
        assert lifecycle.why_not_close(whole, one, "Eve Ford", JUNE, TODAY) == none + first
    whole, one = completed(evidence("e1", APRIL, MAY), shown_by("a1", "e1"))
    assert lifecycle.why_not_close(whole, one, "Eve Ford", MAY, TODAY) is None
    early = lifecycle.why_not_close(whole, one, "Eve Ford", date(2026, 4, 30), TODAY)
    assert early == none.replace("1 Jun", "30 Apr") + add


@pytest.mark.parametrize(
    ("closer", "on", "refused"),
    [
        ("Ana Reyes", JUNE, "Ana Reyes answers for A1 as Head of Service: somebody else has to close it."),
        ("ana  reyes", JUNE, "ana  reyes answers for A1 as Head of Service: somebody else has to close it."),
        ("Ben Cole", JUNE, None),
        (
            "Ben Cole",
            date(2026, 9, 1),
            "Ben Cole answers for A1 as Head of Service: somebody else has to close it.",
        ),
        ("Ana Reyes", date(2026, 9, 1), None),
        ("Cy Dunn", JUNE, "Cy Dunn marked A1 complete: somebody else has to close it."),
        ("Di Evans", JUNE, None),
    ],
)
def test_the_closer_neither_holds_the_post_that_day_nor_marked_it_complete(
    closer: str, on: date, refused: str | None
) -> None:
    whole, one = completed(evidence("e1", APRIL, MAY), shown_by("a1", "e1"))
    assert lifecycle.why_not_close(whole, one, closer, on, TODAY) == refused


def test_who_covers_for_the_holder_cannot_close_either() -> None:
    cover = person("n3", "Flo Gray"), away("n1", MAY, JUNE, "n3")
    whole, one = completed(evidence("e1", APRIL, MAY), shown_by("a1", "e1"), *cover)
    assert lifecycle.why_not_close(whole, one, "Flo Gray", JUNE, TODAY) == (
        "Flo Gray answers for A1 as Head of Service: somebody else has to close it."
    )
    assert lifecycle.why_not_close(whole, one, "Flo Gray", date(2026, 6, 2), TODAY) is None


def test_of_several_completions_the_last_one_bars_its_author() -> None:
    whole, one = completed(
        update("a1", MAY, Lifecycle.IN_PROGRESS),
        update("a1", JUNE, Lifecycle.COMPLETE, whose="Gil Hart"),
        evidence("e1", APRIL, MAY),
        shown_by("a1", "e1"),
    )
    assert lifecycle.why_not_close(whole, one, "Cy Dunn", TODAY, TODAY) is None
    assert lifecycle.why_not_close(whole, one, "Gil Hart", TODAY, TODAY) == (
        "Gil Hart marked A1 complete: somebody else has to close it."
    )


@pytest.mark.parametrize(
    ("by", "on", "refused"),
    [
        ("Eve Ford", APRIL, None),
        ("Hal Ince", MAY, "Hal Ince offered this evidence: somebody else has to accept it."),
        (
            "Ana Reyes",
            MAY,
            "Ana Reyes answers for A1 as Head of Service: somebody else has to accept its evidence.",
        ),
        ("Cy Dunn", MAY, "Cy Dunn marked A1 complete: somebody else has to accept its evidence."),
        ("Eve Ford", MARCH, "This evidence was offered on 1 Apr 2026, after that day."),
    ],
)
def test_evidence_is_accepted_by_a_second_person_who_is_not_the_owner(
    by: str, on: date, refused: str | None
) -> None:
    whole, _ = completed(evidence("e1", APRIL, whose="Hal Ince"), shown_by("a1", "e1"))
    assert lifecycle.why_not_accept(whole, whole.get(Evidence, "e1"), by, on) == refused


def test_evidence_is_accepted_once() -> None:
    whole, _ = completed(evidence("e1", APRIL, MAY))
    assert lifecycle.why_not_accept(whole, whole.get(Evidence, "e1"), "Eve Ford", JUNE) == (
        "This evidence has been accepted already."
    )


def test_embedded_needs_a_check_since_the_closing() -> None:
    none = "A1 has no check since it was closed. Add a later check first."
    for early in ((), (check("a1", APRIL),), (check("a1", date(2026, 12, 1)),)):
        whole, one = closed(*early)
        assert lifecycle.why_not_embed(whole, one, TODAY, TODAY) == none
    for in_time in (MAY, TODAY):
        whole, one = closed(check("a1", in_time))
        assert lifecycle.why_not_embed(whole, one, TODAY, TODAY) is None


def test_of_the_checks_the_last_one_decides() -> None:
    passed, failed = check("a1", JUNE), check("a1", date(2026, 7, 1), CheckOutcome.NOT_PASSED)
    whole, one = closed(passed, failed)
    assert lifecycle.why_not_embed(whole, one, TODAY, TODAY) == (
        "The last check of A1, on 1 Jul 2026, was not passed."
    )
    whole, one = closed(passed, failed, check("a1", date(2026, 8, 1)))
    assert lifecycle.why_not_embed(whole, one, TODAY, TODAY) is None


@pytest.mark.parametrize(
    ("checker", "refused"),
    [
        ("Di Evans", "Di Evans closed A1: somebody else has to check it."),
        ("Cy Dunn", "Cy Dunn marked A1 complete: somebody else has to check it."),
        ("Ana Reyes", "Ana Reyes answers for A1 as Head of Service: somebody else has to check it."),
        ("Ben Cole", None),
    ],
)
def test_the_checker_is_somebody_else_again(checker: str, refused: str | None) -> None:
    whole, one = closed(check("a1", JUNE, whose=checker))
    assert lifecycle.why_not_embed(whole, one, TODAY, TODAY) == refused


def test_reopening_needs_a_reason() -> None:
    whole, one = closed()
    assert lifecycle.why_not_reopen(whole, one, "  ", TODAY, TODAY) == "Reopening an action needs a reason."


def test_a_hold_needs_a_decision_and_a_later_review_day() -> None:
    whole, one = started()
    assert lifecycle.why_not_hold(whole, one, False, JUNE, MAY, TODAY) == (
        "Putting an action on hold needs a decision: who decided it, and when."
    )
    for review_on in (None, MAY, APRIL):
        assert lifecycle.why_not_hold(whole, one, True, review_on, MAY, TODAY) == (
            "Putting an action on hold needs a later day on which it will be reviewed."
        )
    assert lifecycle.why_not_hold(whole, one, True, JUNE, MAY, TODAY) is None


def test_withdrawing_needs_a_decision_and_a_reason() -> None:
    whole, one = started()
    assert lifecycle.why_not_withdraw(whole, one, False, "Merged", MAY, TODAY) == (
        "Withdrawing an action needs a decision: who decided it, and when."
    )
    assert (
        lifecycle.why_not_withdraw(whole, one, True, "", MAY, TODAY)
        == "Withdrawing an action needs a reason."
    )


def test_a_rating_other_than_on_track_needs_its_reason() -> None:
    _, one = started()
    assert lifecycle.why_not_rate(one, Delivery.ON_TRACK, "") is None
    assert lifecycle.why_not_rate(one, Delivery.AT_RISK, " ") == "“At risk of delay” needs a reason."
    assert lifecycle.why_not_rate(one, Delivery.OFF_TRACK, "Two posts vacant") is None


def test_only_open_actions_are_rated() -> None:
    _, one = closed()
    assert lifecycle.why_not_rate(one, Delivery.ON_TRACK, "") == (
        "A1 is “Closed”: only open actions have a delivery rating."
    )
