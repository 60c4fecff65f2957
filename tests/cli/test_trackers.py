"""`import` with a tracker kept elsewhere."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.importing.letter_forms import write_docx
from tests.importing.sheets.test_word import tracker as word_tracker
from tests.importing.sheets.trackers import coloured, listed
from tracker.clock import SystemClock
from tracker.domain.codes import Delivery
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, Source
from tracker.session import Session


def actions(plan: Path) -> dict[str, Action]:
    with Session.open(plan, Actor("Reader"), SystemClock(), read_only=True) as session:
        return {action.title: action for action in session.plan.all(Action)}


def test_a_dry_run_says_what_would_become_of_every_row_and_cell_and_changes_nothing(
    ask: Ask, plan: Path, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    answer = ask("import", plan, coloured(tmp_path / "tracker.xlsx"), "--dry-run")
    assert answer.code == 0 and answer.err == ""
    assert answer.out.startswith("tracker.xlsx: ") and "would be added" in answer.out
    for line in (
        "  – “Ofsted Para No”: improvement area answered",
        "  – “On hold” (1): kept as words",
        "  – Plan row 8: 2.2 Train every team manager",
        "  – Plan!F8, “31/02/2026”: There is no 31 February 2026: February 2026 has 28 days.",
        "  – left out: below the table (2)",
        "Every filled cell (54)",
    ):
        assert line in answer.out
    assert plan.read_bytes() == before


def test_a_tracker_comes_in_and_once_more_changes_nothing(ask: Ask, plan: Path, tmp_path: Path) -> None:
    tracker = coloured(tmp_path / "tracker.xlsx")
    assert "rows added" in ask("import", plan, tracker, "--as", "PMO").out
    assert "Train every team manager" in actions(plan)
    before = len(actions(plan))
    again = ask("import", plan, tracker)
    assert again.code == 0 and "4 rows the same already" in again.out
    assert len(actions(plan)) == before
    assert ask("check", plan).code == 0


def test_dates_that_could_be_two_are_refused_until_somebody_says(
    ask: Ask, plan: Path, tmp_path: Path
) -> None:
    before, tracker = actions(plan), listed(tmp_path / "tracker.csv")
    refused = ask("import", plan, tracker)
    assert refused.code == 1 and refused.out == ""
    assert "--day-first or --month-first" in refused.err and "Nothing was changed" in refused.err
    assert actions(plan) == before
    assert "To be said first" in ask("import", plan, tracker, "--dry-run").out
    assert ask("import", plan, tracker, "--month-first").code == 0
    due = actions(plan)["Open a second line; day and night"].due
    assert due and due.code == "2027-03-04"
    assert ask("import", plan, tracker).code == 0, "the answer is remembered for files of this shape"


def test_columns_and_ratings_are_what_the_command_line_says(ask: Ask, plan: Path, tmp_path: Path) -> None:
    tracker = tmp_path / "tracker.csv"
    tracker.write_text(
        "Action,Lead,Mood,Town\nDo it,Me,Teal,Eastmarsh\nThen this,Me,Teal,\n", encoding="utf-8"
    )
    said = ["--column", "mood=status", "--column", "Town=left-out", "--means", "Teal=at-risk"]
    days = ["--said-on", "2026-03-01", "--review-on", "2027-03-31"]
    answer = ask("import", plan, tracker, *said, *days)
    assert answer.code == 0
    assert "“Teal” (2): At risk of delay" in answer.out and "left out: left out by choice (1)" in answer.out
    action = actions(plan)["Do it"]
    assert action.delivery is Delivery.AT_RISK and str(action.rated_on) == "2026-03-01"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["--column", "Nowhere=due"], "has no column “Nowhere”"),
        (["--column", "Action=elsewhere"], "WHAT is one of ref, finding"),
        (["--means", "Teal"], "WHAT is one of not-started"),
        (["--said-on", "2099-01-01"], "still to come"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    ask: Ask, plan: Path, tmp_path: Path, said: list[str], words: str
) -> None:
    tracker = tmp_path / "tracker.csv"
    tracker.write_text("Action,Lead\nDo it,Me\n", encoding="utf-8")
    answer = ask("import", plan, tracker, *said)
    assert answer.code == 1 and words in answer.err and "Traceback" not in answer.err


def test_letters_and_trackers_are_told_apart_whatever_they_come_in(
    ask: Ask, plan: Path, tmp_path: Path
) -> None:
    answer = ask("import", plan, word_tracker(tmp_path / "plan.docx"), coloured(tmp_path / "a.xlsx"))
    assert answer.code == 0 and answer.out.count("Every filled cell") == 2
    assert {"Do it and well", "Train every team manager"} <= set(actions(plan))


def test_one_bad_file_leaves_nothing_half_done(ask: Ask, plan: Path, tmp_path: Path) -> None:
    before = actions(plan)
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    for bad in (tmp_path / "old.xls", listed(tmp_path / "b.csv")):
        answer = ask("import", plan, coloured(tmp_path / "a.xlsx"), bad)
        assert answer.code == 1 and answer.err.count("\n") == 1
        assert actions(plan) == before


def test_a_list_without_headings_is_no_tracker(ask: Ask, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    answer = ask("import", plan, tmp_path / "a.csv")
    assert answer.code == 1 and "No table of actions was found in a.csv" in answer.err


def test_a_letter_in_word_is_no_tracker(ask: Ask, plan: Path, tmp_path: Path) -> None:
    letter = write_docx(
        tmp_path / "letter.docx", "<w:p><w:r><w:t>Dear Director, you did well.</w:t></w:r></w:p>"
    )
    answer = ask("import", plan, letter)
    assert answer.code == 0 and "Every filled cell" not in answer.out
    with Session.open(plan, Actor("Reader"), SystemClock(), read_only=True) as session:
        assert "letter.docx" in {each.file_name for each in session.plan.all(Source)}


def test_a_word_file_that_is_no_good_is_told_of_as_a_document(ask: Ask, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04 cut off")
    answer = ask("import", plan, tmp_path / "letter.docx")
    assert answer.code == 1 and answer.err.count("\n") == 1
    assert answer.err == ask("extract", tmp_path / "letter.docx").err
