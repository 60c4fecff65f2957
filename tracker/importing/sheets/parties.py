"""Who is named in a cell: one owner or several, posts or organisations."""

import re
from collections.abc import Collection

from tracker.domain.names import folded

_ROLES = (
    "head|director|assistant|deputy|chief|principal|service|team|lead|manager|senior|interim|executive|strategic"
    "|operational|headteacher|designated|superintendent|detective|corporate|programme|project|group|independent"
    "|improvement|consultant|commissioning|quality|performance|business|practice|virtual"
)
_ROLE = re.compile(
    rf"(?:{_ROLES})\b.*\b(?:{_ROLES}|officer|of|for|worker|adviser|advisor|services?)\b|"
    r"(?:head|director|manager|headteacher|dcs|sro)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]{2,5}")
_NAME = re.compile(r"[A-Z][a-z’'-]+ [A-Z][A-Za-z’'-]+")
_BODIES = re.compile(
    r"\b(?:nhs|icb|ccg|trust|police|constabulary|schools?|academy|council|health|probation|fire|cafcass|charity"
    r"|voluntary|partners|partnership|hospitals?|camhs|authority|university|college)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:officer|lead|head|director|manager|superintendent|commissioner|nurse|adviser|advisor|chief)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(r"\s*[;\n\r•]+\s*|\s+/\s+|(?<=[a-zA-Z)]{2})/(?=[A-Za-z]{2})")
_SOFT = re.compile(r"\s*,\s*|\s+(?:&|and|\+|with)\s+|\s*\+\s*")


def named(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Each that a cell names, the owner first. `known` are folded names that are one as they stand.

    Signs that part for certain (a new line, a semicolon, a stroke) always part; commas and “and” only where
    every piece is known or looks like somebody by itself: “Head of Quality and Performance” is one.
    """
    if folded(text) in known:
        return (" ".join(text.split()),)
    text = re.sub(r"[^\S\n]+", " ", text)
    found: list[str] = []
    for piece in filter(None, (part.strip(" ,.-–") for part in _FIRM.split(text))):
        parts = [part.strip() for part in _SOFT.split(piece) if part.strip()]
        apart = folded(piece) not in known and len(parts) > 1 and _each_is_somebody(parts, known)
        found += parts if apart else [piece]
    each_once: dict[str, str] = {}
    for name in found:
        each_once.setdefault(folded(name), " ".join(name.split()))
    return tuple(each_once.values())


def is_organisation(text: str) -> bool:
    """Whether a name is a body's rather than a post's, as far as its words tell."""
    return bool(_BODIES.search(text)) and not _ROLE.match(text) and not _PERSON.search(text)


def _each_is_somebody(parts: list[str], known: Collection[str]) -> bool:
    if all(_NAME.fullmatch(part) for part in parts):
        return True
    return all(
        folded(part) in known or _ROLE.match(part) or _INITIALS.fullmatch(part) or is_organisation(part)
        for part in parts
    )
