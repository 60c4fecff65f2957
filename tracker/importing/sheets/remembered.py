"""What was made of earlier trackers, remembered on this computer for the next file of the same shape.

It is a convenience of whoever imports and no part of a plan: two people may read the same file differently.
"""

import json
from pathlib import Path
from typing import Any

from tracker.bootstrap import local_data_folder
from tracker.files import write_whole
from tracker.importing.sheets.proposal import SheetProposal

_MOST_SHAPES = 200
_NOTHING: dict[str, Any] = {"tables": {}, "meanings": []}


def recalled(proposal: SheetProposal) -> SheetProposal:
    """The proposal with what was chosen for tables of the same shape before; as it is where nothing was."""
    return _recalled(proposal) or proposal


def remember(proposal: SheetProposal) -> None:
    """Remember what was made of this one. What cannot be written is not remembered."""
    kept = _read() if _recalled(proposal) else _NOTHING
    new = proposal.layout()
    tables = {**kept["tables"], **new["tables"]}
    latest = dict(list(tables.items())[-_MOST_SHAPES:])
    meanings = {tuple(each[:2]): each for each in (*kept["meanings"], *new["meanings"])}
    content = json.dumps({"tables": latest, "meanings": list(meanings.values())}, indent=1)
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(_file(), content.encode(), overwrite=True)
    except OSError:
        return


def _recalled(proposal: SheetProposal) -> SheetProposal | None:
    """None where what is remembered is damaged, or of another version of the program."""
    try:
        return proposal.with_layout(_read())
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        return {"tables": dict(found["tables"]), "meanings": list(found["meanings"])}
    except (OSError, ValueError, KeyError, TypeError):
        return _NOTHING


def _file() -> Path:
    return local_data_folder() / "trackers.json"
