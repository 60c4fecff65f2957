"""Who owns and who answers: organisations, posts, people, and who holds which post when."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import OrganisationKind
from tracker.domain.records.base import Record, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A council or a partner agency."""

    table: ClassVar[str] = "organisation"

    name: str
    kind: OrganisationKind = OrganisationKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A job title in an organisation: what owns actions."""

    table: ClassVar[str] = "post"

    title: str
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who holds posts, writes updates or accepts evidence."""

    table: ClassVar[str] = "person"

    name: str
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Record):
    """Who is in a post, from and to (both days included; no end while it lasts)."""

    table: ClassVar[str] = "holding"

    post_id: str
    person_id: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Record):
    """A person's absence, both days included, and who covers."""

    table: ClassVar[str] = "away"

    person_id: str
    from_on: date
    to_on: date
    cover_person_id: str | None = None
