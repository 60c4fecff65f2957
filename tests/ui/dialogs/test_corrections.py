from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked, completed, measured, the_figures
from tracker.domain import commands as c
from tracker.domain.codes import Delivery
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import (
    Action,
    BudgetLine,
    DateChange,
    Evidence,
    Figure,
    Finding,
    Holding,
    Post,
    Record,
    Risk,
    Source,
    Update,
)
from ui.dialogs.corrections import CorrectForm
from ui.dialogs.entries import entries_of
from ui.reading import Reading
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import AmountField, DayField, DueField, MoneyField, NumberField
from ui.workspace import Workspace


def form_on(workspace: Workspace, qtbot: QtBot, chosen: Record) -> CorrectForm:
    form = CorrectForm(None, workspace, entries_of(Reading(workspace), chosen))
    qtbot.addWidget(form)
    form.reason.set_value("Misread")
    form.agreed_by.set_value("Independent Chair")
    return form


def test_the_first_agreed_date_is_put_right(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = form_on(workspace, qtbot, chosen)
    form.field.set_value("first_due")
    assert isinstance(form.right, DueField)
    assert form.right.value() == chosen.first_due
    assert len(form.right.neighbours) == 2  # the others of its workstream: a year off them is asked about
    form.right.set_value(DueDate.day(date(2026, 11, 30)))
    workspace.do(form.command())
    assert workspace.plan.get(Action, chosen.id).due == DueDate.day(date(2026, 11, 30))


def test_every_entry_and_field_has_a_field_of_its_kind(workspace: Workspace, qtbot: QtBot) -> None:
    completed(workspace.session)
    chosen = action(workspace.session, 1)
    update = c.AddUpdate(action_id=chosen.id, text="48%", delivery=Delivery.ON_TRACK)
    workspace.do(update)
    kinds = {
        (Update, "delivery"): ChoiceField,
        (Update, "happened_on"): DayField,
        (Evidence, "kind"): ChoiceField,
        (Evidence, "happened_on"): DayField,
    }
    seen = set()
    for each in (action(workspace.session), chosen):
        form = form_on(workspace, qtbot, each)
        for entry in range(form.entry.box.count()):
            form.entry.box.setCurrentIndex(entry)
            for field in range(form.field.box.count()):
                form.field.box.setCurrentIndex(field)
                command = form.command()
                assert isinstance(command, c.CorrectEntry)
                seen.add((command.record, command.field))
                expected = kinds.get((command.record, command.field))
                assert expected is None or isinstance(form.right, expected)
    assert kinds.keys() <= seen


def test_a_rating_is_corrected_to_the_right_code(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    workspace.do(c.AddUpdate(action_id=chosen.id, delivery=Delivery.OFF_TRACK, delivery_reason="Typing"))
    form = form_on(workspace, qtbot, chosen)
    form.entry.box.setCurrentIndex(1)
    form.field.set_value("delivery")
    assert form.right is not None
    form.right.set_value(Delivery.ON_TRACK)  # type: ignore[attr-defined]
    workspace.do(form.command())
    assert workspace.plan.get(Action, chosen.id).delivery is Delivery.ON_TRACK


def test_a_request_is_called_by_its_date(workspace: Workspace, qtbot: QtBot) -> None:
    request = asked(workspace.session)
    form = form_on(workspace, qtbot, action(workspace.session))
    form.entry.set_value(request.id)
    assert form.entry.box.currentText() == "New date 18 Dec 2026, asked for on 5 Nov 2026"
    form.field.set_value("reason")
    assert form.right is not None
    form.right.set_value("Three posts are vacant")  # type: ignore[attr-defined]
    workspace.do(form.command())
    assert workspace.plan.get(DateChange, request.id).reason == "Three posts are vacant"


def test_what_is_no_action_is_corrected_with_what_hangs_on_it(workspace: Workspace, qtbot: QtBot) -> None:
    measure = measured(workspace.session)
    workspace.do(the_figures(measure, (48, 100)))
    area, line, post = (an(workspace.session, kind) for kind in (Finding, BudgetLine, Post))
    kinds = {
        (Finding, "page"): NumberField,
        (Source, "received_on"): DayField,
        (BudgetLine, "base_pence"): MoneyField,
        (Figure, "numerator"): AmountField,
        (Holding, "started_on"): DayField,
    }
    seen = {}
    for record in (area, line, post, measure):
        form = form_on(workspace, qtbot, record)
        for entry in range(form.entry.box.count()):
            form.entry.box.setCurrentIndex(entry)
            for field in range(form.field.box.count()):
                form.field.box.setCurrentIndex(field)
                command = form.command()
                assert isinstance(command, c.CorrectEntry)
                seen[command.record, command.field] = type(form.right)
    assert kinds.items() <= seen.items()


def test_money_figures_and_points_of_an_area_are_put_right(workspace: Workspace, qtbot: QtBot) -> None:
    line, area = an(workspace.session, BudgetLine), an(workspace.session, Finding)
    measure = measured(workspace.session)
    workspace.do(the_figures(measure, (48, 100)))
    figure = an(workspace.session, Figure)
    for record, entry, field, typed in (
        (line, line, "base_pence", "£700,000"),
        (area, area, "sub_items", "first\n\n second "),
        (measure, figure, "numerator", "1"),
    ):
        form = form_on(workspace, qtbot, record)
        form.entry.set_value(entry.id)
        form.field.set_value(field)
        assert form.right is not None
        edit = form.right.edit  # type: ignore[attr-defined]
        edit.setText(typed) if isinstance(edit, QLineEdit) else edit.setPlainText(typed)
        workspace.do(form.command())
    plan = workspace.plan
    assert plan.get(BudgetLine, line.id).base_pence == 700_000_00
    assert plan.get(Finding, area.id).sub_items == ("first", "second")
    assert plan.get(Figure, figure.id).numerator == 1


def test_what_is_changed_freely_is_not_corrected(workspace: Workspace, qtbot: QtBot) -> None:
    risk = workspace.session.do(c.AddRisk(title="Posts stay empty")).made(Risk)
    with pytest.raises(TrackerError, match="change it where it stands"):
        form_on(workspace, qtbot, risk)
