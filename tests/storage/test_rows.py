from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.small import action
from tracker.domain.codes import Lifecycle
from tracker.domain.due import DueDate
from tracker.domain.records import RECORDS, Action, PathPoint, Record
from tracker.storage.rows import has_unknown_code, moment_text, rows_of

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def values_of(type_: Any) -> st.SearchStrategy[Any]:
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return st.sampled_from(type_)
    return {
        str: TEXTS,
        int: st.integers(-(2**63), 2**63 - 1),
        bool: st.booleans(),
        date: DAYS,
        datetime: st.datetimes(datetime(1970, 1, 1), timezones=st.just(UTC)),
        Decimal: st.decimals(-(10**12), 10**12, places=3),
        DueDate: st.one_of(
            DAYS.map(DueDate.day),
            DAYS.map(DueDate.ongoing),
            DAYS.map(lambda d: DueDate.month(d.year, d.month)),
        ),
        tuple[str, ...]: st.lists(TEXTS, max_size=3).map(tuple),
    }[type_]


@st.composite
def any_record(draw: st.DrawFn, kind: type[Record]) -> Record:
    """A record of a class with values of every field's type."""
    optional = {name for name, field in kind.__dataclass_fields__.items() if "None" in str(field.type)}
    values: dict[str, Any] = {
        name: None if name in optional and draw(st.booleans()) else draw(values_of(type_))
        for name, type_ in rows_of(kind).types.items()
    }
    return kind(**values)


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_record_comes_back_from_its_row_as_it_was(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(any_record(kind))
    rows = rows_of(kind)
    row = rows.encode(record)
    assert rows.decode(row) == record
    assert rows.load([tuple(row.values())]) == {record.id: record}
    assert {type(value) for value in row.values()} <= {str, int, type(None)}


def test_records_are_loaded_in_the_order_of_their_rows() -> None:
    rows = rows_of(Action)
    made = [action(f"A{n}") for n in (3, 1, 2)]
    assert list(rows.load(tuple(rows.encode(each).values()) for each in made).values()) == made


def test_a_code_of_a_newer_version_stands_for_itself_and_is_noticed() -> None:
    row = rows_of(Action).encode(action("A1"))
    read = rows_of(Action).decode({**row, "lifecycle": "suspended"})
    assert (read.lifecycle, isinstance(read.lifecycle, Lifecycle)) == ("suspended", True)
    assert rows_of(Action).encode(read)["lifecycle"] == "suspended"
    assert has_unknown_code([action("A2"), read])
    assert not has_unknown_code([action("A2")])


@pytest.mark.parametrize(("field", "nonsense"), [("in_plan_from", "31 March"), ("due", "2026-3")])
def test_a_row_that_makes_no_sense_is_an_error(field: str, nonsense: str) -> None:
    with pytest.raises(Exception, match=nonsense):
        rows_of(Action).decode({**rows_of(Action).encode(action("A1")), field: nonsense})


@pytest.mark.parametrize("nonsense", ["NaN", "sNaN", "-Infinity", "1e9", "", "٣"])
def test_an_amount_that_is_no_number_is_an_error(nonsense: str) -> None:
    point = PathPoint(id="p1", measure_id="m1", due_on=date(2026, 12, 31), value=Decimal("0.5"))
    with pytest.raises(ValueError, match=f"^{nonsense}$"):
        rows_of(PathPoint).decode({**rows_of(PathPoint).encode(point), "value": nonsense})


@given(
    st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()), min_size=2)
)
def test_stored_moments_sort_as_moments(moments: list[datetime]) -> None:
    assert sorted(moments, key=moment_text) == sorted(moments)
