"""Actions: free before approval; after it, changed words keep what was approved and who agreed."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.seeded import action, an, draft
from tracker.domain import commands as c
from tracker.domain.codes import AmendmentKind, Audience, Priority
from tracker.domain.due import DueDate
from tracker.domain.records import Action, ActionFinding, Amendment, Finding, Post, Workstream
from tracker.session import Session

Refuses = Callable[..., None]
AGREED = {"reason": "The board wants more", "agreed_by": "Improvement board"}


def test_an_action_answers_the_findings_named(session: Session, refuses: Refuses) -> None:
    findings = tuple(each.id for each in session.plan.all(Finding))
    made = session.do(c.AddAction(title="Both", finding_ids=findings)).made(Action)
    ties = session.plan.by(ActionFinding, "action_id", made.id)
    assert tuple(each.finding_id for each in ties) == findings
    refuses(c.AddAction(title="Twice", finding_ids=(findings[0], findings[0])), "linked already")


def test_actions_keep_the_order_in_which_they_were_added(session: Session) -> None:
    positions = [each.position for each in session.plan.all(Action)]
    assert positions == sorted(set(positions))


def test_approved_words_change_only_for_a_reason_that_somebody_agreed(
    session: Session, refuses: Refuses
) -> None:
    chosen = action(session)
    better = {"criteria": "Nine in ten, six months running."}
    refuses(c.ChangeAction(id=chosen.id, changes=better), "Say why it changes and who agreed")
    refuses(c.ChangeAction(id=chosen.id, changes=better, reason="More", agreed_by=" "), "who agreed")
    session.do(c.ChangeAction(id=chosen.id, changes=better, **AGREED))
    noted = an(session, Amendment)
    assert noted.kind is AmendmentKind.AGREED_CHANGE
    assert (noted.entity, noted.entity_id, noted.field) == ("action", chosen.id, "criteria")
    assert (noted.old, noted.new) == (chosen.criteria, better["criteria"])
    assert (noted.reason, noted.agreed_by) == ("The board wants more", "Improvement board")


def test_a_change_of_owner_is_noted_by_title(session: Session) -> None:
    new = an(session, Post, 1)
    session.do(c.ChangeAction(id=action(session).id, changes={"owner_post_id": new.id}, **AGREED))
    noted = an(session, Amendment)
    assert (noted.old, noted.new) == ("Head of the Front Door", "Director")


@pytest.mark.parametrize(
    "changes", [{"priority": Priority.HIGH}, {"outcome": "Nobody waits"}, {"position": 9}]
)
def test_what_was_empty_or_never_approved_changes_freely(
    session: Session, changes: dict[str, object]
) -> None:
    session.do(c.ChangeAction(id=action(session).id, changes=changes))
    assert not session.full_plan().all(Amendment)


def test_an_agreed_date_is_never_edited(session: Session, refuses: Refuses) -> None:
    later = {"due": DueDate.month(2027, 5)}
    refuses(c.ChangeAction(id=action(session).id, changes=later, **AGREED), "ask for a new date")


def test_a_draft_becomes_an_action_with_its_own_wording_and_then_promises_its_date(session: Session) -> None:
    chosen = draft(session)
    session.do(c.ChangeAction(id=chosen.id, changes={"due": DueDate.month(2027, 1)}))
    assert session.plan.get(Action, chosen.id).first_due is None
    session.do(c.ChangeAction(id=chosen.id, changes={"due": DueDate.month(2027, 2)}))
    session.do(c.ChangeAction(id=chosen.id, changes={"title": "Decide at once"}))
    now = session.plan.get(Action, chosen.id)
    assert (now.draft, now.first_due) == (False, DueDate.month(2027, 2))


def test_restricting_an_action_needs_a_reason(session: Session, refuses: Refuses) -> None:
    refuses(c.AddAction(title="Quiet", audience=Audience.RESTRICTED), "Say why the action is restricted")
    restricted = {"audience": Audience.RESTRICTED}
    refuses(c.ChangeAction(id=action(session).id, changes=restricted), "Say why the action is restricted")
    restricted["audience_reason"] = "Names a member of staff"  # type: ignore[assignment]
    session.do(c.ChangeAction(id=action(session).id, changes=restricted))


@pytest.mark.parametrize("name", ["ref", "lifecycle", "first_due", "completed_on", "draft"])
def test_what_follows_from_facts_is_not_changed_by_name(
    session: Session, refuses: Refuses, name: str
) -> None:
    refuses(c.ChangeAction(id=action(session).id, changes={name: "x"}), "cannot be changed here")


def test_areas_of_an_approved_action_are_linked_and_unlinked_by_agreement(
    session: Session, refuses: Refuses
) -> None:
    chosen, (first, second) = action(session), session.plan.all(Finding)
    link = {"action_id": chosen.id, "finding_id": second.id}
    refuses(c.LinkFinding(**link), "who agreed")
    session.do(c.LinkFinding(**link, **AGREED))
    session.do(c.UnlinkFinding(action_id=chosen.id, finding_id=first.id, **AGREED))
    noted = session.full_plan().all(Amendment)
    assert [(each.entity_id, each.old, each.new) for each in noted] == [
        (chosen.id, "F1", "F1, F2"),
        (chosen.id, "F1, F2", "F2"),
    ]


def test_areas_of_a_draft_are_linked_freely(session: Session, refuses: Refuses) -> None:
    link = {"action_id": draft(session).id, "finding_id": an(session, Finding, 1).id}
    session.do(c.LinkFinding(**link))
    refuses(c.LinkFinding(**link), "linked already")
    session.do(c.UnlinkFinding(**link))
    assert not session.full_plan().all(Amendment)


def test_a_workstream_comes_last_and_may_be_moved(session: Session, refuses: Refuses) -> None:
    last = session.do(c.AddWorkstream(title="Leaders who know")).made(Workstream)
    assert last.position == 2
    session.do(c.ChangeWorkstream(id=last.id, changes={"position": 1}))
    refuses(c.AddWorkstream(title="leaders who  know"), "in the plan already")


def test_an_action_starts_on_the_day_somebody_says(session: Session) -> None:
    made = session.do(c.AddAction(title="Later", start_on=date(2027, 1, 4), in_plan_from=date(2026, 11, 1)))
    assert made.made(Action).in_plan_from == date(2026, 11, 1)
