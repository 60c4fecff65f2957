"""Which actions have evidence."""

from pathlib import Path

from tests.examples import EXAMPLES, seed
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.commands.base import Actor
from tracker.domain.records import ActionEvidence, Evidence
from tracker.domain.rules.thread import evidenced_in
from tracker.session import Session


def test_the_file_tells_the_same_as_the_whole_plan(tmp_path: Path, clock: FixedClock) -> None:
    with Session.create(tmp_path / "plan.iplan", Actor("A. Person"), clock) as session:
        seed(session)
        before = session.evidenced()
        offered = session.do(EXAMPLES[c.AddEvidence](session)).made(Evidence)
        tie = next(each for each in session.full_plan().all(ActionEvidence) if each.evidence_id == offered.id)
        assert session.evidenced()[tie.action_id][offered.id] is False
        session.do(c.AcceptEvidence(evidence_id=offered.id), whose="Practice Reviewer")
        found = session.evidenced()
        assert found == evidenced_in(session.full_plan())
        assert found[tie.action_id][offered.id] is True
        assert found != before
