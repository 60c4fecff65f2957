from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.seeded import CHAIR, DIRECTOR, action, an
from tests.small import CHAIR as OTHER
from tests.small import opened
from tracker.domain import codes
from tracker.domain import commands as c
from tracker.domain.errors import NotFound, TrackerError
from tracker.domain.records import Action, Amendment, Evidence, Finding, Record, Source, Update
from tracker.session import Session

SECRET = "Wilhelmina Oakapple, born 4 February 2015"
NEVER_WRITTEN = "[removed for data protection]"


def redact(record: type[Record], record_id: str, field: str, **said: Any) -> c.Redact:
    """Remove a text, as two people agreed."""
    why: dict[str, Any] = {"reason": "It names a child", "agreed_by": ("Data Protection Officer", DIRECTOR)}
    return c.Redact(record=record, id=record_id, field=field, **why | said)


def correct(record: type[Record], record_id: str, field: str, value: object) -> c.CorrectEntry:
    """Correct an entry."""
    return c.CorrectEntry(
        record=record, id=record_id, field=field, value=value, reason="Wrong person", agreed_by=CHAIR
    )


def wrong_update(session: Session) -> Update:
    """An update that names a child."""
    return session.do(c.AddUpdate(action_id=action(session).id, text=f"Spoke to {SECRET}.")).made(Update)


def is_anywhere(session: Session, text: str = SECRET) -> bool:
    """Whether the text lies in any byte of the plan's files."""
    files = [each for each in session.path.parent.iterdir() if each.name.startswith(session.path.name)]
    return any(text.encode() in each.read_bytes() for each in files)


def test_a_text_is_gone_from_the_plan_its_history_and_every_byte_of_its_file(session: Session) -> None:
    update = wrong_update(session)
    assert is_anywhere(session)
    known = session.as_known(session.history(limit=1)[0].at.date())
    session.do(redact(Update, update.id, "text"))
    assert not is_anywhere(session)
    assert [each.text for each in session.updates(update.action_id)] == [NEVER_WRITTEN]
    assert known.get(Update, update.id).text != NEVER_WRITTEN
    told = {step.kind: step for step in session.history(entity_id=update.id)}
    assert told["add_update"].changes[0].new["text"] == NEVER_WRITTEN
    assert [(each.old, each.new) for each in told["redact"].changes if each.field == "text"] == [
        (NEVER_WRITTEN, NEVER_WRITTEN)
    ]


def test_what_remains_is_that_something_was_removed_by_whom_when_and_why(session: Session) -> None:
    update = wrong_update(session)
    session.do(redact(Update, update.id, "text"))
    note = list(session.full_plan().all(Amendment))[-1]
    assert note.kind is codes.AmendmentKind.REDACTION
    assert (note.entity, note.entity_id, note.field) == ("action_update", update.id, "text")
    assert (note.old, note.new, note.reason) == ("", "", "It names a child")
    assert note.agreed_by == f"Data Protection Officer and {DIRECTOR}"
    assert note.happened_on == date(2026, 11, 21)


def test_the_history_still_proves_itself(session: Session) -> None:
    digests = {step.seq: step.digest for step in session.history()}
    update = wrong_update(session)
    session.do(redact(Update, update.id, "text"))
    assert session.check() == []
    assert digests.items() <= {step.seq: step.digest for step in session.history()}.items()
    with opened(session.path, OTHER) as other:
        assert other.check() == []


def test_what_the_text_was_before_a_correction_goes_too(session: Session) -> None:
    update = wrong_update(session)
    session.do(correct(Update, update.id, "text", "Spoke to the mother of " + SECRET))
    session.do(redact(Update, update.id, "text"))
    assert not is_anywhere(session)
    correction, _ = list(session.full_plan().all(Amendment))[-2:]
    assert (correction.old, correction.new, correction.reason) == (
        NEVER_WRITTEN,
        NEVER_WRITTEN,
        "Wrong person",
    )
    assert session.check() == []


def test_a_text_that_was_undone_is_still_in_the_history_and_can_be_removed(session: Session) -> None:
    update = wrong_update(session)
    session.undo()
    assert is_anywhere(session)
    session.do(redact(Update, update.id, "text"))
    assert not is_anywhere(session)
    assert session.updates(update.action_id) == []
    assert session.check() == []
    with pytest.raises(TrackerError, match="removed for data protection, so it stays"):
        session.redo()


def test_it_cannot_be_undone_and_nothing_it_touched_can_be_reversed(session: Session) -> None:
    update = wrong_update(session)
    added = session.plan.seq
    seq = session.do(redact(Update, update.id, "text")).seq
    with pytest.raises(TrackerError, match="cannot be taken back"):
        session.reverse(seq)
    with pytest.raises(TrackerError, match="removed for data protection, so it stays"):
        session.reverse(added)
    with pytest.raises(TrackerError, match="removed for data protection"):
        session.undo()
    assert not is_anywhere(session)


def test_a_list_of_texts_is_removed_whole(session: Session) -> None:
    finding = an(session, Finding)
    session.do(
        c.CorrectEntry(
            record=Finding,
            id=finding.id,
            field="sub_items",
            value=("first", SECRET),
            reason="Read wrong",
            agreed_by=CHAIR,
        )
    )
    session.do(redact(Finding, finding.id, "sub_items"))
    assert session.plan.get(Finding, finding.id).sub_items == (NEVER_WRITTEN,)
    assert not is_anywhere(session)
    assert session.check() == []


def test_a_kept_file_is_removed_and_says_so(session: Session) -> None:
    ids = (action(session).id,)
    kind = codes.EvidenceKind.DELIVERY
    offered = session.do(
        c.AddEvidence(
            action_ids=ids, evidence_kind=kind, title="Note", file_name="n.txt", content=SECRET.encode()
        )
    ).made(Evidence)
    assert offered.file_sha256
    session.do(redact(Evidence, offered.id, "file_sha256"))
    assert not is_anywhere(session)
    with pytest.raises(NotFound, match="removed from the plan for data protection"):
        session.read_file(offered.file_sha256)
    assert session.check() == []


def test_the_file_a_letter_was_read_from_can_be_removed(session: Session) -> None:
    letter = an(session, Source)
    assert letter.file_sha256 and letter.text_sha256
    session.do(redact(Source, letter.id, "file_sha256"))
    session.do(redact(Source, letter.id, "text_sha256"))
    for name in (letter.file_sha256, letter.text_sha256):
        with pytest.raises(NotFound, match="removed"):
            session.read_file(name)


def test_the_copies_that_may_still_hold_it_are_named(session: Session, tmp_path: Path) -> None:
    def log(name: str) -> None:
        kind = codes.CopyKind.PAPER
        session.do(
            c.LogCopy(copy_kind=kind, name="Paper", file_name=name, seq=session.plan.seq, digest8="0" * 8)
        )

    log("before.pdf")
    update = wrong_update(session)
    log("with it.pdf")
    backup = session.backup()
    done = session.do(redact(Update, update.id, "text"))
    log("after.pdf")
    assert session.held_elsewhere(done.seq) == ["with it.pdf", backup.name]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"agreed_by": ("Director", " director ")}, "Two different people have to agree"),
        ({"agreed_by": ("Director", "")}, "Two different people have to agree"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_two_people_have_to_agree_and_say_why(
    session: Session, refuses: Callable[..., None], said: dict[str, Any], words: str
) -> None:
    update = wrong_update(session)
    refuses(redact(Update, update.id, "text", **said), words)
    assert session.updates(update.action_id)[-1].text == update.text


@pytest.mark.parametrize("field", ["id", "ref", "position", "due", "lifecycle", "owner_post_id"])
def test_only_texts_and_files_can_be_removed(
    session: Session, refuses: Callable[..., None], field: str
) -> None:
    refuses(redact(Action, action(session).id, field), "is no text or file that can be removed")


def test_a_record_that_was_never_there_is_refused(refuses: Callable[..., None]) -> None:
    refuses(redact(Action, "nothing", "title"), "was never in the plan")


def test_others_who_have_the_plan_open_lose_the_text_too(session: Session) -> None:
    update = wrong_update(session)
    with opened(session.path, OTHER) as other:
        assert other.updates(update.action_id)[-1].text == update.text
        session.do(redact(Update, update.id, "text"))
        other.poll()
        assert other.updates(update.action_id)[-1].text == NEVER_WRITTEN


def test_where_another_program_is_reading_the_traces_go_when_the_plan_is_next_opened(
    session: Session,
) -> None:
    update = wrong_update(session)
    with opened(session.path, OTHER) as other, other._store.reading():
        other._store.db.execute("select * from tag").fetchall()
        session._store.db.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(TrackerError, match="no longer in the plan, but its file may still hold traces"):
            session.do(redact(Update, update.id, "text"))
        assert session.updates(update.action_id)[-1].text == NEVER_WRITTEN
    session.close()
    with opened(session.path, OTHER) as again:
        assert not is_anywhere(again)
        assert again.check() == []
