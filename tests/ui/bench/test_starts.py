from pathlib import Path

import pytest

from tracker.clock import SystemClock
from ui.bench import plans, starts


def test_starts_are_measured_beside_an_empty_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starts, "RUNS", 1)
    made = {size: tmp_path / f"{size}.iplan" for size in (5, 10)}
    for size, path in made.items():
        plans.make(path, size, SystemClock().today())
    figures = list(starts.measured(made, tmp_path / "program"))
    assert [each.name for each in figures] == ["start_5", "start_10", "memory_10"]
    assert all(each.ratio > 1 for each in figures)
