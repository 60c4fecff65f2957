"""The English of records and fields."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from tracker.domain.codes import Delivery
from tracker.domain.due import DueDate
from tracker.domain.record_words import field_label, record_label, table_label, value_words
from tracker.domain.records import RECORDS, Action, BudgetPost, Check, Record


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_and_each_of_its_fields_has_english(kind: type[Record]) -> None:
    labels = [
        record_label(kind),
        table_label(kind.table),
        *(field_label(kind, each.name) for each in fields(kind)),
    ]
    assert all(label[0].isupper() and "_" not in label for label in labels)


def test_no_two_records_are_called_the_same() -> None:
    assert len({record_label(kind) for kind in RECORDS}) == len(RECORDS)


def test_a_field_may_mean_something_else_in_one_record() -> None:
    assert field_label(Action, "outcome") == "Desired outcome"
    assert field_label(Check, "outcome") == "Outcome"
    assert field_label(BudgetPost, "new") == "New posts"


def test_a_field_that_a_record_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        field_label(Check, "due")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("due", None, ""),
        ("draft", True, "Yes"),
        ("draft", False, "No"),
        ("delivery", Delivery.AT_RISK, "At risk of delay"),
        ("due", DueDate.parse("2026-03"), "March 2026"),
        ("held_on", date(2020, 2, 4), "4 Feb 2020"),
        ("recorded_at", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 Jul 2026"),
        ("base_pence", 36_600_000, "£366,000"),
        ("page", 3, "3"),
        ("sub_items", ("one", "two"), "one; two"),
        ("title", "Front door", "Front door"),
    ],
)
def test_a_value_is_shown_in_words(field: str, value: object, words: str) -> None:
    assert value_words(field, value) == words
