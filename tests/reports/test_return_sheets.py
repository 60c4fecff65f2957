"""Return sheets as a spreadsheet opens them: one plain table, nothing hidden, only answers unlocked."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests import plans
from tests.any_plans import for_any_plan
from tests.reports.board import NOW, plan
from tracker.domain.codes import OrganisationKind
from tracker.domain.plan import FullPlan
from tracker.domain.records import ActionDecision, Organisation, Part, link
from tracker.domain.rules.returns import Answer, Recipient, recipients
from tracker.domain.sheet_code import SheetCode
from tracker.reports.return_sheets import Asked, file_name, workbook

CODE = SheetCode("43c3ee46", "4b7e1ebe", 313, "335ef621")
ASKED = Asked(date(2026, 11, 21), NOW, date(2026, 12, 4), "Programme Office, 01632 960000")


def first(made: FullPlan) -> Recipient:
    """The first recipient of a plan's sheets."""
    return recipients(made)[0]


def page(made: FullPlan, whom: Recipient | None = None, asked: Asked = ASKED) -> Any:
    """The one sheet, as openpyxl reads it."""
    book = openpyxl.load_workbook(BytesIO(workbook(made, whom or first(made), asked, CODE)))
    (sheet,) = book.worksheets
    return sheet


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of the table as cells by their heads."""
    (found,) = sheet.tables.values()
    head, *rows = sheet[found.ref]
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in rows]


def lines(sheet: Any) -> list[str]:
    """What stands above the table."""
    (found,) = sheet.tables.values()
    top = int(found.ref.partition(":")[0][1:])
    return [cell.value for (cell,) in sheet.iter_rows(max_row=top - 1, max_col=1) if cell.value]


def test_above_the_table_stand_for_whom_by_when_how_and_the_code() -> None:
    told = lines(page(plan()))
    assert told[0] == f"Return sheet for {first(plan()).name}"
    assert "Please answer by Friday 4 December 2026." in told
    assert "Contact: Programme Office, 01632 960000" in told
    assert any("an empty row is no answer" in line for line in told)
    assert told[-1] == "Sheet code 43c3ee46-4b7e1ebe-313-335ef621. Please leave this line as it is."
    assert not any("answer by" in line for line in lines(page(plan(), asked=Asked(ASKED.day, NOW))))


def test_each_row_is_an_action_with_what_was_said_and_empty_answers() -> None:
    whom = first(plan())
    rows = table(page(plan()))
    assert [row["Reference"].value for row in rows] == [item.code for item in whom.items]
    assert list(rows[0])[-len(Answer) :] == [answer.value for answer in Answer]
    assert all(row[answer.value].value is None for row in rows for answer in Answer)
    assert any(row["Last update"].value for row in rows)


def test_a_row_tells_the_inspectors_words_the_last_update_and_what_was_decided() -> None:
    made = plans.plan(
        plans.post(),
        plans.source(),
        plans.finding(text="Children wait", sub_items=("at night", "at weekends")),
        plans.action("a1", due="2026-10-30", owner_post_id="p1"),
        plans.answers("a1", "f1"),
        plans.update("a1", date(2026, 11, 3), text="Rota agreed", barrier="Snow"),
        plans.decision("d1", date(2026, 11, 10), text="Show us the rota"),
        link(ActionDecision, action_id="a1", decision_id="d1"),
    )
    (row,) = table(page(made))
    assert row["The inspectors’ words"].value == "F1: Children wait at night at weekends"
    assert row["Due"].value == "30 Oct 2026"
    assert row["Where it stands"].value == "Not started; overdue"
    assert row["Last update"].value == "Rota agreed\nBarrier: Snow\n(Head of Service, 3 Nov 2026)"
    assert row["What the board asked"].value == "Show us the rota (Board, 10 Nov 2026)"


def test_only_answers_may_be_changed_and_every_cell_may_be_read() -> None:
    sheet = page(plan())
    protection = sheet.protection
    assert protection.sheet and not protection.password
    assert not protection.selectLockedCells and not protection.selectUnlockedCells  # nothing is kept from it
    for row in table(sheet):
        unlocked = {head for head, cell in row.items() if not cell.protection.locked}
        assert unlocked == {answer.value for answer in Answer}


def test_answers_offer_their_words_and_say_what_is_asked() -> None:
    sheet = page(plan())
    heads = list(table(sheet)[0])
    rules = {heads[next(iter(r.sqref.ranges)).min_col - 1]: r for r in sheet.data_validations.dataValidation}
    assert list(rules) == [answer.value for answer in Answer]
    assert rules["No change?"].formula1 == '"No change"'
    assert rules["Rating"].formula1 == '"On track,At risk of delay,Off track"'
    assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules.values())


def test_dates_stay_as_they_are_typed() -> None:
    row = table(page(plan()))[0]
    assert {row[head].number_format for head in ("New date", "Done on")} == {"@"}


def test_nothing_is_hidden_merged_or_signed() -> None:
    content = workbook(plan(), first(plan()), ASKED, CODE)
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert not sheet.merged_cells.ranges and sheet.sheet_state == "visible"
    assert not any(each.hidden for each in sheet.column_dimensions.values())
    assert not any(each.hidden for each in sheet.row_dimensions.values())
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        everything = b"".join(map(packed.read, names)).decode()
        core = packed.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core and "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert 'hidden="1"' not in everything and not [name for name in names if "comment" in name]
    assert "_FilterDatabase" not in everything


def test_it_prints_in_two_halves_with_the_references_beside_both() -> None:
    sheet = page(plan())
    given = len(table(sheet)[0]) - len(Answer)
    assert (sheet.page_setup.orientation, sheet.print_title_cols) == ("landscape", "$A:$A")
    assert [each.id for each in sheet.col_breaks.brk] == [given]
    assert sheet.oddFooter.left.text == f"Sheet code {CODE}"


def test_the_cursor_stands_on_the_first_answer() -> None:
    sheet = page(plan())
    first_answer = table(sheet)[0][next(iter(Answer)).value].coordinate
    assert first_answer in [each.activeCell for each in sheet.sheet_view.selection]


def test_a_part_says_what_it_is_and_is_not_rated() -> None:
    police = Organisation(id="o2", name="Eastmarsh Police", kind=OrganisationKind.POLICE)
    share = Part(id="x1", action_id="a1", position=1, organisation_id="o2", text="Share notices")
    made = plans.plan(police, plans.action("a1"), share)
    (row,) = table(page(made))
    assert (row["Reference"].value, row["Your part"].value) == ("A1 part 1", "Share notices")
    assert row["Rating"].value == "Not for a part" and row["Rating"].protection.locked


def test_money_is_shown_only_where_it_is_asked_for() -> None:
    assert "Money" not in table(page(plan()))[0]
    assert "£" not in str([cell.value for row in table(page(plan())) for cell in row.values()])
    rows = [table(page(plan(), whom, replace(ASKED, money=True))) for whom in recipients(plan())]
    assert any("£" in (row["Money"].value or "") for sheet in rows for row in sheet)


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "@SUM(A1)", "https://x.example", "007"])
def test_text_stays_text(title: str) -> None:
    made = plans.plan(plans.post(), plans.action("a1", owner_post_id="p1", title=title))
    cell = table(page(made))[0]["Action"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Head of Service, Front Door", "Return sheet, Head of Service, Front Door.xlsx"),
        ('Police/Fire: "Blue" <lights>?', "Return sheet, Police Fire Blue lights.xlsx"),
        ("x" * 300, f"Return sheet, {'x' * 80}.xlsx"),
        ("..\\..\\secrets.", "Return sheet, secrets.xlsx"),
    ],
)
def test_a_file_is_called_after_its_recipient_as_every_system_allows(name: str, expected: str) -> None:
    assert file_name(Recipient("p1", name, ())) == expected


@for_any_plan()
def test_any_plans_sheets_can_be_made(made: FullPlan) -> None:
    for whom in recipients(made):
        assert len(table(page(made, whom, replace(ASKED, money=True)))) == len(whom.items)


def test_the_same_plan_and_moment_give_the_same_bytes() -> None:
    assert workbook(plan(), first(plan()), ASKED, CODE) == workbook(plan(), first(plan()), ASKED, CODE)
