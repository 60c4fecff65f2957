"""Area SEND reports, in the layouts that inspectorates have used: our own writing about an invented area."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.domain.codes import FindingKind, SourceKind
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

COUNCIL = "Harrowmere County Council and NHS Harrow Vale Integrated Care Board"
BOARD = "NHS Harrow Vale Integrated Care Board"
FIRST = (
    "Leaders should act at once to agree who decides on each new placement. This includes placements outside "
    "Harrowmere, and those that the council and the board pay for together."
)
SECOND = "Leaders from the board should cut the wait for a first therapy appointment."
THIRD = (
    "The partnership should write plans that say what each service will do, by when and how families will "
    "know, so that nobody has to ask twice."
)
FOURTH = "Leaders should tell families which short breaks there are."
OPENING = """Area SEND inspection of Harrowmere Local Area Partnership

Inspection dates: 9 to 13 June 2025

Inspection outcome

Much has to change soon.

A monitoring inspection will follow within approximately 18 months.

HMCI requires the partnership to prepare and submit a priority action plan (area SEND) for the areas below.

What is it like to be a child or young person with SEND in this area?

Children wait too long.
"""
CLOSING = """Local area partnership details

Inspection team
"""
MORE = "Children are known well by those who teach them, and their families say so when they are asked. " * 5


def texts(document: ExtractedDocument) -> list[str]:
    return [" ".join((finding.text, *finding.sub_items)) for finding in document.findings]


def set_report(body: str) -> str:
    head = OPENING.replace("Area SEND inspection of", "#text(size: 26pt)[Area SEND inspection of", 1)
    head = head.replace("Partnership\n", "Partnership]\n", 1)
    return f"{head}\n\n{body}\n\n*Local area partnership details*\n\n{MORE}"


def rows(*cells: str) -> str:
    return ", ".join(f"[{cell}]" for cell in cells)


PRIORITY = (
    "#table(columns: (1fr, 2fr), table.header(repeat: {repeat}, [*Responsible body*], "
    "[*Areas for priority action*]), "
)
IMPROVE = "#table(columns: (1fr,), table.header([*Areas for improvement*]), "
BOTH = (
    "*Areas for priority action*\n\n"
    + PRIORITY.format(repeat="true")
    + f"{rows(COUNCIL, FIRST, BOARD, SECOND)})\n\n*Areas for improvement*\n\n{IMPROVE}{rows(THIRD, FOURTH)})"
)

MakePdf = Callable[..., Path]


@pytest.fixture
def read_report(make_pdf: MakePdf) -> Callable[..., ExtractedDocument]:
    return lambda body, **options: read_document(make_pdf(set_report(body), **options))


def test_rows_are_findings_and_the_first_column_says_who_is_responsible(
    read_report: Callable[..., ExtractedDocument],
) -> None:
    document = read_report(BOTH)
    assert document.kind is SourceKind.AREA_SEND_REPORT
    assert document.authority == "Harrowmere Local Area Partnership"
    assert (str(document.visited_from), str(document.visited_to)) == ("2025-06-09", "2025-06-13")
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]
    assert [finding.kind for finding in document.findings] == [
        *[FindingKind.PRIORITY_ACTION] * 2,
        *[FindingKind.AREA_FOR_IMPROVEMENT] * 2,
    ]
    assert [finding.responsible for finding in document.findings] == [(COUNCIL,), (BOARD,), (), ()]
    assert [finding.section for finding in document.findings] == [
        *["Areas for priority action"] * 2,
        *["Areas for improvement"] * 2,
    ]
    assert [finding.warnings for finding in document.findings] == [()] * 4
    assert document.statements == ()


def test_what_the_outcome_asks_for_is_a_duty(read_report: Callable[..., ExtractedDocument]) -> None:
    duties = read_report(BOTH).duties
    assert [(duty.what, duty.to, duty.period, duty.required) for duty in duties] == [
        (
            "progress for the monitoring inspection",
            "Ofsted and Care Quality Commission",
            "approximately 18 months",
            False,
        ),
        ("priority action plan", "Ofsted and Care Quality Commission", None, True),
    ]


def test_a_plan_that_is_only_asked_for_is_published(read_report: Callable[..., ExtractedDocument]) -> None:
    asked = "The inspectorates ask that the partnership updates its strategic plan and publishes it."
    (duty, *_) = [d for d in read_report(f"{asked}\n\n{BOTH}").duties if d.what == "updated strategic plan"]
    assert (duty.to, duty.required, duty.text) == ("the public", False, asked)


@pytest.mark.parametrize("repeat", ["true", "false"])
@pytest.mark.parametrize("above", range(12, 25))
def test_rows_broken_over_pages_stay_whole(
    read_report: Callable[..., ExtractedDocument], repeat: str, above: int
) -> None:
    body = BOTH.replace("repeat: true", f"repeat: {repeat}")
    document = read_report(
        f"#v({above}cm)\n\n{body}",
        page="header: [Report on Harrowmere], footer: context align(right)[Page #counter(page).display()]",
    )
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]
    assert [finding.responsible for finding in document.findings] == [(COUNCIL,), (BOARD,), (), ()]


@pytest.mark.parametrize(
    "stroke",
    [
        "(x: none, y: 0.5pt)",
        "(x, y) => (left: if x > 0 { 0.5pt }, top: if y > 0 { 0.5pt })",
        "none",
        "1.5pt + gray",
    ],
)
def test_a_table_is_read_whatever_of_its_rules_is_drawn(
    read_report: Callable[..., ExtractedDocument], stroke: str
) -> None:
    document = read_report(f"#set table(stroke: {stroke})\n\n{BOTH}")
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]
    assert [finding.responsible for finding in document.findings][:2] == [(COUNCIL,), (BOARD,)]


def test_a_cell_may_hold_bullets_under_its_sentence(read_report: Callable[..., ExtractedDocument]) -> None:
    cell = "Leaders should act together: #list([reading each plan], [answering each family;])"
    document = read_report(BOTH.replace(FIRST, cell))
    assert document.findings[0].text == "Leaders should act together:"
    assert document.findings[0].sub_items == ("reading each plan", "answering each family")


def test_a_cell_of_bullets_holds_a_finding_each(read_report: Callable[..., ExtractedDocument]) -> None:
    document = read_report(BOTH.replace(rows(THIRD, FOURTH), f"[#list([{THIRD}], [{FOURTH}])]"))
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]


def test_numbered_rows_keep_their_numbers(read_report: Callable[..., ExtractedDocument]) -> None:
    body = BOTH.replace("(1fr, 2fr)", "(auto, 1fr, 2fr)").replace(
        "[*Responsible body*]", "[], [*Responsible body*]"
    )
    body = body.replace(rows(COUNCIL, FIRST, BOARD, SECOND), rows("1", COUNCIL, FIRST, "2", BOARD, SECOND))
    document = read_report(body)
    assert [(f.reference, f.responsible) for f in document.findings[:2]] == [
        ("1", (COUNCIL,)),
        ("2", (BOARD,)),
    ]
    assert texts(document)[:2] == [FIRST, SECOND]


def test_a_body_printed_once_for_two_rows_is_asked_about(
    read_report: Callable[..., ExtractedDocument],
) -> None:
    merged = f"table.cell(rowspan: 2)[{COUNCIL}], [{FIRST}], [{SECOND}]"
    document = read_report(BOTH.replace(rows(COUNCIL, FIRST, BOARD, SECOND), merged))
    assert [finding.responsible for finding in document.findings][:2] == [(COUNCIL,), (COUNCIL,)]
    assert document.findings[1].warnings == (
        "The responsible body is printed once for several rows; check it.",
    )


def test_two_bodies_on_lines_of_their_own_are_two(read_report: Callable[..., ExtractedDocument]) -> None:
    document = read_report(BOTH.replace(f"[{COUNCIL}]", "[Harrowmere Council #parbreak() NHS Harrow Vale]"))
    assert document.findings[0].responsible == ("Harrowmere Council", "NHS Harrow Vale")


def test_improvements_without_a_priority_table_are_all_there_is(
    read_report: Callable[..., ExtractedDocument],
) -> None:
    document = read_report(BOTH[BOTH.index("*Areas for improvement*") :])
    assert texts(document) == [THIRD, FOURTH]


def test_a_footnote_under_a_table_is_shown(read_report: Callable[..., ExtractedDocument]) -> None:
    noted = FOURTH.replace("breaks", "breaks#footnote[As the council lists them.]")
    document = read_report(f"#set super(typographic: false)\n\n{BOTH.replace(FOURTH, noted)}")
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]
    assert [note.lstrip("1 ") for note in document.statements] == ["As the council lists them."]
    assert document.findings[3].warnings == ("A footnote mark was left out.",)


def test_a_sentence_instead_of_a_table_is_a_statement(read_report: Callable[..., ExtractedDocument]) -> None:
    none = "There are no areas for priority action."
    document = read_report(
        f"*Areas for priority action*\n\n{none}\n\n{BOTH[BOTH.index('*Areas for improvement*') :]}"
    )
    assert texts(document) == [THIRD, FOURTH]
    assert document.statements == (none,)


def test_a_table_that_lays_out_the_page_is_read_as_text(make_pdf: MakePdf) -> None:
    document = read_document(make_pdf(set_report(f"#table(columns: 1, [{MORE}], [{BOTH}], [{MORE}])")))
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]
    assert [finding.responsible for finding in document.findings] == [(COUNCIL,), (BOARD,), (), ()]


def test_a_monitoring_report_shows_what_was_set_and_sets_nothing(make_pdf: MakePdf) -> None:
    body = set_report(BOTH).replace("Area SEND inspection of", "Area SEND monitoring inspection of")
    document = read_document(make_pdf(body))
    assert document.findings == ()
    assert document.statements == (FIRST, SECOND, THIRD, FOURTH)
    assert any("monitoring inspection" in warning for warning in document.warnings)


CELLS = f"""Areas for priority action

Responsible body
Areas for priority action
{COUNCIL}
{FIRST}
{BOARD}
{SECOND}

Areas for improvement

Areas for improvement
{THIRD}
{FOURTH}
"""


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
def test_pasted_rows_are_told_apart_by_their_wording_with_a_warning(parted: str) -> None:
    document = read_pasted(OPENING + CELLS.replace("\n", parted) + CLOSING)
    assert texts(document) == [FIRST, SECOND, THIRD, FOURTH]
    assert [finding.responsible for finding in document.findings] == [(COUNCIL,), (BOARD,), (), ()]
    assert all("told apart by their wording" in finding.warnings[0] for finding in document.findings[:2])


def test_narrow_pasted_columns_are_put_together() -> None:
    narrow = CELLS.replace(COUNCIL, "Harrowmere County\nCouncil and NHS\nHarrow Vale Integrated\nCare Board")
    narrow = narrow.replace(FIRST, FIRST.replace(" to ", "\nto ").replace(" that ", "\nthat "))
    document = read_pasted(OPENING + narrow + CLOSING)
    assert texts(document)[:2] == [FIRST, SECOND]
    assert document.findings[0].responsible == (COUNCIL,)


def test_columns_mixed_line_by_line_are_kept_with_a_warning() -> None:
    mixed = """Areas for priority action

Responsible body Areas for priority action
Harrowmere County Leaders should act at once to agree
Council who decides on each new placement.

"""
    document = read_pasted(OPENING + mixed + CLOSING)
    (finding,) = document.findings
    assert finding.responsible == ()
    assert finding.text.endswith("new placement.")
    assert "could not be told apart" in finding.warnings[0]
