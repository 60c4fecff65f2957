"""What each backup of a plan holds, for somebody to choose one by. Read in the worker."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from tracker.domain.errors import TrackerError
from tracker.storage import backups, connection
from tracker.storage.faults import damaged, in_words

_WAIT = 5.0
_COUNTS = "select (select count(*) from action), (select count(*) from action_update), max(seq) from step"
_LAST = "select label, actor_name, at from step order by seq desc limit 1"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a plan's file holds, counted, and the last change in it (`last_at` is ISO, UTC)."""

    path: str
    size: int
    title: str = ""
    actions: int = 0
    updates: int = 0
    changes: int = 0
    last_label: str = ""
    last_by: str = ""
    last_at: str = ""
    made_at: str = ""
    before_upgrade: bool = False
    fault: str = ""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The contents back from the job's answer."""
        return cls(**values)


def contents_of(path: Path) -> Contents:
    """What the file holds; where it is no sound plan, `fault` says so in a sentence."""
    size = path.stat().st_size if path.exists() else 0
    try:
        db = connection.connect(path, _WAIT)
        try:
            with in_words(path, ""), connection.reading(db):
                ((actions, updates, changes),) = db.execute(_COUNTS).fetchall()
                titles = db.execute("select title from plan_settings").fetchall()
                last = db.execute(_LAST).fetchall()
        finally:
            db.close()
        ((title,),), ((label, by, at),) = titles, last
    except TrackerError as error:
        return Contents(str(path), size, fault=str(error).strip())
    except ValueError:  # a plan always has its settings and a last change
        return Contents(str(path), size, fault=str(damaged(path)))
    return Contents(str(path), size, title, actions, updates, changes, label, by, at)


def backups_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"plan": path, "folder": path}` to what each backup there holds, newest first.

    Without a folder it is the one beside the plan.
    """
    plan = Path(values["plan"])
    folder = Path(values["folder"]) if values.get("folder") else backups.folder_of(plan)
    found = backups.found(plan, folder)
    told = []
    for number, backup in enumerate(found, 1):
        held = asdict(contents_of(backup.path))
        held["made_at"], held["before_upgrade"] = backup.made_at.isoformat(), backup.before_upgrade
        told.append(held)
        progress(number / len(found), backup.path.name)
    return {"backups": told}


def restore_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"backup": path, "plan": path}`, a plan made of a backup where no file is yet."""
    backups.restore(Path(values["backup"]), Path(values["plan"]))
    return {}
