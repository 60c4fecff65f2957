import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from ui.widgets.fields import NotesField
from ui.widgets.pasting import words_of

WORD = """<html xmlns:o="urn:schemas:office"><head><style>p.MsoNormal {margin:0cm}</style>
<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head><body><!--StartFragment-->
<p class=MsoNormal><b><span style='font-size:14.0pt;color:red'>Six of ten posts
are filled.</span></b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'>
<span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span></span>
<![endif]>Two offers are out</p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span>One is refused</p>
<!--EndFragment--></body></html>"""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (WORD, "Six of ten posts are filled.\n• Two offers are out\n2. One is refused"),
        ("<div><p>Hello&nbsp;all</p><p>Second</p></div>", "Hello all\nSecond"),
        ("<ul><li>One</li><li><p>Two</p></li></ul>After", "• One\n• Two\nAfter"),
        ("<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>", "1. One\n• Inner\n2. Two"),
        (
            'See <a href="https://example.org/a">the <b>paper</b></a>.',
            "See the paper (https://example.org/a).",
        ),
        ('<a href="https://example.org">https://example.org</a>', "https://example.org"),
        ('<a href="mailto:a@example.org">Write to us</a>', "Write to us (a@example.org)"),
        ('<a href="javascript:alert(1)">Press</a>', "Press"),
        (
            "<table><tr><td>Posts</td><td>10</td></tr><tr><td>Filled</td><td>6</td></tr></table>",
            "Posts  10\nFilled  6",
        ),
        ("One<br>Two<img src='x' alt='smile'>", "One\nTwo"),
        ("<style>a {}</style><script>alert(1)</script>Kept", "Kept"),
        ("&lt;b&gt; &amp; £5", "<b> & £5"),
        ("", ""),
    ],
)
def test_only_paragraphs_lists_and_links_are_kept(html: str, words: str) -> None:
    assert words_of(html) == words


@given(st.text())
@example("<![0")
def test_no_html_is_too_odd(html: str) -> None:
    assert all(line == line.strip() for line in words_of(html).split("\n"))


@given(
    st.lists(
        st.sampled_from(
            [
                "<ul>",
                "</ol>",
                "<li>",
                "</li>",
                "<p>",
                "<a href='x'>",
                "</a>",
                "word ",
                "<span style='mso-list:Ignore'>",
                "</span>",
                "<td>",
                "</head>",
                "<ol>",
            ]
        )
    )
)
def test_tags_may_be_nested_in_any_way(parts: list[str]) -> None:
    assert words_of("".join(parts)).count("word") <= parts.count("word ")


def test_a_field_takes_the_words_of_what_was_copied(qtbot: QtBot) -> None:
    field = NotesField("What has happened", "Before. ")
    qtbot.addWidget(field)
    copied = QMimeData()
    copied.setHtml("<p style='color:red'><b>Six</b> of ten</p><p>Two to go</p>")
    copied.setText("something else")
    field.edit.moveCursor(field.edit.textCursor().MoveOperation.End)
    field.edit.insertFromMimeData(copied)
    assert field.value() == "Before. Six of ten\nTwo to go"


def test_plain_words_stay_as_they_are(qtbot: QtBot) -> None:
    field = NotesField("What has happened")
    qtbot.addWidget(field)
    copied = QMimeData()
    copied.setText("Six  of\n\nten")
    field.edit.insertFromMimeData(copied)
    assert field.value() == "Six  of\n\nten"
