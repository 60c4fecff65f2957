"""Posts own actions; people come, share, leave and are away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.examples import EXAMPLES
from tests.seeded import an
from tracker.domain import commands as c
from tracker.domain.records import Away, Holding, Person, Post
from tracker.domain.rules.owners import holder
from tracker.session import Session

Refuses = Callable[..., None]


def appoint(session: Session, person: int, started_on: date, **more: object) -> c.AppointToPost:
    chosen = an(session, Person, person).id
    post = an(session, Post).id
    return c.AppointToPost(post_id=post, person_id=chosen, started_on=started_on, **more)  # type: ignore[arg-type]


def names_on(session: Session, day: date) -> list[str]:
    found = holder(session.plan, an(session, Post).id, day)
    assert found
    return [person.name for person in found.people]


def test_a_successor_starts_the_day_after_the_present_holder_leaves(session: Session) -> None:
    session.do(appoint(session, 1, date(2026, 12, 1), replacing=True))
    assert names_on(session, date(2026, 11, 30)) == ["Asha Quillfeather"]
    assert names_on(session, date(2026, 12, 1)) == ["Tam Overbeck"]


def test_two_people_may_share_a_post(session: Session) -> None:
    session.do(appoint(session, 1, date(2026, 6, 1)))
    assert names_on(session, date(2026, 7, 1)) == ["Asha Quillfeather", "Tam Overbeck"]


def test_nobody_is_in_a_post_twice_at_once(session: Session, refuses: Refuses) -> None:
    refuses(appoint(session, 0, date(2026, 6, 1)), "Asha Quillfeather is in that post then already")
    earlier = appoint(session, 0, date(2025, 1, 6), ended_on=date(2026, 1, 4))
    assert session.do(earlier).made(Holding).ended_on == date(2026, 1, 4)


def test_nobody_is_replaced_from_before_they_started(session: Session, refuses: Refuses) -> None:
    refuses(appoint(session, 1, date(2026, 1, 5), replacing=True), "that is before 5 Jan 2026")


def test_a_holding_ends_once_and_is_not_lengthened(session: Session, refuses: Refuses) -> None:
    holding = an(session, Holding)
    session.do(c.EndHolding(holding_id=holding.id, ended_on=date(2026, 11, 30)))
    refuses(c.EndHolding(holding_id=holding.id, ended_on=date(2026, 12, 31)), "appoint the person again")
    refuses(c.EndHolding(holding_id=holding.id, ended_on=date(2025, 12, 31)), "that is before 5 Jan 2026")


def test_an_absence_has_a_cover_who_is_somebody_else(session: Session, refuses: Refuses) -> None:
    person = an(session, Person).id
    away = c.RecordAway(person_id=person, from_on=date(2026, 12, 1), to_on=date(2026, 12, 4))
    refuses(replace(away, cover_person_id=person), "cannot cover their own absence")
    refuses(replace(away, to_on=date(2026, 11, 30)), "that is before 1 Dec 2026")


def test_one_absence_does_not_lie_within_another(session: Session, refuses: Refuses) -> None:
    away = session.do(EXAMPLES[c.RecordAway](session)).made(Away)
    again = c.RecordAway(person_id=away.person_id, from_on=away.to_on, to_on=away.to_on)
    refuses(again, "is away from 16 Nov 2026 to 27 Nov 2026 already")


def test_the_same_title_may_stand_in_two_organisations(session: Session, refuses: Refuses) -> None:
    title = an(session, Post).title
    session.do(c.AddPost(title=title))
    refuses(c.AddPost(title=title.upper()), "in the plan already")
