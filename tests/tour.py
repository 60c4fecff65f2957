"""A walk through every page of the window and every dialog that a command opens, for whoever looks at them:
the gallery, and the tests that hold for all of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from shiboken6 import isValid

from tracker.clock import Clock
from tracker.domain.codes import CheckOutcome, EvidenceKind, Lifecycle
from tracker.domain.commands import AcceptEvidence, AddCheck, AddEvidence
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, BudgetLine, Evidence, Finding, Measure, Person, Post, Record, Risk
from tracker.domain.rules.mine import to_update
from tracker.session import Session
from ui.app import Program
from ui.dialogs.report.dialog import ReportDialog
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.menus import Entry, entries
from ui.widgets.grid import Grid

# Commands that do something at once, ask the computer for a file, or need the keyboard in a second table.
NO_DIALOG = {
    *("undo", "redo", "reverse", "start", "withdraw_request", "take_in", "answer_area", "edit_now", "filter"),
    *("withdraw_change", "decide_change", "panel", "text_larger", "text_smaller", "text_normal", "open"),
    *("today", "open_example", "open_log", "save_copy", "export", "move_plan", "new_from_document"),
    *("add_document", "reopen_risk", "bring_in", "print", "paper_overdue", "paper_progress"),
    *("close_window", "quit", "help", "tour", "copy_rows", "paste_rows", "copy_down", "duplicate"),
    "take_up_measure",
}


def decide(path: Path, clock: Clock) -> None:
    """Evidence and a check, so that something in the example can be closed and something embedded."""
    with Session.open(path, Actor("Independent Reviewer"), clock) as session:
        actions = session.plan.all(Action)
        complete = next(each for each in actions if each.lifecycle is Lifecycle.COMPLETE)
        closed = next(each for each in actions if each.lifecycle is Lifecycle.CLOSED)
        offer = AddEvidence(action_ids=(complete.id,), evidence_kind=EvidenceKind.DELIVERY, title="Audit")
        shown = session.do(offer, whose="Practice Lead").made(Evidence)
        session.do(AcceptEvidence(evidence_id=shown.id))
        session.do(AddCheck(action_id=closed.id, outcome=CheckOutcome.PASSED, text="It has lasted."))


class Tour(QObject):
    """Hands to `see` each widget that comes up, with a name for it. Dialogs are cancelled after it.

    `pause`, in milliseconds, is for what comes after a first sight: a page that fills itself, a job.
    """

    def __init__(self, program: Program, see: Callable[[QWidget, str], None], pause: int) -> None:
        super().__init__()
        self.program, self._see, self._pause = program, see, pause
        self._name, self._count, self._looks = "", 0, False

    def window(self, plan: Path | None, size: tuple[int, int]) -> MainWindow:
        """A window of that size, on a plan or on the start page."""
        window = self.program.open_window()
        if plan is None:
            window.show_start()
        else:
            self.program.open_plan(plan, window)
        window.resize(*size)
        window.show()
        self.settle(window)
        return window

    def settle(self, widget: QWidget) -> None:
        """Until what comes later has come, and what was to go is gone."""
        window = widget if isinstance(widget, MainWindow) else widget.parent()
        workspace = window.workspace if isinstance(window, MainWindow) else None
        busy = True
        while busy:
            QTest.qWait(self._pause)
            if not isValid(widget):
                return
            busy = any(job.is_running for job in widget.findChildren(Job))
            busy = busy or (workspace is not None and not workspace.slices.is_idle)
        QApplication.processEvents()  # what came last is laid out

    def take(self, widget: QWidget, name: str) -> None:
        """Hand it on, once it has settled."""
        self.settle(widget)
        self._see(widget, name)

    def every_dialog(self, window: MainWindow) -> list[str]:
        """Each command is tried on one record after the other until one gives it something to ask about;
        the commands that never opened a dialog."""
        workspace = window.workspace
        assert workspace is not None
        people = [each.name for each in workspace.plan.all(Person)]
        workspace.record_for(next(each for each in people if to_update(workspace.plan, each, workspace.day)))
        asking = [each for each in entries() if not each.choice and each.name not in NO_DIALOG]
        return [each.name for each in asking if not self._asks(window, each)]

    def _asks(self, window: MainWindow, entry: Entry) -> bool:
        page, kind = _page_of(entry)
        window.go(page)
        assert window.workspace is not None
        records: list[Record] = list(window.workspace.plan.all(kind))
        for record in records:
            assert window.page is not None
            window.page.show_record(record.id)
            if entry.name == "change_several":
                table = window.page.findChild(Grid)
                assert table is not None
                table.selectAll()
            if self._dialogs_of(entry.name, partial(window.commands.run, entry.name)):
                return True
        return False

    def _dialogs_of(self, name: str, run: Callable[[], object]) -> bool:
        """Run a command and see the dialogs that it opens, and those opened from these; False for none."""
        self._name, self._count = name, 0
        self._looks = True
        self._look_again()
        run()
        while QApplication.activeModalWidget() or QApplication.activePopupWidget():
            QApplication.processEvents()
        self._looks = False
        return self._count > 0

    def _look_again(self) -> None:
        """A new timer each time: one that is at work does not fire in the loop of a dialog it opened."""
        if self._looks:
            QTimer.singleShot(min(self._pause, 20), self, self._look)

    def _look(self) -> None:
        self._look_again()
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if shown is None or shown.property("seen"):
            return
        shown.setProperty("seen", True)
        self._count += 1
        self.take(shown, f"dialog-{self._name}" + (f"-{self._count}" if self._count > 1 else ""))
        if isinstance(shown, QDialog) and not isinstance(shown, ReportDialog):
            asking = {_deed(each): each for each in shown.findChildren(QPushButton) if _opens_more(each)}
            for each in asking.values():  # of the same button in several rows, one
                each.click()
                self.settle(shown)  # some open theirs once the click is over
                if not isValid(shown):  # the press ended it
                    return
        shown.close()


def _opens_more(button: QPushButton) -> bool:
    """Whether a press of it opens another dialog."""
    asks = button.text().endswith("…") or button.property("deed") == "edit"
    return asks and button.isVisible() and button.isEnabled()


def _deed(button: QPushButton) -> str:
    """What a press of it does, whatever row it stands in."""
    return str(button.property("deed") or button.text())


def _page_of(entry: Entry) -> tuple[str, type[Record]]:
    """Where a command has something to be about, and what it is about."""
    if entry.run.startswith(("dialogs.findings", "dialogs.letter")) or entry.name in (
        "area_measure",
        "area_measures",
    ):
        return "areas", Finding
    if entry.run.startswith("dialogs.money"):
        return "money", BudgetLine
    if entry.run.startswith(("dialogs.measures", "dialogs.figures")):
        return "measures", Measure
    if entry.run.startswith("dialogs.risks"):
        return "risks", Risk
    if entry.name in ("appoint", "note_absence", "leaver"):
        return "people", Person if entry.name == "note_absence" else Post
    return "actions", Action
