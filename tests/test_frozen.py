from dataclasses import FrozenInstanceError, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    page: int
    section: str = ""
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled(Named):
    title: str = "none"
    length: int


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@given(st.integers(), st.text(), st.lists(st.integers()))
def test_values_are_kept_however_they_are_given(page: int, section: str, lines: list[int]) -> None:
    made = Place(page, section, lines)
    assert (made.page, made.section, made.lines) == (page, section, lines)
    assert made == Place(page=page, section=section, lines=lines) == Place(page, section, lines=lines)


def test_what_is_not_given_is_the_default_and_no_two_share_a_made_one() -> None:
    one, other = Place(1), Place(1)
    assert (one.section, one.lines) == ("", [])
    assert one == other
    assert one.lines is not other.lines
    assert Titled(id="a", length=2).title == "none"


def test_nothing_can_be_changed_added_or_taken_away() -> None:
    made = Place(1)
    with pytest.raises(FrozenInstanceError):
        made.page = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        made.other = 2  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del made.page
    assert made == Place(1)
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), ((1, "a", [], 4), {}), ((1,), {"page": 1}), ((1,), {"colour": "red"})],
)
def test_values_too_few_too_many_or_unknown_are_refused(
    args: tuple[object, ...], given: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="Place"):
        Place(*args, **given)  # type: ignore[arg-type]


def test_values_of_named_fields_alone_are_not_taken_by_place() -> None:
    with pytest.raises(TypeError, match="Titled"):
        Titled("a", "b", 2)  # type: ignore[call-arg]


def test_equal_is_what_has_the_same_class_and_values() -> None:
    assert Titled(id="a", length=1) != Titled(id="a", length=2)
    assert Named(id="a") != Titled(id="a", length=1)
    assert len({Titled(id="a", length=1), Titled(id="a", length=1), Titled(id="b", length=1)}) == 2
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_the_standard_tools_for_dataclasses_work_with_them() -> None:
    made = Titled(id="a", length=1)
    assert [each.name for each in fields(made)] == ["id", "title", "length"]
    assert replace(made, length=2) == Titled(id="a", length=2)
    assert repr(made) == "Titled(id='a', title='none', length=1)"
    match Place(3, "Leaders"):
        case Place(page, section):
            assert (page, section) == (3, "Leaders")
