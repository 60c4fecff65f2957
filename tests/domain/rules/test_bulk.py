"""What setting the same on several actions comes to."""

from datetime import date
from typing import Any

from tests.plans import action, date_change, plan, post, update, version, workstream
from tracker.domain.codes import Lifecycle, OwnColumnKind, Priority, RequestState
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import ActionTag, OwnColumn, OwnValue, Record, Tag, link, link_id
from tracker.domain.rules.bulk import Line, Step, Wanted, judged

DAY = date(2026, 11, 22)
MAY = DueDate.day(date(2027, 5, 31))


def lines(made: FullPlan, **wanted: Any) -> dict[str, Line]:
    found = judged(made, made.all(type(action())), Wanted(**wanted), DAY)
    return {each.action.id: each for each in found}


def told(line: Line) -> list[tuple[str, str, str]]:
    return [(each.label, each.old, each.new) for each in line.differences]


def approved(*records: Record) -> FullPlan:
    return plan(
        version("v1", date(2026, 10, 1)), post("p1", "Director"), post("p2", "Head of Service"), *records
    )


def test_what_is_so_already_stays_and_the_rest_changes_in_words() -> None:
    made = plan(
        post("p2", "Head of Service"),
        workstream("w1", title="The front door"),
        action("a1", owner_post_id="p2", workstream_id="w1", priority=Priority.HIGH),
        action("a2"),
        owner_label="Lead",
    )
    found = lines(
        made, values={"owner_post_id": "p2", "workstream_id": "w1", "priority": Priority.HIGH, "due": None}
    )
    assert not found["a1"].changes
    assert not found["a1"].differences
    assert told(found["a2"]) == [
        ("Lead", "", "Head of Service"),
        ("Workstream", "", "The front door"),
        ("Priority", "", "High"),
    ]
    assert found["a2"].changes
    assert not found["a2"].asks_reason


def test_an_agreed_date_is_asked_for_and_an_approved_owner_asks_why() -> None:
    made = approved(
        action("a1", due="2026-12-01", first="2026-12-01", owner_post_id="p1"),
        action("a2", due="2027-05-31", first="2026-12-01", owner_post_id="p2"),
        action("a3", draft=True, owner_post_id="p1"),
        action("a4"),
    )
    found = lines(made, values={"owner_post_id": "p2", "due": MAY})
    assert [found["a1"].new_due, found["a2"].new_due, found["a3"].new_due] == [MAY, None, None]
    assert "due" not in found["a1"].values
    assert found["a3"].values["due"] == MAY
    assert told(found["a1"])[1] == ("New date asked for", "1 Dec 2026", "31 May 2027")
    assert [each.rewords for each in found.values()] == [
        True,
        False,
        False,
        False,
    ]  # an empty one is filled in
    assert [each.asks_reason for each in found.values()] == [True, False, False, False]


def test_what_a_rule_forbids_is_left_out_with_the_rule() -> None:
    made = approved(
        action("a1", due="2026-12-01", first="2026-12-01"),
        date_change("a1", date(2026, 11, 1), "2026-12-01", "2027-01-31", state=RequestState.PENDING),
        action("a2", due="2026-12-01", first="2026-12-01", lifecycle=Lifecycle.CLOSED),
        action("a3", due="2026-12-01"),
    )
    found = lines(made, values={"due": MAY, "priority": Priority.LOW})
    assert "asked for A1 already" in found["a1"].refused
    assert not found["a1"].changes
    assert [found["a3"].refused, found["a3"].changes] == ["", True]
    taken_away = lines(made, values={"due": None})
    assert "cannot be" not in taken_away["a3"].refused
    assert "not be taken away" in taken_away["a1"].refused


def test_a_step_is_taken_where_its_rule_allows_it() -> None:
    begun = update("a3", date(2026, 11, 2), Lifecycle.IN_PROGRESS)
    made = plan(action("a1"), action("a2", draft=True), action("a3"), begun)
    found = lines(made, step=Step.START)
    assert (found["a3"].refused, found["a3"].changes) == ("", False)  # it is so already
    assert told(found["a1"]) == [("Lifecycle", "Not started", "In progress")]
    assert found["a1"].step is Step.START
    assert "no wording of its own" in found["a2"].refused
    held = lines(made, step=Step.HOLD, review_on=date(2027, 2, 1))
    assert told(held["a1"])[0][2] == "On hold, review on 1 Feb 2027"
    assert "a later day" in lines(made, step=Step.HOLD, review_on=DAY)["a1"].refused


def test_tags_are_put_on_by_name_and_own_values_filled_in() -> None:
    column = OwnColumn(id="c1", name="To cabinet", kind=OwnColumnKind.DATE, position=1)
    held = OwnValue(id=link_id(OwnValue, "a1", "c1"), action_id="a1", column_id="c1", value="2026-12-01")
    made = plan(
        Tag(id="t1", name="Waiting"),
        Tag(id="t2", name="audit"),
        link(ActionTag, action_id="a1", tag_id="t1"),
        column,
        held,
        action("a1"),
        action("a2"),
    )
    found = lines(made, tags_on=("waiting", " WAITING", "New"), tags_off=("t2",), own={"c1": "2027-01-05"})
    assert [found["a1"].tags_on, found["a2"].tags_on] == [("New",), (" WAITING", "New")]
    assert found["a1"].tags_off == ()
    assert told(found["a1"]) == [
        ("To cabinet", "1 Dec 2026", "5 Jan 2027"),
        ("Tags", "Waiting", "New, Waiting"),
    ]
    assert lines(made, tags_off=("t1",))["a1"].tags_off == ("t1",)
    assert not lines(made, own={"c1": ""})["a2"].changes


def test_a_number_is_the_same_with_and_without_commas() -> None:
    made = plan(
        OwnColumn(id="c1", name="Cost", kind=OwnColumnKind.NUMBER, position=1),
        OwnValue(id=link_id(OwnValue, "a1", "c1"), action_id="a1", column_id="c1", value="1200"),
        action("a1"),
    )
    assert not lines(made, own={"c1": "1,200"})["a1"].changes
