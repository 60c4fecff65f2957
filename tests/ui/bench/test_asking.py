from ui.bench.asking import asked
from ui.bench.windows import Bench


def test_what_is_asked_of_the_window_is_measured(bench: Bench) -> None:
    figures = {each.name: each for each in asked(bench)}
    assert list(figures) == ["find_anything_20000", "updates_found_20000", "dialog_20000"]
    assert all(each.value > 0 for each in figures.values())
    for dialog in ("add_update", "add_action", "change_several", "report"):
        assert dialog in figures["dialog_20000"].detail
