"""What the program remembers about the person at this computer; nothing of it is in a plan."""

import contextlib
import getpass
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.bootstrap import local_data_folder
from tracker.files import write_whole
from ui.theme import TEXT_SIZES, Density, Look

_RECENT = 12


class Preferences:
    """A JSON file, read once and written whole after each change. A damaged one counts as empty.

    Everything is kept under a name; the properties are those used in more than one place.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or local_data_folder() / "preferences.json"
        self._values: dict[str, Any] = {}
        try:
            read = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            read = {}
        if isinstance(read, dict):
            self._values = read

    def get(self, name: str, default: Any = None) -> Any:
        """What was kept under that name; the default too if it is of another type than the default."""
        value = self._values.get(name, default)
        return value if default is None or isinstance(value, type(default)) else default

    def keep(self, name: str, value: Any) -> None:
        """Keep a JSON value under that name; None forgets it."""
        if self._values.get(name) == value:
            return
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        self._write(self.path, json.dumps(self._values, indent=1).encode())

    @property
    def _name_file(self) -> Path:
        return self.path.with_name("name.txt")

    def _write(self, path: Path, content: bytes) -> None:
        with contextlib.suppress(OSError):  # a disk that refuses is no reason to stop
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content, overwrite=True, wait=False)

    @property
    def name(self) -> str:
        """Who is using the program, as they said; "" until asked. The command line remembers it too."""
        try:
            return self._name_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            return ""

    def keep_name(self, name: str) -> None:
        """Remember who is using the program."""
        self._write(self._name_file, name.encode())

    @property
    def login(self) -> str:
        """The computer account."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""

    @property
    def look(self) -> Look:
        """Light, dark, high contrast or as the computer has it."""
        kept = self.get("look", "")
        return Look(kept) if kept in set(Look) else Look.SYSTEM

    @property
    def text_size(self) -> int:
        """Per cent."""
        kept = self.get("text_size", 100)
        return kept if kept in TEXT_SIZES else 100

    @property
    def density(self) -> Density:
        """How close together rows stand."""
        kept = self.get("density", "")
        return Density(kept) if kept in set(Density) else Density.COMFORTABLE

    @property
    def recent(self) -> list[Mapping[str, str]]:
        """The plans opened last, newest first: path, title, authority, words about it, and when (ISO)."""
        kept = self.get("recent", [])
        return [each for each in kept if isinstance(each, dict) and isinstance(each.get("path"), str)]

    def keep_recent(self, path: Path, **words: str) -> None:
        """Put a plan at the top of the recent ones."""
        others = [each for each in self.recent if each["path"] != str(path)]
        self.keep("recent", [{"path": str(path), **words}, *others][:_RECENT])

    def forget_recent(self, path: str) -> None:
        """Take a plan off the list."""
        self.keep("recent", [each for each in self.recent if each["path"] != path])
