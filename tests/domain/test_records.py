from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from tracker.domain.records import RECORDS, BudgetPost, Person, Post, Record, Tag

TAG = Tag(id="t1", name="north")


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_is_made_of_all_its_fields_and_holds_what_it_was_given(kind: type[Record]) -> None:
    given: dict[str, Any] = {field.name: field.name for field in fields(kind)}
    made = kind(**given)
    assert {name: getattr(made, name) for name in given} == given
    assert made == kind(**given)
    assert hash(made) == hash(kind(**given))
    assert all(replace(made, **{name: "other"}) != made for name in given)
    assert not hasattr(made, "__dict__")


def test_a_field_left_out_has_its_default() -> None:
    assert Post(id="p1", title="Head").organisation_id is None
    assert replace(TAG, name="south") == Tag(id="t1", name="south")


@pytest.mark.parametrize("given", [{}, {"id": "t1"}, {"id": "t1", "name": "north", "colour": "red"}])
def test_a_record_with_a_field_too_few_or_too_many_is_not_made(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Tag"):
        Tag(**given)


def test_a_record_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        TAG.name = "south"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del TAG.name
    assert TAG.name == "north"


def test_records_of_two_kinds_are_never_equal() -> None:
    tag: Record = Tag(id="x", name="Asha")
    person: Record = Person(id="x", name="Asha")
    assert tag != person


def test_a_record_tells_its_fields() -> None:
    assert repr(TAG) == "Tag(id='t1', name='north')"
    assert "number=8" in repr(BudgetPost(id="b", line_id="l", title="Worker", number=8, new=True))
