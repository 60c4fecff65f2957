"""Looking about in XML by local names, and the numbers of its lists.

Names count without their namespaces: the strict and the transitional form of Word's standard (ECMA-376), and
the versions of the others, differ in those only.
"""

from collections.abc import Iterator
from typing import Any

_HIGHEST = 100_000  # of a number that a list shows in letters or Roman


def local(element: Any) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *path: str) -> Any:
    """The first descendant by this path of names; None if there is none, or nothing to look in."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def value(element: Any, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(text: str | None) -> int | None:
    """A whole number of at most six digits, None if it is none."""
    plain = (text or "").strip()
    digits = plain.removeprefix("-")
    return int(plain) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None


def named(element: Any, name: str) -> Iterator[Any]:
    """The children of this name; none where there is nothing to look in."""
    return (each for each in (element if element is not None else ()) if local(each) == name)


def numeral(count: int, form: str) -> str:
    """A number as lists of this form write it: `numeral(2, "lowerLetter")` is "b"."""
    if not 0 < count < _HIGHEST:
        return str(count)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and count < 4000:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    return str(count)


def _roman(count: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    letters = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    text = ""
    for worth, letter in zip(values, letters, strict=True):
        text += letter * (count // worth)
        count %= worth
    return text
