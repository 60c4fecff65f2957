"""Pictures of every page and dialog, to be looked at: `test -m gallery --pictures FOLDER`.

They are written for each look and for 200 % text, of the example, an empty plan and one of 20,000 actions.
A picture counts as made if more than one colour is on it; how good it is only a person can say.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tracker import example
from tracker.clock import FixedClock
from tracker.domain.codes import CheckOutcome, EvidenceKind, Lifecycle
from tracker.domain.commands import AcceptEvidence, AddCheck, AddEvidence, SetUpPlan
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, BudgetLine, Evidence, Finding, Record
from tracker.session import Session
from ui import fonts, theme
from ui.app import Program
from ui.bench import plans
from ui.bench.letter import letter
from ui.dialogs.report.dialog import ReportDialog
from ui.dialogs.wizard.opening import begin
from ui.jobs import Job
from ui.main_window import PLACES, MainWindow
from ui.menus import Entry, entries
from ui.preferences import Preferences
from ui.theme import Look

pytestmark = pytest.mark.gallery

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LOOKS = {
    "light": (Look.LIGHT, 100),
    "dark": (Look.DARK, 100),
    "contrast": (Look.CONTRAST, 100),
    "large": (Look.LIGHT, 200),
}
SIZES = ((1280, 720), (1920, 1080))
_PAUSE = 120  # milliseconds: longer than any part of the window waits before it fills itself
# Commands that do something at once, ask the computer for a file, or need the keyboard in a second table.
NO_DIALOG = {
    *("undo", "redo", "reverse", "start", "withdraw_request", "take_in", "answer_area", "edit_now", "filter"),
    *("withdraw_change", "decide_change", "panel", "text_larger", "text_smaller", "text_normal", "open"),
    *("open_example", "open_log", "save_copy", "export", "move_plan", "new_from_document", "add_document"),
    *("print", "paper_overdue", "paper_progress", "close_window", "quit"),
}


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path:
    """The folder they go to."""
    return Path(request.config.getoption("--pictures"))


@pytest.fixture(scope="session")
def plan_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plans, made once."""
    folder, clock = tmp_path_factory.mktemp("plans"), FixedClock(NOON)
    made = {name: folder / f"{name}.iplan" for name in ("example", "empty", "20000")}
    example.build(made["example"], clock.today())
    decide(made["example"], clock)
    with Session.create(made["empty"], Actor("Programme manager"), clock) as session:
        session.do(SetUpPlan(title="Helping children sooner", authority="Eastmarsh Council"))
    plans.make(made["20000"], 20_000, clock.today())
    (folder / "letter.pdf").write_bytes(letter(clock.today()))
    return made | {"letter": folder / "letter.pdf"}


def decide(path: Path, clock: FixedClock) -> None:
    """Evidence and a check, so that something in the example can be closed and something embedded."""
    with Session.open(path, Actor("Independent Reviewer"), clock) as session:
        actions = session.plan.all(Action)
        complete = next(each for each in actions if each.lifecycle is Lifecycle.COMPLETE)
        closed = next(each for each in actions if each.lifecycle is Lifecycle.CLOSED)
        offer = AddEvidence(action_ids=(complete.id,), evidence_kind=EvidenceKind.DELIVERY, title="Audit")
        shown = session.do(offer, whose="Practice Lead").made(Evidence)
        session.do(AcceptEvidence(evidence_id=shown.id))
        session.do(AddCheck(action_id=closed.id, outcome=CheckOutcome.PASSED, text="It has lasted."))


@pytest.fixture(params=LOOKS)
def gallery(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, pictures: Path
) -> Iterator["Gallery"]:
    """The program in one look, and the folder for its pictures."""
    qapp.setStyle("Fusion")
    fonts.load()
    preferences = Preferences(tmp_path / "preferences.json")
    preferences.keep_name("Programme manager")
    look, size = LOOKS[request.param]
    preferences.keep("look", look.value)
    preferences.keep("text_size", size)
    preferences.keep("folder", str(tmp_path))
    made = Gallery(Program(preferences, FixedClock(NOON)), pictures / request.param)
    yield made
    made.program.quit()
    theme.use(Look.LIGHT, 100)


class Gallery(QObject):
    """Takes pictures of windows, and of the dialogs that commands open, which it then cancels."""

    def __init__(self, program: Program, folder: Path) -> None:
        super().__init__()
        self.program, self._folder = program, folder
        folder.mkdir(parents=True, exist_ok=True)
        self._name, self._count, self.taken = "", 0, 0
        self._looks = False

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
            QTest.qWait(_PAUSE)
            busy = any(job.is_running for job in widget.findChildren(Job))
            busy = busy or (workspace is not None and not workspace.slices.is_idle)

    def take(self, widget: QWidget, name: str) -> None:
        """A picture of a widget as it stands."""
        self.settle(widget)
        image = widget.grab().toImage()
        assert image.save(str(self._folder / f"{name}.png"))
        points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
        assert len({image.pixel(x, y) for x, y in points}) > 1, f"{name} is blank"
        self.taken += 1

    def dialogs_of(self, name: str, run: Callable[[], object]) -> bool:
        """Run a command and take pictures of the dialogs that it opens, and of those opened from these.

        False where it opened none.
        """
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
            QTimer.singleShot(20, self, self._look)

    def _look(self) -> None:
        self._look_again()
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if shown is None or shown.property("pictured"):
            return
        shown.setProperty("pictured", True)
        self._count += 1
        self.take(shown, f"dialog-{self._name}" + (f"-{self._count}" if self._count > 1 else ""))
        if isinstance(shown, QDialog) and not isinstance(shown, ReportDialog):
            asking = {each.text(): each for each in shown.findChildren(QPushButton) if opens_more(each)}
            for each in asking.values():  # of the same button in several rows, one
                each.click()
                self.settle(shown)  # some open theirs once the click is over
        shown.close()


def opens_more(button: QPushButton) -> bool:
    """Whether a press of it opens another dialog."""
    return button.text().endswith("…") and button.isVisible() and button.isEnabled()


def page_of(entry: Entry) -> tuple[str, type[Record]]:
    """Where a command has something to be about, and what it is about."""
    if entry.run.startswith("dialogs.findings"):
        return "areas", Finding
    if entry.run.startswith("dialogs.money"):
        return "money", BudgetLine
    return "actions", Action


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("plan", ["example", "empty", "20000"])
def test_every_page(gallery: Gallery, plan_files: dict[str, Path], plan: str, size: tuple[int, int]) -> None:
    window = gallery.window(plan_files[plan], size)
    for place in PLACES:
        window.go(place.name)
        gallery.take(window, f"{plan}-{size[0]}-{place.name}")
    window.go("actions")
    assert window.workspace is not None
    for action in list(window.workspace.plan.all(Action))[:3]:
        assert window.page is not None
        window.page.show_record(action.id)
        window.open_panel(True)
        gallery.take(window, f"{plan}-{size[0]}-panel-{action.ref}")
    assert gallery.taken >= len(PLACES)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_start_page_and_wizard(
    gallery: Gallery, plan_files: dict[str, Path], size: tuple[int, int], qtbot: QtBot
) -> None:
    window = gallery.window(None, size)
    gallery.take(window, f"start-{size[0]}")
    wizard = begin(window)
    gallery.take(window, f"wizard-{size[0]}-0")
    wizard.read_file(plan_files["letter"])
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    for step in range(1, 4):
        gallery.take(window, f"wizard-{size[0]}-{step}")
        if step < 3:  # the last would make the plan
            wizard.go_on()
    wizard.discard()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_review(gallery: Gallery, plan_files: dict[str, Path], size: tuple[int, int]) -> None:
    window = gallery.window(plan_files["example"], size)
    window.go("overdue")
    assert window.workspace is not None
    QTimer.singleShot(0, window, accept_what_is_asked)
    window.commands.run("review")
    gallery.take(window, f"review-{size[0]}")


def accept_what_is_asked() -> None:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QDialog)
    asked.accept()


def test_every_dialog(gallery: Gallery, plan_files: dict[str, Path]) -> None:
    """Each command is tried on one record after the other until one gives it something to ask about."""
    window = gallery.window(plan_files["example"], SIZES[0])
    assert window.workspace is not None
    shut = []
    for entry in entries():
        if entry.choice or entry.name in NO_DIALOG:
            continue
        page, kind = page_of(entry)
        window.go(page)
        assert window.page is not None
        records: list[Record] = list(window.workspace.plan.all(kind))
        for record in records:
            window.page.show_record(record.id)
            if gallery.dialogs_of(entry.name, partial(window.commands.run, entry.name)):
                break
        else:
            shut.append(entry.name)
    assert not shut, f"no dialog was opened by {shut}"
