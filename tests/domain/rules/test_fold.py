"""An action's current values are what its facts say."""

from dataclasses import replace
from datetime import date

from tests.any_plans import for_any_plan
from tests.plans import action, as_given, date_change, plan, update
from tracker.domain.codes import Delivery, Impact, Lifecycle, RequestState
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, DateChange, Update
from tracker.domain.rules.fold import current, refolded

MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))


def told(*updates: Update, changes: tuple[DateChange, ...] = (), due: str | None = None) -> Action:
    return current(action("a1", due), updates, changes)


def test_an_action_without_facts_has_not_started() -> None:
    begun = replace(action("a1", "2026-03-31"), lifecycle=Lifecycle.CLOSED, impact=Impact.SUSTAINED)
    assert current(begun, [], []) == action("a1", "2026-03-31")


def test_what_an_update_leaves_unset_stays_as_it_was() -> None:
    now = told(
        update("a1", MARCH, Lifecycle.IN_PROGRESS, delivery=Delivery.AT_RISK, impact=Impact.EARLY_SIGNS),
        update("a1", APRIL, text="Two posts filled"),
    )
    assert (now.lifecycle, now.delivery, now.impact) == (
        Lifecycle.IN_PROGRESS,
        Delivery.AT_RISK,
        Impact.EARLY_SIGNS,
    )
    assert (now.rated_on, now.updated_on) == (MARCH, APRIL)


def test_what_happened_counts_in_the_order_in_which_it_happened() -> None:
    late_entry = update("a1", MARCH, Lifecycle.IN_PROGRESS, recorded=JUNE)
    now = told(update("a1", APRIL, Lifecycle.COMPLETE), late_entry)
    assert (now.lifecycle, now.completed_on, now.updated_on) == (Lifecycle.COMPLETE, APRIL, APRIL)


def test_of_one_day_the_last_recorded_counts() -> None:
    first = update("a1", MARCH, delivery=Delivery.ON_TRACK, recorded=JUNE)
    second = update("a1", MARCH, delivery=Delivery.OFF_TRACK, recorded=MAY)
    assert told(first, second).delivery is Delivery.ON_TRACK


def test_a_finished_action_has_no_delivery_rating_and_gets_none_back_by_reopening() -> None:
    rated = update("a1", MARCH, Lifecycle.IN_PROGRESS, delivery=Delivery.OFF_TRACK)
    done = update("a1", APRIL, Lifecycle.COMPLETE, delivery=Delivery.ON_TRACK)
    again = update("a1", MAY, Lifecycle.IN_PROGRESS)
    assert (told(rated, done).delivery, told(rated, done).rated_on) == (None, None)
    assert (told(rated, done, again).delivery, told(rated, done, again).rated_on) == (None, None)


def test_the_completion_day_stays_through_closing_and_goes_with_reopening() -> None:
    done, closed = update("a1", MARCH, Lifecycle.COMPLETE), update("a1", APRIL, Lifecycle.CLOSED)
    again, redone = update("a1", MAY, Lifecycle.IN_PROGRESS), update("a1", JUNE, Lifecycle.COMPLETE)
    assert told(done, closed).completed_on == MARCH
    assert told(done, closed, again).completed_on is None
    assert told(done, closed, again, redone).completed_on == JUNE


def test_a_hold_keeps_the_rating_and_its_review_day_until_it_ends() -> None:
    rated = update("a1", MARCH, Lifecycle.IN_PROGRESS, delivery=Delivery.AT_RISK)
    hold = update("a1", APRIL, Lifecycle.ON_HOLD, review_on=JUNE)
    assert (told(rated, hold).delivery, told(rated, hold).review_on) == (Delivery.AT_RISK, JUNE)
    assert told(rated, hold, update("a1", MAY, Lifecycle.IN_PROGRESS)).review_on is None
    assert told(hold, update("a1", MAY, review_on=date(2026, 9, 1))).review_on == date(2026, 9, 1)


def test_an_update_on_a_part_is_news_but_changes_nothing_else() -> None:
    now = told(update("a1", MARCH, Lifecycle.COMPLETE, part_id="k1", delivery=Delivery.OFF_TRACK))
    assert now == replace(action("a1"), updated_on=MARCH)


def test_the_due_date_is_that_of_the_last_approved_change() -> None:
    first = date_change("a1", MARCH, "2026-03-31", "2026-05-31", decided_on=MAY)
    second = date_change("a1", APRIL, "2026-03-31", "2026-04-30", decided_on=APRIL)
    assert told(changes=(first, second), due="2026-03-31").due == DueDate.parse("2026-05-31")


def test_requests_that_were_not_approved_leave_the_date_as_it_stands() -> None:
    asked = [
        date_change("a1", MARCH, "2026-03-31", "2026-05-31", state=state, decided_on=decided_on)
        for state, decided_on in (
            (RequestState.PENDING, None),
            (RequestState.REFUSED, APRIL),
            (RequestState.WITHDRAWN, APRIL),
        )
    ]
    assert told(changes=tuple(asked), due="2026-03-31").due == DueDate.parse("2026-03-31")


def test_only_an_actions_own_facts_count() -> None:
    made = plan(action("a1"), action("a2"), update("a2", MARCH, Lifecycle.COMPLETE))
    assert made.get(Action, "a1").lifecycle is Lifecycle.NOT_STARTED
    assert made.get(Action, "a2").lifecycle is Lifecycle.COMPLETE


@for_any_plan()
def test_folding_again_changes_nothing(made: FullPlan) -> None:
    for each in made.all(Action):
        assert refolded(made, each) == each


@for_any_plan()
def test_the_order_in_which_facts_are_given_does_not_matter(made: FullPlan) -> None:
    backwards = as_given(*reversed(list(made.all(Update))), *reversed(list(made.all(DateChange))))
    for each in made.all(Action):
        assert refolded(backwards, each) == each


@for_any_plan()
def test_only_open_actions_are_rated_and_only_finished_ones_completed(made: FullPlan) -> None:
    for each in made.all(Action):
        finished = each.lifecycle in (Lifecycle.COMPLETE, Lifecycle.CLOSED, Lifecycle.EMBEDDED)
        is_open = each.lifecycle in (Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS, Lifecycle.ON_HOLD)
        assert (each.completed_on is not None) == finished
        assert is_open or (each.delivery is None and each.rated_on is None)
        assert (each.delivery is None) == (each.rated_on is None)
