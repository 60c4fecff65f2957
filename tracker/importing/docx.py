"""Word documents (.docx) to lines, as they read with every tracked change accepted.

The parts are walked here and not by a library: those at hand lose tracked insertions, content controls and
text boxes, or the numbers of lists.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tracker.domain.errors import TrackerError
from tracker.importing.blocks import BODY_SIZE, INDENT, Block, Runs, lines_of_blocks
from tracker.importing.docx_styles import Numbering, Style, Styles, over, style_of
from tracker.importing.guards import Archive
from tracker.importing.lines import Cell, Lines
from tracker.importing.markup import child, local, number, value

_REMOVED = frozenset(("del", "moveFrom"))  # what tracked changes take out
_ADDED = frozenset(("ins", "moveTo"))
_PROPERTIES = frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "tblGrid"))
_TYPED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_NOTES = frozenset(("footnoteReference", "endnoteReference"))
_MARKS = frozenset("0123456789*†")
_TRACKED = (
    "The Word document holds tracked changes that nobody has accepted or refused yet; it is read as if all "
    "were accepted."
)


def read_docx(archive: Archive, name: str) -> Lines:
    """The lines of a Word document in reading order, with its lists' bullets and numbers.

    Page numbers are those of the last time Word laid the document out; None where it kept none.
    Raises TrackerError if it is damaged or holds no words.
    """
    main = _main_part(archive)
    if main is None or main not in archive:
        raise TrackerError(f"{name} is no Word document, or damaged. Save it again as PDF and read that.")
    walk = _Walk(archive, main)
    return lines_of_blocks(walk.blocks(), name, walk.warnings)


def is_word(archive: Archive) -> bool:
    """Whether a zip file holds a Word document."""
    main = _main_part(archive)
    return main is not None and posixpath.basename(main).startswith("document")


def _main_part(archive: Archive) -> str | None:
    if "_rels/.rels" in archive:
        for relation in archive.xml("_rels/.rels"):
            if (value(relation, "Type") or "").endswith("/officeDocument"):
                return (value(relation, "Target") or "").lstrip("/")
    return "word/document.xml" if "word/document.xml" in archive else None


class _Walk:
    """One walk through the document from top to bottom, in which pages and lists count on."""

    def __init__(self, archive: Archive, main: str) -> None:
        folder = posixpath.dirname(main)
        parts = {each: posixpath.join(folder, f"{each}.xml") for each in ("styles", "numbering")}
        roots = {each: archive.xml(part) if part in archive else None for each, part in parts.items()}
        self._archive, self._folder = archive, folder
        self._styles = Styles(roots["styles"])
        self._numbering = Numbering(roots["numbering"])
        self._body = child(archive.xml(main), "body")
        paged = self._body is not None and next(self._body.iter("{*}lastRenderedPageBreak"), None) is not None
        self._page: int | None = 1 if paged else None
        self._tables = 0
        self._boxes: list[Any] = []  # text boxes of the paragraph being read
        self._open = Runs()  # words whose paragraph mark was taken out: they run on into the next
        self._began_on = self._page  # the page on which the paragraph being read begins
        self._notes: dict[tuple[str, str | None], int | None] = {}  # that of the paragraph with a note's mark
        self.warnings: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """Everything in the body, then the notes."""
        if self._body is not None:
            yield from self._content(self._body, None)
        if self._open.inked:
            yield Block(self._open.text, page=self._page)
        for part in ("footnote", "endnote"):
            path = posixpath.join(self._folder, f"{part}s.xml")
            for note in self._archive.xml(path) if path in self._archive else ():
                if value(note, "type") in (None, "normal"):
                    self._page = self._notes.get((f"{part}Reference", value(note, "id")))
                    yield from (replace(block, note=True) for block in self._content(note, None))

    def _content(self, element: Any, cell: Cell | None) -> Iterator[Block]:
        """Paragraphs and tables, in whatever they are wrapped."""
        for each in element:
            name = local(each)
            if name == "p":
                yield from self._paragraph(each, cell)
            elif name == "tbl":
                yield from self._table(each, cell)
            elif name == "AlternateContent":
                yield from self._content(_alternative(each), cell)
            elif name in _REMOVED:
                self._mind_changes(True)
            elif name not in _PROPERTIES:
                self._mind_changes(name in _ADDED)
                yield from self._content(each, cell)

    def _mind_changes(self, found: bool) -> None:
        if found and not self.warnings:
            self.warnings.append(_TRACKED)

    def _table(self, table: Any, outer: Cell | None) -> Iterator[Block]:
        """The cells row by row; those of a table inside a cell belong to that cell."""
        place = self._tables
        self._tables += outer is None
        for row, element in enumerate(_inside(table, "tr")):
            if child(element, "trPr", "del") is not None:
                self._mind_changes(True)
                continue
            top = bottom = self._page
            column = 0
            for each in _inside(element, "tc"):
                self._page = top
                properties = child(each, "tcPr")
                merged = child(properties, "vMerge")
                if merged is None or value(merged) == "restart":
                    yield from self._content(each, outer or Cell(place, row, column))
                column += max(number(value(child(properties, "gridSpan"))) or 1, 1)
                bottom = max(bottom or 0, self._page or 0) or None
            self._page = bottom

    def _paragraph(self, paragraph: Any, cell: Cell | None) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        identity = value(child(properties, "pStyle")) or self._styles.default
        own = style_of(properties, None)
        style = over(over(own, self._styles[identity]), self._styles.ordinary)
        self._turn(paragraph)
        page = self._began_on = self._page
        runs, self._open = self._open, Runs()
        self._runs(paragraph, style, runs)
        if child(properties, "rPr", "del") is not None:
            self._open = runs
            self._mind_changes(True)
            return
        boxes, self._boxes = self._boxes, []
        marker, left = self._marker(own, identity, style)  # a list counts its empty paragraphs too
        if runs.inked:
            yield Block(
                text=runs.text,
                marker=marker,
                indent=left,
                bold=style.heading is not None or style.name == "title" or runs.bold,
                size=runs.size,
                page=page,
                cell=cell,
                aside=style.name.startswith("toc "),
                noted=runs.noted,
            )
        for box in boxes:
            yield from self._content(box, cell)

    def _turn(self, paragraph: Any) -> None:
        """Counts the page breaks that stand before the paragraph's first words, and takes them out."""
        if self._page is None:
            return
        for run in paragraph.iter("{*}r"):
            for each in list(run):
                if local(each) == "lastRenderedPageBreak":
                    self._page += 1
                    each.getparent().remove(each)
                elif local(each) == "t" and (each.text or "").strip():
                    return

    def _marker(self, own: Style, identity: str, style: Style) -> tuple[str | None, float]:
        """The paragraph's bullet or number, and how far in its words stand."""
        if style.list_id is None or style.list_id == "0":
            return None, style.left or 0.0
        level = style.level
        if level is None:
            level = self._numbering.level_of_style(style.list_id, identity) or 0
        left = style.left
        # A list that the paragraph names itself goes before its style; its own indent goes before both.
        if left is None or (own.list_id is not None and own.left is None):
            left = self._numbering.left(style.list_id, level)
        marker = self._numbering.next_marker(style.list_id, level)
        return marker, left if left is not None else INDENT * (level + 1)

    def _runs(self, element: Any, style: Style, runs: Runs) -> None:
        """The words in a paragraph, in whatever they are wrapped; text boxes are put by."""
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each, style, runs)
            elif name in _REMOVED:
                self._mind_changes(True)
            elif name not in _PROPERTIES:
                self._mind_changes(name in _ADDED)
                self._runs(_alternative(each) if name == "AlternateContent" else each, style, runs)

    def _run(self, run: Any, paragraph: Style, runs: Runs) -> None:
        properties = child(run, "rPr")
        style = paragraph
        if properties is not None:
            named = self._styles[value(child(properties, "rStyle"))]
            style = over(over(style_of(None, properties), named), paragraph)
        if style.hidden:
            return
        raised = value(child(properties, "vertAlign")) == "superscript"
        size = style.size or BODY_SIZE
        for each in run:
            name = local(each)
            if name == "t":
                text = each.text or ""
                if raised and runs.parts and text and set(text) <= _MARKS:
                    runs.noted = True
                else:
                    runs.add(text, bool(style.bold), size)
            elif name in _TYPED:
                if value(each, "type") not in ("page", "column"):
                    runs.add(_TYPED[name], bool(style.bold), size)
            elif name == "sym":
                runs.add(_symbol(value(each, "char")), bool(style.bold), size)
            elif name in _NOTES:
                runs.noted = True
                self._notes[name, value(each, "id")] = self._began_on
            elif name == "lastRenderedPageBreak" and self._page is not None:
                self._page += 1
            elif name not in _PROPERTIES:
                shown = _alternative(each) if name == "AlternateContent" else each
                self._boxes += _outermost_boxes(shown)


def _alternative(element: Any) -> Any:
    """One of the ways in which the same thing is kept for newer and older programs."""
    choice, fallback = child(element, "Choice"), child(element, "Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _outermost_boxes(element: Any) -> list[Any]:
    if local(element) == "txbxContent":
        return [element]
    return [
        box
        for each in element
        for box in _outermost_boxes(_alternative(each) if local(each) == "AlternateContent" else each)
    ]


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, out of content controls too; tracked deletions stay out."""
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(each, name)


def _symbol(char: str | None) -> str:
    """A character of a symbol font, given by its code."""
    try:
        return chr(int(char or "", 16))
    except (ValueError, OverflowError):
        return ""
