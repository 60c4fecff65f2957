"""Pages and dialogs are brought in while nobody waits."""

import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import warming
from ui.places import PLACES
from ui.warming import MODULES, Warming


def test_every_module_is_brought_in_and_then_nothing_is_left(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_PAUSE", 0)
    owner = QObject()
    with qtbot.waitSignal(Warming(owner).destroyed, timeout=30_000):
        pass
    assert sys.modules.keys() >= set(MODULES)
    assert owner.children() == []


def test_every_page_is_among_them() -> None:
    assert {f"ui.pages.{place.name}" for place in PLACES} <= set(MODULES)
