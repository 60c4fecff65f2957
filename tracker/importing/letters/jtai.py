"""Letters of joint targeted area inspections, 2016 to now: one letter to all partners of an area.

Items name who must act in their own words ("The police should …"), and *Next steps* names who answers for all
of them with a written statement of proposed action, and by when.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.letters.form import IMPROVE_HEADING, PRIORITY_HEADING, Form
from tracker.importing.letters.reading import read_letter
from tracker.importing.lines import Lines
from tracker.importing.paragraphs import Paragraph, paragraphs

_INSPECTION = r"(?:re:?\s+)?joint targeted area inspections? (?:\(jtai\) )?"
JTAI = Form(
    noun="letter",
    titles=(
        rf"{_INSPECTION}of (?:the |services |arrangements |how ).+ (?:in|across) (?P<name>[^:;]+?)",
        rf"{_INSPECTION}(?:of|in) (?P<name>.+)",
    ),
    named=r"(?:carry|carried) out a jtai in (?P<name>[A-Z].{2,60}?)[.,]",
    lists=(
        (
            FindingKind.PRIORITY_ACTION,
            rf"(?:{PRIORITY_HEADING})(?: for [^.:;,]{{3,60}}|\s?[:–-]\s?[^.;]{{3,60}})?",
        ),
        (FindingKind.AREA_FOR_IMPROVEMENT, rf"{IMPROVE_HEADING}|areas? for (?:further )?development"),
    ),
    others=(
        r"(?:main |key |detailed |summary of |headline |inspection )?findings|overview|summary|next steps"
        r"|(?:key |areas of )?strengths?|what is working well|(?:case|practice) (?:study|example)\b.*"
        r"|background(?: information)?|(?:highly )?effective practice"
    ),
    visited=(
        r"\b(?:inspection|fieldwork)\b.{0,200}?\b(?:took place|carried out|held|undertaken|conducted)"
        r" (?:on|between|from|over|during)\s+(?=(?:the )?(?:\w+day,? )?\d)"
        r"|^between\s+(?=(?:\w+day,? )?\d)"
    ),
    no_list="The letter has no section of areas for priority action or of what needs to improve.",
)
_STUDY = re.compile(r"(?:case|practice) (?:study|example)\b", re.IGNORECASE)
_MUST = re.compile(
    r"(?P<who>(?:across (?:[^\s,]+ ){0,5}[^\s,]+, )?"
    r"(?P<head>(?!not |no )(?:(?!that |which |who |where )[^\s.:;,]+ ){1,9}?)"
    r"(?:(?:of|in|from|at|across|on) .{1,120}? )?)"
    r"(?:should|must|needs? to|(?:are|is) (?:required )?to|(?:have|has) to|will need to)\b",
    re.IGNORECASE,
)
# What the name of somebody who can act ends with; "The quality of plans must …" names nobody.
_BODY = re.compile(
    r"(?:\b(?:council|authorit(?:y|ies)|police|constabulary|force|trusts?|boards?|partnerships?|partners"
    r"|leaders|agenc(?:y|ies)|services?|probation|nhs|commissioners?|managers|schools?|hospitals?|providers?"
    r"|directors?|chief \w+"
    r"|officers?|practitioners|professionals|staff|teams?|groups?|bod(?:y|ies)|governors|colleges?|department)"
    r"|\b(?-i:[A-Z]{3,6}))$",
    re.IGNORECASE,
)


def read_jtai(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the letter says; each item carries who its own words say must act."""
    read = read_letter(source, document, JTAI)
    return replace(
        read,
        findings=tuple(map(_with_responsible, read.findings)),
        warnings=(*read.warnings, *_after_studies(paragraphs(source, JTAI.is_heading))),
    )


def _after_studies(letter: Sequence[Paragraph]) -> Iterator[str]:
    """Warnings of bullets after a case study that stands among a list's items: they were not taken."""
    listing, study = False, ""
    for paragraph in letter:
        if JTAI.is_heading(paragraph.text) and paragraph.marker is None:
            begins = _STUDY.match(paragraph.text) is not None
            study = paragraph.text if begins and (listing or study) else ""
            listing = JTAI.kind_of(paragraph.text) is not None
        elif study and paragraph.marker is not None:
            yield f"Bullets stand after “{study}”; check whether they belong to the list before it."
            study = ""


def _with_responsible(finding: ExtractedFinding) -> ExtractedFinding:
    """The finding with the body its first sentence begins with, as printed: "Vale Police need to …"."""
    named = _MUST.match(finding.text)
    if named is None or not _BODY.search(named["head"].strip()):
        return finding
    return replace(finding, responsible=(named["who"].strip(),))
