"""Tables on the clipboard: for Word and Outlook, for Excel, and as plain text."""

import csv
import re
from collections.abc import Sequence
from html import escape
from io import StringIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from tracker.domain import british
from tracker.domain.errors import TrackerError
from ui.widgets.grid import Grid

if TYPE_CHECKING:
    from ui.main_window import MainWindow

# A spreadsheet may make of these what they say: a day in words, an amount of money, a whole number.
_PLAIN_VALUE = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}|-?£\d{1,3}(?:,\d{3})*(?:\.\d\d)?|-?(?:0|[1-9]\d*)")
_FORMULA = ("=", "+", "-", "@")
_BORDER = "border:1px solid #7A8594;padding:3px 7px;vertical-align:top"
_TEXT = r"mso-number-format:'\@'"
_FONT = "font-family:'Source Sans 3',Calibri,Arial,sans-serif;font-size:10.5pt;color:#1B2430"


def copy_rows(window: "MainWindow") -> None:
    """Copy the selected rows of the table at hand, or the words that are selected."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLabel) and focused.hasSelectedText():
        QGuiApplication.clipboard().setText(focused.selectedText())
        return
    table = focused if isinstance(focused, Grid) else getattr(window.page, "grid", None)
    heads, rows = table.table_text() if isinstance(table, Grid) else ([], [])
    if not rows:
        raise TrackerError("Select the rows of a table first.")
    copy_table(heads, rows)
    window.status_line.tell(f"{british.plural(len(rows), 'row')} copied, for Word, Excel or an e-mail")


def copy_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard, in every form that another program may ask for."""
    data = QMimeData()
    data.setHtml(as_html(heads, rows))
    data.setText(as_text(heads, rows))
    QGuiApplication.clipboard().setMimeData(data)


def as_html(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with its heads, its look in every cell: Word, Outlook and Teams know no style sheets.

    Excel keeps every text a text: neither a reference such as 1.10 nor what begins with “=” becomes another.
    """
    head = "".join(
        f'<th align="left" style="{_BORDER};background:#EEF1F5;font-weight:600">{_words(each)}</th>'
        for each in heads
    )
    lines = "".join(f"<tr>{''.join(_cell(each) for each in row)}</tr>" for row in rows)
    style = f"border-collapse:collapse;{_FONT}"
    return (
        f'<html><head><meta charset="utf-8"></head><body><table style="{style}" cellspacing="0">'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></body></html>"
    )


def as_text(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lines with tabs, as spreadsheets copy them: marks stand round a cell that holds a tab, a new line or
    such a mark. An apostrophe keeps a spreadsheet from taking a text for a formula."""
    made = StringIO()
    writer = csv.writer(made, delimiter="\t", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_kept_a_text(each) for each in row] for row in rows)
    return made.getvalue()


def _cell(text: str) -> str:
    kept = "" if _PLAIN_VALUE.fullmatch(text) else f";{_TEXT}"
    return f'<td style="{_BORDER}{kept}">{_words(text)}</td>'


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>") or "&nbsp;"


def _kept_a_text(text: str) -> str:
    is_formula = text.startswith(_FORMULA) and not _PLAIN_VALUE.fullmatch(text)
    return f"'{text}" if is_formula else text
