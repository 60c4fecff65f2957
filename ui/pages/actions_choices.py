"""The conditions of the Filters menu: each writes what could be typed."""

from collections.abc import Iterable

from tracker.domain.codes import Delivery, Lifecycle, RagColour
from tracker.domain.plan import Plan
from tracker.domain.records import Tag
from tracker.domain.rules.gaps import Gap, gap_words
from tracker.domain.rules.order import workstreams
from tracker.domain.rules.query_terms import typed
from tracker.domain.words import label
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """What the menu says and what is asked for with it."""

    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Choices about one thing, of which one is on at a time."""

    title: str
    choices: tuple[Choice, ...]


def sections(plan: Plan) -> tuple[Section, ...]:
    """Everything the menu offers in this plan."""
    settings = plan.settings
    soon, waited = settings.due_soon_days, settings.evidence_awaited_days
    usual = (
        Section("Status", (*_STATUS, *_states(_SHOWN), Choice("Withdrawn or replaced", "status:gone"))),
        Section(
            "Due",
            (
                Choice("Overdue", "late"),
                Choice(f"In {soon} days", f"due<{soon}"),
                Choice("In 90 days", "due<90"),
                Choice("Review overdue", "due:review"),
                Choice("New date asked for", "awaiting:date"),
                Choice("Moved twice or more", "moved>1"),
                Choice("No date", "due:none"),
            ),
        ),
        Section(
            settings.owner_label,
            (
                Choice("Mine", "owner:me"),
                Choice("None", "owner:none"),
                Choice("Nobody in post", "owner:vacant"),
            ),
        ),
        Section(
            "To look at",
            (
                Choice(gap_words(Gap.STALE, settings), "stale"),
                Choice(gap_words(Gap.EVIDENCE_AWAITED, settings), f"awaiting>{waited}"),
                Choice(gap_words(Gap.OVERDUE_YET_ON_TRACK, settings), 'late rating:"on track"'),
                Choice("No success measure", "no:measure"),
                Choice("No evidence", "no:evidence"),
                Choice(gap_words(Gap.TO_BE_PLANNED, settings), "status:draft"),
            ),
        ),
    )
    rag = [Choice(label(each), f"rag:{each.value}") for each in RagColour] if settings.uses_rag else []
    streams = _named("stream", ((each.title, each.title) for each in workstreams(plan)))
    tags = _named("tag", sorted((each.name, each.name) for each in plan.all(Tag)))
    own = (("RAG", rag), (settings.workstream_label, streams), ("Tag", tags))
    return (*usual, *(Section(title, tuple(found)) for title, found in own if found))


def _named(field: str, names: Iterable[tuple[str, str]]) -> list[Choice]:
    return [Choice(words, f'{field}:"{typed(name)}"') for words, name in names]


def _states(states: Iterable[Delivery | Lifecycle]) -> Iterable[Choice]:
    return (Choice(label(each), f'status:"{each.value.replace("_", " ")}"') for each in states)


_STATUS = (Choice("Open", "status:open"), Choice("Any but withdrawn", "-status:gone"))
_SHOWN = (
    *(Delivery.OFF_TRACK, Delivery.AT_RISK, Delivery.ON_TRACK, Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS),
    *(Lifecycle.ON_HOLD, Lifecycle.COMPLETE, Lifecycle.CLOSED, Lifecycle.EMBEDDED),
)
