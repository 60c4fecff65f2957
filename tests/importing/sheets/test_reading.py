from datetime import date
from typing import Any

import pytest

from tests.importing.sheets.trackers import TODAY, proposed, sheet, workbook
from tracker.domain.codes import Priority
from tracker.importing.sheets.account import Accounted, Fate, Ledger
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.progress import Entry
from tracker.importing.sheets.proposal import SheetProposal
from tracker.importing.sheets.reading import ReadAction, State, read_table, title_and_text
from tracker.importing.sheets.workbook import Cell, Merged, Sheet


def read(proposal: SheetProposal) -> tuple[list[ReadAction], dict[str, Accounted]]:
    """The actions read, and the account by the shown value of its cells."""
    ledger = Ledger(proposal.workbook)
    rows = [
        row
        for table in proposal.tables
        if table.taken
        for row in read_table(table, proposal.workbook, proposal.settings, ledger)
    ]
    return rows, {each.shown: each for each in ledger.account()}


def one(heading: str, *values: Any) -> tuple[ReadAction, dict[str, Accounted]]:
    """The one action of a table with a column of this heading and value (or several of the heading)."""
    headings = [heading] * len(values)
    rows, account = read(proposed(["Action", "Owner", *headings], ["Do it", "Me", *values]))
    assert len(rows) == 1
    return rows[0], account


def test_a_date_that_cannot_be_read_stays_in_an_own_column_with_the_reason() -> None:
    row, account = one("Due date", "31/02/2026")
    assert row.due is None and row.own == {"Due date": "31/02/2026"}
    assert [(each.place, each.shown) for each in row.problems] == [("Plan!C2", "31/02/2026")]
    assert account["31/02/2026"].fate is Fate.OWN


@pytest.mark.parametrize("year", [1949, 2100])
def test_a_year_that_no_plan_can_hold_is_a_problem(year: int) -> None:
    row, _ = one("Due date", f"1 March {year}")
    assert row.due is None and "cannot be right" in row.problems[0].reason


def test_a_moved_date_is_the_due_date_and_the_first_one_is_kept() -> None:
    rows, account = read(
        proposed(["Action", "Owner", "Due date", "Revised date"], ["Do it", "Me", "1/3/2026", "13/6/2026"])
    )
    assert rows[0].due and rows[0].due.code == "2026-06-13"
    assert rows[0].own == {"Due date": "1/3/2026"}
    assert account["1/3/2026"].fate is Fate.OWN


def test_a_completion_still_to_come_is_none() -> None:
    row, _ = one("Date completed", date(2027, 1, 1))
    assert row.completed is None and "still to come" in row.problems[0].reason
    assert one("Date completed", date(2026, 1, 1))[0].completed == date(2026, 1, 1)


def test_words_beside_a_date_are_kept_too() -> None:
    row, account = one("Due date", "31 March 2027 (subject to funding)")
    assert row.due and row.due.code == "2027-03-31"
    assert row.own == {"Due date": "31 March 2027 (subject to funding)"}
    assert account["31 March 2027 (subject to funding)"].fate is Fate.TAKEN


@pytest.mark.parametrize(
    ("value", "pence", "words"),
    [
        ("£366k", 366_000_00, ""),
        ("366,000", 366_000_00, ""),
        (1_050_000, 1_050_000_00, ""),
        ("£1.05m", 1_050_000_00, ""),
        ("£50k a year (grant)", 50_000_00, "£50k a year (grant)"),
        ("£50k and £20k", None, "£50k and £20k"),
        ("Within existing resources", None, "Within existing resources"),
        ("£0", None, "£0"),
    ],
)
def test_money_is_read_and_what_is_no_amount_stays_in_words(
    value: Any, pence: int | None, words: str
) -> None:
    row, account = one("Cost", value)
    assert (row.pence, row.resources) == (pence, words)
    assert account[str(value)].fate is Fate.TAKEN


def test_states_are_read_by_words_and_where_there_are_none_by_colour() -> None:
    assert one("RAG", "Amber")[0].states == (State(Target.STATUS, "Amber"),)
    assert one("RAG", "fill:00B050")[0].states == (State(Target.STATUS, "green"),)
    assert one("RAG", "n/a")[0].states == ()
    assert one("RAG", "Green", "Impact", "fill:FF0000")[0].states[0] == State(Target.STATUS, "Green")


def test_of_ratings_month_by_month_the_last_counts_and_the_others_are_updates() -> None:
    heads = ["Action", "Owner", "RAG Oct 26", "RAG Nov 26", "RAG Sept 26", "Impact RAG Sept 26"]
    rows, _ = read(proposed(heads, ["Do it", "Me", "fill:00B050", None, "Red", "A"]))
    assert rows[0].states == (State(Target.STATUS, "green"), State(Target.IMPACT, "A"))
    assert rows[0].progress == (Entry("RAG Sept 26: Red", date(2026, 9, 30)),)


def test_an_update_under_a_dated_heading_is_of_that_month() -> None:
    row, _ = one("Update October 2026", "Two in post")
    assert row.progress == (Entry("Two in post", date(2026, 10, 31)),)


def test_evidence_is_a_piece_a_line_and_what_is_too_long_an_update() -> None:
    row, _ = one("Evidence", f"• Rota\nMinutes\nRota\n{'x' * 501}")
    assert row.evidence == ("Rota", "Minutes")
    assert row.progress == (Entry(f"Evidence: {'x' * 501}"),)


def test_priorities_are_read_and_other_words_kept() -> None:
    rows, _ = read(
        proposed(["Action", "Owner", "Priority"], ["Do it", "Me", "High"], ["And this", "Me", "2"])
    )
    assert [row.priority for row in rows] == [Priority.HIGH, Priority.MEDIUM]
    changed = proposed(["Action", "Owner", "Ward"], ["Do it", "Me", "Soon"]).with_column(
        0, 3, Target.PRIORITY
    )
    assert read(changed)[0][0].own == {"Ward": "Soon"}


def test_formulas_without_results_are_told_and_not_taken() -> None:
    cells = (Cell(2, 1, "Do it", "Do it"), Cell(2, 2, None, "", "", "the error #REF!"))
    page = Sheet("Plan", {1: sheet(["Action", "Owner", "Lead"]).rows[1], 2: cells})
    rows, account = read(SheetProposal.of(workbook(page), TODAY))
    assert rows[0].problems[0].reason == "It holds the error #REF!."
    assert account["the error #REF!"].fate is Fate.UNREAD


def test_a_row_without_an_action_cannot_be_read_and_can_be_mended() -> None:
    proposal = proposed(["Ref", "Action", "Owner", "Due date"], ["1", None, "Me", "31/3/2027"])
    rows, account = read(proposal)
    assert rows[0].title == "" and rows[0].problems[0].place == "Plan!B2"
    assert {account[shown].fate for shown in ("1", "Me", "31/3/2027")} == {Fate.UNREAD}
    mended, _ = read(proposal.with_cell((0, 2, 2), "Do it").with_cell((0, 2, 4), "30/6/2027"))
    assert (mended[0].title, mended[0].due and mended[0].due.code) == ("Do it", "2027-06-30")


def test_what_continues_in_the_next_row_is_of_the_action_above() -> None:
    rows, _ = read(proposed(["Ref", "Action", "Progress"], ["1", "Do it", "Begun"], [None, None, "and done"]))
    assert [(row.row, row.last_row, row.notes) for row in rows] == [(2, 3, ("Continues to row 3.",))]
    assert [entry.text for entry in rows[0].progress] == ["Begun", "and done"]


def test_a_section_is_the_workstream_of_the_rows_below_it() -> None:
    page = sheet(
        *(
            ["Ref", "Action", "Owner"],
            ["Theme A"],
            ["1", "Do it", "Me"],
            ["Theme B"],
            ["2", "Then this", "Me"],
        ),
        merged=(Merged(2, 1, 2, 3), Merged(4, 1, 4, 3)),
    )
    rows, account = read(SheetProposal.of(workbook(page), TODAY))
    assert [row.section for row in rows] == ["Theme A", "Theme B"]
    assert account["Theme A"].where == "workstream"


def test_prose_in_a_column_of_names_names_nobody() -> None:
    row, account = one("Partners", "They all help. " * 40, "Police")
    assert row.contributors == ("Police",)
    assert account["They all help. " * 40].fate is Fate.OWN


def test_a_left_out_column_is_left_out_by_choice() -> None:
    proposal = proposed(["Action", "Owner", "Ward"], ["Do it", "Me", "North"]).with_column(
        0, 3, Target.LEFT_OUT
    )
    assert read(proposal)[1]["North"] == Accounted("Plan!C2", "North", Fate.LEFT_OUT, "left out by choice")


def test_a_short_action_is_its_title_and_a_long_one_has_its_first_words_for_one() -> None:
    assert title_and_text("Do it", "How") == ("Do it", "How")
    long = "Set up a weekly meeting of all managers. It looks at every case that waits. " * 4
    assert title_and_text(long, "") == ("Set up a weekly meeting of all managers", long)
    title, text = title_and_text("word " * 200, "more")
    assert title.endswith(" …") and len(title) < 200 and text.endswith("more")
