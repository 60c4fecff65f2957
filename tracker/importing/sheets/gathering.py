"""What becomes of one row while its commands are gathered."""

from uuid import uuid4

from tracker.domain.codes import Lifecycle
from tracker.domain.commands import Command
from tracker.domain.records import Action
from tracker.domain.words import label
from tracker.importing.sheets.comparing import Context, Doing, FieldChange, RowResult
from tracker.importing.sheets.reading import Problem, ReadAction


class Gathering:
    """The commands for one row, and what they come to in words.

    `action` is the plan's action that the row tells of, None for a new one; `id` is its id or will be.
    `unplanned` is True for a draft that the row gives no wording of its own.
    """

    def __init__(self, context: Context, row: ReadAction, action: Action | None) -> None:
        self.context, self.row, self.action = context, row, action
        self.plan, self.settings = context.plan, context.settings
        self.id = action.id if action else str(uuid4())
        self.commands: list[Command] = []
        self.changes: list[FieldChange] = []
        self.problems = list(row.problems)
        self.notes = list(row.notes)
        self.asks_reason = False
        self.unplanned = False

    @property
    def state(self) -> str:
        """The word for where the action stands in its life."""
        return label(self.action.lifecycle if self.action else Lifecycle.NOT_STARTED)

    def say(self, what: str, old: str, new: str) -> None:
        """Note in words what changes."""
        self.changes.append(FieldChange(what, old, new))

    def problem(self, reason: str, shown: str = "") -> None:
        """Note what is not done, and why."""
        self.problems.append(Problem(self.row.place, shown or self.row.title, reason))

    def result(self, ref: str) -> RowResult:
        """What was gathered. `ref` is what the plan calls the action."""
        doing = Doing.ADD if not self.action else Doing.CHANGE if self.commands else Doing.LEAVE
        return RowResult(
            doing,
            self.row,
            ref,
            tuple(self.changes),
            tuple(self.problems),
            tuple(self.notes),
            self.asks_reason,
            tuple(self.commands),
        )


def opening(text: str) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]}…"
