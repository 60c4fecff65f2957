from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain.records import Action
from tracker.domain.rules import lineage
from ui.app import Program
from ui.dialogs.evidence import EvidenceForm
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.pages.overdue import OverduePage
from ui.reading import Reading


def on_actions(window: MainWindow) -> tuple[QWidget, QPoint]:
    page = window.page
    assert isinstance(page, ActionsPage)
    return page.grid.viewport(), _row(page.grid)


def on_overdue(window: MainWindow) -> tuple[QWidget, QPoint]:
    page = window.page
    assert isinstance(page, OverduePage)
    return page.grid.viewport(), _row(page.grid)


def on_panel(window: MainWindow) -> tuple[QWidget, QPoint]:
    window.open_panel(True)
    QApplication.processEvents()
    panel = next(each for each in window.findChildren(QWidget) if type(each).__name__ == "DetailPanel")
    return panel, QPoint(40, 40)


def _row(grid: object) -> QPoint:
    current = grid.currentIndex()  # type: ignore[attr-defined]
    place: QPoint = grid.visualRect(current).center()  # type: ignore[attr-defined]
    return place


@pytest.mark.parametrize(
    ("page", "where"), [("actions", on_actions), ("overdue", on_overdue), ("actions", on_panel)]
)
def test_a_file_dropped_on_an_action_is_offered_as_its_evidence(
    program: Program,
    plan_path: Path,
    qtbot: QtBot,
    tmp_path: Path,
    page: str,
    where: Callable[[MainWindow], tuple[QWidget, QPoint]],
) -> None:
    window = opened(program, plan_path, page, qtbot)
    window.resize(1500, 900)
    window.show()
    settled(window, qtbot)
    workspace = workspace_of(window)
    chosen = action(workspace.session)
    assert window.page is not None and window.page.show_record(chosen.id)
    file = tmp_path / "weekly_report.txt"
    file.write_text("All decided in a day.", encoding="utf-8")
    widget, place = where(window)
    settled(window, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, *how)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    asked = []

    def accept() -> None:
        form = QApplication.activeModalWidget()
        if not isinstance(form, EvidenceForm):
            QTimer.singleShot(5, accept)
            return
        asked.append(form.title.value())
        form.accept()

    QTimer.singleShot(0, accept)
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, *how))

    def offered() -> bool:
        now = workspace.plan.get(Action, chosen.id)
        return [each.link for each in lineage.evidence(Reading(workspace), now)] == [str(file)]

    qtbot.waitUntil(offered)
    assert asked == ["weekly report"]
    window.close()
