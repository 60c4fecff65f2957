from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.columns import Column
from ui.widgets.lines import Entry
from ui.widgets.ordering import Ordering, Sorts, pressed

Row = dict[str, int | None]
_VALUES = st.none() | st.integers(0, 3)


def column(key: str) -> Column[Row]:
    return Column(key=key, title=key, text=str, width=80, sort=lambda row: row[key])


def after(*presses: tuple[str, bool]) -> Sorts:
    """The order after these heads were pressed, each with Shift or without."""
    return reduce(lambda sorts, press: pressed(sorts, press[0], further=press[1]), presses, Sorts())


def test_a_head_pressed_again_and_again_sorts_upwards_downwards_and_not_at_all() -> None:
    one = ("due", False)
    assert after(one) == (("due", False),)
    assert after(one, one) == (("due", True),)
    assert after(one, one, one) == ()


def test_a_head_pressed_with_shift_sorts_what_the_others_leave_equal() -> None:
    owner, due = ("owner", False), ("due", True)
    assert after(owner, due) == (("owner", False), ("due", False))
    assert after(owner, due, due) == (("owner", False), ("due", True))
    assert after(owner, due, due, due) == (("owner", False),)
    assert after(owner, due, ("owner", True)) == (("owner", True), ("due", False))


def test_without_shift_the_other_columns_are_left_out() -> None:
    assert after(("owner", False), ("due", True), ("due", False)) == (("due", False),)
    assert after(("owner", False), ("due", True), ("owner", False)) == (("owner", True),)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=9))
def test_three_presses_with_shift_always_come_back_to_where_they_began(
    presses: list[tuple[str, bool]],
) -> None:
    sorts = after(*presses)
    assert len(dict(sorts)) == len(sorts)
    assert reduce(lambda now, _: pressed(now, "d", further=True), range(3), sorts) == sorts


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys("abc", _VALUES)), max_size=12),
    st.permutations([("a", False), ("b", True), ("c", False)]),
)
def test_each_column_settles_only_what_those_before_it_leave_equal(rows: list[Row], sorts: Sorts) -> None:
    entries = [Entry(n, row) for n, row in enumerate(rows)]
    expected = entries
    for key, down in reversed(sorts):  # the least of them first: Python keeps the order of equal ones
        full = [entry for entry in expected if entry.row[key] is not None]
        full.sort(key=lambda entry: entry.row[key] or 0, reverse=down)
        expected = full + [entry for entry in expected if entry.row[key] is None]
    ordering = Ordering([column(key) for key in "abc"])
    ordering.choose(sorts)
    assert ordering.ordered(entries) == expected
