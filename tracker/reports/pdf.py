"""The Document as a tagged PDF (PDF/UA-1 and PDF/A-2a), set by typst with the bundled fonts alone.

Typst never frees its cache (tens of megabytes a paper), so a long-lived program calls this in a worker.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

import typst

from tracker.reports.clean import SQUARE, Setter, safe_link
from tracker.reports.document import (
    Band,
    Block,
    Cell,
    Chip,
    Document,
    Entry,
    Fact,
    Figure,
    Heading,
    ImpactBars,
    Inline,
    Key,
    Paragraph,
    Run,
    Table,
    TickBox,
    muted,
    para,
)
from tracker.reports.faces import FAMILIES, faces
from tracker.reports.look import CHIPS, COLOURS, SPACES, TYPE_SIZES
from tracker.reports.marks import MARKS
from tracker.reports.sheets import SHEETS

_MM_IN_POINT = 25.4 / 72

# Rows and entries up to this height (mm) and length (characters) stay whole. A longer one must be able to
# break: unbreakable, it would run off the page and lose its end.
_WHOLE_HEIGHT, _WHOLE_LENGTH = 85.0, 700
_LINE_HEIGHT = 1.3
# A taller head than this (mm) is not repeated on the next page, and longer texts than this (characters) are
# cut in the head and foot of the pages, where there is no room for more.
_HEAD_HEIGHT, _BRIEF = 40.0, 150

# In millimetres, like every width below.
_SPACES = {name: points * _MM_IN_POINT for name, points in SPACES.items()}
_GAP = _SPACES["gap"]


def write(document: Document, timestamp: datetime) -> bytes:
    """The paper as PDF bytes, the same for the same document and timestamp (aware) on every machine.

    Characters that the fonts cannot set are printed as squares and counted in a line at the paper's end.
    """
    data = _Layout(document).data
    return typst.compile(
        files("resources").joinpath("papers", "paper.typ").read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=timestamp.replace(microsecond=0),
    )


@cache
def _fonts() -> typst.Fonts:
    folders = [face.folder for face in faces()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


class _Layout:
    """The Document as the data of paper.typ: texts fitted to their columns, and what may break decided."""

    def __init__(self, document: Document) -> None:
        self.setter = Setter()
        self.sheet = SHEETS[document.page]
        self.wide = self.sheet.text_width
        blocks = [self.block(block) for block in document.blocks]
        data = self.opening(document)
        if self.setter.replaced:
            blocks.append(self.block(_replaced(self.setter.replaced)))
        self.data = data | {
            "families": FAMILIES,
            "sizes": TYPE_SIZES,
            "spaces": SPACES,
            "colours": COLOURS,
            "sheet": asdict(self.sheet),
            "chips": {state: asdict(look) for state, look in CHIPS.items()},
            "marks": {name: asdict(mark) for name, mark in MARKS.items()},
            "blocks": blocks,
        }

    def opening(self, document: Document) -> dict[str, Any]:
        third = self.wide / 3.5
        foot = "\n".join(map(_brief, (document.position, document.version)))
        share = self.wide / max(1, len(document.facts)) - 2 * _GAP
        return {
            "title": self.text(document.title, self.wide, "title"),
            "item": self.text(document.item, self.wide, "item"),
            "running": self.text(_brief(document.title), third, "small"),
            "authority": self.text(_brief(document.authority), third, "small"),
            "marking": self.text(_brief(document.marking), third, "small"),
            "foot": self.text(foot, third, "small"),
            "facts": [self.fact(fact, share, share) | {"share": self.share(fact)} for fact in document.facts],
            "answer": self.cell(document.answer, self.wide / 3, "lead"),
            "figures": [self.figure(figure) for figure in document.figures],
        }

    def figure(self, figure: Figure) -> dict[str, Any]:
        width, size = self.wide / 8, "money" if "£" in figure.number else "figure"
        return {
            "number": self.text(figure.number, width, size),
            "size": size,
            "label": self.paragraph(figure.label, width, "body"),
            "note": self.text(figure.note, width, "small"),
        }

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"kind": "paragraph"} | self.paragraph(block, self.wide, "body")
            case Heading(text, note):
                note = self.text(note, self.wide / 2, "body")
                return {"kind": "heading", "text": self.text(text, self.wide, "section"), "note": note}
            case Band():
                return self.band(block)
            case Table():
                return self.table(block)
            case Entry():
                return self.entry(block)
            case Key():
                return self.key(block)

    def band(self, band: Band) -> dict[str, Any]:
        return {
            "kind": "band",
            "text": self.text(band.text, self.wide / 2, "section"),
            "running": self.text(_brief(band.text), self.wide / 3.5, "small"),
            "under": self.text(band.under, self.wide / 2, "body"),
            "aside": self.cell(band.aside, self.wide / 3, "body"),
            "body": self.cell(band.body, self.wide, "body"),
        }

    def table(self, table: Table) -> dict[str, Any]:
        scale = self.wide / sum(column.width for column in table.columns)
        widths = [column.width * scale - _GAP for column in table.columns]
        columns = [
            {"title": self.text(column.title, width, "small"), "width": column.width, "align": column.align}
            for column, width in zip(table.columns, widths, strict=True)
        ]
        rows = [
            {
                "cells": [self.cell(cell, width, "table") for cell, width in zip(row, widths, strict=True)],
                "breakable": not self.whole(zip(row, widths, strict=True)),
            }
            for row in table.rows
        ]
        tallest = max(
            self.height(column.title, width) for column, width in zip(table.columns, widths, strict=True)
        )
        return {"kind": "table", "columns": columns, "rows": rows, "repeat": tallest < _HEAD_HEIGHT}

    def entry(self, entry: Entry) -> dict[str, Any]:
        reference, facts_width, label = (
            _SPACES[name] for name in ("entry_reference", "entry_facts", "entry_label")
        )
        words = self.wide - reference - facts_width - 2 * _GAP
        values = facts_width - label
        facts = tuple(fact.value for fact in entry.facts)
        return {
            "kind": "entry",
            "reference": self.text(entry.reference, reference, "entry"),
            "title": self.text(entry.title, words, "entry"),
            "chips": [self.part(chip, words, "small") for chip in entry.chips],
            "note": self.text(entry.note, words, "body"),
            "body": self.cell(entry.body, words, "body"),
            "facts": [self.fact(fact, label, values) for fact in entry.facts],
            "breakable": not self.whole([(entry.body, words), (facts, values)]),
        }

    def key(self, key: Key) -> dict[str, Any]:
        third = self.wide / max(1, len(key.groups))
        groups = [
            {
                "title": self.text(group.title, third, "body"),
                "entries": [
                    {"mark": self.part(mark, third, "body"), "meaning": self.text(meaning, third / 2, "body")}
                    for mark, meaning in group.entries
                ],
            }
            for group in key.groups
        ]
        return {"kind": "key", "groups": groups, "note": self.text(key.note, self.wide, "small")}

    def fact(self, fact: Fact, label: float, value: float) -> dict[str, Any]:
        return {
            "label": self.text(fact.label, label, "small"),
            "value": self.paragraph(fact.value, value, "body"),
        }

    def share(self, fact: Fact) -> float:
        """A fact's share of the strip: as its longer line, within bounds so that none is crushed."""
        longest = max(self.setter.width(fact.label), self.setter.width(_words(fact.value)))
        return min(max(longest, 8.0), 24.0)

    def cell(self, cell: Cell, width: float, size: str) -> list[dict[str, Any]]:
        return [self.paragraph(paragraph, width, size) for paragraph in cell]

    def paragraph(self, paragraph: Paragraph, width: float, size: str) -> dict[str, Any]:
        parts = [self.part(part, width, size) for part in paragraph.parts]
        return {"parts": parts, "small": True} if paragraph.small else {"parts": parts}

    def part(self, part: Inline, width: float, size: str) -> dict[str, Any]:
        match part:
            case Run():
                flags = {name: True for name in ("strong", "muted", "big") if getattr(part, name)}
                link = {"link": part.link} if safe_link(part.link) else {}
                return {"text": self.text(part.text, width, "big" if part.big else size)} | flags | link
            case Chip():
                return {"chip": part.state, "word": self.text(part.word, width, "small")}
            case ImpactBars():
                return {"impact": part.level, "word": self.text(part.word, width, size)}
            case TickBox():
                return {"tick": self.text(part.word, width, size)}

    def text(self, text: str, width: float, size: str) -> str:
        return self.setter.fit(text, width / (TYPE_SIZES[size] * _MM_IN_POINT))

    def whole(self, cells: Iterable[tuple[Cell, float]]) -> bool:
        """Whether a row of these cells, each of its width in mm, is short enough to be kept on one page."""
        length = 0
        for cell, width in cells:
            texts = [_words(paragraph) for paragraph in cell]
            length += sum(map(len, texts))
            if length > _WHOLE_LENGTH or sum(self.height(text, width) for text in texts) > _WHOLE_HEIGHT:
                return False
        return True

    def height(self, text: str, width: float) -> float:
        """About how high a paragraph of body text stands in a column of this width, both in mm."""
        em = TYPE_SIZES["body"] * _MM_IN_POINT
        lines = sum(max(1, ceil(self.setter.width(line) * em / width)) for line in text.split("\n"))
        return lines * em * _LINE_HEIGHT


def _brief(text: str) -> str:
    return text if len(text) <= _BRIEF else f"{text[:_BRIEF]}…"


def _words(paragraph: Paragraph) -> str:
    return "".join(part.text if isinstance(part, Run) else part.word for part in paragraph.parts)


def _replaced(count: int) -> Paragraph:
    characters = "1 character" if count == 1 else f"{count} characters"
    told = f"{characters} in this paper could not be printed; a square ({SQUARE}) stands in each place."
    return para(muted(told), small=True)
