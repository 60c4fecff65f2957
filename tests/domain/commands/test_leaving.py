"""Somebody leaves: one change, read beforehand, done and taken back in one go."""

from datetime import date
from typing import Any

import pytest

from tests.examples import the_risk
from tests.seeded import action, an, measured
from tracker.domain import commands as c
from tracker.domain.codes import AmendmentKind
from tracker.domain.commands.leaving import Handover, Leaving
from tracker.domain.errors import Refused
from tracker.domain.records import (
    Action,
    Amendment,
    Holding,
    Measure,
    Organisation,
    Part,
    Person,
    Post,
    Risk,
    Workstream,
)
from tracker.domain.rules.leaving import held
from tracker.domain.rules.owners import holder
from tracker.session import Session

LAST, NEXT = date(2026, 11, 30), date(2026, 12, 1)


def leaving(session: Session, *handovers: Handover, **given: Any) -> Leaving:
    return Leaving(person_id=an(session, Person).id, last_day=LAST, handovers=handovers, **given)


def in_post(session: Session, day: date) -> list[str]:
    found = holder(session.plan, an(session, Post).id, day)
    return [each.name for each in found.people] if found else []


def agreed_by_the_chair(session: Session) -> Leaving:
    """The holder leaves; what is open goes to the Director."""
    hub, director = session.plan.all(Post)
    handover = Handover(post_id=hub.id, items_to=director.id)
    return leaving(session, handover, reason="The post is given up", agreed_by="Chair")


def test_a_term_ends_and_the_successor_begins_the_day_after(session: Session) -> None:
    post, successor = an(session, Post), an(session, Person, 1)
    seq = session.plan.seq
    chosen = leaving(session, Handover(post_id=post.id, successor=successor.id))
    session.do(chosen.command(session.plan))
    assert (in_post(session, LAST), in_post(session, NEXT)) == (["Asha Quillfeather"], ["Tam Overbeck"])
    assert session.plan.seq == seq + 1
    assert session.undo_label == "leaving of Asha Quillfeather"
    session.undo()
    assert in_post(session, NEXT) == ["Asha Quillfeather"]


def test_a_successor_may_be_new_and_follow_in_two_posts_later(session: Session) -> None:
    first, second = session.plan.all(Post)
    session.do(
        c.AppointToPost(post_id=second.id, person_id=an(session, Person).id, started_on=date(2026, 2, 1))
    )
    new = c.AddPerson(id="someone-new", name="Ines Harrowgate")
    handovers = [
        Handover(post_id=each.id, successor=new, from_on=date(2027, 1, 4)) for each in (first, second)
    ]
    session.do(leaving(session, *handovers).command(session.plan))
    assert in_post(session, date(2027, 1, 3)) == []
    assert in_post(session, date(2027, 1, 4)) == ["Ines Harrowgate"]
    assert [each.name for each in session.plan.all(Person)].count("Ines Harrowgate") == 1


def test_a_term_still_to_come_never_begins(session: Session) -> None:
    second = an(session, Post, 1)
    session.do(c.AppointToPost(post_id=second.id, person_id=an(session, Person).id, started_on=NEXT))
    session.do(leaving(session).command(session.plan))
    assert [each.post_id for each in session.plan.all(Holding)] == [an(session, Post).id]


def test_what_is_open_goes_to_another_post_and_what_is_closed_stays(session: Session) -> None:
    hub, director = session.plan.all(Post)
    council, chosen = an(session, Organisation), action(session)
    session.do(c.AddPart(action_id=chosen.id, organisation_id=council.id, text="Phones", post_id=hub.id))
    session.do(the_risk(session))
    measured(session)
    session.do(c.CompleteAction(action_id=action(session, 1).id, happened_on=date(2026, 11, 3)))
    before = session.plan
    session.do(agreed_by_the_chair(session).command(session.plan))
    plan = session.plan
    assert held(plan, hub.id).count == 0
    assert held(plan, director.id).actions == tuple(
        plan.get(Action, each.id) for each in held(before, hub.id).actions
    )
    assert plan.get(Action, action(session, 1).id).owner_post_id == hub.id
    assert [each.post_id for each in plan.all(Part)] == [director.id]
    assert an(session, Risk).owner_post_id == an(session, Measure).owner_post_id == director.id
    assert an(session, Workstream).lead_post_id == director.id
    session.undo()
    assert held(session.plan, hub.id) == held(before, hub.id)


def test_the_agreed_owner_changes_only_with_a_reason_and_who_agreed(session: Session) -> None:
    hub, director = session.plan.all(Post)
    bare = leaving(session, Handover(post_id=hub.id, items_to=director.id))
    assert bare.needs_agreement(session.plan)
    seq = session.plan.seq
    with pytest.raises(Refused):
        session.do(bare.command(session.plan))
    assert session.plan.seq == seq
    assert not leaving(session, Handover(post_id=hub.id)).needs_agreement(session.plan)
    session.do(agreed_by_the_chair(session).command(session.plan))
    made = [each for each in session.full_plan().all(Amendment) if each.field == "owner_post_id"]
    assert {(each.kind, each.reason, each.agreed_by) for each in made} == {
        (AmendmentKind.AGREED_CHANGE, "The post is given up", "Chair")
    }


def test_all_that_follows_can_be_read_before_it_is_done(session: Session) -> None:
    told = [
        (each.about, each.before, each.after) for each in agreed_by_the_chair(session).following(session.plan)
    ]
    hub, director = "Head of the Front Door", "Director"
    assert told == [
        (hub, "Asha Quillfeather, since 5 Jan 2026", "Asha Quillfeather, to 30 Nov 2026"),
        ("A3  Decide every contact within one working day", hub, director),
        ("A4  Ring every referrer back in the same week", hub, director),
        ("A5  Count who waits, every Monday", hub, director),
        ("Workstream The front door", hub, director),
    ]


def test_a_successor_beside_others_is_told_so(session: Session) -> None:
    post, other = an(session, Post), an(session, Person, 1)
    session.do(c.AppointToPost(post_id=post.id, person_id=other.id, started_on=date(2026, 6, 1)))
    new = c.AddPerson(id="someone-new", name="Ines Harrowgate")
    told = leaving(session, Handover(post_id=post.id, successor=new)).following(session.plan)
    assert (told[-1].before, told[-1].after) == ("Tam Overbeck", "Ines Harrowgate, from 1 Dec 2026")


def test_leaving_without_a_post_is_refused(session: Session) -> None:
    nowhere = Leaving(person_id=an(session, Person, 1).id, last_day=LAST)
    with pytest.raises(Refused, match="is in no post after 30 Nov 2026"):
        nowhere.command(session.plan)


def test_what_is_open_cannot_go_to_the_same_post(session: Session) -> None:
    post = an(session, Post)
    with pytest.raises(Refused, match="goes to another post"):
        leaving(session, Handover(post_id=post.id, items_to=post.id)).command(session.plan)
