from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.small import CHAIR, NOON, Write, action, names, new, opened, put, remove, tag
from tracker.clock import FixedClock
from tracker.domain.commands.base import Tx, hands
from tracker.domain.records import Action, Tag, Update
from tracker.session import Changes, Session
from tracker.storage.journal import Change
from tracker.storage.replay import changed, inverse


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A new plan with an action."""
    with new(tmp_path / "plan.iplan") as session:
        session.do(put(action("A1")))
        yield session


def say(text: str, update_id: str) -> Write:
    def how(tx: Tx) -> None:
        tx.put(Update(action_id="A1", text=text, **hands(tx) | {"id": update_id}))

    return Write(how=how)


def test_updates_are_read_as_they_stood_at_any_change(session: Session) -> None:
    session.do(say("First.", "u1"))
    session.do(put(tag("north"), action("A2")))
    session.do(say("Second.", "u2"))
    (first, second) = session.updates("A1")
    session.do(say("First, corrected.", "u1"))
    session.do(remove(second))
    told = [[each.text for each in session.updates("A1", at)] for at in range(7)]
    assert told == [
        [],
        [],
        ["First."],
        ["First."],
        ["First.", "Second."],
        ["First, corrected.", "Second."],
        ["First, corrected."],
    ]
    assert first.text == "First."
    assert session.updates("A2") == []


def test_the_plan_as_known_on_a_day_is_what_was_recorded_by_its_end_in_london(tmp_path: Path) -> None:
    clock = FixedClock(NOON.replace(month=7, day=1))
    with new(tmp_path / "summer.iplan", clock=clock) as session:
        session.do(put(tag("noon")))
        for hour, minute in ((22, 59), (23, 0), (23, 59)):
            clock.set(NOON.replace(month=7, day=1, hour=hour, minute=minute))
            session.do(put(tag(f"{hour}.{minute:02}")))

        def known(day: int) -> list[str]:
            return [each.name for each in session.as_known(date(2026, 7, day)).all(Tag)]

        assert known(1) == ["noon", "22.59"]
        assert known(2) == known(31) == ["noon", "22.59", "23.00", "23.59"]
        before = session.as_known(date(2026, 6, 30))
        assert (before.seq, before.digest, list(before.all(Tag))) == (0, "", [])
        assert before.begun_on == date(2026, 7, 1)
        assert session.as_known(date(2026, 7, 1)).seq == 2


def test_a_plan_as_known_is_not_changed_by_what_was_learnt_later(session: Session) -> None:
    clock = FixedClock(NOON + timedelta(days=1))
    known = session.as_known(NOON.date())
    with opened(session.path, clock=clock) as later:
        later.do(put(action("A1", "Another title"), tag("north")))
        again = later.as_known(NOON.date())
    assert list(again.all(Action)) == list(known.all(Action)) == [action("A1")]
    assert (again.seq, again.digest) == (known.seq, known.digest)


def test_what_others_do_comes_by_the_same_door_as_one_s_own_changes(session: Session) -> None:
    news: list[Changes] = []
    session.subscribe(news.append)
    with opened(session.path, CHAIR) as other:
        other.do(put(tag("north"), tag("south")))
        other.do(put(action("A1", "Another title")))
        other.do(remove(tag("north")))
        other.do(put(tag("north")))
        other.do(say("First.", "u1"))
        theirs = other.plan
    session.poll()
    assert (session.plan.seq, session.plan.digest) == (theirs.seq, theirs.digest)
    assert names(session) == ["south", "north"] == [each.name for each in theirs.all(Tag)]
    assert session.plan.all(Action) is not theirs.all(Action)
    assert list(session.plan.all(Action)) == list(theirs.all(Action))
    assert [[(edit.id, edit.before is None, edit.after is None) for edit in each.edits] for each in news] == [
        [("north", True, False), ("south", True, False)],
        [("A1", False, False)],
        [("north", False, True)],
        [("north", True, False)],
        [("u1", True, False)],
    ]
    assert [each.touched(Tag) for each in news] == [True, False, True, True, False]
    assert news[1].edits[0].before == action("A1")
    assert news[1].plan.get(Action, "A1").title == "Another title"
    session.poll()
    assert len(news) == 5


def test_one_s_own_change_takes_in_what_others_did_before_it(session: Session) -> None:
    news: list[Changes] = []
    session.subscribe(news.append)
    with opened(session.path, CHAIR) as other:
        other.do(put(tag("north")))
    session.do(put(tag("south")))
    assert [each.plan.seq for each in news] == [2, 3]
    assert names(session) == ["north", "south"]
    session.undo()
    assert names(session) == ["north"]


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (None, Change("tag", "north", "name", "north", "south")),
        (None, Change("tag", "north", "", {"id": "north"}, None)),
        ({"id": "north"}, Change("tag", "north", "", None, {"id": "north"})),
    ],
)
def test_a_change_of_what_is_not_as_it_says_is_an_error(row: dict[str, str] | None, change: Change) -> None:
    with pytest.raises(ValueError, match="does not fit tag north"):
        changed(row, change)  # type: ignore[arg-type]
    assert inverse(inverse(change)) == change
