"""Letters of the joint area SEND inspections of 2016 to 2022, and the written statement they required.

The gravest findings, *areas of significant weakness*, have no heading of their own: a sentence leads in to
them. A revisit letter says how far earlier weaknesses were dealt with and sets nothing new.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.form import IMPROVE_HEADING, Form
from tracker.importing.letters.opening import opening_facts
from tracker.importing.letters.reading import filled, find_sections
from tracker.importing.letters.sections import Section, SectionRead, read_section
from tracker.importing.lines import DASHES, Lines
from tracker.importing.paragraphs import Paragraph, paragraphs

_WEAKNESS = (
    r"(?:areas? of (?:significant|serious) (?:weakness|concern)(?:es|s)?"
    r"|significant (?:areas? of )?weakness(?:es)?)"
)
_TITLE = (
    r"(?:re:?\s+)?joint (?:local )?area"
    r" (?:send|special educational needs(?: and/or | and )disabilit(?:y|ies)(?: \(send\))?)"
)
AREA_SEND_LETTER = Form(
    noun="letter",
    titles=(
        rf"{_TITLE} (?:re-?inspection|inspection|re-?visit) (?:in|of|to) (?P<name>.+)",
        rf"{_TITLE}.{{0,20}} (?:in|of|to) (?P<name>.+)",
    ),
    named=(
        r"(?:inspection of|revisited) (?:the )?(?:local )?area of (?P<name>[A-Z].{1,60}?)"
        r"(?:,| to (?:judge|decide))"
    ),
    lists=(
        (FindingKind.AREA_FOR_IMPROVEMENT, rf"{IMPROVE_HEADING}|areas? for (?:further )?development"),
        (FindingKind.PRIORITY_ACTION, rf"(?:the )?{_WEAKNESS}"),
    ),
    others=(
        r"(?:main |key |summary of )?findings|(?:key )?strengths|next steps|leadership and management"
        r"|the effectiveness of the (?:local )?area .+"
        r"|the inspection raises (?:\w+ )?(?:significant )?concerns .+"
    ),
    visited=(
        r"^(?:between|from|on)\s+(?=(?:\w+day,? )?\d)"
        r"|\b(?:inspection|revisit)\b.{0,60}? (?:on|between|from)\s+(?=\d)"
    ),
)
# "… explains how the local area will tackle the following areas of significant weakness:", and how the list
# is called in it, the fullest name first.
_LEAD = re.compile(
    r"(?!.*\bdetermined that\b).*\b(?:written statement|following|these)\b", re.IGNORECASE | re.DOTALL
)
_TERMS = tuple(
    re.compile(term, re.IGNORECASE)
    for term in (
        _WEAKNESS,
        r"areas? of (?:\w+ )?weakness|areas? of (?:significant|serious)",
        r"following (?:\w+ ){0,2}(?:areas|weaknesses|issues|concerns)",
    )
)
_END_OF_LIST = re.compile(
    r"yours (?:sincerely|faithfully)|(?:cc|department for education)\b|the local area (?:should|must|is)\b"
    r"|ofsted and cqc\b|(?:inspectors|leaders|the inspection)\b|her majesty.s chief inspector"
    r"|please\b|a copy of",
    re.IGNORECASE,
)
_JOINTLY = re.compile(
    r"determined that (?P<who>[^.]{5,240}?) (?:are|is) (?:jointly )?responsible for (?:submitting|producing)",
    re.IGNORECASE | re.DOTALL,
)
_REVISIT = re.compile(r"\bre-?visit(?:ed)?\b", re.IGNORECASE)
_PROGRESS = re.compile(
    r"(?:initial|previous|first) inspection (?:found|identified)"
    r"|(?:has|have) (?:not )?(?:yet )?made sufficient progress|sufficient progress (?:has|in)",
    re.IGNORECASE,
)
_RUN_ON = "Parted at a dash in the middle of a line; check where the items begin and end."
_REVISITED = (
    "This letter is of a revisit: it says how far earlier weaknesses were dealt with. No new findings were "
    "taken; link what it says to the plan's areas."
)


def read_area_send_letter(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the letter says: dates, area, findings, statements and duties."""
    letter = paragraphs(source, AREA_SEND_LETTER.is_heading)
    facts = opening_facts(letter, source, AREA_SEND_LETTER)
    opening = " ".join(paragraph.text for paragraph in letter[:12])
    if _REVISIT.search(facts.title or opening):
        return filled(document, letter, facts, [_as_revisit(letter)], AREA_SEND_LETTER)
    weaknesses = _weaknesses(letter)
    rest = [each for each in letter if weaknesses is None or each not in weaknesses.paragraphs]
    sections = find_sections(rest, source, AREA_SEND_LETTER)
    read = [read_section(section) for section in sections]
    if weaknesses is not None:
        read.append(_with_body(read_section(weaknesses), letter))
    done = filled(document, letter, facts, read, AREA_SEND_LETTER)
    if done.findings:
        return done
    return replace(
        done, warnings=(*done.warnings, "The letter lists no weaknesses or areas for improvement.")
    )


def _weaknesses(letter: Sequence[Paragraph]) -> Section | None:
    """The list that the written statement must answer, with the sentence that leads in to it."""
    for index, paragraph in enumerate(letter[:-1]):
        following = letter[index + 1]
        leads = paragraph.text.endswith(":") or following.marker is not None
        term = _list_named_in(paragraph.text) if paragraph.marker is None and leads else None
        if term and (items := _items(letter[index + 1 :])):
            heading = replace(paragraph, text=term)
            return Section(FindingKind.PRIORITY_ACTION, heading, [paragraph, *items])
    return None


def _list_named_in(lead: str) -> str | None:
    """What a sentence calls the list that it leads in to; None if that is no list of weaknesses."""
    if not _LEAD.match(lead):
        return None
    return next((found.group() for term in _TERMS if (found := term.search(lead))), None)


def _items(after: Sequence[Paragraph]) -> list[Paragraph]:
    """The list's paragraphs, up to what is none of it; run-on items parted."""
    items: list[Paragraph] = []
    for paragraph in after:
        if paragraph.marker is None:
            ends = AREA_SEND_LETTER.is_heading(paragraph.text) or _END_OF_LIST.match(paragraph.text)
            if ends or any(item.marker is not None for item in items):
                break
        items += _run_on(paragraph)
    return items


def _run_on(paragraph: Paragraph) -> list[Paragraph]:
    """Items that run on behind their dashes in the middle of lines, as a web page's list is pasted."""
    if paragraph.marker is None or paragraph.marker not in DASHES:
        return [paragraph]
    parts = re.split(rf"\s+{re.escape(paragraph.marker)}\s+(?=[a-z])", paragraph.text)
    if len(parts) == 1:
        return [paragraph]
    doubts = (*paragraph.doubts, _RUN_ON)
    return [replace(paragraph, text=part, doubts=doubts) for part in parts]


def _with_body(read: SectionRead, letter: Sequence[Paragraph]) -> SectionRead:
    """The weaknesses with who must answer them: one statement of all bodies named."""
    found = next((who for paragraph in letter if (who := _JOINTLY.search(paragraph.text))), None)
    if found:
        read.findings = [replace(finding, responsible=(found["who"],)) for finding in read.findings]
    return read


def _as_revisit(letter: Sequence[Paragraph]) -> SectionRead:
    """What the letter says of each earlier weakness, as statements."""
    said = [paragraph for paragraph in letter if _PROGRESS.search(paragraph.text)]
    return SectionRead(statements=said, warnings=[_REVISITED])
