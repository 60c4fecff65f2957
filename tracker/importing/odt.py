"""OpenDocument texts (.odt) to lines, as they read with every tracked change accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tracker.importing.blocks import BODY_SIZE, INDENT, Block, Runs, lines_of_blocks
from tracker.importing.guards import Archive, damaged
from tracker.importing.lines import Cell, Lines
from tracker.importing.markup import child, local, named, number, numeral, value

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_ASIDE = frozenset(
    ("table-of-content", "table-index", "illustration-index", "user-index", "alphabetical-index")
)
_UNSEEN = frozenset(("tracked-changes", "annotation", "sequence-decls", "forms", "bookmark"))
_MOST_FOLLOWED = 20  # styles based on one another
_TYPE = b"application/vnd.oasis.opendocument.text"
_TRACKED = (
    "The text document holds tracked changes that nobody has accepted or refused yet; it is read as if all "
    "were accepted."
)


def read_odt(archive: Archive, name: str) -> Lines:
    """The lines of an OpenDocument text in reading order, with its lists' bullets and numbers.

    Pages are those of the last time it was laid out. Raises TrackerError if it is damaged or has no words.
    """
    if "content.xml" not in archive:
        raise damaged(name)
    content = archive.xml("content.xml")
    styles = archive.xml("styles.xml") if "styles.xml" in archive else None
    text = child(content, "body", "text")
    if text is None:
        raise damaged(name)
    walk = _Walk(text, _Styles(content, styles))
    tracked = child(text, "tracked-changes", "changed-region") is not None
    return lines_of_blocks(walk.blocks(), name, [_TRACKED] if tracked else [])


def is_text(archive: Archive) -> bool:
    """Whether a zip file holds an OpenDocument text, by the type it gives itself."""
    return "mimetype" in archive and archive.read("mimetype").startswith(_TYPE)


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool = False


class _Styles:
    """Text and paragraph styles by name, and list styles."""

    def __init__(self, content: Any, styles: Any) -> None:
        self._styles: dict[str, _Style] = {}
        self.lists: dict[str, dict[int, Any]] = {}
        for root in (styles, content):
            for group in ("styles", "automatic-styles"):
                self._take(child(root, group))

    def _take(self, group: Any) -> None:
        for style in named(group, "style"):
            self._styles[value(style, "name") or ""] = _style(style)
        for listed in named(group, "list-style"):
            levels = {number(value(each, "level")) or 1: each for each in listed}
            self.lists[value(listed, "name") or ""] = levels

    def __getitem__(self, name: str | None) -> _Style:
        """The style with what it takes from its parents; an empty one if there is none."""
        whole = _Style()
        for _ in range(_MOST_FOLLOWED):
            style = self._styles.get(name or "")
            if style is None:
                break
            whole = _over(whole, style)
            name = style.parent
        return whole


def _style(element: Any) -> _Style:
    text = child(element, "text-properties")
    weight = value(text, "font-weight")
    size = re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)pt", value(text, "font-size") or "")
    return _Style(
        parent=value(element, "parent-style-name"),
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        size=float(size[1]) if size else None,
        hidden=value(text, "display") == "none",
    )


def _over(upper: _Style, lower: _Style) -> _Style:
    return _Style(
        bold=lower.bold if upper.bold is None else upper.bold,
        size=lower.size if upper.size is None else upper.size,
        hidden=upper.hidden or lower.hidden,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the paragraphs inside an element."""

    cell: Cell | None = None
    aside: bool = False
    level: int = -1
    list_name: str | None = None


class _Walk:
    """One walk through the text from top to bottom, in which pages and lists count on."""

    def __init__(self, text: Any, styles: _Styles) -> None:
        self._text, self._styles = text, styles
        paged = next(text.iter("{*}soft-page-break"), None) is not None
        self._page: int | None = 1 if paged else None
        self._tables = 0
        self._counts: dict[str, dict[int, int]] = {}  # of each list style, the last number on each level
        self._marker: str | None = None  # of the list item whose first words are still to come
        self._began_on = self._page  # the page on which the paragraph being read begins
        self._notes: list[tuple[Any, int | None]] = []
        self._boxes: list[Any] = []

    def blocks(self) -> Iterator[Block]:
        """Everything in the text, then the notes."""
        yield from self._content(self._text, _Place())
        for bodies, page in self._notes:
            self._page = page
            for body in bodies:
                yield from (replace(block, note=True) for block in self._content(body, _Place()))

    def _content(self, element: Any, place: _Place) -> Iterator[Block]:
        for each in element:
            name = local(each)
            if name in ("p", "h"):
                yield from self._paragraph(each, place)
            elif name == "list":
                yield from self._list(each, place)
            elif name == "table":
                yield from self._table(each, place)
            elif name == "soft-page-break":
                self._turn()
            elif name in _ASIDE:
                yield from self._content(each, replace(place, aside=True))
            elif name not in _UNSEEN:
                yield from self._content(each, place)

    def _turn(self) -> None:
        if self._page is not None:
            self._page += 1

    def _table(self, table: Any, place: _Place) -> Iterator[Block]:
        """The cells row by row; those of a table inside a cell belong to that cell."""
        number_of_table = self._tables
        self._tables += place.cell is None
        for row, element in enumerate(_rows(table)):
            column = 0
            for each in element:
                if local(each) in ("table-cell", "covered-table-cell"):
                    cell = place.cell or Cell(number_of_table, row, column)
                    yield from self._content(each, _Place(cell, place.aside))
                    column += 1

    def _list(self, listed: Any, place: _Place) -> Iterator[Block]:
        name = value(listed, "style-name") or place.list_name
        inner = replace(place, level=min(place.level + 1, 9), list_name=name)
        restarts = inner.level == 0 and value(listed, "continue-numbering") != "true"
        if restarts and value(listed, "continue-list") is None and name:
            self._counts.pop(name, None)
        for item in listed:
            if local(item) == "list-item":
                self._marker = self._next_marker(item, inner)
            yield from self._content(item, inner)
            self._marker = None

    def _next_marker(self, item: Any, place: _Place) -> str:
        """The bullet or number of a list's next item."""
        levels = self._styles.lists.get(place.list_name or "", {})
        style = levels.get(place.level + 1)
        if style is None or local(style) != "list-level-style-number" or not value(style, "num-format"):
            return "•"
        counts = self._counts.setdefault(place.list_name or "", {})
        given = number(value(item, "start-value"))
        first = number(value(style, "start-value"))
        before = counts.get(place.level, (1 if first is None else first) - 1)
        counts[place.level] = before + 1 if given is None else given
        for deeper in range(place.level + 1, 11):
            counts.pop(deeper, None)
        shown = min(max(number(value(style, "display-levels")) or 1, 1), place.level + 1)
        parts = []
        for level in range(place.level + 1 - shown, place.level + 1):
            form = _FORMS.get(value(levels.get(level + 1), "num-format") or "1", "decimal")
            parts.append(numeral(counts.get(level, 1), form))
        return (
            f"{value(style, 'num-prefix') or ''}{'.'.join(parts)}{value(style, 'num-suffix') or ''}".strip()
        )

    def _paragraph(self, paragraph: Any, place: _Place) -> Iterator[Block]:
        style = self._styles[value(paragraph, "style-name")]
        runs, page = Runs(), self._page
        self._began_on = page
        self._words(paragraph, style, runs)
        boxes, self._boxes = self._boxes, []
        if runs.inked:
            marker, self._marker = self._marker, None
            yield Block(
                text=runs.text,
                marker=marker,
                indent=INDENT * (place.level + 1),
                bold=local(paragraph) == "h" or runs.bold,
                size=runs.size,
                page=page,
                cell=place.cell,
                aside=place.aside,
                noted=runs.noted,
            )
        for box in boxes:
            yield from self._content(box, _Place(place.cell, place.aside))

    def _words(self, element: Any, style: _Style, runs: Runs) -> None:
        if style.hidden:
            return
        bold, size = bool(style.bold), style.size or BODY_SIZE
        # White space collapses as in a web page: what counts has elements of its own.
        runs.add(_collapsed(element.text), bold, size)
        for each in element:
            name = local(each)
            if name == "s":
                runs.add(" ", bold, size)
            elif name in ("tab", "line-break"):
                runs.add("\t" if name == "tab" else "\n", bold, size)
            elif name == "soft-page-break":
                self._turn()
            elif name == "note":
                runs.noted = True
                self._notes.append((named(each, "note-body"), self._began_on))
            elif name in ("frame", "custom-shape", "rect", "g"):
                self._boxes.append(each)
            elif name == "span":
                self._words(each, _over(self._styles[value(each, "style-name")], style), runs)
            elif name not in _UNSEEN:
                self._words(each, style, runs)
            runs.add(_collapsed(each.tail), bold, size)


def _rows(table: Any) -> Iterator[Any]:
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
