"""The tool bar: what is done most, the field that finds anything, and who is at the keyboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.fonts import REGULAR, SEMIBOLD, font, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.paint import draw_chevron, focus_ring, put, rounded
from ui.widgets.pressable import Pressable, PushButton

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_NEW = ("new_from_document", "new_empty", "", "add_action", "add_document")
_PAPERS = ("paper_overdue", "paper_progress", "", "report", "export")


class ToolBar(QWidget):
    """Made of the window's commands; each button follows its QAction."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self.setFixedHeight(px(48))
        self._new = _MenuButton("New", "plus", self._menu(_NEW))
        self._report = _MenuButton("Report", "file-text", self._menu(_PAPERS), frame=False)
        self._update = _CommandButton(window.commands["add_update"], "Update", "ghost")
        self._undo = _CommandButton(window.commands["undo"], "", "ghost")
        self._redo = _CommandButton(window.commands["redo"], "", "ghost")
        self._print = _CommandButton(window.commands["print"], "Print", "ghost")
        self._search = _Search(window.commands["find_anything"])
        self._person = _Person(window)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), 0, px(12), 0)
        layout.setSpacing(px(4))
        left: list[QWidget] = [self._new, self._update, self._undo, self._redo]
        right: list[QWidget] = [self._report, self._print, self._person]
        for widget in left:
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._search, 2)
        layout.addStretch(1)
        for widget in right:
            layout.addWidget(widget)

    def _menu(self, names: tuple[str, ...]) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name in names:
            if name:
                menu.addAction(self._window.commands[name])
            else:
                menu.addSeparator()
        return menu

    def set_narrow(self, narrow: bool) -> None:
        """Leave words out where there is little room."""
        self._person.set_narrow(narrow)
        self._report.set_narrow(narrow)
        for each in (self._update, self._print):
            each.set_narrow(narrow)

    def show_person(self, name: str, whose: str) -> None:
        """Who is at the keyboard, and for whom they record."""
        self._person.show_person(name, whose)


class _CommandButton(PushButton):
    """A button that does what a QAction does, and says what it says."""

    def __init__(self, action: QAction, words: str, kind: str) -> None:
        super().__init__(words)
        self.setIcon(action.icon())
        self._action, self._words = action, words
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_narrow(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_narrow(self, narrow: bool) -> None:
        words = "" if narrow else self._words
        self.setText(words)
        self.setIconSize(QSize(px(16) + (px(4) if words else 0), px(16)))
        if words:
            self.setStyleSheet("")
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setStyleSheet("padding: 0")
            self.setFixedWidth(px(34))

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._words or self._action.text().rstrip("…"))


class _MenuButton(PushButton):
    """A button that opens a menu; it paints its own arrow."""

    def __init__(self, words: str, icon_name: str, menu: QMenu, *, frame: bool = True) -> None:
        super().__init__()
        from ui.icons import icon

        self._words = words
        self.setIcon(icon(icon_name))
        self.setProperty("kind", "plain" if frame else "ghost")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(menu)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        self.setText("" if narrow else f"{self._words}      ")
        self.setToolTip(self._words if narrow else "")
        self.setIconSize(QSize(px(16) + (0 if narrow else px(4)), px(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            painter = QPainter(self)
            draw_chevron(painter, self.width() - px(16), self.height() / 2, down=True, colour=tokens().muted)
            painter.end()


class _Search(Pressable):
    """Looks like a field, and opens the one that finds anything."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setText("Search or type a command")
        self.setAccessibleName("Search or type a command")
        self.setFixedHeight(px(32))
        self.setMinimumWidth(px(120))
        self.setMaximumWidth(px(420))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.clicked.connect(action.trigger)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        rounded(painter, self.rect(), t.surface, t.edge)
        draw_icon(painter, "search", px(10), (self.height() - px(16)) / 2, 16, t.muted)
        key = QRect(self.width() - px(50), (self.height() - px(20)) // 2, px(44), px(20))
        room = QRect(px(36), 0, key.x() - px(40), self.height())
        fits = metrics(14).horizontalAdvance(self.text()) <= room.width()
        put(painter, room, self.text() if fits else "Search", size=14, colour=t.muted)
        rounded(painter, key, None, t.border, radius=4)
        painter.setFont(font(13))
        painter.setPen(t.muted)
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, "Ctrl+K")
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()


class _Person(Pressable):
    """Who is at the keyboard; opens the menu to change that or to record for somebody else."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._name, self._whose, self._narrow = "", "", False
        self.setFixedHeight(px(34))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        self.show_person("", "")

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._size()

    def show_person(self, name: str, whose: str) -> None:
        self._name, self._whose = name, whose
        words = self._words() or "nobody named yet"
        self.setText(words)
        self.setAccessibleName(f"You: {words}")
        self.setToolTip(f"You: {words}")
        self._size()

    def _words(self) -> str:
        return f"{self._name}, for {self._whose}" if self._whose else self._name

    def _size(self) -> None:
        wide = min(metrics(14, REGULAR).horizontalAdvance(self._words()), px(170))
        self.setFixedWidth(px(40) if self._narrow else px(66) + wide)
        self.update()

    def _open(self) -> None:
        menu = QMenu(self)
        for name in ("record_for", "change_name"):
            menu.addAction(self._window.commands[name])
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self.underMouse():
            rounded(painter, self.rect(), t.hover)
        disc = QRect(px(6), (self.height() - px(28)) // 2, px(28), px(28))
        rounded(painter, disc, t.selection, t.edge if t.outlined else None, radius=14)
        painter.setFont(font(13, SEMIBOLD))
        painter.setPen(t.accent if not t.dark else t.text)
        initials = "".join(word[0] for word in (self._whose or self._name).split()[:2]).upper()
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials or "?")
        if not self._narrow:
            room = QRect(disc.right() + px(8), 0, self.width() - disc.right() - px(28), self.height())
            put(painter, room, self._words(), size=14)
            draw_chevron(painter, self.width() - px(12), self.height() / 2, down=True, colour=t.muted)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()
