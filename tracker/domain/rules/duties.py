"""What must be sent after an inspection, by when, and whether it was.

A date the document prints wins, and the computed one stands beside it. A document that prints none takes its
family's usual period; an uncertain one has no number until somebody enters it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import partial

from tracker.domain import british
from tracker.domain.calendar import Sum, add_working_days
from tracker.domain.codes import SourceKind
from tracker.domain.plan import Plan
from tracker.domain.records import Duty, Source, UsualDuty


@dataclass(frozen=True, slots=True)
class Preset:
    """A family's usual duty. `origin` is where the period comes from."""

    what: str
    to: str
    period: str
    working_days: int | None
    origin: str
    needs_priority_action: bool = False
    required: bool = True


_REGULATIONS = "Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007"
_JOINT = "Children Act 2004 (Joint Area Reviews) Regulations 2015"
_LETTER, _NOTICE, _SEND = "The usual letter", "The usual notice", "Area SEND framework"
_for_priority_action = partial(Preset, needs_priority_action=True)
_REPORT = (
    Preset("Published copy of the report", "the public", "30 working days", 30, f"{_REGULATIONS}, 2"),
    Preset("Written statement of action", "Ofsted", "70 working days", 70, f"{_REGULATIONS}, 3"),
)

PRESETS: Mapping[SourceKind, tuple[Preset, ...]] = {
    SourceKind.ILACS_REPORT: _REPORT,
    SourceKind.SIF_REPORT: _REPORT,
    SourceKind.FOCUSED_VISIT_LETTER: (
        _for_priority_action("Draft action plan", "Ofsted", "20 working days", 20, _LETTER),
        _for_priority_action("Final action plan", "Ofsted", "70 working days", 70, _LETTER),
    ),
    SourceKind.JTAI_LETTER: (
        Preset("Written statement of proposed action", "Ofsted", "70 working days", 70, _LETTER),
    ),
    SourceKind.AREA_SEND_REPORT: (
        _for_priority_action("Priority action plan", "Ofsted and CQC", "as printed", None, _SEND),
        _for_priority_action(
            *("Progress for the monitoring inspection", "Ofsted and CQC", "about 18 months", None, _SEND),
            required=False,
        ),
    ),
    SourceKind.AREA_SEND_LETTER_2016_2022: (
        _for_priority_action(
            "Written statement of action", "Ofsted and CQC", "70 working days", 70, f"{_JOINT}, 4"
        ),
    ),
    SourceKind.IMPROVEMENT_NOTICE: (
        Preset(
            "Progress for the review", "Department for Education", "at least every 6 months", None, _NOTICE
        ),
    ),
    SourceKind.DIRECTION: (
        Preset("Progress report", "Department for Education", "as the direction says", None, _NOTICE),
    ),
    SourceKind.HMICFRS_REPORT: (
        Preset("Comments of the policing body", "the Home Secretary", "56 days", None, "Police Act 1996, 55"),
    ),
    SourceKind.HMI_PROBATION_REPORT: (
        Preset("Action plan", "HMI Probation", "as the report says", None, "The usual letter"),
    ),
}


class Standing(StrEnum):
    """Where a duty stands on a day."""

    SENT = "sent"
    SENT_LATE = "sent_late"
    TO_COME = "to_come"
    OVERDUE = "overdue"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class DutyDue:
    """When a duty falls due. `day` is the printed or entered day, else the computed one; `computed` is the
    sum from the received day, if there is one, and `assumed` is True while nobody has said when that was."""

    day: date | None
    computed: Sum | None
    assumed: bool

    @property
    def difference(self) -> int | None:
        """Days from the computed day to the printed or entered one, below nought when earlier."""
        return (self.day - self.computed.day).days if self.day and self.computed else None

    @property
    def words(self) -> str:
        """How the day was worked out: “if received on 27 Feb 2020: 20 working days from 27 Feb 2020”, or the
        difference to a printed day; empty without a sum."""
        if self.computed is None:
            return ""
        told = self.computed.words
        if self.difference:
            apart = british.plural(abs(self.difference), "day")
            side = "later" if self.difference > 0 else "earlier"
            told = f"{told} would be {british.short_day(self.computed.day)}; the date given is {apart} {side}"
        return f"if received on {british.short_day(self.computed.start)}: {told}" if self.assumed else told


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with its source, its day and where it stands."""

    duty: Duty
    source: Source
    due: DutyDue
    standing: Standing

    @property
    def words(self) -> str:
        """“due 26 Mar 2020, no record that it was sent”, “sent 4 days late, 30 Mar 2020”."""
        due_on, sent_on = self.due.day, self.duty.sent_on
        if sent_on is not None:
            late = (sent_on - due_on).days if due_on and self.standing is Standing.SENT_LATE else 0
            after = f" {british.plural(late, 'day')} late," if late else ""
            return f"sent{after} {british.short_day(sent_on)}"
        verb = "due" if self.duty.required else "asked for by" if due_on else "asked for"
        if due_on is None:
            if (days := self.duty.working_days) is not None:
                return f"{verb} {british.plural(days, 'working day')} after it is received"
            return f"{verb}: {self.duty.period}" if self.duty.period else f"{verb}, no day given"
        due = f"{verb} {british.short_day(due_on)}"
        return due if self.standing is Standing.TO_COME else f"{due}, no record that it was sent"


def presets_of(kind: SourceKind, plan: Plan | None = None) -> tuple[Preset, ...]:
    """The usual duties of a family: the plan's own where it has any, else the program's."""
    own = sorted(plan.by(UsualDuty, "kind", kind), key=lambda each: each.position) if plan else ()
    names = [field.name for field in fields(Preset)]
    return tuple(Preset(**{name: getattr(each, name) for name in names}) for each in own) or PRESETS.get(
        kind, ()
    )


def presets_for(kind: SourceKind, has_priority_action: bool, plan: Plan | None = None) -> tuple[Preset, ...]:
    """The usual duties of a family; some hold only for a document with a priority action."""
    usual = presets_of(kind, plan)
    return tuple(each for each in usual if has_priority_action or not each.needs_priority_action)


def due_of(duty: Duty, source: Source) -> DutyDue:
    """When a duty falls due, by what is printed or entered, else by its working days after receipt."""
    computed = None
    if duty.working_days is not None and source.received_on is not None:
        computed = add_working_days(source.received_on, duty.working_days)
    return DutyDue(duty.due_on or (computed.day if computed else None), computed, source.received_assumed)


def standing(duty: Duty, due: DutyDue, day: date) -> Standing:
    """Where a duty stands at the end of a day. What was only asked for (not required) is never overdue."""
    if duty.sent_on is not None and duty.sent_on <= day:
        late = due.day is not None and duty.sent_on > due.day
        return Standing.SENT_LATE if late and duty.required else Standing.SENT
    if due.day is None:
        return Standing.NO_DATE
    return Standing.OVERDUE if day > due.day and duty.required else Standing.TO_COME


def duties_at(plan: Plan, day: date) -> tuple[DutyLine, ...]:
    """Every duty of the plan with where it stands, by its day, those without one last."""
    lines = []
    for duty in plan.all(Duty):
        source = plan.get(Source, duty.source_id)
        due = due_of(duty, source)
        lines.append(DutyLine(duty, source, due, standing(duty, due, day)))
    return tuple(sorted(lines, key=lambda line: line.due.day or date.max))
