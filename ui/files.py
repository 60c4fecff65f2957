"""Opening and keeping files: what the File menu does with whole plans."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PLANS = "Improvement plans (*.iplan);;All files (*)"
_EXPORTS = {
    ".xlsx": "Excel workbook",
    ".csv": "Table of the actions, as text",
    ".json": "Everything, as data",
}


def open_plan(window: "MainWindow") -> None:
    """Choose a plan and open it."""
    name, _ = QFileDialog.getOpenFileName(window, "Open a plan", last_folder(window), PLANS)
    if name:
        keep_folder(window, Path(name))
        window.program.open_plan(Path(name), window)


def open_example(window: "MainWindow") -> None:
    """Open the example plan, which is built on first use."""
    from ui.dialogs.progress import waited_for
    from ui.jobs import Job

    job = Job("example", {"today": window.program.clock.today().isoformat()}, parent=window)
    made = waited_for(window, "Getting the example plan ready", job, job.cancel)
    if made is not None:
        window.program.open_plan(Path(made["plan"]), window)


def save_copy(window: "MainWindow") -> None:
    """Choose a folder and put a checked copy of the plan there."""
    assert window.workspace is not None
    name = QFileDialog.getExistingDirectory(window, "Where to save the copy", last_folder(window))
    if name:
        from tracker.storage import backups
        from ui.copying import Copying
        from ui.dialogs.progress import waited_for

        path, now = window.workspace.session.path, window.workspace.clock.now()
        copying = Copying(partial(backups.make_of, path, now, folder=Path(name)), window)
        made = waited_for(window, f"Saving a checked copy of “{path.stem}”", copying, copying.stop)
        if made is None:
            return
        window.say(f"A checked copy was saved as “{made.name}” in {name}.", "note")


def export(window: "MainWindow") -> None:
    """Choose a file and put the whole plan into it, as a workbook, a table or data."""
    from tracker.domain.codes import CopyKind
    from tracker.publishing import EXPORT_FORMATS, Order
    from tracker.reports.scope import Scope
    from ui.dialogs.report.delivery import Delivery

    workspace = window.workspace
    assert workspace is not None
    plan = workspace.session.path
    kinds = ";;".join(f"{_EXPORTS[ending]} (*{ending})" for ending in EXPORT_FORMATS)
    suggested = str(Path(last_folder(window), f"{plan.stem} {workspace.day.isoformat()}.xlsx"))
    name, _ = QFileDialog.getSaveFileName(window, "Export the plan", suggested, kinds)
    if not name:
        return
    out = Path(name) if Path(name).suffix else Path(f"{name}.xlsx")
    keep_folder(window, out)
    scope = Scope(day=workspace.day, made_at=workspace.clock.now())
    delivery = Delivery(workspace, window)
    delivery.done.connect(partial(window.say, kind="note"))
    delivery.failed.connect(window.say)
    delivery.done.connect(delivery.deleteLater)
    delivery.failed.connect(delivery.deleteLater)
    delivery.save(Order(plan, CopyKind.EXPORT, "the whole plan", out, scope, overwrite=True))


def last_folder(window: "MainWindow") -> str:
    """The folder a file was last chosen from, or the home folder."""
    kept = window.preferences.get("folder", "")
    return kept if Path(kept).is_dir() and kept else str(Path.home())


def keep_folder(window: "MainWindow", chosen: Path) -> None:
    """Begin in this file's folder next time."""
    window.preferences.keep("folder", str(chosen.parent))
