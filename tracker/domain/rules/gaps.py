"""What is missing or has gone quiet: shown until it is filled."""

from datetime import date
from enum import StrEnum

from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionFinding, Finding, Measure, MeasureAction, PlanSettings
from tracker.domain.rules.lateness import is_overdue
from tracker.domain.rules.owners import holder
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_live, is_open


class Gap(StrEnum):
    """What an action lacks or leaves open, the gravest first."""

    OVERDUE_YET_ON_TRACK = "overdue_yet_on_track"
    TO_BE_PLANNED = "to_be_planned"
    NO_OWNER = "no_owner"
    NOBODY_IN_POST = "nobody_in_post"
    NO_DATE = "no_date"
    NO_MEASURE = "no_measure"
    STALE = "stale"
    EVIDENCE_AWAITED = "evidence_awaited"


def findings_without_action(plan: Plan) -> tuple[Finding, ...]:
    """The findings that no live action answers, but for those left out on purpose."""
    return tuple(finding for finding in plan.all(Finding) if is_gap(plan, finding))


def is_gap(plan: Plan, finding: Finding) -> bool:
    """Whether no live action answers a finding that was not left out on purpose."""
    return finding.left_out_on is None and not any(is_live(each) for each in actions_for(plan, finding))


def actions_for(reads: Reads, finding: Finding) -> tuple[Action, ...]:
    """The actions tied to a finding, drafts and withdrawn ones too."""
    ties = reads.by(ActionFinding, "finding_id", finding.id)
    return tuple(action for tie in ties if (action := reads.find(Action, tie.action_id)))


def gaps_of(plan: Plan, action: Action, day: date) -> tuple[Gap, ...]:
    """What an action lacks on a day, the gravest first; only open ones lack an owner, a date, a
    measure or wording."""
    unfilled = holder(plan, action.owner_post_id, day)
    found = {
        Gap.OVERDUE_YET_ON_TRACK: is_overdue_yet_on_track(action, day),
        Gap.TO_BE_PLANNED: is_open(action) and action.draft,
        Gap.NO_OWNER: is_open(action) and action.owner_post_id is None,
        Gap.NOBODY_IN_POST: is_open(action) and unfilled is not None and unfilled.vacant,
        Gap.NO_DATE: is_open(action) and action.due is None,
        Gap.NO_MEASURE: has_no_measure(plan, action),
        Gap.STALE: is_stale(plan, action, day),
        Gap.EVIDENCE_AWAITED: is_evidence_awaited(plan, action, day),
    }
    return tuple(gap for gap in Gap if found[gap])


def gap_words(gap: Gap, settings: PlanSettings) -> str:
    """A gap as it is shown: “No owner”, “No update for 30 days”."""
    return {
        Gap.OVERDUE_YET_ON_TRACK: "Overdue, yet rated On track",
        Gap.TO_BE_PLANNED: "Action to be planned",
        Gap.NO_OWNER: "No owner",
        Gap.NOBODY_IN_POST: "Nobody in post",
        Gap.NO_DATE: "No date",
        Gap.NO_MEASURE: "No measure",
        Gap.STALE: f"No update for {settings.stale_after_days} days",
        Gap.EVIDENCE_AWAITED: f"Evidence awaited over {settings.evidence_awaited_days} days",
    }[gap]


def quiet_since(action: Action) -> date:
    """The day of the last update; without one, the day from which the action is in the plan."""
    return action.updated_on or action.in_plan_from


def is_stale(plan: Plan, action: Action, day: date) -> bool:
    """Open, and without an update for more than the days of the plan's settings."""
    return is_open(action) and (day - quiet_since(action)).days > plan.settings.stale_after_days


def has_no_measure(reads: Reads, action: Action) -> bool:
    """Open, and nothing says by what its success is to be seen: neither success criteria in words nor a
    measure that is not retired."""
    return is_open(action) and not action.criteria.strip() and not _is_measured(reads, action)


def _is_measured(reads: Reads, action: Action) -> bool:
    ties = reads.by(MeasureAction, "action_id", action.id)
    measures = (reads.find(Measure, tie.measure_id) for tie in ties)
    return any(each is not None and each.retired_on is None for each in measures)


def is_evidence_awaited(plan: Plan, action: Action, day: date) -> bool:
    """Complete for more than the days of the plan's settings, and its evidence not accepted yet."""
    return (
        action.lifecycle is Lifecycle.COMPLETE
        and action.completed_on is not None
        and (day - action.completed_on).days > plan.settings.evidence_awaited_days
    )


def is_overdue_yet_on_track(action: Action, day: date) -> bool:
    """Rated On track while its date has passed: listed first."""
    return action.delivery is Delivery.ON_TRACK and is_overdue(action, day)
