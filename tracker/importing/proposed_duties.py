"""What must be sent after a document: what it prints itself, else what is usual for its family."""

import re
from collections.abc import Sequence

from tracker.domain.codes import DutyBasis, SourceKind
from tracker.domain.commands.keeping import same
from tracker.domain.commands.sources import NewDuty
from tracker.domain.plan import Plan
from tracker.domain.rules.duties import Preset, presets_for
from tracker.importing.extracted import ExtractedDocument, ExtractedDuty

_WORKING_DAYS = re.compile(r"(\d+) working days", re.IGNORECASE)


def duties_of(
    document: ExtractedDocument, kind: SourceKind, has_priority_action: bool, plan: Plan | None = None
) -> tuple[NewDuty, ...]:
    """What the document prints; only one that prints nothing takes the usual duties of this kind, the plan's
    own where it has any."""
    usual = presets_for(kind, has_priority_action, plan)
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
