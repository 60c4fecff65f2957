from pathlib import Path

from tests.importing.letter_forms import write_docx
from tests.importing.sheets.trackers import TODAY
from tests.plans import plan
from tracker.importing.sheets.proposal import SheetProposal
from tracker.importing.sheets.ratings import Meaning
from tracker.importing.sheets.tables import is_tracker
from tracker.importing.sheets.workbook import Merged, read_workbook


def cell(text: str, properties: str = "") -> str:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("|"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def table(*rows: list[str]) -> str:
    inner = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{inner}</w:tbl>"


HEADS = [cell(text) for text in ("Theme", "Action", "Lead", "By when", "RAG")]
BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def tracker(path: Path) -> Path:
    """A Word table with a theme merged down, two lines in a cell and a shaded rating."""
    rows = (
        [cell("Front door", BEGINS), cell("Do it|and well"), cell("Me"), cell("31 March 2027"), cell("G")],
        [
            *(cell("", GOES_ON), cell("Then this"), cell("You"), cell("June 2027")),
            cell("", '<w:shd w:val="clear" w:fill="FFC000"/>'),
        ],
    )
    return write_docx(path, f"<w:p><w:r><w:t>Our plan</w:t></w:r></w:p>{table(HEADS, *rows)}")


def test_the_tables_of_a_word_document_are_read_as_sheets(tmp_path: Path) -> None:
    (page,) = read_workbook(tracker(tmp_path / "a.docx")).sheets
    assert page.name == "Table 1" and page.merged == (Merged(2, 1, 3, 1),)
    first, shaded = page.cell(2, 2), page.cell(3, 5)
    assert first and first.shown == "Do it\nand well"
    assert shaded and (shaded.value, shaded.fill) == (None, "FFC000")


def test_a_tracker_in_word_comes_in_like_any_other(tmp_path: Path) -> None:
    book = read_workbook(tracker(tmp_path / "a.docx"))
    assert is_tracker(book)
    proposal = SheetProposal.of(book, TODAY)
    first, second = proposal.against(plan()).rows
    assert (first.read.title, first.read.workstream) == ("Do it and well", "Front door")
    assert (second.read.title, second.read.workstream) == ("Then this", "Front door")
    assert [(each.shown, each.meaning != Meaning()) for each in proposal.states()] == [
        ("G", True),
        ("amber", True),
    ]
    assert first.read.place == "Table 1 row 2"
