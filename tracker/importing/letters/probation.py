"""HMI Probation's reports on youth justice (before: offending) services and probation, 2014 to now.

Their recommendations stand under whom they address: "The Management Board should:".
"""

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.labels import read_recommendations
from tracker.importing.letters.reading import LETTER_CLOSING, Form
from tracker.importing.lines import Lines

_SERVICES = r"(?:youth (?:offending|justice)|probation) (?:services?|team|work)"
# What may follow the name where the title's lines were joined.
_PUBLISHER = r"(?:,?\s(?:(?:an?|the) (?:joint )?inspection by|(?:HM|His Majesty|Her Majesty)\b).*)?"
PROBATION = Form(
    noun="report",
    titles=(
        rf"(?:an? |the )?(?:joint |full |short |core |re-?)?inspection of {_SERVICES} (?:in|for|by)"
        rf"[: ]\s*(?P<name>.+?){_PUBLISHER}",
        rf"(?:an? |the )?(?:joint |full |short |core |re-?)?inspection of (?P<name>.+?) {_SERVICES}.*",
        rf"(?:an? )?(?:full |short |core )?inspection of {_SERVICES}(?: work)?:?",
    ),
    named=rf"inspection of {_SERVICES} in (?P<name>[A-Z][^.,;:]{{2,60}}?)(?= (?:was|is|took)|[.,])",
    lists=(
        (
            FindingKind.RECOMMENDATION,
            r"(?:our |key |summary of (?:the )?)?recommendations?(?: for improvement)?(?: from .{3,80})?",
        ),
        (
            FindingKind.AREA_FOR_IMPROVEMENT,
            r"(?:key )?areas (?:for|requiring) improvement|what needs to improve",
        ),
    ),
    others=(
        r"background|introduction|(?:executive )?summary|foreword|contents|context(?:ual facts)?"
        r"|key (?:facts|findings)|ratings|overall (?:findings|judge?ment)"
        r"|(?:\d(?:\.\d)?\.? )?(?:domain (?:one|two|three)|organisational delivery|court disposals"
        r"|out-of-court disposals|resettlement|governance and leadership|staff"
        r"|partnerships and services|information and facilities|assessment|planning"
        r"|implementation and delivery|reviewing|policy and provision)\b.{0,60}"
        r"|annex(?:e|es)?(?: \w+)?.*|appendix .*|further information|strengths|what we found.*|next steps"
        r"|acknowledgements"
    ),
    closing=rf"{LETTER_CLOSING}|we are grateful for",
    no_list="The report has no section of recommendations.",
)


def read_probation(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: its recommendations, each with whom it addresses."""
    return read_recommendations(source, document, PROBATION)
