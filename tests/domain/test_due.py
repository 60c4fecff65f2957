"""A due date is one value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.due import DueDate, DueKind
from tracker.domain.errors import TrackerError

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("code", "kind", "last_day"),
    [
        ("2026-03-31", DueKind.DAY, date(2026, 3, 31)),
        ("2026-02", DueKind.MONTH, date(2026, 2, 28)),
        ("2028-02", DueKind.MONTH, date(2028, 2, 29)),
        ("ongoing 2026-06-30", DueKind.ONGOING, date(2026, 6, 30)),
    ],
)
def test_a_stored_due_date_says_its_last_day(code: str, kind: DueKind, last_day: date) -> None:
    due = DueDate.parse(code)
    assert (due.kind, due.last_day, due.code) == (kind, last_day, code)


@given(days)
def test_every_due_date_is_read_back_from_its_code(day: date) -> None:
    for due in (DueDate.day(day), DueDate.ongoing(day), DueDate.month(day.year, day.month)):
        assert DueDate.parse(due.code) == due


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026",
        "2026-13",
        "2026-02-30",
        "20260331",
        "ongoing",
        "ongoing 2026-06",
        "31/03/2026",
        "2026-3a",
        "2026-W14-2",
        "2026-+3",
        "2026- 3",
        "٢٠٢٦-٠٣",
    ],
)
def test_no_other_form_is_stored(code: str) -> None:
    with pytest.raises(TrackerError, match="is not a due date this program knows"):
        DueDate.parse(code)


@given(st.text(max_size=20))
def test_any_text_is_a_due_date_or_refused(code: str) -> None:
    try:
        assert DueDate.parse(code).code == code
    except TrackerError:
        return
