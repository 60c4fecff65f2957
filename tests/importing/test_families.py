import json
from pathlib import Path

import pytest

from tracker.importing.documents import READERS, read_document, read_pasted


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
    if document.kind not in READERS:
        assert document.findings == ()
        assert len(document.warnings) == 1


def test_a_family_named_later_in_the_letter_does_not_count(harrowmere: Path) -> None:
    text = harrowmere.read_text(encoding="utf-8").replace(
        "for the front door.", "for the front door, as at the joint targeted area inspection of 2022."
    )
    assert read_pasted(text).kind == "focused_visit_letter"


def test_the_reference_letters_are_read_word_for_word(letters: Path) -> None:
    for expected_file in sorted(letters.glob("*fv*.expected.json")):
        expected = json.loads(expected_file.read_text(encoding="utf-8"))
        file = next(path for path in letters.glob(f"{expected['id']}.*") if path.suffix in (".pdf", ".txt"))
        document = read_document(file)
        found = [(str(f.kind), _normal(" ".join((f.text, *f.sub_items)))) for f in document.findings]
        wanted = [("priority_action", _normal(text)) for text in expected["priority_actions"]]
        wanted += [("area_for_improvement", _normal(text)) for text in expected["improvements"]]
        assert sorted(found) == sorted(wanted), file.name
        assert (str(document.published_on), str(document.visited_from), str(document.visited_to)) == (
            expected["published"],
            expected["visit_date"],
            expected["visit_end"],
        ), file.name
        assert document.authority == expected["authority"]
        if "priority_pages" in expected:
            pages = sorted(finding.page or 0 for finding in document.findings)
            assert pages == sorted(expected["priority_pages"] + expected["improvement_pages"]), file.name
        assert list(document.statements)[: len(expected.get("statements_not_actions", []))] == expected.get(
            "statements_not_actions", []
        )


def test_the_reference_documents_are_known_by_kind(letters: Path) -> None:
    for expected_file in sorted(letters.glob("*.expected.json")):
        expected = json.loads(expected_file.read_text(encoding="utf-8"))
        file = next(path for path in letters.glob(f"{expected['id']}.*") if path.suffix in (".pdf", ".txt"))
        assert read_document(file).kind == expected["kind"], file.name


def _normal(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
