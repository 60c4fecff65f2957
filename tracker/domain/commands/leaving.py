"""Somebody leaves: every change that follows, worked out beforehand so that it can be read and then done.

There is no command of its own: the changes are those that would be made one by one, done `Together`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain import british
from tracker.domain.commands.actions import ChangeAction, ChangeWorkstream
from tracker.domain.commands.base import Command
from tracker.domain.commands.measures import ChangeMeasure
from tracker.domain.commands.people import AddPerson, AppointToPost, EndHolding
from tracker.domain.commands.pieces import ChangePart
from tracker.domain.commands.refusing import refuse
from tracker.domain.commands.removal import RemoveRecord
from tracker.domain.commands.risks import ChangeRisk
from tracker.domain.commands.together import Together
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Holding, Person, Post
from tracker.domain.rules.approval import is_approved
from tracker.domain.rules.leaving import held, terms_to_come, terms_to_end
from tracker.domain.rules.owners import holder
from tracker.domain.words import shown_ref, title_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What becomes of a post: who follows (an id, somebody new, or None for nobody yet), from which day (the
    day after, unless said), and the post that takes over what is open (None: it stays)."""

    post_id: str
    successor: AddPerson | str | None = None
    from_on: date | None = None
    items_to: str | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """One change that follows: what it is about, how that stands before and after, and the command."""

    about: str
    before: str
    after: str
    command: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Who leaves, on which day they are last in post, and what becomes of each post. In an approved plan
    `reason` and `agreed_by` are asked for where agreed actions go to another post."""

    person_id: str
    last_day: date
    handovers: Sequence[Handover] = ()
    reason: str = ""
    agreed_by: str = ""

    def following(self, plan: Plan) -> tuple[Following, ...]:
        """All that follows, in the order in which it is done. Raises Refused where there is nothing."""
        person = plan.get(Person, self.person_id)
        found = (*self._terms(plan), *self._successors(plan), *self._items(plan))
        if not found:
            refuse(f"{person.name} is in no post after {british.short_day(self.last_day)}.")
        return found

    def command(self, plan: Plan) -> Together:
        """All of it as one change."""
        name = plan.get(Person, self.person_id).name
        commands = tuple(each.command for each in self.following(plan))
        return Together(label=f"leaving of {name}", commands=commands)

    def needs_agreement(self, plan: Plan) -> bool:
        """Whether an action whose words were agreed goes to another post."""
        moved = [each.post_id for each in self.handovers if each.items_to is not None]
        return any(is_approved(plan, action) for each in moved for action in held(plan, each).actions)

    def _terms(self, plan: Plan) -> Iterator[Following]:
        name = plan.get(Person, self.person_id).name
        for term in terms_to_end(plan, self.person_id, self.last_day):
            yield Following(
                plan.get(Post, term.post_id).title,
                f"{name}, since {british.short_day(term.started_on)}",
                f"{name}, to {british.short_day(self.last_day)}",
                EndHolding(holding_id=term.id, ended_on=self.last_day),
            )
        for term in terms_to_come(plan, self.person_id, self.last_day):
            yield Following(
                plan.get(Post, term.post_id).title,
                f"{name}, from {british.short_day(term.started_on)}",
                "not appointed",
                RemoveRecord(record=Holding, id=term.id),
            )

    def _successors(self, plan: Plan) -> Iterator[Following]:
        added: set[AddPerson] = set()
        for each in self.handovers:
            if each.successor is None:
                continue
            follows = each.successor
            if isinstance(follows, AddPerson):
                name, person_id = follows.name, follows.id
                if follows not in added:
                    added.add(follows)
                    yield Following(name, "", "added as a person", follows)
            else:
                name, person_id = plan.get(Person, follows).name, follows
            from_on = each.from_on or self.last_day + timedelta(days=1)
            yield Following(
                plan.get(Post, each.post_id).title,
                self._beside(plan, each.post_id, from_on) or "nobody yet",
                f"{name}, from {british.short_day(from_on)}",
                AppointToPost(post_id=each.post_id, person_id=person_id, started_on=from_on),
            )

    def _beside(self, plan: Plan, post_id: str, day: date) -> str:
        """The others who are in the post then."""
        found = holder(plan, post_id, day)
        people = found.people if found else ()
        return british.listed([each.name for each in people if each.id != self.person_id])

    def _items(self, plan: Plan) -> Iterator[Following]:
        for each in self.handovers:
            if each.items_to is None:
                continue
            if each.items_to == each.post_id:
                refuse("What is open goes to another post, or stays.")
            before, after = plan.get(Post, each.post_id), plan.get(Post, each.items_to)
            for about, command in self._moves(plan, before, after):
                yield Following(about, before.title, after.title, command)

    def _moves(self, plan: Plan, before: Post, after: Post) -> Iterator[tuple[str, Command]]:
        found = held(plan, before.id)
        agreed: dict[str, Any] = {"reason": self.reason, "agreed_by": self.agreed_by}
        for action in found.actions:
            command = ChangeAction(id=action.id, changes={"owner_post_id": after.id}, **agreed)
            yield f"{shown_ref(action)}  {title_shown(action)}", command
        for part in found.parts:
            changes = {"post_id": after.id}
            if after.organisation_id is not None:
                changes["organisation_id"] = after.organisation_id
            whole = shown_ref(plan.get(Action, part.action_id))
            yield f"A part of {whole}: {part.text}", ChangePart(id=part.id, changes=changes)
        for risk in found.risks:
            command_of_risk = ChangeRisk(id=risk.id, changes={"owner_post_id": after.id})
            yield f"{risk.ref}  {risk.title}", command_of_risk
        for measure in found.measures:
            of_measure = ChangeMeasure(id=measure.id, changes={"owner_post_id": after.id}, **agreed)
            yield f"{measure.ref}  {measure.title}", of_measure
        for stream in found.workstreams:
            roles = ("sro_post_id", "lead_post_id")
            changes = {role: after.id for role in roles if getattr(stream, role) == before.id}
            yield f"Workstream {stream.title}", ChangeWorkstream(id=stream.id, changes=changes)
