"""The code printed on sheets that come back: which plan they were made from, and which state of it."""

import re
from dataclasses import dataclass
from typing import Self

_CODE = re.compile(r"\b([0-9a-f]{8})-([0-9a-f]{8})-([0-9]{1,9})-([0-9a-f]{8})\b", re.IGNORECASE)
_SHOWN = 8
SHEET_CODE = "Sheet code"
"""What stands before it, or over it."""


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The beginnings of a plan's number, its lineage and its chain, with the change that the sheet shows.

    Eight digits of each are enough to tell plans apart, and short enough to stand in the open.
    """

    plan: str
    lineage: str
    seq: int
    digest8: str

    @classmethod
    def of(cls, plan: str, lineage: str, seq: int, digest: str) -> Self:
        """The code of a plan at a change."""
        return cls(plan[:_SHOWN], lineage[:_SHOWN], seq, digest[:_SHOWN])

    @classmethod
    def find(cls, text: str) -> Self | None:
        """The code in a text, None where there is none."""
        found = _CODE.search(text)
        return cls(found[1].lower(), found[2].lower(), int(found[3]), found[4].lower()) if found else None

    def __str__(self) -> str:
        return f"{self.plan}-{self.lineage}-{self.seq}-{self.digest8}"
