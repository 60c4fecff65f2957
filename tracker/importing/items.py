"""One passage on its way into the plan, and how its wording is cut, joined and put right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.commands.refusing import refuse
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.lines import split_marker
from tracker.importing.paragraphs import join

_SUB_ITEM = re.compile(r"\s*[–—•▪◦*-]\s+(.*)")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage with its `key`, which stays while items are cut, joined and moved.

    `left_out` is why it stays out: None where it comes in, "" while nobody has said why. `taken_by_hand`: a
    person took or wrote it, the reader had not. `as_read` are its parts as they were read, where a person has
    put them right against the page. `repeats` is the id of the earlier finding that it says again.
    """

    finding: ExtractedFinding
    key: int = 0
    left_out: str | None = None
    taken_by_hand: bool = False
    as_read: tuple[str, ...] = ()
    repeats: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The whole wording: the text, then its sub-items."""
        return (self.finding.text, *self.finding.sub_items)

    @property
    def wording(self) -> str:
        """The whole wording to edit: the text and, each on a line of its own, the sub-items."""
        return "\n".join([self.finding.text, *(f"– {part}" for part in self.finding.sub_items)])

    def corrected(self, wording: str, *, against_page: bool) -> "Item":
        """With other words, given as `wording` gives them.

        `against_page`: they were misread, and what was read is kept beside them. Raises Refused without
        words.
        """
        first, *rest = [" ".join(line.split()) for line in wording.strip().splitlines()] or [""]
        if not first:
            refuse("An area without words cannot be kept. Leave it out instead, and say why.")
        found = _SUB_ITEM.fullmatch
        subs = tuple(match[1] if (match := found(line)) else line for line in rest if line)
        as_read = self.as_read or self.parts
        right = replace(self, finding=worded(self.finding, (first, *subs), self.finding.lines))
        return replace(right, as_read=as_read if against_page and right.parts != as_read else ())


def cut(item: Item, document: ExtractedDocument, part: int, at: int) -> tuple[Item, Item]:
    """The item as two, `at` characters into its text (part 0) or into a sub-item (1, 2 …).

    A word is never cut: it goes to the second half. Raises Refused where one side would have no words.
    """
    words = item.parts[part]
    if at < len(words) and not words[at].isspace():
        at = words.rfind(" ", 0, at) + 1
    first = (*item.parts[:part], words[:at].strip())
    second = (words[at:].strip(), *item.parts[part + 1 :])
    first = first if first[-1] else first[:-1]
    second = second if second[0] else second[1:]
    if not first or not second:
        refuse("Put the cursor between two words first, where the second area begins.")
    before, after = _lines_cut(document, item.finding.lines, first)
    rest = replace(item.finding, reference=None)
    return (
        replace(item, finding=worded(item.finding, first, before)),
        replace(item, finding=worded(rest, second, after)),
    )


def joined(first: Item, second: Item) -> Item:
    """Two items as one, of the first one's kind."""
    if first.finding.sub_items:
        parts = (*first.parts, *second.parts)
    else:
        parts = (join(first.finding.text, second.finding.text), *second.finding.sub_items)
    lines = tuple(dict.fromkeys(first.finding.lines + second.finding.lines))
    whole = worded(first.finding, parts, lines)
    warnings = tuple(dict.fromkeys(first.finding.warnings + second.finding.warnings))
    as_read = (*first.as_read, *second.as_read) if first.as_read and second.as_read else ()
    return replace(first, finding=replace(whole, warnings=warnings), as_read=as_read)


def worded(finding: ExtractedFinding, parts: Sequence[str], lines: tuple[int, ...]) -> ExtractedFinding:
    """The finding with this text and these sub-items, on these lines."""
    return replace(finding, text=parts[0], sub_items=tuple(parts[1:]), lines=lines)


def passage(document: ExtractedDocument, lines: Sequence[int]) -> str:
    """The words of these lines as running text, without the bullet at their beginning."""
    text, split = "", False
    for number in lines:
        line = document.lines[number]
        text = join(text, line.text if text else split_marker(line.text)[1], split=split)
        split = line.split
    return text


def listed(document: ExtractedDocument, lines: Sequence[int]) -> list[tuple[int, ...]]:
    """These lines by the items of a list that begin in them; all of them as one where none does."""
    found: list[list[int]] = []
    for number in lines:
        text = document.lines[number].text
        if not text:
            continue
        if not found or split_marker(text)[0] is not None:
            found.append([])
        found[-1].append(number)
    return [tuple(each) for each in found]


def stands_in(words: str, text: str) -> bool:
    """Whether the words are printed in the text just so; line ends, hyphens and spaces may differ."""
    return _bare(words) in _bare(text)


def _lines_cut(
    document: ExtractedDocument, lines: tuple[int, ...], first: Sequence[str]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The lines on which each half stands: one in which the cut falls belongs to both."""
    left = len(_bare("".join(first)))
    for count, number in enumerate(lines, 1):
        left -= len(_bare(split_marker(document.lines[number].text)[1]))
        if left <= 0:
            return lines[:count], lines[count:] if left == 0 else lines[count - 1 :]
    return lines, lines[-1:]


def _bare(text: str) -> str:
    """Letters and signs alone: line ends, hyphens and spaces differ between a page and its words."""
    return re.sub(r"[\s\-‐‑\xad]", "", text)
