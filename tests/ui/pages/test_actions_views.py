"""Saved views on the Actions page: opened, changed, saved, and there again the next time."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import seed
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import OwnColumnKind
from tracker.domain.records import OwnColumn
from tracker.session import Session
from ui.app import Program
from ui.dialogs import views as dialogs
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.pages.actions_views import PageViews, save_view
from ui.views import show_view


def page_of(window: MainWindow) -> ActionsPage:
    assert isinstance(window.page, ActionsPage)
    return window.page


def told(views: PageViews) -> str:
    """What stands beside the page's title."""
    if views.bar.isHidden():
        return ""
    return f"{views.bar.name.text()} {'' if views.bar.change.isHidden() else views.bar.change.text()}".strip()


def named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(dialogs, "ask_name", lambda *given: name)


def test_a_view_is_opened_changed_saved_and_found_again(
    program: Program,
    plan_path: Path,
    tmp_path: Path,
    clock: FixedClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opened(program, plan_path, "overview", qtbot)
    show_view(window, "overdue")
    page = page_of(window)
    assert [each.ref for each in page.table.rows()] == ["A3"]
    assert told(page.views) == "Overdue"
    page.table.sort_by("owner")
    assert told(page.views) == "Overdue"  # how the table looks is no part of a view of every plan
    page.filter.edit.setText("zebra")
    assert told(page.views) == "Overdue · changed"
    page.views.back()
    assert (page.filter.edit.text(), told(page.views)) == ("", "Overdue")

    page.narrowing.set_text("-status:gone contact")
    page.table.sort_by_several([("due", True), ("owner", False)])
    page.table.set_values("status", frozenset({"Not started"}))
    named(monkeypatch, "Front door")
    page.views.save()
    assert told(page.views) == "Front door"
    assert [view.name for view in window.views.own] == ["Front door"]
    page.table.sort_by("ref")
    assert told(page.views) == "Front door · changed"
    page.views.save()
    assert told(page.views) == "Front door"
    page.show_all()
    assert (told(page.views), page.table.valued, page.narrowing.text) == ("", {}, "")
    window.views.open("own 1")
    assert page.table.sorts == (("ref", False),)
    assert page.table.valued == {"status": frozenset({"Not started"})}
    assert page.narrowing.text == "-status:gone contact"
    page.narrowing.set_text("-status:gone")
    done = window.do(c.AddOwnColumn(name="Cabinet", column_kind=OwnColumnKind.TEXT))
    assert done is not None
    column = done.made(OwnColumn)
    page.table.set_values(f"own {column.id}", frozenset({""}))
    named(monkeypatch, "By cabinet")
    page.views.save_as()
    window.views.open("own 1")
    window.do(c.RemoveRecord(record=OwnColumn, id=column.id))
    window.views.open("own 2")
    assert "“By cabinet” chose by a column that the plan no longer has" in window.notices.banner.words
    window.views.remove("own 2")
    window.views.open("own 1")
    page.narrowing.set_text("-status:gone")
    window.close()

    again = opened(program, plan_path, "actions", qtbot)
    page = page_of(again)
    assert told(page.views) == "Front door · changed"
    assert (page.table.sorts, page.table.valued) == (
        (("ref", False),),
        {"status": frozenset({"Not started"})},
    )
    again.views.rename("own 1", "The door")
    assert told(page.views) == "The door · changed"
    again.views.remove("own 1")
    assert told(page.views) == ""
    page.narrowing.set_text("late")
    again.close()

    with Session.create(tmp_path / "other.iplan", ACTOR, clock) as session:
        seed(session)
    other = page_of(opened(program, tmp_path / "other.iplan", "actions", qtbot))
    assert (other.narrowing.text, other.table.valued) == ("-status:gone", {})
    assert other.table.sorts == (("ref", False),)


def test_saving_goes_to_the_actions_first_and_nothing_is_kept_without_a_name(
    program: Program, plan_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(program, plan_path, "overview", qtbot)
    named(monkeypatch, "")
    save_view(window)
    settled(window, qtbot)
    assert isinstance(window.page, ActionsPage)
    assert window.views.own == ()
