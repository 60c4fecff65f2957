"""Ofsted's reports on children's services under ILACS, 2018 to now."""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.reading import IMPROVE_HEADING, PRIORITY_HEADING, Form, read_letter
from tracker.importing.lines import Lines

_SERVICES = r"children.s (?:social care )?services"
# The title alone with the authority over it, or the authority's name in it.
ILACS = Form(
    noun="report",
    titles=(
        rf"(?:re-?)?inspection of (?:local authority )?{_SERVICES}",
        rf"(?:re-?)?inspection of (?P<name>.+?)\s+{_SERVICES}",
        rf"(?P<name>.+?)\s+(?:re-?)?inspection of (?:local authority )?{_SERVICES}",
    ),
    lists=(
        (FindingKind.PRIORITY_ACTION, PRIORITY_HEADING),
        (FindingKind.AREA_FOR_IMPROVEMENT, IMPROVE_HEADING),
    ),
    others=(
        r"(?:the )?(?:experiences? and progress of|impact of leaders|effectiveness of) .+"
        r"|children (?:who need help and protection|in care).*|care leavers?.*|overall effectiveness.*"
        r"|(?:main |key |summary of |summary )?findings|summary|judgements?|grades?"
    ),
    no_list="The report has no section of what needs to improve.",
)


def read_ilacs(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: dates, authority, findings, statements and duties."""
    return read_letter(source, document, ILACS)
