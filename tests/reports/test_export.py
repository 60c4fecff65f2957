import csv
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import plans
from tests.any_plans import for_any_plan
from tests.reports.board import NOW, plan
from tracker.domain.codes import OwnColumnKind
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, OwnColumn
from tracker.reports import export
from tracker.reports.values import actions, plan_values


@dataclass(frozen=True)
class Origin:
    """Which plan the copies of these tests were made from."""

    plan: str = "plan-number"
    lineage: str = "lineage-number"


def book(made: FullPlan) -> Any:
    """The workbook as a spreadsheet program reads it."""
    return openpyxl.load_workbook(BytesIO(export.xlsx(made, NOW, Origin())))


def column(page: Any, title: str) -> list[Any]:
    """The cells under a title."""
    titles = [cell.value for cell in page[1]]
    return [row[titles.index(title)] for row in page.iter_rows(min_row=2)]


def titled(made: FullPlan, title: str) -> FullPlan:
    """The plan with another title for its first action."""
    action = made.get(Action, "a1")
    return made.replacing(
        {Action: {**{each.id: each for each in made.all(Action)}, "a1": replace(action, title=title)}}
    )


def test_the_workbook_is_the_same_bytes_for_the_same_plan_and_moment() -> None:
    assert export.xlsx(plan(), NOW, Origin()) == export.xlsx(plan(), NOW, Origin())


def test_every_sheet_is_a_table_with_a_frozen_head_and_hidden_ids() -> None:
    made = book(plan())
    assert made.sheetnames == [
        "Actions",
        "Improvement areas",
        "Updates",
        "New dates",
        "Budget",
        "Measures",
        "Figures",
        "Lists",
        "_meta",
    ]
    for name in made.sheetnames[:7]:
        page = made[name]
        assert len(page.tables) == 1
        assert page.freeze_panes == "E2"
        assert page.column_dimensions["A"].hidden
    assert [cell.value for cell in made["Actions"]["A"]][1:] == [each for each, _ in actions(plan()).rows]


def test_dates_are_dates_and_money_is_pounds() -> None:
    made = book(plan())
    due = column(made["Actions"], "Due date")[0]
    assert (due.value, due.number_format) == (datetime(2026, 10, 30), "d mmm yyyy")
    revised = column(made["Budget"], "Revised budget")[0]
    assert revised.value == 1_050_000
    assert revised.number_format.startswith("£#,##0")


def test_ratings_owners_and_workstreams_are_offered_from_lists() -> None:
    made = book(plan())
    page = made["Actions"]
    offered = {}
    for rule in page.data_validations.dataValidation:
        first, _, last = rule.formula1.removeprefix("Lists!").replace("$", "").partition(":")
        cells = [cell for row in made["Lists"][f"{first}:{last}"] for cell in row]
        title = page.cell(1, next(iter(rule.sqref.ranges)).min_col).value
        offered[title] = [cell.value for cell in cells]
    assert offered["Delivery rating"] == ["On track", "At risk of delay", "Off track"]
    assert "Forum Chair, Aldermere Schools Forum" in offered["Owner"]
    assert offered["Workstream"] == ["A hub that decides in time", "Practice"]
    assert len(page.conditional_formatting) >= 2


def test_the_hidden_sheet_names_the_plan_its_lineage_and_the_change() -> None:
    page = book(plan())["_meta"]
    assert page.sheet_state == "hidden"
    told = {name.value: value.value for name, value in page["A1:B6"]}
    assert told["title"] == plan().settings.title
    assert told["plan"] == "plan-number"
    assert told["lineage"] == "lineage-number"
    assert told["change"] == "0"
    assert told["made_at"] == "2026-11-21T12:00:00+00:00"


@pytest.mark.parametrize(
    "title", ["=1+1", "+cmd", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "https://x.example", "007"]
)
def test_text_is_never_a_formula_a_link_or_a_number_in_the_workbook(title: str) -> None:
    cell = column(book(titled(plan(), title))["Actions"], "Title")[0]
    assert (cell.value, cell.data_type) == (title, "s")
    assert cell.hyperlink is None
    assert cell.quotePrefix == title.startswith(("=", "+", "-", "@"))


def test_what_is_longer_than_a_cell_can_be_says_that_it_was_cut() -> None:
    for long in ("word " * 10_000, "👍" * 20_000):
        cell = column(book(titled(plan(), long))["Actions"], "Title")[0]
        assert cell.value.endswith("(cut here: longer than a cell can be)")
        assert 32_000 < len(cell.value.encode("utf-16-le")) // 2 <= 32_767


def test_own_columns_may_be_called_like_ours_and_be_many() -> None:
    many = [
        OwnColumn(id=f"c{n}", name="Title", kind=OwnColumnKind.CHOICE, choices=(f"x{n}", "a, b"), position=n)
        for n in range(40)
    ]
    titles = [cell.value for cell in book(plan(*many))["Actions"][1]]
    assert "Title (41)" in titles
    assert len(set(titles)) == len(titles)


@for_any_plan()
def test_any_plan_can_be_exported(made: FullPlan) -> None:
    assert book(made)["Actions"].max_row == 1 + max(1, len(made.all(Action)))
    assert json.loads(export.as_json(made)) == json.loads(json.dumps(plan_values(made)))
    assert export.as_json(made).isascii()


def test_the_list_of_actions_is_read_as_utf_8_by_a_spreadsheet() -> None:
    made = export.csv(plan(), Origin())
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(made.decode("utf-8-sig"))))
    assert [each["Reference"] for each in rows] == [values[0] for _, values in actions(plan()).rows]
    assert rows[0]["Due date"] == "2026-10-30"
    assert rows[0]["Times moved"] == "2"
    assert rows[0]["Sheet code"].startswith("plan-num-lineage--0-")


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_no_text_is_a_formula_in_the_list_of_actions(title: str) -> None:
    made = export.csv(titled(_SMALL, title), Origin()).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(made, newline=""))
    assert not row["Title"].lstrip().startswith(("=", "+", "-", "@"))


_SMALL = plans.plan(plans.action("a1", in_plan_from=date(2026, 1, 5)))
