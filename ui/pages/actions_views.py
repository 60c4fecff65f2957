"""The saved view that the Actions page shows: its name in the head, what became of it, the list of others."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QSize
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.fonts import SEMIBOLD, font
from ui.theme import px
from ui.views import View
from ui.widgets.frames import button, label, row
from ui.widgets.paint import put
from ui.widgets.second import Second

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.actions import ActionsPage

_KEPT = "actions view"


class _Name(Second):
    """The view's name; where there is too little room it ends in …"""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(14, SEMIBOLD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        put(painter, self.rect().adjusted(0, 0, px(1), 0), self.text(), size=14, weight=SEMIBOLD)
        painter.end()


class ViewBar(QWidget):
    """The name of the open view and, where it was changed, what can be done about it.

    Where there is little room the buttons leave, and then the name is cut: the list of views offers the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self.name, self.change = _Name(), label("· changed", 14, muted=True)
        self.save = button("Save", small=True, tip="Save what is shown in this view")
        self.back = button("Back", "ghost", small=True, tip="Show the view as it was saved")
        layout = row(self.name, self.change, self.save, self.back, gap=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._is_changed = False

    def show_view(self, name: str, *, changed: bool) -> None:
        """Show this name; "" for no view."""
        self._is_changed = changed
        self.name.setText(name)
        self.setAccessibleName(f"View: {name}{', changed' if changed else ''}")
        self.change.setVisible(changed)
        self.setVisible(bool(name))
        self.updateGeometry()
        self._fit()

    def _wide(self, *parts: QWidget) -> int:
        return sum(part.sizeHint().width() + px(6) for part in parts) + self.name.sizeHint().width()

    def sizeHint(self) -> QSize:
        """With everything that there is to show."""
        parts = (self.change, self.save, self.back) if self._is_changed else ()
        return QSize(self._wide(*parts), px(30))

    def minimumSizeHint(self) -> QSize:
        """The page's own controls come first."""
        return QSize(px(40), px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        has_room = self.width() >= self._wide(self.change, self.save, self.back)
        self.save.setVisible(self._is_changed and has_room)
        self.back.setVisible(self._is_changed and has_room)


class PageViews(QObject):
    """Opens views on the page and says whether the page still shows what was opened.

    `button` opens the list of views; `bar` stands beside the page's title.
    """

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page, self._window = page, page.window_
        self._view: View | None = None
        self._opened: Mapping[str, Any] = {}  # the page's state when the view was opened
        self._is_opening = False
        self.button = button("Views", "ghost", icon_name="bookmark", press=self._show_menu)
        self.bar = ViewBar()
        self.bar.save.clicked.connect(self.save)
        self.bar.back.clicked.connect(self.back)
        self.bar.hide()
        self._window.views.changed.connect(self._renamed)

    @property
    def is_changed(self) -> bool:
        """Whether the page shows something else than the view did. The table's look belongs to own views."""
        if self._view is None:
            return False
        now = self._page.look.now()
        keys = now.keys() if self._view.look is not None else ("query", "values")
        return any(now[key] != self._opened.get(key) for key in keys)

    def open(self, view: View) -> None:
        """Show the actions of this view, as its table was."""
        if any(self._page.table.column(key) is None for key in (view.look or {}).get("values", ())):
            told = f"“{view.name}” chose by a column that the plan no longer has, and shows more actions now."
            self._window.say(told, "note")
        self._is_opening = True
        self._page.look.use({"values": {}, **(view.look or {}), "query": view.query})
        self._is_opening = False
        self._take(view)

    def restore(self) -> None:
        """The view that was open when the page was shown last, if the page comes back as it was."""
        kept, views = self._window.preferences.get(_KEPT, {}), self._window.views
        self._view = views.find(kept["key"]) if kept.get("plan") == views.plan_id else None
        self._opened = kept.get("opened", {})
        self.look()

    def look(self) -> None:
        """The page may show something else now."""
        if self._is_opening:
            return
        view, changed = self._view, self.is_changed
        self.bar.show_view(view.name if view is not None else "", changed=changed)
        self._window.navigation.views.mark(view.key if view is not None and not changed else "")

    def leave(self) -> None:
        """No view is open any more."""
        self._view = None
        self._window.preferences.keep(_KEPT, None)
        self.look()

    def _take(self, view: View) -> None:
        self._view, self._opened = view, self._page.look.now()
        kept = {"plan": self._window.views.plan_id, "key": view.key, "opened": dict(self._opened)}
        self._window.preferences.keep(_KEPT, kept)
        self.look()

    def _renamed(self) -> None:
        if self._view is not None:
            self._view = self._window.views.find(self._view.key)
            self.look()

    # What is done with it.

    def back(self) -> None:
        """Show the view as it was saved."""
        if self._view is not None:
            self.open(self._view)

    def save(self) -> None:
        """Keep what is shown in the view; one of every plan stays as it is, and a new one is made."""
        if self._view is not None and self._view.look is not None:
            self._keep(self._view.key, self._view.name)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask for a name and keep what is shown under it."""
        from ui.dialogs.views import ask_name

        views = self._window.views
        name = ask_name(self._window, "Save this view", [view.name for view in views.own])
        if name:
            same = next((view.key for view in views.own if view.name == name), "")
            self._keep(same or views.new_key(), name)

    def _keep(self, key: str, name: str) -> None:
        state = self._page.look.now()
        view = View(key, name, state["query"], {name: state[name] for name in state if name != "query"})
        self._window.views.keep(view)
        self._take(view)

    # The list.

    def _show_menu(self) -> None:
        menu = QMenu(self.button)
        views = self._window.views
        own = {view.key for view in views.own}
        for n, view in enumerate(views.every):
            if own and n == len(own):
                menu.addSeparator()
            count = views.counts.get(view.key)
            act = menu.addAction(view.name if count is None else f"{view.name}\t{count:,}")
            act.setCheckable(True)
            act.setChecked(self._view is not None and view.key == self._view.key)
            act.setData(view.key)
        menu.addSeparator()
        if self._view is not None and self.is_changed:
            menu.addAction(f"Save in “{self._view.name}”").triggered.connect(self.save)
            menu.addAction(f"Back to “{self._view.name}” as it was").triggered.connect(self.back)
        for name in ("save_view", "manage_views"):
            menu.addAction(self._window.commands[name])
        menu.triggered.connect(self._chosen)
        menu.exec(self.button.mapToGlobal(QPoint(0, self.button.height() + px(2))))
        menu.deleteLater()

    def _chosen(self, act: QAction) -> None:
        if act.data():
            self._window.views.open(act.data())


def save_view(window: "MainWindow") -> None:
    """Save what the Actions page shows under a name."""
    from ui.pages.actions import ActionsPage

    window.go("actions")
    if isinstance(window.page, ActionsPage):
        window.page.views.save_as()
