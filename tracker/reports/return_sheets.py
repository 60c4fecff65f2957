"""Return sheets: small workbooks for people who answer in a spreadsheet. What comes back is read by
`tracker.importing.returned`.

Nothing in one is hidden: no sheet, column, name, author or path. Which plan and state it was made from stands
in the open as its sheet code, and each row is known by its reference.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from tracker.domain import british, words
from tracker.domain.codes import Delivery
from tracker.domain.plan import FullPlan
from tracker.domain.record_words import field_label
from tracker.domain.records import ActionDecision, ActionFinding, Decision, Finding, Update
from tracker.domain.rules.fold import in_order
from tracker.domain.rules.lateness import is_overdue, pending
from tracker.domain.rules.money import line_money, lines_of_action, year_words
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.returns import NO_CHANGE, NOT_FOR_A_PART, REFERENCE, TITLE, Answer, Item, Recipient
from tracker.domain.rules.states import standing
from tracker.domain.sheet_code import SHEET_CODE, SheetCode
from tracker.reports.clean import tidy
from tracker.reports.export import BEGINS_A_FORMULA, fitting
from tracker.reports.look import COLOURS
from tracker.reports.wording import last_words

_TITLE_SIZE, _TEXT_SIZE = 16, 11
_LINE_HEIGHT, _LEAST_LINES, _MOST_LINES = 15, 5, 27  # points; a row has room to write in, and 409 at most
_PAPER_A3 = 8
_PAGE_WIDTH, _LARGEST_SCALE = 149, 90  # characters between the margins at full size; per cent
_LONGEST_NAME = 80
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Asked:
    """What a set of sheets says beside the plan: how things stood on `day`, by when an answer is asked and
    from whom help is to be had; whether sums are shown."""

    day: date
    made_at: datetime
    due_back: date | None = None
    contact: str = ""
    money: bool = False


def file_name(recipient: Recipient) -> str:
    """“Return sheet, Head of the Front Door.xlsx”: a name that every system allows."""
    name = _NOT_IN_FILE_NAMES.sub(" ", tidy(recipient.name))
    return f"Return sheet, {' '.join(name.split())[:_LONGEST_NAME].strip(' .')}.xlsx"


def workbook(plan: FullPlan, recipient: Recipient, asked: Asked, code: SheetCode) -> bytes:
    """The sheet for one recipient, the same bytes for the same plan and moment.

    Above the table stand what it is, by when and how to answer, and the sheet code; below the answers, the
    only cells that are not locked. No password is set.
    """
    out = BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **settings}) as book:
        title = f"{TITLE} {tidy(recipient.name)}"
        book.set_properties({"title": title, "created": asked.made_at.replace(tzinfo=None)})
        _Sheet(book, plan, recipient, asked).fill(title, code)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Given:
    """A column that is read and not filled in."""

    head: str
    width: int
    text: Callable[[Item], str]


@dataclass(frozen=True, slots=True)
class _Input:
    """How a column of answers is filled in: its width and the help shown with its cells; `choices` are the
    words that may stand in it, and in a `date` column what is typed stays as it is typed."""

    width: int
    help: str
    choices: tuple[str, ...] = ()
    date: bool = False


_INPUTS = {
    Answer.NO_CHANGE: _Input(11, "Choose this where nothing has changed.", choices=(NO_CHANGE,)),
    Answer.RATING: _Input(
        15,
        "Will it be done by its due date? At risk of delay or off track needs a barrier or what changed.",
        choices=tuple(map(words.label, Delivery)),
    ),
    Answer.TEXT: _Input(36, "What has been done since the last update, and what came of it."),
    Answer.BARRIER: _Input(24, "What stands in the way."),
    Answer.ASK: _Input(24, "What the board is asked to do or decide."),
    Answer.NEW_DUE: _Input(
        13, "Only to ask for another due date: a day such as 31/3/2027, or a month.", date=True
    ),
    Answer.NEW_DUE_REASON: _Input(20, "A new date needs its reason."),
    Answer.DONE_ON: _Input(12, "Only if it is done: the day, such as 31/3/2027.", date=True),
    Answer.EVIDENCE: _Input(22, "What shows it, and where it is kept. Please name no child."),
    Answer.WHOSE: _Input(18, "Your name."),
}
# The board is told about an action as a whole by its owner alone.
_NOT_OF_PARTS = (Answer.RATING,)


class _Sheet:
    """The one sheet of a workbook in the making."""

    def __init__(self, book: Any, plan: FullPlan, recipient: Recipient, asked: Asked) -> None:
        self.plan, self.recipient, self.asked = plan, recipient, asked
        self.page = book.add_worksheet("Return sheet")
        cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": COLOURS["hairline"]}
        self.title = book.add_format({"bold": True, "font_size": _TITLE_SIZE})
        self.line = book.add_format({"font_size": _TEXT_SIZE})
        self.head = book.add_format({**cell, "bold": True, "bg_color": COLOURS["ground"]})
        self.given = book.add_format({**cell, "bg_color": COLOURS["ground"]})
        self.quoted = book.add_format({**cell, "bg_color": COLOURS["ground"], "quote_prefix": True})
        self.answer = book.add_format({**cell, "locked": False})
        self.typed = book.add_format({**cell, "locked": False, "num_format": "@"})

    def fill(self, title: str, code: SheetCode) -> None:
        """Write everything."""
        lines = [title, *self._lines(), f"{SHEET_CODE} {code}. Please leave this line as it is."]
        for row, line in enumerate(lines):
            self.page.write_string(row, 0, line, self.line if row else self.title)
        self._table(top=len(lines) + 1)
        self._page_set_up(top=len(lines) + 1, foot=f"{SHEET_CODE} {code}")

    def _lines(self) -> list[str]:
        settings, asked = self.plan.settings, self.asked
        whose = " · ".join(filter(None, (settings.title, settings.authority, words.label(settings.marking))))
        back = f"Please answer by {british.long_day(asked.due_back)}." if asked.due_back else ""
        contact = f"Contact: {asked.contact}" if asked.contact else ""
        how = (
            f"Fill in the white cells; the Tab key goes from one to the next. Choose “{NO_CHANGE}” where "
            "nothing has changed: an empty row is no answer."
        )
        shown = f"The grey cells show how things stood on {british.day_month_year(asked.day)}."
        return [tidy(line) for line in (whose, back, contact, how, shown) if line]

    def _table(self, top: int) -> None:
        items, columns = self.recipient.items, self._columns()
        last = top + max(len(items), 1)
        heads = [{"header": each.head, "header_format": self.head} for each in columns]
        heads += [{"header": each.value, "header_format": self.head} for each in Answer]
        self.page.add_table(
            *(top, 0, last, len(heads) - 1),
            {
                "name": "Answers",
                "columns": heads,
                "autofilter": False,
                "style": None,
                "title": "Actions and answers",
                "description": "A row for each action or part, first how it stands, then the answers.",
            },
        )
        for column, each in enumerate(columns):
            self.page.set_column(column, column, each.width)
        for row, item in enumerate(items, top + 1):
            texts = [fitting(tidy(each.text(item))) for each in columns]
            lines = max(map(_lines_of, texts, (each.width for each in columns)))
            self.page.set_row(row, _LINE_HEIGHT * min(max(lines, _LEAST_LINES), _MOST_LINES))
            for column, text in enumerate(texts):
                self._write(row, column, text)
        for column, answer in enumerate(Answer, len(columns)):
            self._answers(column, answer, top + 1)

    def _write(self, row: int, column: int, text: str) -> None:
        quoted = text.startswith(BEGINS_A_FORMULA)
        if text:
            self.page.write_string(row, column, text, self.quoted if quoted else self.given)
        else:
            self.page.write_blank(row, column, None, self.given)

    def _answers(self, column: int, answer: Answer, first: int) -> None:
        wanted = _INPUTS[answer]
        self.page.set_column(column, column, wanted.width)
        rule: dict[str, Any] = {"validate": "any", "input_title": answer.value, "input_message": wanted.help}
        if wanted.choices:
            rule |= {"validate": "list", "source": list(wanted.choices)}
            rule |= {"error_title": answer.value, "error_message": "Please choose from the list."}
        items = self.recipient.items
        self.page.data_validation(first, column, first + max(len(items), 1) - 1, column, rule)
        for row, item in enumerate(items, first):
            if item.part and answer in _NOT_OF_PARTS:
                self.page.write_string(row, column, NOT_FOR_A_PART, self.given)
            else:
                self.page.write_blank(row, column, None, self.typed if wanted.date else self.answer)

    def _page_set_up(self, top: int, foot: str) -> None:
        page, columns = self.page, self._columns()
        answers = len(columns)
        widest = max(sum(c.width for c in columns), columns[0].width + sum(i.width for i in _INPUTS.values()))
        page.freeze_panes(top + 1, 1)
        page.set_selection(top + 1, answers, top + 1, answers)
        page.protect("", {"format_columns": True, "format_rows": True})
        page.set_landscape()
        page.set_paper(_PAPER_A3)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        page.repeat_rows(top)
        page.repeat_columns(0)
        page.set_v_pagebreaks([answers])
        page.set_print_scale(min(100 * _PAGE_WIDTH // widest, _LARGEST_SCALE))
        page.set_header(f"&C{words.label(self.plan.settings.marking)}")
        page.set_footer(f"&L{foot}&RPage &P of &N")

    def _columns(self) -> list[_Given]:
        plan, items = self.plan, self.recipient.items
        columns = [_Given(REFERENCE, 10, lambda item: item.code)]
        if any(item.action.council_ref for item in items):
            columns.append(_Given("Own reference", 10, lambda item: item.action.council_ref))
        columns.append(_Given("Action", 28, _action_words))
        if any(item.part for item in items):
            columns.append(_Given("Your part", 24, lambda item: item.part.text if item.part else ""))
        columns += [
            _Given("The inspectors’ words", 36, partial(_findings, plan)),
            _Given("Due", 13, _due),
            _Given("Where it stands", 16, partial(_standing, plan, self.asked.day)),
            _Given("Last update", 36, partial(_last_update, plan)),
            _Given("What the board asked", 26, partial(_decided, plan)),
        ]
        if self.asked.money:
            columns.append(_Given("Money", 22, partial(_money, plan)))
        return columns


def _lines_of(text: str, width: int) -> int:
    """About how many lines a text takes in a column: spreadsheets do not all work it out themselves."""
    return sum(len(line) // width + 1 for line in text.split("\n"))


def _action_words(item: Item) -> str:
    title = words.title_shown(item.action)
    return f"{title}: {item.action.title}" if item.action.draft else title


def _findings(plan: FullPlan, item: Item) -> str:
    ties = plan.by(ActionFinding, "action_id", item.action.id)
    found = sorted((plan.get(Finding, tie.finding_id) for tie in ties), key=lambda each: ref_key(each.ref))
    return "\n".join(" ".join((f"{each.ref}:", each.text, *each.sub_items)) for each in found)


def _due(item: Item) -> str:
    due = item.part.due if item.part and item.part.due else item.action.due
    return british.due_words(due) if due else "No date"


def _standing(plan: FullPlan, day: date, item: Item) -> str:
    action = item.action
    told = [words.label(standing(action))]
    if is_overdue(action, day):
        told.append("overdue")
    if waiting := pending(plan, action):
        told.append(f"new date asked for: {british.due_words(waiting.new_due)}")
    return "; ".join(told)


def _last_update(plan: FullPlan, item: Item) -> str:
    if item.part:
        updates = in_order(plan.by(Update, "part_id", item.part.id))
        update = updates[-1] if updates else None
    else:
        update = last_words(plan, item.action)
    if update is None:
        return ""
    names = ("text", "delivery_reason", "barrier", "ask", "next")
    said = {name: text for name in names if (text := getattr(update, name))}
    told = [text if name == "text" else f"{field_label(Update, name)}: {text}" for name, text in said.items()]
    return "\n".join((*told, f"({update.whose}, {british.short_day(update.happened_on)})"))


def _decided(plan: FullPlan, item: Item) -> str:
    ties = plan.by(ActionDecision, "action_id", item.action.id)
    decisions = in_order(plan.get(Decision, tie.decision_id) for tie in ties)
    if not decisions:
        return ""
    last = decisions[-1]
    return f"{last.text} ({last.decided_by}, {british.short_day(last.happened_on)})"


def _money(plan: FullPlan, item: Item) -> str:
    return "\n".join(
        f"{line.title}, {year_words(line.year)}: {british.pounds(line_money(plan, line).revised)}"
        for line in lines_of_action(plan, item.action)
    )
