import pytest

from tests.reports.samples import PROGRESS_PAPER, entry
from tracker.reports.document import Column, Document, Page, Run, Table, muted, para, strong


def paper(*blocks: object) -> Document:
    """A paper of these blocks alone."""
    return Document("T", "A", "OFFICIAL", "P", "V", Page.A4_PORTRAIT, blocks)  # type: ignore[arg-type]


def test_an_entry_needs_a_heading_above_it() -> None:
    lonely = entry("1.1", "Alone", words="No heading.")
    with pytest.raises(ValueError, match=r"entry 1\.1"):
        paper(lonely)
    assert paper(PROGRESS_PAPER.blocks[0], lonely).blocks[1] == lonely


def test_a_row_has_one_cell_for_each_column() -> None:
    columns = (Column("Ref", 10), Column("Action", 90))
    with pytest.raises(ValueError, match="cells"):
        paper(Table(columns, (((para("1.1"),),),)))


def test_strings_in_a_paragraph_are_ordinary_runs() -> None:
    made = para("Moved ", strong("once"), muted(", late"), small=True)
    assert made.parts == (Run("Moved "), Run("once", strong=True), Run(", late", muted=True))
    assert made.small
