"""Names and titles as people compare them."""

import unicodedata


def folded(name: str) -> str:
    """What all spellings of one name share: capitals, spaces and the way an accent is stored do not count."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())
