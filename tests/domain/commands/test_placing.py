"""Where actions stand: in their workstream, and in another one."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.seeded import action, an
from tests.small import new
from tracker.domain import commands as c
from tracker.domain.commands.placing import renumbered
from tracker.domain.errors import Refused
from tracker.domain.records import Action, Workstream
from tracker.domain.rules.order import in_plan_order
from tracker.session import Session

Refuses = Callable[..., None]


def titles(session: Session) -> list[str]:
    return [each.title.split()[0] for each in in_plan_order(session.plan, session.plan.all(Action))]


def test_actions_move_within_and_between_workstreams_and_to_none(session: Session) -> None:
    first, second, third = (action(session, number) for number in range(3))
    here = an(session, Workstream).id
    there = session.do(c.AddWorkstream(title="Assessment")).made(Workstream).id
    assert titles(session) == ["Decide", "Ring", "Count", "The", "The"]
    done = session.do(c.PlaceActions(ids=(third.id,), workstream_id=here, before_id=first.id))
    assert titles(session)[:3] == ["Count", "Decide", "Ring"]
    assert [edit.id for edit in done.edits] == [third.id]  # the others keep their numbers
    session.do(c.PlaceActions(ids=(second.id, first.id), workstream_id=there))
    assert titles(session)[:3] == ["Count", "Ring", "Decide"]
    session.do(c.PlaceActions(ids=(second.id,), workstream_id=None))
    assert titles(session)[:2] == ["Count", "Decide"]
    assert session.plan.get(Action, second.id).workstream_id is None


def test_an_action_added_later_comes_after_all_that_were_moved_to_the_end(session: Session) -> None:
    here = an(session, Workstream).id
    for number in (0, 1, 0, 2):
        session.do(c.PlaceActions(ids=(action(session, number).id,), workstream_id=here))
    session.do(c.AddAction(title="Zest", workstream_id=here))
    assert titles(session)[:4] == ["Ring", "Decide", "Count", "Zest"]


def test_a_move_that_is_none_or_leads_nowhere_is_refused(session: Session, refuses: Refuses) -> None:
    first, second = action(session), action(session, 1)
    here = first.workstream_id
    there = session.do(c.AddWorkstream(title="Assessment")).made(Workstream).id
    refuses(c.PlaceActions(ids=(), workstream_id=here), "Choose at least one action")
    refuses(
        c.PlaceActions(ids=(first.id,), workstream_id=here, before_id=second.id), "It stands there already"
    )
    refuses(c.PlaceActions(ids=(first.id,), workstream_id=here, before_id=first.id), "before itself")
    refuses(
        c.PlaceActions(ids=(first.id,), workstream_id=there, before_id=second.id),
        "no longer in that workstream",
    )
    refuses(c.PlaceActions(ids=(first.id,), workstream_id="gone"), "no longer in the plan")


@given(st.lists(st.integers(-5, 30), min_size=1, max_size=7), st.integers(0, 4))
def test_as_few_as_possible_are_renumbered_and_all_rise_below_the_top(
    positions: list[int], over: int
) -> None:
    top = max(positions) + over
    made = renumbered(positions, top)
    assert len(made) == len(positions)
    assert all(one < other for one, other in pairwise(made))
    assert made[-1] <= top
    kept = sum(one == other for one, other in zip(made, positions, strict=True))
    assert kept == most_that_can_stay(positions, top)


def most_that_can_stay(positions: list[int], top: int) -> int:
    """Every choice of those that stay, tried."""
    best = 0
    for chosen in range(2 ** len(positions)):
        stay = [(n, each) for n, each in enumerate(positions) if chosen >> n & 1]
        stay.append((len(positions), top + 1))
        gaps = pairwise(stay)
        if all(other - one >= m - n for (n, one), (m, other) in gaps):
            best = max(best, len(stay) - 1)
    return best


MOVES = st.lists(
    st.tuples(st.sets(st.integers(0, 5), min_size=1), st.booleans(), st.integers(0, 6)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12)
@given(moves=MOVES)
def test_whatever_is_moved_all_else_stays_in_its_order(
    moves: list[tuple[set[int], bool, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Six actions in two workstreams, beside two lists of their names."""
    with new(tmp_path_factory.mktemp("any") / "plan.iplan") as session:
        streams = [session.do(c.AddWorkstream(title=title)).made(Workstream).id for title in ("1", "2")]
        model: list[list[str]] = [[], []]
        for number in range(6):
            made = session.do(c.AddAction(title=str(number), workstream_id=streams[number % 2])).made(Action)
            model[number % 2].append(made.id)
        ids = [each.id for each in session.plan.all(Action)]
        for chosen, to, at in moves:
            moved = [ids[each] for each in sorted(chosen)]
            model, was = [[each for each in some if each not in moved] for some in model], model
            before = model[to][at] if at < len(model[to]) else None
            place = model[to].index(before) if before else len(model[to])
            model[to][place:place] = moved
            command = c.PlaceActions(ids=tuple(moved), workstream_id=streams[to], before_id=before)
            if model == was:
                with pytest.raises(Refused, match="there already"):
                    session.do(command)
                continue
            untouched = {each.id for each in session.plan.all(Action)} - {*moved, *model[to]}
            edited = {edit.id for edit in session.do(command).edits}
            assert not edited & untouched
            for stream, expected in zip(streams, model, strict=True):
                found = session.plan.by(Action, "workstream_id", stream)
                assert [each.id for each in in_plan_order(session.plan, found)] == expected
