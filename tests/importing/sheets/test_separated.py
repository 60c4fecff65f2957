from pathlib import Path

import pytest

from tests.importing.sheets.trackers import listed
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.workbook import MOST_COLUMNS, Sheet, read_workbook


def read(path: Path, content: bytes) -> Sheet:
    path.write_bytes(content)
    (page,) = read_workbook(path).sheets
    return page


def rows(page: Sheet) -> list[list[str]]:
    return [[cell.shown for cell in cells] for cells in page.rows.values()]


def test_a_list_of_another_program_is_read_with_its_new_lines_and_letters(tmp_path: Path) -> None:
    page = read_workbook(listed(tmp_path / "a.csv")).sheets[0]
    assert rows(page)[1][1] == "Open a second line;\nday and night"
    assert rows(page)[2][-1] == "They said “yes”"
    assert rows(page)[3] == ["3", "=1+1 is no formula", "Comms Lead", "46112", "–"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_columns_are_parted_by_any_usual_sign_in_any_usual_encoding(
    tmp_path: Path, sign: str, encoding: str
) -> None:
    text = "\n".join(sign.join(row) for row in (["Ref", "Action", "£"], ["1", "Café – now", "2"]))
    assert rows(read(tmp_path / "a.csv", text.encode(encoding))) == [
        ["Ref", "Action", "£"],
        ["1", "Café – now", "2"],
    ]


def test_commas_in_the_words_of_a_list_of_semicolons_part_nothing(tmp_path: Path) -> None:
    page = read(tmp_path / "a.csv", b"Ref;Action\n1;Plan, do, check, act\n2;Look, again\n")
    assert rows(page)[1] == ["1", "Plan, do, check, act"]


def test_controls_and_empty_cells_are_dropped(tmp_path: Path) -> None:
    assert rows(read(tmp_path / "a.csv", b"a,\x07,  ,b\x0b\n")) == [["a", "b"]]


def test_more_columns_than_are_read_are_told(tmp_path: Path) -> None:
    page = read(tmp_path / "a.csv", ",".join("x" * (MOST_COLUMNS + 1)).encode())
    assert page.cut and len(page.rows[1]) == MOST_COLUMNS


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x00\x01\x02")
    with pytest.raises(TrackerError, match="is no text"):
        read_workbook(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_bytes(b'Ref,Action\n1,"' + b"x" * 200_000)
    with pytest.raises(TrackerError, match="does not end"):
        read_workbook(tmp_path / "b.csv")
