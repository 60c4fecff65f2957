"""Who is asked about what, and how a row is called."""

from dataclasses import replace
from datetime import date

import pytest

from tests import plans
from tracker.domain.codes import Lifecycle, OrganisationKind
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Organisation, Part, Post
from tracker.domain.rules.returns import Item, for_one, item_called, recipients, without_recipient

DAY = date(2026, 11, 2)
COUNCIL = Organisation(id="o1", name="Eastmarsh Council", kind=OrganisationKind.COUNCIL)
POLICE = Organisation(id="o2", name="Eastmarsh Police", kind=OrganisationKind.POLICE)
HEAD = Post(id="p1", title="Head of Service", organisation_id="o1")
SERGEANT = Post(id="p2", title="Sergeant", organisation_id="o2")


def part(
    part_id: str, action_id: str, organisation: Organisation, position: int = 1, **values: object
) -> Part:
    made = Part(
        id=part_id, action_id=action_id, position=position, organisation_id=organisation.id, text="Share"
    )
    return replace(made, **values)  # type: ignore[arg-type]


def plan(*more: object) -> FullPlan:
    """A1 the council's, A2 the police's, A3 nobody's, A4 closed; parts of A1 for police and council."""
    return plans.plan(
        *(COUNCIL, POLICE, HEAD, SERGEANT),
        plans.action("a1", owner_post_id="p1"),
        plans.action("a2", owner_post_id="p2"),
        plans.action("a3"),
        plans.action("a4", owner_post_id="p1"),
        plans.update("a4", DAY, Lifecycle.CLOSED),
        part("x2", "a1", COUNCIL, 2, post_id="p1"),
        part("x1", "a1", POLICE),
        part("x3", "a1", POLICE, 3, done_on=DAY),
        *more,  # type: ignore[arg-type]
    )


def asked(made: FullPlan) -> dict[str, list[str]]:
    return {each.name: [item.code for item in each.items] for each in recipients(made)}


def test_each_open_action_and_part_is_in_one_sheet_of_a_post_or_a_partner() -> None:
    assert asked(plan()) == {
        "Head of Service": ["A1", "A1 part 2"],
        "Eastmarsh Police": ["A1 part 1", "A2"],
    }
    assert [item.code for item in without_recipient(plan())] == ["A3"]


def test_what_is_complete_without_accepted_evidence_is_asked_about_and_its_parts_are_not() -> None:
    made = plan(plans.update("a1", DAY, Lifecycle.COMPLETE))
    assert asked(made) == {"Head of Service": ["A1"], "Eastmarsh Police": ["A2"]}


def test_one_organisation_is_asked_with_all_its_posts() -> None:
    assert [item.code for item in for_one(plan(), COUNCIL).items] == ["A1", "A1 part 2"]
    assert [item.code for item in for_one(plan(), SERGEANT).items] == ["A2"]


@pytest.mark.parametrize(
    ("code", "found"),
    [("A1", "A1"), (" a1 ", "A1"), ("A1 part 2", "A1 part 2"), ("a1, Part 1 (police)", "A1 part 1")],
)
def test_a_row_is_known_by_its_reference_however_it_is_spelt(code: str, found: str) -> None:
    item = item_called(plan(), code)
    assert item and item.code == found


@pytest.mark.parametrize("code", ["", "A9", "A1 part 9", "A1 part 0", "1.2", "part 1"])
def test_what_the_plan_has_none_of_is_nothing(code: str) -> None:
    assert item_called(plan(), code) is None


def test_a_split_action_keeps_its_small_letter() -> None:
    made = plan(plans.action("a12", ref="A12a"))
    assert item_called(made, "a12A") == Item(made.get(Action, "a12"))
