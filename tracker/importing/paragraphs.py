"""Lines joined to paragraphs: what goes on over a line end, a page break or a blank line."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tracker.importing.lines import (
    DASHES,
    Cell,
    Line,
    Lines,
    ends_sentence,
    is_full,
    is_number,
    starts_small,
)

_PARAGRAPH_GAP = 0.25  # lines of white space beyond ordinary spacing
_SAME_PLACE = 4.0  # points
_HYPHENS = "-‐‑"
MARK_LEFT_OUT = "A footnote mark was left out."
# A plain line that begins so goes on with the item before it: no list or closing begins like that.
_GOES_ON = re.compile(r"(However|Therefore|Consequently|As a result|Moreover|Furthermore|Nevertheless)\b")
# Words after which no item ends: the next line goes on, however short this one is.
_OPEN_END = re.compile(
    r"(?<![,;])\s(?:and|or|the|an?|of|to|for|with|in|on|by|from|that|which|their|its|at|as|between)$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, list item or plain paragraph; `doubts` say in words where the joining was a judgement.

    `lines` are the numbers of the printed lines it was joined from, `cell` its place if it is in a table.
    """

    text: str
    page: int | None
    last_page: int | None
    marker: str | None
    at: float
    bold: bool
    size: float
    lines: tuple[int, ...]
    doubts: tuple[str, ...] = ()
    cell: Cell | None = None


def join(first: str, second: str, *, split: bool = False) -> str:
    """Two printed lines as running text.

    A hyphen at the line end stays and binds ("face-" "to-face"), except a suspended one before and/or
    ("short-" "and long-term"); `split` means that a soft hyphen broke a word.
    """
    if not first or not second:
        return first or second
    if split:
        return first + second
    if len(first) > 1 and first[-1] in _HYPHENS and first[-2].isalnum():
        suspended = re.match(r"(and|or|to|nor)\b(?!-)", second)
        return f"{first} {second}" if suspended else first + second
    if first[-1] == "/":
        return first + second
    return f"{first} {second}"


def paragraphs(source: Lines, is_heading: Callable[[str], bool]) -> list[Paragraph]:
    """The document's paragraphs in order. `is_heading` tests whole lines for the family's headings."""
    return [_paragraph(group) for group in _groups(source, is_heading)]


def _groups(source: Lines, is_heading: Callable[[str], bool]) -> Iterator[list[Line]]:
    group: list[Line] = []
    after_heading = False
    for index, line in enumerate(source.lines):
        following = source.lines[index + 1] if index + 1 < len(source.lines) else None
        previous = group[-1] if group else None
        heading = is_heading(line.text) and _stands_alone(previous, line, following, source)
        if group and (after_heading or heading or not _continues(group, line, source)):
            yield group
            group = []
        group.append(line)
        after_heading = heading
    if group:
        yield group


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first, text, doubts = group[0], "", []
    for index, line in enumerate(group):
        previous = group[index - 1] if index else None
        words = line.text if line.marker is None or not previous else f"{line.marker} {line.text}"
        text = join(text, words, split=previous is not None and previous.split)
        if previous and line.page != previous.page:
            doubts.append("Joined over a page break.")
        elif previous and _parted(line):
            doubts.append("Joined over a blank line.")
    if any(line.noted for line in group):
        doubts.append(MARK_LEFT_OUT)
    bold = all(line.bold for line in group)
    page, last = first.page, group[-1].page
    numbers = tuple(line.number for line in group)
    place = (first.marker, first.at, bold, first.size)
    return Paragraph(text, page, last, *place, numbers, tuple(dict.fromkeys(doubts)), first.cell)


def _parted(line: Line) -> bool:
    return line.gap is not None and line.gap >= _PARAGRAPH_GAP


def _stands_alone(previous: Line | None, line: Line, following: Line | None, source: Lines) -> bool:
    """Whether a line with a heading's words is one, not a piece of a sentence that runs over it."""
    if line.marker is not None:
        return False
    runs_on = (
        following is not None
        and following.marker is None
        and following.gap is not None
        and not _parted(following)
        and starts_small(following.text)
        and following.bold == line.bold
    )
    if runs_on:
        return False
    if line.bold and (previous is None or not previous.bold):
        return True
    if starts_small(line.text):
        return False
    if previous is None or _parted(line) or ends_sentence(previous.text):
        return True
    if _OPEN_END.search(previous.text):
        return False
    filled = is_full(previous, line, source.width)
    return not (filled and following and is_full(line, following, source.width))


def _continues(group: Sequence[Line], line: Line, source: Lines) -> bool:
    """Whether the line goes on with the paragraph that the group's lines have begun."""
    first, previous = group[0], group[-1]
    if line.cell != previous.cell:
        return False
    if line.marker is not None:
        return _is_no_marker(group, line, source)
    if previous.split or previous.text.endswith(tuple(_HYPHENS)):
        return True
    if source.measured and _other_style(first, previous, line):
        return False
    if line.gap is None or line.page != previous.page:
        return _continues_on_next_page(first, previous, line, source)
    if _parted(line):
        return _continues_after_blank(first, previous, line, source)
    if _is_open(group):
        return True
    if first.marker is not None:
        return _continues_item(first, previous, line, source)
    return _continues_plain(first, previous, line, source)


def _is_open(group: Sequence[Line]) -> bool:
    """Whether the lines so far end in the middle of a phrase: on "the" or "and", or inside brackets."""
    text = " ".join(line.text for line in group[-3:])
    return _OPEN_END.search(text) is not None or text.rfind("(") > text.rfind(")")


def _other_style(first: Line, previous: Line, line: Line) -> bool:
    if abs(line.size - previous.size) > 0.15 * previous.size:
        return True
    return first.marker is None and line.bold != previous.bold


def _is_no_marker(group: Sequence[Line], line: Line, source: Lines) -> bool:
    """Whether what looks like a marker is a dash or number inside a sentence that runs over the line end."""
    first, previous = group[0], group[-1]
    if line.marker is None or ends_sentence(previous.text) or line.gap is None or _parted(line):
        return False
    if line.marker == first.marker or not is_full(previous, line, source.width):
        return False
    if is_number(line.marker):
        return not is_number(first.marker)
    in_words = not source.measured or abs(line.at - previous.x0) < _SAME_PLACE
    return line.marker in DASHES and starts_small(line.text) and in_words


def _under_words(first: Line, line: Line, source: Lines) -> bool:
    """Whether the line hangs under the words of an item, clear of its bullet."""
    near = _SAME_PLACE if source.measured else 1.0
    return first.marker is not None and first.x0 - first.at > near and abs(line.x0 - first.x0) < near


def _continues_on_next_page(first: Line, previous: Line, line: Line, source: Lines) -> bool:
    if starts_small(line.text):
        return not _is_fragment_list(first, previous, line, source)
    if not ends_sentence(previous.text) and is_full(previous, line, source.width):
        return True
    return _under_words(first, line, source) or _goes_on(first, line)


def _continues_after_blank(first: Line, previous: Line, line: Line, source: Lines) -> bool:
    if previous.text.endswith(","):
        return True
    if not starts_small(line.text) or ends_sentence(previous.text):
        return False
    return not _is_fragment_list(first, previous, line, source)


def _is_fragment_list(first: Line, previous: Line, line: Line, source: Lines) -> bool:
    """Whether lower-case lines are items of their own, completing a lead-in, without bullets."""
    if first.marker is not None:
        return False
    if previous.text.endswith((":", ";")):
        return True
    return starts_small(first.text) and not is_full(previous, line, source.width)


def _continues_item(first: Line, previous: Line, line: Line, source: Lines) -> bool:
    if starts_small(line.text) or is_full(previous, line, source.width) or _is_nearly_full(previous, source):
        return True
    return _goes_on(first, line) or (source.measured and line.x0 > first.x0 - _SAME_PLACE)


def _goes_on(first: Line, line: Line) -> bool:
    return first.marker is not None and _GOES_ON.match(line.text) is not None


def _continues_plain(first: Line, previous: Line, line: Line, source: Lines) -> bool:
    if starts_small(line.text):
        return not _is_fragment_list(first, previous, line, source)
    return is_full(previous, line, source.width) or _is_nearly_full(previous, source)


def _is_nearly_full(line: Line, source: Lines) -> bool:
    """Whether a line in mid-sentence ends a little early, as over a name kept whole ("and / Edda Farrow")."""
    nearly = source.width is not None and line.x1 - line.x0 > 0.75 * (source.width - line.x0)
    return nearly and not ends_sentence(line.text)
