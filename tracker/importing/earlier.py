"""What a later document says of findings that the plan has already: the same again, or that they remain."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.domain.codes import FindingKind
from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.records import Finding, Mention, Source
from tracker.importing.extracted import ExtractedDocument

SAME = 0.8
"""From this likeness on an item is taken to say an earlier finding again, until a person says otherwise."""
ALIKE = 0.5
"""From this likeness on the two are shown beside each other, to be asked about."""
_REVISED = 0.45  # in a document that replaces another, item by item
_KINDS = {
    FindingKind.PRIORITY_ACTION: re.compile(r"priority actions?", re.IGNORECASE),
    FindingKind.AREA_FOR_IMPROVEMENT: re.compile(r"areas? for improvement|need to improve", re.IGNORECASE),
    FindingKind.RECOMMENDATION: re.compile(r"recommendations?", re.IGNORECASE),
    FindingKind.CONDITION: re.compile(r"conditions?|requirements?", re.IGNORECASE),
}
_REMAIN = re.compile(
    r"\b(?:continues? to (?:be|apply)|remains?|still (?:stand|apply)|not (?:yet )?(?:been )?(?:resolved|met)"
    r"|(?:are|is) (?:still )?(?:the same|those)|have not changed|unchanged|carried forward|outstanding)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding that the plan has, and the source that said it last."""

    finding: Finding
    source: Source

    @property
    def said_on(self) -> date:
        """The day by which sources come after each other."""
        return self.source.published_on or self.source.received_on or self.source.in_plan_from

    @property
    def wording(self) -> str:
        """All its words."""
        return " ".join((self.finding.text, *self.finding.sub_items))


def earlier_findings(plan: Plan | None) -> tuple[Earlier, ...]:
    """The plan's findings that came in, the latest source's first; of one said again only the latest."""
    if plan is None:
        return ()
    said_again = {mention.finding_id for mention in plan.all(Mention) if mention.again_id}
    found = [
        Earlier(finding, plan.get(Source, finding.source_id))
        for finding in plan.all(Finding)
        if finding.left_out_on is None and finding.id not in said_again
    ]
    return tuple(sorted(found, key=lambda each: each.said_on, reverse=True))


def same_document(plan: Plan | None, document: ExtractedDocument) -> Source | None:
    """The plan's source of the very same file, if it has one."""
    found = plan.by(Source, "file_sha256", document.sha256) if plan and document.sha256 else ()
    return next(iter(found), None)


def alike(one: str, other: str) -> float:
    """How alike two wordings are, from 0 to 1: the share of their words that both have (Dice)."""
    first, second = _words(one), _words(other)
    both = sum((first & second).values())
    return 2 * both / max(first.total() + second.total(), 1)


def likest(wording: str, earlier: Iterable[Earlier]) -> Earlier | None:
    """The earlier finding most like this wording, if one is alike at all."""
    found = max(
        ((alike(wording, each.wording), each) for each in earlier), key=lambda pair: pair[0], default=None
    )
    return found[1] if found and found[0] >= ALIKE else None


def said_again(
    wordings: Mapping[int, str], earlier: Iterable[Earlier], replaced_id: str | None = None
) -> dict[int, str]:
    """For each of these wordings, by key, the id of the earlier finding that it says again.

    Each finding is given once, to the wording most like it. `replaced_id` is the source that the document
    replaces: its items are matched though their words have changed.
    """
    pairs = []
    for key, wording in wordings.items():
        for each in earlier:
            likeness = alike(wording, each.wording)
            if likeness >= (_REVISED if each.source.id == replaced_id else SAME):
                pairs.append((likeness, key, each.finding.id))
    found: dict[int, str] = {}
    for _, key, finding_id in sorted(pairs, key=lambda pair: -pair[0]):
        if key not in found and finding_id not in found.values():
            found[key] = finding_id
    return found


def remaining(statements: Iterable[str], earlier: Iterable[Earlier]) -> dict[str, str]:
    """The earlier findings of which these statements say that they remain: by id, the words.

    A statement that names a kind of finding means those of that kind in the latest source that has any.
    """
    found: dict[str, str] = {}
    known = tuple(earlier)
    for statement in statements:
        if not _REMAIN.search(statement):
            continue
        for kind, pattern in _KINDS.items():
            of_kind = (
                [each for each in known if each.finding.kind is kind] if pattern.search(statement) else []
            )
            for each in of_kind:
                if each.source.id == of_kind[0].source.id:
                    found.setdefault(each.finding.id, statement)
    return found


@lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", folded(text)))
