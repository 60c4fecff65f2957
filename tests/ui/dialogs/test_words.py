"""The council's own words are added, changed and taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.errors import TrackerError
from tracker.domain.records import WordGroup
from tracker.domain.rules.meanings import alike
from ui.app import Program
from ui.dialogs.words import WordsDialog, WordsForm
from ui.main_window import MainWindow


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of the small plan."""
    yield opened(program, plan_path, "actions", qtbot)


def groups(window: MainWindow) -> list[tuple[str, ...]]:
    return [each.words for each in workspace_of(window).plan.all(WordGroup)]


def test_words_typed_one_a_line_mean_the_same_from_then_on(window: MainWindow) -> None:
    form = WordsForm(window, [])
    form.words.set_value("the Lighthouse\n\n safeguarding desk \nthe Lighthouse")
    window.do(form.command())
    assert groups(window) == [("the Lighthouse", "safeguarding desk")]
    assert "ring safeguarding desk" in alike(workspace_of(window).plan, "Ring the Lighthouse")
    form.deleteLater()


def test_no_words_are_refused(window: MainWindow) -> None:
    form = WordsForm(window, [])
    with pytest.raises(TrackerError):
        form.command()
    form.deleteLater()


def test_one_group_is_changed_and_the_others_stay(window: MainWindow) -> None:
    window.do(c.AddWords(words=("Lighthouse", "hub")))
    window.do(c.AddWords(words=("Quillfeather",)))
    form = WordsForm(window, groups(window), 0)
    assert form.words.value() == "Lighthouse\nhub"
    form.words.set_value("Lighthouse")
    window.do(form.command())
    assert groups(window) == [("Lighthouse",), ("Quillfeather",)]
    form.deleteLater()


def test_the_list_says_what_means_the_same_and_takes_a_group_out(window: MainWindow) -> None:
    window.do(c.AddWords(words=("Lighthouse", "hub")))
    dialog = WordsDialog(window)
    (item,) = dialog.items()
    assert (item.title, item.words) == ("Lighthouse", "the same as hub")
    dialog.do_remove(item.key)
    assert groups(window) == []
    workspace_of(window).undo()
    assert groups(window) == [("Lighthouse", "hub")]
    dialog.reject()
