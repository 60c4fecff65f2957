from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl  # type: ignore[import-untyped]
import pytest
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import PatternFill  # type: ignore[import-untyped]
from openpyxl.styles.colors import Color  # type: ignore[import-untyped]

from tests.importing.sheets.trackers import by_priority
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.workbook import MOST_ROWS, Cell, Merged, Sheet, Workbook, read_workbook


def saved(path: Path, cells: dict[str, Any], formats: dict[str, str] | None = None) -> Sheet:
    book = openpyxl.Workbook()
    page = book.active
    for place, value in cells.items():
        page[place] = value
    for place, form in (formats or {}).items():
        page[place].number_format = form
    book.save(path)
    return read_workbook(path).sheets[0]


def test_values_are_read_as_what_they_are_and_as_people_see_them(tmp_path: Path) -> None:
    page = saved(
        tmp_path / "a.xlsx",
        {
            **{"A1": " Two\r\nlines_x000D_ ", "B1": datetime(2026, 3, 31, 9, 30), "C1": 1.1, "D1": 0.4},
            **{"E1": 366000, "F1": True, "G1": time(9, 30), "H1": 12, "I1": date(2026, 3, 31), "J1": "  "},
        },
        {"C1": "0.00", "D1": "0%", "E1": "£#,##0"},
    )
    assert [(cell.value, cell.shown) for cell in page.rows[1]] == [
        ("Two\nlines", "Two\nlines"),
        (date(2026, 3, 31), "31 Mar 2026 09:30"),
        (1.1, "1.10"),
        (0.4, "40%"),
        (366000, "£366,000"),
        (True, "TRUE"),
        ("09:30:00", "09:30:00"),
        (12, "12"),
        (date(2026, 3, 31), "31 Mar 2026"),
    ]


def test_errors_and_formulas_without_a_result_are_told(tmp_path: Path) -> None:
    page = saved(tmp_path / "a.xlsx", {"A1": "=1+1", "B1": "#REF!"})
    first, second = page.rows[1]
    assert first == Cell(1, 1, None, fault="a formula whose result was not saved with the file")
    assert second == Cell(1, 2, None, fault="the error #REF!")
    assert first.filled and second.filled


def test_colours_are_read_however_they_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    colours = (
        Color(rgb="FFFF0000"),
        Color(theme=5),
        Color(theme=5, tint=-0.5),
        Color(indexed=10),
        Color(rgb="FFFFFFFF"),
    )
    for column, colour in enumerate(colours, 1):
        page.cell(1, column).fill = PatternFill("solid", fgColor=colour)
    page["F1"].fill = PatternFill("lightGrid", fgColor="FF00FF00")
    book.save(tmp_path / "a.xlsx")
    cells = read_workbook(tmp_path / "a.xlsx").sheets[0].rows[1]
    assert [(cell.column, cell.fill) for cell in cells] == [
        (1, "FF0000"),
        (2, "C0504D"),
        (3, "632523"),
        (4, "FF0000"),
    ]


def test_what_is_hidden_and_merged_is_told(tmp_path: Path) -> None:
    first, second, old = read_workbook(by_priority(tmp_path / "a.xlsx")).sheets
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({3}, {7})
    assert (second.hidden, old.hidden) == (False, True)
    book = openpyxl.Workbook()
    book.active["B2"] = "both"
    book.active.merge_cells("B2:C4")
    book.save(tmp_path / "b.xlsx")
    assert read_workbook(tmp_path / "b.xlsx").sheets[0].merged == (Merged(2, 2, 4, 3),)


def read_with(tmp_path: Path, change: Any) -> Workbook:
    book = openpyxl.Workbook()
    book.active["A1"] = "kept"
    change(book.active)
    book.save(tmp_path / "a.xlsx")
    return read_workbook(tmp_path / "a.xlsx")


def test_what_lies_beyond_the_rows_that_are_read_is_told(tmp_path: Path) -> None:
    def far(page: Any) -> None:
        page.cell(MOST_ROWS + 1, 1).value = "far"

    book = read_with(tmp_path, far)
    assert book.sheets[0].cut and [cell.shown for cell in book.sheets[0].filled()] == ["kept"]
    assert "goes on past row 20,000" in book.warnings[0]


def test_an_empty_cell_far_away_is_no_loss(tmp_path: Path) -> None:
    def far(page: Any) -> None:
        page.cell(1, 500).fill = PatternFill("solid", fgColor="FFFF0000")

    book = read_with(tmp_path, far)
    assert not book.sheets[0].cut and book.warnings == ()


def test_comments_are_said_not_to_be_read(tmp_path: Path) -> None:
    def note(page: Any) -> None:
        page["A1"].comment = Comment("Ask again", "Reader")

    assert read_with(tmp_path, note).warnings == ("Notes and comments hung on cells are not read.",)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_a_damaged_workbook_is_refused_in_a_sentence(tmp_path: Path, part: str) -> None:
    whole, broken = tmp_path / "whole.xlsx", tmp_path / "broken.xlsx"
    saved(whole, {"A1": "x"})
    with ZipFile(whole) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if name == part else content)
    with pytest.raises(TrackerError, match=r"broken\.xlsx is damaged"):
        read_workbook(broken)


def test_a_workbook_full_of_entities_is_refused(tmp_path: Path) -> None:
    whole, bomb = tmp_path / "whole.xlsx", tmp_path / "bomb.xlsx"
    saved(whole, {"A1": "x"})
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY e0 "lol">{entities}]>'
    with ZipFile(whole) as source, ZipFile(bomb, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = doctype + text.replace(">x<", ">&e11;<")
            target.writestr(name, text)
    with pytest.raises(TrackerError, match="damaged"):
        read_workbook(bomb)
