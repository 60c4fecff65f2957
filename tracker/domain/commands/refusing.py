"""How a command refuses: a sentence of its own, and that nothing was changed."""

from typing import NoReturn

from tracker.domain.errors import Refused


def refuse(why: str) -> NoReturn:
    """Raise Refused with this sentence."""
    raise Refused(f"{why} Nothing was changed.")


def refuse_if(why_not: str | None) -> None:
    """Refuse where a rule gives its reason."""
    if why_not:
        refuse(why_not)
