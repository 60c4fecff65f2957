"""The measures by which one improvement area or action is seen to work: add, link, unlink, give a figure."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.commands import LinkMeasureToAction, LinkMeasureToFinding
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Finding, Measure, MeasureFinding
from tracker.domain.rules.measures import in_order, is_in_use, measures_of
from tracker.domain.rules.targets import brief_words
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.figures import FigureForm
from ui.dialogs.findings import opening, selected_finding
from ui.dialogs.form import Form
from ui.dialogs.lists import Deed, Item, ListDialog
from ui.dialogs.measures import MeasureForm, unlink
from ui.widgets.choices import ChoiceField
from ui.widgets.frames import button
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FIGURE, _UNLINK = Deed("figure", "Add figure…"), Deed("unlink", "Unlink")


def linked(plan: Plan, record: Finding | Action) -> list[Measure]:
    """The measures linked to the area or action itself, retired ones last."""
    if isinstance(record, Action):
        return measures_of(plan, record)
    return in_order(
        plan.get(Measure, tie.measure_id) for tie in plan.by(MeasureFinding, "finding_id", record.id)
    )


class MeasureLinkForm(Form):
    """Chooses one of the plan's measures for an area or action."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, record: Finding | Action) -> None:
        super().__init__(parent, "Link a measure", save="Link", about=_named(record), wide=560)
        plan, self._record = workspace.plan, record
        there = {each.id for each in linked(plan, record)}
        free = [each for each in in_order(plan.all(Measure)) if is_in_use(each) and each.id not in there]
        if not free:
            raise TrackerError("There is no other measure in the plan. Add one instead.")
        self.measure = ChoiceField("Measure", [(each.id, f"{each.ref}  {each.title}") for each in free])
        self.add(self.measure)

    def build(self) -> Command:
        """The link."""
        measure_id = self.measure.value()
        if isinstance(self._record, Action):
            return LinkMeasureToAction(measure_id=measure_id, action_id=self._record.id)
        return LinkMeasureToFinding(measure_id=measure_id, finding_id=self._record.id)


class SeenByDialog(ListDialog):
    """The measures of an area or action, each with how it stands."""

    def __init__(self, window: "MainWindow", record: Finding | Action) -> None:
        self._record = record
        super().__init__(
            window,
            "Measures",
            _named(record),
            add_text="Link a measure…",
            empty="No measure yet: link one of the plan, or add a new one.",
        )
        self._new = button("Add a measure…", icon_name="chart-line", press=self._add_new)
        self.foot.insertWidget(1, self._new)
        self.setTabOrder(self.add_button, self._new)

    def items(self) -> list[Item]:
        """The measures, with what can be done."""
        plan = self.workspace.plan
        return [
            Item(
                each.id,
                f"{each.ref}  {each.title}",
                brief_words(plan, each),
                (_FIGURE, _UNLINK) if is_in_use(each) else (_UNLINK,),
            )
            for each in linked(plan, self._record)
        ]

    def add(self) -> None:
        """Choose one of the plan's."""
        MeasureLinkForm(self, self.workspace, self._record).send(self.do)

    def _add_new(self) -> None:
        self.told(self._ask_new)

    def _ask_new(self) -> None:
        MeasureForm(self, self.workspace, seen_in=self._record).send(self.do)

    def do_figure(self, key: str) -> None:
        """Give the figure of a period."""
        FigureForm(self, self.workspace, self.workspace.plan.get(Measure, key)).send(self.do)

    def do_unlink(self, key: str) -> None:
        """It is not seen to work by that one any more."""
        unlink(self, self.workspace.plan.get(Measure, key), self._record)


def _named(record: Finding | Action) -> str:
    if isinstance(record, Action):
        return f"{shown_ref(record)}  {title_shown(record)}"
    return f"{record.ref}  {opening(record.text)}"


def area_measures(window: "MainWindow") -> None:
    """The measures of the selected improvement area."""
    SeenByDialog(window, selected_finding(window)).exec()


def area_measure(window: "MainWindow") -> None:
    """Add a measure by which the selected improvement area is seen to improve."""
    assert window.workspace is not None
    finding = selected_finding(window)
    MeasureForm(window, window.workspace, seen_in=finding).send(window.workspace.do)


def action_measures(window: "MainWindow") -> None:
    """The measures of the selected action."""
    SeenByDialog(window, window.selected_actions()[0]).exec()


def action_figure(window: "MainWindow") -> None:
    """Give a figure of the selected action's measure; where it has several, of the one chosen."""
    workspace, action = window.workspace, window.selected_actions()[0]
    assert workspace is not None
    used = [each for each in measures_of(workspace.plan, action) if is_in_use(each)]
    if len(used) == 1:
        FigureForm(window, workspace, used[0]).send(workspace.do)
    else:
        SeenByDialog(window, action).exec()
