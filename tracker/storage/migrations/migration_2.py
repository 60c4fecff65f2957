"""Migration 2: the tables of the records, in the order in which they may refer to each other.

References are checked when a change is complete, so that undo may write in any order.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
create table plan_settings (
    id text not null primary key,
    title text not null,
    authority text not null,
    marking text not null,
    board_name text not null,
    workstream_label text not null,
    owner_label text not null,
    stale_after_days integer not null,
    evidence_awaited_days integer not null,
    due_soon_days integer not null,
    date_decided_by text not null,
    officer_limit_days integer,
    uses_rag integer not null
) strict;
create table rag_rule (
    id text not null primary key,
    position integer not null,
    colour text not null,
    condition text not null
) strict;
create table plan_version (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    label text not null,
    body text not null,
    reference text not null,
    seq integer not null,
    submitted_to text not null,
    submitted_on text
) strict;
create table meeting (
    id text not null primary key,
    held_on text not null,
    body text not null
) strict;
create table organisation (
    id text not null primary key,
    name text not null,
    kind text not null
) strict;
create table post (
    id text not null primary key,
    title text not null,
    organisation_id text references organisation (id) deferrable initially deferred
) strict;
create table person (
    id text not null primary key,
    name text not null,
    organisation_id text references organisation (id) deferrable initially deferred
) strict;
create table holding (
    id text not null primary key,
    post_id text not null references post (id) deferrable initially deferred,
    person_id text not null references person (id) deferrable initially deferred,
    started_on text not null,
    ended_on text
) strict;
create table away (
    id text not null primary key,
    person_id text not null references person (id) deferrable initially deferred,
    from_on text not null,
    to_on text not null,
    cover_person_id text references person (id) deferrable initially deferred
) strict;
create table workstream (
    id text not null primary key,
    position integer not null,
    title text not null,
    council_ref text not null,
    sro_post_id text references post (id) deferrable initially deferred,
    lead_post_id text references post (id) deferrable initially deferred
) strict;
create table source (
    id text not null primary key,
    kind text not null,
    body text not null,
    title text not null,
    authority text not null,
    published_on text,
    received_on text,
    received_assumed integer not null,
    visited_from text,
    visited_to text,
    visited_as_printed text not null,
    in_force_on text,
    lifted_on text,
    replaces_id text references source (id) deferrable initially deferred,
    file_name text not null,
    file_sha256 text references blob (sha256) deferrable initially deferred,
    text_sha256 text references blob (sha256) deferrable initially deferred,
    statements text not null,
    warnings text not null,
    in_plan_from text not null
) strict;
create table finding (
    id text not null primary key,
    ref text not null unique,
    source_id text not null references source (id) deferrable initially deferred,
    kind text not null,
    text text not null,
    lead_in text not null,
    sub_items text not null,
    printed_reference text not null,
    section text not null,
    position integer not null,
    page integer,
    theme text not null,
    responsible text not null,
    addressee text not null,
    timescale text not null,
    warnings text not null,
    annotation text not null,
    own_theme text not null,
    left_out_reason text not null,
    left_out_by text not null,
    left_out_on text,
    in_plan_from text not null
) strict;
create table duty (
    id text not null primary key,
    source_id text not null references source (id) deferrable initially deferred,
    what text not null,
    "to" text not null,
    basis text not null,
    period text not null,
    working_days integer,
    due_on text,
    required integer not null,
    text text not null,
    page integer,
    sent_on text,
    version_id text references plan_version (id) deferrable initially deferred
) strict;
create table action (
    id text not null primary key,
    ref text not null unique,
    council_ref text not null,
    title text not null,
    text text not null,
    outcome text not null,
    criteria text not null,
    draft integer not null,
    workstream_id text references workstream (id) deferrable initially deferred,
    position integer not null,
    owner_post_id text references post (id) deferrable initially deferred,
    start_on text,
    first_due text,
    first_due_version_id text references plan_version (id) deferrable initially deferred,
    due text,
    priority text,
    monitored_at text not null,
    resources text not null,
    audience text not null,
    audience_reason text not null,
    lifecycle text not null,
    delivery text,
    rated_on text,
    impact text,
    completed_on text,
    review_on text,
    updated_on text,
    in_plan_from text not null
) strict;
create table action_finding (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    finding_id text not null references finding (id) deferrable initially deferred
) strict;
create table action_origin (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    origin_id text not null references action (id) deferrable initially deferred,
    kind text not null
) strict;
create table blocker (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    blocked_by_id text not null references action (id) deferrable initially deferred
) strict;
create table part (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    position integer not null,
    organisation_id text not null references organisation (id) deferrable initially deferred,
    post_id text references post (id) deferrable initially deferred,
    joint integer not null,
    text text not null,
    due text,
    done_on text
) strict;
create table milestone (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    position integer not null,
    title text not null,
    due text not null,
    done_on text
) strict;
create table tag (
    id text not null primary key,
    name text not null
) strict;
create table action_tag (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    tag_id text not null references tag (id) deferrable initially deferred
) strict;
create table own_column (
    id text not null primary key,
    name text not null,
    kind text not null,
    choices text not null,
    position integer not null
) strict;
create table own_value (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    column_id text not null references own_column (id) deferrable initially deferred,
    value text not null
) strict;
create table decision (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    ref text not null unique,
    text text not null,
    decided_by text not null,
    route text not null,
    meeting_id text references meeting (id) deferrable initially deferred,
    in_force_on text,
    reference text not null,
    noted_at text not null
) strict;
create table action_decision (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    decision_id text not null references decision (id) deferrable initially deferred
) strict;
create table action_update (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    action_id text not null references action (id) deferrable initially deferred,
    part_id text references part (id) deferrable initially deferred,
    text text not null,
    lifecycle text,
    delivery text,
    delivery_reason text not null,
    impact text,
    barrier text not null,
    ask text not null,
    next text not null,
    review_on text,
    decision_id text references decision (id) deferrable initially deferred
) strict;
create table date_change (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    action_id text not null references action (id) deferrable initially deferred,
    kind text not null,
    old_due text,
    new_due text not null,
    reason text not null,
    asked_by text not null,
    state text not null,
    decided_on text,
    decided_by text not null,
    decision_id text references decision (id) deferrable initially deferred,
    decision_note text not null,
    version_id text references plan_version (id) deferrable initially deferred
) strict;
create table evidence (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    kind text not null,
    title text not null,
    link text not null,
    file_name text not null,
    file_sha256 text references blob (sha256) deferrable initially deferred,
    state text not null,
    decided_on text,
    decided_by text not null,
    decision_note text not null
) strict;
create table action_evidence (
    id text not null primary key,
    action_id text not null references action (id) deferrable initially deferred,
    evidence_id text not null references evidence (id) deferrable initially deferred
) strict;
create table action_check (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    action_id text not null references action (id) deferrable initially deferred,
    outcome text not null,
    text text not null
) strict;
create table amendment (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    kind text not null,
    entity text not null,
    entity_id text not null,
    field text not null,
    old text not null,
    new text not null,
    reason text not null,
    agreed_by text not null
) strict;
create table budget_line (
    id text not null primary key,
    ref text not null unique,
    title text not null,
    year integer not null,
    base_pence integer not null,
    first_pence integer,
    category text not null,
    recurrence text not null,
    cost_centre text not null,
    funding text not null,
    funder text not null,
    conditions text not null,
    funding_ends_on text,
    parent_id text references budget_line (id) deferrable initially deferred,
    in_plan_from text not null
) strict;
create table budget_change (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    line_id text not null references budget_line (id) deferrable initially deferred,
    kind text not null,
    amount_pence integer not null,
    full_year_pence integer,
    reason text not null,
    state text not null,
    decided_on text,
    decided_by text not null,
    decision_id text references decision (id) deferrable initially deferred,
    in_force_on text,
    call_in_ends_on text,
    pair_id text references budget_change (id) deferrable initially deferred,
    outside text not null
) strict;
create table budget_post (
    id text not null primary key,
    line_id text not null references budget_line (id) deferrable initially deferred,
    change_id text references budget_change (id) deferrable initially deferred,
    title text not null,
    number integer not null,
    new integer not null
) strict;
create table line_action (
    id text not null primary key,
    line_id text not null references budget_line (id) deferrable initially deferred,
    action_id text not null references action (id) deferrable initially deferred
) strict;
create table line_workstream (
    id text not null primary key,
    line_id text not null references budget_line (id) deferrable initially deferred,
    workstream_id text not null references workstream (id) deferrable initially deferred
) strict;
create table copy (
    id text not null primary key,
    happened_on text not null,
    recorded_at text not null,
    whose text not null,
    recorded_by text not null,
    login text not null,
    kind text not null,
    name text not null,
    file_name text not null,
    position_on text,
    known_on text,
    seq integer not null,
    digest8 text not null
) strict;

create index post_organisation_id on post (organisation_id);
create index person_organisation_id on person (organisation_id);
create index holding_post_id on holding (post_id);
create index holding_person_id on holding (person_id);
create index away_person_id on away (person_id);
create index away_cover_person_id on away (cover_person_id);
create index workstream_sro_post_id on workstream (sro_post_id);
create index workstream_lead_post_id on workstream (lead_post_id);
create index source_replaces_id on source (replaces_id);
create index finding_source_id on finding (source_id);
create index duty_source_id on duty (source_id);
create index duty_version_id on duty (version_id);
create index action_workstream_id on action (workstream_id);
create index action_owner_post_id on action (owner_post_id);
create index action_first_due_version_id on action (first_due_version_id);
create index action_finding_action_id on action_finding (action_id);
create index action_finding_finding_id on action_finding (finding_id);
create index action_origin_action_id on action_origin (action_id);
create index action_origin_origin_id on action_origin (origin_id);
create index blocker_action_id on blocker (action_id);
create index blocker_blocked_by_id on blocker (blocked_by_id);
create index part_action_id on part (action_id);
create index part_organisation_id on part (organisation_id);
create index part_post_id on part (post_id);
create index milestone_action_id on milestone (action_id);
create index action_tag_action_id on action_tag (action_id);
create index action_tag_tag_id on action_tag (tag_id);
create index own_value_action_id on own_value (action_id);
create index own_value_column_id on own_value (column_id);
create index decision_meeting_id on decision (meeting_id);
create index action_decision_action_id on action_decision (action_id);
create index action_decision_decision_id on action_decision (decision_id);
create index action_update_action_id on action_update (action_id);
create index action_update_part_id on action_update (part_id);
create index action_update_decision_id on action_update (decision_id);
create index date_change_action_id on date_change (action_id);
create index date_change_decision_id on date_change (decision_id);
create index date_change_version_id on date_change (version_id);
create index action_evidence_action_id on action_evidence (action_id);
create index action_evidence_evidence_id on action_evidence (evidence_id);
create index action_check_action_id on action_check (action_id);
create index amendment_entity_id on amendment (entity_id);
create index budget_line_parent_id on budget_line (parent_id);
create index budget_change_line_id on budget_change (line_id);
create index budget_change_decision_id on budget_change (decision_id);
create index budget_change_pair_id on budget_change (pair_id);
create index budget_post_line_id on budget_post (line_id);
create index budget_post_change_id on budget_post (change_id);
create index line_action_line_id on line_action (line_id);
create index line_action_action_id on line_action (action_id);
create index line_workstream_line_id on line_workstream (line_id);
create index line_workstream_workstream_id on line_workstream (workstream_id);
"""


def records(db: "Database") -> None:
    """Make every record's table, with an index on each field that names another record."""
    for statement in _SQL.split(";\n"):
        db.execute(statement)
