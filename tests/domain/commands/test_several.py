"""Several actions changed, or duplicated, as one change."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.examples import EXAMPLES
from tests.seeded import action, an, decision, draft
from tests.small import tables
from tracker.domain import commands as c
from tracker.domain.codes import Lifecycle, OwnColumnKind
from tracker.domain.commands.several import Said, change_several, duplicate
from tracker.domain.due import DueDate
from tracker.domain.errors import Refused
from tracker.domain.records import (
    Action,
    ActionDecision,
    ActionFinding,
    ActionTag,
    DateChange,
    Decision,
    Milestone,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    Post,
    Tag,
    Update,
)
from tracker.domain.rules.bulk import Step, Wanted, judged
from tracker.domain.rules.order import in_plan_order
from tracker.session import Session

MAY = DueDate.day(date(2027, 5, 31))
DAY = date(2026, 11, 21)


def changed(session: Session, wanted: Wanted, **said: Any) -> c.Together:
    plan = session.full_plan()
    actions = [each for each in plan.all(Action) if not each.draft]
    return change_several(plan, wanted, judged(plan, actions, wanted, DAY), Said(**said))


def test_dates_owner_tags_and_values_change_as_one_and_one_undo_takes_all_back(session: Session) -> None:
    director = an(session, Post, 1).id
    column = session.do(c.AddOwnColumn(name="Cabinet", column_kind=OwnColumnKind.TEXT)).made(OwnColumn)
    before = tables(session.path)
    wanted = Wanted(
        values={"owner_post_id": director, "due": MAY, "monitored_at": "Board"},
        own={column.id: "Yes"},
        tags_on=("Spring", "spring "),
    )
    with pytest.raises(Refused, match="Say why it changes and who agreed"):
        session.do(changed(session, wanted))
    command = changed(session, wanted, reason="Funds came late", agreed_by="The board")
    assert command.label == "change 3 actions"
    session.do(command)
    assert {each.owner_post_id for each in (action(session, n) for n in range(3))} == {director}
    requests = list(session.plan.all(DateChange))
    assert [(each.new_due, each.reason) for each in requests] == [(MAY, "Funds came late")] * 3
    assert len(session.plan.all(Tag)) == 1
    assert len(session.plan.all(ActionTag)) == len(session.plan.all(OwnValue)) == 3
    session.undo()
    assert tables(session.path) == before


def test_a_hold_of_several_rests_on_one_decision(session: Session) -> None:
    wanted = Wanted(step=Step.HOLD, happened_on=DAY, review_on=date(2027, 2, 1))
    session.do(changed(session, wanted, reason="No money yet", decision=decision(session)))
    plan = session.full_plan()
    assert len(plan.all(Decision)) == 1
    assert len(plan.all(ActionDecision)) == 3
    assert {each.text for each in plan.all(Update)} == {"No money yet"}
    assert action(session).lifecycle is Lifecycle.ON_HOLD
    with pytest.raises(Refused, match="nothing to change"):
        changed(session, wanted)


def test_started_together(session: Session) -> None:
    session.do(changed(session, Wanted(step=Step.START)))
    assert action(session, 2).lifecycle is Lifecycle.IN_PROGRESS
    session.do(changed(session, Wanted(values={"monitored_at": "Board"}, tags_on=("a",))))
    tag = an(session, Tag)
    session.do(changed(session, Wanted(tags_off=(tag.id,))))
    assert not session.plan.all(ActionTag)


def test_a_copy_has_the_words_and_pieces_and_stands_behind(session: Session) -> None:
    chosen = action(session)
    organisation = an(session, Organisation).id
    session.do(EXAMPLES[c.TagAction](session))
    session.do(EXAMPLES[c.SetOwnValue](session))
    done = c.AddPart(action_id=chosen.id, organisation_id=organisation, text="Phones", due=MAY)
    part = session.do(done).made(Part)
    session.do(c.PartDone(part_id=part.id, done_on=DAY))
    session.do(c.AddMilestone(action_id=chosen.id, title="Rota", due=MAY))
    command, ids = duplicate(session.plan, [chosen, action(session, 2)])
    session.do(command)
    first, last = (session.plan.get(Action, each) for each in ids)
    assert first.title == "Decide every contact within one working day (copy)"
    assert (first.owner_post_id, first.criteria) == (chosen.owner_post_id, chosen.criteria)
    assert first.due is None
    ordered = [each.id for each in in_plan_order(session.plan, session.plan.all(Action))]
    assert ordered[:5] == [chosen.id, first.id, action(session, 1).id, ordered[3], last.id]
    (copied,) = session.plan.by(Part, "action_id", first.id)
    assert (copied.text, copied.due, copied.done_on) == ("Phones", None, None)
    for kind in (Milestone, ActionTag, OwnValue, ActionFinding):
        assert len(session.plan.by(kind, "action_id", first.id)) == 1
    session.undo()
    assert session.plan.find(Action, first.id) is None


def test_what_is_still_to_be_planned_is_not_duplicated(session: Session) -> None:
    with pytest.raises(Refused, match="no wording of its own yet"):
        duplicate(session.plan, [action(session), draft(session)])


def test_a_long_title_is_cut_for_the_word_copy(session: Session, refuses: Callable[..., None]) -> None:
    made = session.do(c.AddAction(title="x" * 500)).made(Action)
    command, (copy,) = duplicate(session.plan, [made])
    session.do(command)
    assert session.plan.get(Action, copy).title == "x" * 493 + " (copy)"
