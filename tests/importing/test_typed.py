"""Items that somebody typed or pasted."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.codes import FindingKind, SourceKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.proposal import Proposal
from tracker.importing.typed import read_typed


def typed(text: str) -> ExtractedDocument:
    return read_typed(text, SourceKind.IMPROVEMENT_NOTICE, FindingKind.CONDITION, "Notice")


def items(text: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(each.reference, each.text, each.sub_items) for each in typed(text).findings]


def test_each_line_is_an_item_with_its_number() -> None:
    assert items("1. Publish the plan.\n2) Report each month.\n\nSee every child.") == [
        ("1", "Publish the plan.", ()),
        ("2", "Report each month.", ()),
        (None, "See every child.", ()),
    ]


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        ("1.2 Publish the plan.", "1.2"),
        ("(3) Publish the plan.", "3"),
        ("Recommendation 4: Publish the plan.", "4"),
        ("Condition 5 – Publish the plan.", "5"),
        ("R6 Publish the plan.", "R6"),
        ("Publish the plan.", None),
        ("• Publish the plan.", None),
    ],
)
def test_numbers_are_known_in_the_forms_that_lists_have(line: str, reference: str | None) -> None:
    assert items(line) == [(reference, "Publish the plan.", ())]


@pytest.mark.parametrize("line", ["3 in 10 children wait.", "2024 was a hard year.", "A child waits."])
def test_a_number_in_the_words_is_no_numbering(line: str) -> None:
    assert items(line) == [(None, line, ())]


def test_letters_and_dashes_below_a_number_are_sub_items() -> None:
    text = "1. Publish the plan\n(a) for the board\nb) for Ofsted\n– for staff\n2. Report\n• monthly"
    assert items(text) == [
        ("1", "Publish the plan", ("for the board", "for Ofsted", "for staff")),
        ("2", "Report", ("monthly",)),
    ]


def test_bullets_without_numbers_are_items_but_below_a_colon_they_are_parts() -> None:
    assert [each[1] for each in items("• See every child\n• Count who waits")] == [
        "See every child",
        "Count who waits",
    ]


def test_a_line_that_ends_with_a_colon_introduces_what_follows() -> None:
    found = typed("The council must:\n1. Publish the plan\n2. Report").findings
    assert [each.lead_in for each in found] == ["The council must:"] * 2


def test_a_line_wrapped_in_the_middle_of_a_sentence_goes_on_with_it() -> None:
    assert items("1. Report each month to the\nadviser on progress.\n(a) in face-\nto-face meetings") == [
        ("1", "Report each month to the adviser on progress.", ("in face-to-face meetings",))
    ]


def test_what_was_typed_is_a_source_without_a_file() -> None:
    document = typed("1. Publish the plan.\n2. Report.")
    command = Proposal.of(document).command(None, date(2026, 11, 21))
    assert (command.title, command.file_name, command.content) == ("Notice", "", None)
    assert (command.received_on, command.received_assumed) == (None, False)
    assert [each.printed_reference for each in command.findings] == ["1", "2"]
    assert command.full_text == "1. Publish the plan.\n2. Report."


markers = st.sampled_from(["", "1. ", "2.3 ", "(a) ", "iv) ", "• ", "– ", "R7 ", "Condition 8: "])
words = st.lists(st.sampled_from(["children", "Plans", "face-", "wait.", "must:"]), min_size=1, max_size=4)


@given(st.lists(st.tuples(markers, words), max_size=8))
def test_no_word_is_lost_and_no_line_counted_twice(lines: list[tuple[str, list[str]]]) -> None:
    document = typed("\n".join(marker + " ".join(each) for marker, each in lines))
    told = " ".join(" ".join((each.lead_in or "", each.text, *each.sub_items)) for each in document.findings)
    leads = [" ".join(each) for _, each in lines if each[-1].endswith(":")]
    assert {each for _, said in lines for each in said} <= set(
        re.findall(r"[A-Za-z]+-?[.:]?", f"{told} {leads}")
    )
    numbers = [number for each in document.findings for number in each.lines]
    assert len(numbers) == len(set(numbers))
