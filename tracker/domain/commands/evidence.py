"""Commands about what shows that an action happened or had effect, and about later checks."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.codes import CheckOutcome, EvidenceKind, EvidenceState, Lifecycle
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import make, shared, tie
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.records import Action, ActionEvidence, Check, Evidence
from tracker.domain.rules.lifecycle import why_not_accept
from tracker.domain.rules.reads import Within
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence(Command):
    """Offer evidence for one action or several: a link, unless `content` gives a copy to keep."""

    kind = "add_evidence"
    label = "add evidence"

    action_ids: tuple[str, ...]
    evidence_kind: EvidenceKind
    title: str
    link: str = ""
    file_name: str = ""
    content: bytes | None = None
    happened_on: date | None = None

    def apply(self, tx: Tx) -> None:
        if not self.action_ids:
            refuse("Say which action the evidence is for.")
        digest = tx.keep_file(self.content) if self.content is not None else None
        offered = make(tx, Evidence, shared(self, Evidence) | {"file_sha256": digest})
        for action_id in self.action_ids:
            tie(tx, ActionEvidence, action_id=action_id, evidence_id=offered.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptEvidence(Command):
    """Accept evidence. The person it is recorded for accepts it, and must be a second person."""

    kind = "accept_evidence"
    label = "accept evidence"

    evidence_id: str
    note: str = ""
    decided_on: date | None = None

    def apply(self, tx: Tx) -> None:
        offered, on = tx.get(Evidence, self.evidence_id), self.decided_on or tx.today
        refuse_if(why_not_accept(Within(tx), offered, tx.whose, on))
        _decide(tx, offered, EvidenceState.ACCEPTED, on, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineEvidence(Command):
    """Say why evidence does not show what it should. Refused once it has been accepted or declined."""

    kind = "decline_evidence"
    label = "decline evidence"

    evidence_id: str
    note: str
    decided_on: date | None = None

    def apply(self, tx: Tx) -> None:
        offered = tx.get(Evidence, self.evidence_id)
        if offered.state is not EvidenceState.OFFERED:
            refuse("That evidence has been decided on already.")
        if not clean(self.note):
            refuse("Say why the evidence is not accepted.")
        _decide(tx, offered, EvidenceState.NOT_ACCEPTED, self.decided_on or tx.today, self.note)


def _decide(tx: Tx, offered: Evidence, state: EvidenceState, on: date, note: str) -> None:
    keep(tx, replace(offered, state=state, decided_on=on, decided_by=tx.whose, decision_note=note))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCheck(Command):
    """Record what a later, independent look at a closed or embedded action found."""

    kind = "add_check"
    label = "add check"

    action_id: str
    outcome: CheckOutcome
    text: str
    happened_on: date | None = None

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.action_id)
        if action.lifecycle not in (Lifecycle.CLOSED, Lifecycle.EMBEDDED):
            refuse(f"{shown_ref(action)} is not closed: a later check comes after that.")
        make(tx, Check, shared(self, Check))
