"""The draft actions that answer a document's areas."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.commands import NewDraft
from tracker.domain.due import DueDate
from tracker.domain.errors import Refused
from tracker.importing.drafts import Draft, Drafts

MARCH = DueDate.day(date(2027, 3, 31))
SEE, COUNT = NewDraft(title="See every child", owner_title="Director"), NewDraft(title="Count", due=MARCH)


def answered(drafts: Drafts) -> list[tuple[int, ...]]:
    return [each.answers for each in drafts.all]


def test_each_item_begins_with_a_blank_action_of_its_own() -> None:
    drafts = Drafts.one_each(range(3))
    assert answered(drafts) == [(0,), (1,), (2,)]
    assert all(each.is_blank for each in drafts.all)


def test_actions_come_in_the_order_of_the_items_that_come_in() -> None:
    drafts = Drafts((Draft(SEE, (2, 0)), Draft(COUNT, (1,)), Draft(SEE, (7,))))
    assert drafts.made([2, 1]) == ((0, Draft(SEE, (2,))), (1, Draft(COUNT, (1,))))
    assert drafts.made([0, 1, 2])[0][1].answers == (0, 2)


def test_an_area_may_have_several_actions_and_keeps_one() -> None:
    drafts = Drafts.one_each([4]).with_another(0)
    assert answered(drafts) == [(4,), (4,)]
    assert answered(drafts.removed(1)) == [(4,)]
    with pytest.raises(Refused, match="only action for its area"):
        drafts.removed(1).removed(0)


def test_several_areas_share_one_action_that_keeps_what_each_said_first() -> None:
    drafts = Drafts((Draft(SEE, (0,)), Draft(NewDraft(), (1,)), Draft(COUNT, (2,))))
    shared = drafts.shared({0, 2})
    assert shared.all[0] == Draft(replace(SEE, due=MARCH), (0, 2))
    assert answered(shared) == [(0, 2), (1,)]
    with pytest.raises(Refused, match="Tick two or more"):
        drafts.shared({1})


def test_a_shared_action_is_parted_again_and_only_the_first_keeps_the_title() -> None:
    parted = Drafts((Draft(SEE, (0, 1)),)).parted(0)
    assert parted.all == (Draft(SEE, (0,)), Draft(replace(SEE, title=""), (1,)))


def test_what_is_given_to_several_fills_only_what_is_empty() -> None:
    given = NewDraft(title="Not taken", owner_post_id="p1", due=DueDate.month(2027, 5), workstream_title="W")
    filled = Drafts((Draft(SEE, (0,)), Draft(COUNT, (1,)), Draft(NewDraft(), (2,)))).filled({0, 1}, given)
    first, second, third = (each.new for each in filled.all)
    assert (first.owner_title, first.owner_post_id, first.due) == ("Director", None, given.due)
    assert (second.title, second.owner_post_id, second.due) == ("Count", "p1", MARCH)
    assert third == NewDraft()


def test_of_two_items_joined_one_blank_action_is_enough() -> None:
    assert Drafts.one_each([0, 1]).with_items_joined(0, 1) == Drafts.one_each([0])
    told = Drafts((Draft(NewDraft(), (0,)), Draft(SEE, (1,))))
    assert told.with_items_joined(0, 1).all == (Draft(SEE, (0,)),)


def test_an_item_that_is_said_again_needs_no_blank_action_but_keeps_one_with_words() -> None:
    drafts = Drafts((Draft(NewDraft(), (0,)), Draft(SEE, (1,)), Draft(NewDraft(), (1, 2))))
    assert answered(drafts.without_blank(0)) == [(1,), (1, 2)]
    assert drafts.without_blank(1) == drafts.without_blank(2) == drafts


keys = st.integers(0, 4)
shapes = st.lists(
    st.builds(
        Draft,
        st.sampled_from([NewDraft(), SEE, COUNT]),
        st.lists(keys, min_size=1, max_size=3, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=6,
).map(lambda made: Drafts(tuple(made)))


@given(shapes, st.data())
def test_whatever_is_done_to_the_actions_no_area_loses_its_last(drafts: Drafts, data: st.DataObject) -> None:
    before = {key for each in drafts.all for key in each.answers}
    number = data.draw(st.integers(0, len(drafts.all) - 1))
    several = (
        data.draw(st.sets(st.integers(0, len(drafts.all) - 1), min_size=2, max_size=4))
        if len(drafts.all) > 1
        else {0}
    )
    changes: list[Callable[[], Drafts]] = [
        lambda: drafts.with_another(number),
        lambda: drafts.parted(number),
        lambda: drafts.removed(number),
        lambda: drafts.shared(several),
        lambda: drafts.filled(several, COUNT),
    ]
    for change in changes:
        try:
            after = change()
        except Refused:
            continue
        assert {key for each in after.all for key in each.answers} == before
        assert all(each.answers for each in after.all)
