"""A due date as one value: a day, a month, or ongoing with a review day."""

import calendar
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tracker.domain.errors import TrackerError
from tracker.frozen import dataclass


class DueKind(StrEnum):
    """How precise a promise is."""

    DAY = "day"
    MONTH = "month"
    ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class DueDate:
    """When something is due. `last_day` is the last day on which it is not late.

    Stored as `2026-03-31`, `2026-03` or `ongoing 2026-06-30` (the day of its next review).
    """

    kind: DueKind
    last_day: date

    @staticmethod
    def day(value: date) -> "DueDate":
        """Due by the end of one day."""
        return DueDate(DueKind.DAY, value)

    @staticmethod
    def month(year: int, month: int) -> "DueDate":
        """Due by the end of a month."""
        return DueDate(DueKind.MONTH, date(year, month, calendar.monthrange(year, month)[1]))

    @staticmethod
    def ongoing(review_on: date) -> "DueDate":
        """Work without an end, looked at again on `review_on`."""
        return DueDate(DueKind.ONGOING, review_on)

    @property
    def code(self) -> str:
        """The stored form, which `parse` reads back."""
        if self.kind is DueKind.MONTH:
            return self.last_day.isoformat()[:7]
        day = self.last_day.isoformat()
        return f"ongoing {day}" if self.kind is DueKind.ONGOING else day

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(code: str) -> "DueDate":
        """Read the stored form. Raises TrackerError on anything else."""
        try:
            found = _parsed(code)
        except ValueError:
            found = None
        if found is None or found.code != code:  # Python reads more spellings of a day than are stored
            raise TrackerError(f"“{code}” is not a due date this program knows.")
        return found


def _parsed(code: str) -> DueDate:
    if code.startswith("ongoing "):
        return DueDate.ongoing(date.fromisoformat(code.removeprefix("ongoing ")))
    if len(code) == 7:
        return DueDate.month(int(code[:4]), int(code[5:]))
    return DueDate.day(date.fromisoformat(code))
