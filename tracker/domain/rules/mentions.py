"""What later sources say of a finding, and what it says again itself."""

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import Finding, Mention, Source


def mention_words(plan: Plan, finding: Finding) -> tuple[str, ...]:
    """“Says again F1 of “First visit”, 7 Sep 2024”, “Said again as F9 in …”, “Said to remain in …: “…””."""
    told = []
    for mention in plan.by(Mention, "again_id", finding.id):
        earlier = plan.get(Finding, mention.finding_id)
        told.append(f"Says again {earlier.ref} of {_named(plan.get(Source, earlier.source_id))}")
    for mention in plan.by(Mention, "finding_id", finding.id):
        later = _named(plan.get(Source, mention.source_id))
        again = plan.find(Finding, mention.again_id)
        if again is not None:
            told.append(f"Said again as {again.ref} in {later}")
        else:
            told.append(f"Said to remain in {later}" + (f": “{mention.text}”" if mention.text else ""))
    return tuple(told)


def _named(source: Source) -> str:
    day = source.published_on or source.received_on
    return f"“{source.title}”{f', {british.short_day(day)}' if day else ''}"
