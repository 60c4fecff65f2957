"""What was said of each action last, and how much evidence it has: read from the file in slices."""

from collections.abc import Collection, Iterator

from tracker.domain.records import Action, ActionEvidence, Update
from tracker.frozen import dataclass
from ui.widgets.grid import Grid
from ui.workspace import Changes, Workspace


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the latest update that has any, and the number of pieces of evidence."""

    words: str
    evidence: int


_NOTHING = Said("", 0)


_COLUMNS = frozenset({"latest", "evidence"})


class Latest:
    """Read when a table first shows one of these columns; until then nothing is known of any action."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._grid: Grid[Action] | None = None
        self._is_wanted = False
        self._said: dict[str, Said] = {}
        self._read: dict[str, str] = {}  # the records that was read in, with the action each is of

    def follow(self, grid: Grid[Action]) -> None:
        """Fill in the columns of this table."""
        self._grid, self._is_wanted = grid, False
        grid.layout_changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        grid = self._grid
        if grid is not None and not self._is_wanted and _COLUMNS.intersection(grid.chosen_columns):
            self._is_wanted = True
            self._gather(grid, [action.id for action in self._workspace.plan.all(Action)])

    def hear(self, changes: Changes) -> None:
        """Read again what changed."""
        if self._grid is not None and self._is_wanted and not changes.everything:
            self._gather(self._grid, self._touched_by(changes))

    def _gather(self, grid: Grid[Action], ids: Collection[str]) -> None:
        if ids:
            self._workspace.slices.add(self._gathered(grid, ids), of=grid)

    def _gathered(self, grid: Grid[Action], ids: Collection[str]) -> Iterator[None]:
        """Pauses after each few actions, for slices."""
        for n, action_id in enumerate(ids):
            self._said[action_id] = self._of_file(action_id)
            if not n % 5:
                yield
        grid.rows.change_rows(filter(None, map(grid.rows.row_of, ids)))
        yield from grid.rows.prepare()

    def of(self, action: Action) -> Said:
        """What is known of the action by now."""
        return self._said.get(action.id, _NOTHING)

    def _touched_by(self, changes: Changes) -> set[str]:
        """The ids of the actions of which the file says something else now."""
        return {each for kind in (Update, ActionEvidence) for each in self._touched(kind, changes)}

    def _touched(self, kind: type[Update | ActionEvidence], changes: Changes) -> Iterator[str]:
        session = self._workspace.session
        for record_id in changes.ids(kind):
            if record_id in self._read:  # it may be gone now
                yield self._read[record_id]
            for found in session.records(kind, "id", record_id, session.plan.seq):
                yield found.action_id

    def _of_file(self, action_id: str) -> Said:
        session = self._workspace.session
        said = [each for each in session.updates(action_id) if each.text][-1:]
        ties = session.records(ActionEvidence, "action_id", action_id, session.plan.seq)
        self._read |= {each.id: action_id for each in (*said, *ties)}
        return Said(" ".join(said[0].text.split()) if said else "", len(ties))
