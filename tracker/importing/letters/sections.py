"""A section of findings: its list in whatever form it is printed, and what stands there besides."""

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedFinding
from tracker.importing.lines import DASHES, is_number
from tracker.importing.paragraphs import MARK_LEFT_OUT, Paragraph

_LONGEST_ANNOUNCEMENT = 400  # characters
_DEEPER = 6.0  # points; in plain text one character is enough
_TERMS = (
    r"(?:areas? for (?:priority action|improvement)s?|priority actions?|areas? of (?:weakness|concern)"
    r"|recommendations?)"
)
# "There are no priority actions …", "No areas for priority action were identified."
_NONE = re.compile(
    r"none\.?|(?:at this (?:focused )?visit,? )?(?:there (?:is|are|was|were) (?:currently )?no|no"
    rf"|inspectors (?:identified|found) no|inspectors did not identify any)\b.{{0,60}}\b{_TERMS}.*",
    re.IGNORECASE,
)
# "The areas for improvement continue to be those that were identified at … in July 2018."
_CARRIED = re.compile(
    rf".{{0,60}}\b{_TERMS}\b.*?\b(?:continues? to be|continue to apply|remains?|still (?:stand|apply)"
    r"|are (?:still )?(?:the same|those)|have not changed|are unchanged|(?:is|are|been) carried forward)\b.*",
    re.IGNORECASE,
)
# "In addition to addressing the two priority actions not resolved …"
_ADDITIVE = re.compile(rf"in addition to\b.{{0,120}}\b{_TERMS}", re.IGNORECASE)
# "Immediately:", "Within three months:", over the items that have that time.
_TIMESCALE = re.compile(
    r"(immediately|with immediate effect|within (?:the (?:next |first )?)?(?:\d{1,2}|[a-z]+)"
    r" (?:working )?(?:day|week|month|year)s?(?: of [^.;:]{3,60})?"
    r"|by (?:the )?(?:end of )?[a-z]+ 20\d\d)\s*[:.]?",
    re.IGNORECASE,
)
_LEAD_AND_ITEM = re.compile(r"(.{20,240}?\bfollowing\b[^:]{0,100}:)\s+(\S.{20,})", re.DOTALL)
_MARKED = re.compile(r"(.*[a-z][.;?][’”)]?)\d{1,2}", re.DOTALL)
_THEME = re.compile(
    r"\(([^()]*\b(?:national framework|(?:outcome|enabler|principle)s? \d)[^()]*)\)\.?$", re.IGNORECASE
)


@dataclass(slots=True)
class Section:
    """A heading that opens a list, whom the list addresses, and the paragraphs and footnotes under it.

    `doubts` say in words where its bounds were a judgement.
    """

    kind: FindingKind
    heading: Paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)
    footnotes: list[Paragraph] = field(default_factory=list)
    addressee: str | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SectionRead:
    """What a section says: its findings in order, its statements that are none, and warnings."""

    findings: list[ExtractedFinding] = field(default_factory=list)
    statements: list[Paragraph] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_section(section: Section) -> SectionRead:
    """The section's items, with bullets, numbers or as plain paragraphs, each with lead-in and time limit.

    In a list with bullets a plain paragraph is a lead-in (if bullets follow it and it ends with a colon, says
    "following" or ends in mid-sentence) or a statement. Statements are never dropped.
    """
    read = SectionRead(warnings=[*section.doubts])
    paragraphs = section.paragraphs
    begin = _introduction(paragraphs)
    lead_in = _read_introduction(read, paragraphs[:begin])
    listed = _first_listed(paragraphs[begin:])
    limit: str | None = None
    carried = False
    for index, paragraph in enumerate(paragraphs[begin:], begin + 1):
        following = paragraphs[index] if index < len(paragraphs) else None
        if limited := timescale(paragraph):
            limit, listed = limited, _first_listed(paragraphs[index:])
        elif paragraph.marker is not None and listed:
            if read.findings and _is_sub_item(paragraph, listed):
                read.findings[-1] = _with_sub_item(read.findings[-1], paragraph)
            elif _NONE.fullmatch(paragraph.text):
                _set_aside(read, paragraph)
            else:
                read.findings.append(_finding(section, paragraph, lead_in, limit))
        elif _leads_in(paragraph, following):
            lead_in = paragraph.text
            _warn_of_earlier(read, lead_in)
        elif listed or _is_state(paragraph.text) or carried:
            carried = _set_aside(read, paragraph) or carried
        else:
            read.findings.append(_without_bullet(section, paragraph, lead_in, limit))
    if not paragraphs:
        read.warnings.append(f"Nothing is printed under “{section.heading.text}”.")
    read.statements += section.footnotes
    return read


def timescale(paragraph: Paragraph) -> str | None:
    """The time limit that this line sets for the items under it ("Within three months"), if it sets one."""
    return time_limit(paragraph.text) if paragraph.marker is None else None


def time_limit(text: str) -> str | None:
    """The time limit that a whole line is, without its colon; None if the line is anything else."""
    limit = _TIMESCALE.fullmatch(text)
    return limit.group(1) if limit else None


def _introduction(paragraphs: list[Paragraph]) -> int:
    """How many paragraphs at the beginning stand before the list, with the report's own paragraph numbers.

    They end before a time limit, or before bullets that follow the only number, and one of them says
    "following".
    """
    numbered = list(takewhile(lambda each: not timescale(each) and _is_prose(each), paragraphs))
    after = paragraphs[len(numbered) :]
    if not after or not any(map(_says_following, numbered)):
        return 0
    if timescale(after[0]):
        return len(numbered)
    alone = len(numbered) == 1 and numbered[0].marker is not None
    return 1 if alone and not any(is_number(each.marker) for each in after) else 0


def _read_introduction(read: SectionRead, paragraphs: list[Paragraph]) -> str | None:
    """The lead-in among these paragraphs; the others are statements."""
    lead_in = None
    for paragraph in paragraphs:
        if _says_following(paragraph):
            lead_in = paragraph.text
        else:
            _set_aside(read, paragraph)
    return lead_in


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.marker is None or is_number(paragraph.marker)


def _says_following(paragraph: Paragraph) -> bool:
    """Whether the words end by announcing a list: "should take the following action"."""
    return re.search(r"\bfollowing\b[^.:]*[.:]?$", paragraph.text[-_LONGEST_ANNOUNCEMENT:]) is not None


def _first_listed(paragraphs: list[Paragraph]) -> Paragraph | None:
    """The first bullet or number before the next time limit: its level is the list's own."""
    group = takewhile(lambda paragraph: timescale(paragraph) is None, paragraphs)
    return next((paragraph for paragraph in group if paragraph.marker is not None), None)


def _is_state(text: str) -> bool:
    """Whether the words say how the list stands instead of being an item of it."""
    return bool(_NONE.fullmatch(text) or _CARRIED.fullmatch(text))


def _set_aside(read: SectionRead, paragraph: Paragraph) -> bool:
    """Keeps a statement; True if it stands for the whole list (nothing set, or earlier ones remain)."""
    read.statements.append(paragraph)
    _warn_of_earlier(read, paragraph.text)
    return _is_state(paragraph.text)


def _warn_of_earlier(read: SectionRead, text: str) -> None:
    if _CARRIED.fullmatch(text) or _ADDITIVE.match(text):
        read.warnings.append(f"The letter refers to findings set earlier; link them to the plan: “{text}”")


def _leads_in(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether a plain paragraph introduces the items after it."""
    if following is None:
        return False
    if paragraph.text.endswith((":", " –", " -")):
        return True
    says_so = re.search(r"\bfollowing\b", paragraph.text) is not None
    if timescale(following):
        return says_so
    if following.marker is None or _is_state(paragraph.text):
        return False
    return says_so or paragraph.text[-1] not in ".?!"


def _is_sub_item(paragraph: Paragraph, first: Paragraph) -> bool:
    """Whether a bullet stands below the list's own: further in, or a dash or ring where those are bullets."""
    if is_number(first.marker) != is_number(paragraph.marker):
        return is_number(first.marker)
    if paragraph.at > first.at + (_DEEPER if paragraph.size else 1.0):
        return True
    lower = paragraph.marker != first.marker and paragraph.marker in (*DASHES, "o", "○", "◦")
    return lower and paragraph.at >= first.at - 1.0


def _finding(
    section: Section, paragraph: Paragraph, lead_in: str | None, limit: str | None
) -> ExtractedFinding:
    text, doubts = _without_mark(paragraph)
    theme = _THEME.search(text)
    return ExtractedFinding(
        kind=section.kind,
        text=item_text(text),
        lead_in=lead_in,
        reference=reference_of(paragraph.marker),
        page=paragraph.page,
        section=section.heading.text,
        theme=theme.group(1) if theme else None,
        addressee=section.addressee,
        timescale=limit,
        warnings=doubts,
        lines=paragraph.lines,
    )


def _without_mark(paragraph: Paragraph) -> tuple[str, tuple[str, ...]]:
    """The words and doubts of an item without a footnote's mark, as plain text has it ("challenged.1")."""
    marked = _MARKED.fullmatch(paragraph.text)
    if marked is None:
        return paragraph.text, paragraph.doubts
    return marked[1], tuple(dict.fromkeys((*paragraph.doubts, MARK_LEFT_OUT)))


def reference_of(marker: str | None) -> str | None:
    """A printed number or label without what parts it from the words: "2.", "(a)", "Recommendation 3:"."""
    if marker is None or marker == "o" or not re.search("[0-9a-z]", marker, re.IGNORECASE):
        return None
    return marker.strip("().: ")


def _without_bullet(
    section: Section, paragraph: Paragraph, lead_in: str | None, limit: str | None
) -> ExtractedFinding:
    """A plain paragraph as an item, parted from a lead-in printed in the same paragraph."""
    both = _LEAD_AND_ITEM.fullmatch(paragraph.text) if lead_in is None else None
    if both:
        lead_in, paragraph = both.group(1), replace(paragraph, text=both.group(2))
    found = _finding(section, paragraph, lead_in, limit)
    doubt = "No bullet is printed before this item; check where it begins and ends."
    return replace(found, warnings=(*found.warnings, doubt))


def _with_sub_item(finding: ExtractedFinding, paragraph: Paragraph) -> ExtractedFinding:
    text, doubts = _without_mark(paragraph)
    warnings = tuple(dict.fromkeys((*finding.warnings, *doubts)))
    return replace(
        finding,
        sub_items=(*finding.sub_items, item_text(text)),
        warnings=warnings,
        lines=finding.lines + paragraph.lines,
    )


def item_text(text: str) -> str:
    """The wording without a semicolon (and its "and") that only parts it from the next item."""
    return re.sub(r"\s*;(?:\s*(?:and|or))?$", "", text)
