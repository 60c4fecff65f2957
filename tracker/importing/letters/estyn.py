"""Estyn's reports and letters on education services of Welsh councils: recommendations R1, R2 …"""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.labels import read_recommendations
from tracker.importing.letters.reading import LETTER_CLOSING, Form
from tracker.importing.lines import Lines

_SERVICES = r"(?:(?:local )?(?:authority|government) )?education services(?: for children and young people)?"
ESTYN = Form(
    noun="report",
    titles=(
        rf"(?:a |inspection )?report on (?:the quality of )?{_SERVICES} (?:in|of|provided by)\s+(?P<name>.+)",
        rf"(?:estyn )?(?:re-?)?inspection of (?P<name>.+?)(?:[’']s?)? {_SERVICES}.*",
        rf"(?P<name>.+?)(?:[’']s?)? {_SERVICES}",
    ),
    named=rf"\b(?:in|across|of|by) (?P<name>[A-Z][^.,;:]{{2,60}}?)(?:[’']s?)? {_SERVICES}",
    lists=(
        (
            FindingKind.RECOMMENDATION,
            r"(?:main |key |summary of (?:the )?|our )?recommendations?(?: for .{3,80})?"
            r"|what (?:the (?:local authority|council|service)|it) needs to (?:do to )?improve",
        ),
    ),
    others=(
        r"what happens next|main (?:findings|evaluation)"
        r"|(?:about|context|background|summary)(?: .{3,60})?|(?:key question|inspection area) \d.*|outcomes"
        r"|education services and their impact|leadership and management|leading and improving"
        r"|current performance|prospects for improvement|overall judge?ments?|capacity to improve"
        r"|evidence base of the (?:report|inspection)|copies of the report"
        r"|progress (?:in|against|since) .+|appendix \d.*|glossary.*|(?:the )?inspection team|next steps"
    ),
    closing=rf"{LETTER_CLOSING}|estyn will (?:invite|monitor|carry|review)|the (?:authority|council)"
    r" (?:will|should) (?:now )?(?:draw up|produce|update|prepare)",
    no_list="The report has no section of recommendations, and none is labelled as one.",
)


def read_estyn(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: authority, dates and its labelled recommendations."""
    return read_recommendations(source, document, ESTYN)
