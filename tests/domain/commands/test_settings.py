"""The plan itself: settings, colours, tags, own columns, meetings, copies."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.examples import EXAMPLES
from tests.seeded import action, an
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import CopyKind, OwnColumnKind, RagColour, RagCondition
from tracker.domain.records import (
    ActionTag,
    BoardCycle,
    Copy,
    Meeting,
    OwnColumn,
    OwnValue,
    RagRule,
    Tag,
    WordGroup,
)
from tracker.session import Session

Refuses = Callable[..., None]


def test_a_new_plan_is_set_up_once(tmp_path: Path, clock: FixedClock) -> None:
    with Session.create(tmp_path / "new.iplan", c.Actor(name="A"), clock) as session:
        session.do(c.SetUpPlan(title="Helping children sooner", board_name="Children’s Board"))
        assert session.plan.settings.title == "Helping children sooner"
        assert session.do(c.AddMeeting(held_on=date(2026, 11, 10))).made(Meeting).body == "Children’s Board"


def test_a_plan_is_not_set_up_twice(refuses: Refuses) -> None:
    refuses(c.SetUpPlan(title="Another"), "set up already")


@pytest.mark.parametrize("days", [(0, 5), (366, 5), (28, -1), (28, 61)])
def test_a_cycle_out_of_all_reason_is_refused(refuses: Refuses, days: tuple[int, int]) -> None:
    refuses(c.SetBoardCycle(days_between=days[0], clear_days=days[1]), "must lie between")


def test_a_cycle_set_again_takes_the_place_of_the_one_before(session: Session) -> None:
    for days in (1, 365):
        session.do(c.SetBoardCycle(days_between=days, clear_days=60))
    assert [each.days_between for each in session.plan.all(BoardCycle)] == [365]


def test_a_new_colour_table_takes_the_place_of_the_old(session: Session, refuses: Refuses) -> None:
    session.do(EXAMPLES[c.SetRagTable](session))
    session.do(c.SetRagTable(lines=((RagColour.BLUE, RagCondition.CLOSED),)))
    assert [(each.position, each.colour) for each in session.plan.all(RagRule)] == [(1, RagColour.BLUE)]
    twice = ((RagColour.BLUE, RagCondition.CLOSED), (RagColour.GREEN, RagCondition.CLOSED))
    refuses(c.SetRagTable(lines=twice), "look at the same thing")


def test_a_tag_is_on_an_action_once_or_not_at_all(session: Session, refuses: Refuses) -> None:
    ends = {"action_id": action(session).id, "tag_id": session.do(c.AddTag(name="Waiting")).made(Tag).id}
    session.do(c.TagAction(**ends))
    refuses(c.TagAction(**ends), "linked already")
    session.do(c.UntagAction(**ends))
    refuses(c.UntagAction(**ends), "not linked")
    assert not session.plan.all(ActionTag)


@pytest.mark.parametrize(
    ("kind", "fits", "fits_not"),
    [
        (OwnColumnKind.DATE, "2026-03-31", "31/3/2026"),
        (OwnColumnKind.NUMBER, "-12.50", "a dozen"),
        (OwnColumnKind.NUMBER, "3", "NaN"),
        (OwnColumnKind.NUMBER, "0.5", "1,5"),
        (OwnColumnKind.CHOICE, "Cabinet", "Nobody"),
        (OwnColumnKind.TEXT, "Anything", None),
    ],
)
def test_an_own_column_holds_its_kind_only(
    session: Session, refuses: Refuses, kind: OwnColumnKind, fits: str, fits_not: str | None
) -> None:
    choices = ("Scrutiny", "Cabinet") if kind is OwnColumnKind.CHOICE else ()
    add = c.AddOwnColumn(name="Reported to", column_kind=kind, choices=choices)
    column = session.do(add).made(OwnColumn)
    ends = {"action_id": action(session).id, "column_id": column.id}
    session.do(c.SetOwnValue(**ends, value=f" {fits} "))
    assert an(session, OwnValue).value == fits
    if fits_not:
        refuses(c.SetOwnValue(**ends, value=fits_not), "does not fit the column “Reported to”")


def test_a_number_in_an_own_column_is_kept_without_the_commas_between_its_thousands(
    session: Session,
) -> None:
    column = session.do(c.AddOwnColumn(name="Cost", column_kind=OwnColumnKind.NUMBER)).made(OwnColumn)
    session.do(c.SetOwnValue(action_id=action(session).id, column_id=column.id, value="1,204.50"))
    assert an(session, OwnValue).value == "1204.50"


def test_an_emptied_own_column_is_gone_and_emptying_it_again_does_nothing(session: Session) -> None:
    session.do(EXAMPLES[c.SetOwnValue](session))
    value = an(session, OwnValue)
    for _ in range(2):
        session.do(c.SetOwnValue(action_id=value.action_id, column_id=value.column_id, value=""))
    assert not session.plan.all(OwnValue)


def test_only_a_column_of_choices_has_choices(refuses: Refuses) -> None:
    refuses(c.AddOwnColumn(name="A", column_kind=OwnColumnKind.CHOICE), "needs its choices")
    refuses(c.AddOwnColumn(name="A", column_kind=OwnColumnKind.TEXT, choices=("x",)), "needs its choices")


def test_a_board_meets_once_a_day(refuses: Refuses) -> None:
    refuses(c.AddMeeting(held_on=date(2026, 11, 10)), "in the plan already")


def test_a_copy_is_noted_for_good(session: Session) -> None:
    done = session.do(EXAMPLES[c.LogCopy](session))
    assert done.made(Copy).kind is CopyKind.PAPER
    assert not c.LogCopy.undoable


def test_words_are_set_as_a_whole_and_added_one_by_one(session: Session) -> None:
    session.do(c.SetWords(groups=(("MASH", "front door"),)))
    session.do(c.AddWords(words=("Eastmarsh",)))
    assert [each.words for each in session.plan.all(WordGroup)] == [("MASH", "front door"), ("Eastmarsh",)]
    session.do(c.SetWords(groups=()))
    assert not session.plan.all(WordGroup)


def test_a_group_without_a_word_is_refused(session: Session, refuses: Refuses) -> None:
    refuses(c.AddWords(words=(" ", "")), "at least one word")
