"""What somebody leaves behind: their terms in post, whom they cover for, and what is open in each post."""

from collections.abc import Iterator
from datetime import date

from tracker.domain.records import Action, Away, Holding, Measure, Part, Risk, Workstream
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_open
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """What a post answers for. `actions` and `risks` are open, `measures` in use, `parts` are not done and of
    open actions; `workstreams` have it as SRO or lead. `finished` counts its actions that are not open."""

    actions: tuple[Action, ...]
    parts: tuple[Part, ...]
    risks: tuple[Risk, ...]
    measures: tuple[Measure, ...]
    workstreams: tuple[Workstream, ...]
    finished: int

    @property
    def count(self) -> int:
        """How many things somebody has to see to."""
        held = (self.actions, self.parts, self.risks, self.measures, self.workstreams)
        return sum(map(len, held))


def held(reads: Reads, post_id: str) -> Held:
    """What a post answers for as the plan stands."""
    owned = reads.by(Action, "owner_post_id", post_id)
    actions = tuple(each for each in owned if is_open(each))
    return Held(
        actions=actions,
        parts=tuple(_undone(reads, post_id)),
        risks=tuple(each for each in reads.by(Risk, "owner_post_id", post_id) if each.closed_on is None),
        measures=tuple(
            each for each in reads.by(Measure, "owner_post_id", post_id) if each.retired_on is None
        ),
        workstreams=tuple(
            each for each in reads.all(Workstream) if post_id in (each.sro_post_id, each.lead_post_id)
        ),
        finished=len(owned) - len(actions),
    )


def _undone(reads: Reads, post_id: str) -> Iterator[Part]:
    for part in reads.by(Part, "post_id", post_id):
        action = reads.find(Action, part.action_id)
        if part.done_on is None and action is not None and is_open(action):
            yield part


def terms_to_end(reads: Reads, person_id: str, last_day: date) -> tuple[Holding, ...]:
    """The person's terms that have begun by `last_day` and would go on after it."""
    return tuple(
        each
        for each in reads.by(Holding, "person_id", person_id)
        if each.started_on <= last_day and (each.ended_on is None or each.ended_on > last_day)
    )


def terms_to_come(reads: Reads, person_id: str, last_day: date) -> tuple[Holding, ...]:
    """The person's terms that would begin only after `last_day`."""
    return tuple(each for each in reads.by(Holding, "person_id", person_id) if each.started_on > last_day)


def left_uncovered(reads: Reads, person_id: str, last_day: date) -> tuple[Away, ...]:
    """Absences of others that go on after `last_day` and that the person was to cover."""
    covered = reads.by(Away, "cover_person_id", person_id)
    return tuple(each for each in covered if each.to_on > last_day)
