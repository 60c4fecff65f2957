"""Exact amounts of any unit: read as people type them, kept as plain decimals, shown as people write them."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.british import MINUS
from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from fractions import Fraction

MOST_PLACES = 3
"""Digits after the point that an amount may have."""
MOST_AMOUNT = Decimal(10) ** 12

_AMOUNT = re.compile(r"([-+]?)£?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)%?")
_LONGEST = 25


def stored(amount: Decimal) -> str:
    """The one way in which an amount is written in a plan: “90”, “16.4”, “-3”."""
    plain = f"{amount.normalize():f}"
    return "0" if plain == "-0" else plain


def is_amount(text: str) -> bool:
    """Whether this is written as a number is: “1,204”, “91%”, “£200”, “−0.5”."""
    return len(text) <= _LONGEST and _AMOUNT.fullmatch(_plain(text)) is not None


def without_commas(text: str) -> str:
    """A number without the commas between its thousands; any other text as it is."""
    return text.replace(",", "") if is_amount(text) else text


def read_amount(text: str) -> Decimal:
    """The amount that somebody typed: “1,204”, “91.5%”, “£200”, “−3”. Raises TrackerError in a sentence."""
    found = _AMOUNT.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    if found is None:
        raise TrackerError(f"“{text[:_LONGEST]}” is not a number. Type one like 1,204 or 91.5.")
    amount = Decimal(found[2].replace(",", ""))
    wrong = why_not_amount(amount)
    if wrong:
        raise TrackerError(wrong)
    return -amount if found[1] == "-" and amount else amount


def why_not_amount(amount: Decimal) -> str:
    """The refusal of an amount that cannot be kept; "" for any other."""
    if not amount.is_finite() or abs(amount) > MOST_AMOUNT:
        return f"A number cannot be more than {amount_words(MOST_AMOUNT)}."
    if amount != amount.quantize(Decimal(1).scaleb(-MOST_PLACES)):
        return f"A number can have {MOST_PLACES} digits after the point."
    return ""


def amount_words(amount: "Decimal | Fraction", places: int = MOST_PLACES) -> str:
    """“1,204.5”, “−3”: rounded half up (in size) to so many places, without noughts at the end."""
    above, below = amount.as_integer_ratio()
    rounded = Decimal((2 * abs(above) * 10**places + below) // (2 * below)).scaleb(-places)
    shown = f"{rounded:,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{MINUS if amount < 0 and rounded else ''}{shown}"


def _plain(text: str) -> str:
    plain = "".join(text.split()).replace(MINUS, "-").replace("–", "-")
    return re.sub(r"^£-", "-£", plain)
