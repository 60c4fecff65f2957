"""Modules of pages and dialogs, brought in one by one while nobody waits: the first press finds them."""

from importlib import import_module
from itertools import chain

from PySide6.QtCore import QObject, QTimer

from ui.places import PLACES

_PAUSE = 80  # milliseconds between two, in which keys are answered
# What many of the others stand on comes first, so that none takes long by itself.
MODULES = (
    *("ui.widgets.fields", "ui.widgets.choices", "ui.dialogs.fields_dialog", "ui.dialogs.form"),
    "tracker.domain.rules.spelling",
    *("tracker.domain.commands.updates", "tracker.domain.commands.actions", "tracker.domain.commands.dates"),
    *("ui.dialogs.updates", "ui.dialogs.actions", "ui.pages.detail"),
    *("ui.widgets.completions", "ui.widgets.head_menu", "ui.widgets.cell_editors", "ui.pages.actions_cells"),
    *("tracker.domain.commands.sources", "ui.dialogs.findings", "ui.pages.history_detail"),
    *(f"ui.pages.{place.name}" for place in PLACES),
    *("tracker.reports.wording", "tracker.reports.papers", "xlsxwriter", "tracker.domain.commands.settings"),
    *("tracker.publishing", "pypdfium2", "ui.printing", "tracker.jobs", "ui.dialogs.report.options"),
    *("ui.dialogs.report.dialog", "ui.searching", "ui.dialogs.palette"),
    *("tracker.domain.commands.evidence", "ui.dialogs.states", "ui.pages.sitting"),
    *("tracker.importing.sheets.tables", "tracker.importing.returned.judging", "tracker.returning"),
    *("ui.dialogs.new_plan", "ui.dialogs.wizard.steps", "ui.dialogs.sheets.frame"),
    *("tracker.importing.sheets.matching", "tracker.importing.sheets.proposal"),
    *("ui.dialogs.sheets.columns_step", "ui.dialogs.sheets.rows_step", "ui.dialogs.sheets.check_step"),
    *("ui.dialogs.sheets.answers_step", "ui.dialogs.sheets.edits_step"),
)


class Warming(QObject):
    """Imports `MODULES`, one at a time, and then ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = chain(MODULES)
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._one_more)
        self._timer.start()

    def _one_more(self) -> None:
        name = next(self._left, None)
        if name is None:
            self.deleteLater()
        else:
            import_module(name)
