"""What the plan answers: a source comes in as one change, and its wording is never edited."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import EXAMPLES
from tests.seeded import action, an, draft, the_letter
from tracker.domain import commands as c
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.commands.sources import opening_words
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    ActionFinding,
    Amendment,
    Duty,
    Finding,
    Mention,
    PlanVersion,
    Post,
    Source,
    Workstream,
)
from tracker.domain.rules.duties import Preset, presets_of
from tracker.domain.rules.gaps import actions_for
from tracker.session import Session

Refuses = Callable[..., None]


def test_a_source_comes_in_with_findings_duties_and_a_draft_action_for_each_finding(session: Session) -> None:
    done = session.do(EXAMPLES[c.AddSource](session))
    source = done.made(Source)
    taken, left_out = session.plan.by(Finding, "source_id", source.id)
    (tie,) = session.plan.by(ActionFinding, "finding_id", taken.id)
    made = session.plan.get(Action, tie.action_id)
    assert (made.draft, made.title, made.due, made.owner_post_id) == (True, taken.text, None, None)
    assert (taken.position, left_out.position) == (1, 2)
    assert (left_out.left_out_reason, left_out.left_out_by) == ("Moved in May", "Programme Manager")
    assert left_out.left_out_on == date(2026, 11, 21)
    assert {source.in_plan_from, taken.in_plan_from, made.in_plan_from} == {date(2026, 11, 2)}
    assert done.made(Duty).source_id == source.id


def test_the_whole_import_is_one_change(session: Session) -> None:
    before = len(session.plan.all(Finding))
    session.do(EXAMPLES[c.AddSource](session))
    session.undo()
    assert len(session.plan.all(Finding)) == before


def test_the_original_and_its_text_are_kept_word_for_word(session: Session) -> None:
    source, letter = an(session, Source), the_letter()
    assert source.file_sha256 and source.text_sha256
    assert session.read_file(source.file_sha256) == letter.content
    assert session.read_file(source.text_sha256).decode() == letter.full_text


def test_the_same_file_is_not_taken_in_twice(refuses: Refuses) -> None:
    refuses(the_letter(), "“eastmarsh.txt” is in the plan already")


def test_a_passage_taken_later_is_in_the_plan_from_the_day_it_was_taken(session: Session) -> None:
    early = c.AddSource(source_kind=SourceKind.AUDIT, title="Audit", in_plan_from=date(2026, 3, 2))
    source = session.do(early).made(Source)
    new = c.NewFinding(kind=FindingKind.OTHER_AREA, text="Rotas are unclear.")
    finding = session.do(c.AddFinding(source_id=source.id, finding=new)).made(Finding)
    assert finding.in_plan_from == date(2026, 11, 21)


def test_a_source_needs_no_file_and_no_draft_actions(session: Session) -> None:
    new = c.NewFinding(kind=FindingKind.OTHER_AREA, text="The board asks for a plan on one page.")
    actions = len(session.plan.all(Action))
    board = c.AddSource(source_kind=SourceKind.BOARD, title="Board", findings=(new,), drafts=())
    assert session.do(board).made(Source).file_sha256 is None
    assert len(session.plan.all(Action)) == actions


def test_a_finding_without_words_is_refused_and_nothing_of_its_source_stays(refuses: Refuses) -> None:
    new = c.NewFinding(kind=FindingKind.RECOMMENDATION, text=" \x00 ")
    refuses(c.AddSource(source_kind=SourceKind.AUDIT, title="Audit", findings=(new,)), "“Text” is empty")


@given(st.text(min_size=1))
def test_opening_words_are_short_and_the_beginning(text: str) -> None:
    words, line = opening_words(text), " ".join(text.split())
    assert len(words) <= 81
    assert words == line or line.startswith(words.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quick decisions", "Quick decisions"),
        ("word " * 15 + "that, goes on and on", "word " * 15 + "that…"),
        ("x" * 200, "x" * 80 + "…"),
    ],
)
def test_opening_words_end_between_words(text: str, words: str) -> None:
    assert opening_words(text) == words


def test_the_day_of_receipt_is_no_longer_assumed_once_said(session: Session) -> None:
    letter = c.AddSource(
        source_kind=SourceKind.JTAI_LETTER,
        title="Joint visit",
        received_on=date(2026, 9, 1),
        received_assumed=True,
    )
    source = session.do(letter).made(Source)
    session.do(c.SetReceived(source_id=source.id, received_on=date(2026, 9, 3)))
    now = session.plan.get(Source, source.id)
    assert (now.received_on, now.received_assumed) == (date(2026, 9, 3), False)


def test_a_finding_is_left_out_for_a_reason_and_may_be_taken_in_again(
    session: Session, refuses: Refuses
) -> None:
    finding = session.do(EXAMPLES[c.AddFinding](session)).made(Finding)
    refuses(c.TakeInFinding(finding_id=finding.id), "in the plan already")
    refuses(c.LeaveOutFinding(finding_id=finding.id, reason=" "), "Say why F3 is left out")
    session.do(c.LeaveOutFinding(finding_id=finding.id, reason="Not ours"))
    refuses(c.LeaveOutFinding(finding_id=finding.id, reason="Again"), "left out already")
    ask = {"reason": "It fits", "agreed_by": "Board"}
    refuses(c.LinkFinding(action_id=action(session).id, finding_id=finding.id, **ask), "take it in first")
    session.do(c.TakeInFinding(finding_id=finding.id))
    assert session.plan.get(Finding, finding.id) == finding


def test_what_is_known_of_an_action_comes_in_with_its_finding(session: Session) -> None:
    due = DueDate.month(2027, 4)
    known = c.NewDraft(
        title="Publish the rota",
        owner_title="director",
        due=due,
        workstream_title="Leaders who know",
        answers=(0,),
    )
    new = c.NewFinding(kind=FindingKind.RECOMMENDATION, text="Say who decides.")
    audit = c.AddSource(source_kind=SourceKind.AUDIT, title="Audit", findings=(new,), drafts=(known,))
    made = session.do(audit).made(Action)
    assert (made.title, made.draft, made.due, made.first_due) == ("Publish the rota", False, due, due)
    assert made.owner_post_id == an(session, Post, 1).id
    assert made.workstream_id == an(session, Workstream, 1).id


def test_a_finding_that_actions_answer_is_not_left_out(session: Session, refuses: Refuses) -> None:
    refuses(c.LeaveOutFinding(finding_id=an(session, Finding).id, reason="Not ours"), "Actions answer F1")


def test_what_was_sent_may_name_its_version(session: Session, refuses: Refuses) -> None:
    duty, version = an(session, Duty), an(session, PlanVersion)
    refuses(c.RecordDutySent(duty_id=duty.id, sent_on=date(2026, 11, 1), version_id="x"), "no longer in")
    session.do(c.RecordDutySent(duty_id=duty.id, sent_on=date(2026, 11, 1), version_id=version.id))
    assert session.plan.get(Duty, duty.id).version_id == version.id


def test_references_are_never_given_twice(session: Session) -> None:
    assert [each.ref for each in session.plan.all(Finding)] == ["F1", "F2"]
    session.do(EXAMPLES[c.AddFinding](session))
    session.undo()
    assert session.do(EXAMPLES[c.AddFinding](session)).made(Finding).ref == "F4"
    assert draft(session).ref == "A1"


def repeating(session: Session, **given: object) -> c.AddSource:
    """A later letter that says the first finding again."""
    again = c.NewFinding(kind=FindingKind.PRIORITY_ACTION, text="Children still wait for a decision.")
    mention = c.NewMention(finding_id=an(session, Finding).id, text=again.text, again=0)
    values = {"source_kind": SourceKind.FOCUSED_VISIT_LETTER, "title": "Second visit", "findings": (again,)}
    return c.AddSource(**values | {"mentions": (mention,)} | given)  # type: ignore[arg-type]


def test_a_finding_said_again_is_answered_by_what_answers_the_earlier_one(session: Session) -> None:
    earlier, actions = an(session, Finding), len(session.plan.all(Action))
    done = session.do(repeating(session))
    again, mention = done.made(Finding), done.made(Mention)
    assert (mention.finding_id, mention.again_id) == (earlier.id, again.id)
    assert actions_for(session.plan, again) == actions_for(session.plan, earlier) != ()
    assert len(session.plan.all(Action)) == actions
    reasons = {each.reason for each in session.full_plan().all(Amendment)}
    assert "Said again in “Second visit”" in reasons


def test_a_finding_said_again_gets_a_new_action_only_where_one_is_named(session: Session) -> None:
    draft = c.NewDraft(title="Count who waits", answers=(0,))
    again = session.do(repeating(session, drafts=(draft,))).made(Finding)
    assert [each.title for each in actions_for(session.plan, again)][-1] == "Count who waits"


def test_an_earlier_finding_that_remains_is_mentioned_and_not_made_anew(session: Session) -> None:
    before = len(session.plan.all(Finding))
    mention = c.NewMention(finding_id=an(session, Finding).id, text="The priority actions remain.")
    done = session.do(repeating(session, findings=(), mentions=(mention,)))
    assert (done.made(Mention).again_id, done.made(Mention).text) == (None, "The priority actions remain.")
    assert len(session.plan.all(Finding)) == before


def test_undo_takes_back_what_a_later_letter_says_and_links(session: Session) -> None:
    ties = len(session.plan.all(ActionFinding))
    session.do(repeating(session))
    session.undo()
    assert not session.plan.all(Mention)
    assert len(session.plan.all(ActionFinding)) == ties


def test_a_misread_item_keeps_what_was_read_as_a_correction(session: Session) -> None:
    new = c.NewFinding(
        kind=FindingKind.RECOMMENDATION, text="See every child.", as_read=("5ee every child.", "on time")
    )
    audit = c.AddSource(source_kind=SourceKind.AUDIT, title="Audit", findings=(new,))
    finding = session.do(audit).made(Finding)
    found = [each for each in session.full_plan().all(Amendment) if each.entity_id == finding.id]
    assert [(each.field, each.old, each.new) for each in found] == [
        ("text", "5ee every child.", "See every child."),
        ("sub_items", "on time", ""),
    ]


def test_a_draft_answers_at_least_one_finding(refuses: Refuses) -> None:
    audit = c.AddSource(source_kind=SourceKind.AUDIT, title="Audit", drafts=(c.NewDraft(title="See"),))
    refuses(audit, "answers no improvement area")


def test_the_plans_own_usual_duties_take_the_place_of_the_programs(session: Session) -> None:
    kind = SourceKind.ILACS_REPORT
    own = (Preset("Reply", "Ofsted", "10 working days", 10, "Agreed"), Preset("Copy", "DfE", "", None, ""))
    usual = presets_of(kind)
    session.do(c.SetUsualDuties(source_kind=kind, duties=own))
    assert presets_of(kind, session.plan) == own
    assert presets_of(SourceKind.SIF_REPORT, session.plan) == presets_of(SourceKind.SIF_REPORT)
    session.do(c.SetUsualDuties(source_kind=kind, duties=()))
    assert presets_of(kind, session.plan) == usual
