"""Words pasted from Word, Outlook, Teams or a web page: paragraphs, lists and links stay, nothing else."""

import re
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

_MOST = 400_000  # characters of HTML that are read; with more the plain text of the clipboard is taken
_BLOCKS = {"p", "div", "br", "ul", "ol", "table", "tr", "blockquote", "pre", "section", "article", "hr"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6"}
_NEVER_SHOWN = {"style", "script", "head", "title", "xml", "template"}
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
_NUMBERED = re.compile(r"[0-9]{1,3}[.)]|[a-zA-Z][.)]")


class Notes(QPlainTextEdit):
    """Several lines of words, into which only words are pasted."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what was copied, as words."""
        html = source.html() if source.hasHtml() else ""
        words = words_of(html) if 0 < len(html) <= _MOST else ""
        self.insertPlainText(words or source.text())


def words_of(html: str) -> str:
    """The words of a piece of HTML: a line for each paragraph, “• ” or “1. ” before the items of lists, the
    cells of a table beside each other, and the address of a link behind its words. "" where nothing can be
    read."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # how Python's parser says that it knows no declaration such as “<![0”
        return ""
    return "\n".join(reader.lines())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._hidden = 0
        self._lists: list[int | None] = []  # the number of the last item; None for bullets
        self._link, self._link_at = "", 0
        self._marker_depth = 0

    def lines(self) -> list[str]:
        """The lines read, each with words."""
        self._end_line()
        return self._lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _NEVER_SHOWN:
            self._hidden += 1
        elif self._marker_depth:
            self._marker_depth += tag == "span"
        elif tag == "span" and "mso-list:ignore" in given.get("style", "").lower().replace(" ", ""):
            self._marker_depth = 1  # Word writes the bullet of an item as words, in a font of symbols
        elif tag in ("ul", "ol"):
            self._end_line()
            self._lists.append(None if tag == "ul" else 0)
        elif tag == "li":
            self._end_line()
            self._line = self._bullet()
        elif tag in _BLOCKS and self._line not in ("• ", *(f"{n}. " for n in self._lists if n)):
            self._end_line()
        elif tag in ("td", "th"):
            self._line += "  "
        elif tag == "a":
            self._link, self._link_at = given.get("href", ""), len(self._line)

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEVER_SHOWN:
            self._hidden = max(self._hidden - 1, 0)
        elif self._marker_depth:
            self._marker_depth -= tag == "span"
            if not self._marker_depth:
                marker = self._line.strip()
                self._line = f"{marker} " if _NUMBERED.fullmatch(marker) else "• "
        elif tag in ("ul", "ol"):
            self._end_line()
            if self._lists:
                self._lists.pop()
        elif tag == "li" or tag in _BLOCKS:
            self._end_line()
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        words = _SPACES.sub(" ", data)
        self._line += words.lstrip() if not self._line or self._line.endswith(" ") else words

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _end_link(self) -> None:
        words = self._line[self._link_at :].strip()
        is_address = self._link.startswith(("http://", "https://", "mailto:"))
        if is_address and words and words not in self._link:
            self._line = f"{self._line.rstrip()} ({self._link.removeprefix('mailto:')})"
        self._link = ""

    def _end_line(self) -> None:
        if self._line.strip() and self._line != "• ":
            self._lines.append(self._line.strip())
        self._line = ""
