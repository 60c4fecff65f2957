from datetime import date

import pytest

from tests.plans import action, away, holding, meeting, person, plan, post, refs, update
from tracker.domain.codes import Lifecycle
from tracker.domain.records import Record
from tracker.domain.rules.mine import posts_of, to_update, update_by

TODAY = date(2026, 11, 21)
EARLIER = date(2026, 11, 2)
RECORDS: tuple[Record, ...] = (
    post("p1", "Head of the Front Door"),
    post("p2", "Head of Assessment"),
    person("q1", "Asha Quillfeather"),
    person("q2", "Tam Overbeck"),
    holding("p1", "q1"),
    holding("p2", "q2"),
    meeting(date(2026, 12, 8)),
    action("a1", "2026-12-08", owner_post_id="p1"),
    action("a2", "2026-10-30", owner_post_id="p1"),
    action("a3", "2026-12-09", owner_post_id="p1"),
    action("a4", None, owner_post_id="p1"),
    action("a5", "2026-10-01", owner_post_id="p1"),
    update("a5", EARLIER, Lifecycle.COMPLETE),
    action("a6", "2026-10-01", owner_post_id="p2"),
    action("a7", "ongoing 2026-12-01", owner_post_id="p1"),
    action("a8", "2026-10-01", owner_post_id="p1"),
    update("a8", EARLIER, Lifecycle.ON_HOLD, review_on=date(2027, 3, 1)),
)
MADE = plan(*RECORDS)


@pytest.mark.parametrize("name", ["Asha Quillfeather", " asha  QUILLFEATHER"])
def test_one_updates_what_comes_up_by_the_next_board_and_then_what_had_no_update(name: str) -> None:
    assert refs(to_update(MADE, name, TODAY)) == ["A2", "A7", "A1", "A3", "A4"]


def test_what_has_an_update_since_the_last_board_is_done() -> None:
    held = plan(*RECORDS, meeting(EARLIER), update("a2", EARLIER, Lifecycle.IN_PROGRESS))
    assert refs(to_update(held, "Asha Quillfeather", TODAY)) == ["A7", "A1", "A3", "A4"]
    later = plan(*RECORDS, meeting(date(2026, 11, 3)), update("a2", EARLIER, Lifecycle.IN_PROGRESS))
    assert refs(to_update(later, "Asha Quillfeather", TODAY)) == ["A2", "A7", "A1", "A3", "A4", "A8"]


def test_who_covers_updates_for_who_is_away() -> None:
    made = plan(*RECORDS, away("q2", EARLIER, date(2026, 12, 1), cover="q1"))
    assert [each.title for each in posts_of(made, "Asha Quillfeather", TODAY)] == [
        "Head of the Front Door",
        "Head of Assessment",
    ]
    assert refs(to_update(made, "Asha Quillfeather", TODAY)) == ["A6", "A2", "A7", "A1", "A3", "A4"]


def test_somebody_unknown_has_nothing_to_update() -> None:
    assert posts_of(MADE, "Nobody Known", TODAY) == ()
    assert to_update(MADE, "Nobody Known", TODAY) == ()


def test_without_a_meeting_to_come_it_is_what_counts_as_due_soon() -> None:
    assert update_by(plan(due_soon_days=14), TODAY) == date(2026, 12, 5)
    assert update_by(MADE, TODAY) == date(2026, 12, 8)
