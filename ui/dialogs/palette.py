"""Ctrl+K: one field that finds everything in the plan, and every command."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog

from ui.announcing import Pause
from ui.dialogs.help_key import HelpKey
from ui.dialogs.palette_rows import VIEW, Found, command_row, draw_found, hit_row, named_row, view_row
from ui.menus import entries
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Empty, Line, column, label
from ui.widgets.grid import Grid
from ui.widgets.paint import rounded
from ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from tracker.storage.search import Hit
    from ui.main_window import MainWindow

_NAMES, _COMMANDS = 60, 8  # of each kind of thing as many are shown, with words typed
_LEAST = 3  # letters from which updates and letters are looked through: shorter words are everywhere


class Palette(QDialog):
    """Type part of a reference, a title, a name or a command, or words of an update; Enter goes there.

    Names and commands come at once. Words within updates, reasons and letters follow from the index.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, Qt.WindowType.Popup)
        HelpKey(self)
        self._window = window
        self._asked = 0
        self._voice = Pause(self)
        self._first: list[Found] = []
        self._commands = [(each, window.commands.why_not(each)) for each in entries()]
        self.setAccessibleName("Find anything")
        hint = "Type a reference, a name, some words or a command"
        self.field = FilterField("Find anything", hint, icon_name="search")
        what: Column[Found] = Column(
            key="what",
            title="Found",
            text=lambda found: f"{found.title}, {found.kind} {found.words}".strip(),
            width=300,
            stretch=True,
            draw=draw_found,
        )
        self.model: RowsModel[Found] = RowsModel([what], lambda found: found.key, parent=self)
        self.grid: Grid[Found] = Grid(self.model, "Found", row_high=44)
        self.grid.horizontalHeader().hide()
        self.grid.opened.connect(self._opened)
        self.grid.moved.connect(self._moved)
        self.empty = Empty("Nothing found", "Try fewer words, or part of a reference.", icon_name="search")
        self.empty.hide()
        self.foot = label("", 13, muted=True)
        self.setLayout(column(self.field, self.grid, self.empty, Line(), self.foot, gap=8, margin=8))
        self.setFixedSize(min(px(680), window.width()), min(px(480), window.height()))
        self.field.edit.textChanged.connect(self.search)
        self.field.edit.installEventFilter(self)
        self._begin()
        self.search("")

    def _begin(self) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        search = workspace.search
        search.names.gathered.connect(self._again)
        search.words.ready.connect(self._again)
        search.words.found.connect(self._have)
        search.begin()

    def _again(self) -> None:
        self.search(self.field.edit.text())

    def search(self, text: str) -> None:
        """Show what has these words in its name, and ask for what else holds them."""
        from tracker.domain.rules.meanings import alike  # of no use before the first letter

        workspace, asked = self._window.workspace, text.strip()
        phrases = alike(workspace.plan, asked) if workspace is not None else (asked.casefold(),)
        commands = [
            command_row(entry, why_not)
            for entry, why_not in sorted(self._commands, key=lambda each: bool(each[1]))
            if (asked or not why_not)
            and all(word in f"{entry.text} {entry.words}".casefold() for word in asked.casefold().split())
        ]
        if workspace is not None:
            words = asked.casefold().split()
            own = self._window.views.own
            views = [view_row(each) for each in own if all(word in each.name.casefold() for word in words)]
            commands = [*views, *commands]
        commands.sort(key=lambda each: not each.title.casefold().startswith(asked.casefold()))
        if not asked:
            self._first = commands
        else:
            named = workspace.search.names.find(phrases, _NAMES) if workspace is not None else []
            rows = [named_row(each, phrases) for each in named]
            self._first = [*commands[:_COMMANDS], *rows] if len(asked) > 1 else [*rows, *commands]
        self._show(self._first)
        self._asked = 0
        # A short reference that no name holds may be a decision's.
        is_enough = len(asked) >= _LEAST or (len(asked) > 1 and not self._first)
        if workspace is not None and is_enough and workspace.search.has_words:
            self._asked = workspace.search.words.ask(phrases)
        self._tell()

    def _have(self, number: int, hits: "list[Hit]") -> None:
        """Put what the index found below the names."""
        workspace = self._window.workspace
        if workspace is None or number != self._asked:
            return
        there = {each.id for each in self._first}
        more = (
            hit_row(workspace.plan, hit) for hit in hits if hit.table != hit.leads_to or hit.id not in there
        )
        self._show([*self._first, *more])
        self._tell()

    def _show(self, found: list[Found]) -> None:
        chosen = self.grid.current
        self.model.set_rows(found)
        self.grid.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and (chosen is None or self.model.line_of(chosen.key) <= 0):
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def _tell(self) -> None:
        workspace = self._window.workspace
        if workspace is None:
            words = "Open a plan to search it."
        elif not workspace.search.has_words:
            words = f"Names {workspace.known_words}. Updates and letters are searched in the plan of today."
        elif not workspace.search.words.is_ready:
            words = "Updates and letters are being read; what they hold follows in a moment."
        else:
            words = "Enter goes there. Words within updates and letters count from three letters."
        self.foot.setText(words)

    def _moved(self, found: Found | None) -> None:
        """The keyboard stays in the field: a screen reader hears of the line that Enter goes to by this."""
        self._voice.announce(self.model.sentence(found) if found is not None else "Nothing found")

    def _opened(self, found: Found, column_key: str = "") -> None:
        self.accept()
        if found.table == VIEW:
            self._window.views.open(found.id)
        elif found.table:
            from ui.record_places import show_record

            with self._window.told():
                show_record(self._window, found.table, found.id, found.title)
        elif why_not := next(why for entry, why in self._commands if entry.name == found.id):
            self._window.say(why_not, "note")
        else:
            self._window.commands.run(found.id)

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


def find_anything(window: "MainWindow") -> None:
    """Show it at the top of the window."""
    palette = Palette(window)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    palette.move(
        window.mapToGlobal(QRect(0, 0, window.width(), 0).center()).x() - palette.width() // 2,
        window.mapToGlobal(window.rect().topLeft()).y() + min(px(80), window.height() - palette.height()),
    )
    palette.show()
    palette.field.setFocus()
