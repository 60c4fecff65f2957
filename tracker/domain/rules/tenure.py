"""Who is in a post over a stretch of days: terms, absences with their cover, and vacancies between them."""

from collections.abc import Iterator
from datetime import date, timedelta

from tracker.domain.records import Away, Holding
from tracker.domain.rules.owners import Holder, holder, is_in_post
from tracker.domain.rules.reads import Reads
from tracker.frozen import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which the same people hold a post and answer for it; both ends are included."""

    start: date
    end: date
    holder: Holder


def spans(reads: Reads, post_id: str, start: date, end: date) -> tuple[Span, ...]:
    """The days from `start` to `end` in order, cut where who holds the post or answers for it changes."""
    turns = sorted({start, *(day for day in _turns(reads, post_id) if start < day <= end)})
    found: list[Span] = []
    for first, after in zip(turns, (*turns[1:], end + _DAY), strict=True):
        held = holder(reads, post_id, first)
        if held is None:
            return ()
        if found and found[-1].holder == held:
            first = found.pop().start
        found.append(Span(first, after - _DAY, held))
    return tuple(found)


def all_spans(reads: Reads, post_id: str, day: date) -> tuple[Span, ...]:
    """Everything that is known, from the first term to what is noted of days to come; none for a post that
    nobody was in. The last span goes on: nothing is noted after its end."""
    held = reads.by(Holding, "post_id", post_id)
    if not held:
        return ()
    return spans(reads, post_id, min(each.started_on for each in held), max(day, *_turns(reads, post_id)))


def _turns(reads: Reads, post_id: str) -> Iterator[date]:
    """The days on which something may be other than the day before."""
    for holding in reads.by(Holding, "post_id", post_id):
        yield holding.started_on
        if holding.ended_on is not None:
            yield holding.ended_on + _DAY
        for away in reads.by(Away, "person_id", holding.person_id):
            yield away.from_on
            yield away.to_on + _DAY


def vacant_since(reads: Reads, post_id: str, day: date) -> date | None:
    """The first day of the vacancy that a day lies in; None where somebody is in post then, or nobody ever
    was before."""
    held = reads.by(Holding, "post_id", post_id)
    if any(is_in_post(each, day) for each in held):
        return None
    ends = [each.ended_on for each in held if each.ended_on is not None and each.ended_on < day]
    return max(ends) + _DAY if ends else None
