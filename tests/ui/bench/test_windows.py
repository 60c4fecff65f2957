from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tracker.clock import SystemClock
from ui.bench import plans
from ui.bench.letter import letter
from ui.bench.windows import Bench
from ui.preferences import Preferences


@pytest.fixture
def bench(tmp_path: Path, dressed: QApplication) -> Iterator[Bench]:
    """The window of a small plan."""
    plans.make(tmp_path / "large.iplan", 60, SystemClock().today())
    Preferences(tmp_path / "preferences.json").keep_name("Benchmark")
    made = Bench(tmp_path / "large.iplan", tmp_path)
    yield made
    made.close()


def test_everything_felt_in_the_window_is_measured(bench: Bench) -> None:
    figures = {each.name: each for each in bench.figures()}
    assert list(figures) == [
        "filter_20000",
        "sort_20000",
        "page_switch_20000",
        "page_switch_after_edit_20000",
    ]
    assert all(each.value > 0 for each in figures.values())
    for page in ("overview", "areas", "actions", "overdue", "money", "history"):
        assert page in figures["page_switch_20000"].detail


def test_the_window_is_watched_beside_each_kind_of_job(bench: Bench, tmp_path: Path) -> None:
    plans.make(tmp_path / "small.iplan", 5, SystemClock().today())
    (tmp_path / "letter.pdf").write_bytes(letter(SystemClock().today()))
    (figure,) = bench.beside_jobs(tmp_path / "small.iplan", tmp_path / "letter.pdf", SystemClock().today())
    assert figure.name == "repaint_during_job"
    for job in ("reading a letter", "restoring", "preview of progress", "printing"):
        assert job in figure.detail
