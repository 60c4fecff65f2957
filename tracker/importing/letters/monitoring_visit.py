"""Ofsted's letters on monitoring visits to councils found inadequate, 2016 to now.

What the visit looked at are areas that an earlier report has set: they are shown and are no new findings.
"""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.reading import (
    IMPROVE_HEADING,
    PRIORITY_HEADING,
    Form,
    filled,
    find_sections,
    opening_facts,
)
from tracker.importing.letters.sections import Section, SectionRead, read_section
from tracker.importing.lines import Lines
from tracker.importing.paragraphs import paragraphs

MONITORING_VISIT = Form(
    noun="letter",
    titles=(r"(?:re:?\s+)?(?:ofsted\s+|ilacs\s+)*(?:\w+ )?monitoring visit (?:to|of|at)\s+(?P<name>.+)",),
    named=r"monitoring visit (?:to|of|at) (?P<name>.{3,120}?)\s+on \d",
    lists=(
        (
            FindingKind.OTHER_AREA,
            r"areas? (?:covered|reviewed|considered) (?:by|at|in|during) (?:the|this) .*visit",
        ),
        (FindingKind.PRIORITY_ACTION, PRIORITY_HEADING),
        (FindingKind.AREA_FOR_IMPROVEMENT, IMPROVE_HEADING),
    ),
    others=(
        r"(?:main |key |detailed |summary of |headline |inspection )?findings(?: and evaluation of progress)?"
        r"|(?:overall )?(?:summary|progress)|overview|evaluation of progress|next steps|(?:key )?strengths"
    ),
)


def read_monitoring_visit(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the letter says; the areas that the visit covered are statements."""
    letter = paragraphs(source, MONITORING_VISIT.is_heading)
    facts = opening_facts(letter, source, MONITORING_VISIT)
    read = [_read(section) for section in find_sections(letter, source, MONITORING_VISIT)]
    return filled(document, letter, facts, read, MONITORING_VISIT)


def _read(section: Section) -> SectionRead:
    if section.kind is not FindingKind.OTHER_AREA:
        return read_section(section)
    return SectionRead(statements=section.paragraphs + section.footnotes)
