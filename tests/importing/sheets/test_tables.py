from pathlib import Path
from typing import Any

import pytest

from tests.importing.sheets.trackers import (
    by_priority,
    coloured,
    proposed,
    read,
    sheet,
    two_rows_of_heads,
    workbook,
)
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.tables import RowKind, Table, find_tables, is_tracker, table_at
from tracker.importing.sheets.when import DayOrder
from tracker.importing.sheets.workbook import Merged


def targets(table: Table) -> dict[str, Target]:
    return {column.heading: column.target for column in table.columns}


def kinds(table: Table) -> dict[int, RowKind]:
    return {row.number: row.kind for row in table.rows}


def test_heads_are_found_under_titles_and_the_key_below_is_no_row(tmp_path: Path) -> None:
    (table,) = read(coloured(tmp_path / "a.xlsx")).tables
    assert (table.name, table.head_row) == ("Plan", 4)
    assert list(targets(table).values()) == [
        *(Target.REF, Target.FINDING, Target.WORKSTREAM, Target.TITLE, Target.OWNER, Target.DUE),
        *(Target.REVISED, Target.STATUS, Target.CRITERIA, Target.PROGRESS, Target.EVIDENCE, Target.COST),
        Target.OWN,
    ]
    assert kinds(table) == {
        **dict.fromkeys((5, 6, 7, 8), RowKind.ACTION),
        9: RowKind.MORE,
        12: RowKind.BELOW,
    }


def test_a_block_merged_down_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    (table,) = read(coloured(tmp_path / "a.xlsx")).tables
    themes = [cell.shown for row in table.rows[:2] if (cell := row.at(3))]
    assert themes == ["Front door", "Front door"]


def test_sheets_are_tables_of_their_own_and_hidden_ones_are_not_taken(tmp_path: Path) -> None:
    tables = read(by_priority(tmp_path / "a.xlsx")).tables
    assert [(table.name, table.taken) for table in tables] == [
        ("Priority 1", True),
        ("Priority 2", True),
        ("Old version", False),
    ]
    assert kinds(tables[0])[4] is RowKind.HEADS_AGAIN
    assert [row.number for row in tables[0].rows if row.hidden] == [3]
    assert tables[0].columns[-1].hidden


def test_heads_over_two_rows_are_read_together_and_sections_between_rows(tmp_path: Path) -> None:
    (table,) = read(two_rows_of_heads(tmp_path / "a.xlsx")).tables
    assert table.head_row == 3
    assert targets(table) == {
        "Ref": Target.REF,
        "Action required": Target.TITLE,
        "Lead Officer(s)": Target.OWNER,
        "Target date": Target.DUE,
        "RAG – Progress": Target.STATUS,
        "RAG – Impact": Target.IMPACT,
        "Staff trained": Target.OWN,
        "Next visit": Target.OWN,
    }
    assert kinds(table) == {
        **{4: RowKind.SECTION, 5: RowKind.ACTION},
        **{6: RowKind.SECTION, 7: RowKind.ACTION},
    }


def test_a_title_merged_above_the_heads_is_no_part_of_them() -> None:
    rows: list[list[Any]] = [
        ["Our plan"],
        ["Ref", "Action", "Lead", "By when", "RAG", "Notes", "Ward"],
        ["1", "Do it", "Me"],
    ]
    (table,) = find_tables(workbook(sheet(*rows, merged=(Merged(1, 1, 1, 7),))))
    assert table.columns[0].heading == "Ref"


def test_one_action_over_several_merged_rows_is_one() -> None:
    rows: list[list[Any]] = [
        ["Action", "Lead", "Notes"],
        ["Do it", "Me", "a"],
        [None, "You", "b"],
        ["Then this", "Me", "c"],
    ]
    (table,) = find_tables(workbook(sheet(*rows, merged=(Merged(2, 1, 3, 1),))))
    assert list(kinds(table).values()) == [RowKind.ACTION, RowKind.MORE, RowKind.ACTION]


@pytest.mark.parametrize(
    ("heading", "values", "target"),
    [
        ("Priority", ["High", "low"], Target.PRIORITY),
        ("Priority", ["1: Leadership", "2: Practice"], Target.WORKSTREAM),
        ("Completed", ["Yes", "No"], Target.STATUS),
        ("Completed", ["3/4/2026", "25/4/2026"], Target.COMPLETED),
        ("Target", ["31/3/2026", "30/6/2026"], Target.DUE),
        ("Target", ["90% in time", "all"], Target.CRITERIA),
    ],
)
def test_what_stands_under_a_heading_mends_the_guess(heading: str, values: list[str], target: Target) -> None:
    (table,) = proposed(["Action", "Lead", heading], *(["Do it", "Me", value] for value in values)).tables
    assert targets(table)[heading] is target


def test_without_a_heading_for_the_action_the_longest_texts_are_it() -> None:
    rows = [["Lead", "By when", "Blah", "Ward"], ["Me", "1/12/2026", "Write it all down", "North"]]
    (table,) = proposed(*rows).tables
    assert targets(table)["Blah"] is Target.TITLE


def test_a_column_with_words_and_no_heading_is_named_by_its_letter() -> None:
    (table,) = proposed(["Action", "Lead", None], ["Do it", "Me", "odd"]).tables
    assert targets(table)["Column C"] is Target.OWN


def test_dates_that_could_be_two_leave_the_order_open() -> None:
    (table,) = proposed(["Action", "Lead", "By when"], ["Do it", "Me", "3/4/2026"]).tables
    column = table.columns[2]
    assert column.order is None and column.asks_order
    answered = table.with_column(3, order=DayOrder.DAY_FIRST).columns[2]
    assert answered.order is DayOrder.DAY_FIRST and answered.asks_order


def test_a_column_chosen_for_what_only_one_can_be_takes_it_from_another() -> None:
    (table,) = proposed(["Action", "Lead", "Somebody"], ["Do it", "Me", "You"]).tables
    changed = table.with_column(3, target=Target.OWNER)
    assert targets(changed) == {"Action": Target.TITLE, "Lead": Target.OWN, "Somebody": Target.OWNER}
    with pytest.raises(KeyError):
        table.column(9)


def test_other_heads_may_be_chosen() -> None:
    page = sheet(["Action", "Lead"], ["Do it", "Me"], ["Thing", "Person"], ["Write", "You"])
    table = table_at(page, 0, 3)
    assert [column.heading for column in table.columns] == ["Thing", "Person"]
    assert [row.number for row in table.rows] == [4]


def test_numbers_written_ahead_into_empty_rows_are_no_actions() -> None:
    heads = ["Ref", "Action", "Lead", "By when", "Notes", "Ward"]
    done = ["1.1", "Do it", "Me", "31/3/2027", "Begun", "North"]
    (table,) = proposed(heads, done, ["1.2"], [3], ["1.4", "Then this", "Me"]).tables
    assert list(kinds(table).values()) == [
        *(RowKind.ACTION, RowKind.NUMBERED, RowKind.NUMBERED, RowKind.ACTION)
    ]


@pytest.mark.parametrize("words", ["Total", "TOTAL:", "Grand total", "Sub-total", "Total cost"])
def test_a_sum_is_no_action(words: str) -> None:
    heads = ["Ref", "Action", "Lead", "Cost"]
    row, then = ["1.1", "Do it", "Me", 12], ["1.2", "Then this", "You", 30]
    (table,) = proposed(heads, row, [None, words, None, 42], then, [words, None, None, 42]).tables
    assert list(kinds(table).values()) == [*(RowKind.ACTION, RowKind.TOTAL, RowKind.ACTION, RowKind.TOTAL)]


def test_a_sheet_without_heads_has_no_table() -> None:
    assert find_tables(workbook(sheet(["Red"], ["Amber"]), sheet(["Action", "Lead"]), sheet())) == ()


def test_a_letter_with_a_table_is_no_tracker() -> None:
    letter = sheet(["Priority action", "Responsible body"], ["Improve decisions", "The council"])
    tracker = sheet(["Action", "Lead", "By when"], ["Do it", "Me", "31/3/2027"])
    assert not is_tracker(workbook(letter))
    assert is_tracker(workbook(letter, tracker))
