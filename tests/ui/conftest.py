"""What window tests share: the fonts and the light look, a small plan, and nothing left on the screen."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from tests.seeded import seed
from tests.small import NOON
from tracker.clock import FixedClock
from tracker.domain.commands.base import Actor
from tracker.session import Session
from ui import fonts, main_window, theme
from ui.app import Program
from ui.places import PLACES
from ui.preferences import Preferences
from ui.theme import Look
from ui.workspace import Workspace

ACTOR = Actor("Programme Manager", "pm", "desk")


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with its style and fonts."""
    qapp.setStyle("Fusion")
    fonts.load()
    return qapp


@pytest.fixture(scope="session", autouse=True)
def cleared_away_in_this_thread() -> Iterator[None]:
    """No other thread clears away what a test gave up: a widget among it would take the run down."""
    was_on = gc.isenabled()
    gc.disable()
    yield
    if was_on:
        gc.enable()


@pytest.fixture(autouse=True)
def light_and_tidy(dressed: QApplication) -> Iterator[None]:
    """Each test begins in the light look at 100 % and leaves no window behind."""
    theme.use(Look.LIGHT, 100)
    yield
    dressed.processEvents()
    gc.collect(1)
    left = [type(each).__name__ for each in dressed.topLevelWidgets() if each.isVisible()]
    assert not left, f"left on the screen: {left}"


@pytest.fixture(scope="session")
def plan_content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The seeded plan, made once."""
    path = tmp_path_factory.mktemp("seeded") / "plan.iplan"
    with Session.create(path, ACTOR, FixedClock(NOON)) as session:
        seed(session)
    return path.read_bytes()


@pytest.fixture
def plan_path(tmp_path: Path, plan_content: bytes) -> Path:
    """A plan of one letter, with a few actions and some money."""
    path = tmp_path / "plan.iplan"
    path.write_bytes(plan_content)
    return path


@pytest.fixture
def workspace(plan_path: Path, clock: FixedClock, dressed: QApplication) -> Iterator[Workspace]:
    """That plan, open as the window opens it."""
    opened = Workspace(Session.open(plan_path, ACTOR, clock, wait=0.08), clock)
    yield opened
    opened.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of their own, with the person's name in them."""
    made = Preferences(tmp_path / "preferences" / "preferences.json")
    made.keep_name(ACTOR.name)
    return made


@pytest.fixture
def program(preferences: Preferences, clock: FixedClock, dressed: QApplication) -> Iterator[Program]:
    """The program without a window yet; whatever it opens is closed at the end."""
    made = Program(preferences, clock)
    theme.use(Look.LIGHT, 100)
    yield made
    made.quit()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told by the program itself: words, “!” before urgent ones, and cells."""
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            told.append(f"{'!' if urgent else ''}{event.message()}")
        else:
            told.append(event.accessibleInterface().text(QAccessible.Text.Name))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told


@pytest.fixture
def sample_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pages in place of the real ones, to test the frame round them."""
    pages = dict.fromkeys((place.name for place in PLACES), "tests.ui.sample:SamplePage")
    monkeypatch.setattr(main_window, "_PAGES", pages)
    monkeypatch.setattr(main_window, "_PANEL", "tests.ui.sample:SamplePanel")
