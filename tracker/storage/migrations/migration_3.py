"""Migration 3: what later sources say of earlier findings, and the plan's own usual duties."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table mention (
    id text not null primary key,
    source_id text not null references source (id) deferrable initially deferred,
    finding_id text not null references finding (id) deferrable initially deferred,
    again_id text references finding (id) deferrable initially deferred,
    text text not null
) strict;
create table usual_duty (
    id text not null primary key,
    kind text not null,
    position integer not null,
    what text not null,
    "to" text not null,
    period text not null,
    working_days integer,
    origin text not null,
    needs_priority_action integer not null,
    required integer not null
) strict;
create index mention_source_id on mention (source_id);
create index mention_finding_id on mention (finding_id);
create index mention_again_id on mention (again_id);
"""


def mentions_and_usual_duties(db: "Database") -> None:
    """Make their tables."""
    for statement in _SQL.split(";\n"):
        db.execute(statement)
