"""A proposal as JSON values and back, kept until it is finished. The document is kept beside it."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from tracker.domain.codes import DutyBasis, SourceKind
from tracker.domain.commands.sources import NewDraft, NewDuty
from tracker.domain.due import DueDate
from tracker.domain.plan import Plan
from tracker.domain.records import Finding, Source
from tracker.importing.dates import Visit
from tracker.importing.drafts import Draft, Drafts
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.items import Item
from tracker.importing.proposal import Proposal

_WORDS = ("kind", "title", "body", "authority", "replaces_id")
_DAYS = ("published_on", "received_on", "in_force_on")


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """What was made of a document, as JSON values; neither the document nor the plan is among them."""
    visit, duties = proposal.visit, proposal.given_duties
    return {
        **{name: getattr(proposal, name) for name in _WORDS},
        **{name: _iso(getattr(proposal, name)) for name in _DAYS},
        "visit": [_iso(visit.first), _iso(visit.last), visit.printed],
        "items": [asdict(item) for item in proposal.items],
        "drafts": [_draft_to_json(draft) for draft in proposal.drafts.all],
        "remain": dict(proposal.remain),
        "given_duties": duties and [asdict(duty) | {"due_on": _iso(duty.due_on)} for duty in duties],
    }


def proposal_from_json(
    document: ExtractedDocument, values: Mapping[str, Any], plan: Plan | None = None
) -> Proposal:
    """The proposal back from its document and `proposal_to_json`; what the plan no longer has is forgotten.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    first, last, printed = values["visit"]
    duties = values["given_duties"]
    made = Proposal(
        document=document,
        kind=SourceKind(values["kind"]),
        title=values["title"],
        body=values["body"],
        authority=values["authority"],
        published_on=_day(values["published_on"]),
        received_on=_day(values["received_on"]),
        in_force_on=_day(values["in_force_on"]),
        visit=Visit(_day(first), _day(last), printed),
        items=tuple(map(_item_from_json, values["items"])),
        drafts=Drafts(tuple(map(_draft_from_json, values["drafts"]))),
        given_duties=None if duties is None else tuple(map(_duty_from_json, duties)),
        plan=plan,
    )
    for n, item in enumerate(made.items):
        if item.repeats and (plan is None or plan.find(Finding, item.repeats) is None):
            made = made.repeating(n, None)
    if plan is None:
        return made
    source = plan.find(Source, values["replaces_id"])
    known = {key: said for key, said in values["remain"].items() if plan.find(Finding, key)}
    return replace(made, replaces_id=source.id if source else None, remain=known)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _item_from_json(values: Mapping[str, Any]) -> Item:
    given = {each.name: values[each.name] for each in fields(Item)}
    finding = ExtractedFinding.from_json(values["finding"])
    return Item(**given | {"finding": finding, "as_read": tuple(values["as_read"])})


def _draft_to_json(draft: Draft) -> dict[str, Any]:
    due = draft.new.due
    return asdict(draft) | {"new": asdict(draft.new) | {"due": due.code if due else None}}


def _draft_from_json(values: Mapping[str, Any]) -> Draft:
    due = values["new"]["due"]
    known = {"due": DueDate.parse(due) if due else None, "answers": ()}
    return Draft(NewDraft(**{**values["new"], **known}), tuple(values["answers"]))


def _duty_from_json(values: Mapping[str, Any]) -> NewDuty:
    known = {"basis": DutyBasis(values["basis"]), "due_on": _day(values["due_on"])}
    return NewDuty(**{**values, **known})
