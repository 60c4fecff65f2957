"""What is asked of the window of a large plan: Find anything, words within updates, and dialogs."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from time import perf_counter
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QThread, QTimer
from PySide6.QtWidgets import QDialog

from tracker.domain.errors import TrackerError
from ui.bench.figures import FRAME, RUNS, Figure, worst
from ui.bench.watching import Watch, press
from ui.bench.windows import Bench
from ui.dialogs.palette import Palette
from ui.warming import MODULES
from ui.widgets.filter_field import FilterField
from ui.widgets.grid import Grid

_NAMED = "waiting contact"
_SAID = "candidates"  # in updates of the bench's plans and in no other text of an action
_SELECTED = 300
_DIALOGS = ("add_update", "add_action", "change_several", "plan_settings", "compare", "report")
_PATIENCE = 20.0  # seconds until something counts as never shown


def asked(bench: Bench) -> Iterator[Figure]:
    """A frame for a key in Find anything, 0.2 s for what updates hold, 0.1 s for a dialog."""
    for module in MODULES:  # as the window brings them in while nobody waits
        import_module(module)
    search = bench.workspace.search
    search.begin()
    _until(bench, lambda: search.words.is_ready)
    yield worst("find_anything_20000", {"keys": _keys(bench)}, FRAME, 1)
    yield worst("updates_found_20000", {"words": [_in_updates(bench) for _ in range(RUNS)]}, 0.2, 1)
    yield worst("dialog_20000", _dialogs(bench), 0.1, 1)


def _until(bench: Bench, holds: Callable[[], object]) -> None:
    ends = perf_counter() + _PATIENCE
    while not holds():
        bench.app.processEvents()
        QThread.msleep(1)  # or this thread would take Python from the one that searches
        if perf_counter() > ends:
            raise TrackerError("The window did not show in time what was asked for; the benchmark stopped.")


def _keys(bench: Bench) -> list[float]:
    """Each key typed into Find anything and taken away again, until the list has been painted."""
    palette = Palette(bench.window)
    palette.show()
    bench.settle()
    field, taken = palette.field.edit, []
    for key in (*_NAMED, *("\b" for _ in _NAMED)):
        shown = (palette.grid.viewport(), palette.empty)
        taken.append(bench.until_painted(partial(press, field, key), *shown))
    palette.reject()
    bench.settle()
    return taken


def _actions(bench: Bench) -> Grid[Any]:
    grid: Grid[Any] | None = bench.page("actions").findChild(Grid)
    assert grid is not None
    return grid


def _in_updates(bench: Bench) -> float:
    """Seconds from the last letter of a word to the rows whose updates hold it, painted."""
    grid = _actions(bench)
    field = bench.page("actions").findChild(FilterField)
    assert field is not None
    for letter in _SAID[:-1]:
        press(field.edit, letter)
    bench.settle()
    begun = perf_counter()
    press(field.edit, _SAID[-1])
    _until(bench, lambda: grid.rows.shown)
    bench.until_painted(grid.viewport().update, grid.viewport())
    taken = perf_counter() - begun
    for _ in _SAID:
        press(field.edit, "\b")
    bench.settle()
    return taken


def _dialogs(bench: Bench) -> dict[str, list[float]]:
    """Each dialog from the command to its picture; the first time of each does not count."""
    grid, taken = _actions(bench), {}
    for name in _DIALOGS:
        rows = _SELECTED if name == "change_several" else 1
        last = min(rows, grid.rows.shown) - 1
        chosen = QItemSelection(grid.rows.index(0, 0), grid.rows.index(last, len(grid.rows.columns) - 1))
        grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        bench.settle()
        taken[name] = [_opened(bench, name) for _ in range(RUNS + 1)][1:]
    return taken


def _opened(bench: Bench, name: str) -> float:
    """Seconds from a command to the picture of its dialog, which is then closed."""
    watch: Watch | None = None

    def look() -> None:
        nonlocal watch
        dialog = _dialog(bench)
        if dialog is not None and watch is None:
            watch = Watch((dialog,))
            dialog.update()
        elif dialog is not None and watch is not None and watch.painted:
            dialog.reject()

    timer = QTimer(interval=0)
    timer.timeout.connect(look)
    timer.start()
    begun = perf_counter()
    bench.window.commands.run(name)  # comes back at once, or once the dialog is closed
    _until(bench, lambda: watch is not None and watch.painted and _dialog(bench) is None)
    timer.stop()
    bench.settle()
    assert watch is not None
    return watch.painted - begun


def _dialog(bench: Bench) -> QDialog | None:
    """The dialog that is open."""
    shown = (each for each in bench.app.topLevelWidgets() if each.isVisible())
    return next((each for each in shown if isinstance(each, QDialog)), None)
