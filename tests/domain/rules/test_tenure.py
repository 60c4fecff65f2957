"""Terms, absences and vacancies of a post over a stretch of days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import away, holding, person, plan, post
from tracker.domain.plan import FullPlan
from tracker.domain.records import Holding, Record
from tracker.domain.rules.owners import holder, holder_words, is_in_post
from tracker.domain.rules.tenure import all_spans, spans, vacant_since

START, END = date(2026, 1, 1), date(2026, 12, 31)
MADE = plan(
    post(),
    person("n1", "Ana Reyes"),
    person("n2", "Ben Cole"),
    holding("p1", "n1", date(2025, 5, 1), date(2026, 3, 31)),
    holding("p1", "n2", date(2026, 6, 1)),
    away("n2", date(2026, 7, 1), date(2026, 7, 31), "n1"),
)


def told(made: FullPlan, start: date = START, end: date = END) -> list[tuple[date, date, str]]:
    return [(each.start, each.end, holder_words(each.holder)) for each in spans(made, "p1", start, end)]


def test_terms_vacancies_and_absences_follow_each_other() -> None:
    assert told(MADE) == [
        (date(2026, 1, 1), date(2026, 3, 31), "Ana Reyes"),
        (date(2026, 4, 1), date(2026, 5, 31), "Nobody in post"),
        (date(2026, 6, 1), date(2026, 6, 30), "Ben Cole"),
        (date(2026, 7, 1), date(2026, 7, 31), "Ben Cole, away to 31 Jul 2026: Ana Reyes covers"),
        (date(2026, 8, 1), date(2026, 12, 31), "Ben Cole"),
    ]


def test_all_that_is_known_runs_from_the_first_term_to_days_to_come() -> None:
    found = all_spans(MADE, "p1", date(2026, 5, 1))
    assert [each.start for each in found] == [
        date(2025, 5, 1),
        date(2026, 4, 1),
        date(2026, 6, 1),
        date(2026, 7, 1),
        date(2026, 8, 1),
    ]
    assert all_spans(plan(post()), "p1", START) == ()


def test_two_terms_of_the_same_person_without_a_day_between_are_one() -> None:
    made = plan(
        post(),
        person("n1", "Ana Reyes"),
        holding("p1", "n1", date(2026, 1, 1), date(2026, 6, 30)),
        holding("p1", "n1", date(2026, 7, 1)),
    )
    assert told(made) == [(START, END, "Ana Reyes")]


def test_a_post_that_is_not_there_has_no_days() -> None:
    assert spans(MADE, "p9", START, END) == ()


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2025, 4, 30), None),
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 5, 31), date(2026, 4, 1)),
        (date(2026, 6, 1), None),
    ],
)
def test_a_vacancy_has_its_first_day(day: date, since: date | None) -> None:
    assert vacant_since(MADE, "p1", day) == since


days = st.dates(date(2025, 10, 1), date(2027, 3, 31))


@st.composite
def posts_with_people(draw: st.DrawFn) -> FullPlan:
    made: list[Record] = [post(), *(person(f"n{n}", f"Person {n}") for n in range(3))]
    for n, on in enumerate(draw(st.lists(days, max_size=4, unique=True))):
        long = draw(st.none() | st.integers(0, 200))
        end = None if long is None else on + timedelta(days=long)
        made.append(holding("p1", f"n{n % 3}", on, end))
    for on in draw(st.lists(days, max_size=3, unique=True)):
        cover = draw(st.none() | st.just("n2"))
        made.append(away("n0", on, on + timedelta(days=draw(st.integers(0, 30))), cover))
    return plan(*made)


@given(posts_with_people())
def test_the_spans_cover_every_day_once_and_say_of_each_who_holds_the_post(made: FullPlan) -> None:
    found = spans(made, "p1", START, END)
    assert (found[0].start, found[-1].end) == (START, END)
    for one, other in pairwise(found):
        assert other.start == one.end + timedelta(days=1)
        assert other.holder != one.holder
    for each in found:
        for day in (each.start, each.start + (each.end - each.start) // 2, each.end):
            assert holder(made, "p1", day) == each.holder


@given(posts_with_people(), days)
def test_a_vacancy_lasts_from_its_first_day_on_without_a_break(made: FullPlan, day: date) -> None:
    since = vacant_since(made, "p1", day)
    if since is not None:
        assert all(each.holder.vacant for each in spans(made, "p1", since, day))
        before = holder(made, "p1", since - timedelta(days=1))
        assert before is not None
        assert not before.vacant
    else:
        terms = made.by(Holding, "post_id", "p1")
        assert any(is_in_post(each, day) for each in terms) or all(each.started_on > day for each in terms)
