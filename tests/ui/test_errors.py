import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import errors
from ui.dialogs.problem import ProblemDialog

SECRET = "Maisie, born 4 May 2015"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return errors.log_file()


def broken() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"cannot use {SECRET}") from error
    except ValueError as error:
        return error


def dialogs() -> list[ProblemDialog]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, ProblemDialog) and each.isVisible()
    ]


def test_a_bug_is_written_down_and_shown_without_a_word_of_the_plan(
    log: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    errors.report(broken())
    (dialog,) = dialogs()
    shown = dialog.details.toPlainText()
    for words in (log.read_text(), shown, capsys.readouterr().err):
        assert "ValueError" in words
        assert "KeyError" in words
        assert "test_errors.py" in words
        assert SECRET not in words
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == shown
    dialog.close()


def test_a_second_bug_joins_the_dialog_that_is_open(log: Path, qtbot: QtBot) -> None:
    errors.report(broken())
    errors.report(ZeroDivisionError())
    (dialog,) = dialogs()
    assert "ZeroDivisionError" in dialog.details.toPlainText()
    dialog.close()


def test_a_log_that_cannot_be_written_does_not_hide_the_dialog(log: Path, qtbot: QtBot) -> None:
    log.parent.parent.mkdir(parents=True, exist_ok=True)
    log.parent.write_text("a file stands where the folder would")
    errors.report(broken())
    (dialog,) = dialogs()
    dialog.close()


def test_every_exception_nobody_caught_is_reported(
    log: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors.install()
    error = broken()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in log.read_text()
    dialogs()[0].close()
