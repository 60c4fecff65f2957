import json
from time import perf_counter

from ui.bench.figures import Figure, timed, worst


def test_a_figure_is_judged_by_its_ratio_to_the_limit() -> None:
    met = Figure("save_edit", 3.0, "ms", 1.0, 3)
    assert (met.ratio, met.is_met) == (3.0, True)
    assert not Figure("save_edit", 3.01, "ms", 1.0, 3).is_met


def test_the_verb_prints_what_was_agreed() -> None:
    figure = Figure("start_300", 0.312345, "s", 0.13, 2.5)
    assert json.loads(json.dumps(figure.to_json())) == {
        "name": "start_300",
        "value": 0.312,
        "unit": "s",
        "limit": 0.13,
        "ratio": 2.4,
        "mark": 2.5,
        "ok": True,
    }


def test_of_several_things_the_worst_median_counts_and_is_named() -> None:
    figure = worst("page_switch_20000", {"areas": [0.3, 0.001, 0.002], "money": [0.01, 0.01, 0.01]}, 0.016, 1)
    assert figure.value == 0.01
    assert figure.detail.startswith("money;")
    assert "areas 0.002" in figure.detail


def test_what_is_timed_takes_the_time_it_takes() -> None:
    begun = perf_counter()
    taken = timed(lambda: sum(range(1000)))
    assert 0 < taken <= perf_counter() - begun
