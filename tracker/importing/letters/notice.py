"""The Department for Education's improvement notices and directions: numbered conditions, lettered parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain.codes import FindingKind
from tracker.importing.dates import find_date
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.letters.labels import labelled, with_bare_headings
from tracker.importing.letters.reading import Form, filled, opening_facts
from tracker.importing.letters.sections import SectionRead, item_text, reference_of
from tracker.importing.lines import Lines
from tracker.importing.paragraphs import Paragraph, paragraphs

_ISSUED = (
    r"(?:improvement notice|direction)s?(?: is| was)?(?: hereby)? (?:issued|given|addressed) (?:to|under)"
)
NOTICE = Form(
    noun="notice",
    titles=(
        r"(?:revised |amended |statutory )?(?:improvement notice|direction)s? (?:issued |given )?(?:to|for)"
        r" (?P<name>.+?)(?: (?:in|on) .+)?",
        r"(?:statutory )?(?:improvement notice|direction)s?: (?P<name>.+)",
    ),
    named=(
        r"(?:issued to|given to|addressed to|^to:?) (?:the )?(?P<name>[A-Z][^,;:()]{2,60}?)"
        r"(?=\s*(?:[(,;:.]|on \d|under|in respect|$))"
    ),
    lists=(),
    others=(
        r"(?:\d{1,2}\.? )?(?:improvement (?:notice|board|plan|adviser|partner)s?.*|background"
        r"|introduction|(?:children.s services )?(?:adviser|commissioner)s?.*"
        r"|reviews?(?: of progress)?|monitoring.*|governance.*|failure to comply.*|compliance.*"
        r"|the (?:direction|notice)s?|reasons? .+|annex.*|schedule.*|signed)"
    ),
    visited="",
    no_list="",
)
# "1.1", "12", "a.", "(iii)" as these documents print them beside "1." and "a)", which every reader knows.
_LABEL = re.compile(
    r"(?P<label>\d{1,2}\.\d{1,2}\.?|\d{1,2}(?=\s+[A-Z](?!\w+ \d{4}\b))|[a-z]\.|[ivx]{1,4}[.)])"
    r"(?:\s+|$)(?P<words>(?:\S.*)?)"
)
_NEAR = 300  # characters after "issued to" in which its day stands
_TITLE = re.compile(r".{0,40}(?:improvement notice|direction)s?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?|\(\d{1,2}\)")
_WHO = r"(?:council|authority|trust|partnership|board|plan|chief executive|director|partners|you|it)"
_OBLIGES = re.compile(
    rf"\b{_WHO}\b[^.;]{{0,160}}?\b(?:should|must|shall|will|(?:is|are) (?:to|required|directed|expected)"
    r"|needs? to|agrees? to)\b|^(?:to|that the council) (?-i:[a-z])",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:background|introduction|reasons?|failure to comply|compliance|assessment|signed|interpretation)\b",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"(?:this|the) (?:improvement |statutory )?(?:notice|direction)s? (?:is|was|are|were|has|may|will|can)\b"
    r"|(?:the )?(?:secretary of state|department|minister|officials|dfe)\b"
    r"|(?:should|if) the (?:council|authority) (?:fail|be unwilling|not)|failure to",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b((?:by|no later than|before) (?:the end of )?(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8} \d{4}"
    r"|within (?:\d{1,2}|[a-z]{2,9}) (?:working )?(?:day|week|month)s?|immediately)\b"
)


@dataclass(slots=True)
class _Condition:
    """A numbered paragraph with the lettered ones below it, the heading over both, and how deep it stands."""

    heading: str
    first: Paragraph
    rank: int
    parts: list[Paragraph] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [self.first, *self.parts]


def read_notice(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with its conditions; numbered paragraphs that oblige nobody are statements."""
    source = labelled(with_bare_headings(source, NOTICE), _LABEL)
    letter = paragraphs(source, NOTICE.is_heading)
    facts = opening_facts(letter, source, NOTICE)
    if facts.title is None:
        facts = replace(
            facts, title=next((each.text for each in letter if _TITLE.fullmatch(each.text)), None)
        )
    if facts.published_on is None:
        issued = next((found for each in letter if (found := _issued_on(each.text))), None)
        kept = tuple(words for words in facts.warnings if issued is None or "date" not in words)
        facts = replace(facts, published_on=issued, warnings=kept)
    read = SectionRead()
    for condition in _conditions(letter):
        if _obliges(condition):
            read.findings.append(_finding(condition))
        elif condition.first.marker or read.findings:
            read.statements += condition.paragraphs
    if not read.findings:
        read.warnings.append("The notice has no numbered conditions; take them from its text.")
    return filled(document, letter, facts, [read], NOTICE)


def _conditions(letter: Sequence[Paragraph]) -> list[_Condition]:
    """The paragraphs in order, each with those of a deeper rank below it: 1., then a., then i. or bullets."""
    conditions: list[_Condition] = []
    heading = marker = ""
    open_to_parts = False
    for each in letter:
        if each.marker is None and _is_heading(each):
            heading, open_to_parts = each.text, False
            continue
        rank = _rank(each.marker, marker)
        marker = each.marker or ""
        if open_to_parts and rank > conditions[-1].rank:
            conditions[-1].parts.append(each)
        else:
            conditions.append(_Condition(heading, each, rank))
            # What only announces a list ("The Secretary of State directs the Council:") is no part of it.
            open_to_parts = each.marker is not None or not _NO_CONDITION.match(each.text)
    return conditions


def _rank(marker: str | None, before: str) -> int:
    """How deep a paragraph stands by its number, letter or bullet; "i." is a letter after "h." only."""
    if marker is None or _NUMBER.fullmatch(marker):
        return 0
    name = marker.strip("().")
    follows = len(name) == 1 and before.strip("().") == chr(ord(name) - 1)
    roman = re.fullmatch("[ivx]+", name) is not None and not follows
    return 1 if re.fullmatch("[a-z]", name) and not roman else 2


def _is_heading(paragraph: Paragraph) -> bool:
    words = paragraph.text
    short = len(words) <= 80 and words[:1].isupper() and not words.endswith((".", ":", ";", ","))
    return NOTICE.is_heading(words) or (short and (paragraph.bold or len(words.split()) <= 8))


def _obliges(condition: _Condition) -> bool:
    words = condition.first.text
    if _NO_CONDITION.match(words) or _TELLS.match(condition.heading):
        return False
    return _OBLIGES.search(words) is not None or (bool(condition.parts) and words.endswith(":"))


def _finding(condition: _Condition) -> ExtractedFinding:
    first, every = condition.first, condition.paragraphs
    limit = _LIMIT.search(" ".join(each.text for each in every))
    doubts = [doubt for each in every for doubt in each.doubts]
    if first.marker is None:
        doubts.append("No number is printed before this condition; check where it begins and ends.")
    return ExtractedFinding(
        kind=FindingKind.CONDITION,
        text=item_text(first.text),
        sub_items=tuple(item_text(part.text) for part in condition.parts),
        reference=reference_of(first.marker),
        page=first.page,
        section=condition.heading,
        timescale=limit[1] if limit else None,
        warnings=tuple(dict.fromkeys(doubts)),
        lines=tuple(number for each in every for number in each.lines),
    )


def _issued_on(words: str) -> date | None:
    issued = re.search(_ISSUED, words, re.IGNORECASE) or re.match(
        r"(?:dated?|signed)\b", words, re.IGNORECASE
    )
    return find_date(words[issued.end() :][:_NEAR]) if issued else None
