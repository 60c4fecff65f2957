"""Split, merge, replace: what comes out carries what was promised and what was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.examples import EXAMPLES
from tests.seeded import action, asked, decision, draft
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, Impact, Lifecycle, OriginKind
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    ActionDecision,
    ActionFinding,
    ActionOrigin,
    ActionTag,
    Decision,
    LineAction,
    Milestone,
    OwnValue,
    Part,
    Record,
)
from tracker.domain.rules import lineage
from tracker.domain.rules.lateness import moved
from tracker.session import Session

Refuses = Callable[..., None]
TWO = (c.Successor(title="By day"), c.Successor(title="At night", text="From 5 pm"))


def split(session: Session, **given: object) -> list[Action]:
    values = {"action_id": action(session).id, "into": TWO, "reason": "Two teams"} | given
    edits = session.do(c.SplitAction(**values)).edits  # type: ignore[arg-type]
    return [each.after for each in edits if isinstance(each.after, Action) and each.before is None]


def test_a_split_action_gives_its_reference_a_letter_and_is_replaced(session: Session) -> None:
    chosen = action(session)
    made = split(session)
    assert [each.ref for each in made] == [chosen.ref + "a", chosen.ref + "b"]
    assert session.plan.get(Action, chosen.id).lifecycle is Lifecycle.REPLACED
    assert [each.position for each in made] == [chosen.position] * 2
    assert {each.kind for each in session.plan.all(ActionOrigin)} == {OriginKind.SPLIT}


def test_letters_of_a_split_that_was_undone_are_not_given_again(session: Session) -> None:
    session.do(c.ChangeAction(id=action(session).id, changes={"council_ref": "1.2"}))
    split(session)
    session.undo()
    assert [(each.ref, each.council_ref) for each in split(session)] == [("A3c", "1.2c"), ("A3d", "1.2d")]


def test_the_councils_own_reference_gets_the_letter_too_unless_there_is_a_new_one(session: Session) -> None:
    session.do(c.ChangeAction(id=action(session).id, changes={"council_ref": "1.2"}))
    into = (c.Successor(title="By day"), c.Successor(title="At night", council_ref="1.9"))
    assert [each.council_ref for each in split(session, into=into)] == ["1.2a", "1.9"]


def test_wording_owner_and_promise_carry_over(session: Session) -> None:
    chosen = action(session)
    by_day, at_night = split(session)
    assert (by_day.owner_post_id, by_day.criteria) == (chosen.owner_post_id, chosen.criteria)
    assert (by_day.text, at_night.text) == ("", "From 5 pm")
    for made in (by_day, at_night):
        assert (made.first_due, made.due) == (chosen.first_due, chosen.due)
        assert made.first_due_version_id == chosen.first_due_version_id


def test_moves_and_updates_are_carried_through_the_origin(session: Session) -> None:
    chosen = action(session)
    session.do(c.AddUpdate(action_id=chosen.id, text="Rota agreed"))
    session.do(c.DecideNewDate(request_id=asked(session).id, approve=True, decided_by="Chair"))
    for made in split(session):
        assert moved(session.plan, made).times == 1
        assert [each.text for each in lineage.updates(session.full_plan(), made)][:1] == ["Rota agreed"]


def test_areas_tags_own_columns_and_money_are_copied(session: Session) -> None:
    chosen = action(session)
    for command in (c.TagAction, c.SetOwnValue, c.LinkLineToAction):
        session.do(EXAMPLES[command](session))
    made = split(session)
    carried: tuple[type[Record], ...] = (ActionFinding, ActionTag, OwnValue, LineAction)
    for kind in carried:
        assert all(len(session.plan.by(kind, "action_id", each.id)) == 1 for each in (chosen, *made))


def test_what_is_not_done_moves_on_and_what_is_done_stays(session: Session) -> None:
    chosen = action(session)
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    session.do(EXAMPLES[c.AddMilestone](session))
    done = session.do(EXAMPLES[c.AddMilestone](session)).made(Milestone)
    session.do(c.MilestoneDone(milestone_id=done.id, done_on=date(2026, 11, 20)))
    first, _ = split(session)
    assert session.plan.get(Part, part.id).action_id == first.id
    assert [each.action_id for each in session.plan.all(Milestone)] == [first.id, chosen.id]


def test_work_goes_on_where_it_stood(session: Session) -> None:
    session.do(EXAMPLES[c.AddUpdate](session))
    for made in split(session):
        assert (made.lifecycle, made.delivery) == (Lifecycle.IN_PROGRESS, Delivery.AT_RISK)
        assert made.impact is Impact.EARLY_SIGNS
        (opening,) = session.updates(made.id)
        assert opening.delivery_reason == "Two posts are vacant"


def test_an_action_not_begun_is_split_into_actions_not_begun(session: Session) -> None:
    assert {each.lifecycle for each in split(session)} == {Lifecycle.NOT_STARTED}
    assert {each.updated_on for each in split(session, action_id=action(session, 1).id)} == {None}


def test_a_merged_action_has_the_earliest_dates_the_gravest_rating_and_the_least_impact(
    session: Session,
) -> None:
    one, two = action(session), action(session, 1)
    rate = {"delivery_reason": "Vacancies", "start": True}
    session.do(c.AddUpdate(action_id=one.id, delivery=Delivery.ON_TRACK, impact=Impact.IMPROVING, start=True))
    session.do(c.AddUpdate(action_id=two.id, delivery=Delivery.OFF_TRACK, impact=Impact.EARLY_SIGNS, **rate))  # type: ignore[arg-type]
    merge = c.MergeActions(action_ids=(two.id, one.id), into=c.Successor(title="Both"), reason="One team")
    session.do(merge)
    made = list(session.plan.all(Action))[-1]
    assert made.ref not in {one.ref, two.ref}
    assert made.first_due == made.due == DueDate.day(date(2026, 10, 30))
    assert (made.delivery, made.impact) == (Delivery.OFF_TRACK, Impact.EARLY_SIGNS)
    origins = session.plan.by(ActionOrigin, "action_id", made.id)
    assert [each.kind for each in origins] == [OriginKind.MERGE] * 2
    assert len(session.plan.by(ActionFinding, "action_id", made.id)) == 1


def test_replacing_may_rest_on_a_decision(session: Session) -> None:
    chosen = action(session)
    session.do(EXAMPLES[c.ReplaceAction](session))
    (tie,) = session.full_plan().by(ActionDecision, "action_id", chosen.id)
    assert session.updates(chosen.id)[-1].decision_id == tie.decision_id
    assert list(session.plan.all(Action))[-1].first_due == chosen.first_due


def test_a_merger_rests_on_one_decision_about_all_its_actions(session: Session) -> None:
    ids = (action(session).id, action(session, 1).id)
    merge = EXAMPLES[c.MergeActions](session)
    assert isinstance(merge, c.MergeActions)
    made = session.do(replace(merge, decision=decision(session))).made(Decision)
    ties = session.full_plan().by(ActionDecision, "decision_id", made.id)
    assert tuple(each.action_id for each in ties) == ids


def test_a_replaced_draft_becomes_an_action(session: Session) -> None:
    chosen = draft(session)
    replaced = c.ReplaceAction(action_id=chosen.id, by=c.Successor(title="Decide at once"), reason="Planned")
    session.do(replaced)
    made = list(session.plan.all(Action))[-1]
    assert (made.draft, made.first_due) == (False, None)


def test_only_open_actions_without_a_request_are_split_for_a_reason(
    session: Session, refuses: Refuses
) -> None:
    one, two = action(session), action(session, 1)
    refuses(c.SplitAction(action_id=one.id, into=TWO, reason=" "), "Say why")
    refuses(c.SplitAction(action_id=one.id, into=TWO[:1], reason="x"), "into two others or more")
    refuses(c.MergeActions(action_ids=(one.id, one.id), into=TWO[0], reason="x"), "two actions or more")
    session.do(c.CompleteAction(action_id=two.id))
    refuses(c.ReplaceAction(action_id=two.id, by=TWO[0], reason="x"), "cannot be split, merged or replaced")
    asked(session)
    refuses(c.SplitAction(action_id=one.id, into=TWO, reason="x"), "is to be decided or withdrawn first")


def test_an_action_on_hold_is_resumed_before_it_is_split(session: Session, refuses: Refuses) -> None:
    hold = c.HoldAction(action_id=action(session).id, decision=decision(session), review_on=date(2027, 1, 5))
    session.do(hold)
    refuses(c.SplitAction(action_id=action(session).id, into=TWO, reason="x"), "is on hold: resume it first")


def test_a_part_of_a_split_may_be_split_again(session: Session) -> None:
    first, _ = split(session)
    again = split(session, action_id=first.id)
    assert [each.ref for each in again] == [first.ref + "a", first.ref + "b"]
