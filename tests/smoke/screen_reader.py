"""A small screen reader: it hears the program through AT-SPI and works it by keys alone.

    dbus-run-session -- /usr/bin/python3 screen_reader.py COMMAND…

COMMAND starts the program without a plan. The system's Python runs this file, for only that one has the
library of assistive programs. Ends with 0 where all was heard that somebody who does not see needs to hear;
else with what was missing, after everything that was heard.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import pyatspi  # type: ignore[import-not-found]
from gi.repository import GLib  # type: ignore[import-not-found]

_PATIENCE = 30.0  # seconds
_KEYCODES = {"Ctrl": 37, "Shift": 50}  # those of every keyboard that X knows
_KEYSYMS = {"Tab": 0xFF09, "Return": 0xFF0D, "Right": 0xFF53, "Down": 0xFF54}
_EVENTS = ("object:announcement", "object:state-changed:focused", "window:activate")


class Heard(NamedTuple):
    """Something read out: an announcement, the control that got the keyboard, the window in front."""

    event: str
    role: str
    words: str


class ScreenReader:
    """Waits for words and presses keys, each key once what it answers has been heard."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self._focused: Any = None  # what has the keyboard
        self._at = 0  # what comes before was waited for
        pyatspi.Registry.registerEventListener(self._hear, *_EVENTS)

    def _hear(self, event: Any) -> None:
        kind = event.type.split(":")[1]
        if kind == "state-changed" and not event.detail1:
            return  # the control that lost the keyboard
        if kind == "state-changed":
            self._focused = event.source
        with suppress(GLib.Error):  # it is gone already
            words = event.any_data if kind == "announcement" else event.source.name
            self.heard.append(Heard(str(event.type), event.source.getRoleName(), words))

    def listen(self, role: str, words: str) -> str:
        """Wait until this is heard, in these or more words. Returns all of them."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for place, each in enumerate(self.heard[self._at :], start=self._at + 1):
                if words in each.words and role in (each.role, each.event.split(":")[1]):
                    self._at = place
                    return each.words
            self._wait()
        sys.exit(f"Not heard: {role} “{words}”.")

    def _wait(self) -> None:
        if not GLib.MainContext.default().iteration(False):
            time.sleep(0.01)

    def press(self, keys: str) -> None:
        """Press keys such as “Ctrl+U”."""
        *held, last = keys.split("+")
        for each in held:
            pyatspi.Registry.generateKeyboardEvent(_KEYCODES[each], None, pyatspi.KEY_PRESS)
        keysym = _KEYSYMS.get(last) or ord(last.lower())
        pyatspi.Registry.generateKeyboardEvent(keysym, None, pyatspi.KEY_SYM)
        for each in held:
            pyatspi.Registry.generateKeyboardEvent(_KEYCODES[each], None, pyatspi.KEY_RELEASE)

    def type(self, text: str) -> None:
        """Type words, and wait until they are in the field."""
        pyatspi.Registry.generateKeyboardEvent(0, text, pyatspi.KEY_STRING)
        end = time.monotonic() + _PATIENCE
        while self._typed() != text:
            if time.monotonic() > end:
                sys.exit(f"Not typed: “{text}”, but “{self._typed()}”.")
            self._wait()

    def _typed(self) -> str:
        """What is in the field that has the keyboard; "" where that is no field yet."""
        with suppress(GLib.Error, NotImplementedError):
            return str(self._focused.queryText().getText(0, -1))
        return ""

    def find(self, role: str, name: str) -> Any:
        """The control in sight with this role, whose name begins so: readers list controls."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for each in _controls(pyatspi.Registry.getDesktop(0)):
                with suppress(GLib.Error):
                    seen = each.getState().contains(pyatspi.STATE_SHOWING)
                    if seen and each.getRoleName() == role and each.name.startswith(name):
                        return each
            self._wait()
        sys.exit(f"Not found: {role} “{name}”.")


def _controls(root: Any) -> Iterator[Any]:
    """Everything below this in the tree; not the cells of tables, which may be many."""
    yield root
    with suppress(GLib.Error):
        if root.getRoleName() != "table":
            for place in range(root.childCount):
                below = root.getChildAtIndex(place)
                if below is not None:
                    yield from _controls(below)


def open_example(reader: ScreenReader) -> None:
    """From the start page, which begins with what most people want."""
    reader.listen("push button", "Open a plan")
    example = reader.find("push button", "Look at the example")
    example.queryAction().doAction(0)
    reader.listen("push button", "overdue")  # the first thing on the overview that needs attention
    reader.find("frame", "Kelminster children’s services improvement plan")


def find_action(reader: ScreenReader) -> None:
    """By its words, in the table of all actions."""
    reader.press("Ctrl+3")
    reader.listen("table", "Actions")
    reader.listen("table cell", "A1, ")
    heads = reader.find("table", "Actions").queryTable()
    titles = [heads.getColumnDescription(place) for place in range(4)]
    assert titles == ["Ref", "Action", "Lead", "Due"], titles
    reader.type("audit 30")
    reader.listen("announcement", "Actions: ")  # how many are left
    reader.press("Down")
    while not reader.listen("table cell", "").startswith("A23, Audit 30"):  # its workstream comes first
        reader.press("Down")


def write_update(reader: ScreenReader) -> None:
    """With a refusal on the way, and a rating that the row says afterwards."""
    reader.press("Ctrl+U")
    reader.listen("dialog", "Add update")
    reader.listen("text", "What has happened")
    reader.press("Ctrl+Return")
    reader.listen("announcement", "An update needs some words")
    reader.type("Two auditors have left.")
    reader.press("Tab")
    reader.listen("radio button", "No change")
    reader.press("Right")
    reader.listen("radio button", "On track")
    reader.press("Right")
    reader.listen("radio button", "At risk of delay")
    reader.press("Tab")
    reader.listen("text", "Reason for the rating")
    reader.type("Their posts are vacant.")
    reader.press("Ctrl+Return")
    reader.listen("announcement", "Saved: add update.")
    words = reader.listen("table cell", "A23, Audit 30")
    assert "At risk of delay" in words, words


def think_again(reader: ScreenReader) -> None:
    """Undo and redo, heard in the row that has the keyboard."""
    reader.press("Ctrl+Z")
    reader.listen("announcement", "Undone: add update.")
    words = reader.listen("announcement", "A23, Audit 30")
    assert "On track" in words, words
    reader.press("Ctrl+Y")
    reader.listen("announcement", "Redone: add update.")
    words = reader.listen("announcement", "A23, Audit 30")
    assert "At risk of delay" in words, words


def main(command: list[str]) -> None:
    """Go through it once."""
    reader = ScreenReader()
    # Without one, no window gets the keyboard back when the one before it closes.
    manager = subprocess.Popen(["matchbox-window-manager", "-use_titlebar", "no"])
    program = subprocess.Popen(command)
    try:
        for part in (open_example, find_action, write_update, think_again):
            part(reader)
        reader.press("Ctrl+Q")
        assert program.wait(_PATIENCE) == 0
    finally:
        program.kill()
        manager.terminate()
        print("\n".join(map(str, reader.heard)))


if __name__ == "__main__":
    main(sys.argv[1:])
