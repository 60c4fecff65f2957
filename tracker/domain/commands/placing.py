"""The command that arranges actions: in another order, or in another workstream."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.records import Action, Workstream
from tracker.domain.rules.order import ref_key
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceActions(Command):
    """Put actions, in the order given, before another one of a workstream, or at its end.

    Without `workstream_id` they come among the actions that have none. As few actions as possible get
    another number for it. An action that is added later still comes after all of them.
    """

    kind = "place_actions"
    label = "move actions"

    ids: tuple[str, ...]
    workstream_id: str | None
    before_id: str | None = None

    def apply(self, tx: Tx) -> None:
        if self.workstream_id is not None:
            tx.get(Workstream, self.workstream_id)
        moved = [tx.get(Action, each) for each in dict.fromkeys(self.ids)]
        there = sorted(tx.all(Action, workstream_id=self.workstream_id), key=_place)
        wanted = self._ordered(tx, moved, there)
        if wanted == there:
            refuse("They stand there already." if len(moved) > 1 else "It stands there already.")
        # A new action takes the number of its reference, which is higher than all of these.
        top = max(max(ref_key(each.ref)[1] + 1, each.position) for each in wanted)
        positions = renumbered([each.position for each in wanted], top)
        for each, position in zip(wanted, positions, strict=True):
            placed = replace(each, workstream_id=self.workstream_id, position=position)
            if placed != each:
                keep(tx, placed)

    def _ordered(self, tx: Tx, moved: list[Action], there: list[Action]) -> list[Action]:
        if not moved:
            refuse("Choose at least one action.")
        ids = {each.id for each in moved}
        if self.before_id in ids:
            refuse("An action cannot stand before itself.")
        others = [each for each in there if each.id not in ids]
        if self.before_id is None:
            return [*others, *moved]
        before = tx.get(Action, self.before_id)
        if before.workstream_id != self.workstream_id:
            refuse(f"{shown_ref(before)} is no longer in that workstream.")
        at = others.index(before)
        return [*others[:at], *moved, *others[at:]]


def renumbered(positions: Sequence[int], top: int) -> list[int]:
    """Whole numbers that rise, none above `top`, as many of them as possible the ones given."""
    last = len(positions) - 1
    # Two of them can both stay where the numbers between them suffice: where this does not fall.
    room = [position - place for place, position in enumerate(positions)]
    kept = _longest_rise([place for place in range(last + 1) if room[place] <= top - last], room)
    made: list[int] = []
    for start, end in zip([-1, *kept], [*kept, last + 1], strict=True):
        if start >= 0:
            first = positions[start]
        elif end <= last:
            first = positions[end] - end - 1
        else:
            first = top - last - 1
        made += [first + n for n in range(max(start, 0) - start, end - start)]
    return made


def _longest_rise(places: Sequence[int], value: Sequence[int]) -> list[int]:
    """The most of these places, in their order, of which no value is below the one before."""
    lowest: list[int] = []  # the lowest value with which a rise of each length ends, and where that stands
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_right(lowest, value[place])
        before[place] = ends[length - 1] if length else None
        lowest[length : length + 1] = [value[place]]
        ends[length : length + 1] = [place]
    found: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]


def _place(action: Action) -> tuple[int, tuple[str, int, str]]:
    return action.position, ref_key(action.ref)
