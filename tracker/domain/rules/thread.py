"""The golden thread of an improvement area: actions, measures, evidence, money, and where it breaks off."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from tracker.domain.codes import EvidenceState
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionEvidence, Evidence, Finding, Measure
from tracker.domain.rules.gaps import actions_for
from tracker.domain.rules.measures import is_in_use, measures_for
from tracker.domain.rules.money import Money, lines_of_action, total
from tracker.domain.rules.states import is_finished, is_live
from tracker.domain.rules.targets import Reach, standing
from tracker.frozen import dataclass

Evidenced = Mapping[str, Mapping[str, bool]]
"""The evidence of each action that has any: its id, and whether it is accepted."""


class Break(StrEnum):
    """Where the thread of an area breaks off, the gravest first."""

    NO_ACTION = "no_action"
    NO_MEASURE = "no_measure"
    NO_EVIDENCE = "no_evidence"


_WORDS = {
    Break.NO_ACTION: "No action yet",
    Break.NO_MEASURE: "No measure",
    Break.NO_EVIDENCE: "No evidence",
}


@dataclass(frozen=True, slots=True)
class Thread:
    """What hangs on an area: its live actions, the measures in use, and the money of all lines that pay for
    one of the actions, each line once (None without such a line)."""

    actions: tuple[Action, ...]
    measures: tuple[Measure, ...]
    money: Money | None

    def evidence(self, evidenced: Evidenced) -> tuple[int, int]:
        """How many pieces of evidence its actions have, each once, and how many of these are accepted."""
        found = {key: value for each in self.actions for key, value in evidenced.get(each.id, {}).items()}
        return len(found), sum(found.values())


def thread(plan: Plan, finding: Finding) -> Thread:
    """The thread of one area."""
    actions = tuple(filter(is_live, actions_for(plan, finding)))
    lines = {line.id: line for each in actions for line in lines_of_action(plan, each)}
    measures = tuple(filter(is_in_use, measures_for(plan, finding)))
    return Thread(actions, measures, total(plan, lines.values()) if lines else None)


def breaks(finding: Finding, thread: Thread, evidenced: Evidenced) -> tuple[Break, ...]:
    """Where it breaks off, the gravest first; nowhere in an area that was left out on purpose.

    Where there is no live action there is nothing to measure or to prove yet. Evidence is missed once an
    action is complete, and there is none for any of them.
    """
    if finding.left_out_on is not None:
        return ()
    if not thread.actions:
        return (Break.NO_ACTION,)
    found = {
        Break.NO_MEASURE: not thread.measures,
        Break.NO_EVIDENCE: any(map(is_finished, thread.actions)) and not thread.evidence(evidenced)[0],
    }
    return tuple(each for each, is_so in found.items() if is_so)


def break_words(found: Break) -> str:
    """“No action yet”, “No measure”."""
    return _WORDS[found]


def worst_reach(plan: Plan, measures: Iterable[Measure]) -> Reach | None:
    """The gravest word on any of these measures; None where there is no measure."""
    order = list(Reach)
    return min((standing(plan, each).reach for each in measures), key=order.index, default=None)


def evidenced_in(plan: Plan) -> Evidenced:
    """The evidence of a whole plan (`FullPlan`)."""
    found: dict[str, dict[str, bool]] = {}
    for tie in plan.all(ActionEvidence):
        accepted = plan.get(Evidence, tie.evidence_id).state is EvidenceState.ACCEPTED
        found.setdefault(tie.action_id, {})[tie.evidence_id] = accepted
    return found
