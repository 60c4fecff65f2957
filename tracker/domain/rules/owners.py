"""Who answers for an action on a day: the post that owns it, who holds it, who covers, the SRO behind it."""

from collections.abc import Iterable
from datetime import date

from tracker.domain import british
from tracker.domain.names import folded
from tracker.domain.records import (
    Action,
    Away,
    Holding,
    Organisation,
    Part,
    Person,
    Post,
    Workstream,
)
from tracker.domain.rules.reads import Reads
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """A post on a day.

    `people` hold it; `acting` answer for it: the same, with the cover in the place of who is away and
    nobody in the place of who is away without one. `away` are the absences that day.
    """

    post: Post
    people: tuple[Person, ...]
    acting: tuple[Person, ...]
    away: tuple[Away, ...]

    @property
    def vacant(self) -> bool:
        """Nobody is in post."""
        return not self.people


@dataclass(frozen=True, slots=True)
class Answerable:
    """The owning post, and the workstream's SRO where the action has no owner or nobody is in post."""

    owner: Holder | None
    sro: Holder | None


def holder(reads: Reads, post_id: str | None, day: date) -> Holder | None:
    """Who is in a post on a day; None for no post."""
    post = reads.find(Post, post_id)
    if post is None:
        return None
    holdings = (each for each in reads.by(Holding, "post_id", post.id) if is_in_post(each, day))
    people = _each_once(reads.find(Person, each.person_id) for each in holdings)
    absences = {person.id: _absence(reads, person, day) for person in people}
    away = tuple(absence for absence in absences.values() if absence is not None)
    acting = _each_once(_acting(reads, person, absences[person.id]) for person in people)
    return Holder(post, people, acting, away)


def holder_words(found: Holder) -> str:
    """“Priya Shah”, “Priya Shah, away to 3 Mar 2026: Tom Reed covers”, “Nobody in post”."""
    if found.vacant:
        return "Nobody in post"
    told = british.listed([person.name for person in found.people])
    if not found.away:
        return told
    until = british.short_day(max(absence.to_on for absence in found.away))
    covers = [person.name for person in found.acting if person not in found.people]
    cover = f"{british.listed(covers)} {'covers' if len(covers) == 1 else 'cover'}" if covers else "no cover"
    return f"{told}, away to {until}: {cover}"


def is_in_post(holding: Holding, day: date) -> bool:
    """Both days of a holding count; one without an end lasts."""
    return holding.started_on <= day and (holding.ended_on is None or day <= holding.ended_on)


def answerable(reads: Reads, action: Action, day: date) -> Answerable:
    """Who answers for an action on a day. An action without an owner, or whose post is vacant, goes to the
    SRO of its workstream."""
    owner = holder(reads, action.owner_post_id, day)
    if owner is not None and not owner.vacant:
        return Answerable(owner, None)
    workstream = reads.find(Workstream, action.workstream_id)
    return Answerable(owner, holder(reads, workstream.sro_post_id, day) if workstream else None)


def contributors(reads: Reads, action: Action) -> tuple[Organisation, ...]:
    """The organisations that are also responsible for a part, each once, in the order of the parts."""
    parts = sorted(reads.by(Part, "action_id", action.id), key=lambda part: part.position)
    found = {part.organisation_id: reads.find(Organisation, part.organisation_id) for part in parts}
    return tuple(each for each in found.values() if each is not None)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, however they are capitalised and spaced. Names are as given."""
    return folded(one) == folded(other)


def _absence(reads: Reads, person: Person, day: date) -> Away | None:
    absences = reads.by(Away, "person_id", person.id)
    return next((each for each in absences if each.from_on <= day <= each.to_on), None)


def _acting(reads: Reads, person: Person, absence: Away | None) -> Person | None:
    return person if absence is None else reads.find(Person, absence.cover_person_id)


def _each_once(people: Iterable[Person | None]) -> tuple[Person, ...]:
    return tuple({person.id: person for person in people if person is not None}.values())
