"""Rows from a clipboard, as a workbook."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import TrackerError
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.pasted import pasted, rows_of, table_of
from tracker.importing.sheets.proposal import SheetProposal
from tracker.importing.sheets.workbook import MOST_ROWS

TODAY = date(2026, 11, 22)
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {color:red}</style></head>
<body><table border=0><!--StartFragment--> <col width=64>
<tr height=20><td class=xl65>Action</td><td>Lead</td><td>By when</td></tr>
<tr><td>Ring every referrer<br>
  the same week</td><td>Duty&nbsp;manager</td><td align=right>31/03/2027</td></tr>
<tr><td>'=1+1 is no formula</td><td></td><td>Ongoing</td></tr>
<!--EndFragment--></table></body></html>"""


def test_a_table_of_excel_is_read_with_its_line_breaks_and_its_heads_are_found() -> None:
    book = pasted(EXCEL, "other words")
    (table,) = SheetProposal.of(book, TODAY).tables
    assert [column.target for column in table.columns] == [Target.TITLE, Target.OWNER, Target.DUE]
    assert [cell.shown for cell in book.sheets[0].rows[2]] == [
        "Ring every referrer\nthe same week",
        "Duty manager",
        "31/03/2027",
    ]
    assert book.sheets[0].rows[3][0].shown == "=1+1 is no formula"


def test_rows_without_heads_get_some_so_that_each_can_be_asked_about() -> None:
    (table,) = SheetProposal.of(
        pasted("", "1\tRing every referrer back\t3 May 2027\n2\tWrite a guide"), TODAY
    ).tables
    assert [column.heading for column in table.columns] == ["Column A", "Column B", "Column C"]
    assert [column.target for column in table.columns][1] is Target.TITLE  # a guess: it has the longest words
    assert table.columns[1].confidence < 1
    assert len(table.rows) == 2
    assert SheetProposal.of(pasted("", "a\tb"), TODAY).layout()["tables"] == {}  # others may stand otherwise
    (single,) = SheetProposal.of(pasted("", "Ring every referrer back"), TODAY).tables
    assert [column.target for column in single.columns] == [Target.TITLE]


def test_merged_cells_leave_the_places_empty_that_they_cover() -> None:
    html = (
        "<table><tr><th colspan=2>One<th rowspan=3>Two<tr><td>a<td>b<tr><td rowspan=2><p>c</p><p>d</p><td>e"
        "<tr><td>f<td><table><tr><td>in</table></table><table><tr><td>later</table>"
    )
    assert table_of(html) == [["One", "", "Two"], ["a", "b", ""], ["c\nd", "e", ""], ["", "f", "in"]]


def test_quotation_marks_are_words_unless_they_stand_round_a_cell() -> None:
    assert rows_of('"Two\nlines"\tb\r\n\r\n"She said ""no"""\t') == [
        ["Two\nlines", "b"],
        ['She said "no"', ""],
    ]
    assert rows_of('5" pipe\tx') == [['5" pipe', "x"]]
    assert rows_of('"Yes" she said\tx\n"open') == [['"Yes" she said', "x"], ['"open']]


def test_nothing_and_far_too_much_are_refused_and_a_long_table_is_cut() -> None:
    for html, text in (("", ""), ("", " \n\t"), ("<table></table>", "")):
        with pytest.raises(TrackerError, match="no rows to paste"):
            pasted(html, text)
    with pytest.raises(TrackerError, match="more than can be pasted"):
        pasted("", "x" * 8_000_001)
    book = pasted("", "Action\tLead\n" + "a\tb\n" * MOST_ROWS)
    assert book.sheets[0].cut
    assert len(book.sheets[0].rows) == MOST_ROWS
    assert "left out" in book.warnings[0]


@given(st.text(max_size=200))
def test_no_html_is_too_odd(text: str) -> None:
    table_of(f"<table><tr><td>{text}")
    table_of(text)
    rows_of(text)
