from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.importing.sheets.trackers import by_priority, coloured, listed, sheet, workbook
from tracker.importing.sheets.workbook import Cell, Workbook, letters, read_workbook, read_workbook_job


@pytest.mark.parametrize("make", [coloured, by_priority, listed])
def test_a_workbook_survives_its_way_through_the_worker(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "tracker.xlsx")
    told: list[tuple[float, str]] = []
    answer = read_workbook_job({"path": str(path)}, lambda share, words: told.append((share, words)))
    assert Workbook.from_json(answer) == read_workbook(path)
    assert told == [(0.0, "Reading tracker.xlsx")]


def test_a_cell_is_found_and_named_by_its_place() -> None:
    page = sheet(["Ref", None, date(2026, 3, 31)])
    assert page.cell(1, 3) == Cell(1, 3, date(2026, 3, 31), "2026-03-31")
    assert page.cell(1, 2) is None and page.cell(9, 9) is None
    assert page.place(7, 28) == "Plan!AB7"
    assert sheet(["a"], name="").place(1, 1) == "A1"
    assert [letters(number) for number in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def test_a_colour_alone_fills_no_cell() -> None:
    page = sheet(["a", "fill:FF0000"])
    assert [cell.shown for cell in page.filled()] == ["a"]
    assert len(workbook(page).sheets[0].rows[1]) == 2
