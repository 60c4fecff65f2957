"""Trackers as councils keep them, made here of our own words: each ugly in ways of its own."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.styles import PatternFill  # type: ignore[import-untyped]
from openpyxl.styles.colors import Color  # type: ignore[import-untyped]

from tracker.importing.sheets.proposal import SheetProposal
from tracker.importing.sheets.workbook import Cell, Sheet, Workbook, by_row, read_workbook

TODAY = date(2026, 11, 21)

GROWN = """Background: agreed with partners.
12/03/26: Rota agreed.
Staff told.
15.4.2026 - Two posts out to advert
[3 May 2026] Interviews held. 10 June 2026: Both appointed.
March 2027: launch planned"""


def sheet(*rows: Sequence[Any], name: str = "Plan", **more: Any) -> Sheet:
    """A sheet of these rows; None is an empty cell, and a text such as “fill:FF0000” a colour alone."""
    cells = []
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str) and value.startswith("fill:"):
                cells.append(Cell(number, column, None, "", value.removeprefix("fill:")))
            elif value is not None:
                cells.append(Cell(number, column, value, str(value)))
    return Sheet(name, by_row(cells), **more)


def workbook(*sheets: Sheet, file: str = "tracker.xlsx") -> Workbook:
    """A workbook of these sheets, as if it had been read."""
    return Workbook(file, "0" * 64, sheets)


def proposed(*rows: Sequence[Any], **more: Any) -> SheetProposal:
    """A proposal for a workbook of one sheet of these rows."""
    return SheetProposal.of(workbook(sheet(*rows, **more)), TODAY)


def coloured(path: Path) -> Path:
    """Titles above the heads, a theme merged down, ratings as colours, typed dates, a grown cell, a key."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Plan"
    page["A1"] = "Eastmarsh Children’s Improvement Plan – v7 FINAL (2)"
    page.merge_cells("A1:L1")
    page["A2"] = "Last updated 3 November 2026"
    heads = (
        *("Ref", "Ofsted Para No", "Theme", "Action", "Lead", "By when", "Revised date", "R/A/G"),
        *("Success measures", "Progress update", "Evidence", "Cost/Budget/Resources", "Ward"),
    )
    rows: list[tuple[Any, ...]] = [
        (
            *("1.1", "1", "Front door", "Answer every call within a day", "Head of Front Door / Police"),
            *(datetime(2026, 3, 31), "30/06/2026", None, "90% in a day", GROWN),
            *("Rota signed by the union\n• Minutes of 3 May", "£366k", "North"),
        ),
        (
            *("1.2", "1", None, "Move two teams under one roof", "DCS, Head of Assessment", "Mar-27"),
            *(None, None, None, "Started", "TBC", "Within existing resources", None),
        ),
        (
            *("2.1", "9.9", "Leaders", "Publish the numbers each month", "Head of Performance", "Ongoing"),
            *(None, "Complete", None, "June 2026: first report out", None, "£1.05m", None),
        ),
        (
            *("2.2", None, "Leaders", "Train every team manager", "Head of Quality and Performance"),
            *("31/02/2026", None, "On hold", None, None, None, None, None),
        ),
        (*(None,) * 9, "and told the board so.", None, None, None),
    ]
    page.append([])
    page.append(heads)
    for row in rows:
        page.append(row)
    page.merge_cells("C5:C6")
    page["H5"].fill = PatternFill("solid", fgColor="FFFFC000")
    page["H6"].fill = PatternFill("solid", fgColor=Color(indexed=17))  # green
    page["A12"], page["B12"] = "Key", "Blue = complete"
    lists = book.create_sheet("Lists")
    lists["A1"] = "Red"
    lists.sheet_state = "hidden"
    book.save(path)
    return path


def by_priority(path: Path) -> Path:
    """A sheet for each priority, hidden rows and columns, heads again halfway, formulas without results."""
    book = openpyxl.Workbook()
    for number, name in enumerate(("Priority 1", "Priority 2"), 1):
        page = book.active if number == 1 else book.create_sheet()
        page.title = name
        heads = ("No.", "What we will do", "Who?", "Deadline", "BRAG status", "Comments", "Officer notes")
        page.append(heads)
        page.append(
            (f"{number}.1", "Write the policy", "Policy Officer", "31st March 2027", "Blue", "Done", "x1")
        )
        page.append((f"{number}.2", "Tell the staff", "Policy Officer", "Q4 2026/27", "A", None, "x2"))
        page.append(heads)
        page.append((f"{number}.3", "Check that they know", "Auditor", "=EDATE(D2,3)", "G", None, None))
        page.row_dimensions[3].hidden = True
        page.column_dimensions["G"].hidden = True
    old = book.create_sheet("Old version")
    old.append(("No.", "What we will do", "Who?", "Deadline"))
    old.append(("1.1", "Write a policy", "Somebody", "2024"))
    old.sheet_state = "hidden"
    book.save(path)
    return path


def two_rows_of_heads(path: Path) -> Path:
    """Heads over two rows with groups, sections between rows, an impact rating, columns of our own."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Tracker")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        tenth = book.add_format({"num_format": "0.00"})
        green = book.add_format({"bg_color": "#C6EFCE"})
        for column, head in enumerate(("Ref", "Action required", "Lead Officer(s)", "Target date")):
            page.merge_range(1, column, 2, column, head)
        page.merge_range(1, 4, 1, 5, "RAG")
        page.write_row(2, 4, ["Progress", "Impact"])
        page.merge_range(1, 6, 2, 6, "Staff trained")
        page.merge_range(1, 7, 2, 7, "Next visit")
        page.merge_range(3, 0, 3, 7, "Theme A: Practice")
        page.write_number(4, 0, 1.1, tenth)
        page.write_row(4, 1, ["Audit twenty files a month", "Principal Social Worker"])
        page.write_datetime(4, 3, datetime(2027, 4, 30), day)
        page.write_blank(4, 4, None, green)
        page.write_row(4, 5, ["Some"])
        page.write_number(4, 6, 42)
        page.write_datetime(4, 7, datetime(2027, 1, 5), day)
        page.merge_range(5, 0, 5, 7, "Theme B: People")
        page.write_number(6, 0, 1.1 + 0.09, tenth)
        page.write_row(6, 1, ["Fill every post", "Head of People; NHS ICB", "TBC", "Red", None])
        page.write_number(6, 6, 7)
        page.write_datetime(6, 7, datetime(2027, 2, 5), day)
    return path


LISTED = (
    "Ref;Action;Owner;Due date;Date completed;Notes\r\n"
    '1;"Open a second line;\nday and night";Head of Front Door;03/04/2027;;Agreed\r\n'
    '2;Tell every school;Comms Lead;05/06/2026;04/05/2026;"They said “yes”"\r\n'
    "3;'=1+1 is no formula;Comms Lead;46112;;–\r\n"
)


def listed(path: Path) -> Path:
    """A list from another program: semicolons, Windows letters, quoted new lines, dates that could be two."""
    path.write_bytes(LISTED.encode("cp1252"))
    return path


def read(path: Path) -> SheetProposal:
    """What is proposed for a file."""
    return SheetProposal.of(read_workbook(path), TODAY)
