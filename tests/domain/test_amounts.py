"""Amounts are read as people type them, kept exactly and shown rounded."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amounts import MOST_AMOUNT, amount_words, is_amount, read_amount, stored, why_not_amount
from tracker.domain.errors import TrackerError

AMOUNTS = st.decimals(-MOST_AMOUNT, MOST_AMOUNT, places=3)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,204", "1204"),
        (" 91.5 %", "91.5"),
        ("£1 200.50", "1200.50"),
        ("−3", "-3"),
        ("-£3", "-3"),
        ("+0", "0"),
        ("-0", "0"),
        ("0.125", "0.125"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: str) -> None:
    assert is_amount(typed)
    assert stored(read_amount(typed)) == stored(Decimal(amount))


@pytest.mark.parametrize("typed", ["", "n/a", "1,20", "1e9", "NaN", "12.", "5 of 9", "½", "9" * 26])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert not is_amount(typed)
    with pytest.raises(TrackerError, match="is not a number"):
        read_amount(typed)


@pytest.mark.parametrize(("typed", "why"), [("0.1234", "3 digits"), ("1000000000001", "cannot be more")])
def test_what_cannot_be_kept_is_refused(typed: str, why: str) -> None:
    with pytest.raises(TrackerError, match=why):
        read_amount(typed)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+40", "1E-40"])
def test_amounts_from_elsewhere_are_judged_too(amount: str) -> None:
    assert why_not_amount(Decimal(amount))


@given(AMOUNTS)
def test_an_amount_comes_back_from_what_is_stored_and_from_its_words(amount: Decimal) -> None:
    assert Decimal(stored(amount)) == amount
    assert stored(Decimal(stored(amount))) == stored(amount)
    assert read_amount(amount_words(amount)) == amount
    assert not why_not_amount(amount)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Fraction(2, 3), "0.7"),
        (Fraction(1, 4), "0.3"),
        (Fraction(-1, 4), "−0.3"),
        (Fraction(-1, 100), "0"),
        (Fraction(100), "100"),
        (Fraction(123456, 100), "1,234.6"),
    ],
)
def test_values_are_rounded_half_up_in_size(amount: Fraction, words: str) -> None:
    assert amount_words(amount, 1) == words
