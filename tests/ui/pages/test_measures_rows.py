from pytestqt.qtbot import QtBot

from tests.seeded import measured, the_figures
from tracker.domain.codes import MeasureUnit
from ui.pages.measures_rows import axis_words, chart_of, figure_rows, measure_rows
from ui.workspace import Workspace


def test_a_row_says_and_draws_how_its_measure_stands(workspace: Workspace, qtbot: QtBot) -> None:
    measure = measured(workspace.session)
    workspace.do(the_figures(measure, (60, 100), (0, 0)))
    (row,) = measure_rows(workspace)
    assert measure_rows(workspace)[0] is row
    assert row.latest == "60%"
    assert [each.value for each in figure_rows(row)] == ["no value", "60%"]
    chart = chart_of(row)
    assert [dot.value for dot in chart.dots] == [60.0]
    assert [words for words, _, _ in chart.lines] == ["target 90%"]
    assert chart.band is None


def test_the_axis_says_the_unit_where_it_is_short() -> None:
    assert axis_words(MeasureUnit.PER_CENT, 90) == "90%"
    assert axis_words(MeasureUnit.DAYS, 12.5) == "12.5"
