"""Web pages (.html) to lines: the page's text without its menus, banners and buttons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tracker.domain.errors import TrackerError
from tracker.importing.blocks import BODY_SIZE, INDENT, Block, Runs, lines_of_blocks
from tracker.importing.guards import MOST_TAGS, PAST_LIMITS, damaged, too_much
from tracker.importing.lines import Cell, Lines
from tracker.importing.markup import local, number, numeral
from tracker.importing.plain import decode

_HEADINGS = {"h1": 18.0, "h2": 16.0, "h3": 14.0, "h4": 12.0, "h5": BODY_SIZE, "h6": BODY_SIZE}
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6|header|hgroup|hr|html|li|main|menu|nav|ol|p|pre"
    "|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile(
    "script|style|noscript|template|head|svg|math|iframe|object|video|audio|canvas|select|option"
    "|textarea|button|input|datalist|map"
)
_ASIDE = frozenset(("nav", "aside"))
_ASIDE_ROLES = re.compile(
    "navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar"
)
# Words in a class or id by which web pages name what is no part of their text.
_ASIDE_NAMES = re.compile(
    r"(?<![a-z])(?:cookies?|consent-banner|breadcrumbs?|skip-?link|back-to-top|pagination|newsletter|sidebar"
    r"|menu|navbar|navigation|masthead|toc|contents-list|site-(?:header|footer)|print-(?:link|only)"
    r"|(?:share|social|related|feedback)-(?:media|links?|buttons?|bar|icons?|content|items|form|prompt|banner))"
    r"(?![a-z])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_SYMBOLS = re.compile(r"font-family\s*:\s*[\"']?(?:wingdings|symbol)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:.{0,40}?level(\d)", re.IGNORECASE)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MARK = re.compile(r"\[?[\d*†]{1,3}\]?")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_ENOUGH = 400  # characters in a page's <main> by which it is known to hold the text


def read_html(data: bytes, name: str) -> Lines:
    """The lines of a web page in reading order, headings bold, lists with bullets and numbers.

    Raises TrackerError if it is nested too deep, holds more than is read or no words.
    """
    if data.count(b"<") > MOST_TAGS:
        raise too_much(name)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(_text(data).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error
    if any(PAST_LIMITS in each.message for each in parser.error_log):
        raise too_much(name)
    if root is None:
        raise TrackerError(f"{name} holds no words.")
    return lines_of_blocks(_Page(root).blocks(), name)


def _text(data: bytes) -> str:
    """The page decoded: by byte order mark or UTF-8, else as it says itself, else Windows-1252."""
    declared = _DECLARED.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode(declared[1].decode("ascii"), "replace")
            except (LookupError, ValueError):
                pass
    return decode(data) or ""


@dataclass(slots=True)
class _List:
    """An open list: how its items are marked, and the next one's number."""

    form: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the words inside an element."""

    bold: bool = False
    size: float = BODY_SIZE
    aside: bool = False
    note: bool = False
    cell: Cell | None = None
    level: int = -1
    kept: bool = False  # white space and line ends as typed


@dataclass(slots=True)
class _Open:
    """The paragraph being read."""

    runs: Runs = field(default_factory=Runs)
    marker: str | None = None


class _Page:
    """One walk through the page from top to bottom."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._main = _main(root)
        self._headed = self._main is None or self._main.find(".//h1") is not None
        self._characters = len("".join(root.itertext()))
        self._open = _Open()
        self._lists: list[_List] = []
        self._tables = 0
        self._cell: list[int] = [0, -1, -1]  # table, row and column being read

    def blocks(self) -> Iterator[Block]:
        """Everything on the page in order; what is no part of the text is marked as an aside."""
        place = _Place(aside=self._main is not None)
        yield from self._element(self._root, place)
        yield from self._close(place)

    def _element(self, element: Any, outer: _Place) -> Iterator[Block]:
        name = local(element)
        if _UNSEEN.fullmatch(name):
            return
        place = self._place(element, name, outer)
        block = _BLOCKS.fullmatch(name) is not None
        if block:
            yield from self._close(outer)
            self._begin(element, name, place)
        if name == "br":
            self._open.runs.add("\n")
        elif name in ("sup", "a") and self._is_mark(element):
            self._open.runs.noted = True
        else:
            self._words(element.text, place, element)
            for each in element:
                yield from self._element(each, place)
                self._words(each.tail, place, element)
        if block:
            yield from self._close(place)
            if name == "li":
                self._open.marker = None
            elif name in ("ul", "ol", "menu"):
                self._lists.pop()

    def _place(self, element: Any, name: str, outer: _Place) -> _Place:
        style = element.get("style", "")
        place = outer
        if element is self._main or (name == "h1" and not self._headed):
            place = replace(place, aside=False)
        elif not place.aside and _is_aside(element, name) and not self._holds_most(element):
            place = replace(place, aside=True)
        if name in _HEADINGS:
            place = replace(place, bold=True, size=_HEADINGS[name])
        elif name in ("b", "strong", "th", "legend") or _BOLD.search(style):
            place = replace(place, bold=True)
        elif _LIGHT.search(style):
            place = replace(place, bold=False)
        if name == "pre" or "pre-wrap" in style or "pre-line" in style:
            place = replace(place, kept=True)
        if element.get("role") in ("doc-endnotes", "doc-footnote") or "footnotes" in element.get("class", ""):
            place = replace(place, note=True)
        if name in ("ul", "ol", "menu"):
            place = replace(place, level=min(place.level + 1, 8))
        elif level := _WORD_LEVEL.search(style):
            place = replace(place, level=int(level[1]) - 1)
        if name in ("td", "th") and outer.cell is None:
            self._cell[2] += 1
            place = replace(place, cell=Cell(*self._cell))
            self._cell[2] += _span(element) - 1
        return place

    def _holds_most(self, element: Any) -> bool:
        """Whether the element is the page's text after all, whatever it is called."""
        return len("".join(element.itertext())) > self._characters / 2

    def _begin(self, element: Any, name: str, place: _Place) -> None:
        """Counts on what an element that begins a block counts: tables, rows, lists and their items."""
        if name == "table" and place.cell is None:
            self._cell = [self._tables, -1, -1]
            self._tables += 1
        elif name == "tr" and place.cell is None:
            self._cell[1:] = [self._cell[1] + 1, -1]
        elif name in ("ul", "ol", "menu"):
            form = _FORMS.get(element.get("type", ""), "decimal") if name == "ol" else None
            self._lists.append(_List(form, _whole(element.get("start"), 1)))
        elif name == "li":
            listed = self._lists[-1] if self._lists else _List(None)
            listed.count = _whole(element.get("value"), listed.count)
            shown = numeral(listed.count, listed.form) if listed.form else ""
            bare = re.search(r"list-style(?:-type)?\s*:\s*none", element.getparent().get("style", ""))
            self._open.marker = (
                None if bare else f"{shown}." if shown.isdigit() else f"{shown})" if shown else "•"
            )
            listed.count += 1

    def _words(self, text: str | None, place: _Place, element: Any) -> None:
        if not text:
            return
        if not place.kept:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
        if len(text.strip()) == 1 and _SYMBOLS.search(element.get("style", "")):
            text = "■"  # letters of a symbol font are bullets
        self._open.runs.add(text, place.bold, place.size)

    def _is_mark(self, element: Any) -> bool:
        """Whether a small raised number or link is a footnote's mark, and so no word of the text."""
        text = "".join(element.itertext()).strip()
        linked = element.get("role") == "doc-noteref" or local(element) == "sup"
        return linked and _MARK.fullmatch(text) is not None and self._open.runs.inked

    def _close(self, place: _Place) -> Iterator[Block]:
        """The paragraph that ends here, if it has words; a list item's mark waits for its first words."""
        if not self._open.runs.inked:
            self._open.runs = Runs()
            return
        runs, marker = self._open.runs, self._open.marker
        self._open = _Open()
        yield Block(
            text=runs.text,
            marker=marker,
            indent=INDENT * (place.level + 1),
            bold=runs.bold,
            size=runs.size,
            cell=place.cell,
            aside=place.aside,
            note=place.note,
            noted=runs.noted,
        )


def _main(root: Any) -> Any:
    """The element that holds the page's text where the page says so."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext()).strip()) >= _ENOUGH:
            return found[0]
    return None


def _is_aside(element: Any, name: str) -> bool:
    if name in ("html", "body", "main", "article"):
        return False
    if name in _ASIDE or _ASIDE_ROLES.fullmatch(element.get("role", "")) or _is_hidden(element):
        return True
    if name in ("header", "footer"):
        return not any(local(each) in ("article", "main", "section") for each in element.iterancestors())
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _BLOCKS.fullmatch(name) is not None and _ASIDE_NAMES.search(names) is not None


def _is_hidden(element: Any) -> bool:
    """Whether the page does not show the element; it shows what is only folded away ("until-found")."""
    hidden = element.get("hidden", "until-found") != "until-found"
    return hidden or element.get("aria-hidden") == "true" or bool(_HIDDEN.search(element.get("style", "")))


def _span(cell: Any) -> int:
    return min(max(_whole(cell.get("colspan"), 1), 1), 100)


def _whole(text: str | None, otherwise: int) -> int:
    found = number(text)
    return otherwise if found is None else found
