"""Find anything: names and commands at once, words within updates and letters from the index."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.examples import the_risk
from tests.seeded import action, an
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute, EvidenceKind
from tracker.domain.records import Action, BudgetLine, Decision, Finding, Person, Post, Risk, Tag
from ui.app import Program
from ui.dialogs.palette import Palette
from ui.dialogs.palette_rows import Found, marks_in
from ui.main_window import MainWindow
from ui.pages.as_known import show_as_known


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the actions of the small plan."""
    yield opened(program, plan_path, "actions", qtbot)


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> Iterator[Palette]:
    """Find anything, with everything in it ready."""
    made = Palette(window)
    made.show()
    settled(window, qtbot)
    qtbot.waitUntil(lambda: workspace_of(window).search.words.is_ready)
    yield made
    made.close()


def rows(palette: Palette) -> list[Found]:
    return palette.model.rows()


def test_a_name_is_found_as_it_is_typed_and_enter_goes_there(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    chosen = action(workspace_of(window).session)
    QTest.keyClicks(palette.field.edit, chosen.ref)
    assert (rows(palette)[0].id, rows(palette)[0].kind) == (chosen.id, "Action")
    window.go("history")
    QTest.keyClick(palette.field.edit, Qt.Key.Key_Return)
    assert [each.id for each in window.selected_actions()] == [chosen.id]


@pytest.mark.parametrize(
    ("kind", "page"),
    [(Finding, "areas"), (BudgetLine, "money"), (Post, "people"), (Person, "people"), (Risk, "risks")],
)
def test_each_kind_of_record_leads_to_its_page(
    window: MainWindow, palette: Palette, kind: type[Any], page: str, qtbot: QtBot
) -> None:
    workspace = workspace_of(window)
    workspace.do(the_risk(workspace.session))
    record = an(workspace.session, kind)
    palette.search(workspace.search.names._named[kind][record.id].name)
    palette._opened(next(each for each in rows(palette) if each.id == record.id))
    settled(window, qtbot)
    assert window.page is not None
    assert window.page.title == {"areas": "Improvement areas"}.get(page, page.capitalize())


def test_words_of_an_update_are_found_and_marked(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    chosen = action(workspace.session)
    workspace.do(c.AddUpdate(action_id=chosen.id, text="The rota was agreed with the night team."))
    workspace.search.begin()
    palette.search("night rota")
    assert not rows(palette)
    qtbot.waitUntil(lambda: bool(rows(palette)))
    (found,) = rows(palette)
    assert (found.table, found.id, found.kind) == (Action.table, chosen.id, "Update")
    assert [found.words[start:end] for start, end in found.marks] == ["rota", "night"]


def test_with_nothing_typed_every_command_is_listed(palette: Palette, qtbot: QtBot) -> None:
    palette.search("contact")
    palette.search("")
    assert {each.kind for each in rows(palette)} == {"Command"}
    assert "Report" in [each.title for each in rows(palette)]


def test_other_words_for_the_same_thing_are_found(window: MainWindow, palette: Palette) -> None:
    palette.search("MASH")
    assert "Front Door" in next(each.title for each in rows(palette) if each.kind == "Post")


def test_what_is_made_or_changed_while_it_is_open_is_found(window: MainWindow, palette: Palette) -> None:
    workspace = workspace_of(window)
    workspace.do(c.AddTag(name="Winter"))
    palette.search("winter")
    assert [each.kind for each in rows(palette)] == ["Tag"]
    workspace.do(c.RemoveRecord(record=Tag, id=an(workspace.session, Tag).id))
    palette.search("winter")
    assert not rows(palette)


def test_a_command_is_found_by_its_words_and_done(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    palette.search("add measure")  # “Add a measure…” of the improvement areas stands before it in the menu
    assert [each.title for each in rows(palette)][:1] == ["Add measure"]
    QTest.keyClicks(palette.field.edit, "detail panel")
    before = window.panel_is_open
    QTest.keyClick(palette.field.edit, Qt.Key.Key_Return)
    assert window.panel_is_open is not before


def test_a_command_that_cannot_be_used_now_is_found_and_says_why(
    window: MainWindow, palette: Palette
) -> None:
    palette.search("undo")
    (found,) = (each for each in rows(palette) if each.kind == "Command")
    assert (found.title, found.words) == ("Undo", "There is nothing to undo.")
    palette._opened(found)
    assert window.banner.words == "There is nothing to undo."


def test_a_decision_is_found_by_its_reference_and_evidence_by_its_link(
    window: MainWindow, palette: Palette, qtbot: QtBot
) -> None:
    workspace = workspace_of(window)
    route = DecisionRoute.OFFICER
    workspace.do(c.RecordDecision(text="More nurses are lent.", decided_by="Board", route=route))
    offered = {"action_ids": (action(workspace.session).id,), "evidence_kind": EvidenceKind.DELIVERY}
    workspace.do(c.AddEvidence(**offered, title="Weekly report", link="https://intranet.example/queue"))  # type: ignore[arg-type]
    workspace.search.begin()
    decided = an(workspace.session, Decision).ref
    for asked, title in (
        (decided, f"{decided}  More nurses are lent."),
        ("nurses", f"{decided}  More nurses are lent."),
        ("intranet", "Weekly report"),
    ):
        palette.search(asked)
        qtbot.waitUntil(lambda wanted=title: wanted in [each.title for each in rows(palette)])  # type: ignore[misc]


def test_nothing_found_says_what_to_try(palette: Palette) -> None:
    palette.search("zzzz")
    assert palette.empty.isVisible()
    assert not palette.grid.isVisible()


def test_as_known_on_a_day_only_names_of_then_are_found(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    show_as_known(window, workspace.session.as_known(date(2026, 11, 21)), date(2026, 11, 21))
    made = Palette(window)
    settled(window, qtbot)
    made.search("every contact")
    assert "as known on" in made.foot.text()
    assert rows(made)
    made.deleteLater()


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Café rota", "cafe", ["Café"]),
        ("Ring every referrer", "ring ref", ["Ring", "ref"]),
        ("Straße", "strasse", []),
        ("Anything", "", []),
    ],
)
def test_what_was_typed_is_marked_in_a_name(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks_in(text, [typed])] == marked
