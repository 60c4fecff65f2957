"""The English of every record and field, as the history of a plan shows them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum

from tracker.clock import day_of
from tracker.domain import british
from tracker.domain.due import DueDate
from tracker.domain.records import (
    RECORDS,
    Action,
    ActionDecision,
    ActionEvidence,
    ActionFinding,
    ActionOrigin,
    ActionTag,
    Amendment,
    Away,
    Blocker,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    Check,
    Copy,
    DateChange,
    Decision,
    Duty,
    Evidence,
    Finding,
    Holding,
    LineAction,
    LineWorkstream,
    Meeting,
    Milestone,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    Person,
    PlanSettings,
    PlanVersion,
    Post,
    RagRule,
    Record,
    Source,
    Tag,
    Update,
    Workstream,
)
from tracker.domain.words import label

_RECORDS: Mapping[type[Record], str] = {
    PlanSettings: "Plan settings",
    RagRule: "Line of the red-amber-green table",
    PlanVersion: "Approved version",
    Meeting: "Meeting",
    Organisation: "Organisation",
    Post: "Post",
    Person: "Person",
    Holding: "Person in post",
    Away: "Absence",
    Workstream: "Workstream",
    Source: "Source",
    Finding: "Improvement area",
    Duty: "What must be sent",
    Action: "Action",
    ActionFinding: "Improvement area answered",
    ActionOrigin: "Earlier action",
    Blocker: "Waits for",
    Part: "Part of an action",
    Milestone: "Milestone",
    Tag: "Tag",
    ActionTag: "Tag on an action",
    OwnColumn: "Own column",
    OwnValue: "Value in an own column",
    Decision: "Decision",
    ActionDecision: "Decision about an action",
    Update: "Update",
    DateChange: "New date",
    Evidence: "Evidence",
    ActionEvidence: "Evidence for an action",
    Check: "Later check",
    Amendment: "Correction or agreed change",
    BudgetLine: "Budget line",
    BudgetChange: "Budget change",
    BudgetPost: "Posts paid for",
    LineAction: "Budget line for an action",
    LineWorkstream: "Budget line for a workstream",
    Copy: "Paper or copy made",
}

# What a field is called in every record that has it, unless `_OF_RECORD` says otherwise.
_FIELDS: Mapping[str, str] = {
    "action_id": "Action",
    "addressee": "Addressed to",
    "agreed_by": "Agreed by",
    "amount_pence": "Amount",
    "annotation": "Note",
    "ask": "Ask of the board",
    "asked_by": "Asked by",
    "audience": "Audience",
    "audience_reason": "Reason for the audience",
    "authority": "Authority",
    "barrier": "Barrier",
    "base_pence": "Base budget",
    "basis": "Where it comes from",
    "blocked_by_id": "Waits for",
    "board_name": "Name of the board",
    "body": "Body",
    "call_in_ends_on": "Call-in ends",
    "category": "Revenue or capital",
    "change_id": "Budget change",
    "choices": "Choices",
    "colour": "Colour",
    "column_id": "Column",
    "completed_on": "Completed on",
    "condition": "When",
    "conditions": "Conditions",
    "cost_centre": "Cost centre",
    "council_ref": "Council’s own reference",
    "cover_person_id": "Covered by",
    "criteria": "Success criteria",
    "date_decided_by": "Who decides about new dates",
    "decided_by": "Decided by",
    "decided_on": "Decided on",
    "decision_id": "Decision",
    "decision_note": "Note of the decision",
    "delivery": "Delivery rating",
    "delivery_reason": "Reason for the rating",
    "digest8": "State of the plan",
    "done_on": "Done on",
    "draft": "To be planned",
    "due": "Due date",
    "due_on": "Due day",
    "due_soon_days": "Days before a date counts as soon",
    "ended_on": "To",
    "entity": "Kind of record",
    "entity_id": "Record",
    "evidence_awaited_days": "Days before evidence counts as awaited too long",
    "evidence_id": "Evidence",
    "field": "What was changed",
    "file_name": "File",
    "file_sha256": "Kept file",
    "finding_id": "Improvement area",
    "first_due": "First agreed date",
    "first_due_version_id": "Version that agreed the first date",
    "first_pence": "First approved base",
    "from_on": "From",
    "full_year_pence": "Cost in a full year",
    "funder": "Paid by",
    "funding": "Funding source",
    "funding_ends_on": "Funding ends",
    "happened_on": "Happened on",
    "held_on": "Date",
    "id": "Record",
    "impact": "Impact rating",
    "in_force_on": "In force from",
    "in_plan_from": "In the plan from",
    "joint": "Joint owner",
    "kind": "Type",
    "known_on": "As known on",
    "label": "Label",
    "lead_in": "Introduced by",
    "lead_post_id": "Lead",
    "left_out_by": "Left out by",
    "left_out_on": "Left out on",
    "left_out_reason": "Reason for leaving out",
    "lifecycle": "Lifecycle",
    "lifted_on": "Lifted on",
    "line_id": "Budget line",
    "link": "Link",
    "login": "Computer account",
    "marking": "Protective marking",
    "meeting_id": "Meeting",
    "monitored_at": "Where monitored",
    "name": "Name",
    "new": "Right value",
    "new_due": "New date",
    "next": "Next",
    "noted_at": "Where noted",
    "number": "Number of posts",
    "officer_limit_days": "Days an officer may agree",
    "old": "Value before",
    "old_due": "Date before",
    "organisation_id": "Organisation",
    "origin_id": "Earlier action",
    "outcome": "Desired outcome",
    "outside": "Other side outside the plan",
    "own_theme": "Our theme",
    "owner_label": "Word for the owner",
    "owner_post_id": "Owner",
    "page": "Page",
    "pair_id": "Other side",
    "parent_id": "Part of the line",
    "part_id": "Part",
    "period": "Period",
    "person_id": "Person",
    "position": "Place in the order",
    "position_on": "Position at",
    "post_id": "Post",
    "printed_reference": "Printed reference",
    "priority": "Priority",
    "published_on": "Published on",
    "rated_on": "Rated on",
    "reason": "Reason",
    "received_assumed": "Received day assumed",
    "received_on": "Received on",
    "recorded_at": "Recorded at",
    "recorded_by": "Recorded by",
    "recurrence": "One-off or recurring",
    "ref": "Reference",
    "reference": "Reference",
    "replaces_id": "Replaces",
    "required": "Required",
    "resources": "Resources",
    "responsible": "Responsible",
    "review_on": "Review day",
    "route": "How it was decided",
    "section": "Section",
    "sent_on": "Sent on",
    "seq": "Change number",
    "source_id": "Source",
    "sro_post_id": "Senior responsible owner",
    "stale_after_days": "Days before an update is asked for",
    "start_on": "Start",
    "started_on": "From",
    "state": "State",
    "statements": "Statements not taken",
    "sub_items": "Sub-items",
    "submitted_on": "Submitted on",
    "submitted_to": "Submitted to",
    "tag_id": "Tag",
    "text": "Text",
    "text_sha256": "Kept text",
    "theme": "Theme",
    "timescale": "Timescale",
    "title": "Title",
    "to": "To whom",
    "to_on": "To",
    "updated_on": "Last update",
    "uses_rag": "Uses red-amber-green",
    "value": "Value",
    "version_id": "Approved version",
    "visited_as_printed": "Visit as printed",
    "visited_from": "Visited from",
    "visited_to": "Visited to",
    "warnings": "Warnings",
    "what": "What",
    "whose": "Whose",
    "working_days": "Working days",
    "workstream_id": "Workstream",
    "workstream_label": "Word for workstreams",
    "year": "Financial year",
}

_OF_RECORD: Mapping[tuple[type[Record], str], str] = {
    (Check, "outcome"): "Outcome",
    (BudgetPost, "new"): "New posts",
}


def record_label(kind: type[Record]) -> str:
    """What a kind of record is called."""
    return _RECORDS[kind]


def table_label(table: str) -> str:
    """What a kind of record is called, by the name of its table. Raises KeyError for a table unknown here."""
    return _BY_TABLE[table]


def field_label(kind: type[Record], field: str) -> str:
    """What a field of a kind of record is called. Raises KeyError for a field it does not have."""
    if field not in {each.name for each in fields(kind)}:
        raise KeyError(field)
    return _OF_RECORD.get((kind, field)) or _FIELDS[field]


def value_words(field: str, value: object) -> str:
    """A field's value in words: “4 Feb 2020”, “£366,000”, “On track”, “Yes”; empty for nothing.

    Ids stay ids: whoever shows one knows the record it names.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, DueDate):
        return british.due_words(value)
    if isinstance(value, datetime):
        return british.short_day(day_of(value))
    if isinstance(value, date):
        return british.short_day(value)
    if isinstance(value, int) and field.endswith("_pence"):
        return british.pounds(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value)


_BY_TABLE = {kind.table: _RECORDS[kind] for kind in RECORDS}
