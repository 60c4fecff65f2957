from tests.importing.sheets.trackers import proposed
from tests.plans import plan
from tracker.domain.codes import OwnColumnKind
from tracker.domain.commands import AddOwnColumn
from tracker.domain.plan import FullPlan
from tracker.domain.records import OwnColumn
from tracker.importing.sheets.own_columns import OwnColumns
from tracker.importing.sheets.proposal import Comparison


def columns(full: FullPlan) -> OwnColumns:
    return OwnColumns(full, [])


def told(full: FullPlan, heading: str, *values: str) -> Comparison:
    rows = [[f"Do {number}", "Me", value] for number, value in enumerate(values)]
    return proposed(["Action", "Owner", heading], *rows).against(full)


def kinds(found: Comparison) -> list[OwnColumnKind]:
    return [each.column_kind for each in found.first if isinstance(each, AddOwnColumn)]


def test_a_new_column_holds_numbers_or_days_where_every_value_is_one() -> None:
    assert kinds(told(plan(), "Ward", "12", "3.5")) == [OwnColumnKind.NUMBER]
    assert kinds(told(plan(), "Visit", "5 Jan 2027", "2027-02-05")) == [OwnColumnKind.DATE]
    assert kinds(told(plan(), "Ward", "12", "North")) == [OwnColumnKind.TEXT]
    assert kinds(told(plan(), "Ward", "007")) == [OwnColumnKind.TEXT]


def test_a_column_of_the_plan_is_used_and_what_does_not_fit_is_told() -> None:
    choices = OwnColumn(
        id="c1", name="Ward", kind=OwnColumnKind.CHOICE, choices=("North", "South"), position=1
    )
    found = told(plan(choices), " ward ", "north", "East")
    assert kinds(found) == []
    assert found.rows[0].changes[-1].new == "North"
    assert "does not fit" in found.rows[1].problems[0].reason


def test_one_column_is_made_for_one_heading_however_it_is_spelt() -> None:
    known = columns(plan())
    first, second = known.value("Ward", "North"), known.value("WARD", "South")
    assert first and second and first[0] == second[0]
    assert len(known.made) == 1
