"""The tags on a record, whatever its kind."""

from tracker.domain.records import (
    Action,
    ActionTag,
    BudgetLine,
    Decision,
    Evidence,
    Finding,
    Measure,
    Meeting,
    Record,
    RecordTag,
    Risk,
    Source,
    Tag,
    Workstream,
)
from tracker.domain.rules.reads import Reads

TAGGABLE: frozenset[type[Record]] = frozenset(
    {Source, Finding, Workstream, Measure, Risk, BudgetLine, Evidence, Decision, Meeting}
)
"""What takes a RecordTag; an action has an ActionTag."""


def tags_of(reads: Reads, record: Record) -> list[Tag]:
    """The tags on a record, by name."""
    ties: list[ActionTag | RecordTag]
    if isinstance(record, Action):
        ties = [*reads.by(ActionTag, "action_id", record.id)]
    else:
        ties = [*reads.by(RecordTag, "entity_id", record.id)]
    found = (reads.find(Tag, tie.tag_id) for tie in ties)
    return sorted((each for each in found if each), key=lambda each: each.name.casefold())


def tag_words(reads: Reads, record: Record) -> str:
    """The same, one after the other: “Front door, Staffing”."""
    return ", ".join(each.name for each in tags_of(reads, record))
