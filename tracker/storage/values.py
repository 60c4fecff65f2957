"""Values before and after, as a step keeps them, and what the chain covers of them.

Each stands as JSON: a column's value for one field, the whole row (under field '') for a record made or
removed. The chain covers only the digests of texts. So a text removed for data protection leaves
`{"redacted": digest}` in its place, and the chain still holds.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

REMOVED = "[removed for data protection]"
"""What a text reads as once it was removed."""

_SHORT = 64  # characters
_MARK = '{"redacted":'
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(value: Any, field: str) -> str | None:
    """The stored text; None where there is no row."""
    return None if value is None and not field else as_json(value)


def opened(text: str | None, field: str, types: Mapping[str, Any]) -> Any:
    """The value of a stored text, with words standing for what was removed."""
    if text is None:
        return None
    value = json.loads(text)
    if _MARK not in text:  # in a text of the plan's own the quotes would be escaped
        return value
    if field:
        return stand_in(types[field])
    return {name: stand_in(types[name]) if isinstance(part, dict) else part for name, part in value.items()}


def hidden(text: str | None, field: str) -> str | None:
    """A stored text without its value, or without that of one `field` of a whole row."""
    if text is None:
        return None
    value = json.loads(text)
    if field:
        return as_json(value | {field: _mark(value[field])}) if value[field] else text
    return as_json(_mark(value)) if value else text


def seal(text: str | None) -> str | None:
    """What the chain covers of a stored text."""
    return None if text is None else sealed(json.loads(text))


def sealed(value: Any) -> str:
    """What the chain covers of a value: the digest of a text or a row, all else as it is."""
    if isinstance(value, str):
        return digest(value)
    if not isinstance(value, dict):
        return as_json(value)
    if value.keys() == {"redacted"}:
        return str(value["redacted"])
    return digest(as_json({name: _mark(part) for name, part in value.items()}))


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return _digest_again(text) if len(text) <= _SHORT else _digest(text)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


_digest_again = lru_cache(4096)(_digest)
"""Most columns hold one of a few short texts: nothing, a code, a name, a day."""


def as_json(value: Any) -> str:
    """Compact JSON with every letter as itself."""
    return _compact(value)


def stand_in(type_: Any) -> str:
    """What a column of this type holds where its text was removed."""
    return REMOVED if type_ is str else json.dumps([REMOVED])


def is_stand_in(value: Any) -> bool:
    """Whether a value, or one of a row's, stands for a text that was removed."""
    parts = value.values() if isinstance(value, dict) else (value,)
    return any(part in (REMOVED, stand_in(None)) for part in parts)


def _mark(value: Any) -> Any:
    return {"redacted": digest(value)} if isinstance(value, str) else value
