"""The order in which a plan is read: by workstream, then as the council arranged its actions."""

import re
from collections.abc import Callable, Iterable

from tracker.domain.records import Action, Workstream
from tracker.domain.rules.reads import Reads

_REF = re.compile(r"([A-Z]+)([0-9]+)(.*)")


def ref_key(ref: str) -> tuple[str, int, str]:
    """Sorts permanent references as people count: A2 before A12, A12 before A12a."""
    if ref[1:].isdecimal() and "A" <= ref[0] <= "Z":  # nearly all are; the pattern takes four times as long
        return (ref[0], int(ref[1:]), "")
    found = _REF.fullmatch(ref)
    return (found[1], int(found[2]), found[3]) if found else (ref, 0, "")


def workstreams(reads: Reads) -> tuple[Workstream, ...]:
    """The workstreams in the plan's order."""
    return tuple(sorted(reads.all(Workstream), key=lambda each: (each.position, each.title)))


def plan_order(reads: Reads) -> Callable[[Action], tuple[int, int, tuple[str, int, str]]]:
    """The key that sorts actions by workstream, position and reference; those without a workstream last."""
    place = {each.id: number for number, each in enumerate(workstreams(reads))}
    last = len(place)

    def key(action: Action) -> tuple[int, int, tuple[str, int, str]]:
        return (place.get(action.workstream_id or "", last), action.position, ref_key(action.ref))

    return key


def in_plan_order(reads: Reads, actions: Iterable[Action]) -> list[Action]:
    """Actions by workstream, position and reference; those without a workstream last."""
    return sorted(actions, key=plan_order(reads))
