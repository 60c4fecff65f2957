"""Wizards that were left before their end, each in a folder of its own beside the preferences."""

import contextlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tracker.files import write_whole
from ui.files import last_folder

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FILE, _DOCUMENT = "wizard.json", "document.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A wizard that can be gone on with: its folder, what it was about, when it was last touched."""

    folder: Path
    name: str
    words: str
    at: datetime
    values: Mapping[str, Any]


class Unfinished:
    """The wizards kept on this computer. A disk that refuses is no reason to stop: then nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> Path:
        """A folder for a new wizard; it is made when something is put there."""
        return self._folder / uuid4().hex

    def keep(self, folder: Path, values: Mapping[str, Any], now: datetime) -> None:
        """Keep a wizard's JSON values in its folder; `name`, `words` and `plan` are among them."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            told = json.dumps({**values, "at": now.isoformat()}).encode()
            write_whole(folder / _FILE, told, overwrite=True)

    def keep_document(self, folder: Path, values: Mapping[str, Any]) -> None:
        """Keep the JSON values of a wizard's document, which stay as they are."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / _DOCUMENT, json.dumps(values).encode(), overwrite=True)

    def document(self, folder: Path) -> dict[str, Any]:
        """Those values. Raises OSError or ValueError where they are gone or damaged."""
        values: dict[str, Any] = json.loads((folder / _DOCUMENT).read_text(encoding="utf-8"))
        return values

    def all(self, plan: str) -> list[Kept]:
        """Those begun for this plan ("" for a new one), the latest first. Damaged ones are passed over."""
        kept = []
        for path in self._folder.glob(f"*/{_FILE}"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                values = json.loads(path.read_text(encoding="utf-8"))
                if values["plan"] == plan:
                    at = datetime.fromisoformat(values["at"])
                    kept.append(Kept(path.parent, values["name"], values["words"], at, values))
        return sorted(kept, key=lambda each: each.at, reverse=True)

    def discard(self, folder: Path) -> None:
        """Remove a wizard and the copy of its letter."""
        shutil.rmtree(folder, ignore_errors=True)


def unfinished_of(window: "MainWindow") -> Unfinished:
    """Where wizards that were left are kept: beside the preferences."""
    return Unfinished(window.preferences.path.with_name("unfinished"))


def plan_of(window: "MainWindow") -> str:
    """The plan that a wizard in this window adds to, by its file; "" where it makes a new one."""
    return str(window.workspace.session.path) if window.workspace else ""


def letter_folder(window: "MainWindow") -> str:
    """The folder from which a letter was last chosen, else where plans are."""
    return str(window.preferences.get("letter_folder", "")) or last_folder(window)
