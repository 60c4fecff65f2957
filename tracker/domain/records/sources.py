"""What the plan answers: sources, their findings, and what must be sent to whom."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import DutyBasis, FindingKind, SourceKind
from tracker.domain.records.base import Record, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A letter, report, notice or the board itself. It may have no file.

    `file_sha256` and `text_sha256` name the stored original and its extracted text. `received_assumed`
    is True where nobody has said yet when it was received. `statements` were printed among the
    findings and not taken.
    """

    table: ClassVar[str] = "source"

    kind: SourceKind
    body: str = ""
    title: str
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
    file_sha256: str | None = None
    text_sha256: str | None = None
    statements: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    in_plan_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """One item that must be answered, in its verbatim wording, never edited, only annotated.

    `text` with `sub_items` in order is the whole item; `lead_in` introduced it. A finding left out at
    import keeps why, by whom and when, and stays listed under its source.
    """

    table: ClassVar[str] = "finding"
    ref_letter: ClassVar[str | None] = "F"

    ref: str
    source_id: str
    kind: FindingKind
    text: str
    lead_in: str = ""
    sub_items: tuple[str, ...] = ()
    printed_reference: str = ""
    section: str = ""
    position: int
    page: int | None = None
    theme: str = ""
    responsible: tuple[str, ...] = ()
    addressee: str = ""
    timescale: str = ""
    warnings: tuple[str, ...] = ()
    annotation: str = ""
    own_theme: str = ""
    left_out_reason: str = ""
    left_out_by: str = ""
    left_out_on: date | None = None
    in_plan_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Record):
    """What a source obliges to be sent: what, to whom, by when.

    The day is `due_on` where one is printed or entered, else `working_days` counted from the source's
    received day. `required` is False for "it would be helpful". `sent_on` and `version_id` say how it
    was met.
    """

    table: ClassVar[str] = "duty"

    source_id: str
    what: str
    to: str
    basis: DutyBasis
    period: str = ""
    working_days: int | None = None
    due_on: date | None = None
    required: bool = True
    text: str = ""
    page: int | None = None
    sent_on: date | None = None
    version_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """What a later source says of an earlier finding: that it remains, or the same again.

    `text` are the later source's words. Where it sets the finding anew, `again_id` is its own finding, which
    the same actions answer.
    """

    table: ClassVar[str] = "mention"

    source_id: str
    finding_id: str
    again_id: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualDuty(Record):
    """What this plan takes to be due after a source of a kind that prints nothing itself.

    A kind that has any of these has only these (see `rules.duties`). `origin` is where the period comes from.
    """

    table: ClassVar[str] = "usual_duty"

    kind: SourceKind
    position: int
    what: str
    to: str
    period: str = ""
    working_days: int | None = None
    origin: str = ""
    needs_priority_action: bool = False
    required: bool = True
