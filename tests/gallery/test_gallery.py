"""Pictures of every page and dialog, to be looked at: `test -m gallery --pictures=FOLDER`.

They are written for each look and for 200 % text, of the example, an empty plan and one of 20,000 actions.
A picture counts as made if more than one colour is on it; how good it is only a person can say.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.tour import Tour, decide
from tracker import example
from tracker.clock import FixedClock
from tracker.domain.commands import SetUpPlan
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action
from tracker.session import Session
from ui import fonts, theme
from ui.app import Program
from ui.bench import plans
from ui.bench.letter import letter
from ui.dialogs.updates import UpdateForm
from ui.dialogs.wizard.opening import begin
from ui.places import PLACES
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


@pytest.fixture(scope="session")
def qapp_args(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A screen of the larger size: Qt's own without a screen is so small that dialogs are cut."""
    wide, high = SIZES[-1]
    screen = {"name": "wall", "x": 0, "y": 0, "width": wide, "height": high, "dpr": 1}
    file = tmp_path_factory.mktemp("screen") / "screen.json"
    file.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
    return ["gallery", "-platform", f"offscreen:configfile={file}"]


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


class Gallery(Tour):
    """Takes pictures of windows, and of the dialogs that commands open."""

    def __init__(self, program: Program, folder: Path) -> None:
        super().__init__(program, self._picture, _PAUSE)
        self._folder, self.taken = folder, 0
        folder.mkdir(parents=True, exist_ok=True)

    def _picture(self, widget: QWidget, name: str) -> None:
        image = widget.grab().toImage()
        assert image.save(str(self._folder / f"{name}.png"))
        points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
        assert len({image.pixel(x, y) for x, y in points}) > 1, f"{name} is blank"
        self.taken += 1


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
    shut = gallery.every_dialog(gallery.window(plan_files["example"], SIZES[0]))
    assert not shut, f"no dialog was opened by {shut}"


def test_misspelt_words(gallery: Gallery, plan_files: dict[str, Path]) -> None:
    window = gallery.window(plan_files["example"], SIZES[0])
    assert window.workspace is not None
    form = UpdateForm(window, window.workspace, next(iter(window.workspace.plan.all(Action))))
    form.text.set_value("The recruitement pannel met on 3 November; the color coding is finished.")
    form.barrier.set_value("Aproval of the buget")
    form.show()
    form.text.setFocus()
    QTest.keyClick(form.text.edit, Qt.Key.Key_F7)
    gallery.take(form, "spelling")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    gallery.take(menu, "spelling-menu")
    menu.close()
    form.reject()
