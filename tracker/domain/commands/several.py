"""What is done to several actions at once, made of the commands for one: set the same on all, duplicate."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from tracker.domain import british
from tracker.domain.commands.actions import AddAction, ChangeAction
from tracker.domain.commands.base import Command
from tracker.domain.commands.dates import AskForNewDate
from tracker.domain.commands.decisions import RecordDecision
from tracker.domain.commands.keeping import LONGEST_LINE
from tracker.domain.commands.pieces import AddMilestone, AddPart
from tracker.domain.commands.placing import PlaceActions
from tracker.domain.commands.refusing import refuse
from tracker.domain.commands.settings import AddTag, SetOwnValue, TagAction, UntagAction
from tracker.domain.commands.together import Together
from tracker.domain.commands.updates import HoldAction, StartAction
from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionFinding, ActionTag, Finding, Milestone, OwnValue, Part, Tag
from tracker.domain.rules.bulk import Line, Step, Wanted
from tracker.domain.rules.order import in_plan_order
from tracker.domain.words import shown_ref

_COPY = " (copy)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said once for all of several changes: why, who agreed and who asked, and by which decision."""

    reason: str = ""
    agreed_by: str = ""
    asked_by: str = ""
    happened_on: date | None = None
    decision: RecordDecision | None = None


def change_several(plan: Plan, wanted: Wanted, lines: Iterable[Line], said: Said) -> Together:
    """All that the lines come to, as one change. Raises Refused where that is nothing."""
    changing = [each for each in lines if each.changes]
    if not changing:
        refuse("There is nothing to change.")
    tags = {folded(each.name): each.id for each in plan.all(Tag)}
    first: list[Command] = []
    for name in dict.fromkeys(name for line in changing for name in line.tags_on):
        if folded(name) not in tags:
            tags[folded(name)] = str(uuid4())
            first.append(AddTag(id=tags[folded(name)], name=name))
    decision = replace(said.decision, id=str(uuid4())) if said.decision else None
    if decision is not None:
        first.append(decision)
    commands = [
        command
        for line in changing
        for command in (
            *_set(line, said),
            *_tag(line, tags),
            *_take_step(line, wanted, said, decision.id if decision else None),
        )
    ]
    label = f"change {british.plural(len(changing), 'action')}"
    return Together(label=label, commands=(*first, *commands))


def _set(line: Line, said: Said) -> Iterator[Command]:
    action_id = line.action.id
    if line.values:
        why = {"reason": said.reason, "agreed_by": said.agreed_by} if line.rewords else {}
        yield ChangeAction(id=action_id, changes=line.values, **why)
    if line.new_due is not None:
        yield AskForNewDate(
            action_id=action_id,
            new_due=line.new_due,
            reason=said.reason,
            asked_by=said.asked_by,
            happened_on=said.happened_on,
        )
    for column_id, value in line.own.items():
        yield SetOwnValue(action_id=action_id, column_id=column_id, value=value)


def _tag(line: Line, tags: dict[str, str]) -> Iterator[Command]:
    for name in line.tags_on:
        yield TagAction(action_id=line.action.id, tag_id=tags[folded(name)])
    for tag_id in line.tags_off:
        yield UntagAction(action_id=line.action.id, tag_id=tag_id)


def _take_step(line: Line, wanted: Wanted, said: Said, decision_id: str | None) -> Iterator[Command]:
    if line.step is Step.START:
        yield StartAction(action_id=line.action.id, happened_on=wanted.happened_on)
    elif line.step is Step.HOLD:
        assert wanted.review_on is not None  # else the rule refused it
        yield HoldAction(
            action_id=line.action.id,
            text=said.reason,
            happened_on=wanted.happened_on,
            decision=decision_id,
            review_on=wanted.review_on,
        )


def duplicate(plan: Plan, actions: Sequence[Action]) -> tuple[Together, tuple[str, ...]]:
    """A copy behind each action, as one change, and the ids of the copies.

    A copy has the wording, owner, workstream, areas, parts, milestones, tags and own values; no dates of
    its own, nothing that happened, and not the council's reference, which is for one action alone. Raises
    Refused for a draft: a copy of the letter's words would look like an answer to it.
    """
    ids, commands = [], []
    for action in actions:
        if action.draft:
            refuse(f"{shown_ref(action)} has no wording of its own yet, so it cannot be duplicated.")
        new_id = str(uuid4())
        ids.append(new_id)
        commands += [_copied(plan, action, new_id), *_hung_on(plan, action, new_id)]
    commands += _behind(plan, actions, ids)
    return Together(
        label=f"duplicate {british.plural(len(actions), 'action')}", commands=tuple(commands)
    ), tuple(ids)


def _copied(plan: Plan, action: Action, new_id: str) -> AddAction:
    answered = (plan.get(Finding, tie.finding_id) for tie in plan.by(ActionFinding, "action_id", action.id))
    return AddAction(
        id=new_id,
        title=f"{action.title[: LONGEST_LINE - len(_COPY)]}{_COPY}",
        text=action.text,
        outcome=action.outcome,
        criteria=action.criteria,
        workstream_id=action.workstream_id,
        owner_post_id=action.owner_post_id,
        priority=action.priority,
        monitored_at=action.monitored_at,
        resources=action.resources,
        audience=action.audience,
        audience_reason=action.audience_reason,
        finding_ids=tuple(each.id for each in answered if not each.left_out_on),
    )


def _hung_on(plan: Plan, action: Action, new_id: str) -> Iterator[Command]:
    for part in sorted(plan.by(Part, "action_id", action.id), key=_position):
        yield AddPart(
            action_id=new_id,
            organisation_id=part.organisation_id,
            post_id=part.post_id,
            joint=part.joint,
            text=part.text,
        )
    for milestone in sorted(plan.by(Milestone, "action_id", action.id), key=_position):
        yield AddMilestone(action_id=new_id, title=milestone.title, due=milestone.due)
    for tie in plan.by(ActionTag, "action_id", action.id):
        yield TagAction(action_id=new_id, tag_id=tie.tag_id)
    for held in plan.by(OwnValue, "action_id", action.id):
        yield SetOwnValue(action_id=new_id, column_id=held.column_id, value=held.value)


def _behind(plan: Plan, actions: Sequence[Action], new_ids: Sequence[str]) -> Iterator[Command]:
    """Each copy to the place behind its original; those of a workstream's last action are there already."""
    copies = dict(zip((each.id for each in actions), new_ids, strict=True))
    for stream in dict.fromkeys(each.workstream_id for each in actions):
        following: str | None = None
        for each in reversed(in_plan_order(plan, plan.by(Action, "workstream_id", stream))):
            if each.id in copies and following is not None:
                yield PlaceActions(ids=(copies[each.id],), workstream_id=stream, before_id=following)
            following = each.id


def _position(each: Part | Milestone) -> int:
    return each.position
