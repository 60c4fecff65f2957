"""What a field that ends in `_id` leads to: one name means one kind of record throughout the plan.

`entity_id` of an Amendment or a RecordTag is not among them: its `entity` names the kind.
"""

from collections.abc import Mapping

from tracker.domain.records import (
    Action,
    BudgetChange,
    BudgetLine,
    Decision,
    Evidence,
    Finding,
    Measure,
    Meeting,
    Organisation,
    OwnColumn,
    Part,
    Person,
    PlanVersion,
    Post,
    Record,
    Risk,
    Source,
    Tag,
    Workstream,
)

REFERS_TO: Mapping[str, type[Record]] = {
    **dict.fromkeys(("action_id", "origin_id", "blocked_by_id"), Action),
    **dict.fromkeys(("post_id", "owner_post_id", "sro_post_id", "lead_post_id"), Post),
    **dict.fromkeys(("person_id", "cover_person_id"), Person),
    **dict.fromkeys(("source_id", "replaces_id"), Source),
    **dict.fromkeys(("line_id", "parent_id"), BudgetLine),
    **dict.fromkeys(("change_id", "pair_id"), BudgetChange),
    **dict.fromkeys(("version_id", "first_due_version_id"), PlanVersion),
    "organisation_id": Organisation,
    "workstream_id": Workstream,
    **dict.fromkeys(("finding_id", "again_id"), Finding),
    "part_id": Part,
    "tag_id": Tag,
    "column_id": OwnColumn,
    "meeting_id": Meeting,
    "decision_id": Decision,
    "evidence_id": Evidence,
    "risk_id": Risk,
    "measure_id": Measure,
}
