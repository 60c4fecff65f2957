"""HMI Probation's recommendations, each under whom it addresses."""

from tracker.importing.documents import read_pasted

REPORT = """An inspection of youth justice services in Harrowmere

HM Inspectorate of Probation, March 2024

Contents

Foreword ........ 3
Recommendations ........ 5
Background ........ 6

Foreword

The service knows its children well.

Recommendations

As a result of our findings, we have made four recommendations that will help the service.

The Harrowmere Youth Justice Service should:

1. improve how it plans for the safety of other people
2. see that every child has an assessment of what they need:
   – from health
   – from education.

The Youth Justice Management Board should:

3. know why some children are over-represented.

Harrowmere Police and the Integrated Care Board must, within six months:

4. share what they know at the first meeting.

Background

The service covers three districts. The Board should: have met.
"""


def test_each_recommendation_names_whom_it_addresses() -> None:
    document = read_pasted(REPORT)
    assert [(each.reference, each.addressee, each.timescale) for each in document.findings] == [
        ("1", "Harrowmere Youth Justice Service", None),
        ("2", "Harrowmere Youth Justice Service", None),
        ("3", "Youth Justice Management Board", None),
        ("4", "Harrowmere Police and the Integrated Care Board", "within six months"),
    ]
    assert document.findings[1].sub_items == ("from health", "from education.")
    assert document.findings[2].lead_in == "The Youth Justice Management Board should:"
    assert document.statements == (
        "As a result of our findings, we have made four recommendations that will help the service.",
    )
    assert document.authority == "Harrowmere"
    joined = REPORT.replace("Harrowmere\n\nHM", "Harrowmere HM", 1)
    assert read_pasted(joined).authority == "Harrowmere"
    assert document.kind == "hmi_probation_report"
