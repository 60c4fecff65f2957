"""Ofsted's focused-visit letters, 2018 to now (inspection of local authority children's services)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.codes import FindingKind
from tracker.importing.dates import Visit, find_visit, looks_like_date, parse_date
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.duties import find_duties
from tracker.importing.letters.sections import Section, read_section
from tracker.importing.lines import Lines, starts_small
from tracker.importing.paragraphs import Paragraph, paragraphs

_PRIORITY = r"(?:areas? (?:for|of|requiring) )?(?:immediate )?priority actions?"
_IMPROVE = (
    r"what needs to improve(?: (?:in|with|across|for) [^.:;,]{3,80})?"
    r"|areas? (?:for|requiring|in need of) (?:further )?improvements?"
)
_FINDING_HEADINGS = (
    (FindingKind.PRIORITY_ACTION, re.compile(_PRIORITY, re.IGNORECASE)),
    (FindingKind.AREA_FOR_IMPROVEMENT, re.compile(_IMPROVE, re.IGNORECASE)),
)
_OTHER_HEADING = re.compile(
    r"(?:main |key |detailed |summary of |headline |inspection )?findings|overview|summary|next steps"
    r"|(?:key )?strengths|what is working well",
    re.IGNORECASE,
)
# How the letter's closing begins, wherever the last list stands.
_CLOSING = re.compile(
    r"ofsted will (?:take|use|consider)|yours (?:sincerely|faithfully)|we have notified|where a focused visit"
    r"|(?:we|i) (?:will|shall) (?:share|notify|write|copy)|you should (?:now )?(?:submit|send|share|prepare)"
    r"|(?:i|we) (?:have copied|am copying|are copying|would like to thank)|thank you for"
    r"|the findings (?:from|of) this (?:focused )?visit|please (?:submit|send|share)"
    r"|it would be .{0,5}helpful|following publication|a copy of this letter|this letter will be",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:re:?\s+)?(?:ofsted\s+|ilacs\s+)*focused visit (?:to|of|at)\s+(.+)", re.IGNORECASE)
_ON = re.compile(
    r"\bvisit\b.{3,160}?\b(?:on|between|from|during|over)\s+(?=(?:the )?(?:\w+day,? )?\d{1,2}\b)"
    r"|visit (?:took place|was (?:carried out|held|undertaken|conducted)) (?:on|between|from|over)\s+(?=\d)",
    re.IGNORECASE,
)
_OPENING = 60  # paragraphs before which date, subject and visit stand


def read_focused_visit(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the letter says: dates, authority, findings, statements and duties."""
    letter = paragraphs(source, _is_heading)
    warnings: list[str] = []
    written = _written_on(letter, warnings)
    title, authority = _subject(letter)
    visit = _visit(letter, written)
    warnings += visit.doubts
    if authority is None:
        warnings.append("The authority's name was not found; enter it.")
    sections = [read_section(section) for section in _sections(letter, source)]
    if not sections:
        warnings.append("The letter has no section of areas for priority action or of what needs to improve.")
    for section in sections:
        warnings += section.warnings
    statements = [statement for section in sections for statement in section.statements]
    return replace(
        document,
        authority=authority,
        title=title,
        published_on=written,
        visited_from=visit.first,
        visited_to=visit.last,
        visited_as_printed=visit.printed,
        findings=tuple(finding for section in sections for finding in section.findings),
        statements=tuple(statement.text for statement in statements),
        statement_lines=tuple(statement.lines for statement in statements),
        duties=find_duties(letter, document.regulator or "Ofsted"),
        warnings=(*document.warnings, *warnings),
    )


def _key(text: str) -> str:
    """A heading's words without what may trail them: "?", ":", a footnote's number."""
    return re.sub(r"[?:\s]*\d{0,2}$", "", text.replace("(s)", "s"))


def _finding_kind(text: str) -> FindingKind | None:
    """The kind of finding that a heading opens; None if the text is not such a heading."""
    return next((kind for kind, pattern in _FINDING_HEADINGS if pattern.fullmatch(_key(text))), None)


def _is_heading(text: str) -> bool:
    return _finding_kind(text) is not None or _OTHER_HEADING.fullmatch(_key(text)) is not None


def _sections(letter: Sequence[Paragraph], source: Lines) -> list[Section]:
    sections: list[Section] = []
    current: Section | None = None
    for paragraph in letter:
        plain = paragraph.marker is None and (paragraph.bold or not starts_small(paragraph.text))
        kind = _finding_kind(paragraph.text) if plain else None
        if kind:
            current = Section(kind, paragraph)
            sections.append(current)
        elif current and plain and _ends(current, paragraph):
            current = None
        elif current:
            current.paragraphs.append(paragraph)
    for section in sections:
        pages = {section.heading.page, *(paragraph.last_page for paragraph in section.paragraphs)}
        notes = replace(source, lines=tuple(note for note in source.footnotes if note.page in pages))
        section.footnotes = paragraphs(notes, _is_heading)
    return sections


def _ends(section: Section, paragraph: Paragraph) -> bool:
    """Whether the section is over: another heading, one in the same bold type, or the letter's closing."""
    if _is_heading(paragraph.text) or _CLOSING.match(paragraph.text):
        return True
    return paragraph.bold and section.heading.bold and not paragraph.text.endswith(":")


def _written_on(letter: Sequence[Paragraph], warnings: list[str]) -> date | None:
    """The letter's date: the first that stands alone on a line before the salutation."""
    for paragraph in letter[:_OPENING]:
        if paragraph.text.startswith("Dear "):
            break
        if looks_like_date(paragraph.text):
            found = parse_date(re.sub(r"^date:?\s*", "", paragraph.text, flags=re.IGNORECASE))
            if found is None:
                warnings.append(f"The letter's date is printed as “{paragraph.text}”; enter it.")
            return found
    warnings.append("The letter's date was not found; enter it.")
    return None


def _subject(letter: Sequence[Paragraph]) -> tuple[str | None, str | None]:
    """The subject line as printed, and the authority's name in it."""
    for paragraph in letter[:_OPENING]:
        match = _SUBJECT.fullmatch(paragraph.text)
        if match and len(paragraph.text) <= 250:
            return paragraph.text, _authority(match.group(1))
    for paragraph in letter[:_OPENING]:
        if named := re.search(r"focused visit to (.{3,120}?)\s+on \d", paragraph.text, re.IGNORECASE):
            return None, _authority(named.group(1))
    return None, None


def _authority(words: str) -> str | None:
    """ "the Durham’s children’s services." → "Durham"."""
    name = re.sub(
        r"(?:\slocal authority)?\s+children.s (?:social care |social work )?services?\b.*$",
        "",
        words,
        flags=re.I,
    )
    name = re.sub(r"^the\s+|(?:[’']s?)?[\s.,:]*$", "", name, flags=re.IGNORECASE)
    return re.sub(r"\s+local authority$", "", name) or None


def _visit(letter: Sequence[Paragraph], written: date | None) -> Visit:
    """The visit's days from the sentence that says when it was, before the first list."""
    for paragraph in letter[:_OPENING]:
        if _finding_kind(paragraph.text):
            break
        if not _SUBJECT.fullmatch(paragraph.text) and (on := _ON.search(paragraph.text)):
            return find_visit(paragraph.text[on.end() :], written)
    return Visit(doubts=("The visit's dates were not found; enter them.",))
