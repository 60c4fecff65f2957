"""A command of the window as an entry of its menus."""

from enum import Enum, auto

from tracker.frozen import dataclass


class Needs(Enum):
    """What must be there before a command can be used."""

    NOTHING = auto()
    PLAN = auto()
    CHANGE = auto()  # a plan that may be changed
    ACTION = auto()  # an action selected
    CHANGE_ACTION = auto()  # an action selected in a plan that may be changed


@dataclass(frozen=True, slots=True)
class Entry:
    """A command. `words` are further words by which the Ctrl+K list finds it. `choice` entries with the
    same name share a tick: the value is handed to the function after the window. `several`: it is about all
    of the actions selected, where others are about one."""

    name: str
    text: str
    run: str
    keys: str = ""
    icon: str = ""
    needs: Needs = Needs.CHANGE
    words: str = ""
    choice: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu; None is a line between entries."""

    title: str
    entries: "tuple[Entry | Menu | None, ...]"
