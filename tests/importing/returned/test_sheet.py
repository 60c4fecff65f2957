"""Any cells at all under the heads of a return sheet or an export: read, or told why not, and never lost."""

from dataclasses import dataclass
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import plans
from tests.small import NOON
from tracker.domain.errors import TrackerError
from tracker.domain.rules.returns import REFERENCE, Answer
from tracker.importing.returned.answers import Answers
from tracker.importing.returned.round_trip import RoundTrip
from tracker.importing.returned.since import Since
from tracker.importing.sheets.workbook import Cell, Sheet, Workbook, by_row
from tracker.reports import export
from tracker.reports.values import actions
from tracker.returning import HEADED


@dataclass(frozen=True)
class Made:
    """The change that a sheet shows last."""

    seq: int = 1
    actor_name: str = "Programme officer"
    at: datetime = NOON
    digest: str = ""


PLAN = plans.plan(
    plans.post(),
    plans.action("a1", due="2026-10-30", first="2026-10-30", owner_post_id="p1"),
    plans.action("a2", due="2027-01"),
)
SINCE = Since(PLAN, date(2026, 11, 21), Made(), [])

VALUES = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.dates(),
    st.integers(0, 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.sampled_from(["A1", "A2", "A1 part 1", "No change", "Off track", "31/3/2027", "Jo Marsh", "46000"]),
)


def book(heads: list[str], rows: list[list[object]], name: str) -> Workbook:
    cells = [Cell(3, column, head, head) for column, head in enumerate(heads, 1)]
    cells += [
        Cell(row, column, value, str(value))  # type: ignore[arg-type]
        for row, values in enumerate(rows, 4)
        for column, value in enumerate(values, 1)
        if value not in (None, "")
    ]
    return Workbook("any.xlsx", "", (Sheet(name, by_row(cells)),))


@given(st.permutations([REFERENCE, *Answer]), st.lists(st.lists(VALUES, max_size=12), max_size=4))
@settings(max_examples=60)
def test_any_answers_are_recorded_left_or_refused(heads: list[str], rows: list[list[object]]) -> None:
    found = Answers.of(book([str(each) for each in heads], rows, "Return sheet"), SINCE)
    assert all(row.outcome and row.place for row in found.rows)
    assert len(found.rows) <= len(rows)
    for row in found.taken:
        assert row.given.whose and not row.judgement.problems
    try:
        assert len(found.command().commands) >= len(found.taken)
    except TrackerError:
        assert found.taken == ()


@given(st.data())
@settings(max_examples=60)
def test_any_edits_are_taken_or_say_why_not(data: st.DataObject) -> None:
    fields = [each.title for each in export.headed(actions(PLAN)).fields]
    heads = data.draw(st.permutations(fields))
    rows = data.draw(st.lists(st.lists(VALUES, max_size=len(fields)), max_size=4))
    found = RoundTrip.of(book(heads, rows, "Actions"), SINCE, HEADED).because("Snow", "Board")
    assert len(found.edits) == len(found.taken) + sum(bool(found.why_not(each)) for each in found.edits)
    assert all(each.then != each.theirs and each.place for each in found.edits)
    if found.taken or found.added:
        assert found.command().commands
