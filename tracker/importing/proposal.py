"""From a document as read to the command that takes it into a plan."""

import re
from collections.abc import Sequence
from datetime import date

from tracker.domain.codes import DutyBasis, FindingKind
from tracker.domain.commands.keeping import same
from tracker.domain.commands.sources import AddSource, NewDuty, NewFinding
from tracker.domain.rules.duties import Preset, presets_for
from tracker.importing.extracted import ExtractedDocument, ExtractedDuty, ExtractedFinding

_WORKING_DAYS = re.compile(r"(\d+) working days", re.IGNORECASE)


def source_command(
    document: ExtractedDocument, content: bytes | None, *, received_on: date | None, today: date
) -> AddSource:
    """The command that adds a document with its findings, a draft action for each, and its duties.

    Without `received_on` the letter's own date is taken and marked as assumed. The source is in the plan
    from the day it was received. Duties that the document prints win over its family's usual ones.
    """
    received = received_on or document.published_on
    return AddSource(
        source_kind=document.kind,
        title=document.title or document.file,
        body=document.regulator or "",
        authority=document.authority or "",
        published_on=document.published_on,
        received_on=received,
        received_assumed=received_on is None,
        visited_from=document.visited_from,
        visited_to=document.visited_to,
        visited_as_printed=document.visited_as_printed or "",
        file_name=document.file,
        content=content,
        full_text=document.text,
        statements=document.statements,
        warnings=document.warnings,
        in_plan_from=min(received, today) if received else None,
        findings=tuple(_finding(item) for item in document.findings),
        duties=_duties(document),
    )


def _finding(item: ExtractedFinding) -> NewFinding:
    return NewFinding(
        kind=item.kind,
        text=item.text,
        lead_in=item.lead_in or "",
        sub_items=item.sub_items,
        printed_reference=item.reference or "",
        section=item.section,
        page=item.page,
        theme=item.theme or "",
        responsible=item.responsible,
        addressee=item.addressee or "",
        timescale=item.timescale or "",
        warnings=item.warnings,
    )


def _duties(document: ExtractedDocument) -> tuple[NewDuty, ...]:
    """What the document prints; only one that prints nothing takes its family's usual duties."""
    grave = any(item.kind is FindingKind.PRIORITY_ACTION for item in document.findings)
    usual = presets_for(document.kind, grave)
    return tuple(_printed(duty, usual) for duty in document.duties) or tuple(map(_usual, usual))


def _usual(preset: Preset) -> NewDuty:
    return NewDuty(
        what=preset.what,
        to=preset.to,
        basis=DutyBasis.PRESET,
        period=preset.period,
        working_days=preset.working_days,
        required=preset.required,
    )


def _printed(duty: ExtractedDuty, usual: Sequence[Preset]) -> NewDuty:
    """A printed date wins; the day computed from the printed or the usual period stands beside it."""
    number = _WORKING_DAYS.fullmatch(duty.period or "")
    days = [each.working_days for each in usual if same(each.what, duty.what)]
    return NewDuty(
        what=duty.what[:1].upper() + duty.what[1:],
        to=duty.to,
        basis=DutyBasis.PRINTED,
        period=duty.period or "",
        working_days=int(number[1]) if number else next(iter(days), None) if duty.due_on else None,
        due_on=duty.due_on,
        required=duty.required,
        text=duty.text,
        page=duty.page,
    )
