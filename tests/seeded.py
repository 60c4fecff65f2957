"""The small plan that examples and command tests stand on, and short ways to what it holds.

Eastmarsh is invented, and so are its people. The clock is meant to stand at 21 November 2026 or later.
"""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from tracker.domain import codes
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    BudgetLine,
    DateChange,
    Evidence,
    Finding,
    Measure,
    Meeting,
    Organisation,
    Person,
    Post,
    Record,
    Workstream,
)
from tracker.session import Session

R = TypeVar("R", bound=Record)

CHAIR = "Independent Chair"
DIRECTOR = "Director of Children’s Services"
REVIEWER = "Practice Reviewer"


def seed(session: Session) -> None:
    """A plan of one letter, approved on 1 October 2026, with three actions, two draft actions and money."""
    do = session.do
    do(c.SetUpPlan(title="Helping children sooner", authority="Eastmarsh Council"))
    council = do(
        c.AddOrganisation(name="Eastmarsh Council", organisation_kind=codes.OrganisationKind.COUNCIL)
    ).made(Organisation)
    hub = do(c.AddPost(title="Head of the Front Door", organisation_id=council.id)).made(Post)
    do(c.AddPost(title="Director", organisation_id=council.id))
    holder = do(c.AddPerson(name="Asha Quillfeather", organisation_id=council.id)).made(Person)
    do(c.AddPerson(name="Tam Overbeck", organisation_id=council.id))
    do(c.AppointToPost(post_id=hub.id, person_id=holder.id, started_on=date(2026, 1, 5)))
    front_door = do(c.AddWorkstream(title="The front door", lead_post_id=hub.id)).made(Workstream)
    do(the_letter())
    first, second = session.plan.all(Finding)
    for title, due, finding in (
        ("Decide every contact within one working day", DueDate.day(date(2026, 10, 30)), first),
        ("Ring every referrer back in the same week", DueDate.month(2027, 1), first),
        ("Count who waits, every Monday", DueDate.ongoing(date(2026, 12, 15)), second),
    ):
        do(
            c.AddAction(
                title=title,
                criteria="Nine in ten, three months running.",
                workstream_id=front_door.id,
                owner_post_id=hub.id,
                due=due,
                finding_ids=(finding.id,),
            )
        )
    do(c.AddBudgetLine(title="Safeguarding hub", year=2026, base_pence=684_000_00))
    do(c.AddMeeting(held_on=date(2026, 11, 10)))
    do(c.ApprovePlan(version="Version 1", body="Improvement board", approved_on=date(2026, 10, 1)))


def the_letter() -> c.AddSource:
    """The letter that the plan answers: two findings, each with a draft action, and what must be sent."""
    return c.AddSource(
        source_kind=codes.SourceKind.FOCUSED_VISIT_LETTER,
        title="Focused visit to Eastmarsh",
        body="Ofsted",
        published_on=date(2026, 9, 7),
        file_name="eastmarsh.txt",
        content=b"Dear Director, children wait too long for a decision.",
        full_text="Dear Director, children wait too long for a decision.",
        findings=(
            c.NewFinding(
                kind=codes.FindingKind.PRIORITY_ACTION,
                text="The time children wait for a first decision at the front door.",
                page=2,
            ),
            c.NewFinding(
                kind=codes.FindingKind.AREA_FOR_IMPROVEMENT,
                text="The board’s knowledge of how many children wait, and for how long.",
                page=3,
            ),
        ),
        duties=(
            c.NewDuty(
                what="Final action plan",
                to="Ofsted",
                basis=codes.DutyBasis.PRESET,
                period="70 working days",
                working_days=70,
            ),
        ),
    )


def an(session: Session, kind: type[R], number: int = 0) -> R:
    """The first record of a kind, or the one so many after it."""
    return list(session.full_plan().all(kind))[number]


def action(session: Session, number: int = 0) -> Action:
    """One of the three actions with wording of their own."""
    return [each for each in session.plan.all(Action) if not each.draft][number]


def draft(session: Session) -> Action:
    """The first draft action."""
    return next(each for each in session.plan.all(Action) if each.draft)


def decision(session: Session, **given: Any) -> c.RecordDecision:
    """What the board decided at its November meeting."""
    said: dict[str, Any] = {
        "text": "Agreed.",
        "decided_by": "Improvement board",
        "route": codes.DecisionRoute.MEETING,
        "meeting_id": an(session, Meeting).id,
        "happened_on": date(2026, 11, 10),
    }
    return c.RecordDecision(**said | given)


def growth(session: Session) -> c.ProposeBudgetChange:
    """The model case: £366,000 for eight new posts."""
    return c.ProposeBudgetChange(
        line_id=an(session, BudgetLine).id,
        change_kind=codes.BudgetChangeKind.GROWTH,
        amount_pence=366_000_00,
        reason="Eight social workers for the hub",
        posts=(c.NewPosts(title="Social worker", number=8),),
        happened_on=date(2026, 11, 2),
    )


def virement(session: Session) -> c.AddVirement:
    """Money moved from another line of the plan to the first."""
    other = session.do(c.AddBudgetLine(title="Training", year=2026, base_pence=90_000_00)).made(BudgetLine)
    return c.AddVirement(
        from_line_id=other.id, to_line_id=an(session, BudgetLine).id, amount_pence=12_000_00, reason="Rota"
    )


def completed(session: Session) -> Action:
    """The first action, complete, its evidence offered."""
    chosen = action(session)
    session.do(c.CompleteAction(action_id=chosen.id, happened_on=date(2026, 11, 3)), whose=DIRECTOR)
    session.do(
        c.AddEvidence(
            action_ids=(chosen.id,), evidence_kind=codes.EvidenceKind.DELIVERY, title="Weekly hub report"
        ),
        whose=DIRECTOR,
    )
    return session.plan.get(Action, chosen.id)


def ready_to_close(session: Session) -> Action:
    """The first action, complete, its evidence accepted by the chair."""
    chosen = completed(session)
    session.do(c.AcceptEvidence(evidence_id=an(session, Evidence).id), whose=CHAIR)
    return chosen


def ready_to_embed(session: Session) -> Action:
    """The first action, closed by the chair and checked by a reviewer."""
    chosen = ready_to_close(session)
    session.do(c.CloseAction(action_id=chosen.id), whose=CHAIR)
    found = codes.CheckOutcome.PASSED
    session.do(c.AddCheck(action_id=chosen.id, outcome=found, text="20 of 20 in time"), whose=REVIEWER)
    return chosen


def asked(session: Session) -> DateChange:
    """A new date asked for the first action."""
    command = c.AskForNewDate(
        action_id=action(session).id,
        new_due=DueDate.day(date(2026, 12, 18)),
        reason="Two posts are vacant",
        happened_on=date(2026, 11, 5),
    )
    return session.do(command).made(DateChange)


def the_measure(session: Session, **changed: Any) -> c.AddMeasure:
    """Contacts decided in a day, out of all, with a path to 90%; for the first action and the first area."""
    given: dict[str, Any] = {
        "title": "Contacts decided within one working day",
        "numerator": "decided within 1 working day",
        "denominator": "contacts",
        "unit": codes.MeasureUnit.PER_CENT,
        "better": codes.Better.UP,
        "baseline": Decimal(48),
        "baseline_on": date(2026, 8, 31),
        "target": Decimal(90),
        "target_on": date(2027, 3, 31),
        "owner_post_id": an(session, Post).id,
        "path": (c.Waypoint(due_on=date(2026, 12, 31), value=Decimal(75)),),
        "action_ids": (action(session).id,),
        "finding_ids": (an(session, Finding).id,),
    }
    return c.AddMeasure(**given | changed)


def the_figures(measure: Measure, *counts: tuple[float, float]) -> c.AddFigures:
    """Figures from September 2026 on, each counted out of so many."""
    periods = (date(2026 + month // 12, month % 12 + 1, 1) for month in range(8, 20))
    figures = tuple(
        c.NewFigure(period=period, numerator=Decimal(counted), denominator=Decimal(out_of))
        for period, (counted, out_of) in zip(periods, counts, strict=False)
    )
    return c.AddFigures(measure_id=measure.id, figures=figures)


def measured(session: Session) -> Measure:
    """The measure, in the plan."""
    return session.do(the_measure(session)).made(Measure)
