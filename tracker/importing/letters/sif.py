"""Ofsted's reports under the single inspection framework, 2013 to 2017.

Most hold a review of the Local Safeguarding Children Board: one list for the council, another for the Board.
"""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.reading import IMPROVE_HEADING, Form, read_letter
from tracker.importing.lines import Lines

_BOARD = (
    r"(?:(?:(?!.*effectiveness)[^.:;]{0,60} )?safeguarding children.?s?.? board(?: \(?\w*SCB\)?)?"
    r"|[a-z]{0,5}SCB)"
)
_COUNCIL = r"(?:local authority|council)"
_TITLE = r"(?:re-?)?inspection of services for children in need of help and protection.*"
SIF = Form(
    noun="report",
    titles=(_TITLE, rf"(?P<name>.+?)\s+{_TITLE}"),
    lists=(
        (
            FindingKind.PRIORITY_ACTION,
            r"(?:areas? for )?priority(?: and immediate)? actions?|immediate and priority actions?",
        ),
        (FindingKind.RECOMMENDATION, rf"recommendations?(?: for the (?:{_COUNCIL}|{_BOARD}))?"),
        (
            FindingKind.AREA_FOR_IMPROVEMENT,
            rf"{IMPROVE_HEADING}|what does the (?:{_COUNCIL}|{_BOARD}) need to improve",
        ),
    ),
    others=(
        rf"(?:the )?(?:{_COUNCIL}|{_BOARD})(?:.s)? (?:key )?strengths(?: and .+)?"
        rf"|(?:the )?(?:{_COUNCIL}|{_BOARD}) has the following strengths.*"
        r"|(?:key )?strengths(?: and (?:weaknesses|areas).*)?|progress since the .*inspection.*"
        r"|summary (?:of|for) .+|executive summary|information about .+|inspection judge?ments? about .+"
        r"|what the inspection judge?ments? mean.*|(?:the )?(?:inspection )?judge?ments?|our inspection team"
        r"|the (?:experiences? and progress of|experience of) .+|leadership, management and governance.*"
        r"|the inspection team|how well .+|contents"
    ),
    addressee="Local authority",
    parts=(
        (
            "Local Safeguarding Children Board",
            rf"section 2\s*[:–-].+|(?:the )?{_BOARD}|what does the {_BOARD} need to improve"
            rf"|recommendations for the {_BOARD}",
        ),
        (
            "Local authority",
            rf"section 1\s*[:–-].+|(?:the )?{_COUNCIL}|what does the {_COUNCIL} need to improve"
            rf"|recommendations for the {_COUNCIL}",
        ),
    ),
    no_list="The report has no section of priority actions, areas for improvement or recommendations.",
)


def read_sif(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: dates, authority, findings with whom they address."""
    return read_letter(source, document, SIF)
