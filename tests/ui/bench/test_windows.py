from pathlib import Path

from tracker.clock import SystemClock
from ui.bench import plans
from ui.bench.letter import letter
from ui.bench.windows import Bench


def test_everything_felt_in_the_window_is_measured(bench: Bench) -> None:
    figures = {each.name: each for each in bench.figures()}
    assert list(figures) == [
        "filter_20000",
        "terms_20000",
        "sort_20000",
        "sort_several_20000",
        "head_menu_20000",
        "edit_cell_20000",
        "title_20000",
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
