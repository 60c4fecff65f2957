"""Documents of no known family: lists under headings that say what they are, offered for checking."""

import pytest

from tracker.importing.documents import read_pasted


def body(heading: str) -> str:
    return (
        "Peer challenge of Harrowmere County Council\n\nBackground\n\nThe team came in May.\n\n"
        f"{heading}\n\n1. Agree what comes first.\n2. Ask staff how it goes:\n   – each month\n\n"
        "Next steps\n\nThe team will be glad to come again."
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Recommendations", "recommendation"),
        ("4. Key recommendations", "recommendation"),
        ("Summary of recommendations for the council", "recommendation"),
        ("Recommended actions", "recommendation"),
        ("Learning points", "recommendation"),
        ("Areas for consideration", "area_for_improvement"),
        ("Areas for improvement", "area_for_improvement"),
        ("Areas for priority action", "priority_action"),
    ],
)
def test_a_headed_list_is_offered_with_a_warning_on_each_item(heading: str, kind: str) -> None:
    document = read_pasted(body(heading))
    assert [(str(each.kind), each.text, each.sub_items) for each in document.findings] == [
        (kind, "Agree what comes first.", ()),
        (kind, "Ask staff how it goes:", ("each month",)),
    ]
    assert all("check it" in each.warnings[-1] for each in document.findings)
    assert document.kind == "other"
    assert heading.removeprefix("4. ") in document.warnings[0]
    assert document.authority == "Harrowmere County Council"


def test_labelled_recommendations_in_the_text_are_offered_too() -> None:
    document = read_pasted(
        "Learning review\n\nNobody had met the child alone.\n\nRecommendation 1: See each child alone.\n\n"
        "Plans were late.\n\nRecommendation 2\n\nWrite plans within ten days.\n\nGlossary"
    )
    assert [(each.reference, each.text) for each in document.findings] == [
        ("Recommendation 1", "See each child alone."),
        ("Recommendation 2", "Write plans within ten days."),
    ]


def test_numbered_paragraphs_are_items_and_the_next_chapter_is_none() -> None:
    document = read_pasted(
        "Audit of placements\n\n4. Findings\n4.1 Files were thin.\n\n5. Recommendations\n"
        "5.1 Approve each placement above a limit.\n5.2 Keep the panel’s decisions on the file\n"
        "within five days.\n\n6. Management response\n6.1 Agreed."
    )
    assert [(each.reference, each.text) for each in document.findings] == [
        ("5.1", "Approve each placement above a limit."),
        ("5.2", "Keep the panel’s decisions on the file within five days."),
    ]


def test_a_label_after_the_number_of_its_paragraph_is_the_reference() -> None:
    document = read_pasted(
        "Peer challenge\n\n2. Key recommendations\n\nThe team recommends:\n\n"
        "2.1 Recommendation 1: Tell one story of what is to change.\n2.2 Recommendation 2: Hire analysts.\n\n"
        "3. How the team worked\n\nIt spent three days on site."
    )
    assert [(each.reference, each.text) for each in document.findings] == [
        ("Recommendation 1", "Tell one story of what is to change."),
        ("Recommendation 2", "Hire analysts."),
    ]


def test_a_list_that_has_the_number_of_the_next_chapter_goes_on() -> None:
    items = "\n".join(f"{number}. Do thing {number}." for number in range(1, 7))
    document = read_pasted(f"Review\n\n4. Recommendations\n\n{items}\n\n5. Thanks\n\nTo all.")
    assert len(document.findings) == 6


def test_a_sentence_that_names_a_recommendation_is_none() -> None:
    document = read_pasted(
        "Notes\n\nThe board spoke about\nRecommendation 2 of the last review, and went home."
    )
    assert document.findings == ()


def test_a_document_without_such_a_list_yields_nothing_and_says_so() -> None:
    document = read_pasted("Minutes of the gardening club\n\nThe roses are out.\n\n• Water them.")
    assert document.findings == ()
    assert "no findings were taken" in document.warnings[0]
