"""PDFs that draw neither rules nor bullets as characters: their tags say what the page shows."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from tracker.importing.documents import read_document
from tracker.importing.pdf import read_pdf
from tracker.importing.tagged import tags_of

MakePdf = Callable[..., Path]
PLAIN_TABLE = """#table(columns: 2, stroke: none, [*Who*], [*What*],
[The council], [Read each plan before it is agreed, and say so in the file, every time and everywhere.],
[The board], [Meet.])"""
LETTER = """14 March 2024

Focused visit to Harrowmere County Council children’s services

The visit took place on 6 and 7 February 2024.

#set list(marker: box(width: 5pt, height: 5pt, fill: black))

*Areas for priority action*

- See every child within a day of the first call, and write down why where that was not done in time.
- Read each file.

*What needs to improve in this area of practice?*

- Plans
- Visits

*Main findings*

Managers know the service well.
"""


def cells(path: Path) -> list[tuple[int, int, str]]:
    return [(line.cell.row, line.cell.column, line.text) for line in read_pdf(path).lines if line.cell]


def test_a_table_without_rules_is_read_by_its_tags(make_pdf: MakePdf) -> None:
    found = cells(make_pdf(PLAIN_TABLE))
    assert found[:3] == [(0, 0, "Who"), (0, 1, "What"), (1, 0, "The council")]
    assert {place[:2] for place in found} == {(row, column) for row in range(3) for column in range(2)}


def test_a_table_that_lays_out_the_page_is_none(make_pdf: MakePdf) -> None:
    path = make_pdf(
        f"#table(columns: 2, stroke: none, [Left], [{PLAIN_TABLE.replace('#', '', 1)}])".replace(
            "[table", "[#table"
        )
    )
    assert [text for _, _, text in cells(path)][:2] == ["Who", "What"]
    assert "Left" in [line.text for line in read_pdf(path).lines if line.cell is None]


def test_one_column_is_no_table(make_pdf: MakePdf) -> None:
    assert cells(make_pdf("#table(columns: 1, stroke: none, [One], [Two])")) == []


def test_bullets_drawn_as_pictures_are_known_by_the_tags(make_pdf: MakePdf) -> None:
    document = read_document(make_pdf(LETTER))
    assert [(finding.text[:9], finding.warnings) for finding in document.findings] == [
        ("See every", ()),
        ("Read each", ()),
        ("Plans", ()),
        ("Visits", ()),
    ]


@pytest.mark.parametrize("above", [19, 19.5, 20, 20.5])
def test_such_an_item_may_run_over_the_page(make_pdf: MakePdf, above: float) -> None:
    letter = LETTER.replace("*Areas", f"#v({above}cm)\n\n*Areas")
    document = read_document(make_pdf(letter))
    assert len(document.findings) == 4
    assert document.findings[0].text.endswith("not done in time.")


def test_bullets_that_are_characters_are_left_as_they_are(make_pdf: MakePdf) -> None:
    path = make_pdf("#set list(marker: [▪])\n\n- One\n- Two\n\nThree")
    assert [line.marker for line in read_pdf(path).lines] == ["▪", "▪", None]


def test_a_page_without_tags_says_nothing(make_pdf: MakePdf, tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    bare = tmp_path / "bare.pdf"
    with pikepdf.open(make_pdf(PLAIN_TABLE)) as document:
        del document.Root["/StructTreeRoot"]
        document.save(bare)
    assert cells(bare) == []
    with pdfium.PdfDocument(bare) as document:
        tags = tags_of(document[0])
    assert (tags.cells, tags.items) == ({}, {})


def test_structure_nested_without_end_is_cut_off(make_pdf: MakePdf, tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    deep = tmp_path / "deep.pdf"
    with pikepdf.open(make_pdf(PLAIN_TABLE)) as document:
        root = document.Root["/StructTreeRoot"]
        page = document.pages[0].obj
        element = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, K=0, Pg=page, P=root)
        )
        for _ in range(2_000):
            outer = document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.StructElem,
                    S=pikepdf.Name.Div,
                    K=pikepdf.Array([element]),
                    Pg=page,
                    P=root,
                )
            )
            element["/P"] = outer
            element = outer
        root["/K"] = pikepdf.Array([element])
        document.save(deep)
    assert len(read_pdf(deep).lines) > 3
