"""Names and titles as people compare them."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")  # what letters of Latin, Greek and Cyrillic are written with


def folded(name: str) -> str:
    """What all spellings of one name share: capitals, spaces and the way an accent is stored do not count."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())


def plain(text: str) -> str:
    """The text as it is looked through: accents and the shape of an apostrophe do not count either."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFD", text.casefold()).replace("’", "'")
    return " ".join(unicodedata.normalize("NFC", _MARKS.sub("", apart)).split())
