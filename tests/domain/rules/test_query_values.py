"""What is offered while a value is typed."""

import pytest

from tests import plans
from tracker.domain.codes import Lifecycle, OwnColumnKind, Priority
from tracker.domain.records import ActionTag, OwnColumn, OwnValue, Tag, link, link_id
from tracker.domain.rules.query import language_of, last_begun, parse, show
from tracker.domain.rules.query_values import Offer, offers_for

PLAN = plans.plan(
    plans.post("p1", "Head of the Front Door"),
    plans.post("p2", "HR Business Partner"),
    plans.workstream("w1", 1, council_ref="1"),
    plans.source(),
    plans.finding("F3"),
    Tag(id="t1", name="Waiting “times”"),
    OwnColumn(
        id="o1", name="Told to", kind=OwnColumnKind.CHOICE, choices=("Scrutiny", "Cabinet"), position=1
    ),
    plans.action("a1", owner_post_id="p2", workstream_id="w1", priority=Priority.HIGH),
    plans.action("a2", owner_post_id="p2"),
    plans.update("a1", plans.LONG_AGO, Lifecycle.IN_PROGRESS),
    plans.answers("a1", "F3"),
    link(ActionTag, action_id="a1", tag_id="t1"),
    OwnValue(id=link_id(OwnValue, "a1", "o1"), action_id="a1", column_id="o1", value="Cabinet"),
)


def offered(text: str) -> list[Offer]:
    found = offers_for(PLAN, text, language_of(PLAN))
    return list(found.values) if found else []


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("owner:h", [Offer("HR Business Partner", count=2), Offer("Head of the Front Door", count=0)]),
        ("late owner:me", [Offer("me")]),
        ("stream:1", [Offer("Workstream 1", "1", 1)]),
        ("tag:", [Offer("Waiting times", count=1), Offer("none")]),
        ("area:super", [Offer("F3", "Supervision", 1)]),
        ("status:not", [Offer("not started", count=1)]),
        ("rating:risk", [Offer("at risk")]),
        ("priority:h", [Offer("high", count=1)]),
        ("no:mea", [Offer("measure")]),
        ('"told to":', [Offer("Scrutiny", count=0), Offer("Cabinet", count=1), Offer("none")]),
        ("-owner:none,par", [Offer("HR Business Partner", count=2)]),
        ("owner", []),
        ("owner:h ", []),
        ("due<3", []),
        ("foo:", []),
    ],
)
def test_values_that_fit_what_was_begun_are_offered_with_their_numbers(
    text: str, offers: list[Offer]
) -> None:
    assert offered(text) == offers


def test_what_is_offered_can_be_put_in_the_place_of_what_was_begun() -> None:
    for text in ("owner:", 'late owner:"head of', "owner:none,he"):
        begun = last_begun(text)
        assert begun is not None
        made = f'{text[: begun.start]}"Head of the Front Door" '
        assert show(parse(made)).endswith('"Head of the Front Door"')
