"""Items that begin with a label instead of a bullet ("R1", "Recommendation 2:"), and whom they address."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.letters.duties import sentences
from tracker.importing.letters.reading import Form, filled, find_sections, opening_facts
from tracker.importing.letters.sections import Section, SectionRead, read_section, reference_of
from tracker.importing.lines import Line, Lines
from tracker.importing.paragraphs import Paragraph, paragraphs

# "R1 Raise standards", "R 2: …", "Recommendation 3 – …", "Recommendation 4" alone on its line.
RECOMMENDATION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\.? )?"
    r"(?P<label>R ?\d{1,2}|Recommendation \d{1,2})(?:\s*[:.)–—-]+\s*|\s+(?=[A-Z‘“'\"(])|$)"
    r"(?P<words>(?:\S.*)?)"
)
# "The Youth Justice Service Management Board should:"
_ADDRESSED = re.compile(
    r"(?:.*[.:]\s+)?(?:The )?(?P<whom>\S.{2,150}?),? (?:should|must|needs? to)\b[^.]{0,40}:", re.IGNORECASE
)
_NOBODY = re.compile(
    r"(?:we|it|this|they|there|inspectors)\b|.*\b(?:that|following|recommendations?)\b", re.IGNORECASE
)
_LIMIT = re.compile(
    r"\b(immediately|with immediate effect|within (?:the (?:next |first )?)?(?:\d{1,2}|[a-z]{2,9}) "
    r"(?:working )?(?:day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_LONGEST_LEAD_IN = 500  # characters; whom it addresses stands at its end
_LIMIT_BEFORE = re.compile(rf"{_LIMIT.pattern},?\s+(?:the )?", re.IGNORECASE)


def labelled(source: Lines, label: re.Pattern[str]) -> Lines:
    """The lines with such labels as the markers of their items.

    The groups of the pattern are `label` and `words`. A label alone on its line goes to the line after it.
    """
    lines: list[Line] = []
    alone = ""  # the label on the line before, which holds nothing else
    for line in source.lines:
        match = label.fullmatch(line.text) if line.marker is None else None
        if alone and not match and line.marker is None:
            before = lines.pop()
            line = replace(line, marker=alone, at=before.x0, gap=before.gap)
        alone = match["label"] if match and not match["words"] else ""
        lines.append(_marked(line, match["label"], match["words"]) if match and not alone else line)
    return replace(source, lines=tuple(lines))


def with_bare_headings(source: Lines, form: Form) -> Lines:
    """The lines with the family's headings freed of their own numbers ("4. Recommendations")."""
    return replace(source, lines=tuple(_bare(line, form) for line in source.lines))


def _bare(line: Line, form: Form) -> Line:
    numbered = reference_of(line.marker) is not None and form.is_heading(line.text)
    return replace(line, marker=None, x0=line.at) if numbered else line


def _marked(line: Line, label: str, words: str) -> Line:
    share = (len(line.text) - len(words)) / len(line.text)
    start = line.x0 + (line.x1 - line.x0) * share
    return replace(line, text=words, marker=label, at=line.x0, x0=start)


def read_recommendations(source: Lines, document: ExtractedDocument, form: Form) -> ExtractedDocument:
    """The document with what it says, its items under the family's headings or, without any, by their labels.

    Whom an item addresses and its time limit are taken from its lead-in ("The Board should, within three
    months:") where no heading says them.
    """
    source = labelled(with_bare_headings(source, form), RECOMMENDATION)
    letter = paragraphs(source, form.is_heading)
    sections = [read_section(section) for section in find_sections(letter, source, form)]
    if not any(section.findings for section in sections):
        sections += by_labels(letter)
    for section in sections:
        section.findings = [addressed(finding) for finding in section.findings]
    return filled(document, letter, opening_facts(letter, source, form), sections, form)


def by_labels(letter: Sequence[Paragraph]) -> list[SectionRead]:
    """The labelled paragraphs as one list; one whose label came before (a judgement on it) is a statement."""
    section = SectionRead()
    seen: set[str] = set()
    lead_in: str | None = None
    for index, paragraph in enumerate(letter):
        if paragraph.marker is None or not RECOMMENDATION.fullmatch(paragraph.marker):
            continue
        before = letter[index - 1] if index else None
        if before and before.marker is None and before.text.endswith(":"):
            lead_in = sentences(before.text)[-1]
        if paragraph.marker in seen:
            section.statements.append(replace(paragraph, text=f"{paragraph.marker} {paragraph.text}"))
            continue
        seen.add(paragraph.marker)
        heading = replace(paragraph, text="", marker=None)
        read = read_section(Section(FindingKind.RECOMMENDATION, heading, [paragraph]))
        section.findings += (replace(finding, lead_in=lead_in) for finding in read.findings)
    return [section] if section.findings else []


def addressed(finding: ExtractedFinding) -> ExtractedFinding:
    """The finding with whom its lead-in addresses and within what time."""
    lead_in = (finding.lead_in or "")[-_LONGEST_LEAD_IN:]
    whom = _ADDRESSED.fullmatch(lead_in)
    limit = _LIMIT.search(lead_in)
    name = _LIMIT_BEFORE.sub("", whom["whom"]) if whom and not _NOBODY.match(whom["whom"]) else None
    return replace(
        finding,
        addressee=finding.addressee or name,
        timescale=finding.timescale or (limit[1] if limit else None),
    )
