"""All rows of the benchmark, one after the other, and how they are printed."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import PySide6
from PySide6.QtWidgets import QApplication

from tracker.clock import SystemClock
from tracker.domain.errors import TrackerError
from ui.bench import files, plans, starts
from ui.bench.asking import asked
from ui.bench.figures import Figure
from ui.bench.letter import letter
from ui.bench.windows import Bench

_SIZES = (30, 300, 3000, 20_000)
_LINE = "{:30}{:>10} {:3}{:>10}{:>8}{:>6}  {}"


def measure(*, as_json: bool) -> int:
    """Measure everything and print it; returns the exit code."""
    app = QApplication.instance() or QApplication(["bench"])
    app.setApplicationName("improvement-plan-tracker")
    with TemporaryDirectory(prefix="improvement-plan-bench-", ignore_cleanup_errors=True) as folder:
        try:
            figures = list(_told(_figures(Path(folder)), quiet=as_json))
        except TrackerError as error:
            print(error, file=sys.stderr)
            return 1
    if as_json:
        print(json.dumps({"machine": _machine(), "rows": [each.to_json() for each in figures]}))
    return 0


def _figures(folder: Path) -> Iterator[Figure]:
    today = SystemClock().today()
    made = {size: folder / f"{size}.iplan" for size in _SIZES}
    for size, path in made.items():
        plans.make(path, size, today)
    document = folder / "letter.pdf"
    document.write_bytes(letter(today))
    yield from starts.measured({size: made[size] for size in (300, 20_000)}, folder / "program")
    yield from files.loaded(made[20_000])
    yield from files.saved(made[20_000])
    yield from files.extracted(document)
    yield from files.printed(made, today)
    bench = Bench(made[20_000], folder)
    try:
        yield from bench.figures()
        yield from asked(bench)
        yield from bench.beside_jobs(made[300], document, today)
    finally:
        bench.close()


def _told(figures: Iterator[Figure], *, quiet: bool) -> Iterator[Figure]:
    """Each figure, printed as it comes."""
    if not quiet:
        print(_machine())
        print(_LINE.format("row", "value", "", "limit", "ratio", "mark", ""))
    for each in figures:
        if not quiet:
            told = each.to_json()
            missed = "" if each.is_met else "missed. "
            cells = (told["value"], each.unit, told["limit"], f"{each.ratio:.2f}", each.mark)
            print(_LINE.format(each.name, *cells, f"{missed}{each.detail}"), flush=True)
        yield each


def _machine() -> str:
    versions = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {versions}"
