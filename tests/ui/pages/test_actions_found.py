"""Words that only an update holds find its action a moment later, marked."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain import commands as c
from ui.app import Program
from ui.pages.actions import ActionsPage
from ui.pages.actions_found import put_mark
from ui.pages.as_known import show_as_known


def test_an_update_finds_its_action_and_typing_on_drops_it(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "actions", qtbot)
    page = window.page
    assert isinstance(page, ActionsPage)
    chosen = action(workspace_of(window).session)
    window.do(c.AddUpdate(action_id=chosen.id, text="The marmalade rota was agreed"))
    assert "found in an update" not in page.table.sentence(chosen)
    page.filter.edit.setText("marmalade")
    assert page.message == "No action fits"
    qtbot.waitUntil(lambda: page.table.shown == 1)
    assert "found in an update" in page.table.sentence(page.table.rows()[0])
    assert page.message == ""
    page.filter.edit.setText("marmalade zebra")
    assert page.table.shown == 0
    page.filter.edit.setText("decide")
    qtbot.wait(150)
    assert "found in an update" not in page.table.sentence(page.table.rows()[0])

    # As known on another day there is no index, but every update in memory.
    plan = workspace_of(window).session.as_known(date(2026, 11, 22))
    show_as_known(window, plan, date(2026, 11, 22))
    settled(window, qtbot)
    known = window.page
    assert isinstance(known, ActionsPage)
    known.filter.edit.setText("marmalade")
    qtbot.waitUntil(lambda: known.table.shown == 1)


def test_the_mark_takes_its_room_from_the_right() -> None:
    image = QImage(100, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    room = put_mark(painter, image.rect())
    painter.end()
    assert (room.left(), room.right()) == (0, 79)
    assert any(image.pixel(x, y) for x in range(80, 100) for y in range(32))
    assert not any(image.pixel(x, y) for x in range(80) for y in range(32))
