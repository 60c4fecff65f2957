"""What is felt in the window of a large plan: keys, sorting, turning to another page, and jobs beside it."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tracker.clock import SystemClock
from tracker.domain.codes import CopyKind, Delivery
from tracker.domain.commands import AddUpdate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action
from tracker.publishing import Order
from tracker.reports.papers import PAPERS
from tracker.reports.scope import Scope
from ui import fonts, printing
from ui.app import Program
from ui.bench.figures import FRAME, RUNS, Figure, timed, worst
from ui.bench.watching import Watch, press
from ui.collecting import Collector
from ui.dialogs.actions import ActionForm
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.places import PLACES
from ui.preferences import Preferences
from ui.widgets.filter_field import FilterField
from ui.widgets.grid import Grid

_TIMES = 30  # keys and turns of pages
_TYPED = "waiting contact"
_TERMS = "late due<30 moved>1 "
_PATIENCE = 20.0  # seconds until something counts as never painted


class Bench:
    """A window on a plan, and a watch for what is painted in it. To be closed."""

    def __init__(self, plan: Path, folder: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.app = app
        app.setStyle("Fusion")
        self._collector = Collector(app)
        fonts.load()
        self.program = Program(Preferences(folder / "preferences.json"), SystemClock())
        self.window: MainWindow = self.program.open_window()
        self.window.resize(1440, 900)
        self.program.open_plan(plan, self.window)
        assert self.window.workspace is not None
        self.workspace = self.window.workspace
        self.settle()

    def close(self) -> None:
        self.program.quit()
        self.app.processEvents()

    def settle(self) -> None:
        """Until nothing is left to do."""
        quiet = 0
        while quiet < 3:
            self.app.processEvents()
            # Outside the application's own loop Qt keeps what is to be deleted: as it would be done there.
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            quiet = quiet + 1 if self.workspace.slices.is_idle else 0

    def page(self, name: str) -> Page:
        """The page, shown and settled."""
        self.window.go(name)
        self.settle()
        assert self.window.page is not None
        return self.window.page

    def until_painted(self, act: Callable[[], object], *watched: QWidget) -> float:
        """Seconds from doing something until one of these has been painted after it."""
        watch = Watch(watched)
        begun = perf_counter()
        act()
        while not watch.painted:
            self.app.processEvents()
            if perf_counter() - begun > _PATIENCE:
                raise TrackerError("The window was not painted in time; the benchmark stopped.")
        watch.stop()
        return watch.painted - begun

    # The figures.

    def figures(self) -> Iterator[Figure]:
        """All but those of jobs."""
        names = [place.name for place in PLACES]
        for name in names:
            self.page(name)
        yield worst(
            "filter_20000", {name: self._keys(name) for name in names if self._filter(name)}, FRAME, 1
        )
        yield worst("terms_20000", {"actions": self._keys("actions", _TERMS)}, FRAME, 1)
        yield worst("sort_20000", self._sorted(), FRAME, 2)
        yield worst("sort_several_20000", self._sorted_by_several(), FRAME, 2)
        yield worst("head_menu_20000", self._head_menus(), 0.05, 1)
        yield worst("edit_cell_20000", self._edited_cells(), 0.05, 1)
        yield worst("title_20000", self._titled(), FRAME, 1)
        yield worst("page_switch_20000", self._turned(names), FRAME, 1)
        yield worst("page_switch_after_edit_20000", self._turned_after_edits(names), FRAME, 1)

    def _grid(self, name: str) -> Grid[Any]:
        grid: Grid[Any] | None = self.page(name).findChild(Grid)
        assert grid is not None
        return grid

    def _filter(self, name: str) -> FilterField | None:
        """The page's filter; None where it has none, or nothing to filter."""
        found = self.page(name).findChild(FilterField)
        return found if found is not None and found.isVisible() else None

    def _keys(self, name: str, typed: str = _TYPED) -> list[float]:
        """Each key typed and taken away again."""
        page, field = self.page(name), self._filter(name)
        assert field is not None
        taken = [self._key(page, field, key) for key in (*typed, *("\b" for _ in typed))]
        self.settle()
        return taken

    def _key(self, page: Page, field: FilterField, key: str) -> float:
        """Seconds from the key to the painted rows; to the painted field where it changes no row."""
        inside = [field, *field.findChildren(QWidget)]
        others = [
            each for each in page.findChildren(QWidget) if each not in inside and not each.isAncestorOf(field)
        ]
        own, rows = Watch((field.edit,)), Watch(others)
        begun = perf_counter()
        press(field.edit, key)
        quiet = 0
        while not rows.painted and quiet < 3:
            self.app.processEvents()
            quiet += bool(own.painted) and self.workspace.slices.is_idle
            if perf_counter() - begun > _PATIENCE:
                raise TrackerError("The filter was not painted in time; the benchmark stopped.")
        for each in (own, rows):
            each.stop()
        return (rows.painted or own.painted) - begun

    def _sorted(self) -> dict[str, list[float]]:
        """Each column of Actions, as its head is pressed."""
        grid, taken = self._grid("actions"), {}
        for n in grid.shown_columns():
            pressed = partial(grid.horizontalHeader().sectionClicked.emit, n)
            title = grid.rows.columns[n].title
            taken[title] = [self.until_painted(pressed, grid.viewport()) for _ in range(RUNS)]
        grid.rows.sort_by("")
        self.settle()
        return taken

    def _sorted_by_several(self) -> dict[str, list[float]]:
        """Actions by each three columns that stand side by side, one way and the other."""
        grid, taken = self._grid("actions"), {}
        columns = [grid.rows.columns[n] for n in grid.shown_columns()]
        for three in zip(columns, columns[1:], columns[2:], strict=False):
            named = " and ".join(column.title for column in three)
            taken[named] = [
                self.until_painted(
                    partial(grid.rows.sort_by_several, [(each.key, bool(run % 2)) for each in three]),
                    grid.viewport(),
                )
                for run in range(RUNS)
            ]
        grid.rows.sort_by("")
        self.settle()
        return taken

    def _head_menus(self) -> dict[str, list[float]]:
        """The menu of each head of Actions that offers values, until it has been painted."""
        grid = self._grid("actions")
        columns = [grid.rows.columns[n] for n in grid.shown_columns() if grid.rows.columns[n].pickable]
        return {column.title: [self._head_menu(grid, column.key) for _ in range(RUNS)] for column in columns}

    def _head_menu(self, grid: Grid[Any], key: str) -> float:
        begun = perf_counter()
        grid.open_head_menu(key)
        menu = self.app.activePopupWidget()
        assert menu is not None
        menu.repaint()
        taken = perf_counter() - begun
        menu.close()
        self.settle()
        return taken

    def _edited_cells(self) -> dict[str, list[float]]:
        """The editor of each cell of Actions that can be changed, until it has been painted."""
        page, grid = self.page("actions"), self._grid("actions")
        columns = [grid.rows.columns[n] for n in grid.shown_columns() if grid.rows.columns[n].editable]
        ids = [action.id for action in grid.rows.rows()[:RUNS]]
        return {each.title: [self._edited_cell(page, grid, row, each.key) for row in ids] for each in columns}

    def _edited_cell(self, page: Page, grid: Grid[Any], action_id: str, key: str) -> float:
        grid.go_to(action_id, key)
        self.settle()
        begun = perf_counter()
        page.edit()
        grid.viewport().repaint()
        taken = perf_counter() - begun
        if (popup := self.app.activePopupWidget()) is not None:
            popup.close()
        grid.finish_editing()
        self.settle()
        return taken

    def _titled(self) -> dict[str, list[float]]:
        """Each key of a new action's title, while actions that may say the same are looked for."""
        actions = self.workspace.plan.all(Action)
        form = ActionForm(self.window, self.workspace)
        form.show()
        self.settle()
        keys = f"{next(iter(actions)).title} again"
        taken = [self.until_painted(partial(press, form.title.edit, key), form.title.edit) for key in keys]
        form.reject()
        self.settle()
        return {"a title like others": taken}

    def _turned(self, names: list[str]) -> dict[str, list[float]]:
        """Each page from the one before it, again and again."""
        taken: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(_TIMES // len(names)):
            for name in names:
                taken[name].append(self._turn(name))
                self.settle()
        return taken

    def _turned_after_edits(self, names: list[str]) -> dict[str, list[float]]:
        """Each page when an update was just added on another."""
        taken: dict[str, list[float]] = {name: [] for name in names}
        actions = [each for each in self.workspace.plan.all(Action) if each.delivery is not None]
        for n in range(RUNS):
            for name in names:
                before = self.page(names[names.index(name) - 1])
                edit = AddUpdate(
                    action_id=actions[n * 17 % len(actions)].id,
                    text="Seen from the bench.",
                    delivery=tuple(Delivery)[n % 3],
                    delivery_reason="The sample was too small.",
                )
                self.until_painted(partial(self._edit, edit, before), before)
                taken[name].append(self._turn(name))
        self.settle()
        return taken

    def _edit(self, edit: AddUpdate, page: Page) -> None:
        self.workspace.do(edit)
        page.update()

    def _turn(self, name: str) -> float:
        page = self.window._pages[name]
        return self.until_painted(lambda: self.window.go(name), *_shown(page))

    # Jobs.

    def beside_jobs(self, small: Path, letter: Path, day: date) -> Iterator[Figure]:
        """The longest that the window stands still while each kind of job runs beside it."""
        plan, viewport = self.workspace.session.path, self._grid("actions").viewport()
        taken = {
            words: [self._longest_turn(viewport, Job(job, values, parent=self.window))]
            for words, job, values in _jobs(plan, small, letter, day)
        }
        taken["printing"] = [self._longest_print(viewport, small.with_name("paper.pdf"))]
        yield worst("repaint_during_job", taken, 0.1, 1)

    def _longest_turn(self, viewport: QWidget, job: Job) -> float:
        failures: list[Exception] = []
        job.failed.connect(failures.append)
        longest = self._longest(viewport, lambda: job.is_running)
        job.deleteLater()
        for each in failures:
            raise each
        return longest

    def _longest_print(self, viewport: QWidget, paper: Path) -> float:
        printer = printing.new_printer("Paper", landscape=True)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper.with_name("printed.pdf")))
        self.workspace.slices.add(printing.printing(paper.read_bytes(), printer))
        return self._longest(viewport, lambda: not self.workspace.slices.is_idle)

    def _longest(self, viewport: QWidget, goes_on: Callable[[], bool]) -> float:
        """The longest turn of the event loop with a repaint of the table, while something goes on."""
        longest, ends = 0.0, monotonic() + 60

        def turn() -> None:
            viewport.update()
            self.app.processEvents()

        while goes_on() and monotonic() < ends:
            longest = max(longest, timed(turn))
        return longest


def _jobs(plan: Path, small: Path, letter: Path, day: date) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every kind of job with what it is to do."""
    folder = plan.parent
    restored = folder / "restored.iplan"
    yield "reading a letter", "read_document", {"path": str(letter)}
    yield "pictures of pages", "page_pictures", {"path": str(letter), "folder": str(folder), "width": 900}
    yield "looking at backups", "backups", {"plan": str(small)}
    yield "restoring", "restore", {"backup": str(small), "plan": str(restored)}
    yield (
        "an earlier day",
        "earlier",
        {"plan": str(plan), "folder": str(folder), "position_on": day.isoformat()},
    )
    for name in PAPERS:
        order = Order(
            plan=plan,
            kind=CopyKind.PAPER,
            name=name,
            out=folder / "paper.pdf",
            scope=Scope(day=day, made_at=SystemClock().now()),
            overwrite=True,
            preview=True,
        )
        yield f"preview of {name}", "publish", order.to_json()


def _shown(page: Page) -> tuple[QWidget, ...]:
    """What a page shows its rows in: the widgets of which one is painted when they change."""
    tables = [each.viewport() for each in page.findChildren(Grid) if each.isVisibleTo(page)]
    areas = [each.viewport() for each in page.findChildren(QAbstractScrollArea) if each.isVisibleTo(page)]
    return tuple(tables or areas or [page])
