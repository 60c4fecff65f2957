"""Findings that are printed as tables: a row is a finding, a column beside it says who is responsible.

The rows come from the cells where these are known (ruled or tagged tables of a PDF, tables of a Word document
or web page). In text the columns have run together; they are parted by wording, with a warning.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedFinding
from tracker.importing.letters.duties import sentences
from tracker.importing.letters.form import PRIORITY_HEADING, Form
from tracker.importing.letters.reading import find_sections
from tracker.importing.letters.sections import Section, SectionRead, read_section
from tracker.importing.lines import Lines, is_number
from tracker.importing.paragraphs import Paragraph, paragraphs

Row = dict[int, list[Paragraph]]  # the paragraphs of each cell by its column

_NEAR_HEADING = 4  # paragraphs between a heading and its table at most
_BODIES = re.compile(
    r"(?:responsible|lead|accountable)(?: \w+)?(?: bod(?:y|ies)| organisations?| partners?| agenc(?:y|ies))?"
    r"|bod(?:y|ies)|responsibility",
    re.IGNORECASE,
)
# "Anyshire County Council and NHS Anyshire ICB Leaders should …": the body goes up to the last name of one
# that leaves a capital letter, some words and what must be done.
_BODY_AND_ITEM = re.compile(
    r"(?P<body>[A-Z].{2,200}(?:Council|Boards?|ICBs?|Trusts?|[Aa]uthority|[Pp]artnership|Group|CCG|Commission"
    r"|Borough|NHS|Constabulary|Police|Services|\))),?\s+"
    r"(?P<item>[A-Z](?:[a-z]+|CB)\b(?: [^\s.]+){0,16}? (?:should|must|needs? to|are to|will)\b.+)",
    re.DOTALL,
)
_TABLE_HEAD = re.compile(rf"responsible bod(?:y|ies)(?:\s+(?:{PRIORITY_HEADING}))?\s+", re.IGNORECASE)
_ACTS = re.compile(r"(?!They |It |This |These )[A-Z](?:[^\s.]+ ){1,16}(?:should|must)\b")
_BY_WORDING = "The table's columns were told apart by their wording; check both against the document."
_NOT_APART = (
    "The table's columns could not be told apart; correct the wording and the body against the document."
)
_SHARED = "The responsible body is printed once for several rows; check it."
_SEVERAL = "Several paragraphs stand in this row; check that they are one item."


def read_tables_and_text(report: Sequence[Paragraph], source: Lines, form: Form) -> list[SectionRead]:
    """The report's lists in order: tables row by row, and text, also of tables that have run together."""
    flowing, tables = _parted(report, form)
    sections = find_sections(_heads_joined(flowing, form), source, form)
    notes = SectionRead(statements=_notes_under(tables, source, form))
    read = sorted([*map(_read_table, tables), *map(_read_text, sections)], key=_place)
    return [*read, notes] if notes.statements else read


@dataclass(slots=True)
class _Table:
    """A table of findings: its kind, the heading over it, what is printed between, and its rows."""

    kind: FindingKind
    heading: Paragraph
    before: list[Paragraph] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def _parted(report: Sequence[Paragraph], form: Form) -> tuple[list[Paragraph], list[_Table]]:
    """The paragraphs outside tables of findings, and those tables.

    A table of findings says so in its first row, or is the first thing under a heading that opens a list.
    """
    flowing: list[Paragraph] = []
    tables: list[_Table] = []
    for number, group in groupby(report, key=lambda each: each.cell.table if each.cell else None):
        cells = list(group)
        if number is not None and _lays_out(cells, form):
            cells = [replace(paragraph, cell=None) for paragraph in cells]
            number = None
        table = _table_of(cells, flowing, form) if number is not None else None
        if table is None:
            flowing += cells
        else:
            tables.append(table)
    return flowing, tables


def _lays_out(cells: Sequence[Paragraph], form: Form) -> bool:
    """Whether a table only lays out the page: all in one cell, or headings of lists below its first row."""
    rows = [paragraph.cell.row for paragraph in cells if paragraph.cell]
    below = (paragraph for paragraph, row in zip(cells, rows, strict=True) if row > rows[0])
    return len({paragraph.cell for paragraph in cells}) == 1 or any(form.kind_of(each.text) for each in below)


def _table_of(cells: Sequence[Paragraph], flowing: list[Paragraph], form: Form) -> _Table | None:
    """The table with the heading over it, taken from the running text; None if it lists no findings."""
    rows = _rows(cells)
    head = [paragraph for column in rows[0].values() for paragraph in column]
    titled = next((each for each in head if form.kind_of(each.text)), None)
    over = _heading_over(flowing, form)
    heading = titled or (flowing[over] if over is not None else None)
    kind = form.kind_of(heading.text) if heading else None
    if heading is None or kind is None:
        return None
    before: list[Paragraph] = []
    if over is not None and form.kind_of(flowing[over].text) == kind:
        heading, before = flowing[over], flowing[over + 1 :]
        del flowing[over:]
    named = titled is not None or any(_BODIES.fullmatch(each.text) for each in head)
    return _Table(kind, heading, before, rows[1:] if named and len(rows) > 1 else rows)


def _heading_over(flowing: Sequence[Paragraph], form: Form) -> int | None:
    """Where the heading of a list stands that nothing but a lead-in parts from what comes next."""
    for index in range(len(flowing) - 1, max(len(flowing) - 1 - _NEAR_HEADING, -1), -1):
        if flowing[index].cell is None and form.is_heading(flowing[index].text):
            return index if form.kind_of(flowing[index].text) else None
    return None


def _rows(cells: Iterable[Paragraph]) -> list[Row]:
    rows: dict[int, Row] = {}
    for paragraph in cells:
        if paragraph.cell:
            rows.setdefault(paragraph.cell.row, {}).setdefault(paragraph.cell.column, []).append(paragraph)
    return [rows[number] for number in sorted(rows)]


def _read_table(table: _Table) -> SectionRead:
    """The rows as findings. The column with most words holds them, the others the body, or a number."""
    read = SectionRead(statements=[each for each in table.before if not each.text.endswith(":")])
    lead_in = next((each.text for each in table.before if each.text.endswith(":")), None)
    items = _wordiest(table.rows)
    bodies: tuple[str, ...] = ()
    for row in table.rows:
        beside = [each for column in sorted(row) if column != items for each in row[column]]
        number = next((each.text for each in beside if re.fullmatch(r"\d{1,2}[.)]?", each.text)), None)
        own = tuple(each.text for each in beside if each.text != number)
        shared = (_SHARED,) if bodies and not own else ()
        bodies = own or bodies
        found = _findings(table, row.get(items, []), lead_in)
        if not found:
            read.statements += beside
        for finding in found:
            read.findings.append(
                replace(
                    finding,
                    responsible=bodies,
                    reference=number.strip(".)") if number else finding.reference,
                    warnings=finding.warnings + shared,
                    lines=tuple(line for each in beside for line in each.lines) + finding.lines,
                )
            )
    return read


def _notes_under(tables: Iterable[_Table], source: Lines, form: Form) -> list[Paragraph]:
    """The footnotes of the pages that the tables stand on."""
    pages = {each.page for table in tables for row in table.rows for cell in row.values() for each in cell}
    notes = tuple(note for note in source.footnotes if note.page in pages)
    return paragraphs(replace(source, lines=notes), form.is_heading)


def _wordiest(rows: Iterable[Row]) -> int:
    words: Counter[int] = Counter()
    for row in rows:
        for column, cell in row.items():
            words[column] += len(_one_text(cell))
    return words.most_common(1)[0][0]


def _one_text(cell: Iterable[Paragraph]) -> str:
    return " ".join(paragraph.text for paragraph in cell)


def _findings(table: _Table, cell: Sequence[Paragraph], lead_in: str | None) -> list[ExtractedFinding]:
    """What a cell sets: one finding with its sub-items, or one for each bullet if it begins with one."""
    if not cell:
        return []
    if cell[0].marker is not None and len(cell) > 1:
        listed = read_section(Section(table.kind, table.heading, list(cell)))
        return [replace(each, lead_in=each.lead_in or lead_in) for each in listed.findings]
    first = next((i for i, paragraph in enumerate(cell) if i and paragraph.marker is not None), len(cell))
    text, subs = cell[:first], cell[first:]
    doubts = [doubt for paragraph in cell for doubt in paragraph.doubts]
    if len(text) > 1 or any(paragraph.marker is None for paragraph in subs):
        doubts.append(_SEVERAL)
    marker = cell[0].marker
    return [
        ExtractedFinding(
            kind=table.kind,
            text=_one_text(text),
            lead_in=lead_in,
            sub_items=tuple(re.sub(r"\s*;(?:\s*(?:and|or))?$", "", paragraph.text) for paragraph in subs),
            reference=marker.strip("().") if marker and is_number(marker) else None,
            page=cell[0].page,
            section=table.heading.text,
            warnings=tuple(dict.fromkeys(doubts)),
            lines=tuple(number for paragraph in cell for number in paragraph.lines),
        )
    ]


def _heads_joined(flowing: Sequence[Paragraph], form: Form) -> list[Paragraph]:
    """The running text with a table's head in it ("Responsible body", "Areas for priority action") as one
    line, which opens no list."""
    joined: list[Paragraph] = []
    for paragraph in flowing:
        before = joined[-1] if joined else None
        if before and _BODIES.fullmatch(before.text) and form.kind_of(paragraph.text):
            joined[-1] = replace(before, text=f"{before.text} {paragraph.text}")
        else:
            joined.append(paragraph)
    return joined


def _read_text(section: Section) -> SectionRead:
    """A list without cells: a table that has become running text, or bullets and paragraphs as in letters."""
    whole = _one_text(section.paragraphs)
    head = _TABLE_HEAD.match(whole)
    if head is None:
        rows = [row for paragraph in section.paragraphs for row in _rows_in(paragraph)]
        return read_section(replace(section, paragraphs=rows))
    items: list[tuple[str, str]] = []
    for sentence in sentences(whole[head.end() :]):
        if parted := _BODY_AND_ITEM.fullmatch(sentence):
            items.append((parted["body"], parted["item"]))
        elif items:
            items[-1] = (items[-1][0], f"{items[-1][1]} {sentence}")
        else:
            items.append(("", sentence))
    findings = [
        ExtractedFinding(
            kind=section.kind,
            text=text,
            page=section.paragraphs[0].page,
            section=section.heading.text,
            responsible=(body,) if body else (),
            warnings=(_BY_WORDING if body else _NOT_APART,),
            lines=tuple(number for each in section.paragraphs for number in each.lines),
        )
        for body, text in items
    ]
    return SectionRead(findings, statements=list(section.footnotes))


def _rows_in(paragraph: Paragraph) -> list[Paragraph]:
    """Rows that text has run together: each begins with who should act, and says so in one sentence."""
    if paragraph.marker is not None or paragraph.size:
        return [paragraph]
    rows: list[str] = []
    for sentence in sentences(paragraph.text):
        if rows and not _ACTS.match(sentence):
            rows[-1] = f"{rows[-1]} {sentence}"
        else:
            rows.append(sentence)
    return [replace(paragraph, text=row) for row in rows]


def _place(read: SectionRead) -> int:
    """Where a section stands in the document."""
    lines = [number for finding in read.findings for number in finding.lines]
    return min(lines + [number for statement in read.statements for number in statement.lines], default=0)
