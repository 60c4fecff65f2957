"""Commands about measures: what is counted, its target and path, and what is seen to work by it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.british import short_day
from tracker.domain.codes import AmendmentKind, Better, Frequency, MeasureUnit
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.facts import amend, as_text
from tracker.domain.commands.forms import Tie, change, make, shared, tie, untie
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.records import Figure, Link, Measure, MeasureAction, MeasureFinding, PathPoint, Record
from tracker.domain.rules.approval import approved_since
from tracker.domain.rules.measures import is_in_use
from tracker.domain.rules.reads import Within
from tracker.domain.rules.targets import why_not_path

# Changed after approval, these ask for a reason and who agreed.
_AGREED = (
    *("title", "definition", "numerator", "denominator", "unit", "better", "target", "target_on"),
    "owner_post_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """What a measure is to have reached by a day on the way to its target."""

    due_on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeasure(Command):
    """Add a measure, with the path to its target and what is seen to work by it.

    Its `id` is given where a later change of the same `Together` refers to it.
    """

    kind = "add_measure"
    label = "add measure"

    id: str = ""
    council_ref: str = ""
    title: str
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    unit: MeasureUnit
    better: Better
    frequency: Frequency = Frequency.MONTHLY
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    tolerance: Decimal | None = None
    limits_from: date | None = None
    source: str = ""
    owner_post_id: str | None = None
    comparators: str = ""
    path: tuple[Waypoint, ...] = ()
    action_ids: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()

    def apply(self, tx: Tx) -> None:
        measure = make(tx, Measure, shared(self, Measure))
        _set_path(tx, measure, self.path)
        refuse_if(why_not_path(Within(tx), measure))
        for action_id in self.action_ids:
            tie(tx, MeasureAction, measure_id=measure.id, action_id=action_id)
        for finding_id in self.finding_ids:
            tie(tx, MeasureFinding, measure_id=measure.id, finding_id=finding_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeasure(Command):
    """Change fields of a measure by name; `path`, where given, takes the place of the one before.

    In an approved plan definition, target, path and owner ask for `reason` and `agreed_by`, and the approved
    words are kept; a field that was empty may still be filled in. Unit and frequency stay once there are
    figures.
    """

    kind = "change_measure"
    label = "change measure"

    id: str
    changes: Mapping[str, Any]
    path: tuple[Waypoint, ...] | None = None
    reason: str = ""
    agreed_by: str = ""

    allowed = frozenset(
        {
            *_AGREED,
            *("council_ref", "frequency", "baseline", "baseline_on", "tolerance", "limits_from", "source"),
            "comparators",
        }
    )

    def apply(self, tx: Tx) -> None:
        before = tx.get(Measure, self.id)
        path_before = _path_words(tx, before)
        after = change(tx, before, self.allowed, self.changes)
        counted_as = [(each.unit, each.frequency) for each in (before, after)]
        if counted_as[0] != counted_as[1] and tx.all(Figure, measure_id=before.id):
            refuse(f"{before.ref} has figures in its unit and periods: retire it and add another measure.")
        if self.path is not None:
            _set_path(tx, after, self.path)
        refuse_if(why_not_path(Within(tx), after))
        if approved_since(tx, before):
            for name in _AGREED:
                old, new = (as_text(tx, name, getattr(each, name)) for each in (before, after))
                self._note(tx, Measure, before.id, name, old, new)
            self._note(tx, PathPoint, before.id, "value", path_before, _path_words(tx, after))

    def _note(self, tx: Tx, kind: type[Record], measure_id: str, name: str, old: str, new: str) -> None:
        if old and old != new:
            where = kind.table, measure_id, name
            amend(tx, AmendmentKind.AGREED_CHANGE, *where, old, new, self.reason, self.agreed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireMeasure(Command):
    """Retire a measure that is not to be followed any longer, and say why. Its figures stay."""

    kind = "retire_measure"
    label = "retire measure"

    id: str
    reason: str
    retired_on: date | None = None

    def apply(self, tx: Tx) -> None:
        measure = tx.get(Measure, self.id)
        if not is_in_use(measure):
            refuse(f"{measure.ref} is retired already.")
        if not clean(self.reason):
            refuse("Say why the measure is retired.")
        keep(tx, replace(measure, retired_on=self.retired_on or tx.today, retired_reason=self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpMeasure(Command):
    """Take a retired measure up again. Refused while it is in use."""

    kind = "take_up_measure"
    label = "take up measure"

    id: str

    def apply(self, tx: Tx) -> None:
        measure = tx.get(Measure, self.id)
        if is_in_use(measure):
            refuse(f"{measure.ref} is in use.")
        keep(tx, replace(measure, retired_on=None, retired_reason=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMeasureToAction(Tie):
    """Say that an action is seen to work by a measure."""

    kind = "link_measure_to_action"
    label = "link measure to action"
    record = MeasureAction

    measure_id: str
    action_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMeasureToFinding(Tie):
    """Say that an improvement area is seen to improve by a measure."""

    kind = "link_measure_to_finding"
    label = "link measure to improvement area"
    record = MeasureFinding

    measure_id: str
    finding_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkMeasureFromAction(Command):
    """Say that an action is not seen to work by a measure; in an approved plan, why and who agreed."""

    kind = "unlink_measure_from_action"
    label = "unlink measure from action"

    measure_id: str
    action_id: str
    reason: str = ""
    agreed_by: str = ""

    def apply(self, tx: Tx) -> None:
        _unlink(tx, self, MeasureAction, "action_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkMeasureFromFinding(Command):
    """Say that an area is not seen to improve by a measure; in an approved plan, why and who agreed."""

    kind = "unlink_measure_from_finding"
    label = "unlink measure from improvement area"

    measure_id: str
    finding_id: str
    reason: str = ""
    agreed_by: str = ""

    def apply(self, tx: Tx) -> None:
        _unlink(tx, self, MeasureFinding, "finding_id")


def _unlink(
    tx: Tx, said: UnlinkMeasureFromAction | UnlinkMeasureFromFinding, kind: type[Link], field: str
) -> None:
    """Take the link away, and note it under the measure where a version of the plan holds that."""
    other = getattr(said, field)
    untie(tx, kind, measure_id=said.measure_id, **{field: other})
    if approved_since(tx, tx.get(Measure, said.measure_id)):
        where = kind.table, said.measure_id, field
        old = as_text(tx, field, other)
        amend(tx, AmendmentKind.AGREED_CHANGE, *where, old, "", said.reason, said.agreed_by)


def _set_path(tx: Tx, measure: Measure, path: tuple[Waypoint, ...]) -> None:
    wanted = {each.due_on: each.value for each in path}
    if len(wanted) < len(path):
        refuse("The path names a day twice.")
    for point in tx.all(PathPoint, measure_id=measure.id):
        if wanted.get(point.due_on) == point.value:
            del wanted[point.due_on]
        else:
            tx.remove(point)
    for due_on, value in sorted(wanted.items()):
        make(tx, PathPoint, {"measure_id": measure.id, "due_on": due_on, "value": value})


def _path_words(tx: Tx, measure: Measure) -> str:
    points = sorted(tx.all(PathPoint, measure_id=measure.id), key=lambda each: each.due_on)
    return "; ".join(f"{short_day(each.due_on)}: {as_text(tx, 'value', each.value)}" for each in points)
