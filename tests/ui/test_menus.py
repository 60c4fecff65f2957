import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtGui import QKeySequence

from tests.conftest import ROOT
from ui.menus import MENUS, entries
from ui.menus.entry import Entry, Menu


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


def named(part: Menu) -> Iterator[str]:
    """Every entry of a menu, and every menu within it, by its words."""
    for each in part.entries:
        if isinstance(each, Entry):
            yield each.text.replace("&", "").rstrip("…")
        elif each is not None:
            yield each.title.replace("&", "")
            yield from named(each)


def test_help_names_every_command_where_it_stands() -> None:
    there = {menu.title.replace("&", ""): set(named(menu)) for menu in MENUS}
    help_texts = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "help").iterdir()
    }
    found = [
        (page, menu, words)
        for page, text in help_texts.items()
        for menu, words in re.findall(r"\*(\w+), ([^*]+)\*", text)
        if menu in there
    ]
    assert len(found) > 9
    assert [each for each in found if each[2] not in there[each[1]]] == []
