"""HMICFRS (before 2017: HMIC) on police forces: child protection inspections and PEEL reports.

A *cause of concern* is the gravest kind; the recommendations after it say what to do about it. An *area for
improvement* is one sentence, in bold or beginning "The force should", before paragraphs that explain it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.labels import addressed, with_bare_headings
from tracker.importing.letters.reading import Form, filled, find_sections, opening_facts
from tracker.importing.letters.sections import Section, SectionRead, read_section
from tracker.importing.lines import Lines, ends_sentence
from tracker.importing.paragraphs import Paragraph, paragraphs

_FORCE = r"(?P<name>[A-Z][^.:–—|]{2,50}? (?:police(?: service)?|constabulary))"
_NCPI = (
    r"national child protection (?:post-|re-?)?(?:inspection|assessment)s?(?: (?:post-inspection )?review)?"
)
HMICFRS = Form(
    noun="report",
    titles=(
        rf"{_NCPI}\s*[:–—-]\s*{_FORCE}.*",
        rf"{_FORCE}\s*[:–—-]\s*{_NCPI}.*",
        rf"(?:an? )?{_NCPI} of {_FORCE}.*",
        rf"(?:peel.{{0,60}}?\s)?(?:an )?inspection of {_FORCE}.*",
    ),
    named=rf"inspection of {_FORCE}",
    lists=(
        (FindingKind.PRIORITY_ACTION, r"(?:accelerated )?causes? of concern(?: \d{1,2})?"),
        (FindingKind.AREA_FOR_IMPROVEMENT, r"areas? for improvement(?: \d{1,2})?"),
        (
            FindingKind.RECOMMENDATION,
            r"(?:summary of (?:the )?|our |key )?recommendations?(?: \d{1,2}| (?:for|to) .{3,80})?",
        ),
    ),
    others=(
        r"(?:\d{1,2}\.? )?(?:foreword|introduction|summary.*|contents|overview|context.*|background.*"
        r"|conclusions?.*|next steps|(?:main |key )?findings.*|leadership.*|case (?:file|study).*"
        r"|initial contact|assessment and help|investigation|decision-making|trusted adult"
        r"|managing those .+|police detention|innovative practice.*|promising practice.*"
        r"|annex(?:e)?\b.*|about .+|methodology.*|what (?:we|the) .+)"
    ),
    visited=r"(?:inspection|fieldwork) (?:took place|was carried out) (?:on|between|from|over)\s+(?=\d)",
    no_list="The report has no cause of concern, area for improvement or recommendation.",
)
_OBLIGES = re.compile(
    r"(?:the )?(?:force|constabulary|chief constable|\S.{2,50}? police)\b.{0,40}?"
    r"\b(?:should|must|needs? to)\b",
    re.IGNORECASE,
)
_ITEM = "•"


def read_hmicfrs(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: causes of concern, areas for improvement, recommendations."""
    source = with_bare_headings(source, HMICFRS)
    # A whole sentence in bold is an item and no heading.
    letter = [
        replace(each, bold=False, marker=_ITEM) if _is_bold_sentence(each) else each
        for each in paragraphs(source, HMICFRS.is_heading)
    ]
    sections = [_read(section) for section in find_sections(letter, source, HMICFRS)]
    facts = opening_facts(letter, source, HMICFRS)
    return filled(document, letter, facts, sections, HMICFRS)


def _is_bold_sentence(paragraph: Paragraph) -> bool:
    words = paragraph.text
    return (
        paragraph.bold
        and paragraph.marker is None
        and ends_sentence(words)
        and not words.endswith((":", "?"))
    )


def _read(section: Section) -> SectionRead:
    if section.kind is not FindingKind.RECOMMENDATION:
        section.paragraphs = _with_items(section.paragraphs)
    read = read_section(section)
    read.findings = [addressed(finding) for finding in read.findings]
    return read


def _with_items(under: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs with the items among them marked; what explains them is then no item."""
    if any(each.marker is not None for each in under):
        return list(under)
    items = [each for each in under if _OBLIGES.match(each.text)] or list(under[:1])
    return [replace(each, marker=_ITEM) if each in items else each for each in under]
