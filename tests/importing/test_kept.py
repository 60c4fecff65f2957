"""A proposal kept until it is finished."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.importing.test_earlier import finding
from tests.plans import plan, source
from tracker.domain.codes import DutyBasis, FindingKind
from tracker.domain.commands import NewDraft, NewDuty
from tracker.domain.due import DueDate
from tracker.domain.plan import Plan
from tracker.importing.documents import read_pasted
from tracker.importing.kept import proposal_from_json, proposal_to_json
from tracker.importing.proposal import Proposal

LETTER = """Focused visit to Harrowmere children’s services

Areas for priority action

• The time that children wait for a first decision.
• Supervision of every social worker.

Main findings
"""


@pytest.fixture
def known() -> Plan:
    """A plan that has the first item, and another that the letter does not speak of."""
    return plan(
        source("s1"),
        finding("f1", "The time that children wait for a first decision."),
        finding("f2", "Use of audits."),
    )


@pytest.fixture
def changed(known: Plan) -> Proposal:
    """A proposal in which nothing is as it was read."""
    made = Proposal.of(replace(read_pasted(LETTER), sha256="aa"), plan=known)
    draft = NewDraft(title="See every child", owner_title="Director", due=DueDate.month(2027, 3))
    made = replace(made, drafts=made.drafts.with_words(0, draft).with_another(0))
    made = made.corrected(1, "Supervision of each social worker").split(1, 0, 12).remaining("f2", "Remains.")
    made, _ = made.write("One more", FindingKind.OTHER_AREA)
    duty = NewDuty(what="Reply", to="Ofsted", basis=DutyBasis.ENTERED, due_on=date(2024, 4, 1))
    return replace(
        made,
        received_on=date(2024, 3, 15),
        in_force_on=date(2024, 3, 1),
        authority="Harrowmere",
        body="Ofsted",
        replaces_id="s1",
        given_duties=(duty,),
    )


def test_it_is_taken_up_as_it_was(changed: Proposal, known: Plan) -> None:
    values = json.loads(json.dumps(proposal_to_json(changed)))
    assert "document" not in values
    assert changed.items[0].repeats == "f1"
    assert proposal_from_json(changed.document, values, known) == changed


def test_what_the_plan_no_longer_has_is_forgotten(changed: Proposal) -> None:
    taken_up = proposal_from_json(changed.document, proposal_to_json(changed), plan())
    assert not any(item.repeats for item in taken_up.items)
    assert (taken_up.replaces_id, taken_up.remain) == (None, {})
    assert {key for _, draft in taken_up.actions for key in draft.answers} == {
        item.key for item in taken_up.items
    }


@pytest.mark.parametrize("harm", [{"kind": "?"}, {"items": [{}]}, {"drafts": None}, {"visit": []}])
def test_damaged_values_are_an_error(changed: Proposal, harm: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        proposal_from_json(changed.document, proposal_to_json(changed) | harm)
