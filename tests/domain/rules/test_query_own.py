"""The council's own columns in the filter."""

from datetime import date

import pytest

from tests import plans
from tracker.domain.codes import OwnColumnKind
from tracker.domain.records import OwnColumn, OwnValue, link_id
from tracker.domain.rules.query import language_of, parse
from tracker.domain.rules.query_own import own_values

KINDS = {"text": OwnColumnKind.TEXT, "number": OwnColumnKind.NUMBER, "date": OwnColumnKind.DATE}


@pytest.mark.parametrize(
    ("column", "held", "asked", "fits"),
    [
        ("text", "Scrutiny and Cabinet", ":cabinet", True),
        ("text", "CC-12", ":12", True),
        ("number", "12", ":1", False),
        ("number", "1,200", ">1000", True),
        ("number", "1200.50", "<=1200.5", True),
        ("number", "12", "<12", False),
        ("date", "2026-11-20", ":november 2026", True),
        ("date", "2026-11-20", ":20/11/2026", True),
        ("date", "2026-11-20", "<20/11/2026", False),
        ("date", "2026-11-20", ">=20/11/2026", True),
        ("date", "2026-11-20", ":this week", True),
        ("date", "2025-11-20", "<=2026", True),
        ("date", "2027-11-20", ">=2026", True),
        ("text", "The “front door” team", ":front door team", True),
        ("date", "2026-11-20", ":banana", False),
    ],
)
def test_a_value_is_compared_as_what_its_column_holds(column: str, held: str, asked: str, fits: bool) -> None:
    value_id = link_id(OwnValue, "a1", "o1")
    plan = plans.plan(
        plans.action("a1"),
        OwnColumn(id="o1", name=column, kind=KINDS[column], position=1),
        OwnValue(id=value_id, action_id="a1", column_id="o1", value=held),
    )
    (term,) = parse(f'"{column}"{asked}', language_of(plan)).terms
    assert own_values(plan, term, date(2026, 11, 21)) == (["a1"] if fits else [], ["a1"])
