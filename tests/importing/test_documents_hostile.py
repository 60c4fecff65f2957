"""Whatever is done to a file, reading it ends with a document that keeps its promises or a sentence."""

import json
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.letter_forms import FORMS, pieces
from tracker.domain.errors import TrackerError
from tracker.importing.documents import read_document
from tracker.importing.extracted import ExtractedDocument

LETTER = """14 March 2024
# Focused visit to Harrowmere County Council children’s services
# Areas for priority action
The council should act on the following:
* The quality of plans:
- at night
1 Decisions within three months.
| Responsible body | Areas for improvement
| The council | Leaders should listen.
# Main findings
"""
# What breaks readers: half of a structure, a number nobody expects, a sign that begins something else.
ODD = {
    "docx": [
        "<w:p>",
        "<w:tbl/>",
        "<w:tr><w:tc/></w:tr>",
        '<w:ilvl w:val="-7"/>',
        "<w:del/>",
        '<w:sz w:val=""/>',
    ],
    "odt": ["<text:list/>", "<text:note/>", "<table:table-row/>", "<text:soft-page-break/>", "</text:p>"],
    "html": [
        "<td colspan=99999>",
        "<ol start=-1>",
        "<li>",
        "<table>",
        "</div>",
        "<pre>",
        "&#xD800;",
        "<sup>1",
    ],
    "rtf": [
        "{",
        "}",
        r"\cell ",
        r"\row",
        r"\intbl",
        r"\u-10179?",
        r"\bin9",
        r"\*",
        r"\footnote ",
        r"{\listtext ",
    ],
    "txt": [
        "\f",
        "\t",
        "•",
        "1.",
        "\x00",
        "\u2028",
        "Recommendation 2",
        "R1",
        "Areas for improvement\n",
        "\n\n",
    ],
}


def spoiled(data: bytes, odd: list[str], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        rest = place + chance.choice((0, 0, 1, 30))
        data = data[:place] + chance.choice(odd).encode() * chance.choice((1, 1, 40)) + data[rest:]
    return data


def write_spoiled(path: Path, odd: list[str], chance: random.Random) -> None:
    """Spoils the file, or where it is packed, one of its parts."""
    if not zipfile.is_zipfile(path):
        path.write_bytes(spoiled(path.read_bytes(), odd, chance))
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([each for each in parts if each.endswith(".xml")])
    parts[name] = spoiled(parts[name], odd, chance)
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_spoiled_file_is_read_or_refused_in_a_sentence(form: str, tmp_path: Path, seed: int) -> None:
    path = FORMS[form](pieces(LETTER), tmp_path / f"letter.{form}")
    write_spoiled(path, ODD[form], random.Random(seed))
    try:
        document = read_document(path)
    except TrackerError as refusal:
        assert path.name in str(refusal)
        return
    assert ExtractedDocument.from_json(json.loads(json.dumps(document.to_json(places=True)))) == document
    for finding in document.findings:
        assert finding.text.strip()
        assert all(0 <= number < len(document.lines) for number in finding.lines)
