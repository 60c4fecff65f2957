from dataclasses import replace

import pytest

from tests.reports.samples import EVERY_CHIP, OVERDUE_PAPER, PROGRESS_PAPER
from tracker.reports import plain
from tracker.reports.document import (
    Align,
    Column,
    Document,
    Heading,
    ImpactBars,
    Paragraph,
    Table,
    TickBox,
    para,
)

PAPERS = pytest.mark.parametrize("paper", [OVERDUE_PAPER, PROGRESS_PAPER], ids=["overdue", "progress"])


def body(*blocks: Heading | Paragraph | Table, width: int = 60) -> str:
    """These blocks as text, without the opening and the foot."""
    paper = replace(PROGRESS_PAPER, blocks=blocks, item="", facts=(), answer=())
    return plain.write(paper, width).split("====\n\n", 1)[1].rsplit("\n\n", 1)[0]


def test_a_table_is_set_in_columns_whose_words_stay_whole() -> None:
    columns = (Column("Ref", 10), Column("Action", 60), Column("Days late", 10, Align.RIGHT))
    rows = (
        (
            (para("1.1"),),
            (para("Ten social workers in the hub"), Paragraph(EVERY_CHIP[:1])),
            (para("98"),),
        ),
        ((para("12.10a"),), (para("Every contact decided in time"),), (para("7"),)),
    )
    assert body(Heading("Table A", "the latest first"), Table(columns, rows), width=40) == "\n".join(
        (
            "Table A",
            "-------",
            "the latest first",
            "",
            "Ref     Action                      Days",
            "                                    late",
            "------  --------------------------  ----",
            "1.1     Ten social workers in the     98",
            "        hub",
            "        [On track]",
            "12.10a  Every contact decided in       7",
            "        time",
        )
    )


def test_marks_are_their_words() -> None:
    parts = (*EVERY_CHIP[:2], ImpactBars(2, "Improving"), TickBox("Agree"))
    assert body(Paragraph(parts)) == "[On track] [At risk of delay] Improving [ ] Agree"


@PAPERS
def test_the_opening_and_the_foot_say_what_the_paper_is(paper: Document) -> None:
    lines = plain.write(paper).splitlines()
    assert lines[0] == f"{paper.authority} · {paper.marking}"
    assert lines[2:5] == [paper.item, paper.title, "=" * len(paper.title)]
    assert lines[-1] == f"{paper.position} · {paper.version}".replace("\u00a0", " ")


@PAPERS
@pytest.mark.parametrize("width", [80, 110, 160])
def test_lines_keep_to_the_width(paper: Document, width: int) -> None:
    longest = max(map(len, plain.write(paper, width).splitlines()))
    assert longest <= max(width, 106)


def test_a_long_word_is_broken_rather_than_lost() -> None:
    columns = (Column("Ref", 10), Column("Note", 10))
    text = body(Table(columns, (((para("1"),), (para("x" * 5_000),)),)))
    assert text.count("x") == 5_000
    assert max(map(len, text.splitlines())) <= 60


def test_controls_and_overrides_never_reach_the_terminal() -> None:
    assert body(para("a\x1b[31mred\x07 \u202eback\0")) == "a[31mred back"
