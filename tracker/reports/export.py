"""The plan's data for other programs: a workbook, a list of the actions, and everything as JSON."""

import csv as csv_files
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Protocol

from tracker.domain import words
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.plan import FullPlan
from tracker.domain.sheet_code import SHEET_CODE, SheetCode
from tracker.reports.clean import tidy
from tracker.reports.look import CHIPS
from tracker.reports.values import Field, Sheet, Value, actions, plan_values, sheets

# A cell of a workbook holds 32,767 UTF-16 units; what is cut says so.
_LONGEST = 32_700
_LONGEST_TITLE = 200
_CUT = " … (cut here: longer than a cell can be)"
_ID = "id"
BEGINS_A_FORMULA = ("=", "+", "-", "@")


class Origin(Protocol):
    """Which plan a copy was made from."""

    @property
    def plan(self) -> str:
        """The plan's own number, the same in every copy of it."""
        ...

    @property
    def lineage(self) -> str:
        """The line of copies this one belongs to: a restored backup begins another."""
        ...


def as_json(plan: FullPlan) -> str:
    """The whole plan as JSON in plain ASCII; see `values.plan_values`."""
    return json.dumps(plan_values(plan), indent=1)


def csv(plan: FullPlan, origin: Origin) -> bytes:
    """The actions as comma-separated text with a byte-order mark, so that spreadsheets read it as UTF-8.

    A text that a spreadsheet would take for a formula begins with an apostrophe. The last column holds the
    sheet code, by which the list is known when it comes back.
    """
    sheet = headed(actions(plan))
    code = str(SheetCode.of(origin.plan, origin.lineage, plan.seq, plan.digest))
    out = StringIO()
    writer = csv_files.writer(out)
    writer.writerow([*(field.title for field in sheet.fields), SHEET_CODE])
    writer.writerows([*map(_csv_text, row), code] for _, row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_text(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    text = tidy(value)
    return f"'{text}" if text.lstrip().startswith(BEGINS_A_FORMULA) else text


def xlsx(plan: FullPlan, made_at: datetime, origin: Origin) -> bytes:
    """The plan as a workbook, the same bytes for the same plan and moment.

    Every sheet is a table with a frozen head, real dates and pounds; where only certain words may stand a
    list offers them. Hidden, for bringing the sheet back: the id of each row's record in the first column,
    and the sheet `_meta` with the plan, its lineage and the change it shows.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # here, for papers start without its 20 ms

    out = BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **settings}) as book:
        book.set_properties({"title": tidy(plan.settings.title), "created": made_at.replace(tzinfo=None)})
        maker = _Book(book)
        for sheet in sheets(plan):
            maker.add(headed(sheet))
        maker.add_lists()
        maker.add_meta(
            {
                "title": tidy(plan.settings.title),
                "plan": origin.plan,
                "lineage": origin.lineage,
                "change": str(plan.seq),
                "digest": plan.digest,
                "made_at": made_at.isoformat(),
            }
        )
    return out.getvalue()


class _Book:
    """A workbook in the making, with the formats its sheets share."""

    def __init__(self, book: Any) -> None:
        self.book = book
        top = {"valign": "top"}
        self.plain = book.add_format({**top, "text_wrap": True})
        self.quoted = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self.day = book.add_format({**top, "num_format": "d mmm yyyy", "align": "left"})
        self.money = book.add_format({**top, "num_format": "£#,##0.00;[Red]-£#,##0.00"})
        self.states = {
            words.label(state): book.add_format(
                {"font_color": CHIPS[state].ink, "bg_color": CHIPS[state].ground}
            )
            for state in (*Lifecycle, *Delivery)
        }
        self.lists: dict[tuple[str, ...], str] = {}

    def add(self, sheet: Sheet) -> None:
        """Add a sheet as a table; its first column, hidden, holds the ids."""
        page = self.book.add_worksheet(sheet.name)
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        last = max(len(sheet.rows), 1)
        titles = [{"header": title} for title in (_ID, *(field.title for field in sheet.fields))]
        name = sheet.name.replace(" ", "_")
        page.add_table(
            0, 0, last, len(sheet.fields), {"name": name, "columns": titles, "style": "Table Style Light 1"}
        )
        page.freeze_panes(1, 4)
        page.set_column(0, 0, None, None, {"hidden": True})
        for column, field in enumerate(sheet.fields, 1):
            page.set_column(column, column, field.width)
            self.limit(page, column, last, field)
        for number, (record_id, row) in enumerate(sheet.rows, 1):
            page.write_string(number, 0, record_id)
            for column, (field, value) in enumerate(zip(sheet.fields, row, strict=True), 1):
                self.write(page, number, column, field, value)

    def limit(self, page: Any, column: int, last: int, field: Field) -> None:
        """Offer the words that may stand in a column, and colour those that are states."""
        if not field.choices:
            return
        from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]

        words_at = xl_range_abs(0, len(self.lists), len(field.choices) - 1, len(self.lists))
        source = self.lists.setdefault(field.choices, f"=Lists!{words_at}")
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, column, last, column, rule)
        for word in field.choices:
            if word in self.states:
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.states[word]}
                page.conditional_format(1, column, last, column, rule)

    def write(self, page: Any, row: int, column: int, field: Field, value: Value) -> None:
        """Write a value as what it is; text is always text."""
        if value is None or value == "":
            page.write_blank(row, column, None, self.plain)
        elif isinstance(value, date):
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
        elif isinstance(value, int | Decimal):
            page.write_number(
                row, column, *((value / 100, self.money) if field.money else (value, self.plain))
            )
        else:
            text = fitting(tidy(value))
            quoted = text.startswith(BEGINS_A_FORMULA)
            page.write_string(row, column, text, self.quoted if quoted else self.plain)

    def add_lists(self) -> None:
        """Add the sheet of the words that the other sheets offer, a column for each list."""
        page = self.book.add_worksheet("Lists")
        page.set_column(0, len(self.lists), 28)
        for column, choices in enumerate(self.lists):
            for row, word in enumerate(choices):
                page.write_string(row, column, tidy(word))

    def add_meta(self, values: dict[str, str]) -> None:
        """Add the hidden sheet that says which plan and which state of it the workbook shows."""
        page = self.book.add_worksheet("_meta")
        for number, (name, value) in enumerate(values.items()):
            page.write_string(number, 0, name)
            page.write_string(number, 1, value)
        page.hide()


def headed(sheet: Sheet) -> Sheet:
    """The sheet with its titles as they are written: numbered where a plan's own column is called like
    another, since a table needs each once."""
    seen = {_ID: 1}
    made = []
    for field in sheet.fields:
        title = tidy(field.title)[:_LONGEST_TITLE]
        key = title.casefold()
        seen[key] = seen.get(key, 0) + 1
        made.append(replace(field, title=title if seen[key] == 1 else f"{title} ({seen[key]})"))
    return replace(sheet, fields=tuple(made))


def fitting(text: str) -> str:
    """The text as long as a cell can be; what is cut off is said."""
    if len(text) <= _LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    return text.encode("utf-16-le")[: (_LONGEST - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT
