"""How the Actions page is shown: put back the next time, and with a saved view."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from tracker.domain.rules.query import Query, show

if TYPE_CHECKING:
    from ui.pages.actions import ActionsPage

_KEPT = "actions"
_PAUSE = 500  # milliseconds without a change until a file is written
_AT_FIRST = "-status:gone"


class Look(QObject):
    """The page's query, grouping, sorting, columns and chosen values."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page, self._preferences = page, page.window_.preferences
        self._plan_id = page.window_.views.plan_id
        kept = self._preferences.get(_KEPT, {})
        if kept.get("plan") != self._plan_id:  # what was narrowed in another plan may be nowhere in this one
            kept = {**kept, "query": _AT_FIRST, "values": {}}
        self.kept: Mapping[str, Any] = kept
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._keep)

    def now(self) -> dict[str, Any]:
        """What is shown and how, as JSON values: what `use` puts back."""
        page, rows = self._page, self._page.table
        return {
            "query": page.narrowing.text,
            "flat": page.ways.chosen == "flat",
            "sorts": [list(each) for each in rows.sorts],
            "layout": page.grid.column_layout,
            "values": {key: sorted(values) for key, values in rows.valued.items()},
        }

    def use(self, look: Mapping[str, Any]) -> None:
        """Show it so; what is not named stays."""
        page, rows = self._page, self._page.table
        if "flat" in look:
            page.ways.choose("flat" if look["flat"] else "grouped")
            page.regroup()
        if "layout" in look:
            page.grid.set_column_layout(look["layout"])
        if "sorts" in look:
            rows.sort_by_several([(key, down) for key, down in look["sorts"]])
        if "values" in look:
            for key in rows.valued.keys() - look["values"].keys():
                rows.set_values(key, None)
            for key, values in look["values"].items():
                rows.set_values(key, frozenset(values))
        if "query" in look:
            page.narrowing.set_text(look["query"])

    def put_back(self) -> None:
        """Show a table that was just made as the last one was, but for the query, which the filter keeps."""
        self.use({name: value for name, value in self.kept.items() if name not in ("query", "plan")})

    def remember(self) -> None:
        """Keep how it is shown, once nobody changes it any more."""
        self._pause.start()

    def keep_now(self) -> None:
        """Keep it without waiting, if anything changed."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def _keep(self) -> None:
        """Words typed are of the moment; everything else comes back."""
        query = show(Query(self._page.narrowing.query.terms))
        self.kept = {**self.now(), "query": query, "plan": self._plan_id}
        self._preferences.keep(_KEPT, dict(self.kept))
