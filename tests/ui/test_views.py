"""The views of a plan: which there are, how many actions they show, and where they are listed."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.plans import plan
from tests.seeded import action
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain import commands as c
from tracker.domain.rules.query import parse
from ui.app import Program
from ui.dialogs.palette import Palette
from ui.pages.actions import ActionsPage
from ui.pages.as_known import show_as_known
from ui.views import View, shipped


def test_the_views_of_every_plan_speak_of_its_settings_and_can_be_asked() -> None:
    views = shipped(plan(due_soon_days=21, stale_after_days=45).settings)
    assert [view.name for view in views][2::3] == ["Due in 21 days", "No update for 45 days"]
    for view in views:
        assert parse(view.query).faults == ()
        assert parse(view.query).words == ()


def test_they_are_counted_listed_in_order_and_found(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "overview", qtbot)
    views, workspace = window.views, workspace_of(window)
    assert views.counts == {
        **{"mine": 0, "overdue": 1, "soon": 0, "no_date": 2},
        **{"no_owner": 2, "stale": 0, "awaiting": 0, "moved": 0},
    }
    window.do(c.CompleteAction(action_id=action(workspace.session).id))
    settled(window, qtbot)
    assert (views.counts["awaiting"], views.counts["overdue"]) == (1, 0)

    for n, query in enumerate(("late", "owner:none contact"), 1):
        views.keep(View(f"own {n}", f"My {n}", query, {"values": {}}))
    assert views.new_key() == "own 3"
    views.keep(View("own 3", "My 1", "stale", {"values": {}}))  # of the same name: in its place
    assert [(view.key, view.query) for view in views.own] == [
        ("own 3", "stale"),
        ("own 2", "owner:none contact"),
    ]
    views.move("own 2", -1)
    settled(window, qtbot)
    kept = window.preferences.get("views")[views.plan_id]
    window.preferences.keep("views", {views.plan_id: ["?", {"key": "own 9"}, *kept]})  # by a person's hand
    assert [view.key for view in views.own] == ["own 2", "own 3"]
    assert ("own 3" in views.counts, "own 2" in views.counts) == (
        True,
        False,
    )  # words are counted by the table

    listed = window.navigation.views
    assert [item.text() for item in listed.in_sight][:3] == ["My 2", "My 1", "Mine"]
    listed.in_sight[1].click()
    assert isinstance(window.page, ActionsPage)
    assert window.page.narrowing.text == "stale"
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: listed.in_sight == [])

    palette = Palette(window)
    palette.search("my 2")
    assert palette.model.rows()[0].kind == "Saved view"
    palette._opened(palette.model.rows()[0])
    assert window.page.narrowing.text == "owner:none contact"


def test_another_days_plan_has_its_own_counts_and_todays_come_back(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "actions", qtbot)
    session, views = workspace_of(window).session, window.views
    show_as_known(window, session.as_known(date(2026, 11, 22)), date(2026, 11, 22))
    settled(window, qtbot)
    assert window.views is not views
    session.do(c.CompleteAction(action_id=action(session).id))  # while it is out of sight
    window.show_today()
    settled(window, qtbot)
    assert window.views is views
    assert views.counts["awaiting"] == 1
    qtbot.waitUntil(lambda: len(window.navigation.views.in_sight) == len(views.every))
