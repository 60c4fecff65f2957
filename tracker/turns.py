"""Work in turns: a generator that pauses now and then, so that a window answers meanwhile."""

from collections.abc import Generator
from typing import TypeVar, cast

T = TypeVar("T")


def at_once(turns: Generator[None, None, T]) -> T:
    """What the turns come to, without a pause."""
    while True:
        try:
            next(turns)
        except StopIteration as end:
            return cast(T, end.value)
