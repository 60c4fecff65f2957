import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

References = list[tuple[dict[str, Any], ExtractedDocument]]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Focused visit to Harrowmere children’s services", "focused_visit_letter"),
        ("Monitoring visit to Harrowmere children’s services", "monitoring_visit_letter"),
        ("Joint targeted area inspection of Harrowmere", "jtai_letter"),
        ("Area SEND inspection of Harrowmere Local Area Partnership", "area_send_report"),
        ("Joint area SEND inspection in Harrowmere", "area_send_letter_2016_2022"),
        ("Inspection of services for children in need of help and protection", "sif_report"),
        (
            "Inspection of local authority arrangements for looked after children",
            "looked_after_children_inspection_report",
        ),
        ("Inspection of Harrowmere local authority children’s services", "ilacs_report"),
        ("Estyn inspection of Harrowmere education services", "estyn_local_authority_report"),
        ("National child protection inspection of Harrowmere police", "hmicfrs_report"),
        ("An inspection of youth offending services in Harrowmere", "hmi_probation_report"),
        ("Improvement notice issued to Harrowmere County Council", "improvement_notice"),
        ("Minutes of the gardening club", "other"),
    ],
)
def test_each_family_is_known_by_its_opening(opening: str, kind: str) -> None:
    document = read_pasted(f"14 March 2024\n\n{opening}\n\nAreas for priority action\n\n• See every child.")
    assert document.kind == kind


def test_a_family_named_later_in_the_letter_does_not_count(harrowmere: Path) -> None:
    text = harrowmere.read_text(encoding="utf-8").replace(
        "for the front door.", "for the front door, as at the joint targeted area inspection of 2022."
    )
    assert read_pasted(text).kind == "focused_visit_letter"


def test_a_paper_that_only_names_a_family_is_another_document() -> None:
    document = read_pasted(
        "Improvement board, 4 May 2024\n\nThe board heard of the monitoring visit to Harrowmere.\n\n"
        "Recommendations\n\n• Agree the plan."
    )
    assert (document.kind, document.regulator) == ("other", None)
    assert [finding.text for finding in document.findings] == ["Agree the plan."]


@pytest.fixture(scope="module")
def references(letters: Path) -> References:
    """Each reference document as it is to be read, and as it is."""
    return list(_read_all(letters))


def _read_all(letters: Path) -> Iterator[tuple[dict[str, Any], ExtractedDocument]]:
    for file in sorted(letters.glob("*.expected.json")):
        expected = json.loads(file.read_text(encoding="utf-8"))
        stem = file.name.removesuffix(".expected.json")
        source = next(each for each in letters.glob(f"{stem}.*") if each.suffix in (".pdf", ".txt"))
        yield expected, read_document(source)


def test_the_reference_documents_are_read_word_for_word(references: References) -> None:
    for expected, document in references:
        found = {
            (f.kind == "priority_action", bare("".join((f.text, *f.sub_items)))): f for f in document.findings
        }
        wanted = {(True, bare(text)) for text in expected["priority_actions"]}
        wanted |= {(False, bare(text)) for text in expected["improvements"]}
        assert wanted <= found.keys(), document.file
        # The expected results leave out the priority actions of a Local Safeguarding Children Board.
        extra = [found[key] for key in found.keys() - wanted]
        assert {(f.kind, f.addressee) for f in extra} <= {
            ("priority_action", "Local Safeguarding Children Board")
        }


def test_the_reference_documents_say_when_and_whom(references: References) -> None:
    for expected, document in references:
        assert document.kind == expected["kind"], document.file
        assert str(document.visited_from) == str(expected["visit_date"]), document.file
        assert str(document.visited_to) == str(expected.get("visit_end", expected["visit_date"])), (
            document.file
        )
        if document.published_on:  # reports of today print no date of their own
            assert str(document.published_on) == expected["published"], document.file
        if not expected.get("excerpt_only"):
            assert document.authority == expected["authority"], document.file


def test_the_items_of_the_reference_documents_carry_what_goes_with_them(references: References) -> None:
    for expected, document in references:
        found = {bare("".join((f.text, *f.sub_items))): f for f in document.findings}
        for section in expected.get("sections", ()):
            for item in section["items"]:
                finding = found[bare(item["text"])]
                assert finding.page == item["page"], document.file
                assert finding.reference == item.get("ref"), document.file
                assert len(finding.sub_items) == len(item.get("sub_items", ())), document.file
                assert finding.timescale == section.get("timescale"), document.file
                assert section["heading"].startswith(finding.section), document.file
                if "lead_in" in section:
                    assert finding.lead_in is not None
                    assert bare(finding.lead_in) == bare(section["lead_in"]), document.file
        statements = expected.get("statements_not_actions", [])
        assert list(document.statements)[: len(statements)] == statements


def bare(text: str) -> str:
    """The words alone, as the expected results compare them: without white space, dashes and bullets."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘“”", "''\"\""))
    return re.sub("[\\s\\-‐‑–—−─―⎯\xad◼▪•■●\uf06e\uf0a7\uf02d\uf0be\uf0b7]", "", plain).lower()
