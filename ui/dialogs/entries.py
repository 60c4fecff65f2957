"""The entries behind what is selected: a record with what hangs on it, or what a change was about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import record_label
from tracker.domain.records import (
    Action,
    Away,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    Check,
    DateChange,
    Duty,
    Fact,
    Figure,
    Finding,
    Holding,
    Measure,
    Milestone,
    OwnColumn,
    OwnValue,
    Part,
    Person,
    Post,
    Record,
    Source,
    Summary,
    Update,
)
from tracker.domain.rules import lineage
from tracker.domain.rules.measures import figure_words
from tracker.storage.journal import Step
from tracker.storage.rows import KIND_OF
from ui.pages.history import HistoryPage
from ui.pages.history_words import called
from ui.reading import Reading

if TYPE_CHECKING:
    from ui.main_window import MainWindow

# What hangs on a record, and the field that leads to it; evidence and decisions of actions come beside.
_HANGS: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Action: tuple((kind, "action_id") for kind in (Update, DateChange, Check, Part, Milestone, OwnValue)),
    Finding: ((Summary, "finding_id"),),
    Source: ((Duty, "source_id"),),
    BudgetLine: ((BudgetChange, "line_id"), (BudgetPost, "line_id")),
    BudgetChange: ((BudgetPost, "change_id"),),
    Measure: ((Figure, "measure_id"),),
    Post: ((Holding, "post_id"),),
    Person: ((Holding, "person_id"), (Away, "person_id")),
}


def entries_of(reads: Reading, record: Record) -> list[Record]:
    """The record, its facts, the newest first, then whatever else hangs on it; of an area its letter too."""
    hanging: list[Any] = [
        each for kind, field in _HANGS.get(type(record), ()) for each in reads.by(kind, field, record.id)
    ]
    if isinstance(record, Action):
        hanging += [*lineage.evidence(reads, record), *lineage.decisions(reads, record)]
    facts = [each for each in hanging if isinstance(each, Fact)]
    facts.sort(key=lambda fact: (fact.happened_on, fact.recorded_at), reverse=True)
    rest = [each for each in hanging if not isinstance(each, Fact)]
    if isinstance(record, Finding) and (letter := reads.find(Source, record.source_id)) is not None:
        rest += entries_of(reads, letter)
    return [record, *facts, *rest]


def selected_step(window: "MainWindow") -> Step | None:
    """The change selected in History, where that is the page shown."""
    return window.page.step if isinstance(window.page, HistoryPage) and not window.is_full else None


def selected_entries(window: "MainWindow") -> Sequence[Record]:
    """The entries behind what is selected; of a change in History, those still in the plan. Raises
    TrackerError where nothing is selected, or too much."""
    assert window.workspace is not None
    reads = Reading(window.workspace)
    step = selected_step(window)
    if step is not None:
        touched = dict.fromkeys((KIND_OF[each.entity], each.entity_id) for each in step.changes)
        found = (reads.find(kind, record_id) for kind, record_id in touched)
        return [each for each in found if each is not None]
    record, actions = window.selected_record(), window.selected_actions()
    if record is None and len(actions) > 1:
        raise TrackerError(f"Select one action only: {len(actions):,} are selected.")
    record = record or next(iter(actions), None)
    if record is None:
        raise TrackerError("Select what it is about first: on its page, or the change in History.")
    return entries_of(reads, record)


def entry_words(plan: Plan, record: Any) -> str:
    """What to call an entry among others: “Update of 4 Nov 2026: 48% in October”."""
    kind = record_label(type(record))
    match record:
        case DateChange():
            asked = british.short_day(record.happened_on)
            return f"{kind} {british.due_words(record.new_due)}, asked for on {asked}"
        case Figure():
            return f"{kind} for {figure_words(plan.get(Measure, record.measure_id), record)}"
        case Holding():
            who, post = plan.get(Person, record.person_id), plan.get(Post, record.post_id)
            return f"{who.name} as {post.title}, from {british.short_day(record.started_on)}"
        case Away():
            who = plan.get(Person, record.person_id)
            return f"{who.name} away from {british.short_day(record.from_on)}"
        case OwnValue():
            return f"{plan.get(OwnColumn, record.column_id).name}: {record.value}"
    words = called(record)
    if isinstance(record, Fact):
        day = british.short_day(record.happened_on)
        return f"{kind} of {day}: {words}" if words else f"{kind} of {day}"
    return words if getattr(record, "ref", "") else f"{kind}: {words}" if words else kind
