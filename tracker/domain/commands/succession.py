"""Commands by which actions come out of earlier ones: split, merge, replace.

What comes out carries the areas, tags, own columns, money, measures, rating and first agreed date of what it
came from and, through ActionOrigin, its updates, evidence and moves. What was not done yet moves on to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.codes import Delivery, Impact, Lifecycle, OriginKind
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.decisions import RecordDecision, taken
from tracker.domain.commands.facts import record_update, refold, refuse_waiting
from tracker.domain.commands.forms import promised
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionOrigin,
    ActionTag,
    LineAction,
    MeasureAction,
    Milestone,
    OwnValue,
    Part,
    Update,
    link_id,
)
from tracker.domain.rules.fold import in_order
from tracker.domain.rules.lifecycle import why_not_replace
from tracker.domain.rules.reads import Within
from tracker.domain.words import shown_ref

# What a successor gets a copy of, and the fields that its id is made from.
_CARRIED: dict[type[Any], tuple[str, str]] = {
    ActionFinding: ("action_id", "finding_id"),
    ActionTag: ("action_id", "tag_id"),
    OwnValue: ("action_id", "column_id"),
    LineAction: ("line_id", "action_id"),
    MeasureAction: ("measure_id", "action_id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The wording of an action that comes out of others; what it leaves out is as in the first of them."""

    title: str
    text: str = ""
    council_ref: str = ""
    owner_post_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Command):
    """What splitting, merging and replacing have in common: why, when, and by which decision."""

    reason: str
    happened_on: date | None = None
    decision: RecordDecision | str | None = None

    def succeed(
        self, tx: Tx, kind: OriginKind, origin_ids: Sequence[str], into: Mapping[str, Successor]
    ) -> None:
        """Make the new actions, by their references, and let them take over from the earlier ones."""
        if not clean(self.reason):
            refuse("Say why.")
        on = self.happened_on or tx.today
        origins = [_replaceable(tx, action_id, on) for action_id in dict.fromkeys(origin_ids)]
        made = [_successor(tx, origins, ref, wording, on) for ref, wording in into.items()]
        decision = taken(tx, self.decision)
        decision_id = decision.id if decision else None
        for origin in origins:
            for action in made:
                _carry(tx, kind, origin, action)
            _move_on(tx, origin, made[0])
            taken(tx, decision_id, origin.id)
            record_update(
                tx,
                origin.id,
                text=self.reason,
                lifecycle=Lifecycle.REPLACED,
                happened_on=on,
                decision_id=decision_id,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitAction(Succession):
    """Split an action into two or more, whose references add a letter to its own: A12a, A12b."""

    kind = "split_action"
    label = "split action"

    action_id: str
    into: tuple[Successor, ...]

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.action_id)
        if len(self.into) < 2:
            refuse("An action is split into two others or more.")
        into = {}
        for each in self.into:
            ref = tx.next_ref(Action, under=action.ref)
            lettered = action.council_ref and action.council_ref + ref[-1]
            into[ref] = replace(each, council_ref=each.council_ref or lettered)
        self.succeed(tx, OriginKind.SPLIT, [action.id], into)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeActions(Succession):
    """Merge two or more actions into a new one, with the earliest of their dates and the gravest rating."""

    kind = "merge_actions"
    label = "merge actions"

    action_ids: tuple[str, ...]
    into: Successor

    def apply(self, tx: Tx) -> None:
        if len(set(self.action_ids)) < 2:
            refuse("Merging takes two actions or more.")
        self.succeed(tx, OriginKind.MERGE, self.action_ids, {tx.next_ref(Action): self.into})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceAction(Succession):
    """Replace an action by a new one."""

    kind = "replace_action"
    label = "replace action"

    action_id: str
    by: Successor

    def apply(self, tx: Tx) -> None:
        self.succeed(tx, OriginKind.REPLACE, [self.action_id], {tx.next_ref(Action): self.by})


def _replaceable(tx: Tx, action_id: str, on: date) -> Action:
    action = tx.get(Action, action_id)
    refuse_if(why_not_replace(Within(tx), action, on, tx.today))
    if action.lifecycle is Lifecycle.ON_HOLD:
        refuse(f"{shown_ref(action)} is on hold: resume it first.")
    refuse_waiting(tx, action)
    return action


def _successor(tx: Tx, origins: Sequence[Action], ref: str, wording: Successor, on: date) -> Action:
    first, promise = origins[0], min(origins, key=lambda each: _last_day(each.first_due))
    made = replace(
        first,
        id=tx.new_id(),
        ref=ref,
        council_ref=wording.council_ref,
        title=wording.title,
        text=wording.text or first.text,
        draft=False,
        owner_post_id=wording.owner_post_id or first.owner_post_id,
        first_due=promise.first_due,
        first_due_version_id=promise.first_due_version_id,
        due=min((each.due for each in origins), key=_last_day),
        in_plan_from=on,
    )
    keep(tx, promised(tx, made))
    _open(tx, origins, made, on)
    return refold(tx, made.id)


def _last_day(due: DueDate | None) -> date:
    return due.last_day if due else date.max


def _open(tx: Tx, origins: Sequence[Action], made: Action, on: date) -> None:
    """Carry on where the origins stood: begun if one was, with the gravest rating and the least impact."""
    started = any(each.lifecycle is not Lifecycle.NOT_STARTED for each in origins)
    rated = [each for each in origins if each.delivery]
    gravest = max(rated, key=lambda each: list(Delivery).index(each.delivery), default=None)  # type: ignore[arg-type]
    impacts = [each.impact for each in origins if each.impact]
    if started or gravest or impacts:
        record_update(
            tx,
            made.id,
            happened_on=on,
            lifecycle=Lifecycle.IN_PROGRESS if started else None,
            delivery=gravest.delivery if gravest else None,
            delivery_reason=_reason(tx, gravest) if gravest else "",
            impact=min(impacts, key=list(Impact).index, default=None),
        )


def _reason(tx: Tx, action: Action) -> str:
    ratings = [each for each in tx.all(Update, action_id=action.id) if each.delivery]
    return in_order(ratings)[-1].delivery_reason


def _carry(tx: Tx, kind: OriginKind, origin: Action, made: Action) -> None:
    tie_id = link_id(ActionOrigin, made.id, origin.id)
    keep(tx, ActionOrigin(id=tie_id, action_id=made.id, origin_id=origin.id, kind=kind))
    for carried, ends in _CARRIED.items():
        for each in tx.all(carried, action_id=origin.id):
            copy = replace(each, action_id=made.id)
            copy = replace(copy, id=link_id(carried, *(getattr(copy, end) for end in ends)))
            if tx.find(carried, copy.id) is None:
                keep(tx, copy)


def _move_on(tx: Tx, origin: Action, made: Action) -> None:
    for part in tx.all(Part, action_id=origin.id, done_on=None):
        keep(tx, replace(part, action_id=made.id))
    for milestone in tx.all(Milestone, action_id=origin.id, done_on=None):
        keep(tx, replace(milestone, action_id=made.id))
