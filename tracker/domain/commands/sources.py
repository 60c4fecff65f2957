"""Commands about what the plan answers: sources with their findings, and what must be sent to whom."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from tracker.domain.codes import AmendmentKind, DutyBasis, FindingKind, Lifecycle, SourceKind
from tracker.domain.commands.actions import LinkFinding
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.facts import amend
from tracker.domain.commands.forms import Add, Change, make, promised, shared, tie
from tracker.domain.commands.keeping import clean, keep, same
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    ActionFinding,
    Duty,
    Finding,
    Mention,
    PlanVersion,
    Post,
    Source,
    UsualDuty,
    Workstream,
)
from tracker.domain.rules.duties import Preset

_OPENING = 80
_GONE = {Lifecycle.WITHDRAWN, Lifecycle.REPLACED}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """What is known already of the action that answers a finding: wording, owner, due date, workstream.

    Without `title` the action is a draft with the finding's opening words. Owner and workstream are named
    by the id of one in the plan, else by a title; one of that title is taken, or made if there is none.
    `answers` are the places among its source's findings, from 0, of those that the action answers.
    """

    title: str = ""
    owner_post_id: str | None = None
    owner_title: str = ""
    due: DueDate | None = None
    workstream_id: str | None = None
    workstream_title: str = ""
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """One item of a source as printed. With `left_out_reason` it is listed under its source only.

    `as_read` is its text and sub-items as a reader took them, where a person has put them right since.
    """

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
    as_read: tuple[str, ...] = ()


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
class NewMention:
    """What a source says of an earlier finding: its words, and the place among its own findings, from 0, of
    the one that says the same again; what answers the earlier one then answers that one too."""

    finding_id: str
    text: str = ""
    again: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource(Command):
    """Add what the plan must answer, with its findings and duties, as one change.

    `content` is the original file and `full_text` its text; both are kept with the plan. Without `drafts`
    each finding gets a draft action with its opening words, but for those left out and those that only say
    again what an earlier one said.
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
    drafts: tuple[NewDraft, ...] | None = None
    mentions: tuple[NewMention, ...] = ()

    def apply(self, tx: Tx) -> None:
        digest = tx.keep_file(self.content) if self.content is not None else None
        if digest and tx.all(Source, file_sha256=digest):
            refuse(f"“{self.file_name}” is in the plan already.")
        text = tx.keep_file(self.full_text.encode("utf-8", "replace")) if self.full_text else None
        source = make(tx, Source, shared(self, Source) | {"file_sha256": digest, "text_sha256": text})
        findings = [_add_finding(tx, source.id, source.in_plan_from, item) for item in self.findings]
        for mention in self.mentions:
            _mention(tx, source, mention, findings)
        for draft in self._usual_drafts(findings) if self.drafts is None else self.drafts:
            _draft_action(tx, [findings[place] for place in draft.answers], draft)
        for duty in self.duties:
            make(tx, Duty, {"source_id": source.id, **shared(duty, Duty)})

    def _usual_drafts(self, findings: Sequence[Finding]) -> tuple[NewDraft, ...]:
        again = {mention.again for mention in self.mentions}
        wanted = (n for n, each in enumerate(findings) if not each.left_out_on and n not in again)
        return tuple(NewDraft(answers=(n,)) for n in wanted)


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
    finding = make(tx, Finding, shared(item, Finding) | values | left_out)
    if item.as_read:
        before, now = item.as_read, (finding.text, *finding.sub_items)
        pairs = (("text", before[0], now[0]), ("sub_items", "; ".join(before[1:]), "; ".join(now[1:])))
        for field, old, new in pairs:
            if old != new:
                where = Finding.table, finding.id, field
                amend(tx, AmendmentKind.CORRECTION, *where, old, new, "Misread in the document", tx.whose)
    return finding


def _mention(tx: Tx, source: Source, mention: NewMention, findings: Sequence[Finding]) -> None:
    """Note it; what answers the earlier finding answers the one that says the same again."""
    again = findings[mention.again] if mention.again is not None else None
    values = {"source_id": source.id, "again_id": again.id if again else None}
    make(tx, Mention, shared(mention, Mention) | values)
    if again is None or again.left_out_on:
        return
    why = {"reason": f"Said again in “{source.title}”", "agreed_by": tx.whose}
    for answer in tx.all(ActionFinding, finding_id=mention.finding_id):
        if tx.get(Action, answer.action_id).lifecycle not in _GONE:
            LinkFinding(action_id=answer.action_id, finding_id=again.id, **why).apply(tx)


def _draft_action(tx: Tx, findings: Sequence[Finding], draft: NewDraft) -> None:
    if not findings:
        refuse("A draft action answers no improvement area.")
    values = {
        "title": clean(draft.title) or opening_words(findings[0].text),
        "draft": not clean(draft.title),
        "owner_post_id": draft.owner_post_id or _titled(tx, Post, draft.owner_title),
        "due": draft.due,
        "workstream_id": draft.workstream_id or _titled(tx, Workstream, draft.workstream_title),
        "in_plan_from": findings[0].in_plan_from,
    }
    action = keep(tx, promised(tx, make(tx, Action, values)))
    for finding in findings:
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
class SetUsualDuties(Command):
    """Set what is usually due after a source of this kind; with none, the program's own list holds again."""

    kind = "set_usual_duties"
    label = "set usual dates"

    source_kind: SourceKind
    duties: tuple[Preset, ...]

    def apply(self, tx: Tx) -> None:
        for earlier in tx.all(UsualDuty):
            if earlier.kind is self.source_kind:
                tx.remove(earlier)
        for position, duty in enumerate(self.duties, start=1):
            make(tx, UsualDuty, {"kind": self.source_kind, "position": position, **asdict(duty)})


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
