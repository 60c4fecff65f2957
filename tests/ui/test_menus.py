from collections import Counter
from importlib import import_module

from PySide6.QtGui import QKeySequence

from ui.menus import entries


def test_every_command_leads_to_a_function() -> None:
    for entry in entries():
        module, _, function = entry.run.partition(":")
        assert callable(getattr(import_module(f"ui.{module}"), function)), entry.name


def test_no_two_commands_share_a_name_or_a_key() -> None:
    assert max(Counter(entry.name for entry in entries()).values()) == 1
    keys = Counter(QKeySequence(entry.keys).toString() for entry in entries() if entry.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_one_that_qt_knows() -> None:
    for entry in entries():
        assert not entry.keys or QKeySequence(entry.keys).toString(), entry.name


def test_commands_that_ask_something_first_end_in_dots() -> None:
    asking = {entry.name for entry in entries() if entry.text.endswith("…")}
    assert {"add_update", "ask_for_date", "close_action"} <= asking
    assert not {"undo", "redo", "quit"} & asking
