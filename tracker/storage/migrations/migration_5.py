"""Migration 5: measures with their figures, tags on what is no action, and the board's cycle."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table measure (
    id text not null primary key,
    ref text not null unique,
    council_ref text not null,
    title text not null,
    definition text not null,
    numerator text not null,
    denominator text not null,
    unit text not null,
    better text not null,
    frequency text not null,
    baseline text,
    baseline_on text,
    target text,
    target_on text,
    tolerance text,
    limits_from text,
    source text not null,
    owner_post_id text references post (id) deferrable initially deferred,
    comparators text not null,
    retired_on text,
    retired_reason text not null,
    in_plan_from text not null
) strict;
create table path_point (
    id text not null primary key,
    measure_id text not null references measure (id) deferrable initially deferred,
    due_on text not null,
    value text not null
) strict;
create table figure (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    measure_id text not null references measure (id) deferrable initially deferred,
    numerator text,
    denominator text,
    value text,
    note text not null
) strict;
create table measure_action (
    id text not null primary key,
    measure_id text not null references measure (id) deferrable initially deferred,
    action_id text not null references action (id) deferrable initially deferred
) strict;
create table measure_finding (
    id text not null primary key,
    measure_id text not null references measure (id) deferrable initially deferred,
    finding_id text not null references finding (id) deferrable initially deferred
) strict;
create table record_tag (
    id text not null primary key,
    entity text not null,
    entity_id text not null,
    tag_id text not null references tag (id) deferrable initially deferred
) strict;
create table board_cycle (
    id text not null primary key,
    days_between integer not null,
    clear_days integer not null
) strict;
create index measure_owner_post_id on measure (owner_post_id);
create index path_point_measure_id on path_point (measure_id);
create index figure_measure_id on figure (measure_id);
create index measure_action_measure_id on measure_action (measure_id);
create index measure_action_action_id on measure_action (action_id);
create index measure_finding_measure_id on measure_finding (measure_id);
create index measure_finding_finding_id on measure_finding (finding_id);
create index record_tag_entity_id on record_tag (entity_id);
create index record_tag_tag_id on record_tag (tag_id);
"""


def measures_and_tags(db: "Database") -> None:
    """Make their tables."""
    for statement in _SQL.split(";\n"):
        db.execute(statement)
