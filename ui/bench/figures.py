"""A figure of the benchmark, and how it is worked out and shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

FRAME = 0.016
"""Seconds for which a picture stands on a screen: what is done within it is not seen to take time."""

RUNS = 7
"""How often a thing is measured; the median counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What something takes, the limit it stands beside, and how many times that it may be (`mark`).

    Value and limit are in the same `unit`. `detail` names the worst of several things measured.
    """

    name: str
    value: float
    unit: str
    limit: float
    mark: float
    detail: str = ""

    @property
    def ratio(self) -> float:
        """How many times the limit it is."""
        return self.value / self.limit

    @property
    def is_met(self) -> bool:
        """Whether the mark is met."""
        return self.ratio <= self.mark

    def to_json(self) -> dict[str, Any]:
        """As the verb prints it."""
        return {
            "name": self.name,
            "value": _short(self.value),
            "unit": self.unit,
            "limit": _short(self.limit),
            "ratio": round(self.ratio, 2),
            "mark": self.mark,
            "ok": self.is_met,
            **({"detail": self.detail} if self.detail else {}),
        }


def worst(name: str, taken: Mapping[str, Sequence[float]], limit: float, mark: float) -> Figure:
    """The figure of the thing whose median is the longest, in seconds; what each takes is in the detail."""
    medians = {thing: median(times) for thing, times in taken.items()}
    slowest = max(medians, key=lambda thing: medians[thing])
    told = ", ".join(
        f"{thing} {_short(medians[thing])}" for thing in sorted(medians, key=medians.__getitem__)
    )
    detail = f"{slowest}; medians {told}" if len(medians) > 1 else ""
    return Figure(name, medians[slowest], "s", limit, mark, detail)


def timed(act: Callable[[], object]) -> float:
    """How many seconds it takes."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def _short(number: float) -> float:
    return float(f"{number:.3g}")
