"""The window that the benchmark measures, with a small plan and each thing done twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tracker.clock import SystemClock
from ui.bench import asking, plans, windows
from ui.bench.windows import Bench
from ui.preferences import Preferences


@pytest.fixture
def bench(tmp_path: Path, dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A bench with a plan of 60 actions."""
    for module in (asking, windows):
        monkeypatch.setattr(module, "RUNS", 2)
    plans.make(tmp_path / "large.iplan", 60, SystemClock().today())
    Preferences(tmp_path / "preferences.json").keep_name("Benchmark")
    made = Bench(tmp_path / "large.iplan", tmp_path)
    yield made
    made.close()
