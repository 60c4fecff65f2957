"""Commands about who owns and who answers: organisations, posts, people, and who holds which post when."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.domain import british
from tracker.domain.codes import OrganisationKind
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import Add, Change, make, shared
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.records import Away, Holding, Organisation, Person, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation(Add):
    """Add a council or a partner agency."""

    kind = "add_organisation"
    label = "add organisation"
    record = Organisation

    name: str
    organisation_kind: OrganisationKind = OrganisationKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrganisation(Change):
    """Change an organisation's name or kind."""

    kind = "change_organisation"
    label = "change organisation"
    record = Organisation
    allowed = frozenset({"name", "kind"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPost(Add):
    """Add a post, which may own actions whoever is in it."""

    kind = "add_post"
    label = "add post"
    record = Post

    title: str
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePost(Change):
    """Change a post's title or organisation."""

    kind = "change_post"
    label = "change post"
    record = Post
    allowed = frozenset({"title", "organisation_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Add):
    """Add somebody who holds posts, writes updates or accepts evidence."""

    kind = "add_person"
    label = "add person"
    record = Person

    name: str
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(Change):
    """Change a person's name or organisation."""

    kind = "change_person"
    label = "change person"
    record = Person
    allowed = frozenset({"name", "organisation_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointToPost(Command):
    """Put a person in a post from a day on.

    With `replacing` whoever is in it leaves the day before; without, they share the post.
    """

    kind = "appoint_to_post"
    label = "appoint to post"

    post_id: str
    person_id: str
    started_on: date
    ended_on: date | None = None
    replacing: bool = False

    def apply(self, tx: Tx) -> None:
        person = tx.get(Person, self.person_id)
        for holding in tx.all(Holding, post_id=self.post_id):
            if not _overlap(holding.started_on, holding.ended_on, self.started_on, self.ended_on):
                continue
            if holding.person_id == person.id:
                refuse(f"{person.name} is in that post then already.")
            if self.replacing:
                keep(tx, replace(holding, ended_on=self.started_on - timedelta(days=1)))
        make(tx, Holding, shared(self, Holding))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHolding(Command):
    """Say on which day somebody was last in a post."""

    kind = "end_holding"
    label = "end holding of post"

    holding_id: str
    ended_on: date

    def apply(self, tx: Tx) -> None:
        holding = tx.get(Holding, self.holding_id)
        if holding.ended_on and holding.ended_on < self.ended_on:
            refuse("That would lengthen it: appoint the person again.")
        keep(tx, replace(holding, ended_on=self.ended_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAway(Command):
    """Note a person's absence, both days included, and who covers."""

    kind = "record_away"
    label = "note absence"

    person_id: str
    from_on: date
    to_on: date
    cover_person_id: str | None = None

    def apply(self, tx: Tx) -> None:
        person = tx.get(Person, self.person_id)
        if self.cover_person_id == person.id:
            refuse(f"{person.name} cannot cover their own absence.")
        for away in tx.all(Away, person_id=person.id):
            if _overlap(away.from_on, away.to_on, self.from_on, self.to_on):
                refuse(
                    f"{person.name} is away from {british.short_day(away.from_on)} to "
                    f"{british.short_day(away.to_on)} already."
                )
        make(tx, Away, shared(self, Away))


def _overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    return start <= (other_end or date.max) and other_start <= (end or date.max)
