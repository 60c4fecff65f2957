"""What a lifecycle word means for the other rules."""

from datetime import date

import pytest

from tests.plans import action, plan, update
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.records import Action
from tracker.domain.rules import states

DAY = date(2026, 3, 1)


def in_state(lifecycle: Lifecycle, delivery: Delivery | None = None) -> Action:
    return plan(action(), update("a1", DAY, lifecycle, delivery=delivery)).get(Action, "a1")


@pytest.mark.parametrize("lifecycle", Lifecycle)
def test_every_state_is_open_finished_or_given_up(lifecycle: Lifecycle) -> None:
    one = in_state(lifecycle)
    given_up = lifecycle in (Lifecycle.WITHDRAWN, Lifecycle.REPLACED)
    assert [states.is_open(one), states.is_finished(one), given_up].count(True) == 1
    assert states.is_live(one) is not given_up


def test_a_draft_is_not_live() -> None:
    assert not states.is_live(action(draft=True))


def test_the_word_shown_is_the_rating_while_work_goes_on_and_the_lifecycle_otherwise() -> None:
    assert states.standing(in_state(Lifecycle.IN_PROGRESS, Delivery.AT_RISK)) is Delivery.AT_RISK
    assert states.standing(in_state(Lifecycle.NOT_STARTED)) is Lifecycle.NOT_STARTED
    assert states.standing(in_state(Lifecycle.ON_HOLD, Delivery.AT_RISK)) is Lifecycle.ON_HOLD
    assert states.standing(in_state(Lifecycle.COMPLETE, Delivery.AT_RISK)) is Lifecycle.COMPLETE
