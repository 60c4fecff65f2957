"""Plans for tests: `plan(...)` and a short maker for each record, with sensible defaults.

Facts are recorded at noon of the day on which they happened unless `recorded` names another day. Due dates
may be given in their stored form: "2026-03-31", "2026-03", "ongoing 2026-06-30".
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from tracker.domain.codes import (
    AmendmentKind,
    Better,
    BudgetChangeKind,
    CheckOutcome,
    DecisionRoute,
    DutyBasis,
    EvidenceKind,
    EvidenceState,
    FindingKind,
    Lifecycle,
    MeasureUnit,
    OriginKind,
    RequestState,
    SourceKind,
)
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    SETTINGS_ID,
    Action,
    ActionEvidence,
    ActionFinding,
    ActionOrigin,
    Amendment,
    Away,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    Check,
    DateChange,
    Decision,
    Duty,
    Evidence,
    Figure,
    Finding,
    Holding,
    LineAction,
    LineWorkstream,
    Measure,
    MeasureAction,
    MeasureFinding,
    Meeting,
    Organisation,
    Part,
    Person,
    PlanSettings,
    PlanVersion,
    Post,
    Record,
    Source,
    Update,
    Workstream,
    link,
    link_id,
)
from tracker.domain.rules.fold import refolded

LONG_AGO = date(2020, 1, 1)
R = TypeVar("R", bound=Record)
_numbers = count(1)


def plan(*records: Record, begun_on: date | None = None, **settings: Any) -> FullPlan:
    """A plan of these records, its actions with the current values that their facts give them."""
    made = as_given(
        PlanSettings(id=SETTINGS_ID, **{"title": "Plan", **settings}), *records, begun_on=begun_on
    )
    return made.replacing({Action: {each.id: refolded(made, each) for each in made.all(Action)}})


def as_given(*records: Record, begun_on: date | None = None) -> FullPlan:
    """A plan of exactly these records."""
    tables: dict[type[Record], dict[str, Any]] = {}
    for record in records:
        tables.setdefault(type(record), {})[record.id] = record
    return FullPlan(tables, begun_on=begun_on)


def action(action_id: str = "a1", due: str | None = None, first: str | None = None, **values: Any) -> Action:
    """An action; `first` is its first agreed date."""
    number = int("".join(filter(str.isdigit, action_id)) or 0)
    names = {"ref": f"A{number}", "title": f"Action {number}", "position": number}
    dates = {"due": _due(due), "first_due": _due(first), "in_plan_from": LONG_AGO}
    return _record(Action, values, id=action_id, **names, **dates)


def update(action_id: str, on: date, lifecycle: Lifecycle | None = None, **values: Any) -> Update:
    """An update, by the Head of Service unless `whose` says otherwise."""
    return _record(Update, values, **_fact(on, values), action_id=action_id, lifecycle=lifecycle)


def date_change(action_id: str, on: date, old: str | None, new: str, **values: Any) -> DateChange:
    """A request for a new date, asked for on a day; approved on `decided_on` if that is given."""
    dates = {"old_due": _due(old), "new_due": _due(new), **_decided(values)}
    words = {"reason": "Posts vacant", "asked_by": "Head of Service"}
    return _record(DateChange, values, **_fact(on, values), action_id=action_id, **dates, **words)


def evidence(evidence_id: str, on: date, accepted_on: date | None = None, **values: Any) -> Evidence:
    """Evidence offered on a day, and accepted by the Programme Manager if a day for that is given."""
    given: dict[str, Any] = {"kind": EvidenceKind.DELIVERY, "title": "Audit of 20 files"}
    if accepted_on:
        given["state"] = EvidenceState.ACCEPTED
        given |= {"decided_on": accepted_on, "decided_by": "Programme Manager"}
    return _record(Evidence, values, **_fact(on, values) | given | {"id": evidence_id})


def check(action_id: str, on: date, outcome: CheckOutcome = CheckOutcome.PASSED, **values: Any) -> Check:
    """A later check, by the Auditor unless `whose` says otherwise."""
    given = {"action_id": action_id, "outcome": outcome, "text": "Looked again", "whose": "Auditor"}
    return _record(Check, values, **_fact(on, values) | given)


def decision(decision_id: str, on: date, **values: Any) -> Decision:
    """A decision of the board by e-mail."""
    given = {"id": decision_id, "ref": decision_id.upper(), "text": "Agreed", "decided_by": "Board"}
    return _record(Decision, values, **_fact(on, values) | given, route=DecisionRoute.EMAIL)


def correction(entity: str, entity_id: str, on: date) -> Amendment:
    """A mended entry error in the text of a record."""
    about = {"entity": entity, "entity_id": entity_id, "field": "text", "old": "teh", "new": "the"}
    agreed = {"kind": AmendmentKind.CORRECTION, "reason": "Misspelt", "agreed_by": "Programme Manager"}
    return _record(Amendment, {}, **_fact(on, {}), **about, **agreed)


def version(version_id: str, on: date, **values: Any) -> PlanVersion:
    """An approved version."""
    given = {"id": version_id, "label": version_id, "body": "Cabinet", "seq": 1}
    return _record(PlanVersion, values, **_fact(on, values) | given)


def meeting(on: date, body: str = "Improvement board") -> Meeting:
    """A meeting of the board, or of another body."""
    return Meeting(id=f"m{on}{body}", held_on=on, body=body)


def source(source_id: str = "s1", **values: Any) -> Source:
    """A focused-visit letter."""
    kind = SourceKind.FOCUSED_VISIT_LETTER
    return _record(Source, values, id=source_id, kind=kind, title="Focused visit", in_plan_from=LONG_AGO)


def finding(finding_id: str = "f1", source_id: str = "s1", **values: Any) -> Finding:
    """An area for improvement."""
    given = {"id": finding_id, "ref": finding_id.upper(), "source_id": source_id, "in_plan_from": LONG_AGO}
    kind = FindingKind.AREA_FOR_IMPROVEMENT
    return _record(Finding, values, **given, kind=kind, text="Supervision", position=1)


def duty(duty_id: str = "y1", source_id: str = "s1", **values: Any) -> Duty:
    """A duty to send the draft plan to Ofsted."""
    given = {"what": "Draft action plan", "to": "Ofsted", "basis": DutyBasis.PRESET}
    return _record(Duty, values, id=duty_id, source_id=source_id, **given)


def post(post_id: str = "p1", title: str = "Head of Service") -> Post:
    """A post."""
    return Post(id=post_id, title=title)


def person(person_id: str, name: str) -> Person:
    """A person."""
    return Person(id=person_id, name=name)


def holding(post_id: str, person_id: str, on: date = LONG_AGO, ended_on: date | None = None) -> Holding:
    """A person in a post from a day on."""
    ends = {"post_id": post_id, "person_id": person_id}
    return Holding(id=f"h{post_id}{person_id}{on}", **ends, started_on=on, ended_on=ended_on)


def away(person_id: str, from_on: date, to_on: date, cover: str | None = None) -> Away:
    """A person away, and who covers."""
    away_id = f"w{person_id}{from_on}"
    return Away(id=away_id, person_id=person_id, from_on=from_on, to_on=to_on, cover_person_id=cover)


def organisation(organisation_id: str, name: str) -> Organisation:
    """An organisation."""
    return Organisation(id=organisation_id, name=name)


def part(part_id: str, action_id: str, organisation_id: str = "o1", **values: Any) -> Part:
    """A part of an action."""
    ends = {"action_id": action_id, "organisation_id": organisation_id}
    return _record(Part, values, id=part_id, **ends, position=1, text="Its share")


def workstream(workstream_id: str = "w1", position: int = 1, **values: Any) -> Workstream:
    """A workstream."""
    return _record(Workstream, values, id=workstream_id, position=position, title=f"Workstream {position}")


def line(line_id: str = "b1", base_pence: int = 0, year: int = 2026, **values: Any) -> BudgetLine:
    """A budget line."""
    given = {"ref": line_id.upper(), "title": "Front door", "in_plan_from": LONG_AGO}
    return _record(BudgetLine, values, id=line_id, base_pence=base_pence, year=year, **given)


def budget_change(
    line_id: str, on: date, kind: BudgetChangeKind, amount_pence: int, **values: Any
) -> BudgetChange:
    """A change proposed on a day; approved on `decided_on` if that is given."""
    given = {"line_id": line_id, "kind": kind, "amount_pence": amount_pence, "reason": "In the budget"}
    return _record(BudgetChange, values, **_fact(on, values), **given, **_decided(values))


def budget_post(post_id: str, line_id: str, number: int, **values: Any) -> BudgetPost:
    """Posts that a line pays for."""
    return _record(BudgetPost, values, id=post_id, line_id=line_id, number=number, title="Social Worker")


def measure(measure_id: str = "m1", **values: Any) -> Measure:
    """A measure in per cent of which more is better, month by month."""
    given = {"ref": measure_id.upper(), "title": f"Contacts on time {measure_id}", "in_plan_from": LONG_AGO}
    return _record(Measure, values, id=measure_id, unit=MeasureUnit.PER_CENT, better=Better.UP, **given)


def figure(on: date, value: str | None = None, measure_id: str = "m1", **values: Any) -> Figure:
    """What a measure came to in the period that ends on a day."""
    counts = {name: Decimal(values.pop(name)) for name in ("numerator", "denominator") if name in values}
    amount = None if value is None else Decimal(value)
    return _record(Figure, values, **_fact(on, values), measure_id=measure_id, value=amount, **counts)


def seen_by(action_id: str, measure_id: str = "m1") -> MeasureAction:
    """An action is seen to work by a measure."""
    made: MeasureAction = link(MeasureAction, measure_id=measure_id, action_id=action_id)
    return made


def improves(finding_id: str, measure_id: str = "m1") -> MeasureFinding:
    """An area is seen to improve by a measure."""
    made: MeasureFinding = link(MeasureFinding, measure_id=measure_id, finding_id=finding_id)
    return made


def answers(action_id: str, finding_id: str) -> ActionFinding:
    """An action answers a finding."""
    made: ActionFinding = link(ActionFinding, action_id=action_id, finding_id=finding_id)
    return made


def came_from(action_id: str, origin_id: str, kind: OriginKind = OriginKind.SPLIT) -> ActionOrigin:
    """An action came out of another."""
    tie_id = link_id(ActionOrigin, action_id, origin_id)
    return ActionOrigin(id=tie_id, action_id=action_id, origin_id=origin_id, kind=kind)


def shown_by(action_id: str, evidence_id: str) -> ActionEvidence:
    """Evidence is for an action."""
    made: ActionEvidence = link(ActionEvidence, action_id=action_id, evidence_id=evidence_id)
    return made


def pays_for(line_id: str, action_id: str) -> LineAction:
    """A line pays for an action."""
    made: LineAction = link(LineAction, line_id=line_id, action_id=action_id)
    return made


def pays_for_workstream(line_id: str, workstream_id: str) -> LineWorkstream:
    """A line pays for a workstream."""
    made: LineWorkstream = link(LineWorkstream, line_id=line_id, workstream_id=workstream_id)
    return made


def refs(actions: Iterable[Action]) -> list[str]:
    """The references of actions, for short comparisons."""
    return [each.ref for each in actions]


def _record(kind: type[R], values: dict[str, Any], /, **given: Any) -> R:
    return kind(**given | values)


def _fact(on: date, values: dict[str, Any]) -> dict[str, Any]:
    """The id, dates and hands of a fact; `recorded` in `values` is the day it was recorded on."""
    number = next(_numbers)
    recorded_on = values.pop("recorded", on)
    moment = datetime(recorded_on.year, recorded_on.month, recorded_on.day, 12, tzinfo=UTC)
    return {
        "id": f"fact{number}",
        "happened_on": on,
        "recorded_at": moment + timedelta(microseconds=number),
        "whose": "Head of Service",
        "recorded_by": "Programme Officer",
        "login": "officer",
    }


def _decided(values: dict[str, Any]) -> dict[str, Any]:
    return {"state": RequestState.APPROVED} if values.get("decided_on") else {}


def _due(code: str | None) -> DueDate | None:
    return DueDate.parse(code) if code else None
