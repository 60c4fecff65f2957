"""A source without a letter: items that somebody typed or pasted, one a line with its numbering."""

import re
from dataclasses import dataclass, field

from tracker.domain.codes import FindingKind, SourceKind
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding, PrintedLine
from tracker.importing.lines import clean, ends_sentence, split_marker, starts_small
from tracker.importing.paragraphs import join

# What an item of a source of this kind usually is; of any other a recommendation.
USUAL_KIND = {
    SourceKind.IMPROVEMENT_NOTICE: FindingKind.CONDITION,
    SourceKind.DIRECTION: FindingKind.CONDITION,
    SourceKind.SELF_ASSESSMENT: FindingKind.AREA_FOR_IMPROVEMENT,
    SourceKind.BOARD: FindingKind.OTHER_AREA,
}
WITHOUT_LETTER = (
    *(SourceKind.IMPROVEMENT_NOTICE, SourceKind.DIRECTION, SourceKind.PEER_REVIEW, SourceKind.ADVISER_REVIEW),
    *(SourceKind.COMMISSIONER_REVIEW, SourceKind.SELF_ASSESSMENT, SourceKind.LEARNING_REVIEW),
    *(SourceKind.AUDIT, SourceKind.SCRUTINY, SourceKind.BOARD, SourceKind.OTHER),
)
"""The kinds of source that often have no document to read."""

_WORD = r"(?:recommendations?|conditions?|actions?|areas?|items?|findings?|priority|requirements?)"
# "3.", "3.1", "Recommendation 3:", "R3", "(3)"; never "2024 was …" or "3 in 10 children".
_NUMBER = re.compile(
    rf"(?:{_WORD}\s+(\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)\s*[.:)–—-]?|\(?(\d{{1,3}}(?:\.\d{{1,3}})*)[.)]"
    r"|(\d{1,3}(?:\.\d{1,3})+)|([A-Z]{1,3}\d{1,3})[.:)]?)\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTER = re.compile(r"\(?([a-z]|[ivx]{1,5})[.)]\s+(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class _Entry:
    text: str
    lines: list[int]
    reference: str | None = None
    lead_in: str | None = None
    sub_items: list[str] = field(default_factory=list)


def read_typed(text: str, kind: SourceKind, item_kind: FindingKind, title: str = "") -> ExtractedDocument:
    """The items typed or pasted, as a document without a file.

    Each line is an item, with the number, letter or bullet that it begins with. Below a numbered item those
    with letters, dashes or bullets are its sub-items; a line that ends with a colon introduces what follows
    it; one that begins in the middle of a sentence goes on with the line before.
    """
    printed = tuple(PrintedLine(clean(line)) for line in text.splitlines())
    entries = _entries([line.text for line in printed])
    return ExtractedDocument(
        file="",
        sha256="",
        kind=kind,
        text="\n".join(line.text for line in printed),
        title=title or None,
        findings=tuple(
            ExtractedFinding(
                kind=item_kind,
                text=each.text,
                lead_in=each.lead_in,
                sub_items=tuple(each.sub_items),
                reference=each.reference,
                lines=tuple(each.lines),
            )
            for each in entries
        ),
        lines=printed,
    )


def _entries(lines: list[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    lead_in: str | None = None
    for number, line in enumerate(lines):
        if not line:
            continue
        current = entries[-1] if entries else None
        if found := _NUMBER.fullmatch(line):
            reference = next(each for each in found.groups()[:4] if each)
            entries.append(_Entry(found[5], [number], reference, lead_in))
            continue
        letter, (marker, words) = _LETTER.fullmatch(line), split_marker(line)
        if letter or marker:
            words = letter[2] if letter else words
            if words and current is not None and (current.reference or current.text.endswith(":")):
                current.sub_items.append(words)
                current.lines.append(number)
            elif words:
                entries.append(_Entry(words, [number], None, lead_in))
        elif current is not None and starts_small(line) and not _is_over(current):
            _go_on(current, line, number)
        elif line.endswith(":") and any(lines[number + 1 :]):
            lead_in = line
        else:
            entries.append(_Entry(line, [number], None, lead_in))
    return entries


def _is_over(entry: _Entry) -> bool:
    """Whether what was typed of it so far ends as a sentence does."""
    return ends_sentence(entry.sub_items[-1] if entry.sub_items else entry.text)


def _go_on(entry: _Entry, line: str, number: int) -> None:
    if entry.sub_items:
        entry.sub_items[-1] = join(entry.sub_items[-1], line)
    else:
        entry.text = join(entry.text, line)
    entry.lines.append(number)
