"""Rich text as Word and others write it: groups, code pages, lists, tables, notes, tracked changes."""

import pytest

from tracker.domain.errors import TrackerError
from tracker.importing.lines import Cell, Lines
from tracker.importing.rtf import read_rtf

FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f3\fbidi \froman\fcharset2\fprq2 Symbol;}}"


def read(body: str, head: str = r"\ansi\ansicpg1252") -> Lines:
    return read_rtf(rf"{{\rtf1{head}{FONTS}{body}}}".encode("latin-1"), "letter.rtf")


def texts(body: str) -> list[str]:
    return [line.whole for line in read(body).lines]


def test_words_that_are_none_of_the_text_are_passed_over() -> None:
    body = (
        r"{\info{\title Secret}}{\*\generator Someone;}{\stylesheet{\s1 Heading;}}{\header Page one}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt A link}}{\*\bkmkstart here}{\pict\wmetafile8 0a0b}"
        "{\\pict\\bin4 {\\{}}}{\\v Hidden}\\v unseen\\v0  seen\\par"
    )
    assert texts(body) == ["A link seen"]


def test_letters_come_by_code_page_by_unicode_and_by_name() -> None:
    assert texts(r"\'93Na\'efve\'94 \u8211? caf\u233\'e9\par") == ["“Naïve” – café"]
    assert texts(r"{\uc0\u8211}{\uc2\u8211 ab} \endash\emdash\lquote x\rquote\~y\_z\-w\{\}\\\par") == [
        "–– –—‘x’ y-zw{}\\"
    ]
    assert [line.text for line in read(r"\'cf\'f0\par", r"\ansi\ansicpg1251").lines] == ["Пр"]
    assert [line.text for line in read(r"\'82\'a0\par", r"\ansi\ansicpg932").lines] == ["あ"]
    assert [line.text for line in read(r"\'e9\par", r"\ansi\ansicpg99999").lines] == ["é"]


def test_lists_keep_their_marks_and_levels() -> None:
    lines = read(
        r"{\listtext\pard\plain\f3 \'b7\tab}\pard\li720 First\par"
        r"{\pntext 2.\tab}\li1440 Second\par\pard Plain\par"
    ).lines
    assert [(line.marker, line.text) for line in lines] == [
        ("\uf0b7", "First"),
        ("2.", "Second"),
        (None, "Plain"),
    ]
    assert lines[1].at > lines[0].at > lines[2].at


def test_styles_hold_inside_their_groups() -> None:
    lines = read(
        r"{\b\fs32 Heading}\par{\b Part} plain\par\pard\outlinelevel1 Outline\par\pard\b Bold\b0\par"
        r" Light\par"
    ).lines
    assert [line.bold for line in lines] == [True, False, True, True, False]
    assert lines[0].size == 16.0


def test_tables_give_cells_row_by_row() -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl {}\cell {}\cell\row"
    body = row.format("A", r"B\par more") + row.format("", "D") + r"\pard Between\par" + row.format("E", "F")
    assert [(line.text, line.cell) for line in read(body).lines] == [
        ("A", Cell(0, 0, 0)),
        ("B", Cell(0, 0, 1)),
        ("more", Cell(0, 0, 1)),
        ("D", Cell(0, 1, 1)),
        ("Between", None),
        ("E", Cell(1, 0, 0)),
        ("F", Cell(1, 0, 1)),
    ]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    read_body = read(r"Visits are {\deleted rarely }{\revised often }late.\par")
    assert [line.text for line in read_body.lines] == ["Visits are often late."]
    assert "tracked changes" in read_body.warnings[0]


def test_notes_and_text_boxes_break_a_paragraph_off_and_it_goes_on() -> None:
    body = (
        r"Late visits{\super\chftn}{\footnote\pard A note.\par} go"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In a box.\par}}{\shprslt again}} on.\par"
    )
    read_body = read(body)
    assert [line.text for line in read_body.lines] == ["In a box.", "Late visits go on."]
    assert read_body.lines[1].noted
    assert "A note." in read_body.text
    assert read(r"Words{\super 1} here\par").lines[0].noted


@pytest.mark.parametrize(
    ("body", "words"),
    [("{" * 5000 + "deep", "damaged"), ("", "no words"), (r"\par" * 10, "no words")],
)
def test_what_is_too_deep_or_empty_is_refused(body: str, words: str) -> None:
    with pytest.raises(TrackerError, match=words):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        "Words}}}} more",
        r"Words{\footnote a}}}",
        r"Words\'zz\'",
        "Words\\",
        r"Words\u999999999999999?",
        r"Words\bin99",
    ],
)
def test_what_is_broken_is_read_as_far_as_it_goes(body: str) -> None:
    assert texts(body)[0].startswith("Words")
