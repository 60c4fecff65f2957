"""Plans at random for property tests: a few actions over one year, with facts in any order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import plans
from tracker.domain.codes import BudgetChangeKind, Delivery, Impact, Lifecycle, RequestState
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import Measure, Record, RecordTag, Tag, link

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)

days = st.dates(FIRST, LAST)
dues = st.one_of(
    days.map(DueDate.day),
    days.map(DueDate.ongoing),
    st.integers(1, 12).map(lambda month: DueDate.month(2026, month)),
)


@st.composite
def records_of_action(draw: st.DrawFn, action_id: str) -> list[Record]:
    """An action with updates, changes of date, evidence and a finding it answers."""
    version = "v1" if draw(st.booleans()) else None
    due = draw(st.none() | dues)
    code = due.code if due else None
    made: list[Record] = [
        plans.action(
            action_id,
            code,
            code if version else None,
            first_due_version_id=version if code else None,
            draft=draw(st.booleans()),
            in_plan_from=draw(st.sampled_from([plans.LONG_AGO, date(2026, 6, 1)])),
            owner_post_id=draw(st.sampled_from([None, "p1"])),
            workstream_id=draw(st.sampled_from([None, "w1", "w2"])),
        )
    ]
    for on in draw(st.lists(days, max_size=4)):
        made.append(
            plans.update(
                action_id,
                on,
                draw(st.none() | st.sampled_from(Lifecycle)),
                delivery=draw(st.none() | st.sampled_from(Delivery)),
                impact=draw(st.none() | st.sampled_from(Impact)),
                review_on=draw(st.none() | days),
                recorded=on + timedelta(days=draw(st.integers(0, 30))),
            )
        )
    for on in draw(st.lists(days, max_size=2)):
        made.append(_request(draw, action_id, on, code))
    if draw(st.booleans()):
        offered_on = draw(days)
        made.append(plans.evidence(f"e{action_id}", offered_on, draw(st.none() | st.just(offered_on))))
        made.append(plans.shown_by(action_id, f"e{action_id}"))
    if draw(st.booleans()):
        made.append(plans.answers(action_id, "f1"))
    return made


def _request(draw: st.DrawFn, action_id: str, on: date, old: str | None) -> Record:
    state = draw(st.sampled_from(RequestState))
    decided_on = None if state is RequestState.PENDING else on + timedelta(days=draw(st.integers(0, 60)))
    return plans.date_change(action_id, on, old, draw(dues).code, state=state, decided_on=decided_on)


@st.composite
def any_plan(draw: st.DrawFn) -> FullPlan:
    """A plan of up to five actions, with posts, workstreams, a source, money, a measure and perhaps
    meetings."""
    made: list[Record] = [
        plans.post("p1"),
        plans.workstream("w1", 1),
        plans.workstream("w2", 2),
        plans.source("s1"),
        plans.finding("f1"),
        plans.version("v1", draw(days)),
        *(plans.meeting(held_on) for held_on in draw(st.lists(days, max_size=3, unique=True))),
    ]
    for number in range(1, draw(st.integers(1, 5)) + 1):
        made.extend(draw(records_of_action(f"a{number}")))
    for number in range(1, draw(st.integers(0, 3)) + 1):
        made.append(
            plans.line(f"b{number}", draw(st.integers(0, 10**9)), parent_id=None if number == 1 else "b1")
        )
        for on in draw(st.lists(days, max_size=2)):
            decided_on = draw(st.none() | st.just(on + timedelta(days=10)))
            amount = draw(st.integers(1, 10**9))
            kind = draw(st.sampled_from([BudgetChangeKind.GROWTH, BudgetChangeKind.SAVING]))
            made.append(plans.budget_change(f"b{number}", on, kind, amount, decided_on=decided_on))
    in_plan_from = draw(st.sampled_from([plans.LONG_AGO, date(2026, 6, 1)]))
    made.append(plans.measure("m1", in_plan_from=in_plan_from, retired_on=draw(st.none() | days)))
    made += [plans.seen_by("a1"), plans.improves("f1"), Tag(id="t1", name="Waiting")]
    made.append(link(RecordTag, entity=Measure.table, entity_id="m1", tag_id="t1"))
    for month in draw(st.lists(st.integers(1, 11), max_size=4, unique=True)):
        made.append(plans.figure(date(2026, month + 1, 1) - timedelta(days=1), "38.5"))
    return plans.plan(*made, uses_rag=True)


def for_any_plan(*more: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test with plans at random and what else it asks for; fewer than usual, for they are large."""
    return lambda test: settings(max_examples=40)(given(any_plan(), *more)(test))
