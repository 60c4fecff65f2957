"""Migration 4: risks, summaries and words of the council's own."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table risk (
    id text not null primary key,
    ref text not null unique,
    title text not null,
    cause text not null,
    event text not null,
    effect text not null,
    owner_post_id text references post (id) deferrable initially deferred,
    response text not null,
    controls text not null,
    inherent_likelihood integer,
    inherent_impact integer,
    current_likelihood integer,
    current_impact integer,
    target_likelihood integer,
    target_impact integer,
    corporate_ref text not null,
    review_on text,
    closed_on text,
    closed_reason text not null,
    in_plan_from text not null
) strict;
create table risk_action (
    id text not null primary key,
    risk_id text not null references risk (id) deferrable initially deferred,
    action_id text not null references action (id) deferrable initially deferred
) strict;
create table summary (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    workstream_id text references workstream (id) deferrable initially deferred,
    finding_id text references finding (id) deferrable initially deferred,
    meeting_id text references meeting (id) deferrable initially deferred,
    delivery text,
    impact text,
    text text not null,
    done text not null,
    next text not null,
    risks text not null,
    ask text not null
) strict;
create table word_group (
    id text not null primary key,
    words text not null
) strict;
create index risk_owner_post_id on risk (owner_post_id);
create index risk_action_risk_id on risk_action (risk_id);
create index risk_action_action_id on risk_action (action_id);
create index summary_workstream_id on summary (workstream_id);
create index summary_finding_id on summary (finding_id);
create index summary_meeting_id on summary (meeting_id);
"""


def risks_summaries_and_words(db: "Database") -> None:
    """Make their tables."""
    for statement in _SQL.split(";\n"):
        db.execute(statement)
