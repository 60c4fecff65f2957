"""One letter in every form that is read: what is found must not depend on the form."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.letter_forms import FORMS, Piece, pieces
from tracker.importing.documents import read_document
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding

OPENING = """14 March 2024
Dear Director
# Focused visit to Harrowmere County Council children’s services
This letter summarises the findings of the focused visit to Harrowmere on 6 and 7 February 2024.
"""
LETTER = (
    OPENING
    + """# Areas for priority action
The local authority should act on these:
* The quality of plans – for children who “wait”.
* The timeliness of decisions:
- at the front door
- out of hours
# What needs to improve in this area of social work practice
1 How well leaders know their services.
1 The number of visits that are late.
# Main findings
Social workers know their children well.
Ofsted will take the findings from this focused visit into account.
"""
)


def read(form: str, content: list[Piece], folder: Path) -> ExtractedDocument:
    return read_document(FORMS[form](content, folder / f"letter.{form}"))


def without_places(document: ExtractedDocument) -> list[ExtractedFinding]:
    return [replace(finding, lines=(), warnings=()) for finding in document.findings]


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_reads_the_same_in_every_form(form: str, tmp_path: Path) -> None:
    document = read(form, pieces(LETTER), tmp_path)
    as_plain = read("txt", pieces(LETTER), tmp_path)
    assert [(finding.text, finding.sub_items) for finding in document.findings] == [
        ("The quality of plans – for children who “wait”.", ()),
        ("The timeliness of decisions:", ("at the front door", "out of hours")),
        ("How well leaders know their services.", ()),
        ("The number of visits that are late.", ()),
    ]
    assert without_places(document) == without_places(as_plain)
    assert (document.authority, document.published_on) == (as_plain.authority, as_plain.published_on)
    assert (document.visited_from, document.visited_to) == (as_plain.visited_from, as_plain.visited_to)
    assert document.statements == as_plain.statements
    assert document.warnings == ()


SEND = """# Area SEND inspection of Harrowmere Local Area Partnership
# Areas for priority action
| Responsible body | Areas for priority action
| Harrowmere County Council and the integrated care board | Leaders should see every child’s plan through.
| Harrowmere County Council | Leaders should know which children have no school place.
# Areas for improvement
| Responsible body | Areas for improvement
| All leaders | Leaders should tell parents sooner what happens next.
# Local area partnership details
"""


@pytest.mark.parametrize("form", FORMS)
def test_tables_of_findings_read_the_same_in_every_form(form: str, tmp_path: Path) -> None:
    found = read(form, pieces(SEND), tmp_path).findings
    assert [(str(finding.kind), finding.text, len(finding.responsible)) for finding in found] == [
        ("priority_action", "Leaders should see every child’s plan through.", 1),
        ("priority_action", "Leaders should know which children have no school place.", 1),
        ("area_for_improvement", "Leaders should tell parents sooner what happens next.", 1),
    ]
    as_web_page = read("html", pieces(SEND), tmp_path).findings
    assert [finding.responsible for finding in found] == [finding.responsible for finding in as_web_page]


@pytest.mark.parametrize("form", FORMS)
def test_each_finding_names_the_lines_it_stands_on(form: str, tmp_path: Path) -> None:
    document = read(form, pieces(LETTER), tmp_path)
    for finding in document.findings:
        assert finding.text in document.lines[finding.lines[0]].text
    assert [line.text for line in document.lines] == document.text.replace("\f", "\n").split("\n")


words = st.text(
    st.characters(codec="utf-8", categories=("L", "Nd", "P", "Sm", "Zs")), min_size=1, max_size=60
)
items = words.map(lambda text: f"Leaders should see to {' '.join(text.split())} soon.")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(items, min_size=1, max_size=4))
def test_whatever_words_an_item_has_it_reads_the_same_in_every_form(tmp_path: Path, items: list[str]) -> None:
    letter = [*pieces(f"{OPENING}# Areas for priority action"), *(Piece(item, "bullet") for item in items)]
    letter += pieces("# Main findings\nSocial workers know their children.")
    found = {form: without_places(read(form, letter, tmp_path)) for form in FORMS}
    assert all(each == found["txt"] for each in found.values())
    assert len(found["txt"]) == len(items)
