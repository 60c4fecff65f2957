"""What a later document says of what the plan has already."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import plan, source
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.plan import Plan
from tracker.domain.records import Finding, Mention
from tracker.importing.documents import read_pasted
from tracker.importing.earlier import alike, earlier_findings, likest, remaining, said_again, same_document

OLD, NEW = "s1", "s2"


def finding(
    finding_id: str,
    text: str,
    source_id: str = OLD,
    kind: FindingKind = FindingKind.PRIORITY_ACTION,
    **values: object,
) -> Finding:
    number = int(finding_id[1:])
    given = {"ref": f"F{number}", "position": number, "in_plan_from": date(2024, 1, 1)}
    return Finding(id=finding_id, source_id=source_id, kind=kind, text=text, **given | values)  # type: ignore[arg-type]


@pytest.fixture
def two_letters() -> Plan:
    """A plan with two letters; the second says the first finding of the first again."""
    return plan(
        source(OLD, published_on=date(2024, 3, 1), file_sha256="aa"),
        source(NEW, published_on=date(2025, 3, 1), kind=SourceKind.FOCUSED_VISIT_LETTER),
        finding("f1", "The time that children wait for a first decision."),
        finding("f2", "The quality of chronologies.", kind=FindingKind.AREA_FOR_IMPROVEMENT),
        finding("f3", "The time children wait for a first decision.", NEW),
        finding("f4", "Nobody asked for this.", NEW, left_out_on=date(2025, 4, 1)),
        Mention(id="m1", source_id=NEW, finding_id="f1", again_id="f3"),
    )


def test_of_a_finding_said_again_only_the_latest_counts(two_letters: Plan) -> None:
    assert [each.finding.id for each in earlier_findings(two_letters)] == ["f3", "f2"]
    assert earlier_findings(None) == ()


def test_the_very_same_file_is_known_by_its_digest(two_letters: Plan) -> None:
    document = read_pasted("Dear Director\n")
    assert same_document(two_letters, document) is None
    held = plan(source(OLD, file_sha256=document.sha256))
    found = same_document(held, document)
    assert found is not None
    assert found.id == OLD


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("The quality of plans.", "the quality of  PLANS", 1.0, 1.0),
        ("The time that children wait for a decision.", "The time children wait for a decision.", 0.9, 0.99),
        ("The time that children wait.", "Managers’ checks are not safe.", 0.0, 0.2),
        ("", "", 0.0, 0.0),
    ],
)
def test_likeness_is_the_share_of_words_that_both_have(
    one: str, other: str, least: float, most: float
) -> None:
    assert least <= alike(one, other) <= most


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1


def test_repeated_wording_is_matched_once_and_to_what_is_most_like_it(two_letters: Plan) -> None:
    earlier = earlier_findings(two_letters)
    wordings = {
        0: "The time that children wait for the first decision.",
        1: "The time children wait for a first decision.",
        2: "Something of another kind altogether.",
    }
    assert said_again(wordings, earlier) == {1: "f3"}
    found = likest(wordings[0], earlier)
    assert found is not None
    assert found.finding.id == "f3"
    assert likest(wordings[2], earlier) is None


def test_a_revised_document_is_matched_item_by_item_though_its_words_have_changed(two_letters: Plan) -> None:
    earlier = earlier_findings(two_letters)
    wordings = {5: "The quality and use of chronologies in every case."}
    assert said_again(wordings, earlier) == {}
    assert said_again(wordings, earlier, OLD) == {5: "f2"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("The areas for priority action set at the last visit remain.", {"f3"}),
        ("In addition to addressing the priority action not resolved in 2024:", {"f3"}),
        ("The areas for improvement are unchanged, and so are the priority actions.", {"f2", "f3"}),
        ("There are no areas for priority action.", set()),
        ("Leaders remain ambitious for children.", set()),
    ],
)
def test_statements_that_earlier_findings_remain_name_them_by_their_kind(
    two_letters: Plan, statement: str, found: set[str]
) -> None:
    told = remaining([statement], earlier_findings(two_letters))
    assert set(told) == found
    assert set(told.values()) <= {statement}
