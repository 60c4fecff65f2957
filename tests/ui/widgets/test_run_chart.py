"""A chart of figures over time: where labels stand, what is spoken and what is drawn."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from ui.widgets import run_chart
from ui.widgets.run_chart import Chart, Dot, RunChart, Sense, spread

INK = QColor("black")


def months(*values: float) -> tuple[Dot, ...]:
    return tuple(Dot(date(2026, n, 28), value, Sense.PLAIN, "") for n, value in enumerate(values, 1))


def test_words_beside_the_chart_never_lie_over_one_another() -> None:
    told = [(50.0, "target", 0, INK), (48.0, "latest", 0, INK), (99.0, "mean", 0, INK)]
    found = spread(told, 18, 100)
    assert [words for _, words, _, _ in found] == ["latest", "target", "mean"]
    heights = [y for y, *_ in found]
    assert all(low - high >= 18 for high, low in pairwise(heights))
    assert heights[-1] <= 100 - 9


@pytest.mark.parametrize("values", [(), (5.0,), (0.0, 0.0), (38.0, 72.0, 91.0), (-3.0, 4.0)])
def test_any_figures_are_drawn_within_an_axis_that_holds_them(
    values: tuple[float, ...], qtbot: QtBot
) -> None:
    chart = RunChart()
    qtbot.addWidget(chart)
    chart.resize(600, 260)
    dots = months(*values)
    line = (("target", 95.0, Qt.PenStyle.DashLine),) if values else ()
    least = None if min(values, default=0) < 0 else 0
    chart.show_chart(Chart(dots=dots, lines=line, least=least), "Chart", "What is to be seen")
    assert not chart.grab().isNull()
    assert chart.accessibleDescription() == "What is to be seen"
    if values:
        low, high, _ = chart._scale()
        assert low <= min(values)
        assert high >= max(*values, 95.0)


def test_the_path_is_drawn_for_the_time_of_the_figures_only(qtbot: QtBot) -> None:
    chart = RunChart()
    qtbot.addWidget(chart)
    path = ((date(2025, 12, 28), 0.0), (date(2027, 12, 28), 100.0))
    chart.show_chart(Chart(dots=months(10, 20, 30), path=path), "Chart", "")
    assert [day for day, _ in chart._path()] == [date(2026, 1, 28), date(2026, 3, 28)]


def test_the_months_named_under_it_are_equally_far_from_one_another(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def put(painter: QPainter, rect: QRect, words: str, **rest: Any) -> int:
        said.append(words)
        return 0

    monkeypatch.setattr(run_chart, "put", put)
    chart = RunChart()
    qtbot.addWidget(chart)
    chart.resize(600, 260)
    chart.show_chart(Chart(dots=months(*range(12))), "Chart", "")
    chart.grab()
    assert [each for each in said if each.isalpha()] == ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]
