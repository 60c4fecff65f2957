"""A cell that has grown for years, as the dated updates it is made of."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.importing.sheets.when import DAY, MONTH, DayOrder, day_said, in_order

_LABEL = r"(?:(?:updated?|progress|position)\s*(?:on|at|as\sat|:)?\s*)?(?:[a-z]{2,3}\s)?"
_DATE = rf"[\[(]?(?:{DAY}|{MONTH})[\])]?"
# An entry begins a line with its date, or follows a sentence and has a colon or dash after its date.
_BEGINS = re.compile(
    rf"""(?:^|\n)[\s•*·–-]{{0,8}}{_LABEL}(?P<line>{_DATE})(?=[\s:–—,.-]|$)
    |(?<=[.;!?])\s+{_LABEL}(?P<inner>{_DATE})(?=\s?[:–—-])""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = " \t\n:–—-,."


@dataclass(frozen=True, slots=True)
class Entry:
    """One update: its words, and the day they give themselves; None where they give none."""

    text: str
    said_on: date | None = None


def entries(text: str, order: DayOrder | None, today: date) -> list[Entry]:
    """The updates in a cell, in their order there. No word is lost.

    What comes before the first date has none, and so has the whole cell without dates. A date still to come
    begins no entry: it is what somebody plans.
    """
    text = in_order(text, order)
    begun: list[tuple[int, int, date | None]] = [(0, 0, None)]
    for found in _BEGINS.finditer(text):
        if day := day_said((found["line"] or found["inner"]).strip("[]()"), today):
            begun.append((found.start(), found.end(), day))
    ends = [start for start, _, _ in begun[1:]] + [len(text)]
    made = []
    for (_, begins, day), end in zip(begun, ends, strict=True):
        words = text[begins:end].lstrip(_BETWEEN).rstrip() if day else text[begins:end].strip()
        if words:
            made.append(Entry(words, day))
    return made
