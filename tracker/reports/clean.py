"""Making people's text safe to print: whatever was typed or pasted comes out as text, and nothing is lost.

`tidy` is for every format. `Setter` is for the PDF, where a character without a glyph fails PDF/UA and a word
wider than its column would print over the next one.
"""

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

from tracker.reports.faces import faces

SQUARE = "\u25a1"
_BREAK = "\u200b"
_NO_BREAK_SPACE = "\u00a0"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Joiners shape Arabic and Indic words; every other format character only hides or reorders text.
_JOINERS = "\u200c\u200d"
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# No character of ordinary text is wider, in ems.
_WIDEST = 1.3
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})


def tidy(text: str) -> str:
    """The text composed (NFC), with line feeds for every line end and no controls or direction overrides.

    Half a surrogate pair, which no file can hold, becomes a square.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    return "".join(filter(None, map(_kept, text)))


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or char in _JOINERS:
        return char
    if category == "Cs":
        return SQUARE
    return "" if category in ("Cc", "Cf") else char


def safe_link(link: str) -> str:
    """The address if it is an http, https or mailto one without blanks or controls, else nothing."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    plain = link.isprintable() and not any(char.isspace() for char in link)
    named = parts.netloc if parts.scheme != "mailto" else parts.path
    return link if plain and named and parts.scheme in _LINK_SCHEMES else ""


class Setter:
    """Fits texts to the bundled fonts and counts in `replaced` the characters they cannot set."""

    def __init__(self) -> None:
        """Start with nothing replaced."""
        self.replaced = 0
        self._widths: dict[str, float] = {}
        for face in reversed(faces()):
            self._widths |= {chr(char): width for char, width in face.widths.items()}
        # What nearly every text is made of, so that it passes in one look.
        self._plain = {"\n", *filter(_is_ordinary, map(chr, faces()[0].widths))}
        self._plain -= {char for char, width in self._widths.items() if width > _WIDEST}

    def fit(self, text: str, width: float) -> str:
        """The tidy text with a square for what no font covers, and places to break a too long word.

        `width` is that of the column, in ems of the text's size.
        """
        shortest = int(width / _WIDEST) + 1  # of the words that may be too wide
        if not self._plain.issuperset(text):
            shortest, text = 1, _VARIATION_SELECTORS.sub("", tidy(text))
            text = "".join(map(self._covered, _clusters(text)))
        return _words(shortest).sub(lambda word: self._breakable(word[0], width), text)

    def width(self, text: str) -> float:
        """About how wide the text comes out on one line, in ems, rather too much than too little."""
        widths = self._widths
        return sum(widths.get(char, 1.0) for char in text)

    def _breakable(self, word: str, width: float) -> str:
        if self.width(word) <= width:
            return word
        return _BREAK.join(_clusters(word))

    def _covered(self, cluster: str) -> str:
        """The cluster as one font sets it, since a base and its marks cannot come from two."""
        if cluster == "\n":
            return cluster
        if _joins(cluster[0]):
            cluster = _NO_BREAK_SPACE + cluster
        able = [face.widths for face in faces() if ord(cluster[0]) in face.widths]
        if not able:
            self.replaced += 1
            return SQUARE
        widths = max(able, key=lambda widths: sum(ord(char) in widths for char in cluster))
        return "".join(char if ord(char) in widths else self._lacking(char) for char in cluster)

    def _lacking(self, char: str) -> str:
        if char in _JOINERS:
            return ""
        self.replaced += 1
        return SQUARE


@cache
def _words(shortest: int) -> re.Pattern[str]:
    return re.compile(rf"\S{{{shortest},}}")


def _is_ordinary(char: str) -> bool:
    """Whether the character stays as it is, whatever stands beside it."""
    return tidy(char) == char and not _joins(char)


def _joins(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char)[0] == "M"


def _clusters(text: str) -> list[str]:
    """The text cut before every character that is not a combining mark or a joiner."""
    clusters: list[str] = []
    for char in text:
        if clusters and clusters[-1] != "\n" and _joins(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters
