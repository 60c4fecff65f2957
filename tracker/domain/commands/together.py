"""Several changes as one: one line of the history, taken back in one go."""

from dataclasses import dataclass, field

from tracker.domain.commands.base import Command, Tx


@dataclass(frozen=True, slots=True)
class RecordedFor:
    """A change whose facts are somebody else's: `whose` said it, the actor only writes it down."""

    whose: str
    command: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Command):
    """Make several changes in their order, all or none of them. `label` says what they come to.

    A later one names a record that an earlier one makes by its id: whoever builds the commands gives the
    earlier one the `id` (of `AddAction`, `AddPost` and all others that have it; a new UUID as text).
    Raises ValueError for a change that cannot be taken back, such as a redaction.
    """

    kind = "together"

    label: str = field()  # type: ignore[misc]  # the one command whose words are not its class's
    commands: tuple[Command | RecordedFor, ...]

    def __post_init__(self) -> None:
        plain = (each.command if isinstance(each, RecordedFor) else each for each in self.commands)
        if any(not command.undoable for command in plain):
            raise ValueError("what cannot be taken back is done by itself")

    def apply(self, tx: Tx) -> None:
        for each in self.commands:
            if isinstance(each, RecordedFor):
                each.command.apply(tx.recording_for(each.whose))
            else:
                each.apply(tx)
