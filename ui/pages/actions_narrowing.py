"""What narrows the Actions table: the filter field with its tokens, and the menu of the same conditions."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tracker.domain.records import Action
from tracker.domain.rules.query import (
    USUAL,
    Query,
    described,
    language_of,
    parse,
    pieces,
    show,
    shown_term,
    spoken,
)
from tracker.domain.rules.query_conditions import Asking, Test, fitting, rests_on
from tracker.domain.rules.query_terms import Term
from tracker.domain.rules.query_values import offers_for
from ui.pages.actions_choices import Section, sections
from ui.theme import px
from ui.views import asking_of
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import button
from ui.widgets.rows import RowsModel
from ui.workspace import Changes, Workspace

if TYPE_CHECKING:
    from ui.widgets.completions import Completions


class Narrowing(QObject):
    """The query of the moment. Its terms stand as tokens or in what is typed; `changed` tells of other terms,
    `worded` of other words. `left`: the keyboard is to go to the table."""

    changed = Signal()
    worded = Signal(str)
    left = Signal()

    def __init__(self, workspace: Workspace, text: str) -> None:
        super().__init__()
        self._workspace, self._language = workspace, USUAL
        self._text: str | None = text  # to be read when the plan is first looked at
        self._tokens: tuple[Term, ...] = ()
        self._typed = Query()
        self._rows: RowsModel[Action] | None = None
        self.field = FilterField("Filter actions", "Type to filter, or owner: due<30 late")
        self.field.filtered.connect(self._type)
        self.field.dropped.connect(self._drop)
        self.field.taken_back.connect(self._take_back)
        self.field.left.connect(self._leave)
        self.button = button("Filters", "ghost", icon_name="funnel", press=self._show_menu)
        self.help = button(
            "", "ghost", icon_name="circle-question-mark", tip="What can be typed here", press=self._show_help
        )

    @cached_property
    def completions(self) -> "Completions":
        """The list of values below the field."""
        from ui.widgets.completions import Completions  # a list of its own: when there is something to offer

        completions = Completions(self.field.edit, "Values for the filter")
        completions.taken.connect(self._complete)
        return completions

    # What is asked for.

    @property
    def query(self) -> Query:
        """The terms of tokens and text, the words, and what was not understood."""
        return replace(self._typed, terms=()).with_terms(*self._tokens, *self._typed.terms)

    @property
    def text(self) -> str:
        """The query as it is typed."""
        return self._text if self._text is not None else show(self.query)

    @property
    def has_phrases(self) -> bool:
        """Whether words are asked for that stand one after the other, or nowhere."""
        return any(term.field == "text" for term in self.query.terms)

    @property
    def words(self) -> str:
        """The query in plain English."""
        return described(self.query, self._language)

    def set_text(self, text: str) -> None:
        """Ask for this instead."""
        self._text = None
        query = parse(text, self._language)
        self._tokens, self._typed = query.terms, replace(query, terms=())
        self._put_typed(" ".join(query.words))
        self._show_tokens()
        self.field.edit.setAccessibleDescription(self.words)
        self.changed.emit()
        self.worded.emit(query.text)

    # What the page asks.

    def ask_of(self, rows: RowsModel[Action]) -> None:
        """Look for phrases in the texts of these rows."""
        self._rows = rows

    def test(self, *, with_phrases: bool) -> Test | None:
        """What rows must pass; None where all do. Phrases can wait until the texts of all rows are there."""
        terms = self.query.terms
        if not with_phrases:
            terms = tuple(each for each in terms if each.field != "text")
        return fitting(Query(terms), self._asking()) if terms else None

    def look_again(self, changes: Changes) -> None:
        """Take in what changed: the plan's own words, and whatever the terms rest on."""
        language = language_of(self._workspace.plan)
        if self._text is not None:
            self._language = language
            self.set_text(self._text)
        elif language != self._language:
            text, self._language = self.text, language
            self.set_text(text)
        elif changes.touched(*rests_on(self.query)):
            self.changed.emit()

    def _asking(self) -> Asking:
        holding: Any = self._rows.holding if self._rows is not None else None  # rows have ids for keys
        return asking_of(self._workspace, holding)

    # What happens in the field.

    def _type(self, text: str) -> None:
        """Terms to which nothing can be added become tokens; the others count as they stand."""
        before, typed = self.query, text
        cursor = self.field.edit.cursorPosition()
        settled: list[Term] = []
        for piece in reversed(list(pieces(text, self._language))):
            if piece.term is not None and piece.settled and piece.end < cursor:
                settled.append(piece.term)
                text = f"{text[: piece.start]}{text[piece.end :].lstrip()}"
        if settled:
            text = text.lstrip()
            self._put_typed(text)
            self.field.edit.setCursorPosition(max(0, cursor - len(typed) + len(text)))
            self._tokens = tuple(dict.fromkeys((*self._tokens, *reversed(settled))))
            self._show_tokens()
        self._typed = parse(text, self._language)
        self._offer()
        self._tell(before)

    def _tell(self, before: Query) -> None:
        query = self.query
        self.field.edit.setAccessibleDescription(self.words)
        if query.terms != before.terms:
            self.changed.emit()
        if query.text != before.text:
            self.worded.emit(query.text)

    def _put_typed(self, text: str) -> None:
        """Put a text into the field without hearing of it."""
        self.field.blockSignals(True)
        self.field.edit.setText(text)
        self.field.blockSignals(False)

    def _leave(self) -> None:
        """Everything typed counts as done."""
        self._end_offer()
        before = self.query
        if self._typed.terms:
            self._tokens = before.terms
            self._typed = replace(self._typed, terms=())
            self._put_typed(" ".join(self._typed.words))
            self._show_tokens()
        self.left.emit()

    def _drop(self, shown: str) -> None:
        before = self.query
        self._tokens = tuple(each for each in self._tokens if shown_term(each) != shown)
        self._show_tokens()
        self._tell(before)

    def _take_back(self) -> None:
        """The last token to be typed again."""
        *rest, last = self._tokens
        before = self.query
        self._tokens = tuple(rest)
        self._show_tokens()
        shown, text = shown_term(last), self.field.edit.text()
        self._put_typed(f"{shown} {text}".rstrip())
        self.field.edit.setCursorPosition(len(shown))
        self._typed = parse(self.field.edit.text(), self._language)
        self._tell(before)

    def _show_tokens(self) -> None:
        self.field.show_tokens([(shown_term(each), *spoken(each, self._language)) for each in self._tokens])

    # Values to choose from.

    def _offer(self) -> None:
        edit = self.field.edit
        typed = edit.text()[: edit.cursorPosition()]
        found = offers_for(self._workspace.plan, typed, self._language) if edit.hasFocus() else None
        if found is None:
            self._end_offer()
            return
        values = [
            (each.value, each.words, f"{each.count:,}" if each.count is not None else "")
            for each in found.values
        ]
        self.completions.offer(values, found.start)

    def _end_offer(self) -> None:
        if "completions" in vars(self):
            self.completions.end()

    def _complete(self, value: str) -> None:
        """Put the value chosen in the place of what was begun; its term is done with it."""
        edit = self.field.edit
        typed, rest = edit.text()[: edit.cursorPosition()], edit.text()[edit.cursorPosition() :]
        found = offers_for(self._workspace.plan, typed, self._language)
        if found is not None:
            typed = f'{typed[: found.start]}"{value}" '
            edit.setText(typed + rest)
            edit.setCursorPosition(min(len(typed), len(edit.text())))

    # The menu.

    def has(self, terms: Iterable[Term]) -> bool:
        """Whether all of these are asked for."""
        return set(terms) <= set(self.query.terms)

    def choose(self, section: Section, text: str) -> None:
        """Ask for this of a section's choices instead of the others, or no longer where it was asked for."""
        terms = parse(text, self._language).terms
        query = self.query
        others = {term for choice in section.choices for term in parse(choice.text, self._language).terms}
        rest = query.without(*others)
        self.set_text(show(rest if self.has(terms) else rest.with_terms(*terms)))

    def _show_menu(self) -> None:
        menu = QMenu(self.button)
        for section in sections(self._workspace.plan):
            inner = menu.addMenu(section.title)
            for choice in section.choices:
                act = inner.addAction(choice.words)
                act.setCheckable(True)
                act.setChecked(self.has(parse(choice.text, self._language).terms))
                act.setData((section, choice.text))
        menu.triggered.connect(self._chosen)
        menu.exec(self.button.mapToGlobal(QPoint(0, self.button.height() + px(2))))
        menu.deleteLater()

    def _chosen(self, act: QAction) -> None:
        self.choose(*act.data())

    def _show_help(self) -> None:
        from ui.dialogs.filter_help import FilterHelp

        page = FilterHelp(self.help, self._language)
        page.chosen.connect(self.field.begin)
        page.show_below(self.help)
