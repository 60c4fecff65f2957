"""What was decided in a review, as one message for each owner: to be copied into an e-mail, or saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain import british
from tracker.domain.codes import Audience
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.domain.rules.owners import Holder, answerable
from tracker.domain.words import shown_ref, title_shown


@dataclass(frozen=True, slots=True)
class Message:
    """One message: to whom, about how many actions, and its words."""

    to: str
    count: int
    text: str


def messages(plan: Plan, day: date, basis: str, decided: Mapping[str, str]) -> list[Message]:
    """A message for each owner of these actions, in their order; `decided` has the outcome by action id.

    Where nobody is in the owner's post, or there is no owner, it goes to the workstream's senior responsible
    owner. Restricted actions are in no message.
    """
    found: dict[str, list[Action]] = {}
    for action_id in decided:
        action = plan.find(Action, action_id)
        if action is not None and action.audience is not Audience.RESTRICTED:
            found.setdefault(_to(plan, action, day), []).append(action)
    return [
        Message(to, len(actions), _text(plan, basis, to, actions, decided)) for to, actions in found.items()
    ]


def _to(plan: Plan, action: Action, day: date) -> str:
    who = answerable(plan, action, day)
    if who.owner is not None and not who.owner.vacant:
        return _post(who.owner)
    missing = f"nobody in post as {who.owner.post.title}" if who.owner else "no owner"
    return f"{_post(who.sro)} ({missing})" if who.sro else missing[0].upper() + missing[1:]


def _post(holder: Holder) -> str:
    people = british.listed([person.name for person in holder.acting])
    return f"{holder.post.title}, {people}" if people else holder.post.title


def _text(plan: Plan, basis: str, to: str, actions: list[Action], decided: Mapping[str, str]) -> str:
    lines = [f"To: {to}", f"{plan.settings.title}: decisions, {basis}", ""]
    for action in actions:
        lines.append(f"{shown_ref(action)}  {title_shown(action)}")
        lines.append(f"    {decided[action.id]}")
        if action.due is not None:
            lines.append(f"    Due: {british.due_words(action.due)}")
        lines.append("")
    return "\n".join(lines)
