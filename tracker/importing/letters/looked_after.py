"""Ofsted's reports of 2009 to 2013 on services for looked after children (and on safeguarding).

Their areas for improvement are grouped by time limit.
"""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.reading import IMPROVE_HEADING, Form, read_letter
from tracker.importing.lines import Lines

_TITLE = (
    r"inspection of (?:local authority (?:arrangements|services) for |services for )?(?:the )?"
    r"(?:safeguarding and )?(?:looked after children|protection of children)(?: services)?"
)
LOOKED_AFTER = Form(
    noun="report",
    titles=(_TITLE, rf"(?P<name>.+?)\s+{_TITLE}"),
    lists=(
        (FindingKind.PRIORITY_ACTION, r"(?:areas? for )?priority(?: and immediate)? actions?"),
        (FindingKind.AREA_FOR_IMPROVEMENT, IMPROVE_HEADING),
        (FindingKind.RECOMMENDATION, r"recommendations"),
    ),
    others=(
        r"(?:outcomes? for|services for|the effectiveness of|the quality of|information about|summary of) .+"
        r"|overall effectiveness.*|capacity (?:to|for) improve.*|quality of (?:provision|practice).*"
        r"|leadership and management.*|leadership and governance.*|record of main findings.*|summary"
        r"|(?:about this|the) inspection.*|service information|safeguarding (?:outcomes|services).*"
        r"|grade \d.*|performance management.*|ambition and prioritisation.*"
    ),
    no_list="The report has no section of areas for improvement.",
)


def read_looked_after(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: dates, authority, findings with their time limits."""
    return read_letter(source, document, LOOKED_AFTER)
