import json
from datetime import date
from decimal import Decimal
from typing import Any

from tests import plans
from tests.any_plans import for_any_plan
from tests.reports.board import plan
from tracker.domain.codes import OwnColumnKind
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import RECORDS, Action, OwnColumn, OwnValue
from tracker.reports.values import Sheet, plan_values, sheets


def sheet(made: FullPlan, name: str) -> Sheet:
    """The sheet of that name."""
    return next(each for each in sheets(made) if each.name == name)


def row(made: FullPlan, name: str, ref: str) -> dict[str, Any]:
    """A row by its reference, with its titles."""
    found = sheet(made, name)
    titles = [field.title for field in found.fields]
    return next(dict(zip(titles, values, strict=True)) for _, values in found.rows if values[0] == ref)


def test_the_whole_plan_is_in_its_values_with_codes_dates_and_pence_as_stored() -> None:
    made = plan()
    values = json.loads(json.dumps(plan_values(made)))
    for kind in RECORDS:
        assert [each["id"] for each in values[kind.table]] == [each.id for each in made.all(kind)]
    action = values["action"][0]
    assert (action["due"], action["first_due"], action["delivery"]) == (
        "2026-10-30",
        "2026-06-30",
        "off_track",
    )
    assert DueDate.parse(action["due"]) == made.get(Action, action["id"]).due
    assert values["budget_line"][0]["base_pence"] == 68_400_000
    assert values["finding"][0]["sub_items"] == ["contacts that come in the evening", "contacts from schools"]
    assert values["begun_on"] == "2026-01-05"


def test_an_actions_row_tells_its_owner_dates_moves_and_latest_words() -> None:
    told = row(plan(), "Actions", "A1")
    assert told["Council’s own reference"] == "1.1"
    assert told["Workstream"] == "A hub that decides in time"
    assert told["Owner"] == "Head of Front Door"
    assert (told["First agreed date"], told["Due date"]) == (date(2026, 6, 30), date(2026, 10, 30))
    assert (told["Times moved"], told["Days moved"]) == (2, 122)
    assert told["Delivery rating"] == "Off track"
    assert told["Latest words"] == "Eight of ten are in post"
    assert told["Improvement areas"] == "F1"


def test_a_month_and_ongoing_work_are_words_and_a_day_is_a_date() -> None:
    made = plan()
    assert row(made, "Actions", "A4")["Due date"] == "December 2026"
    assert row(made, "Actions", "A3")["Due date"] == "ongoing, review 1 Nov 2026"
    assert row(made, "Actions", "A6")["Due date"] is None


def test_a_budget_row_adds_up() -> None:
    told = row(plan(), "Budget", "B1")
    assert (told["Base budget"], told["Approved changes"]) == (68_400_000, 36_600_000)
    assert told["Revised budget"] == 105_000_000
    assert told["Proposed, not counted"] == 1_000_000


def test_a_measures_row_tells_how_it_stands_and_its_figures_are_numbers() -> None:
    counted = plans.figure(date(2026, 10, 31), numerator="61.5", denominator="80")
    made = plan(plans.measure(target=Decimal("92.5")), counted, plans.seen_by("a1"), plans.improves("f1"))
    told = row(made, "Measures", "M1")
    assert (told["Target"], told["Actions"], told["Improvement areas"]) == (Decimal("92.5"), "A1", "F1")
    assert told["Latest against the target"] == "76.9% against a target of 92.5%: 15.6 points short"
    assert told["Variation"] == "Too early to say"
    figures = row(made, "Figures", "M1")
    assert (figures["Period"], figures["Counted"], figures["Comes to"]) == (
        "October 2026",
        Decimal("61.5"),
        "76.9%",
    )
    assert plan_values(made)["figure"][0]["numerator"] == "61.5"


def test_the_plans_own_columns_come_last() -> None:
    column = OwnColumn(
        id="c1", name="Ward", kind=OwnColumnKind.CHOICE, choices=("North", "South"), position=1
    )
    made = plan(column, OwnValue(id="v", action_id="a1", column_id="c1", value="North"))
    assert sheet(made, "Actions").fields[-1].choices == ("North", "South")
    assert row(made, "Actions", "A1")["Ward"] == "North"
    assert row(made, "Actions", "A2")["Ward"] is None


@for_any_plan()
def test_every_record_of_a_sheet_is_a_row_with_its_id(made: FullPlan) -> None:
    for each in sheets(made):
        assert all(len(values) == len(each.fields) for _, values in each.rows)
    assert {record_id for record_id, _ in sheet(made, "Actions").rows} == {
        each.id for each in made.all(Action)
    }
