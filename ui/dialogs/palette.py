"""Ctrl+K: one field that finds records of the plan and commands of the menus."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog

from tracker.domain import words
from tracker.domain.records import Action, BudgetLine, Finding
from ui.menus import entries, shown_keys
from ui.theme import px, tokens
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Empty, column
from ui.widgets.grid import Grid
from ui.widgets.paint import rounded
from ui.widgets.rows import Column, RowsModel

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_MOST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found: its id or its command's name, its title, what it is, and where it leads.

    `page` is empty for a command; `words` are further ones by which it is found.
    """

    key: str
    title: str
    beside: str
    page: str = ""
    words: str = ""


class Palette(QDialog):
    """Type part of a reference, a title or a command; Enter goes there or does it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.setAccessibleName("Find anything")
        self.field = FilterField("Find anything", "Type a reference, some words or a command")
        self.model = RowsModel(
            [
                Column(key="title", title="Found", text=_title, width=300, stretch=True),
                Column(key="beside", title="What", text=_beside, width=180, muted=True, right=True),
            ],
            _key,
            parent=self,
        )
        self.grid: Grid[Found] = Grid(self.model, "Found")
        self.grid.horizontalHeader().hide()
        self.grid.opened.connect(self._opened)
        self.empty = Empty("Nothing found", "Try fewer words, or part of a reference.", icon_name="search")
        self.empty.hide()
        self.setLayout(column(self.field, self.grid, self.empty, gap=8, margin=8))
        self.setFixedSize(px(620), px(420))
        self.field.edit.textChanged.connect(self.search)
        self.field.edit.installEventFilter(self)
        self.search("")

    def search(self, text: str) -> None:
        """Show what holds all these words: records first, then commands."""
        asked = text.casefold().split()
        found = []
        for each in (*(self._records() if asked else ()), *self._commands()):
            hay = f"{each.title} {each.beside} {each.words}".casefold()
            if all(word in hay for word in asked):
                found.append(each)
                if len(found) == _MOST:
                    break
        self.model.set_rows(found)
        self.grid.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def _commands(self) -> Iterator[Found]:
        for entry in entries():
            if not self._window.commands.why_not(entry):
                yield Found(entry.name, entry.text, shown_keys(entry) or "Command", words=entry.words)

    def _records(self) -> Iterator[Found]:
        if self._window.workspace is None:
            return
        plan = self._window.workspace.plan
        for action in plan.all(Action):
            title = f"{words.shown_ref(action)}  {words.title_shown(action)}"
            yield Found(action.id, title, "Action", "actions", action.ref)
        for finding in plan.all(Finding):
            yield Found(finding.id, f"{finding.ref}  {finding.text}", "Improvement area", "areas")
        for line in plan.all(BudgetLine):
            yield Found(line.id, f"{line.ref}  {line.title}", "Budget line", "money")

    def _opened(self, found: Found, column_key: str = "") -> None:
        self.accept()
        if found.page:
            self._window.go(found.page, found.key)
        else:
            self._window.commands.run(found.key)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.model.rowCount():
                line = (self.grid.currentIndex().row() + step) % self.model.rowCount()
                self.grid.setCurrentIndex(self.model.index(line, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.grid.current is not None:
                    self._opened(self.grid.current)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: Any) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        rounded(painter, self.rect(), None, tokens().edge)
        painter.end()


def _title(found: Found) -> str:
    return found.title.rstrip("…")


def _beside(found: Found) -> str:
    return found.beside


def _key(found: Found) -> str:
    return found.key


def find_anything(window: "MainWindow") -> None:
    """Show it at the top of the window."""
    palette = Palette(window)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    palette.move(
        window.mapToGlobal(QRect(0, 0, window.width(), 0).center()).x() - palette.width() // 2,
        window.mapToGlobal(window.rect().topLeft()).y() + px(80),
    )
    palette.show()
    palette.field.setFocus()
