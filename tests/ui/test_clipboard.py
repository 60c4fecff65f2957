"""Tables on the clipboard."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from tracker.domain.commands.keeping import clean
from tracker.importing.sheets.pasted import rows_of, table_of
from ui.clipboard import as_html, as_text, copy_table

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=12).map(clean)
ROWS = st.lists(
    st.lists(WORDS.filter(lambda each: not each.startswith("'")), min_size=3, max_size=3), max_size=4
)


@given(ROWS)
def test_what_is_copied_comes_back_as_it_was(rows: list[list[str]]) -> None:
    """By text and, white space apart, by HTML: no tab, new line, mark or sign of a formula is lost."""
    heads = ["Ref", "Action", "Due"]
    there = [row for row in rows if any(row)]
    assert rows_of(as_text(heads, rows)) == [heads, *there]
    squeezed = [
        ["\n".join(words for line in cell.split("\n") if (words := " ".join(line.split()))) for cell in row]
        for row in rows
    ]
    assert table_of(as_html(heads, rows)) == [heads, *(row for row in squeezed if any(row))]


def test_texts_stay_texts_in_a_spreadsheet_while_days_and_money_are_what_they_say() -> None:
    html = as_html(["Ref"], [["1.10", "=1+1", "30 Oct 2026", "£1,050,000", "12"]])
    assert [r"\@" in cell for cell in html.split("<td")[1:]] == [True, True, False, False, False]
    assert as_text(["A"], [["=1+1", "+140 days", "-12"]]).splitlines()[1] == "'=1+1\t'+140 days\t-12"


def test_both_forms_are_on_the_clipboard_and_nothing_is_read_as_markup() -> None:
    copy_table(["Action"], [["<b>Plan</b> & do"]])
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == "Action\r\n<b>Plan</b> & do\r\n"
    assert "&lt;b&gt;Plan&lt;/b&gt; &amp; do" in held.html()
