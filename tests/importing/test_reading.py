import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.codes import FindingKind, SourceKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.reading import Form, read_letter
from tracker.importing.plain import lines_of

FORM = Form(
    noun="report",
    titles=(r"review of (?P<name>.+)", "review"),
    named=r"reviewed (?P<name>\w+) Council",
    lists=((FindingKind.PRIORITY_ACTION, "first"), (FindingKind.RECOMMENDATION, "lists?|what must be done")),
    others="end",
    addressee="Council",
    parts=(("Board", "the board"), ("Council", "the council")),
    no_list="There is no list.",
)


def read(text: str, form: Form = FORM) -> ExtractedDocument:
    return read_letter(lines_of(text), ExtractedDocument("a.txt", "", SourceKind.OTHER, text), form)


def told(document: ExtractedDocument) -> list[tuple[str, str | None, str]]:
    return [(str(f.kind), f.addressee, f.text) for f in document.findings]


def test_an_item_that_asks_for_a_plan_is_a_finding_and_no_duty() -> None:
    item = "The council should share the improvement plan with its partners."
    document = read(
        f"List\n\n• {item}\n\nEnd\n\nThe council should submit an action plan within 70 working days."
    )
    assert [finding.text for finding in document.findings] == [item]
    assert [duty.period for duty in document.duties] == ["70 working days"]


def test_each_list_has_its_kind_and_whom_it_addresses() -> None:
    document = read(
        "First\n\n• A.\n\nThe Board\n\nList\n\n• B.\n\nThe Council\n\nLists:\n\n• C.\n\nEnd\n\n• D."
    )
    assert told(document) == [
        ("priority_action", "Council", "A."),
        ("recommendation", "Board", "B."),
        ("recommendation", "Council", "C."),
    ]


def test_a_heading_directly_over_another_opens_no_list() -> None:
    document = read("What must be done?\n\nFirst\n\n• A.\n\nEnd")
    assert [(f.section, f.text) for f in document.findings] == [("First", "A.")]
    assert not any("Nothing is printed" in warning for warning in document.warnings)


def test_a_heading_with_nothing_under_it_is_told_of() -> None:
    assert "Nothing is printed under “First”." in read("First\n\nEnd\n\nMore.").warnings


def test_a_document_without_a_list_is_told_of() -> None:
    assert "There is no list." in read("End").warnings


@pytest.mark.parametrize("pages", ["\n", "\f"])
@pytest.mark.parametrize("number", [" 3", " ..... 3", "\n3", ""])
def test_a_table_of_contents_opens_no_list(pages: str, number: str) -> None:
    contents = "\n".join(f"{entry}{number}" for entry in ("Opening", "First", "Something", "End"))
    document = read(
        f"Review of Harrowmere\n\nContents\n{contents}\n{pages}Opening\n\nThese are the words of the "
        "opening.\n\nThey go on for some lines.\n\nFirst\n\n• A.\n\nEnd\n\nThis.\n\nThat.\n\nAnd the rest."
    )
    assert told(document) == [("priority_action", "Council", "A.")]
    assert document.statements == ()


def test_contents_may_run_over_a_page() -> None:
    document = read(
        "Contents\nOpening 3\n\fFirst 4\nSomething 5\n\fOpening\n\nThese are the words of the opening.\n\n"
        "They go on.\n\nFirst\n\n• A.\n\nEnd\n\nThis.\n\nThat."
    )
    assert told(document) == [("priority_action", "Council", "A.")]
    assert not any("Nothing is printed" in warning for warning in document.warnings)


def test_contents_whose_end_cannot_be_told_hide_nothing() -> None:
    document = read("Contents\n\nChapter one\n\nFirst\n\n• A.\n\nEnd")
    assert told(document) == [("priority_action", "Council", "A.")]


@given(
    st.lists(
        st.sampled_from(
            ["Contents", "First", "List 3", "The board", "• a", "1. b", "End", "", "\f", "Immediately:"]
        )
    )
)
def test_no_order_of_headings_breaks_the_reader(lines: list[str]) -> None:
    document = read("\n".join(lines))
    assert all(finding.text and finding.section for finding in document.findings)
