"""Estyn's recommendations, in the forms in which reports and council papers print them."""

import pytest

from tracker.importing.documents import read_pasted

REPORT = """A report on education services in Porth Elan County Council

Date of inspection: June 2023

Published on 14 September 2023 by Estyn

Summary

Leaders know their schools well.

Recommendations

R1 Raise the attendance of pupils in secondary schools and see that officers
use what they know of absence to help schools sooner
R2 Improve the pace at which support reaches pupils
R3 Strengthen evaluation so that leaders know the effect of their work

What happens next

The authority will update its plans to address the recommendations.

Main findings

R1 was a matter in the last inspection too.
"""


def test_the_labels_of_recommendations_are_their_references() -> None:
    document = read_pasted(REPORT)
    assert [(each.reference, each.text) for each in document.findings] == [
        (
            "R1",
            "Raise the attendance of pupils in secondary schools and see that officers use what they"
            " know of "
            "absence to help schools sooner",
        ),
        ("R2", "Improve the pace at which support reaches pupils"),
        ("R3", "Strengthen evaluation so that leaders know the effect of their work"),
    ]
    assert {each.kind for each in document.findings} == {"recommendation"}
    assert {each.section for each in document.findings} == {"Recommendations"}
    assert document.authority == "Porth Elan County Council"
    assert str(document.published_on) == "2023-09-14"
    assert document.visited_from is None


@pytest.mark.parametrize("parting", [": ", " – ", ". ", ":\n", "\n"])
def test_recommendations_are_found_by_their_labels_where_no_heading_stands(parting: str) -> None:
    items = "\n\n".join(
        f"Recommendation {number}{parting}Improve {what};" for number, what in ((1, "plans"), (2, "visits"))
    )
    document = read_pasted(
        "Outcome of Estyn's visit to Porth Elan\n\nMembers know the history. Estyn made the following "
        f"recommendations across Porth Elan’s education services:\n\n{items}\n\nProgress since then was"
        f" mixed."
        "\n\nRecommendation 1 - strong progress\n\nOfficers have redrawn the plans."
    )
    assert [(each.reference, each.text) for each in document.findings] == [
        ("Recommendation 1", "Improve plans"),
        ("Recommendation 2", "Improve visits"),
    ]
    assert {each.lead_in for each in document.findings} == {
        "Estyn made the following recommendations across Porth Elan’s education services:"
    }
    assert document.statements == ("Recommendation 1 strong progress",)
    assert document.authority == "Porth Elan"


def test_a_report_without_recommendations_says_so() -> None:
    document = read_pasted("Estyn inspection of Porth Elan education services\n\nSummary\n\nAll is well.")
    assert document.findings == ()
    assert "none is labelled" in document.warnings[-1]
