"""Naming a saved view, and the list of one's own: open, rename, put in order, remove."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from tracker.domain.rules.query import described, language_of, parse
from ui.dialogs.fields_dialog import FieldsDialog
from ui.dialogs.help_key import HelpKey
from ui.dialogs.sizing import open_at
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.views import View
from ui.widgets.columns import Column
from ui.widgets.fields import TextField
from ui.widgets.frames import Card, Line, button, column, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class NameView(FieldsDialog):
    """Asks for the name of a view; one that is taken is said to be replaced."""

    def __init__(self, parent: QWidget | None, title: str, taken: Sequence[str], name: str = "") -> None:
        about = "What is filtered, sorted and grouped, and the columns, come back with it. It is yours alone."
        super().__init__(parent, title, about=about)
        self._taken = {each.casefold(): each for each in taken}
        self.name = TextField("Name", needed=True)
        self.name.set_value(name)
        self.name.changed.connect(self._look)
        self.add(self.name)

    @property
    def chosen(self) -> str:
        """The name, spelt as that of a view that is there already."""
        name = self.name.value().strip()
        return self._taken.get(name.casefold(), name)

    def _look(self) -> None:
        if self.name.value().strip().casefold() in self._taken:
            self.name.say("There is a view of this name: it will be replaced.")
            QTimer.singleShot(0, self, self.fit)  # once what is said is laid out


def ask_name(parent: QWidget | None, title: str, taken: Sequence[str], name: str = "") -> str:
    """The name somebody gave; "" where they did not."""
    dialog = NameView(parent, title, taken, name)
    dialog.finished.connect(dialog.deleteLater)
    return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else ""


class ViewsDialog(QDialog):
    """All views with what they show. One's own can be renamed, moved and removed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        HelpKey(self)
        self._window, self._views = window, window.views
        self.setWindowTitle("Saved views")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        columns: tuple[Column[View], ...] = (
            Column(key="name", title="View", text=_name, width=180, keep=True, strong=True),
            Column(key="query", title="Shows", text=self._words, width=240, stretch=True, muted=True),
            Column(key="count", title="Actions", text=self._count, width=72, right=True),
        )
        self.rows: RowsModel[View] = RowsModel(columns, key=_key, parent=self)
        self.grid: Grid[View] = Grid(self.rows, "Saved views of the actions")
        self.grid.opened.connect(self._open)
        self.grid.moved.connect(self._moved)
        self.open_button = button("Open", "primary", press=self._open_current)
        self.rename = button("Rename…", press=self._rename)
        self.up = button("Move up", icon_name="arrow-up", press=self._up)
        self.down = button("Move down", icon_name="arrow-down", press=self._down)
        self.remove = button("Remove", icon_name="trash-2", press=self._remove)
        close = button("Close", press=self.reject)
        card = Card()
        card.body.setContentsMargins(1, px(4), 1, px(4))
        card.body.addWidget(self.grid)
        about = "Yours come first, in your order. Removing a view removes no action."
        head = column(label("Saved views", 16, SEMIBOLD), label(about, 13, muted=True, wrap=True), gap=2)
        inside = column(head, card, row(self.rename, self.up, self.down, None, self.remove), gap=12)
        inside.setStretch(1, 1)
        inside.setContentsMargins(px(24), px(20), px(24), px(12))
        foot = row(None, close, self.open_button)
        foot.setContentsMargins(px(24), px(12), px(24), px(12))
        outer = column(inside, Line("border"), foot, gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        open_at(self, 680, 480)
        self._views.changed.connect(self._list)
        self._list()
        self.grid.setFocus()

    def _list(self) -> None:
        self.rows.set_rows(self._views.every)
        self._moved(self.grid.current)

    def _words(self, view: View) -> str:
        assert self._window.workspace is not None
        language = language_of(self._window.workspace.plan)
        return described(parse(view.query, language), language) or "All actions"

    def _count(self, view: View) -> str:
        count = self._views.counts.get(view.key)
        return "" if count is None else f"{count:,}"

    def _moved(self, view: View | None) -> None:
        own = view is not None and view.look is not None
        keys = [each.key for each in self._views.own]
        self.open_button.setEnabled(view is not None)
        for each in (self.rename, self.remove):
            each.setEnabled(own)
            each.setToolTip("" if own else "This view belongs to every plan.")
        self.up.setEnabled(own and view is not None and view.key != keys[0])
        self.down.setEnabled(own and view is not None and view.key != keys[-1])

    def _open(self, view: View, column_key: str = "") -> None:
        self.accept()
        self._views.open(view.key)

    def _open_current(self) -> None:
        if self.grid.current is not None:
            self._open(self.grid.current)

    def _rename(self) -> None:
        view = self.grid.current
        if view is not None:
            others = [each.name for each in self._views.own if each.key != view.key]
            name = ask_name(self, "Rename this view", others, view.name)
            if name and name not in others:
                self._views.rename(view.key, name)

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        view = self.grid.current
        if view is not None:
            self._views.move(view.key, step)
            self.grid.go_to(view.key)

    def _remove(self) -> None:
        view, line = self.grid.current, self.grid.currentIndex().row()
        if view is not None:
            self._views.remove(view.key)
            self.grid.go_to(self.rows.key_at(line))
            self.grid.setFocus()


def manage_views(window: "MainWindow") -> None:
    """Show the list of views."""
    ViewsDialog(window).exec()


def _name(view: View) -> str:
    return view.name


def _key(view: View) -> str:
    return view.key
