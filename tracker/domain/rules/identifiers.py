"""Words that may point to one child or person, which a plan is not to hold: shown, and asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain import british


class Identifier(StrEnum):
    """What is looked for."""

    NHS_NUMBER = "NHS number"
    UPN = "unique pupil number"
    BIRTH_DATE = "date of birth"
    CASE_NUMBER = "case number"


@dataclass(frozen=True, slots=True)
class Found:
    """A likely identifier, as it is written, and where its words begin in the text."""

    kind: Identifier
    words: str
    at: int


_ARTICLE = {each: f"{'an' if each is Identifier.NHS_NUMBER else 'a'} {each}" for each in Identifier}
# Ten digits, together or as 3-3-4, and no part of a longer number.
_NHS = re.compile(r"(?<![\d.£,-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d,]|\.\d)")
_UPN = re.compile(r"\b([A-HJ-NP-RT-Z])(\d{11})([0-9A-HJ-NP-RT-Z])\b")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = rf"\d{{1,2}}(?:\s*[./-]\s*\d{{1,2}}\s*[./-]\s*|(?:st|nd|rd|th)?\s+{_MONTH},?\s+)\d{{2,4}}"
_BORN = re.compile(rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b\W{{0,4}}{_DAY}\b", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:case|child|client|person|mosaic|liquid ?logic|lcs|ehm)\s*(?:id|no\.?|number|ref(?:erence)?)\W{0,3}"
    r"(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,}\b",
    re.IGNORECASE,
)
# The check letter of a UPN is that of this row; its place is the weighted sum's rest (DfE, UPN guide).
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def identifiers(text: str) -> tuple[Found, ...]:
    """The likely identifiers in a text, in its order: what is certain by its check digit or its own words.

    A number that only looks like one is no such thing: telephone numbers and sums of money pass.
    """
    found = [*_nhs_numbers(text), *_upns(text)]
    found += [Found(Identifier.BIRTH_DATE, match[0], match.start()) for match in _BORN.finditer(text)]
    found += [Found(Identifier.CASE_NUMBER, match[0], match.start()) for match in _CASE.finditer(text)]
    return tuple(sorted(found, key=lambda each: each.at))


def identifier_words(found: tuple[Found, ...]) -> str:
    """A question about them, for whoever wrote the text; "" where there are none."""
    if not found:
        return ""
    kinds = british.listed(list(dict.fromkeys(_ARTICLE[each.kind] for each in found)))
    return f"This may hold {kinds} (“{found[0].words}”). A plan holds nothing about one child: take it out?"


def _nhs_numbers(text: str) -> Iterator[Found]:
    for match in _NHS.finditer(text):
        digits = [int(each) for each in match[1] + match[3] + match[4]]
        # Weights 10 to 2; the check digit brings the sum to a multiple of 11 (NHS Data Dictionary).
        rest = sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11
        if rest == 0 and len(set(digits)) > 1:
            yield Found(Identifier.NHS_NUMBER, match[0], match.start())


def _upns(text: str) -> Iterator[Found]:
    for match in _UPN.finditer(text):
        values = [int(each) if each.isdigit() else _LETTERS.index(each) for each in match[2] + match[3]]
        total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
        if _LETTERS[total % 23] == match[1]:
            yield Found(Identifier.UPN, match[0], match.start())
