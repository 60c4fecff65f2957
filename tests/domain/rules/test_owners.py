"""Owners are posts; people come and go."""

from datetime import date

import pytest

from tests.plans import action, away, holding, organisation, part, person, plan, post, workstream
from tracker.domain.records import Action
from tracker.domain.rules.owners import answerable, contributors, holder, holder_words, same_name

MADE = plan(
    post("p1", "Head of Service"),
    post("p2", "Director"),
    person("n1", "Ana Reyes"),
    person("n2", "Ben Cole"),
    person("n3", "Cy Dunn"),
    person("n4", "Di Evans"),
    holding("p1", "n1", date(2026, 1, 1), date(2026, 3, 31)),
    holding("p1", "n2", date(2026, 6, 1)),
    holding("p1", "n3", date(2026, 9, 1)),
    holding("p2", "n4"),
    away("n2", date(2026, 7, 1), date(2026, 7, 31), "n4"),
    away("n3", date(2026, 10, 1), date(2026, 10, 31)),
    workstream("w1", sro_post_id="p2"),
    action("a1", owner_post_id="p1", workstream_id="w1"),
    action("a2", workstream_id="w1"),
    action("a3"),
    organisation("o1", "Health board"),
    organisation("o2", "Police"),
    part("k1", "a1", "o1", position=2),
    part("k2", "a1", "o2", position=1),
    part("k3", "a1", "o1", position=3),
)


@pytest.mark.parametrize(
    ("day", "people", "acting", "words"),
    [
        (date(2025, 12, 31), [], [], "Nobody in post"),
        (date(2026, 1, 1), ["Ana Reyes"], ["Ana Reyes"], "Ana Reyes"),
        (date(2026, 3, 31), ["Ana Reyes"], ["Ana Reyes"], "Ana Reyes"),
        (date(2026, 4, 1), [], [], "Nobody in post"),
        (date(2026, 7, 31), ["Ben Cole"], ["Di Evans"], "Ben Cole, away to 31 Jul 2026: Di Evans covers"),
        (date(2026, 9, 1), ["Ben Cole", "Cy Dunn"], ["Ben Cole", "Cy Dunn"], "Ben Cole and Cy Dunn"),
        (
            date(2026, 10, 1),
            ["Ben Cole", "Cy Dunn"],
            ["Ben Cole"],
            "Ben Cole and Cy Dunn, away to 31 Oct 2026: no cover",
        ),
    ],
)
def test_who_is_in_post_and_who_acts_depends_on_the_day(
    day: date, people: list[str], acting: list[str], words: str
) -> None:
    found = holder(MADE, "p1", day)
    assert found is not None
    assert [each.name for each in found.people] == people
    assert [each.name for each in found.acting] == acting
    assert found.vacant == (not people)
    assert holder_words(found) == words


def test_no_post_has_no_holder() -> None:
    assert holder(MADE, None, date(2026, 1, 1)) is None


def test_a_vacant_or_missing_owner_goes_to_the_sro_of_the_workstream() -> None:
    vacant, held = date(2026, 4, 1), date(2026, 6, 1)
    owned, unowned, alone = (MADE.get(Action, each) for each in ("a1", "a2", "a3"))
    assert answerable(MADE, owned, held).sro is None
    for action_, owner_title in ((owned, "Head of Service"), (unowned, None)):
        found = answerable(MADE, action_, vacant)
        assert (found.owner.post.title if found.owner else None) == owner_title
        assert found.sro is not None
        assert found.sro.post.title == "Director"
    assert answerable(MADE, alone, vacant).sro is None


def test_contributors_are_named_once_in_the_order_of_their_parts() -> None:
    assert [each.name for each in contributors(MADE, MADE.get(Action, "a1"))] == ["Police", "Health board"]


def test_a_name_is_the_same_however_it_is_capitalised_and_spaced() -> None:
    assert same_name(" ana  REYES", "Ana Reyes ")
    assert not same_name("Ana Reyes", "Ana Reye")
