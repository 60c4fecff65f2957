"""A section of findings: its list in whatever form it is printed, and what stands there besides."""

import re
from dataclasses import dataclass, field, replace

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedFinding
from tracker.importing.lines import DASHES, is_number
from tracker.importing.paragraphs import Paragraph

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
_LEAD_AND_ITEM = re.compile(r"(.{20,240}?\bfollowing\b[^:]{0,100}:)\s+(\S.{20,})", re.DOTALL)
_THEME = re.compile(
    r"\(([^()]*\b(?:national framework|(?:outcome|enabler|principle)s? \d)[^()]*)\)\.?$", re.IGNORECASE
)


@dataclass(slots=True)
class Section:
    """A heading that opens a list, and the paragraphs and footnotes under it."""

    kind: FindingKind
    heading: Paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)
    footnotes: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class SectionRead:
    """What a section says: its findings in order, its statements that are none, and warnings."""

    findings: list[ExtractedFinding] = field(default_factory=list)
    statements: list[Paragraph] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_section(section: Section) -> SectionRead:
    """The section's items, with bullets, numbers or as plain paragraphs, each with its lead-in.

    In a list with bullets a plain paragraph is a lead-in (if bullets follow it and it ends with a colon, says
    "following" or ends in mid-sentence) or a statement. Statements are never dropped.
    """
    read = SectionRead()
    listed = next((paragraph for paragraph in section.paragraphs if paragraph.marker is not None), None)
    lead_in: str | None = None
    carried = False
    for index, paragraph in enumerate(section.paragraphs):
        following = section.paragraphs[index + 1] if index + 1 < len(section.paragraphs) else None
        if paragraph.marker is not None and listed:
            if read.findings and _is_sub_item(paragraph, listed):
                read.findings[-1] = _with_sub_item(read.findings[-1], paragraph)
            elif _NONE.fullmatch(paragraph.text):
                _set_aside(read, paragraph)
            else:
                read.findings.append(_finding(section, paragraph, lead_in))
        elif _leads_in(paragraph, following):
            lead_in = paragraph.text
            _warn_of_earlier(read, lead_in)
        elif listed or _is_state(paragraph.text) or carried:
            carried = _set_aside(read, paragraph) or carried
        else:
            read.findings.append(_without_bullet(section, paragraph, lead_in))
    if not section.paragraphs:
        read.warnings.append(f"Nothing is printed under “{section.heading.text}”.")
    read.statements += section.footnotes
    return read


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
    if following.marker is None or _is_state(paragraph.text):
        return False
    return paragraph.text[-1] not in ".?!" or re.search(r"\bfollowing\b", paragraph.text) is not None


def _is_sub_item(paragraph: Paragraph, first: Paragraph) -> bool:
    """Whether a bullet stands below the list's own: further in, or a dash or ring where those are bullets."""
    if is_number(first.marker) != is_number(paragraph.marker):
        return is_number(first.marker)
    if paragraph.at > first.at + (_DEEPER if paragraph.size else 1.0):
        return True
    lower = paragraph.marker != first.marker and paragraph.marker in (*DASHES, "o", "○", "◦")
    return lower and paragraph.at >= first.at - 1.0


def _finding(section: Section, paragraph: Paragraph, lead_in: str | None) -> ExtractedFinding:
    theme = _THEME.search(paragraph.text)
    return ExtractedFinding(
        kind=section.kind,
        text=_item_text(paragraph.text),
        lead_in=lead_in,
        reference=paragraph.marker.strip("().") if paragraph.marker and is_number(paragraph.marker) else None,
        page=paragraph.page,
        section=section.heading.text,
        theme=theme.group(1) if theme else None,
        warnings=paragraph.doubts,
        lines=paragraph.lines,
    )


def _without_bullet(section: Section, paragraph: Paragraph, lead_in: str | None) -> ExtractedFinding:
    """A plain paragraph as an item, parted from a lead-in printed in the same paragraph."""
    both = _LEAD_AND_ITEM.fullmatch(paragraph.text) if lead_in is None else None
    if both:
        lead_in, paragraph = both.group(1), replace(paragraph, text=both.group(2))
    found = _finding(section, paragraph, lead_in)
    doubt = "No bullet is printed before this item; check where it begins and ends."
    return replace(found, warnings=(*found.warnings, doubt))


def _with_sub_item(finding: ExtractedFinding, paragraph: Paragraph) -> ExtractedFinding:
    warnings = tuple(dict.fromkeys((*finding.warnings, *paragraph.doubts)))
    return replace(
        finding,
        sub_items=(*finding.sub_items, _item_text(paragraph.text)),
        warnings=warnings,
        lines=finding.lines + paragraph.lines,
    )


def _item_text(text: str) -> str:
    """The wording without a semicolon (and its "and") that only parts it from the next item."""
    return re.sub(r"\s*;(?:\s*(?:and|or))?$", "", text)
