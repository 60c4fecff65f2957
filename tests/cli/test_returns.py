"""Return sheets by the command line, and `import` of what comes back."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.cli.conftest import Ask
from tests.seeded import seed
from tests.small import NOON
from tracker.clock import FixedClock, SystemClock
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, Copy, Update
from tracker.session import Session

SHEET = "Return sheet, Head of the Front Door.xlsx"


@pytest.fixture
def seeded(tmp_path: Path) -> Path:
    """The seeded plan, whose actions A3, A4 and A5 the Head of the Front Door owns."""
    path = tmp_path / "seeded.iplan"
    with Session.create(path, Actor("Programme officer"), FixedClock(NOON)) as session:
        seed(session)
    return path


def updates(plan: Path) -> list[tuple[str, str]]:
    with Session.open(plan, Actor("Reader"), SystemClock(), read_only=True) as session:
        return [(each.whose, each.text) for each in session.full_plan().all(Update)]


def filled(folder: Path, **texts: str) -> Path:
    """The sheet with these texts in the row of A3, by the heads of their columns."""
    book = openpyxl.load_workbook(folder / SHEET)
    page = book.active
    heads = next(row for row in page.iter_rows() if row[0].value == "Reference")
    columns = {cell.value: cell.column for cell in heads}
    for head, text in texts.items():
        page.cell(heads[0].row + 1, columns[head.replace("_", " ")]).value = text
    book.save(folder / "back.xlsx")
    return folder / "back.xlsx"


def test_sheets_are_made_noted_filled_in_and_read_back(ask: Ask, seeded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    answer = ask("returns", seeded, "--out", out, "--due-back", "4 December 2099", "--as", "Officer")
    assert answer.code == 0 and f"Written: {out / SHEET}" in answer.out
    assert "In no sheet, since nobody owns them: A1 and A2." in answer.out
    with Session.open(seeded, Actor("Reader"), SystemClock(), read_only=True) as session:
        assert [copy.name for copy in session.full_plan().all(Copy)] == ["1 return sheet"]
    back = filled(out, What_changed="Rota agreed", Updated_by="Jo Marsh")
    dry = ask("import", seeded, back, "--dry-run")
    assert "Would take 1 answer from back.xlsx." in dry.out and updates(seeded) == []
    taken = ask("import", seeded, back)
    assert taken.code == 0
    assert "A3 Rota agreed (Jo Marsh)" in taken.out and "A4 and A5" in taken.out
    assert "kept as given: Jo Marsh" in taken.out
    assert updates(seeded) == [("Jo Marsh", "Rota agreed")]
    assert "recorded already" in ask("import", seeded, back).out
    assert len(updates(seeded)) == 1


def test_no_answer_is_asked_by_a_day_that_has_passed(ask: Ask, seeded: Path, tmp_path: Path) -> None:
    answer = ask("returns", seeded, "--out", tmp_path / "out", "--due-back", "4 December 2020")
    assert answer.code == 1 and "4 Dec 2020 has passed" in answer.err
    assert not (tmp_path / "out").exists()


def test_one_owner_is_asked_and_an_unknown_one_is_told(ask: Ask, seeded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert ask("returns", seeded, "--out", out, "--owner", "head of the front door").code == 0
    asked = ask("returns", seeded, "--out", out, "--organisation", "Eastmarsh Council")
    assert "Return sheet, Eastmarsh Council.xlsx" in asked.out
    for whom in ("--owner", "--organisation"):
        refused = ask("returns", seeded, "--out", tmp_path / "no", whom, "Nobody")
        assert refused.code == 1 and "is called “Nobody”" in refused.err


def test_an_edited_export_shows_its_edits_and_takes_them_with_a_reason(
    ask: Ask, seeded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan.xlsx"
    assert ask("export", seeded, "--out", out).code == 0
    book = openpyxl.load_workbook(out)
    titles = {cell.value: cell.column for cell in book["Actions"][1]}
    book["Actions"].cell(2, titles["Title"]).value = "Decide within an hour"
    book.save(out)
    dry = ask("import", seeded, out, "--dry-run")
    assert "Would take 0 edits" in dry.out and "It needs a reason." in dry.out
    why = ("--reason", "Clearer", "--agreed-by", "Improvement board")
    assert "Took 1 edit from plan.xlsx." in ask("import", seeded, out, *why).out
    with Session.open(seeded, Actor("Reader"), SystemClock(), read_only=True) as session:
        assert "Decide within an hour" in [each.title for each in session.plan.all(Action)]
        assert session.check() == []


def test_the_sheet_wins_only_where_it_is_told_to(ask: Ask, seeded: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    ask("export", seeded, "--out", out)
    for value, name in (("High", "high.xlsx"), ("Low", "low.xlsx")):
        book = openpyxl.load_workbook(out)
        titles = {cell.value: cell.column for cell in book["Actions"][1]}
        book["Actions"].cell(2, titles["Priority"]).value = value
        book.save(tmp_path / name)
    assert "Took 1 edit" in ask("import", seeded, tmp_path / "high.xlsx").out
    left = ask("import", seeded, tmp_path / "low.xlsx").out
    assert "Took 0 edits" in left and "The plan says “High” since" in left
    assert "Took 1 edit" in ask("import", seeded, tmp_path / "low.xlsx", "--sheet-wins").out


def test_an_e_mail_becomes_an_update_on_the_action_it_names(ask: Ask, seeded: Path, tmp_path: Path) -> None:
    mail = tmp_path / "answer.eml"
    mail.write_text("From: Tam Overbeck <t@x.example>\nSubject: Update\n\nThe rota is agreed.\n")
    refused = ask("import", seeded, mail)
    assert refused.code == 1 and "Name it with --action" in refused.err
    assert "no action or part “A99”" in ask("import", seeded, mail, "--action", "A99").err
    assert "Would record on A3" in ask("import", seeded, mail, "--action", "A3", "--dry-run").out
    assert ask("import", seeded, mail, "--action", "A3").code == 0
    assert updates(seeded) == [("Tam Overbeck", "The rota is agreed.")]


def test_a_sheet_of_another_plan_is_refused_by_name(
    ask: Ask, seeded: Path, plan: Path, tmp_path: Path
) -> None:
    ask("export", seeded, "--out", tmp_path / "plan.xlsx")
    refused = ask("import", plan, tmp_path / "plan.xlsx")
    assert refused.code == 1 and "from another plan, “Helping children sooner”" in refused.err
