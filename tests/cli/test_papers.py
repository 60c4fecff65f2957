"""The verbs that read a plan out: show, overdue, report, export."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import LETTER, Ask
from tracker.cli.papers import publish
from tracker.clock import SystemClock
from tracker.domain.codes import Better, CopyKind, MeasureUnit
from tracker.domain.commands import AddFigures, AddMeasure, NewFigure
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.records import Copy, Measure
from tracker.reports.scope import Scope
from tracker.session import Session


def copies(plan: Path) -> list[Copy]:
    with Session.open(plan, Actor("Reader"), SystemClock(), read_only=True) as session:
        return list(session.full_plan().all(Copy))


def test_show_counts_what_the_plan_holds_and_lacks(ask: Ask, plan: Path) -> None:
    answer = ask("show", plan)
    assert answer.code == 0
    for words in (
        "5 improvement areas",
        "5 actions",
        "0 overdue actions",
        "To be sent",
        "No action yet (5): F1 to F5",
    ):
        assert words in answer.out


def test_show_counts_measures_off_their_target(ask: Ask, plan: Path) -> None:
    with Session.open(plan, Actor("Head of Performance"), SystemClock()) as session:
        unit, better = MeasureUnit.PER_CENT, Better.UP
        for title, target in (("Visits on time", 95), ("Supervision on time", 40)):
            add = AddMeasure(title=title, unit=unit, better=better, target=Decimal(target))
            measure = session.do(add).made(Measure)
            figure = NewFigure(period=date(2024, 5, 1), value=Decimal(50))
            session.do(AddFigures(measure_id=measure.id, figures=(figure,)))
    assert "2 measures in use, 1 off target" in ask("show", plan).out


def test_before_the_day_of_receipt_nothing_is_in_the_plan(ask: Ask, plan: Path) -> None:
    assert "0 improvement areas" in ask("show", plan, "--position-at", "13 March 2024").out
    assert "5 improvement areas" in ask("show", plan, "--as-at", "14 March 2024").out


def test_as_known_before_the_file_began_there_is_no_record(ask: Ask, plan: Path, tmp_path: Path) -> None:
    known = ("--as-known", "2024-04-01")
    assert ask("show", plan, *known).out == "Nothing was recorded in this plan by 1 Apr 2024.\n"
    assert ask("report", plan, "--paper", "progress", "--out", tmp_path / "p.html", *known).code == 0
    assert "Nothing was recorded in this plan by" in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_nobody_can_say_what_will_be_known(ask: Ask, plan: Path) -> None:
    answer = ask("show", plan, "--as-known", "31 December 2199")
    assert answer.code == 1
    assert "--position-at" in answer.err


def test_show_json_prints_the_whole_plan_and_nothing_else(ask: Ask, plan: Path) -> None:
    answer = ask("show", plan, "--json")
    values = json.loads(answer.out)
    assert len(values["finding"]) == 5
    assert answer.err == ""


def test_overdue_prints_its_tables_as_text_and_as_json(ask: Ask, plan: Path) -> None:
    assert "Table A. Open actions" in ask("overdue", plan).out
    values = json.loads(ask("overdue", plan, "--json", "--position-at", "2024-06-30").out)
    assert [line["ref"] for line in values["tables"]["A"]] == ["A1", "A2", "A3", "A4", "A5"]


@pytest.mark.parametrize("paper", ["overdue", "progress"])
@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_report_writes_a_paper_and_notes_it_in_the_plan(
    ask: Ask, plan: Path, tmp_path: Path, paper: str, ending: str
) -> None:
    out = tmp_path / f"paper.{ending}"
    answer = ask(
        "report", plan, "--paper", paper, "--out", out, "--position-at", "2024-06-30", "--as", "Lead"
    )
    assert (answer.code, answer.err) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-" if ending == "pdf" else b"<!doctype html>")
    (copy,) = copies(plan)
    assert (copy.kind, copy.name, copy.file_name, copy.whose) == (CopyKind.PAPER, paper, out.name, "Lead")
    assert str(copy.position_on) == "2024-06-30" and copy.known_on is None
    assert copy.seq == 2 and len(copy.digest8) == 8


def test_report_lists_the_papers_without_a_plan(ask: Ask) -> None:
    answer = ask("report", "--list")
    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()] == ["overdue", "progress"]


def test_report_says_what_it_still_needs(ask: Ask, plan: Path) -> None:
    answer = ask("report", plan)
    assert answer.code == 2
    assert "--paper NAME and --out FILE" in answer.err


@pytest.mark.parametrize("name", ["paper.docx", "paper.odt", "paper"])
def test_a_format_that_is_not_written_is_refused_in_a_sentence(
    ask: Ask, plan: Path, tmp_path: Path, name: str
) -> None:
    answer = ask("report", plan, "--paper", "overdue", "--out", tmp_path / name)
    assert answer.code == 1
    assert ".pdf, .html or .txt" in answer.err
    assert not (tmp_path / name).exists() and copies(plan) == []


def test_a_file_that_is_there_is_written_over_only_by_force(ask: Ask, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.html"
    out.write_text("somebody's notes")
    asked = ("report", plan, "--paper", "overdue", "--out", out)
    refused = ask(*asked)
    assert refused.code == 1 and "is there already" in refused.err
    assert out.read_text() == "somebody's notes"
    assert ask(*asked, "--force").code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("verb", [("export",), ("report", "--paper", "overdue")])
def test_no_copy_is_written_over_the_plan_itself(
    ask: Ask, plan: Path, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    path = plan.rename(tmp_path / ("plan.json" if verb == ("export",) else "plan.html"))
    answer = ask(verb[0], path, *verb[1:], "--out", path, "--force")
    assert answer.code == 1
    assert "is the plan itself" in answer.err
    assert ask("check", path).code == 0


def test_a_place_that_cannot_be_written_is_told_before_any_work(ask: Ask, plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder.html"
    folder.mkdir()
    for out in (folder, tmp_path / f"{'long' * 100}.html"):
        answer = ask("report", plan, "--paper", "overdue", "--out", out, "--force")
        assert answer.code == 1
        assert answer.err.count("\n") == 1 and str(out) in answer.err


def test_a_paper_that_the_plan_could_not_note_is_not_passed_over(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.html"
    scope = Scope(day=date(2026, 11, 21), made_at=datetime(2026, 11, 21, tzinfo=UTC))
    with (
        Session.open(plan, Actor("x" * 600), SystemClock()) as session,
        pytest.raises(TrackerError, match=r"p\.html is written, but the plan could not note"),
    ):
        publish(session, CopyKind.PAPER, "overdue", out, scope, overwrite=False)
    assert out.exists() and copies(plan) == []


def test_a_workstream_or_owner_that_is_not_there_is_told_with_what_is(
    ask: Ask, plan: Path, tmp_path: Path
) -> None:
    asked = ("report", plan, "--paper", "progress", "--out", tmp_path / "p.pdf")
    assert "no workstream “Front door”" in ask(*asked, "--workstream", "Front door").err
    assert "No owner is called “Nobody”" in ask(*asked, "--owner", "Nobody").err


def test_a_folder_that_is_not_there_is_a_sentence(ask: Ask, plan: Path, tmp_path: Path) -> None:
    answer = ask("report", plan, "--paper", "overdue", "--out", tmp_path / "no" / "paper.pdf")
    assert answer.code == 1
    assert "could not be written" in answer.err and answer.err.count("\n") == 1


@pytest.mark.parametrize(("ending", "first"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfRef"), ("json", b"{")])
def test_export_writes_the_plan_and_notes_it(
    ask: Ask, plan: Path, tmp_path: Path, ending: str, first: bytes
) -> None:
    out = tmp_path / f"plan.{ending}"
    assert ask("export", plan, "--out", out).code == 0
    assert out.read_bytes().startswith(first)
    assert [copy.kind for copy in copies(plan)] == [CopyKind.EXPORT]


def test_an_export_in_another_format_is_refused(ask: Ask, plan: Path, tmp_path: Path) -> None:
    answer = ask("export", plan, "--out", tmp_path / "plan.doc")
    assert answer.code == 1 and ".xlsx" in answer.err


def test_a_plan_is_no_plan_when_it_is_a_letter(ask: Ask) -> None:
    answer = ask("show", LETTER)
    assert answer.code == 1
    assert "is not an improvement plan" in answer.err
