"""One example of every command, each on the small plan that `seed` makes.

An example prepares what its command needs through the session and returns the command, ready to be done.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.seeded import (
    DIRECTOR,
    action,
    an,
    asked,
    completed,
    decision,
    draft,
    growth,
    measured,
    ready_to_close,
    ready_to_embed,
    seed,
    the_figures,
    the_measure,
    virement,
)
from tracker.domain import codes
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    Duty,
    Evidence,
    Finding,
    Holding,
    Measure,
    Meeting,
    Milestone,
    Organisation,
    OwnColumn,
    Part,
    Person,
    Post,
    Risk,
    Source,
    Tag,
    Update,
    Workstream,
)
from tracker.domain.rules.duties import Preset
from tracker.session import Session


def _add_tag(session: Session) -> Tag:
    return session.do(c.AddTag(name="Waiting")).made(Tag)


def _tagged(session: Session) -> dict[str, str]:
    ends = {"action_id": action(session).id, "tag_id": _add_tag(session).id}
    session.do(c.TagAction(**ends))
    return ends


def _add_part(session: Session) -> Part:
    organisation = an(session, Organisation)
    command = c.AddPart(action_id=action(session).id, organisation_id=organisation.id, text="Phone lines")
    return session.do(command).made(Part)


def _add_milestone(session: Session) -> Milestone:
    due = DueDate.day(date(2026, 12, 1))
    command = c.AddMilestone(action_id=action(session).id, title="Rota agreed", due=due)
    return session.do(command).made(Milestone)


def _blocked(session: Session) -> dict[str, str]:
    ends = {"action_id": action(session, 1).id, "blocked_by_id": action(session).id}
    session.do(c.AddBlocker(**ends))
    return ends


def the_risk(session: Session, **changed: Any) -> c.AddRisk:
    """A risk scored 12, with the first action against it."""
    given: dict[str, Any] = {
        "title": "Posts stay empty",
        "cause": "Few apply for posts at the front door",
        "event": "two posts are still empty in spring",
        "effect": "contacts wait for longer than a day",
        "owner_post_id": an(session, Post).id,
        "inherent_likelihood": 5,
        "inherent_impact": 4,
        "current_likelihood": 3,
        "current_impact": 4,
        "corporate_ref": "CR07",
        "action_ids": (action(session).id,),
    }
    return c.AddRisk(**given | changed)


def _risk(session: Session) -> Risk:
    return session.do(the_risk(session)).made(Risk)


def _closed_risk(session: Session) -> Risk:
    risk = _risk(session)
    session.do(c.CloseRisk(id=risk.id, reason="All posts are filled"))
    return risk


_AGREED = {"reason": "The board asked for it", "agreed_by": "Improvement board"}


def _retired(session: Session) -> Measure:
    measure = measured(session)
    session.do(c.RetireMeasure(id=measure.id, reason="Counted elsewhere"))
    return measure


def _tagged_area(session: Session) -> dict[str, Any]:
    ends: dict[str, Any] = {"record": Finding, "id": an(session, Finding).id, "tag_id": _add_tag(session).id}
    session.do(c.TagRecord(**ends))
    return ends


def _on_hold(session: Session) -> Action:
    chosen = action(session)
    session.do(
        c.HoldAction(action_id=chosen.id, decision=decision(session), review_on=date(2027, 2, 1)),
    )
    return chosen


def _left_out(session: Session) -> Finding:
    new = c.NewFinding(kind=codes.FindingKind.OTHER_AREA, text="Staff spoke well of training.")
    finding = session.do(c.AddFinding(source_id=an(session, Source).id, finding=new)).made(Finding)
    session.do(c.LeaveOutFinding(finding_id=finding.id, reason="Nothing to answer"))
    return finding


def _column(session: Session) -> OwnColumn:
    choices = ("Scrutiny", "Cabinet")
    kind = codes.OwnColumnKind.CHOICE
    command = c.AddOwnColumn(name="Also reported to", column_kind=kind, choices=choices)
    return session.do(command).made(OwnColumn)


def _line_ends(session: Session) -> dict[str, str]:
    return {"line_id": an(session, BudgetLine).id, "action_id": action(session).id}


def _stream_ends(session: Session) -> dict[str, str]:
    return {"line_id": an(session, BudgetLine).id, "workstream_id": an(session, Workstream).id}


def _paid_action(session: Session) -> dict[str, str]:
    session.do(c.LinkLineToAction(**_line_ends(session)))
    return _line_ends(session)


def _paid_workstream(session: Session) -> dict[str, str]:
    session.do(c.LinkLineToWorkstream(**_stream_ends(session)))
    return _stream_ends(session)


def _offered(session: Session) -> Evidence:
    completed(session)
    return an(session, Evidence)


def _to_remove(session: Session) -> c.RemoveRecord:
    """A draft with everything that goes with it."""
    chosen = draft(session)
    session.do(c.TagAction(action_id=chosen.id, tag_id=_add_tag(session).id))
    session.do(c.AddMilestone(action_id=chosen.id, title="Rota agreed", due=DueDate.month(2026, 12)))
    session.do(c.AddBlocker(action_id=action(session).id, blocked_by_id=chosen.id))
    return c.RemoveRecord(record=Action, id=chosen.id)


def _wrong_update(session: Session) -> Update:
    command = c.AddUpdate(action_id=action(session).id, text="48% in one day", happened_on=date(2026, 11, 2))
    return session.do(command).made(Update)


__all__ = ["EXAMPLES", "seed"]

EXAMPLES: dict[type[c.Command], Callable[[Session], c.Command]] = {
    # The plan itself. SetUpPlan is for an empty plan, and refused in any other.
    c.SetUpPlan: lambda s: c.SetUpPlan(title="Helping children sooner", authority="Eastmarsh Council"),
    c.ChangeSettings: lambda s: c.ChangeSettings(changes={"stale_after_days": 45, "uses_rag": True}),
    c.SetBoardCycle: lambda s: c.SetBoardCycle(days_between=42, clear_days=3),
    c.SetRagTable: lambda s: c.SetRagTable(
        lines=(
            (codes.RagColour.RED, codes.RagCondition.OVERDUE),
            (codes.RagColour.GREEN, codes.RagCondition.ON_TRACK),
        )
    ),
    c.SetWords: lambda s: c.SetWords(groups=(("MASH", "front door"), ("Eastmarsh",))),
    c.AddWords: lambda s: c.AddWords(words=("Quillfeather",)),
    c.AddTag: lambda s: c.AddTag(name="Waiting"),
    c.TagAction: lambda s: c.TagAction(action_id=action(s).id, tag_id=_add_tag(s).id),
    c.UntagAction: lambda s: c.UntagAction(**_tagged(s)),
    c.TagRecord: lambda s: c.TagRecord(record=Finding, id=an(s, Finding).id, tag_id=_add_tag(s).id),
    c.UntagRecord: lambda s: c.UntagRecord(**_tagged_area(s)),
    c.AddOwnColumn: lambda s: c.AddOwnColumn(name="Cost code", column_kind=codes.OwnColumnKind.TEXT),
    c.SetOwnValue: lambda s: c.SetOwnValue(action_id=action(s).id, column_id=_column(s).id, value="Scrutiny"),
    c.AddMeeting: lambda s: c.AddMeeting(held_on=date(2026, 12, 8)),
    c.ChangeMeeting: lambda s: c.ChangeMeeting(id=an(s, Meeting).id, changes={"held_on": date(2026, 11, 12)}),
    c.LogCopy: lambda s: c.LogCopy(
        copy_kind=codes.CopyKind.PAPER,
        name="overdue",
        file_name="overdue.pdf",
        seq=s.plan.seq,
        digest8=s.plan.digest[:8],
        position_on=date(2026, 11, 21),
    ),
    c.ApprovePlan: lambda s: c.ApprovePlan(
        version="Version 2",
        body="Cabinet",
        approved_on=date(2026, 11, 12),
        submitted_to="Ofsted",
        submitted_on=date(2026, 11, 13),
        resets=(c.Reset(action_id=action(s).id, due=DueDate.day(date(2027, 3, 31))),),
        meets=(an(s, Duty).id,),
    ),
    c.Redact: lambda s: c.Redact(
        record=Update,
        id=_wrong_update(s).id,
        field="text",
        reason="It names a child",
        agreed_by=("Data Protection Officer", DIRECTOR),
    ),
    # What the plan answers.
    c.AddSource: lambda s: c.AddSource(
        source_kind=codes.SourceKind.PEER_REVIEW,
        title="Peer review of the front door",
        received_on=date(2026, 11, 2),
        in_plan_from=date(2026, 11, 2),
        content=b"Three recommendations.",
        full_text="Three recommendations.",
        findings=(
            c.NewFinding(kind=codes.FindingKind.RECOMMENDATION, text="Say who decides, and when."),
            c.NewFinding(
                kind=codes.FindingKind.RECOMMENDATION, text="Move the hub.", left_out_reason="Moved in May"
            ),
        ),
        duties=(c.NewDuty(what="Reply", to="The review team", basis=codes.DutyBasis.ENTERED),),
        mentions=(c.NewMention(finding_id=an(s, Finding).id, text="Children still wait."),),
    ),
    c.ChangeSource: lambda s: c.ChangeSource(id=an(s, Source).id, changes={"authority": "Eastmarsh"}),
    c.SetReceived: lambda s: c.SetReceived(source_id=an(s, Source).id, received_on=date(2026, 9, 8)),
    c.AddFinding: lambda s: c.AddFinding(
        source_id=an(s, Source).id,
        finding=c.NewFinding(kind=codes.FindingKind.OTHER_AREA, text="Staff asked for a second phone line."),
    ),
    c.AnnotateFinding: lambda s: c.AnnotateFinding(
        id=an(s, Finding).id, changes={"annotation": "Also raised in 2024", "own_theme": "Timeliness"}
    ),
    c.LeaveOutFinding: lambda s: c.LeaveOutFinding(
        finding_id=s.do(EXAMPLES[c.AddFinding](s)).made(Finding).id, reason="Nothing to answer"
    ),
    c.TakeInFinding: lambda s: c.TakeInFinding(finding_id=_left_out(s).id),
    c.AddDuty: lambda s: c.AddDuty(
        source_id=an(s, Source).id, what="Progress report", to="Ofsted", due_on=date(2027, 3, 1)
    ),
    c.ChangeDuty: lambda s: c.ChangeDuty(id=an(s, Duty).id, changes={"due_on": date(2026, 12, 16)}),
    c.SetUsualDuties: lambda s: c.SetUsualDuties(
        source_kind=codes.SourceKind.PEER_REVIEW,
        duties=(Preset("Reply", "The review team", "20 working days", 20, "Agreed with the team"),),
    ),
    c.RecordDutySent: lambda s: c.RecordDutySent(duty_id=an(s, Duty).id, sent_on=date(2026, 11, 20)),
    # Who answers for it.
    c.AddOrganisation: lambda s: c.AddOrganisation(
        name="Eastmarsh Police", organisation_kind=codes.OrganisationKind.POLICE
    ),
    c.ChangeOrganisation: lambda s: c.ChangeOrganisation(
        id=an(s, Organisation).id, changes={"name": "Eastmarsh City Council"}
    ),
    c.AddPost: lambda s: c.AddPost(title="Detective Superintendent"),
    c.ChangePost: lambda s: c.ChangePost(id=an(s, Post).id, changes={"title": "Head of the Hub"}),
    c.AddPerson: lambda s: c.AddPerson(name="Ines Harrowgate"),
    c.ChangePerson: lambda s: c.ChangePerson(id=an(s, Person).id, changes={"name": "Asha Q. Feather"}),
    c.AppointToPost: lambda s: c.AppointToPost(
        post_id=an(s, Post).id,
        person_id=an(s, Person, 1).id,
        started_on=date(2026, 12, 1),
        replacing=True,
    ),
    c.EndHolding: lambda s: c.EndHolding(holding_id=an(s, Holding).id, ended_on=date(2026, 11, 30)),
    c.RecordAway: lambda s: c.RecordAway(
        person_id=an(s, Person).id,
        from_on=date(2026, 11, 16),
        to_on=date(2026, 11, 27),
        cover_person_id=an(s, Person, 1).id,
    ),
    # What will be done.
    c.AddWorkstream: lambda s: c.AddWorkstream(title="Leaders who know"),
    c.ChangeWorkstream: lambda s: c.ChangeWorkstream(
        id=an(s, Workstream).id, changes={"sro_post_id": an(s, Post, 1).id}
    ),
    c.AddAction: lambda s: c.AddAction(
        title="Show the board who waits",
        council_ref="2.1",
        due=DueDate.month(2027, 2),
        priority=codes.Priority.HIGH,
        finding_ids=(an(s, Finding, 1).id,),
    ),
    c.ChangeAction: lambda s: c.ChangeAction(
        id=action(s).id,
        changes={"criteria": "Nine in ten, six months running.", "owner_post_id": an(s, Post, 1).id},
        reason="The board wants to see it last",
        agreed_by="Improvement board",
    ),
    c.LinkFinding: lambda s: c.LinkFinding(
        action_id=action(s).id,
        finding_id=an(s, Finding, 1).id,
        reason="It answers both",
        agreed_by="Improvement board",
    ),
    c.UnlinkFinding: lambda s: c.UnlinkFinding(
        action_id=action(s).id,
        finding_id=an(s, Finding).id,
        reason="The third action answers it",
        agreed_by="Improvement board",
    ),
    c.AddPart: lambda s: c.AddPart(
        action_id=action(s).id, organisation_id=an(s, Organisation).id, text="Phone lines", joint=True
    ),
    c.ChangePart: lambda s: c.ChangePart(id=_add_part(s).id, changes={"due": DueDate.month(2026, 12)}),
    c.PartDone: lambda s: c.PartDone(part_id=_add_part(s).id, done_on=date(2026, 11, 20)),
    c.AddMilestone: lambda s: c.AddMilestone(
        action_id=action(s).id, title="Rota agreed", due=DueDate.day(date(2026, 12, 1))
    ),
    c.ChangeMilestone: lambda s: c.ChangeMilestone(
        id=_add_milestone(s).id, changes={"title": "Rota agreed with the union"}
    ),
    c.MilestoneDone: lambda s: c.MilestoneDone(milestone_id=_add_milestone(s).id, done_on=date(2026, 11, 20)),
    c.AddBlocker: lambda s: c.AddBlocker(action_id=action(s, 1).id, blocked_by_id=action(s).id),
    c.RemoveBlocker: lambda s: c.RemoveBlocker(**_blocked(s)),
    c.PlaceActions: lambda s: c.PlaceActions(
        ids=(action(s, 2).id, action(s).id), workstream_id=an(s, Workstream).id, before_id=action(s, 1).id
    ),
    c.SplitAction: lambda s: c.SplitAction(
        action_id=action(s).id,
        into=(c.Successor(title="Decide by day"), c.Successor(title="Decide at night")),
        reason="Two teams, two rotas",
    ),
    c.MergeActions: lambda s: c.MergeActions(
        action_ids=(action(s).id, action(s, 1).id),
        into=c.Successor(title="Decide and ring back within a working day"),
        reason="One team does both",
    ),
    c.ReplaceAction: lambda s: c.ReplaceAction(
        action_id=action(s).id,
        by=c.Successor(title="Decide every contact the same day"),
        reason="One working day is too long",
        decision=decision(s),
    ),
    c.RemoveRecord: _to_remove,
    c.Together: lambda s: c.Together(
        label="import tracker.xlsx",
        commands=(
            c.AddPost(id="post of the sheet", title="Head of Front Door"),
            c.AddAction(id="row 7", title="Answer the phone", owner_post_id="post of the sheet"),
            c.RecordedFor(DIRECTOR, c.AddUpdate(action_id="row 7", text="Two lines are open.")),
        ),
    ),
    # How it goes.
    c.AddUpdate: lambda s: c.AddUpdate(
        action_id=action(s).id,
        text="62% in one working day, from 48%.",
        delivery=codes.Delivery.AT_RISK,
        delivery_reason="Two posts are vacant",
        impact=codes.Impact.EARLY_SIGNS,
        barrier="Interviews slipped to December",
        ask="Agency cover until then",
        next="Interviews on 3 December",
        start=True,
        happened_on=date(2026, 11, 16),
    ),
    c.StartAction: lambda s: c.StartAction(action_id=action(s).id, happened_on=date(2026, 10, 5)),
    c.CompleteAction: lambda s: c.CompleteAction(action_id=action(s).id, text="93% for three months"),
    c.CloseAction: lambda s: c.CloseAction(action_id=ready_to_close(s).id, text="The board saw the reports"),
    c.EmbedAction: lambda s: c.EmbedAction(action_id=ready_to_embed(s).id),
    c.ReopenAction: lambda s: c.ReopenAction(action_id=completed(s).id, text="Back to 70% in November"),
    c.HoldAction: lambda s: c.HoldAction(
        action_id=action(s).id,
        decision=decision(s),
        review_on=date(2027, 2, 1),
        text="Until posts are filled",
    ),
    c.ResumeAction: lambda s: c.ResumeAction(action_id=_on_hold(s).id, text="Both posts filled"),
    c.WithdrawAction: lambda s: c.WithdrawAction(
        action_id=action(s).id, decision=decision(s), text="The hub is to be rebuilt"
    ),
    c.AddEvidence: lambda s: c.AddEvidence(
        action_ids=(action(s).id, action(s, 1).id),
        evidence_kind=codes.EvidenceKind.EFFECT,
        title="Audit of 20 contacts",
        file_name="audit.txt",
        content=b"20 of 20",
        happened_on=date(2026, 11, 6),
    ),
    c.AcceptEvidence: lambda s: c.AcceptEvidence(evidence_id=_offered(s).id, note="Seen with the team"),
    c.DeclineEvidence: lambda s: c.DeclineEvidence(evidence_id=_offered(s).id, note="It covers one week"),
    c.AddCheck: lambda s: c.AddCheck(
        action_id=ready_to_embed(s).id, outcome=codes.CheckOutcome.NOT_PASSED, text="12 of 20 in time"
    ),
    c.WriteSummary: lambda s: c.WriteSummary(
        workstream_id=an(s, Workstream).id,
        meeting_id=an(s, Meeting).id,
        delivery=codes.Delivery.AT_RISK,
        text="Fewer referrals wait.",
        done="The rota began.",
        ask="Two more posts.",
    ),
    c.AddRisk: lambda s: the_risk(s),
    c.ChangeRisk: lambda s: c.ChangeRisk(
        id=_risk(s).id, changes={"current_likelihood": 2, "controls": "A bank of agency staff"}
    ),
    c.CloseRisk: lambda s: c.CloseRisk(id=_risk(s).id, reason="All posts are filled"),
    c.ReopenRisk: lambda s: c.ReopenRisk(id=_closed_risk(s).id),
    c.LinkRisk: lambda s: c.LinkRisk(risk_id=_risk(s).id, action_id=action(s, 1).id),
    c.UnlinkRisk: lambda s: c.UnlinkRisk(risk_id=_risk(s).id, action_id=action(s).id),
    c.AddMeasure: lambda s: the_measure(s),
    c.ChangeMeasure: lambda s: c.ChangeMeasure(
        id=measured(s).id,
        changes={"target": Decimal("92.5"), "comparators": "Neighbours: 88%"},
        path=(c.Waypoint(due_on=date(2026, 12, 31), value=Decimal(80)),),
        **_AGREED,
    ),
    c.RetireMeasure: lambda s: c.RetireMeasure(id=measured(s).id, reason="Counted elsewhere"),
    c.TakeUpMeasure: lambda s: c.TakeUpMeasure(id=_retired(s).id),
    c.LinkMeasureToAction: lambda s: c.LinkMeasureToAction(
        measure_id=measured(s).id, action_id=action(s, 1).id
    ),
    c.UnlinkMeasureFromAction: lambda s: c.UnlinkMeasureFromAction(
        measure_id=measured(s).id, action_id=action(s).id, **_AGREED
    ),
    c.LinkMeasureToFinding: lambda s: c.LinkMeasureToFinding(
        measure_id=measured(s).id, finding_id=an(s, Finding, 1).id
    ),
    c.UnlinkMeasureFromFinding: lambda s: c.UnlinkMeasureFromFinding(
        measure_id=measured(s).id, finding_id=an(s, Finding).id, **_AGREED
    ),
    c.AddFigures: lambda s: the_figures(measured(s), (48, 100), (124, 200)),
    c.RecordDecision: lambda s: decision(s, action_ids=(action(s).id, action(s, 1).id)),
    c.AskForNewDate: lambda s: c.AskForNewDate(
        action_id=action(s).id, new_due=DueDate.day(date(2026, 12, 18)), reason="Two posts are vacant"
    ),
    c.DecideNewDate: lambda s: c.DecideNewDate(
        request_id=asked(s).id, approve=True, decision=decision(s), note="The last time"
    ),
    c.WithdrawRequest: lambda s: c.WithdrawRequest(request_id=asked(s).id),
    c.CorrectEntry: lambda s: c.CorrectEntry(
        record=Action,
        id=action(s).id,
        field="first_due",
        value=DueDate.day(date(2026, 10, 31)),
        reason="The version says the 31st",
        agreed_by="Programme Manager",
    ),
    # What it costs.
    c.AddBudgetLine: lambda s: c.AddBudgetLine(
        title="Return home interviews",
        year=2026,
        base_pence=84_000_00,
        funding=codes.FundingSource.GRANT,
        funder="Police and Crime Commissioner",
    ),
    c.ChangeBudgetLine: lambda s: c.ChangeBudgetLine(
        id=an(s, BudgetLine).id, changes={"cost_centre": "CS4101"}
    ),
    c.ProposeBudgetChange: growth,
    c.AddVirement: virement,
    c.DecideBudgetChange: lambda s: c.DecideBudgetChange(
        change_id=s.do(growth(s)).made(BudgetChange).id,
        approve=True,
        decision=decision(s),
        in_force_on=date(2026, 12, 1),
    ),
    c.AddBudgetPost: lambda s: c.AddBudgetPost(line_id=an(s, BudgetLine).id, title="Social worker", number=2),
    c.ChangeBudgetPost: lambda s: c.ChangeBudgetPost(
        id=s.do(growth(s)).made(BudgetPost).id, changes={"number": 7}
    ),
    c.LinkLineToAction: lambda s: c.LinkLineToAction(**_line_ends(s)),
    c.UnlinkLineFromAction: lambda s: c.UnlinkLineFromAction(**_paid_action(s)),
    c.LinkLineToWorkstream: lambda s: c.LinkLineToWorkstream(**_stream_ends(s)),
    c.UnlinkLineFromWorkstream: lambda s: c.UnlinkLineFromWorkstream(**_paid_workstream(s)),
}
