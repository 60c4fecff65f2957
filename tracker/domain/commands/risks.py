"""Commands about risks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.codes import RiskResponse
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import Tie, Untie, change, make, shared, tie
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.records import Risk, RiskAction
from tracker.domain.rules.risks import why_not_score


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRisk(Command):
    """Add a risk, with the actions that do something about it."""

    kind = "add_risk"
    label = "add risk"

    id: str = ""
    title: str
    cause: str = ""
    event: str = ""
    effect: str = ""
    owner_post_id: str | None = None
    response: RiskResponse = RiskResponse.TREAT
    controls: str = ""
    inherent_likelihood: int | None = None
    inherent_impact: int | None = None
    current_likelihood: int | None = None
    current_impact: int | None = None
    target_likelihood: int | None = None
    target_impact: int | None = None
    corporate_ref: str = ""
    review_on: date | None = None
    action_ids: tuple[str, ...] = ()

    def apply(self, tx: Tx) -> None:
        risk = make(tx, Risk, shared(self, Risk))
        refuse_if(why_not_score(risk))
        for action_id in self.action_ids:
            tie(tx, RiskAction, risk_id=risk.id, action_id=action_id)


_ALLOWED = frozenset(
    {
        *("title", "cause", "event", "effect", "owner_post_id", "response", "controls", "corporate_ref"),
        *("inherent_likelihood", "inherent_impact", "current_likelihood", "current_impact"),
        *("target_likelihood", "target_impact", "review_on"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRisk(Command):
    """Change a risk's words, owner or scores: `changes` holds the new values by field name."""

    kind = "change_risk"
    label = "change risk"

    id: str
    changes: Mapping[str, Any]

    def apply(self, tx: Tx) -> None:
        refuse_if(why_not_score(change(tx, tx.get(Risk, self.id), _ALLOWED, self.changes)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRisk(Command):
    """Close a risk that no longer threatens the plan, and say why. Refused once it is closed."""

    kind = "close_risk"
    label = "close risk"

    id: str
    reason: str
    closed_on: date | None = None

    def apply(self, tx: Tx) -> None:
        risk = tx.get(Risk, self.id)
        if risk.closed_on:
            refuse(f"{risk.ref} is closed already.")
        if not clean(self.reason):
            refuse("Say why the risk is closed.")
        keep(tx, replace(risk, closed_on=self.closed_on or tx.today, closed_reason=self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenRisk(Command):
    """Take a closed risk up again. Refused while it is open."""

    kind = "reopen_risk"
    label = "reopen risk"

    id: str

    def apply(self, tx: Tx) -> None:
        risk = tx.get(Risk, self.id)
        if risk.closed_on is None:
            refuse(f"{risk.ref} is open.")
        keep(tx, replace(risk, closed_on=None, closed_reason=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRisk(Tie):
    """Say that an action does something about a risk."""

    kind = "link_risk"
    label = "link risk"
    record = RiskAction

    risk_id: str
    action_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkRisk(Untie):
    """Take that back."""

    kind = "unlink_risk"
    label = "unlink risk"
    record = RiskAction

    risk_id: str
    action_id: str
