"""Evidence is offered by one person and decided on by another; checks come after closing."""

from collections.abc import Callable
from datetime import date

from tests.examples import EXAMPLES
from tests.seeded import CHAIR, DIRECTOR, action, an, completed, ready_to_embed
from tracker.domain import commands as c
from tracker.domain.codes import CheckOutcome, EvidenceKind, EvidenceState
from tracker.domain.records import ActionEvidence, Check, Evidence
from tracker.session import Session

Refuses = Callable[..., None]


def test_one_piece_of_evidence_may_serve_several_actions_and_keep_its_file(session: Session) -> None:
    offered = session.do(EXAMPLES[c.AddEvidence](session)).made(Evidence)
    assert len(session.full_plan().by(ActionEvidence, "evidence_id", offered.id)) == 2
    assert offered.file_sha256 and session.read_file(offered.file_sha256) == b"20 of 20"


def test_evidence_is_for_some_action(refuses: Refuses) -> None:
    offer = c.AddEvidence(action_ids=(), evidence_kind=EvidenceKind.EFFECT, title="Audit")
    refuses(offer, "Say which action")


def test_a_file_larger_than_50_mb_is_not_kept(session: Session, refuses: Refuses) -> None:
    offer = c.AddEvidence(
        action_ids=(action(session).id,),
        evidence_kind=EvidenceKind.EFFECT,
        title="Film",
        content=bytes(50_000_001),
    )
    refuses(offer, "larger than 50 MB")


def test_evidence_is_accepted_by_a_second_person_once(session: Session, refuses: Refuses) -> None:
    completed(session)
    offered = an(session, Evidence)
    refuses(c.AcceptEvidence(evidence_id=offered.id), "somebody else", DIRECTOR)
    refuses(c.AcceptEvidence(evidence_id=offered.id), "somebody else", "Asha Quillfeather")
    session.do(c.AcceptEvidence(evidence_id=offered.id, note="Seen"), whose=CHAIR)
    now = an(session, Evidence)
    assert (now.state, now.decided_by, now.decided_on) == (EvidenceState.ACCEPTED, CHAIR, date(2026, 11, 21))
    refuses(c.AcceptEvidence(evidence_id=offered.id), "accepted already", CHAIR)
    refuses(c.DeclineEvidence(evidence_id=offered.id, note="No"), "decided on already", CHAIR)


def test_evidence_is_declined_for_a_reason_and_may_be_accepted_later(
    session: Session, refuses: Refuses
) -> None:
    completed(session)
    offered = an(session, Evidence)
    refuses(c.DeclineEvidence(evidence_id=offered.id, note=""), "Say why")
    session.do(c.DeclineEvidence(evidence_id=offered.id, note="One week only"), whose=CHAIR)
    assert an(session, Evidence).state is EvidenceState.NOT_ACCEPTED
    session.do(c.AcceptEvidence(evidence_id=offered.id), whose=CHAIR)
    assert an(session, Evidence).state is EvidenceState.ACCEPTED


def test_evidence_is_not_decided_on_before_it_is_there(session: Session, refuses: Refuses) -> None:
    completed(session)
    early = c.AcceptEvidence(evidence_id=an(session, Evidence).id, decided_on=date(2026, 11, 1))
    refuses(early, "offered on 21 Nov 2026", CHAIR)


def test_only_what_was_closed_is_checked_later(session: Session, refuses: Refuses) -> None:
    early = c.AddCheck(action_id=action(session).id, outcome=CheckOutcome.PASSED, text="Looks well")
    refuses(early, "is not closed")
    chosen = ready_to_embed(session)
    again = c.AddCheck(action_id=chosen.id, outcome=CheckOutcome.NOT_PASSED, text="12 of 20")
    assert session.do(again).made(Check).text == "12 of 20"
    refuses(c.EmbedAction(action_id=chosen.id), "was not passed")
