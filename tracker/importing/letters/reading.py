"""What the readers of all families share: opening facts, sections by their headings, and the closing.

A family says in a `Form` how its documents name themselves, which headings open its lists and what ends them;
`read_letter(source, document, form)` does the rest. A family that prints its findings in another way (tables)
puts the same pieces together itself:

    letter = paragraphs(source, form.is_heading)
    facts = opening_facts(letter, source, form)     # title, authority, dates
    sections = find_sections(letter, source, form)  # headings with the paragraphs under them
    return filled(document, letter, facts, [read_section(section) for section in sections], form)

A reader is a function of `(Lines, ExtractedDocument)` and is entered in `families.FAMILIES`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.duties import find_duties
from tracker.importing.letters.form import (
    IMPROVE_HEADING,
    LETTER_CLOSING,
    PRIORITY_HEADING,
    Form,
    heading_words,
    pattern,
)
from tracker.importing.letters.opening import Facts, authority_name, opening_facts
from tracker.importing.letters.sections import Section, SectionRead, read_section, timescale
from tracker.importing.lines import Lines, starts_small
from tracker.importing.paragraphs import Paragraph, paragraphs

__all__ = [
    "IMPROVE_HEADING",
    "LETTER_CLOSING",
    "PRIORITY_HEADING",
    "Facts",
    "Form",
    "authority_name",
    "filled",
    "find_sections",
    "opening_facts",
    "read_letter",
]

_NEAR = 100  # paragraphs: more than a table of contents has lines and page numbers


def read_letter(source: Lines, document: ExtractedDocument, form: Form) -> ExtractedDocument:
    """The document with what it says: dates, authority, findings, statements and duties."""
    letter = paragraphs(source, form.is_heading)
    facts = opening_facts(letter, source, form)
    read = [read_section(section) for section in find_sections(letter, source, form)]
    return filled(document, letter, facts, read, form)


def filled(
    document: ExtractedDocument,
    letter: Sequence[Paragraph],
    facts: Facts,
    sections: Sequence[SectionRead],
    form: Form,
) -> ExtractedDocument:
    """The document with its facts, what its sections say and the duties it prints."""
    warnings = [*facts.warnings]
    if not sections and form.no_list:
        warnings.append(form.no_list)
    for section in sections:
        warnings += section.warnings
    statements = [statement for section in sections for statement in section.statements]
    findings = [finding for section in sections for finding in section.findings]
    taken = {number for finding in findings for number in finding.lines}
    rest = [paragraph for paragraph in letter if not taken.intersection(paragraph.lines)]
    return replace(
        document,
        authority=facts.authority,
        title=facts.title,
        published_on=facts.published_on,
        visited_from=facts.visit.first,
        visited_to=facts.visit.last,
        visited_as_printed=facts.visit.printed,
        findings=tuple(findings),
        statements=tuple(statement.text for statement in statements),
        statement_lines=tuple(statement.lines for statement in statements),
        duties=find_duties(rest, document.regulator or "Ofsted"),
        warnings=(*document.warnings, *warnings),
    )


def find_sections(letter: Sequence[Paragraph], source: Lines, form: Form) -> list[Section]:
    """The headings that open a list, each with the paragraphs and footnotes under it.

    A heading in a table of contents, or one directly over another ("What does the council need to improve?"
    over "Areas for improvement"), opens none.
    """
    sections: list[Section] = []
    current: Section | None = None
    addressee = form.addressee
    rest = without_contents(letter)
    for paragraph, following in zip_longest(rest, rest[1:]):
        plain = paragraph.marker is None and (paragraph.bold or not starts_small(paragraph.text))
        addressee = (form.part_of(paragraph.text) if plain else None) or addressee
        kind = form.kind_of(paragraph.text) if plain else None
        if kind:
            if current and not current.paragraphs:
                sections.pop()
            current = Section(kind, paragraph, addressee=addressee)
            sections.append(current)
        elif current and plain and _is_known_end(paragraph, form):
            current = None
        elif current and plain and _is_in_same_type(paragraph, current.heading):
            if following and following.marker is not None:
                current.doubts.append(
                    f"“{paragraph.text}” was taken to end the list under “{current.heading.text}”; "
                    "check what stands after it."
                )
            current = None
        elif current:
            current.paragraphs.append(paragraph)
    for section in sections:
        pages = {section.heading.page, *(paragraph.last_page for paragraph in section.paragraphs)}
        notes = replace(source, lines=tuple(note for note in source.footnotes if note.page in pages))
        section.footnotes = paragraphs(notes, form.is_heading)
    return sections


def without_contents(letter: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without a table of contents, whose lines repeat the headings.

    It ends where its first line comes again, if that is near, else with its page.
    """
    titles = (heading_words(paragraph.text).casefold() for paragraph in letter)
    start = next((place for place, title in enumerate(titles) if title == "contents"), None)
    if start is None:
        return list(letter)
    heading, *rest = letter[start:]
    again = (place for place, each in enumerate(rest[:_NEAR]) if place and _entry(each) == _entry(rest[0]))
    turned = (place for place, each in enumerate(rest) if each.page != heading.page)
    end = next(chain(again, turned), None)
    return list(letter) if end is None else [*letter[:start], *rest[end:]]


def _entry(paragraph: Paragraph) -> str:
    """The words of a line in a table of contents, without dots and page number."""
    return re.sub(r"\d{1,3}$", "", paragraph.text).rstrip(" .…").casefold()


def _is_known_end(paragraph: Paragraph, form: Form) -> bool:
    """Whether a list is over here: at another heading of the family or at the letter's closing."""
    if timescale(paragraph):
        return False
    return form.is_heading(paragraph.text) or pattern(form.closing).match(paragraph.text) is not None


def _is_in_same_type(paragraph: Paragraph, heading: Paragraph) -> bool:
    """Whether a paragraph is as bold as the heading of a list, and neither a lead-in nor a time limit."""
    lead_in = paragraph.text.endswith(":") or timescale(paragraph) is not None
    return paragraph.bold and heading.bold and not lead_in
