from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import measured
from tracker.domain.errors import TrackerError
from tracker.domain.records import Figure
from ui.dialogs.figures import FigureForm, PasteFiguresForm
from ui.workspace import Workspace


def test_a_figure_is_counted_and_doubted_while_it_is_typed(workspace: Workspace, qtbot: QtBot) -> None:
    form = FigureForm(None, workspace, measured(workspace.session))
    qtbot.addWidget(form)
    assert form.numerator.name == "Decided within 1 working day"
    form.period.set_value(date(2026, 10, 5))
    assert form.period.note.text() == "Figure for October 2026"
    form.numerator.set_value(Decimal(3))
    assert form.numerator.note.text().startswith("A count under 5")
    form.denominator.set_value(Decimal(0))
    assert form.denominator.note.text() == "Out of nought there is no value."
    form.denominator.set_value(Decimal(2))
    assert form.numerator.note.text().endswith("More were counted than there are.")
    form.denominator.set_value(Decimal(10))
    workspace.do(form.command())
    (made,) = workspace.plan.all(Figure)
    assert (made.happened_on, made.numerator, made.denominator) == (
        date(2026, 10, 31),
        Decimal(3),
        Decimal(10),
    )


def test_what_is_odd_about_a_figure_is_asked_once_before_it_is_kept(
    workspace: Workspace, qtbot: QtBot
) -> None:
    measure = measured(workspace.session)
    form = FigureForm(None, workspace, measure)
    qtbot.addWidget(form)
    form._sent_to = workspace.do
    form.numerator.set_value(Decimal(120))
    form.denominator.set_value(Decimal(100))
    form.accept()
    asked = form.banner.words
    assert asked.startswith(
        "October 2026: More were counted than there are. To keep it so, press “Add figure”"
    )
    assert not workspace.plan.all(Figure)
    form.accept()
    (kept,) = workspace.plan.all(Figure)

    pasted = PasteFiguresForm(None, workspace, measure)
    qtbot.addWidget(pasted)
    pasted._sent_to = workspace.do
    pasted.lines.set_value("Jan 2026\t3\t1\nFeb 2026\t3\t100\nMar 2026\t3\t1")
    pasted.accept()
    assert "February 2026: A count under 5" in pasted.banner.words
    assert "And 3 more like these." in pasted.banner.words
    pasted.lines.set_value("Jan 2026\t60\t100\nFeb 2026\t50\t100")
    pasted.accept()
    assert len(workspace.plan.all(Figure)) == 3
    assert workspace.plan.get(Figure, kept.id) == kept


def test_several_are_pasted_and_a_line_that_cannot_be_read_is_named(
    workspace: Workspace, qtbot: QtBot
) -> None:
    form = PasteFiguresForm(None, workspace, measured(workspace.session))
    qtbot.addWidget(form)
    form.lines.set_value("Sep 2026\t60\t100\n\t70\t100")
    assert form.lines.note.text() == "2 read, from September 2026 to October 2026"
    workspace.do(form.command())
    assert len(workspace.plan.all(Figure)) == 2
    form.lines.set_value("Jul 2026\t60\t100\nAug 2026\t700\t100")
    assert form.lines.note.text().endswith("August 2026. August 2026: More were counted than there are.")
    form.lines.set_value("Smarch\t60\t100")
    with pytest.raises(TrackerError, match="Line 1"):
        form.command()
