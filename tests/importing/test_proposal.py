import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.codes import DutyBasis, FindingKind, SourceKind
from tracker.domain.commands import NewDraft
from tracker.domain.due import DueDate
from tracker.domain.errors import Refused
from tracker.importing.documents import read_document, read_pasted
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


def test_a_proposal_is_kept_and_taken_up_as_it_was(proposal: Proposal) -> None:
    draft = NewDraft(title="See every child", owner_title="Director", due=DueDate.month(2027, 3))
    changed = proposal.with_item(0, replace(proposal.items[0], draft=draft)).split(2, 0, 12)
    changed = replace(changed, received_on=date(2024, 3, 15), authority="Harrowmere")
    values = json.loads(json.dumps(changed.to_json()))
    assert "document" not in values
    assert Proposal.from_json(changed.document, values) == changed
