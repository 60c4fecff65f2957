"""Help within the program: every page can be read, and F1 brings the right one."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, spoken_names, workspace_of
from ui.app import Program
from ui.dialogs.plan import ApproveForm, SettingsForm
from ui.dialogs.reader import TOPICS, Reader, help_about, help_here
from ui.main_window import MainWindow
from ui.places import PLACES


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of the small plan."""
    yield opened(program, plan_path, "actions", qtbot)


def reader() -> Reader:
    """The one that is open."""
    (found,) = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, Reader) and each.isVisible()
    ]
    return found


def test_every_file_of_help_is_listed_and_every_page_of_the_window_has_one() -> None:
    names = {each.name for each in TOPICS}
    assert names == {each.name.removesuffix(".md") for each in files("resources").joinpath("help").iterdir()}
    assert {place.name for place in PLACES} <= names


@pytest.mark.parametrize("name", [each.name for each in TOPICS])
def test_every_page_begins_with_its_title_and_leads_only_to_pages_there_are(name: str) -> None:
    text = files("resources").joinpath("help", f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert {link.removesuffix(".md") for link in links} <= {each.name for each in TOPICS}


@pytest.mark.parametrize("place", [each.name for each in PLACES])
def test_the_help_of_a_page_is_shown_with_its_picture(window: MainWindow, place: str) -> None:
    window.go(place)
    help_here(window)
    help_here(window)  # which brings no second one
    made = reader()
    assert made.grid.current is not None and made.grid.current.name == place
    assert "\ufffc" in made.text.toPlainText()
    made.close()


def test_f1_in_a_form_brings_the_help_about_it(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    approving = ApproveForm(window, workspace)
    for form, title in ((SettingsForm(window, workspace.plan), "Settings"), (approving, "Dates and moves")):
        form.show()
        qtbot.waitExposed(form)
        help_about(form)
        assert reader().text.toPlainText().startswith(title)
        reader().close()
        form.close()


def test_a_link_leads_to_its_page_and_the_filter_looks_into_the_texts(window: MainWindow) -> None:
    made = Reader(window)
    made.show()
    made.text.anchorClicked.emit(QUrl("dates.md"))
    assert made.text.toPlainText().startswith("Dates and moves")
    QTest.keyClicks(made.filter.edit, "virement")
    assert made.model.shown == 1
    names = spoken_names(made)
    assert all(names) and len(names) == len(set(names))
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
