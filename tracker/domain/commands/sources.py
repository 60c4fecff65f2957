"""Commands about what the plan answers: sources with their findings, and what must be sent to whom."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.codes import DutyBasis, FindingKind, SourceKind
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import Add, Change, make, promised, shared, tie
from tracker.domain.commands.keeping import clean, keep, same
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.records import Action, ActionFinding, Duty, Finding, PlanVersion, Post, Source, Workstream

_OPENING = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """What is known already of the action that answers a finding: wording, owner, due date, workstream.

    Without `title` the action is a draft with the finding's opening words. Owner and workstream are named
    by the id of one in the plan, else by a title; one of that title is taken, or made if there is none.
    """

    title: str = ""
    owner_post_id: str | None = None
    owner_title: str = ""
    due: DueDate | None = None
    workstream_id: str | None = None
    workstream_title: str = ""


_BLANK = NewDraft()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """One item of a source as printed. With `left_out_reason` it is listed under its source only."""

    kind: FindingKind
    text: str
    lead_in: str = ""
    sub_items: tuple[str, ...] = ()
    printed_reference: str = ""
    section: str = ""
    page: int | None = None
    theme: str = ""
    responsible: tuple[str, ...] = ()
    addressee: str = ""
    timescale: str = ""
    warnings: tuple[str, ...] = ()
    left_out_reason: str = ""
    draft: NewDraft = _BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDuty:
    """What a source obliges to be sent: its day is printed or entered, or counted in working days."""

    what: str
    to: str
    basis: DutyBasis
    period: str = ""
    working_days: int | None = None
    due_on: date | None = None
    required: bool = True
    text: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource(Command):
    """Add what the plan must answer, with its findings and duties, as one change.

    `content` is the original file and `full_text` its text; both are kept with the plan. With
    `draft_actions` each finding that is not left out gets a draft action with its opening words.
    """

    kind = "add_source"
    label = "add source"

    source_kind: SourceKind
    title: str
    body: str = ""
    authority: str = ""
    published_on: date | None = None
    received_on: date | None = None
    received_assumed: bool = False
    visited_from: date | None = None
    visited_to: date | None = None
    visited_as_printed: str = ""
    in_force_on: date | None = None
    lifted_on: date | None = None
    replaces_id: str | None = None
    file_name: str = ""
    content: bytes | None = None
    full_text: str = ""
    statements: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    in_plan_from: date | None = None
    findings: tuple[NewFinding, ...] = ()
    duties: tuple[NewDuty, ...] = ()
    draft_actions: bool = True

    def apply(self, tx: Tx) -> None:
        digest = tx.keep_file(self.content) if self.content is not None else None
        if digest and tx.all(Source, file_sha256=digest):
            refuse(f"“{self.file_name}” is in the plan already.")
        text = tx.keep_file(self.full_text.encode("utf-8", "replace")) if self.full_text else None
        source = make(tx, Source, shared(self, Source) | {"file_sha256": digest, "text_sha256": text})
        for item in self.findings:
            finding = _add_finding(tx, source.id, source.in_plan_from, item)
            if self.draft_actions and not finding.left_out_on:
                _draft_action(tx, finding, item.draft)
        for duty in self.duties:
            make(tx, Duty, {"source_id": source.id, **shared(duty, Duty)})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFinding(Command):
    """Add one more finding to a source, such as a passage somebody took; it gets no draft action."""

    kind = "add_finding"
    label = "add improvement area"

    source_id: str
    finding: NewFinding

    def apply(self, tx: Tx) -> None:
        _add_finding(tx, self.source_id, tx.today, self.finding)


def _add_finding(tx: Tx, source_id: str, in_plan_from: date, item: NewFinding) -> Finding:
    left_out = {"left_out_by": tx.whose, "left_out_on": tx.today} if clean(item.left_out_reason) else {}
    values = {"source_id": source_id, "in_plan_from": in_plan_from, "kind": item.kind}
    return make(tx, Finding, shared(item, Finding) | values | left_out)


def _draft_action(tx: Tx, finding: Finding, draft: NewDraft) -> None:
    values = {
        "title": clean(draft.title) or opening_words(finding.text),
        "draft": not clean(draft.title),
        "owner_post_id": draft.owner_post_id or _titled(tx, Post, draft.owner_title),
        "due": draft.due,
        "workstream_id": draft.workstream_id or _titled(tx, Workstream, draft.workstream_title),
        "in_plan_from": finding.in_plan_from,
    }
    action = keep(tx, promised(tx, make(tx, Action, values)))
    tie(tx, ActionFinding, action_id=action.id, finding_id=finding.id)


def _titled(tx: Tx, kind: type[Post | Workstream], title: str) -> str | None:
    """The id of the post or workstream of that title, made if there is none; None for no title."""
    if not clean(title):
        return None
    found = next((each for each in tx.all(kind) if same(each.title, title)), None)
    return (found or make(tx, kind, {"title": title})).id


def opening_words(text: str) -> str:
    """The first words of a text, some 80 characters, ending in "…" where more follows."""
    line = " ".join(text.split())
    if len(line) <= _OPENING:
        return line
    cut = line[: _OPENING + 1].rpartition(" ")[0] or line[:_OPENING]
    return cut.rstrip(" ,;:.–—-") + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReceived(Command):
    """Say on which day a source was received: its duties count from it."""

    kind = "set_received"
    label = "set day of receipt"

    source_id: str
    received_on: date

    def apply(self, tx: Tx) -> None:
        source = tx.get(Source, self.source_id)
        keep(tx, replace(source, received_on=self.received_on, received_assumed=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSource(Change):
    """Fill in what a source does not say of itself, and when it came into force or was lifted."""

    kind = "change_source"
    label = "change source"
    record = Source
    allowed = frozenset({"body", "title", "authority", "in_force_on", "lifted_on", "replaces_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateFinding(Change):
    """Write a note or the council's own theme beside a finding, whose wording is never edited."""

    kind = "annotate_finding"
    label = "annotate improvement area"
    record = Finding
    allowed = frozenset({"annotation", "own_theme"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOutFinding(Command):
    """Leave a finding out of the plan, and say why; it stays listed under its source."""

    kind = "leave_out_finding"
    label = "leave out improvement area"

    finding_id: str
    reason: str

    def apply(self, tx: Tx) -> None:
        finding = tx.get(Finding, self.finding_id)
        if finding.left_out_on:
            refuse(f"{finding.ref} is left out already.")
        if tx.all(ActionFinding, finding_id=finding.id):
            refuse(f"Actions answer {finding.ref}: unlink or remove them first.")
        if not clean(self.reason):
            refuse(f"Say why {finding.ref} is left out.")
        keep(
            tx,
            replace(finding, left_out_reason=self.reason, left_out_by=tx.whose, left_out_on=tx.today),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInFinding(Command):
    """Take a finding that was left out into the plan after all."""

    kind = "take_in_finding"
    label = "take in improvement area"

    finding_id: str

    def apply(self, tx: Tx) -> None:
        finding = tx.get(Finding, self.finding_id)
        if not finding.left_out_on:
            refuse(f"{finding.ref} is in the plan already.")
        keep(tx, replace(finding, left_out_reason="", left_out_by="", left_out_on=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDuty(Add):
    """Add what a source obliges to be sent."""

    kind = "add_duty"
    label = "add duty"
    record = Duty

    source_id: str
    what: str
    to: str
    basis: DutyBasis = DutyBasis.ENTERED
    period: str = ""
    working_days: int | None = None
    due_on: date | None = None
    required: bool = True
    text: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDuty(Change):
    """Change what is due, to whom or when; its printed words stay."""

    kind = "change_duty"
    label = "change duty"
    record = Duty
    allowed = frozenset({"what", "to", "basis", "period", "working_days", "due_on", "required"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDutySent(Command):
    """Note the day on which what was due was sent, and the approved version that was sent, if any."""

    kind = "record_duty_sent"
    label = "note what was sent"

    duty_id: str
    sent_on: date
    version_id: str | None = None

    def apply(self, tx: Tx) -> None:
        meet_duty(tx, self.duty_id, self.sent_on, self.version_id)


def meet_duty(tx: Tx, duty_id: str, sent_on: date, version_id: str | None) -> None:
    """Mark a duty as met. Refused where it is met already."""
    duty = tx.get(Duty, duty_id)
    if duty.sent_on:
        refuse(f"“{duty.what}” is noted as sent already.")
    if version_id:
        tx.get(PlanVersion, version_id)
    keep(tx, replace(duty, sent_on=sent_on, version_id=version_id))
