"""One's own settings are put on the window and kept."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, spoken_names
from ui.app import Program
from ui.dialogs.preferences import SettingsDialog
from ui.theme import Density, Look, px, row_high, tokens
from ui.widgets.grid import Grid


def test_what_is_chosen_is_put_on_the_window_and_kept(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "actions", qtbot)
    dialog = SettingsDialog(window)
    assert "Your name" in spoken_names(dialog)
    before = tokens().surface
    dialog.look.set_value(Look.DARK)
    dialog.text_size.set_value(130)
    dialog.density.set_value(Density.COMPACT)
    dialog.name.set_value("B. Deputy")
    dialog.spelling.setChecked(False)
    dialog.accept()
    assert not SettingsDialog(window).spelling.isChecked()
    assert tokens().surface != before
    assert (program.preferences.look, program.preferences.text_size) == (Look.DARK, 130)
    assert program.preferences.density is Density.COMPACT
    assert window.page is not None
    table: Grid[Any] | None = window.page.findChild(Grid)
    assert table is not None
    assert table.verticalHeader().defaultSectionSize() == row_high(32) == px(26)
    assert (program.preferences.name, program.actor.name) == ("B. Deputy", "B. Deputy")


def test_a_name_is_needed(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    dialog = SettingsDialog(opened(program, plan_path, "actions", qtbot))
    dialog.name.set_value(" ")
    dialog.accept()
    assert program.preferences.name
    dialog.reject()
