from collections.abc import Iterator

import pytest

from tracker.domain.errors import TrackerError
from tracker.importing.blocks import Block, Runs, lines_of_blocks


def test_paragraphs_become_lines_with_the_places_of_what_is_printed() -> None:
    lines = lines_of_blocks(
        [
            Block("Menu", aside=True),
            Block("One\n  \ntwo", marker="1.", indent=18.0, page=1),
            Block(" \n", page=1),
            Block("Three", page=2),
            Block("A note", note=True, page=1),
            Block("A note from nowhere", note=True),
        ],
        "letter.docx",
    )
    assert lines.text == "Menu\f1. One\ntwo\fThree\n\nA note\n\nA note from nowhere"
    assert [(line.whole, line.gap, line.number) for line in lines.lines] == [
        ("1. One", 1.0, 1),
        ("two", 0.0, 2),
        ("Three", 1.0, 3),
    ]
    assert [lines.printed[line.number].text for line in lines.lines] == ["1. One", "two", "Three"]
    assert [note.text for note in lines.footnotes] == ["A note"]
    assert lines.measured
    assert lines.width is None


def test_a_number_alone_stays_the_words_it_is() -> None:
    (line,) = lines_of_blocks([Block("4.")], "letter.docx").lines
    assert (line.text, line.marker) == ("4.", None)


def test_warnings_may_come_while_the_blocks_are_read() -> None:
    warnings: list[str] = []

    def blocks() -> Iterator[Block]:
        yield Block("Words")
        warnings.append("Something was odd.")

    assert lines_of_blocks(blocks(), "letter.docx", warnings).warnings == ("Something was odd.",)


def test_without_words_or_with_too_many_lines_it_is_refused() -> None:
    for blocks, words in (([], "no words"), ([Block("x\n" * 100_001)], "more than this program reads")):
        with pytest.raises(TrackerError, match=words):
            lines_of_blocks(blocks, "letter.docx")


def test_runs_are_bold_where_all_that_is_printed_is() -> None:
    runs = Runs()
    assert (runs.bold, runs.inked) == (False, False)
    runs.add(" ", bold=False)
    runs.add("Words", bold=True, size=14.0)
    assert (runs.bold, runs.inked, runs.size) == (True, True, 14.0)
    runs.add("more")
    assert not runs.bold
