"""From a letter to a plan: the frame of the four steps, the reading, keeping what is unfinished, the end."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.domain import british, calendar
from tracker.domain.commands.settings import SetUpPlan
from tracker.domain.errors import OnlyPictures, TrackerError
from tracker.domain.plan import Plan
from tracker.importing.earlier import same_document
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.kept import proposal_from_json, proposal_to_json
from tracker.importing.proposal import Proposal
from ui import errors
from ui.dialogs.new_plan import make_plan, show_new
from ui.dialogs.wizard.areas_step import AreasStep, count_words
from ui.dialogs.wizard.check_step import CheckStep
from ui.dialogs.wizard.drafts_step import DraftsStep
from ui.dialogs.wizard.letter_step import LetterStep
from ui.dialogs.wizard.steps import Steps
from ui.dialogs.wizard.unfinished import Kept, letter_folder, plan_of, unfinished_of
from ui.files import last_folder
from ui.fonts import SEMIBOLD
from ui.jobs import Job
from ui.theme import px
from ui.widgets.frames import Banner, Line, button, column, label, row
from ui.widgets.second import Second

if TYPE_CHECKING:
    from ui.main_window import MainWindow

STEPS = ("Letter", "Improvement areas", "Draft actions", "Check")
_KEEP_AFTER = 800  # milliseconds after the last change
PASTED = "Pasted text.txt"


class Wizard(QWidget):
    """Fills the window. It makes a new plan, or adds to the window's. Left before its end it is kept."""

    def __init__(self, window: "MainWindow", kept: Kept | None = None) -> None:
        super().__init__()
        self.window_ = window
        self.unfinished = unfinished_of(window)
        self.folder = kept.folder if kept else self.unfinished.begin()
        self.proposal: Proposal | None = None
        self._letter: Path | None = None
        self._job: Job | None = None
        self._over = False
        self._scale = px(1000)
        self._today = window.program.clock.today()
        self.areas: AreasStep | None = None
        self.drafts: DraftsStep | None = None
        self._build()
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.timeout.connect(self.keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        self._show_step(0)
        if kept is not None:
            self._take_up(kept.values)

    def _build(self) -> None:
        adding = self.window_.workspace is not None
        name = "Add a letter to this plan" if adding else "New plan from a letter"
        self.setAccessibleName(name)
        self.steps = Steps(STEPS)
        head = row(label(name, 20, SEMIBOLD), None, self.steps)
        head.setContentsMargins(px(20), px(10), px(20), px(10))
        self.banner = Banner("problem")
        self.banner.pressed.connect(self._banner_pressed)
        self.letter = LetterStep(letter_folder(self.window_), self._others())
        self.letter.file.connect(self.read_file)
        self.letter.text.connect(self.read_text)
        self.letter.typed.connect(self.take_typed)
        self.letter.scan_kept.connect(self.keep_scan)
        self.letter.stopped.connect(self._stop_reading)
        self.letter.gone_on.connect(self._gone_on)
        self.check = CheckStep(new_plan=not adding, folder=last_folder(self.window_))
        self.check.changed.connect(self._changed)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.letter)
        self.pages.addWidget(self.check)
        self.later = button("Finish later", "ghost", press=self.leave)
        self.later.setToolTip("It is kept on this computer and offered again")
        self.drop = button("Discard…", "ghost", press=self._ask_to_discard)
        self.undo_note = Second("One undo takes all of this back")
        self.back = button("Back", press=self.go_back)
        self.on = button("Continue", "primary", icon_name="arrow-right", press=self.go_on)
        self.on.setToolTip("Ctrl+Enter")
        foot = row(self.later, self.drop, None, self.undo_note, 8, self.back, self.on)
        foot.setContentsMargins(px(12), px(10), px(12), px(10))
        notice = column(self.banner)
        notice.setContentsMargins(px(12), px(8), px(12), 0)
        whole = column(gap=0)
        whole.addLayout(head)
        whole.addWidget(Line("border"))
        whole.addLayout(notice)
        whole.addWidget(self.pages, 1)
        whole.addWidget(Line("border"))
        whole.addLayout(foot)
        self.setLayout(whole)

    def _others(self) -> list[Kept]:
        """What can be gone on with here: nothing that stands in a wizard of another window."""
        windows = self.window_.program.windows
        opened = {w.folder for window in windows for w in window.findChildren(Wizard) if w.isVisible()}
        kept = self.unfinished.all(plan_of(self.window_))
        return [each for each in kept if each.folder not in opened | {self.folder}]

    # Reading.

    def read_file(self, path: Path) -> None:
        """Read this document; a copy of it is kept with the wizard."""
        self._stop_reading()
        self._letter = self.folder / "letter" / path.name
        values = {"path": str(path), "copy": str(self._letter)}
        self._job = Job("read_document", values, subject=f"Reading {path.name}", parent=self)
        self._job.finished.connect(self._read)
        self._job.failed.connect(self._not_read)
        self.letter.show_reading(path.name)
        QTimer.singleShot(0, self, self._know_the_calendar)
        if path.name != PASTED:
            self.window_.preferences.keep("letter_folder", str(path.parent))

    def _know_the_calendar(self) -> None:
        """Bank holidays cost a moment the first time: it passes while the letter is being read."""
        calendar.is_working_day(self._today)

    def read_text(self, text: str) -> None:
        """Read pasted words as a document."""
        path = self.folder / "pasted" / PASTED
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
        except OSError as error:
            self.letter.show_ready(f"The words cannot be kept on this computer: {error.strerror}.")
            return
        self.read_file(path)

    def keep_scan(self) -> None:
        """Take the pages of the document that has no words."""
        assert self._letter is not None
        subject = f"Opening {self._letter.name}"
        self._job = Job("read_scan", {"path": str(self._letter)}, subject=subject, parent=self)
        self._job.finished.connect(self._read)
        self._job.failed.connect(self._not_read)
        self.letter.show_reading(self._letter.name)

    def take_typed(self, document: ExtractedDocument) -> None:
        """Take what was typed, which is no file."""
        self._letter = None
        self._read(document.to_json(places=True))

    def _read(self, values: Mapping[str, Any]) -> None:
        self._job = None
        document = ExtractedDocument.from_json(values)
        if same := same_document(self._plan, document):
            day = f", received {british.short_day(same.received_on)}" if same.received_on else ""
            self.letter.show_ready(f"This very file is in the plan already: “{same.title}”{day}.")
            return
        self.letter.show_ready("")
        self.unfinished.keep_document(self.folder, values)
        self._begin(Proposal.of(document, plan=self._plan))
        self.keep()
        self._show_step(1)

    def _not_read(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, TrackerError):
            errors.report(error)
        told = str(error) if isinstance(error, TrackerError) else "The letter could not be read."
        self.letter.show_ready(told, is_scan=isinstance(error, OnlyPictures))

    @property
    def _plan(self) -> Plan | None:
        """The plan of the window, if it has one."""
        return self.window_.workspace.plan if self.window_.workspace else None

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.letter.show_ready("")

    # Steps.

    def _begin(self, proposal: Proposal) -> None:
        """Make the second step for a letter that has been read; the third is made when it is gone to."""
        self.proposal = proposal
        for old in (self.areas, self.drafts):
            if old is not None:
                self.pages.removeWidget(old)
                old.deleteLater()
        self.drafts = None
        self.areas = AreasStep(proposal, self._letter, self.folder, self._today)
        self.areas.changed.connect(self._changed_to)
        self.areas.refused.connect(self._say)
        self.pages.insertWidget(1, self.areas)

    def _show_drafts(self, proposal: Proposal) -> None:
        if self.drafts is not None:
            self.drafts.show_proposal(proposal)
            return
        self.drafts = DraftsStep(proposal, self._plan, self._today)
        self.drafts.changed.connect(self._changed_to)
        self.drafts.refused.connect(self._say)
        self.pages.insertWidget(2, self.drafts)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self.pages.currentIndex()

    def _show_step(self, step: int) -> None:
        self._say("")
        self.pages.setCurrentIndex(step)
        self.steps.go_to(step)
        self.back.setVisible(step > 0)
        self.on.setVisible(step > 0)
        self.undo_note.setVisible(step == 3)
        self.on.setText(self._onwards(step))
        self.later.setText("Finish later" if self.proposal else "Cancel")
        self.drop.setVisible(self.proposal is not None)
        if step == 1 and self.areas is not None:
            self.areas.take_keyboard()
        elif step == 2 and self.drafts is not None:
            self.drafts.take_keyboard()
        elif step == 3:
            self.on.setFocus()

    def _onwards(self, step: int) -> str:
        if step < 3 or self.proposal is None:
            return "Continue"
        count = british.plural(len(self.proposal.actions), "draft action")
        return f"Add {count}" if self.window_.workspace else f"Make the plan with {count}"

    def go_back(self) -> None:
        """The step before."""
        if self.step > 0:
            self._show_step(self.step - 1)

    def go_on(self) -> None:
        """The next step, or the end, if this one is filled in rightly; else it says what is missing."""
        if self.areas is None or self._job is not None:
            return
        try:
            if self.step == 1:
                self.proposal = self.areas.check()
                self._show_drafts(self.proposal)
            elif self.step == 2 and self.drafts is not None:
                self.proposal = self.drafts.check()
                self.areas.show_proposal(self.proposal, self.areas.rows.current)
                self.check.show_proposal(self.proposal, self.drafts.names)
            elif self.step == 3:
                self._finish()
                return
        except TrackerError as error:
            self._say(str(error))
            return
        self._show_step(self.step + 1)

    # Words.

    def _say(self, words: str) -> None:
        self._discarding = False
        self.banner.say(words, "Close" if words else "", "problem")

    def _ask_to_discard(self) -> None:
        self._discarding = True
        self.banner.say("What you have sorted out of this letter will be lost.", "Discard it", "notice")

    def _banner_pressed(self) -> None:
        if self._discarding:
            self.discard()
        else:
            self._say("")

    # Kept until it is finished.

    def _changed_to(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self._changed()

    def _changed(self) -> None:
        self._keep_timer.start(_KEEP_AFTER)

    def keep(self) -> None:
        """Keep it as it stands, so that it can be gone on with."""
        self._keep_timer.stop()
        if self.proposal is None or self._over:
            return
        values = {
            "plan": plan_of(self.window_),
            "name": self.proposal.title,
            "words": count_words(self.proposal),
            "letter": self._letter.name if self._letter else "",
            "step": self.step,
            "proposal": proposal_to_json(self.proposal),
        }
        self.unfinished.keep(self.folder, values, self.window_.program.clock.now())

    def _take_up(self, values: Mapping[str, Any]) -> None:
        """Go on where it was left."""
        try:
            name = str(values["letter"])
            self._letter = self.folder / "letter" / name if name else None
            document = ExtractedDocument.from_json(self.unfinished.document(self.folder))
            self._begin(proposal_from_json(document, values["proposal"], self._plan))
        except (OSError, KeyError, TypeError, ValueError):
            self.proposal = None
            self.letter.show_ready("What was kept of that letter cannot be read any longer. Begin it again.")
            return
        self._show_step(1)

    def _gone_on(self, kept: Kept) -> None:
        self.window_.show_full(Wizard(self.window_, kept))

    def leave(self) -> None:
        """Finish later: keep it and go back to the plan, or to the start page."""
        self.keep()
        self._away()

    def discard(self) -> None:
        """Forget it, the copy of the letter with it."""
        self._over = True
        self._stop_all()
        self.unfinished.discard(self.folder)
        self._away()

    def _away(self) -> None:
        self._stop_all()
        if self.proposal is None:  # nothing was read: nothing of it is kept
            self.unfinished.discard(self.folder)
        if self.window_.workspace is None:
            self.window_.show_start()
        else:
            self.window_.leave_full()

    def _stop_all(self) -> None:
        self._keep_timer.stop()
        self._stop_reading()
        if self.areas is not None:
            self.areas.close_down()

    # The end.

    def _finish(self) -> None:
        """Make the plan or add to it; raises TrackerError, and then nothing was made."""
        assert self.proposal is not None
        self.check.check()
        try:
            content = self._letter.read_bytes() if self._letter else None
        except OSError as error:
            raise TrackerError(f"The copy of the letter cannot be read: {error.strerror}.") from error
        command = self.proposal.command(content, self._today)
        window = self.window_
        if window.workspace is not None:
            window.workspace.do(command)
            self._done()
            window.go("actions")
            window.say(f"“{self.proposal.title}” was added. One undo takes all of it back.", "note")
            return
        plan = self.check.plan
        setting_up = SetUpPlan(
            title=plan.title.value(), authority=self.proposal.authority, marking=plan.marking.value()
        )
        workspace = make_plan(window, plan.path, setting_up, command)
        self._done()
        show_new(window, workspace, "actions")

    def _done(self) -> None:
        self._over = True
        self._stop_all()
        self.unfinished.discard(self.folder)

    # What Qt tells the wizard.

    def minimumSizeHint(self) -> QSize:
        """Small: its steps scroll or fold, and must not keep a window wide."""
        return QSize(px(420), px(300))

    def hideEvent(self, event: QHideEvent) -> None:
        """Left in whatever way: keep it, and let nothing go on for it."""
        if not event.spontaneous():
            self.keep()
            self._stop_all()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and px(1000) != self._scale:
            QTimer.singleShot(0, self, self._remake)

    def _remake(self) -> None:
        """At another text size: begin anew where it stands."""
        self.keep()
        found = [each for each in self.unfinished.all(plan_of(self.window_)) if each.folder == self.folder]
        self._over = True
        self._stop_all()
        self.window_.show_full(Wizard(self.window_, found[0] if found else None))
