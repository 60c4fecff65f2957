import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import plans
from tests.any_plans import days, for_any_plan
from tests.reports.board import EXPECTED, SCOPE, TODAY, expected, on, plan
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Record
from tracker.domain.rules.position import position_at
from tracker.domain.rules.states import is_open
from tracker.reports import overdue, plain
from tracker.reports.document import Heading, Paragraph, Run, Table
from tracker.reports.scope import Scope


def text(made: FullPlan, scope: Scope = SCOPE, width: int = 300) -> str:
    """The paper as text on long lines, so that sentences stay whole."""
    return plain.write(overdue.build(made, scope), width)


def table(made: FullPlan, opening: str, scope: Scope = SCOPE) -> dict[str, str]:
    """A table's rows as text, by the reference in their first cell; none where it says so in a word."""
    blocks = overdue.build(made, scope).blocks
    start = next(
        n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith(opening)
    )
    block = blocks[start + 1]
    if not isinstance(block, Table):
        return {}
    return {_words(row[0]): " | ".join(map(_words, row)) for row in block.rows}


def _words(cell: tuple[Paragraph, ...]) -> str:
    said = "\n".join(
        "".join(part.text if isinstance(part, Run) else f"[{part.word}]" for part in each.parts)
        for each in cell
    )
    return said.replace("\u00a0", " ")


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_the_paper_is_the_one_expected(ending: str) -> None:
    name = f"overdue.{ending}"
    assert expected()[name] == (EXPECTED / name).read_text(encoding="utf-8")


def test_a_plan_made_later_from_a_letter_shows_its_draft_actions_and_duties_at_the_day() -> None:
    there: dict[str, Any] = {"in_plan_from": date(2020, 2, 27)}
    records: list[Record] = [
        plans.source(received_on=date(2020, 2, 27), **there),
        plans.duty("y1", working_days=20),
        plans.duty("y2", what="Final action plan", working_days=70),
    ]
    for n in range(1, 7):
        records += [plans.finding(f"f{n}", **there), plans.answers(f"a{n}", f"f{n}")]
        records.append(plans.action(f"a{n}", draft=True, title="The opening words", **there))
    day = date(2020, 6, 30)
    made = position_at(plans.plan(*records, begun_on=TODAY), day)
    scope = replace(SCOPE, day=day)
    rows = table(made, "Table A", scope)
    assert len(rows) == 6
    assert all(
        all(word in row for word in ("Action to be planned", "The opening words", "No date", "No owner"))
        for row in rows.values()
    )
    assert table(made, "Table D", scope) == {}
    shown = text(made, scope).replace("\u00a0", " ")
    assert "Due 26 Mar 2020, no record that it was sent" in shown
    assert "Due 10 Jun 2020, no record that it was sent" in shown
    assert shown.index("What must be sent") < shown.index("Table A")
    assert "Six improvement areas have no action yet" in shown
    assert "Two documents to be sent are past their date, with no record of sending." in shown
    assert shown.count("recorded later") == 1
    assert "Everything here was recorded later, from 21 November 2026 on." in shown
    assert "No meeting recorded yet." in shown
    assert "Completed since 2 June 2020" in shown


def test_before_the_first_change_the_paper_says_that_there_is_no_record() -> None:
    empty = FullPlan({}, begun_on=on(1, 5))
    scope = replace(SCOPE, day=date(2025, 12, 31), as_known=True)
    shown = text(empty, scope)
    assert "Nothing was recorded in this plan by 31 December 2025." in shown
    assert "Its record begins on 5 January 2026." in shown
    assert shown.endswith("As known on 31 December 2025 · No version yet\n")
    assert "OFFICIAL-SENSITIVE" in shown
    assert overdue.tables(empty, scope)["tables"] == {}


@pytest.mark.parametrize(
    ("scope", "position"),
    [
        (SCOPE, "Position at 21 November 2026"),
        (replace(SCOPE, as_known=True), "As known on 21 November 2026"),
        (replace(SCOPE, day=date(2027, 3, 31)), "Looking ahead to 31 March 2027"),
    ],
)
def test_the_foot_says_which_day_and_how_it_is_read(scope: Scope, position: str) -> None:
    assert position in text(plan(), scope).splitlines()[-1]


def test_a_paper_on_a_workstream_or_an_owner_holds_these_actions_alone() -> None:
    by_stream = replace(SCOPE, workstream_id="w2")
    assert set(table(plan(), "Table A", by_stream)) == {"A11", "A12"}
    assert set(table(plan(), "Table E", by_stream)) == {"A8"}
    shown = text(plan(), by_stream)
    assert "Covers: Practice" in shown
    assert "What must be sent" not in shown
    assert set(table(plan(), "Table A", replace(SCOPE, owner_post_id="p1"))) == {"1.1"}


def test_a_public_copy_leaves_restricted_actions_out_and_says_so() -> None:
    assert "confidential" in text(plan())
    shown = text(plan(), replace(SCOPE, public=True))
    assert "confidential" not in shown
    assert "Covers: The whole plan; restricted actions left out" in shown
    assert "confidential" not in json.dumps(overdue.tables(plan(), replace(SCOPE, public=True)))


def test_an_action_on_hold_is_never_late_but_its_review_is() -> None:
    row = table(plan(), "Table A")["A5"]
    assert "review 1 Nov 2026\nreview overdue" in row
    assert "late" not in row
    assert "A5" not in table(plan(), "Table D")


def test_a_row_of_table_d_tells_how_late_how_often_moved_why_and_who_agreed() -> None:
    row = table(plan(), "Table D")["1.1"]
    for words in (
        "144 days\n30 Jun 2026",
        "22 days\n30 Oct 2026",
        "To 31 Aug 2026, +62 days. Posts vacant. Board, 24 Jun 2026.",
        "To 30 Oct 2026†, +60 days. Two offers were turned down. Chair, 9 Sep 2026.",
        "[Off track][Overdue]\nrated 10 Nov 2026",
        "Eight of ten are in post. Ines Halloway, 10 Nov 2026.",
        "Ask: Agree a market supplement.",
    ):
        assert words in row


def test_a_mark_is_explained_only_where_it_stands() -> None:
    shown = text(plan())
    assert shown.count("† agreed after the old date had passed") == 1, "in table D, not in C"
    assert "‡" not in shown
    asked = plans.date_change("a1", on(11, 15), "2026-10-30", "2027-03-31")
    shown = text(plan(asked))
    assert shown.count("† agreed after") == 1, "in table C, where A1 stands now"


def test_what_was_recorded_after_the_day_says_so() -> None:
    day = on(11, 11)
    row = table(position_at(plan(), day), "Table D", replace(SCOPE, day=day))["1.1"]
    assert "Ines Halloway, 10 Nov 2026, recorded 12 Nov 2026." in row


def test_a_long_note_is_cut_between_words_and_says_where_the_rest_is() -> None:
    note = plans.update("a2", on(11, 19), text="word " * 1_500)
    row = table(plan(note), "Table D")["A2"]
    assert "word … (in full in the progress paper)" in row
    assert row.count("word") < 100


def test_colours_are_shown_and_explained_only_where_the_plan_uses_them() -> None:
    made = plan()
    assert "R Red" not in text(made)
    coloured = made.replacing({type(made.settings): {"plan": replace(made.settings, uses_rag=True)}})
    assert "[Off track] [Overdue] [R Red]" in text(coloured)
    assert "[R Red] Off track, Overdue" in text(coloured)


@for_any_plan(days)
def test_every_open_action_is_in_table_a_and_the_tables_are_json(made: FullPlan, day: date) -> None:
    made = position_at(made, day)
    scope = replace(SCOPE, day=day)
    running = {each.ref for each in made.all(Action) if is_open(each)}
    assert set(table(made, "Table A", scope)) == running
    tables = json.loads(json.dumps(overdue.tables(made, scope)))["tables"]
    assert {each["ref"] for each in tables["A"]} == running
    for letter in "BCDE":
        assert {each["ref"] for each in tables[letter]} == set(table(made, f"Table {letter}", scope))
    late = {each["ref"] for each in tables["A"] if each["overdue"]}
    assert late <= {each["ref"] for letter in "CD" for each in tables[letter]}
