"""The History page: every change, newest first, in words; any of them can be taken back."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QStackedWidget

from tracker.clock import day_of
from tracker.domain import british
from tracker.domain.commands import Redact
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.record_words import record_label
from tracker.domain.records import Action, Decision, Record
from tracker.storage.journal import Step
from ui.dialogs.day import ask_day
from ui.pages.beside import Beside
from ui.pages.history_detail import MOST_CHANGES, StepDetail
from ui.pages.history_words import about, called, fields_of, kinds_of, leads_to, title_of
from ui.pages.moments import moment_words
from ui.pages.page import Page
from ui.reading import Reading
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, Empty, button, label, row
from ui.widgets.grid import Grid
from ui.widgets.paint import put
from ui.widgets.rows import RowsModel
from ui.workspace import Changes, Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PAGE = 100  # changes shown at first, and more each time
_PORTION = 20  # read in one go: a few milliseconds
_FEW = 20  # changes that hold what was typed: with fewer, older ones are looked through
_FURTHER = 2000  # so many of them at most, before it is asked whether to go on


class StepRow:
    """A change with its words, which are worked out once."""

    __slots__ = ("about", "fields", "kinds", "step", "title", "when")

    def __init__(self, workspace: Workspace, step: Step) -> None:
        self.step = step
        self.title, self.kinds = title_of(step), kinds_of(step)
        self.about = about(workspace.plan, step, Reading(workspace))
        self.fields, self.when = fields_of(step), moment_words(step.at)


class HistoryPage(Page):
    """Changes of everybody, or of a person, a record, a kind, a time; the selected one before and after."""

    title = "History"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._steps: list[StepRow] = []
        self._oldest: int | None = None  # the number of the oldest change looked at
        self._ended = False
        self._work: Iterator[Any] = iter(())
        self._person: str = ""
        self._record: tuple[str, str] | None = None  # an id, and what it is called
        self._kind: str = ""
        self._field: str = ""
        self._from: date | None = None
        self._to: date | None = None
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.known = button("As known on…", icon_name="calendar-search", press=self._as_known)
        self.known.setToolTip("The whole window as it stood on a day, read-only")
        if self._workspace.known_on is not None:
            today = button("Back to today", icon_name="calendar-check", press=self.window_.show_today)
            self.head.at_right.addWidget(today)
        changed = button("What changed…", icon_name="git-compare", press=self._compare)
        changed.setToolTip("The net difference between two dates or two approved versions")
        self.head.at_right.addWidget(changed)
        self.head.at_right.addWidget(self.known)
        self.filter = FilterField("Filter the changes shown")
        self.filter.filtered.connect(self._filtered)
        self.filter.left.connect(self.take_keyboard)
        self.filter.dropped.connect(self.drop)
        narrow = button("Filters", "ghost", icon_name="funnel", press=self._show_filters)
        self._narrow = narrow
        when: Column[StepRow] = Column(
            key="when",
            title="When",
            text=lambda line: line.when,
            width=136,
            sort=lambda line: line.step.seq,
            keep=True,
            muted=True,
        )
        who: Column[StepRow] = Column(
            key="who", title="Who", text=lambda line: line.step.actor_name, width=150
        )
        what: Column[StepRow] = Column(
            key="what",
            title="Change",
            text=lambda line: f"{line.title} {line.about}",
            width=260,
            stretch=True,
            draw=_draw_what,
        )
        kinds: Column[StepRow] = Column(
            key="kinds",
            title="Records",
            text=lambda line: ", ".join(line.kinds),
            width=170,
            most=240,
            muted=True,
        )
        self.rows: RowsModel[StepRow] = RowsModel((when, what, who, kinds), key=_seq, parent=self)
        self.grid: Grid[StepRow] = Grid(self.rows, "Changes, the newest first")
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self.go_there)
        self.grid.typed.connect(self.filter.begin)
        self.grid.menu_wanted.connect(self._show_menu)
        self._unfound = Empty("No change fits", "Others are hidden by what you typed or chose.", "Show all")
        self._unfound.pressed.connect(self.show_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._unfound)
        self.older = button("Show older changes", small=True, press=self.load_older)
        self._foot = label("", 13, muted=True, wrap=True)
        top = row(self.filter, narrow, gap=4)
        top.setStretch(0, 1)
        top.setContentsMargins(px(8), px(8), px(8), px(8))
        foot = row(self._foot, self.older)
        foot.setStretch(0, 1)
        foot.setContentsMargins(px(16), px(6), px(10), px(8))
        card = Card()
        card.body.addLayout(top)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(foot)
        self.detail = StepDetail(self.window_, self.go_there)
        self.body.addWidget(Beside(card, self.detail, wide=400, high=280, roomy=980), 1)

    # What is shown.

    def refresh(self, changes: Changes) -> None:
        """Put what is new on top."""
        if self._oldest is None:
            self._begin()
            return
        newest = max((line.step.seq for line in self._steps), default=0)
        plan, session = self._workspace.plan, self._workspace.session
        found = session.history(
            since=max(newest, self._oldest - 1),
            upto=plan.seq,
            limit=_PAGE,
            most=MOST_CHANGES,
            **self._asked(),
        )
        fresh = [StepRow(self._workspace, step) for step in found if step.seq > newest and self._fits(step)]
        if len(found) == _PAGE or any(step.kind == Redact.kind for step in found):
            self._begin()  # what was removed for good must not stay in rows read before
        elif fresh:
            self._steps = fresh + self._steps
            self._show()

    def _asked(self) -> dict[str, Any]:
        return {
            "entity_id": self._record[0] if self._record else None,
            "actor": Actor(self._person) if self._person else None,
        }

    def _fits(self, step: Step) -> bool:
        day = day_of(step.at)
        return (
            (self._to is None or day <= self._to)
            and (self._from is None or day >= self._from)
            and (not self._kind or self._kind in kinds_of(step))
            and (not self._field or self._field in fields_of(step))
        )

    def _begin(self) -> None:
        """Start again at the newest change that can fit."""
        self._steps, self._ended = [], False
        self._oldest = self._workspace.plan.seq + 1
        self._tell_filters()
        self.load_older()

    def load_older(self) -> None:
        """Read on until a page more is found."""
        self._workspace.slices.drop(self._work)
        typed = self.filter.edit.text().strip()
        self._work = self._read_on() if typed else self._read(len(self._steps) + _PAGE)
        next(self._work, None)  # what a first look finds is there with the first paint
        self._workspace.slices.add(self._work, of=self)

    def _read(self, wanted: int) -> Iterator[None]:
        session = self._workspace.session
        while len(self._steps) < wanted and not self._ended:
            assert self._oldest is not None
            asked = self._asked()
            found = session.history(upto=self._oldest - 1, limit=_PORTION, most=MOST_CHANGES, **asked)
            self._ended = len(found) < _PORTION
            if found:
                self._oldest = found[-1].seq
                self._ended |= self._from is not None and day_of(found[-1].at) < self._from
            self._steps += [StepRow(self._workspace, step) for step in found if self._fits(step)]
            self._show()
            yield
        self._show()

    def _read_on(self) -> Iterator[None]:
        """Look for what was typed in older changes too."""
        most = len(self._steps) + _FURTHER
        enough = self.rows.shown + _FEW
        while self.rows.shown < enough and len(self._steps) < most and not self._ended:
            yield from self._read(len(self._steps) + _PAGE)

    def _show(self) -> None:
        self.rows.set_rows(self._steps)
        self.older.setVisible(not self._ended)
        self._show_stack()

    def _show_stack(self) -> None:
        read, shown = british.plural(len(self._steps), "change"), self.rows.shown
        count = read if shown == len(self._steps) else f"{shown:,} of {read}"
        self._foot.setText(f"{count}{'' if self._ended else ', more to show'}")
        is_read = self._ended or bool(self._steps)
        self._stack.setCurrentWidget(self.grid if shown or not is_read else self._unfound)

    # Filters.

    def narrow(self, **chosen: Any) -> None:
        """Show only changes by a `person`, of a `record` (id and name), a `kind` or a `field`, `since` or
        `upto` a day."""
        self._person = chosen.get("person", self._person)
        self._record = chosen.get("record", self._record)
        self._kind = chosen.get("kind", self._kind)
        self._field = chosen.get("field", self._field)
        self._from = chosen.get("since", self._from)
        self._to = chosen.get("upto", self._to)
        self._begin()

    def show_all(self) -> None:
        """Take every filter away."""
        self.filter.edit.clear()
        self.narrow(person="", record=None, kind="", field="", since=None, upto=None)

    def drop(self, key: str) -> None:
        """Take one filter away."""
        self.narrow(**{key: "" if key in ("person", "kind", "field") else None})

    def _tell_filters(self) -> None:
        told = [
            ("person", "By", self._person),
            ("record", "About", self._record[1] if self._record else ""),
            ("kind", "Kind", self._kind),
            ("field", "Field", self._field),
            ("since", "From", british.short_day(self._from) if self._from else ""),
            ("upto", "Up to", british.short_day(self._to) if self._to else ""),
        ]
        self.filter.show_tokens([(key, word, value[:40]) for key, word, value in told if value])

    def filters_menu(self) -> QMenu:
        """People, kinds and fields met among the changes shown, and days."""
        menu = QMenu(self)
        people = menu.addMenu("Person")
        for name in sorted({line.step.actor_name for line in self._steps}, key=str.casefold):
            people.addAction(name).triggered.connect(partial(self.narrow, person=name))
        kinds = menu.addMenu("Kind of record")
        for kind in sorted({kind for line in self._steps for kind in line.kinds}):
            kinds.addAction(kind).triggered.connect(partial(self.narrow, kind=kind))
        fields = menu.addMenu("Field changed")
        for field in sorted({field for line in self._steps for field in line.fields}):
            fields.addAction(field).triggered.connect(partial(self.narrow, field=field))
        menu.addAction("From a day…").triggered.connect(partial(self._ask_day, "since", "From"))
        menu.addAction("Up to a day…").triggered.connect(partial(self._ask_day, "upto", "Up to"))
        menu.addSeparator()
        menu.addAction("Show all").triggered.connect(self.show_all)
        return menu

    def _ask_day(self, key: str, title: str) -> None:
        day = ask_day(self, title, "Changes recorded on that day count.", self._workspace.day)
        if day is not None:
            self.narrow(**{key: day})

    def _show_filters(self) -> None:
        menu = self.filters_menu()
        menu.exec(self._narrow.mapToGlobal(QPoint(0, self._narrow.height())))
        menu.deleteLater()

    def _show_menu(self, place: QPoint) -> None:
        line = self.grid.current
        if line is None:
            return
        menu = QMenu(self)
        go = menu.addAction("Go to it")
        go.setEnabled(self.leads_to(line.step) is not None)
        go.triggered.connect(self.go_there)
        for name in ("reverse", "correct", "redact"):
            menu.addAction(self.window_.commands[name])
        menu.addSeparator()
        person = line.step.actor_name
        menu.addAction(f"Only changes by {person}").triggered.connect(partial(self.narrow, person=person))
        record = self._record_of(line)
        if record is not None:
            words = f"Only changes of {record[1][:40]}"
            menu.addAction(words).triggered.connect(partial(self.narrow, record=record))
        menu.exec(place)
        menu.deleteLater()

    def _record_of(self, line: StepRow) -> tuple[str, str] | None:
        if not line.step.changes:
            return None
        return line.step.changes[0].entity_id, line.about or line.kinds[0]

    # What happens on it.

    def _moved(self, line: StepRow | None) -> None:
        step = line.step if line else None
        leads = step is not None and self.leads_to(step) is not None
        self.detail.show_step(self._workspace.plan, step, leads=leads)
        self.window_.refresh_commands()

    def leads_to(self, step: Step) -> Record | None:
        """What the change was about, where it is in the plan still."""
        return leads_to(self._workspace.plan, step, Reading(self._workspace))

    def go_there(self) -> None:
        """Show what the selected change was about on its own page; nothing where it is gone."""
        from ui.record_places import show_record

        found = self.leads_to(self.step) if self.step is not None else None
        if found is not None:
            show_record(self.window_, found.table, found.id, called(found))

    def _filtered(self, text: str) -> None:
        self.rows.set_filter(text)
        self._show_stack()
        if text.strip() and self.rows.shown < _FEW and not self._ended:
            self.load_older()

    def _as_known(self) -> None:
        self.window_.commands.run("as_known")

    def _compare(self) -> None:
        self.window_.commands.run("compare")

    # What the window asks.

    @property
    def step(self) -> Step | None:
        """The change selected."""
        return self.grid.current.step if self.grid.current else None

    def show_record(self, record_id: str) -> bool:
        """Show the changes of one record."""
        action = self._workspace.plan.find(Action, record_id)
        name = f"{action.ref}  {action.title}" if action else "one record"
        self.narrow(record=(record_id, name))
        return True

    def show_part(self, part: str) -> None:
        """Show the decisions recorded since this day (ISO 8601)."""
        self.show_all()
        self.narrow(kind=record_label(Decision), since=date.fromisoformat(part))

    def to_filter(self) -> None:
        """Ctrl+F."""
        self.filter.edit.setFocus()

    def take_keyboard(self) -> None:
        """To the table."""
        self.grid.setFocus()


def take_back(window: "MainWindow") -> None:
    """Take the selected change back, with a change of its own."""
    assert window.workspace is not None
    page = window.page
    step = page.step if isinstance(page, HistoryPage) else None
    if step is None:
        raise TrackerError("Select a change in History first.")
    window.workspace.reverse(step.seq)


def _seq(line: StepRow) -> int:
    return line.step.seq


def _draw_what(painter: QPainter, rect: QRect, line: StepRow, selected: bool) -> None:
    end = put(painter, rect, line.title, weight=600)
    put(painter, rect.adjusted(end - rect.x() + px(10), 0, 0, 0), line.about, colour=tokens().muted)
