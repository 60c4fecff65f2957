"""Ofsted's focused-visit letters, 2018 to now (inspection of local authority children's services)."""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.reading import IMPROVE_HEADING, PRIORITY_HEADING, Form, read_letter
from tracker.importing.lines import Lines

FOCUSED_VISIT = Form(
    noun="letter",
    titles=(r"(?:re:?\s+)?(?:ofsted\s+|ilacs\s+|covid-19\s+)*focused visit (?:to|of|at)\s+(?P<name>.+)",),
    named=r"focused visit to (?P<name>.{3,120}?)\s+on \d",
    lists=(
        (FindingKind.PRIORITY_ACTION, PRIORITY_HEADING),
        (FindingKind.AREA_FOR_IMPROVEMENT, IMPROVE_HEADING),
    ),
    others=(
        r"(?:main |key |detailed |summary of |headline |inspection )?findings|overview|summary|next steps"
        r"|(?:key )?strengths|what is working well"
    ),
    no_list="The letter has no section of areas for priority action or of what needs to improve.",
)


def read_focused_visit(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the letter says: dates, authority, findings, statements and duties."""
    return read_letter(source, document, FOCUSED_VISIT)
