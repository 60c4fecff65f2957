"""Which summary stands, the one before it, and a draft from the updates between."""

from datetime import UTC, date, datetime
from typing import Any

from tests.plans import action, finding, meeting, plan, update, workstream
from tracker.domain.codes import Lifecycle
from tracker.domain.records import ActionFinding, Summary, link
from tracker.domain.rules.summaries import Draft, Scope, actions_in, draft, last_time, written_for

MAY, JUNE, JULY = date(2026, 5, 12), date(2026, 6, 16), date(2026, 7, 14)


def summary(name: str, meeting_id: str | None, hour: int = 12, **given: Any) -> Summary:
    """A summary written on the day of the June meeting."""
    return Summary(
        id=name,
        happened_on=JUNE,
        recorded_at=datetime(2026, 6, 16, hour, tzinfo=UTC),
        whose="Lead",
        recorded_by="Lead",
        login="",
        meeting_id=meeting_id,
        text=name,
        **given,
    )


def test_the_summary_recorded_last_stands_and_other_scopes_do_not() -> None:
    found = [summary("one", "m2", 9), summary("two", "m2", 11), summary("three", "m2", workstream_id="w1")]
    assert written_for(found, Scope(), "m2") == found[1]
    assert written_for(found, Scope("w1"), "m2") == found[2]
    assert written_for(found, Scope(finding_id="f1"), "m2") is None


def test_last_time_is_the_meeting_before_that_has_one() -> None:
    first, second, third = map(meeting, (MAY, JUNE, JULY))
    made = plan(first, second, third)
    found = [summary("one", first.id), summary("two", second.id), summary("between", None)]
    assert last_time(made, found, Scope(), third.id) == found[1]
    assert last_time(made, found, Scope(), second.id) == found[0]
    assert last_time(made, found, Scope(), first.id) is None
    assert last_time(made, found, Scope(), None) == found[1]


def test_a_summary_speaks_of_the_live_actions_of_its_scope() -> None:
    made = plan(
        workstream("w1"),
        finding("f1"),
        action("a1", workstream_id="w1"),
        action("a2"),
        action("a3", workstream_id="w1"),
        update("a3", MAY, Lifecycle.WITHDRAWN),
        link(ActionFinding, action_id="a2", finding_id="f1"),
    )
    assert [each.id for each in actions_in(made, Scope())] == ["a1", "a2"]
    assert [each.id for each in actions_in(made, Scope("w1"))] == ["a1"]
    assert [each.id for each in actions_in(made, Scope(finding_id="f1"))] == ["a2"]


def test_a_draft_takes_the_latest_words_of_the_cycle_and_no_others() -> None:
    made = plan(
        action("a1", title="Decide contacts"),
        update("a1", date(2026, 6, 2), Lifecycle.COMPLETE),
        action("a2"),
        update("a2", MAY, text="Too early", ask="Not this"),
        update("a2", date(2026, 5, 20), text="First", next="Train the rest", barrier="No trainer"),
        update("a2", JUNE, text="Half are\ntrained", ask="A second trainer"),
        update("a2", JULY, text="Too late"),
    )
    first, second = (each.ref for each in actions_in(made, Scope()))
    assert draft(made, Scope(), MAY, JUNE) == Draft(
        done=f"{first} Decide contacts: completed 2 Jun 2026.\n{second} Half are trained",
        next=f"{second} Train the rest",
        risks=f"{second} No trainer",
        ask=f"{second} A second trainer",
    )
