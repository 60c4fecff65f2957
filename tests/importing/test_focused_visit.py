import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.conftest import HEAD, TAIL, Reader
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

PRIORITY = "priority_action"
IMPROVE = "area_for_improvement"


def texts(document: ExtractedDocument, kind: str | None = None) -> list[str]:
    return [finding.text for finding in document.findings if kind in (None, finding.kind)]


def test_a_whole_letter_gives_its_findings_word_for_word(harrowmere: Path) -> None:
    document = read_document(harrowmere)
    assert texts(document, PRIORITY) == [
        "Decide on every contact about a child within one working day, and tell the referrer the decision.",
        "Make sure that a manager reads each strategy discussion on the day it is held.",
    ]
    assert texts(document, IMPROVE) == [
        "The quality of chronologies, so that patterns of harm are seen.",
        "Supervision, which should be regular and reflective.",
        "How the views of children are recorded.",
    ]
    assert document.statements == ()
    assert document.warnings == ()


def test_a_whole_letter_says_who_wrote_when_about_whom(harrowmere: Path) -> None:
    document = read_document(harrowmere).to_json()
    assert document["kind"] == "focused_visit_letter"
    assert document["regulator"] == "Ofsted"
    assert document["authority"] == "Harrowmere County Council"
    assert document["title"] == "Focused visit to Harrowmere County Council children's services"
    assert document["published_on"] == "2024-03-14"
    assert (document["visited_from"], document["visited_to"]) == ("2024-02-06", "2024-02-07")
    assert document["visited_as_printed"] == "6 and 7 February 2024"


def test_the_closing_paragraph_gives_the_duties(harrowmere: Path) -> None:
    final, draft = read_document(harrowmere).duties
    assert (final.what, final.to, final.period, final.required) == (
        "final action plan",
        "Ofsted",
        "70 working days",
        True,
    )
    assert (draft.what, draft.to, draft.period, draft.required) == (
        "draft action plan",
        "Ofsted",
        "20 working days",
        False,
    )
    assert final.text.startswith("You should submit an action plan")


def test_duties_with_printed_dates_carry_them(read_sections: Reader) -> None:
    document = read_sections(
        "Areas for priority action\n\n- See every child.\n\nFindings\n\nWeak.\n\n"
        "You should submit your action plan to the Department for Education by 3 December 2024. "
        "It would be helpful if you could share a draft of the action plan by 10 September 2024."
    )
    assert [(d.what, d.to, str(d.due_on), d.required) for d in document.duties] == [
        ("final action plan", "Department for Education", "2024-12-03", True),
        ("draft action plan", "Ofsted", "2024-09-10", False),
    ]


def test_two_duties_in_one_sentence_are_told_apart(read_sections: Reader) -> None:
    document = read_sections(
        "Findings\n\nPlease submit a draft action plan within 20 working days and the final plan "
        "by 3 December 2024."
    )
    assert [(d.what, d.period, str(d.due_on)) for d in document.duties] == [
        ("draft action plan", "20 working days", "None"),
        ("final action plan", None, "2024-12-03"),
    ]


@pytest.mark.parametrize(
    ("sentence", "what", "required"),
    [
        (
            "You must send us a written statement of action by 3 May 2024.",
            "written statement of action",
            True,
        ),
        ("An action plan should be submitted by 3 May 2024.", "final action plan", True),
        ("We require you to submit an improvement plan by 3 May 2024.", "final action plan", True),
        (
            "We would also ask you to share a draft of your action plan by 3 May 2024.",
            "draft action plan",
            False,
        ),
        ("It would be helpful to receive an early draft by 3 May 2024.", "draft action plan", False),
    ],
)
def test_duties_are_told_from_wishes(read_sections: Reader, sentence: str, what: str, required: bool) -> None:
    (duty,) = read_sections(f"Findings\n\nWeak.\n\n{sentence}").duties
    assert (duty.what, duty.required, str(duty.due_on)) == (what, required, "2024-05-03")


@pytest.mark.parametrize(
    "sentence",
    [
        "Child protection plans are reviewed within 20 working days.",
        "The council should improve the quality of plans for children.",
        "Social workers share the plan with parents.",
    ],
)
def test_plans_for_children_are_no_duties(read_sections: Reader, sentence: str) -> None:
    assert read_sections(f"Findings\n\n{sentence}").duties == ()


def test_a_plan_sent_already_is_no_duty(read_sections: Reader) -> None:
    document = read_sections(
        "Findings\n\nYou have already submitted an action plan. We have read your action plan."
    )
    assert document.duties == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Areas for priority action", PRIORITY),
        ("Area for priority action", PRIORITY),
        ("Area(s) for priority action:", PRIORITY),
        ("AREAS FOR PRIORITY ACTION", PRIORITY),
        ("Priority actions", PRIORITY),
        ("Areas requiring improvement", IMPROVE),
        ("Areas for improvement", IMPROVE),
        ("Area for improvement", IMPROVE),
        ("What needs to improve?", IMPROVE),
        ("What needs to improve in this area of practice", IMPROVE),
        ("What needs to improve in this area of social work practice?1", IMPROVE),
        ("What needs to improve in this area of social work\npractice:", IMPROVE),
    ],
)
def test_each_form_of_the_headings_opens_its_list(read_sections: Reader, heading: str, kind: str) -> None:
    document = read_sections(f"{heading}\n\n• The pace of change.\n\nMain findings\n\n• Something else.")
    assert texts(document, kind) == ["The pace of change."]
    assert len(document.findings) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "Areas for improvement raised in the inspection in 2022 and considered in this are not complete.",
        "Leaders know the\nareas for priority action\nidentified in May and December 2019 on quality.",
        "Leaders have an accurate view of the\nAreas for improvement\nand of what they must do about them.",
    ],
)
def test_prose_that_looks_like_a_heading_opens_no_list(read_sections: Reader, prose: str) -> None:
    document = read_sections(f"Overview\n\n{prose}\n\n• A strength.\n\nFindings\n\n• Another.")
    assert document.findings == ()


@pytest.mark.parametrize(
    "bullet", ["◼", "▪", "•", "–", "-", "*", "\uf06e", "\uf0a7", "\uf0b7", "o", "1.", "(a)"]
)
def test_every_kind_of_bullet_is_taken_off(read_sections: Reader, bullet: str) -> None:
    document = read_sections(f"Areas for improvement\n\n{bullet} The pace of change.\n\nFindings")
    assert texts(document) == ["The pace of change."]


def test_printed_numbers_are_kept_as_references(read_sections: Reader) -> None:
    document = read_sections(
        "Areas for improvement\n\n1. The pace of change.\n2. The quality of plans.\n\nFindings"
    )
    assert [(f.reference, f.text) for f in document.findings] == [
        ("1", "The pace of change."),
        ("2", "The quality of plans."),
    ]


@pytest.mark.parametrize("bullet", ["•", "1."])
def test_a_bullet_alone_on_its_line_belongs_to_the_next(read_sections: Reader, bullet: str) -> None:
    document = read_sections(
        f"Areas for improvement\n\n{bullet}\nThe pace of change.\n\n{bullet}\n\nPlans.\n\nFindings"
    )
    assert texts(document) == ["The pace of change.", "Plans."]


@pytest.mark.parametrize("second", ["–", "−", "─", "―", "⎯", "\uf02d", "\uf0be", "o"])
def test_second_level_bullets_are_sub_items(read_sections: Reader, second: str) -> None:
    document = read_sections(
        f"Areas for priority action\n\n• Strengthen oversight. This includes:\n{second} reading each file\n"
        f"{second} saying so in writing.\n• See every child.\n\nFindings"
    )
    first, last = document.findings
    assert first.text == "Strengthen oversight. This includes:"
    assert first.sub_items == ("reading each file", "saying so in writing.")
    assert (last.text, last.sub_items) == ("See every child.", ())


def test_a_lead_in_is_carried_with_each_item(read_sections: Reader) -> None:
    lead_in = "The local authority needs to take swift action to address the following areas of weakness:"
    document = read_sections(
        f"Areas for priority action\n\n{lead_in}\n\n\uf06e delays in seeing children\n"
        "\uf06e oversight;\n\nFindings"
    )
    assert [(f.lead_in, f.text) for f in document.findings] == [
        (lead_in, "delays in seeing children"),
        (lead_in, "oversight"),
    ]
    assert document.statements == ()


def test_fragments_without_bullets_stay_items_of_their_own(read_sections: Reader) -> None:
    document = read_sections(
        "Area for priority action\n\nThe council needs to address the following areas of weakness:\n\n"
        "delays in seeing children\n\noversight by managers\n\nrecording.\n\nFindings"
    )
    assert texts(document) == ["delays in seeing children", "oversight by managers", "recording."]


def test_a_lead_in_and_its_only_item_in_one_paragraph_are_parted(read_sections: Reader) -> None:
    document = read_sections(
        "Area for priority action\n\nThe council needs to address the following area of weakness: "
        "the time that children wait for a first visit.\n\nFindings"
    )
    (finding,) = document.findings
    assert finding.text == "the time that children wait for a first visit."
    assert finding.lead_in == "The council needs to address the following area of weakness:"


def test_plain_paragraphs_without_bullets_are_items_with_a_warning(read_sections: Reader) -> None:
    document = read_sections(
        "What needs to improve in this area of social work practice\n\nThe pace of change.\n\n"
        "The quality of plans\n\nMain findings\n\nMuch is good."
    )
    assert texts(document) == ["The pace of change.", "The quality of plans"]
    assert all("No bullet" in finding.warnings[0] for finding in document.findings)


def test_plain_text_without_blank_lines_is_read_too() -> None:
    document = read_pasted(
        "14 March 2024\nFocused visit to Harrowmere children’s services\n"
        "This letter summarises the findings of a focused visit to Harrowmere\n"
        "children’s services on 6 February 2024.\nAreas for improvement\n"
        "The pace of change.\nThe quality of plans.\nFindings\nMuch is good."
    )
    assert texts(document) == ["The pace of change.", "The quality of plans."]
    assert document.authority == "Harrowmere"


@pytest.mark.parametrize(
    "state",
    [
        "There are no priority actions following this focused visit.",
        "There were no areas for priority action identified at this visit.",
        "No areas for priority action were identified.",
        "None.",
    ],
)
def test_a_section_that_says_there_are_none_has_no_findings(read_sections: Reader, state: str) -> None:
    document = read_sections(
        f"Areas for priority action\n\n{state}\n\nAreas for improvement\n\n• Plans.\n\nFindings"
    )
    assert document.statements == (state,)
    assert texts(document) == ["Plans."]


@pytest.mark.parametrize(
    "state",
    [
        "The areas for priority action set at the last focused visit in May 2023 remain. Progress is slow.",
        "The areas for improvement continue to be those that were identified at the inspection in July 2022.",
    ],
)
def test_findings_carried_forward_are_no_new_ones_and_are_told_of(read_sections: Reader, state: str) -> None:
    document = read_sections(f"Areas for priority action\n\n{state}\n\nMuch is left to do.\n\nFindings")
    assert document.findings == ()
    assert document.statements == (state, "Much is left to do.")
    assert any("link them" in warning for warning in document.warnings)


def test_a_list_in_addition_to_earlier_findings_is_taken_and_told_of(read_sections: Reader) -> None:
    lead_in = (
        "In addition to addressing the two priority actions not resolved since 2022, leaders should improve:"
    )
    document = read_sections(f"Areas for priority action\n\n{lead_in}\n\n• recording.\n\nFindings")
    assert [(f.text, f.lead_in) for f in document.findings] == [("recording.", lead_in)]
    assert any("link them" in warning for warning in document.warnings)


def test_a_letter_without_sections_says_so(read_sections: Reader) -> None:
    document = read_sections(
        "Headline findings\n\nChildren are helped well.\n\nMain findings\n\n• All is well."
    )
    assert document.findings == ()
    assert any("no section" in warning for warning in document.warnings)


def test_the_lists_may_come_after_the_findings_and_end_the_letter(read_sections: Reader) -> None:
    document = read_sections(
        "Findings\n\n• Weak plans.\n\nAreas for priority action\n\n• See every child.\n\n"
        "What needs to improve in this area of social work practice\n\n• Plans. However, not\n\nall of them"
    )
    assert texts(document, PRIORITY) == ["See every child."]
    assert texts(document, IMPROVE) == ["Plans. However, not all of them"]
    assert "blank line" in document.findings[1].warnings[0]


def test_a_paragraph_after_a_bulleted_list_is_shown_and_not_taken(read_sections: Reader) -> None:
    statement = "Inspectors will look at these areas again next year."
    document = read_sections(f"Areas for improvement\n\n• Plans.\n• Visits\n\n{statement}\n\nFindings")
    assert texts(document) == ["Plans.", "Visits"]
    assert document.statements == (statement,)


def test_a_framework_tag_stays_in_the_text_and_is_the_theme(read_sections: Reader) -> None:
    document = read_sections(
        "Areas for improvement\n\n• Oversight. (enabler 2, national framework)\n\nFindings"
    )
    (finding,) = document.findings
    assert finding.text == "Oversight. (enabler 2, national framework)"
    assert finding.theme == "enabler 2, national framework"


def test_lines_wrapped_in_the_text_are_joined_and_page_numbers_left_out(read_sections: Reader) -> None:
    document = read_sections(
        "Areas for improvement\n\n"
        "• The quality and timeliness of assessments, so that children are seen face-\n"
        "to-face, and that short- \n"
        "and long-term plans are made for every child who needs one in the county\n\n2\n\n"
        "and beyond it.\n\nFindings"
    )
    assert texts(document) == [
        "The quality and timeliness of assessments, so that children are seen face-to-face, and that "
        "short- and long-term plans are made for every child who needs one in the county and beyond it."
    ]


def test_a_letterhead_pasted_into_the_middle_is_left_out(read_sections: Reader) -> None:
    document = read_sections(
        "Areas for improvement\n\n• Plans.\nOfsted\nPiccadilly Gate\nStore Street\nManchester\nM1 2WD\n"
        "T 0300 123 1231\nenquiries@ofsted.gov.uk\nwww.gov.uk/ofsted\n• Visits.\n\nFindings"
    )
    assert texts(document) == ["Plans.", "Visits."]
    assert document.statements == ()


def test_form_feeds_count_pages_and_an_item_runs_over_them(read_sections: Reader) -> None:
    document = read_sections(
        "\fRunning head\n\nAreas for improvement\n\n• Plans and the way that they are\n\n2\n\f"
        "Running head\n\n"
        "written for children.\n• Visits.\n\nFindings\n\n3\f"
    )
    assert [(f.text, f.page) for f in document.findings] == [
        ("Plans and the way that they are written for children.", 2),
        ("Visits.", 3),
    ]
    assert document.findings[0].warnings == ("Joined over a page break.",)


@pytest.mark.parametrize(
    ("subject", "authority"),
    [
        ("Focused visit to Harrowmere’s children’s services", "Harrowmere"),
        (
            "Focused visit to the Royal Borough of Harrowmere children's services",
            "Royal Borough of Harrowmere",
        ),
        (
            "Focused visit to London Borough of Harrowmere local authority children’s services.",
            "London Borough of Harrowmere",
        ),
        ("Ofsted focused visit to Harrowmere Children’s Trust", "Harrowmere Children’s Trust"),
        ("Focused visit to Harrowmere local authority children’s services", "Harrowmere"),
    ],
)
def test_the_authority_is_taken_from_the_subject_as_printed(subject: str, authority: str) -> None:
    document = read_pasted(f"14 March 2024\n\n{subject}\n\nAreas for improvement\n\n• Plans.")
    assert (document.title, document.authority) == (subject, authority)


def test_a_visit_without_a_year_is_the_latest_before_the_letter() -> None:
    document = read_pasted(
        "3 January 2024\n\nFocused visit to Harrowmere children’s services\n\n"
        "This letter summarises the findings of a focused visit to Harrowmere on 5 and 6 December."
    )
    assert (str(document.visited_from), str(document.visited_to)) == ("2023-12-05", "2023-12-06")
    assert any("without a year" in warning for warning in document.warnings)


def test_a_misprinted_date_is_left_empty_and_asked_about() -> None:
    document = read_pasted(
        "6 November 20205\n\nFocused visit to Harrowmere children’s services\n\n"
        "This letter summarises the findings of a focused visit to Harrowmere on 31 September 2025."
    )
    assert (document.published_on, document.visited_from, document.visited_to) == (None, None, None)
    assert document.visited_as_printed == "31 September 2025"
    assert len([warning for warning in document.warnings if "enter" in warning]) == 2


def test_a_document_survives_the_way_between_processes(harrowmere: Path) -> None:
    document = read_document(harrowmere)
    assert ExtractedDocument.from_json(json.loads(json.dumps(document.to_json(places=True)))) == document


WORDS = st.sampled_from(
    [
        "children",
        "plans",
        "quality",
        "visits",
        "so",
        "that",
        "managers",
        "oversight,",
        "seen",
        "the",
        "and",
        "of",
        "timely",
    ]
)
ITEMS = st.lists(WORDS, min_size=2, max_size=60).map(lambda words: " ".join(words).capitalize())
LISTS = st.lists(st.tuples(ITEMS, st.sampled_from([".", ".", ".", ""])).map("".join), min_size=1, max_size=6)


@given(
    items=LISTS,
    bullet=st.sampled_from("•◼▪–-\uf06e"),
    width=st.sampled_from([60, 80, 100, 10_000]),
    indent=st.sampled_from(["", "  "]),
    between=st.sampled_from(["\n", "\n\n"]),
)
def test_any_bulleted_list_is_read_word_for_word(
    items: list[str], bullet: str, width: int, indent: str, between: str
) -> None:
    printed = between.join(
        textwrap.fill(f"{bullet} {item}", width, subsequent_indent=indent, break_on_hyphens=False)
        for item in items
    )
    document = read_pasted(f"{HEAD}\nAreas for priority action\n\n{printed}\n\nMain findings\n{TAIL}")
    assert texts(document) == items
    assert document.statements == ()


@given(
    st.lists(
        st.sampled_from(
            ["Areas for priority action", "Findings", "•", "• a", "–", "1.", "\f", "", " x", "x:"]
        )
    )
)
def test_no_order_of_lines_breaks_the_reader(lines: list[str]) -> None:
    text = "\n".join(["Focused visit to Harrowmere children’s services", *lines])
    document = read_pasted(text)
    assert all(finding.text for finding in document.findings)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    document = read_pasted(f"{HEAD}\nAreas for priority action\n{text}")
    json.dumps(document.to_json())


def test_the_mark_of_a_footnote_in_plain_text_is_no_part_of_an_item(read_sections: Reader) -> None:
    document = read_sections(
        "Areas for improvement\n\n• Supervision, so that drift is challenged.1\n"
        "• Plans for care leavers aged 21.\n• Visits within 1.5\nmiles.\n"
    )
    assert texts(document) == [
        "Supervision, so that drift is challenged.",
        "Plans for care leavers aged 21.",
        "Visits within 1.5 miles.",
    ]
    assert document.findings[0].warnings == ("A footnote mark was left out.",)
