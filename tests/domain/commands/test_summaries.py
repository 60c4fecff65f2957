"""A summary is of one thing, says something, and is never edited."""

from collections.abc import Callable

from tests.seeded import an
from tracker.domain import commands as c
from tracker.domain.records import Finding, Meeting, Summary, Workstream
from tracker.domain.rules.summaries import Scope, written_for
from tracker.session import Session

Refuses = Callable[..., None]


def test_a_summary_is_of_a_workstream_or_an_area_and_not_of_both(session: Session, refuses: Refuses) -> None:
    workstream, finding = an(session, Workstream).id, an(session, Finding).id
    refuses(c.WriteSummary(text="Both", workstream_id=workstream, finding_id=finding), "choose one")


def test_a_summary_without_words_is_refused(session: Session, refuses: Refuses) -> None:
    refuses(c.WriteSummary(text=" \n"), "nothing in the summary")


def test_a_second_summary_for_the_same_meeting_stands_in_place_of_the_first(session: Session) -> None:
    meeting = an(session, Meeting)
    for text in ("First words", "Second words"):
        session.do(c.WriteSummary(meeting_id=meeting.id, text=text))
    found = session.full_plan().all(Summary)
    assert len(found) == 2
    standing = written_for(found, Scope(), meeting.id)
    assert standing is not None
    assert standing.text == "Second words"
