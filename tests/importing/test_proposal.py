import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.test_earlier import finding
from tests.plans import plan, source
from tracker.domain.codes import DutyBasis, FindingKind, SourceKind
from tracker.domain.commands import NewDraft, NewDuty
from tracker.domain.errors import Refused
from tracker.domain.records import UsualDuty
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.kept import proposal_from_json, proposal_to_json
from tracker.importing.proposal import Proposal, source_command

TODAY = date(2026, 11, 21)
LETTER = """14 March 2024

Focused visit to Harrowmere County Council children’s services

This letter summarises the findings of a focused visit on 6 February 2024.

Areas for priority action

The council needs to act swiftly to address the following:

• The time that children wait for a first decision, and the
  checks that managers make. Plans are late.
• Supervision of:
  – assessments
  – plans
The board meets each month.

What needs to improve in this area of social work practice

• The quality of chronologies.

Main findings

Leaders know their service well. They must review the rota by the end of March.

Yours sincerely
"""


@pytest.fixture
def proposal() -> Proposal:
    """A letter as it was read, nothing changed."""
    return Proposal.of(read_pasted(LETTER))


def texts(proposal: Proposal) -> list[str]:
    return [" / ".join(item.parts) for item in proposal.items]


def test_nothing_changed_is_what_the_command_line_takes_in(harrowmere: Path) -> None:
    document = read_document(harrowmere)
    command = source_command(document, b"x", received_on=None, today=TODAY)
    assert command == Proposal.of(document).command(b"x", TODAY)
    assert [each.text for each in command.findings] == [each.text for each in document.findings]
    assert (command.received_on, command.received_assumed) == (document.published_on, True)


def test_an_item_is_cut_in_two_between_words(proposal: Proposal) -> None:
    whole = proposal.items[0].finding.text
    cut = proposal.split(0, 0, whole.index("Plans"))
    assert texts(cut)[:2] == [whole.removesuffix(" Plans are late."), "Plans are late."]
    assert [item.finding.kind for item in cut.items[:2]] == [FindingKind.PRIORITY_ACTION] * 2
    first, second = (item.finding.lines for item in cut.items[:2])
    assert first == proposal.items[0].finding.lines
    assert second == first[-1:]


def test_a_word_is_never_cut(proposal: Proposal) -> None:
    whole = proposal.items[0].finding.text
    assert texts(proposal.split(0, 0, whole.index("Plans") + 3))[1] == "Plans are late."


def test_an_item_is_cut_within_its_sub_items(proposal: Proposal) -> None:
    assert texts(proposal)[1] == "Supervision of: / assessments / plans"
    assert texts(proposal.split(1, 2, 0))[1:3] == ["Supervision of: / assessments", "plans"]
    assert texts(proposal.split(1, 0, len("Supervision of:")))[1:3] == [
        "Supervision of:",
        "assessments / plans",
    ]


@pytest.mark.parametrize("at", [0, 2, 10_000])
def test_a_cut_that_leaves_no_words_is_refused(proposal: Proposal, at: int) -> None:
    with pytest.raises(Refused, match="between two words"):
        proposal.split(2, 0, at)


def test_two_items_become_one(proposal: Proposal) -> None:
    joined = proposal.join_next(0)
    assert len(joined.items) == len(proposal.items) - 1
    assert joined.items[0].parts[1:] == ("assessments", "plans")
    assert joined.items[0].finding.text.endswith("Plans are late. Supervision of:")
    assert texts(proposal.join_next(1))[1] == (
        "Supervision of: / assessments / plans / The quality of chronologies."
    )


def test_there_is_nothing_to_join_the_last_item_with(proposal: Proposal) -> None:
    with pytest.raises(Refused, match="no area after"):
        proposal.join_next(len(proposal.items) - 1)


@given(st.integers(1, 200))
def test_a_cut_and_a_join_give_back_the_item(at: int) -> None:
    proposal = Proposal.of(read_pasted(LETTER))
    try:
        cut = proposal.split(0, 0, at)
    except Refused:
        return
    assert cut.join_next(0) == proposal


def test_words_of_the_letter_become_an_area_in_their_place(proposal: Proposal) -> None:
    (line,) = [n for n, each in enumerate(proposal.document.lines) if "rota" in each.text]
    taken, number = proposal.take("They must review the rota", (line,), FindingKind.OTHER_AREA)
    assert number == len(proposal.items)
    assert taken.items[number].finding.text == "They must review the rota"
    assert taken.items[number].taken_by_hand
    (first,) = [n for n, each in enumerate(proposal.document.lines) if each.text.startswith("This letter")]
    earlier, number = taken.take("This letter", (first,), FindingKind.RECOMMENDATION)
    assert number == 0
    assert earlier.put_back(0) == taken


def test_words_that_the_letter_does_not_print_are_no_finding(proposal: Proposal) -> None:
    line = proposal.items[2].finding.lines
    with pytest.raises(Refused, match="as they are printed"):
        proposal.take("The quality of everything.", line, FindingKind.OTHER_AREA)
    with pytest.raises(Refused, match="Mark the words"):
        proposal.take("  ", line, FindingKind.OTHER_AREA)


def test_a_sentence_that_was_taken_is_no_longer_listed_as_not_taken(proposal: Proposal) -> None:
    ((text, lines),) = proposal.not_taken
    assert text == "The board meets each month."
    taken, _ = proposal.take(text, lines, FindingKind.OTHER_AREA)
    assert taken.not_taken == ()
    assert taken.command(None, TODAY).statements == ()


def test_an_item_is_left_out_only_with_a_reason(proposal: Proposal) -> None:
    silent = proposal.with_item(0, replace(proposal.items[0], left_out=""))
    with pytest.raises(Refused, match="Say why “The time that children"):
        silent.command(None, TODAY)
    said = proposal.with_item(0, replace(proposal.items[0], left_out="Answered already"))
    assert said.command(None, TODAY).findings[0].left_out_reason == "Answered already"


def test_the_usual_duties_follow_kind_and_items(proposal: Proposal) -> None:
    told = [(duty.what, due.day) for duty, due in replace(proposal, received_on=date(2020, 2, 27)).duties]
    assert told == [("Draft action plan", date(2020, 3, 26)), ("Final action plan", date(2020, 6, 10))]
    assert {duty.basis for duty, _ in proposal.duties} == {DutyBasis.PRESET}
    assert all(due.assumed for _, due in proposal.duties)
    calm = proposal
    for number in (0, 1):
        calm = calm.of_kind(number, FindingKind.RECOMMENDATION)
    assert calm.duties == ()
    assert replace(proposal, kind=SourceKind.OTHER).duties == ()


def test_a_misread_item_is_put_right_and_keeps_what_was_read() -> None:
    proposal = Proposal.of(replace(read_pasted(LETTER), sha256="aa"))
    right = proposal.corrected(1, "Supervision of\n– assessments\n– plans and visits")
    assert right.items[1].parts == ("Supervision of", "assessments", "plans and visits")
    assert right.items[1].as_read == ("Supervision of:", "assessments", "plans")
    taken_in = right.command(None, TODAY).findings[1]
    assert taken_in.as_read == right.items[1].as_read
    assert taken_in.warnings[-1].startswith("Corrected against the page. It was read as “Supervision of:")
    assert right.corrected(1, proposal.items[1].wording) == proposal
    with pytest.raises(Refused, match="without words"):
        proposal.corrected(0, " \n")


def test_words_that_somebody_typed_are_changed_without_more_ado(proposal: Proposal) -> None:
    written, number = proposal.write("See every child\n– on time", FindingKind.RECOMMENDATION, page=2)
    assert number == len(proposal.items)
    assert (written.items[number].parts, written.items[number].finding.page) == (
        ("See every child", "on time"),
        2,
    )
    assert written.corrected(number, "See each child").items[number].as_read == ()
    with pytest.raises(Refused, match="without words"):
        proposal.write("  ", FindingKind.RECOMMENDATION)


def test_items_are_put_in_another_order_and_their_actions_follow(proposal: Proposal) -> None:
    moved = proposal.moved(2, -2)
    assert [item.key for item in moved.items] == [2, 0, 1]
    assert [draft.answers for _, draft in moved.actions] == [(2,), (0,), (1,)]
    assert moved.moved(0, 9).items[-1].key == 2
    assert moved.moved(0, 2) == proposal


def test_each_entry_of_a_list_becomes_an_item_of_its_own() -> None:
    proposal = Proposal.of(
        read_pasted("A review\n\nWe ask that you\n1. See every child\nin time.\n2. Count them.")
    )
    lines = [n for n, line in enumerate(proposal.document.lines) if n > 2]
    taken, number = proposal.take_each(lines, FindingKind.RECOMMENDATION)
    assert number == 0
    assert texts(taken) == ["See every child in time.", "Count them."]
    with pytest.raises(Refused, match="Mark the words"):
        proposal.take_each([1], FindingKind.RECOMMENDATION)


def test_actions_name_the_places_of_the_findings_they_answer(proposal: Proposal) -> None:
    shared = replace(proposal, drafts=proposal.drafts.shared({0, 2}))
    out = shared.with_item(1, replace(shared.items[1], left_out="Answered already")).moved(0, 1)
    assert out.command(None, TODAY).drafts == (NewDraft(answers=(1, 2)),)


def test_duties_that_were_given_take_the_place_of_the_usual_ones(proposal: Proposal) -> None:
    own = NewDuty(what="Reply", to="Ofsted", basis=DutyBasis.ENTERED, working_days=5)
    given = replace(proposal, given_duties=(own,), received_on=date(2024, 3, 15))
    assert [(duty, due.day) for duty, due in given.duties] == [(own, date(2024, 3, 22))]
    assert given.command(None, TODAY).duties == (own,)
    assert replace(proposal, given_duties=()).duties == ()


def test_the_plans_own_usual_duties_come_first(proposal: Proposal) -> None:
    own = UsualDuty(
        id="u", kind=SourceKind.FOCUSED_VISIT_LETTER, position=1, what="Plan", to="Ofsted", working_days=9
    )
    made = replace(proposal, plan=plan(own))
    assert [(duty.what, duty.working_days) for duty, _ in made.duties] == [("Plan", 9)]


# A later letter.


@pytest.fixture
def later() -> Proposal:
    """The letter for a plan that has its first item, in other words, and an area for improvement."""
    wording = (
        "The time that children wait for a first decision, and checks that managers make. Plans are late."
    )
    known = plan(
        source("s1", published_on=date(2023, 1, 1), kind=SourceKind.FOCUSED_VISIT_LETTER),
        finding("f1", wording),
        finding("f2", "The use of audits.", kind=FindingKind.AREA_FOR_IMPROVEMENT),
    )
    return Proposal.of(read_pasted(LETTER), plan=known)


def test_repeated_wording_is_linked_and_gets_no_second_action(later: Proposal) -> None:
    assert [item.repeats for item in later.items] == ["f1", None, None]
    assert [draft.answers for _, draft in later.actions] == [(1,), (2,)]
    (mention,) = later.command(None, TODAY).mentions
    assert (mention.finding_id, mention.again) == ("f1", 0)
    assert mention.text == later.items[0].finding.text


def test_a_person_says_otherwise_and_it_gets_an_action(later: Proposal) -> None:
    apart = later.repeating(0, None)
    assert apart.command(None, TODAY).mentions == ()
    assert len(apart.actions) == 3
    assert apart.repeating(0, "f1").actions == later.actions
    elsewhere = later.repeating(2, "f1")
    assert [item.repeats for item in elsewhere.items] == [None, None, "f1"]


def test_an_earlier_area_is_said_again_or_remains_and_never_both(later: Proposal) -> None:
    remains = later.remaining("f1", "It remains.")
    assert remains.items[0].repeats is None
    assert remains.remain == {"f1": "It remains."}
    assert remains.repeating(0, "f1").remain == {}
    assert remains.remaining("f1", None).remain == {}


def test_a_document_that_replaces_another_is_matched_item_by_item(later: Proposal) -> None:
    revised = later.corrected(2, "The use of audits and of chronologies.")
    assert revised.items[2].repeats is None
    replacing = revised.replacing("s1")
    assert replacing.items[2].repeats == "f2"
    assert replacing.command(None, TODAY).replaces_id == "s1"


@given(
    st.lists(
        st.tuples(st.sampled_from(["split", "join", "move", "take", "back", "repeat"]), st.integers(0, 9)),
        max_size=12,
    )
)
def test_whatever_is_done_every_item_that_comes_in_is_answered_once_it_is_new(
    steps: list[tuple[str, int]],
) -> None:
    known = plan(source("s1"), finding("f1", "The quality of chronologies."))
    made = Proposal.of(read_pasted(LETTER), plan=known)
    for step, n in steps:
        number = n % len(made.items)
        try:
            match step:
                case "split":
                    made = made.split(number, 0, n * 5)
                case "join":
                    made = made.join_next(number)
                case "move":
                    made = made.moved(number, n - 5)
                case "take":
                    made, _ = made.write(f"Area {n}", FindingKind.OTHER_AREA)
                case "back" if made.items[number].taken_by_hand:
                    made = made.put_back(number)
                case "repeat":
                    made = made.repeating(number, "f1" if n % 2 else None)
        except Refused:
            continue
    keys = [item.key for item in made.items]
    assert len(set(keys)) == len(keys)
    answered = {key for _, draft in made.actions for key in draft.answers}
    assert answered | {item.key for item in made.items if item.repeats} == set(keys)
    again = [item.repeats for item in made.items if item.repeats]
    assert len(set(again)) == len(again)
    told = json.loads(json.dumps(proposal_to_json(made)))
    assert proposal_from_json(made.document, told, known) == made
    command = made.command(None, TODAY)
    assert {place for draft in command.drafts or () for place in draft.answers} <= set(range(len(keys)))
