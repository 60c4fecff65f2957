"""What several verbs tell in lines: what must be sent, and what is still to fill in."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from tracker.domain import british
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.rules.checking import to_fill_in
from tracker.domain.rules.duties import duties_at
from tracker.domain.rules.order import ref_key
from tracker.domain.words import label


def section(title: str, lines: Sequence[str]) -> list[str]:
    """A titled list after an empty line; nothing where there is nothing to list."""
    return ["", title, *(f"  – {line}" for line in lines)] if lines else []


def duty_lines(plan: Plan, on: date) -> list[str]:
    """What is due to be sent, with how its day was worked out, a line each."""
    lines = []
    for each in duties_at(plan, on):
        basis = label(each.duty.basis)
        how = "; ".join(filter(None, (each.due.words, basis[:1].lower() + basis[1:])))
        lines.append(f"{each.duty.what} to {each.duty.to}: {each.words} ({how})")
    return lines


def gap_lines(plan: FullPlan, on: date) -> list[str]:
    """What is still to fill in: “No owner (7): A1 to A6 and A9”, a line for each thing that is missing."""
    return [f"{what} ({len(refs):,}): {_spans(refs)}" for what, refs in to_fill_in(plan, on).items()]


def _spans(refs: Iterable[str]) -> str:
    """References in order, each run of three or more in a row shortened to its ends."""

    def place(numbered: tuple[int, str]) -> tuple[str, int, str]:
        n, ref = numbered
        letter, number, rest = ref_key(ref)
        return (letter, number - n, rest) if letter != ref and not rest else (ref, 0, "")

    told: list[str] = []
    for _, run in groupby(enumerate(sorted(refs, key=ref_key)), key=place):
        row = [ref for _, ref in run]
        told += [f"{row[0]} to {row[-1]}"] if len(row) > 2 else row
    return british.listed(told)
