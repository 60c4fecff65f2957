"""Work in turns."""

from collections.abc import Generator

import pytest

from tracker.turns import at_once


def counting(most: int) -> Generator[None, None, int]:
    for _ in range(most):
        yield
    if most > 3:
        raise ValueError("too many")
    return most


def test_at_once_it_comes_to_the_same_and_fails_the_same() -> None:
    assert [at_once(counting(most)) for most in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="too many"):
        at_once(counting(4))
