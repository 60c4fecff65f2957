"""Bringing in a spreadsheet: the frame of the steps, the reading, what the file turned out to be, the end."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan
from tracker.domain.records import ActionEvidence, ActionFinding, Part, Update
from tracker.importing.returned.answers import Answers
from tracker.importing.sheets.known import Known
from tracker.importing.sheets.tables import is_tracker
from tracker.importing.sheets.workbook import Workbook
from tracker.returning import returned_in_turns
from ui import errors
from ui.dialogs.new_plan import make_plan, show_new
from ui.dialogs.sheets.file_step import FileStep
from ui.dialogs.sheets.stage import Course, Stage
from ui.dialogs.wizard.steps import Steps
from ui.files import last_folder
from ui.fonts import SEMIBOLD
from ui.jobs import Job, Slices
from ui.theme import px
from ui.widgets.frames import Banner, Line, button, column, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_UNTIL_READ = ("File", "Columns", "Rows", "Check")


class BringIn(QWidget):
    """Fills the window. It adds to the window's plan, or makes a new one where there is none.

    Nothing is saved before its end, and then as one change.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self.window_ = window
        self.course: Course | None = None
        self._job: Job | None = None
        self._path: Path | None = None
        self._turns: Iterator[None] | None = None
        self._slices = window.workspace.slices if window.workspace else Slices(self)
        self._scale = px(1000)
        self.stages: list[Stage] = []
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        self._show_stage(0)

    def _build(self) -> None:
        adding = self.window_.workspace is not None
        name = "Bring in a spreadsheet" if adding else "New plan from a tracker"
        self.setAccessibleName(name)
        self._head = row(label(name, 20, SEMIBOLD), None)
        self._head.setContentsMargins(px(20), px(10), px(20), px(10))
        self.steps = Steps(_UNTIL_READ)
        self._head.addWidget(self.steps)
        self.banner = Banner("problem")
        self.banner.pressed.connect(self._banner_read)
        self.file_step = FileStep(last_folder(self.window_), new_plan=not adding)
        self.file_step.file.connect(self.read_file)
        self.file_step.stopped.connect(self._stop_reading)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.file_step)
        self.stages = [self.file_step]
        self.cancel = button("Cancel", "ghost", press=self.leave)
        self.cancel.setToolTip("Nothing is changed")
        self.undo_note = label("One undo takes all of this back", 13, muted=True)
        self.back = button("Back", press=self.go_back)
        self.on = button("Continue", "primary", icon_name="arrow-right", press=self.go_on)
        self.on.setToolTip("Ctrl+Enter")
        foot = row(self.cancel, None, self.undo_note, 8, self.back, self.on)
        foot.setContentsMargins(px(12), px(10), px(12), px(10))
        notice = column(self.banner)
        notice.setContentsMargins(px(12), px(8), px(12), 0)
        whole = column(gap=0)
        whole.addLayout(self._head)
        whole.addWidget(Line("border"))
        whole.addLayout(notice)
        whole.addWidget(self.pages, 1)
        whole.addWidget(Line("border"))
        whole.addLayout(foot)
        self.setLayout(whole)

    # Reading.

    def read_file(self, path: Path) -> None:
        """Read this file in a process of its own, and go on to what it turns out to be."""
        self._stop_reading()
        self._path = path
        self._job = Job("read_workbook", {"path": str(path)}, subject=f"Reading {path.name}", parent=self)
        self._job.finished.connect(self._read)
        self._job.failed.connect(self._not_read)
        self.file_step.show_reading(path.name)
        self.window_.preferences.keep("folder", str(path.parent))

    def _read(self, values: Mapping[str, Any]) -> None:
        self._job = None
        self._begin_turns(self._unpacked(values))

    def _unpacked(self, values: Mapping[str, Any]) -> Generator[None, None, None]:
        book = yield from Workbook.in_turns(values)
        if self._is_letter(book):
            QTimer.singleShot(0, self.window_, self._read_as_letter)
        else:
            yield from self._taken(book)

    def take(self, book: Workbook) -> None:
        """Go on to what a workbook turns out to be: one that was read, or rows that were pasted.

        The whole plan is read for it first, a few rows at a time: of 20,000 actions in seconds.
        """
        self._begin_turns(self._taken(book))

    def _begin_turns(self, turns: Iterator[None]) -> None:
        self._turns = turns
        self._slices.add(turns, of=self)

    def _taken(self, book: Workbook) -> Generator[None, None, None]:
        try:
            course = yield from self._course(book)
        except TrackerError as error:
            self._turns = None
            self.file_step.show_ready(str(error))
            return
        yield
        self._turns = None
        self.file_step.show_ready("")
        self._begin(course)

    def _not_read(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, TrackerError):
            errors.report(error)
        told = str(error) if isinstance(error, TrackerError) else "The file could not be read."
        if self._path is not None and self._path.suffix.casefold() == ".docx":
            QTimer.singleShot(0, self.window_, self._read_as_letter)
        else:
            self.file_step.show_ready(told)

    def _is_letter(self, book: Workbook) -> bool:
        """Whether a Word document is no tracker: then it is read as a letter."""
        assert self._path is not None
        return self._path.suffix.casefold() == ".docx" and not is_tracker(book)

    def _read_as_letter(self) -> None:
        from ui.dialogs.wizard.opening import begin

        begin(self.window_, path=self._path)

    def _course(self, book: Workbook) -> Generator[None, None, Course]:
        """What the file turned out to be. Raises TrackerError where it is for another plan, or nothing."""
        from ui.dialogs.sheets.returned import answers_course, edits_course
        from ui.dialogs.sheets.tracker import course

        workspace, today = self.window_.workspace, self.window_.program.clock.today()
        if workspace is None:
            return (yield from course(self.window_, book, today, None))
        plan, turns = workspace.session.full_plan_in_turns()
        yield from _ready(plan, turns)
        found = yield from returned_in_turns(workspace.session, book, today, plan)
        yield
        if isinstance(found, Answers):
            return answers_course(found)
        if found is not None:
            return edits_course(found)
        known = Known(plan)
        yield from known.prepare()
        return (yield from course(self.window_, book, today, known))

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        elif self._turns is not None:
            self._slices.drop(self._turns)
            self._turns = None
        else:
            return
        self.file_step.show_ready("")

    # Steps.

    def _begin(self, course: Course) -> None:
        for old in self.stages[1:]:
            self.pages.removeWidget(old)
            old.deleteLater()
        self.course = course
        self.stages = [self.file_step, *course.stages]
        for stage in course.stages:
            stage.onwards_changed.connect(self._name_onwards)
            self.pages.addWidget(stage)
        self._head.removeWidget(self.steps)
        self.steps.deleteLater()
        self.steps = Steps([stage.name for stage in self.stages])
        self._head.addWidget(self.steps)
        self._show_stage(1)

    def go_on_with(self, other: "BringIn") -> None:
        """Take up what was filled in there, at the same step."""
        self._path = other._path
        if other.course is not None:
            self._begin(other.course.again())
            self._show_stage(other.step)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self.pages.currentIndex()

    @property
    def stage(self) -> Stage:
        """The step that is shown."""
        return self.stages[self.step]

    def _go_to(self, number: int) -> None:
        """Show the next step once it is worked out, unless somebody has gone back by then."""
        course, step = self.course, self.step

        def show() -> None:
            self.unsetCursor()
            if (self.course, self.step) == (course, step):
                self._show_stage(number)

        self.stages[number].when_ready(show)
        if self.step == step:
            self.setCursor(Qt.CursorShape.BusyCursor)

    def _show_stage(self, number: int) -> None:
        self._say("")
        self.stages[number].enter()
        self.pages.setCurrentIndex(number)
        self.steps.go_to(number)
        self.back.setVisible(number > 0)
        self.on.setVisible(number > 0)
        self.undo_note.setVisible(0 < number == len(self.stages) - 1)
        self._name_onwards()
        self.stage.take_keyboard()

    def _name_onwards(self) -> None:
        self.on.setText(self.stage.onwards())

    def go_back(self) -> None:
        """The step before."""
        if self.step > 0:
            self._show_stage(self.step - 1)

    def go_on(self) -> None:
        """The next step, or the end, if this one is filled in rightly; else it says what is missing."""
        if self.course is None or self._job is not None:
            return
        try:
            self.stage.check()
            if self.step + 1 < len(self.stages):
                self._go_to(self.step + 1)
            else:
                self._finish(self.course)
        except TrackerError as error:
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.banner.say(words, "Close" if words else "", "problem")

    def _banner_read(self) -> None:
        self._say("")

    # The end.

    def _finish(self, course: Course) -> None:
        """Make the one change; raises TrackerError, and then nothing was changed."""
        from ui.dialogs.sheets.check_step import CheckStep

        command, told, window = course.command(), course.told(), self.window_
        if window.workspace is not None:
            window.workspace.do(command)
            course.done()
            window.go("actions")
            window.say(f"{told} One undo takes all of it back.", "note")
            return
        last = self.stage
        assert isinstance(last, CheckStep)
        workspace = make_plan(window, last.plan.path, last.setting_up(), command)
        course.done()
        show_new(window, workspace, "actions")

    def leave(self) -> None:
        """Go back to the plan, or to the start page. Nothing is changed."""
        self._stop_reading()
        if self.window_.workspace is None:
            self.window_.show_start()
        else:
            self.window_.leave_full()

    # What Qt tells it.

    def minimumSizeHint(self) -> QSize:
        """Small: its steps scroll, and must not keep a window wide."""
        return QSize(px(420), px(300))

    def hideEvent(self, event: QHideEvent) -> None:
        """Left in whatever way: nothing goes on for it."""
        if not event.spontaneous():
            self._stop_reading()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """At another text size everything is laid out anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and px(1000) != self._scale:
            self._scale = px(1000)
            QTimer.singleShot(0, self.window_, self._remake)

    def _remake(self) -> None:
        made = BringIn(self.window_)
        self.window_.show_full(made)
        made.go_on_with(self)


def _ready(plan: FullPlan, turns: Iterator[None]) -> Iterator[None]:
    """Read the plan, and make what finds in it. What cannot be read is said where it is asked for."""
    yield from turns
    with suppress(TrackerError):
        for kind in (Update, ActionEvidence, Part, ActionFinding):
            plan.by(kind, "action_id", "")
            yield
