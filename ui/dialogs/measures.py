"""Measures in forms: add and edit one, retire it, and link what is seen by it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.amounts import amount_words, read_amount
from tracker.domain.british import read_day, short_day
from tracker.domain.codes import Better, Frequency, MeasureUnit
from tracker.domain.commands import (
    AddMeasure,
    ChangeMeasure,
    LinkMeasureToAction,
    LinkMeasureToFinding,
    RetireMeasure,
    TakeUpMeasure,
    UnlinkMeasureFromAction,
    UnlinkMeasureFromFinding,
    Waypoint,
)
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, Figure, Finding, Measure, PathPoint
from tracker.domain.rules.approval import approved_since
from tracker.domain.rules.measures import actions_of, findings_of, is_in_use
from tracker.domain.rules.targets import why_not_between
from tracker.domain.rules.usual_measures import USUAL_MEASURES, UsualMeasure
from tracker.domain.words import label, shown_ref, title_shown
from ui.dialogs.actions import finding_choices
from ui.dialogs.findings import opening
from ui.dialogs.form import Form
from ui.dialogs.lists import Deed, Item, ListDialog
from ui.dialogs.pick import PickForm
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import AmountField, DayField, NotesField, TextField
from ui.widgets.frames import button
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_NAMES = (
    *("title", "definition", "numerator", "denominator", "unit", "better", "frequency", "baseline"),
    *("baseline_on", "target", "target_on", "tolerance", "source", "owner_post_id", "comparators"),
    *("limits_from", "council_ref"),
)


class MeasureForm(Form):
    """The fields of a measure, for a new one or the one given; a new one for what is seen to work by it.

    A usual one fills in what it is known for.
    """

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        measure: Measure | None = None,
        seen_in: Finding | Action | None = None,
    ) -> None:
        title = f"Edit {measure.ref}" if measure else "Add measure"
        about = ""
        self._seen_in: dict[str, Any] = {}
        if isinstance(seen_in, Finding):
            about = f"For {seen_in.ref}  {opening(seen_in.text)}"
            self._seen_in = {"finding_ids": (seen_in.id,)}
        elif isinstance(seen_in, Action):
            about = f"For {shown_ref(seen_in)}  {title_shown(seen_in)}"
            self._seen_in = {"action_ids": (seen_in.id,)}
        super().__init__(parent, title, save="Save" if measure else "Add measure", about=about, wide=700)
        self._measure, self._plan = measure, workspace.plan
        self._make_fields(workspace.day)
        self._add_fields()
        approved = measure is not None and approved_since(self._plan, measure)
        for field in (self.reason, self.agreed_by):
            field.setVisible(approved)
        if measure is not None and self._plan.by(Figure, "measure_id", measure.id):
            for counted_as in (self.unit, self.frequency):
                counted_as.setEnabled(False)
        self.begin_with = self.title
        self.usual.changed.connect(self._begin_with)

    def _make_fields(self, day: date) -> None:
        measure, plan = self._measure, self._plan
        usual = [(None, "One of your own"), *((each, each.title) for each in USUAL_MEASURES)]
        self.usual = ChoiceField("Begin with a usual measure", usual)
        self.usual.setVisible(measure is None)
        self.title = _line(measure, "title", needed=True)
        self.definition = NotesField(
            field_label(Measure, "definition"), measure.definition if measure else "", lines=2
        )
        self.numerator, self.denominator = _line(measure, "numerator"), _line(measure, "denominator")
        self.unit = _choice(measure, "unit", MeasureUnit, MeasureUnit.PER_CENT)
        self.better = _choice(measure, "better", Better, Better.UP)
        self.frequency = _choice(measure, "frequency", Frequency, Frequency.MONTHLY)
        self.baseline, self.target = _amount(measure, "baseline"), _amount(measure, "target")
        self.tolerance = _amount(measure, "tolerance", "A figure that misses by no more is nearly met")
        on = {name: getattr(measure, name) if measure else None for name in ("baseline_on", "target_on")}
        self.baseline_on = DayField(field_label(Measure, "baseline_on"), day, on["baseline_on"])
        self.target_on = DayField(field_label(Measure, "target_on"), day, on["target_on"])
        on_the_way = plan.by(PathPoint, "measure_id", measure.id) if measure else ()
        self._path = tuple(
            sorted(
                (Waypoint(due_on=each.due_on, value=each.value) for each in on_the_way),
                key=lambda each: each.due_on,
            )
        )
        self.path = PathField(self._path, measure.unit if measure else None)
        self.limits_from = DayField(
            field_label(Measure, "limits_from"),
            day,
            measure.limits_from if measure else None,
            help="The mean and the limits are of the figures from then on",
        )
        self.council_ref = _line(measure, "council_ref")
        for looked_back_to in (self.baseline_on, self.limits_from):
            looked_back_to.is_looked_back_to = True
        self.source, self.comparators = _line(measure, "source"), _line(measure, "comparators")
        self.owner_post_id = PostField("Owner", plan, day, measure.owner_post_id if measure else None)
        self.reason = TextField("Why it changes", help="Needed for what the board approved")
        self.agreed_by = TextField("Agreed by", is_name=True)

    def _add_fields(self) -> None:
        self.add(self.usual)
        self.add(self.title)
        self.add(self.definition)
        self.add(self.numerator, self.denominator)
        self.add(self.unit, self.better, self.frequency)
        self.add(self.baseline, self.baseline_on)
        self.add(self.target, self.target_on)
        self.add(self.path)
        self.add(self.tolerance, self.limits_from)
        self.add(self.owner_post_id, self.council_ref)
        self.add(self.source, self.comparators)
        self.add(self.reason, self.agreed_by)

    def _begin_with(self) -> None:
        chosen: UsualMeasure | None = self.usual.value()
        if chosen is not None:
            words = ("title", "definition", "numerator", "denominator", "comparators")
            for name in (*words, "unit", "better", "frequency"):
                getattr(self, name).set_value(getattr(chosen, name))

    def build(self) -> Command:
        """The new measure, or what differs in the one given."""
        given = {name: getattr(self, name).value() for name in _NAMES}
        path = self._path_read()
        if self._measure is None:
            return AddMeasure(**given, path=path, **self._seen_in)
        changes = {name: value for name, value in given.items() if value != getattr(self._measure, name)}
        reason, agreed_by = self.reason.value(), self.agreed_by.value()
        return ChangeMeasure(
            id=self._measure.id,
            changes=changes,
            path=None if path == self._path else path,
            reason=reason,
            agreed_by=agreed_by,
        )

    def _path_read(self) -> tuple[Waypoint, ...]:
        """The path. Raises TrackerError, said beside it too, where it does not lie between its ends."""
        path = self.path.value()
        days = [each.due_on for each in path]
        if wrong := why_not_between(days, self.baseline_on.value(), self.target_on.value()):
            self.path.say(wrong, wrong=True)
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)
            raise TrackerError(wrong)
        return path


class PathField(NotesField):
    """Targets on the way, a line for each: “31 Dec 2026: 75%”."""

    is_prose = False

    def __init__(self, path: Sequence[Waypoint], unit: MeasureUnit | None) -> None:
        """With these; they are written as amounts of `unit`."""
        sign = "%" if unit is MeasureUnit.PER_CENT else ""
        text = "\n".join(f"{short_day(each.due_on)}: {amount_words(each.value)}{sign}" for each in path)
        help = "A line for each day and value, such as 31 Dec 2026: 75"
        super().__init__("Targets on the way", text, lines=3, help=help)

    def value(self) -> tuple[Waypoint, ...]:  # type: ignore[override]
        """The targets in the order of their days. Raises TrackerError, naming the line, for what is none."""
        lines = [(number, each.strip()) for number, each in enumerate(super().value().splitlines(), 1)]
        found = [_waypoint(number, line) for number, line in lines if line]
        days = [each.due_on for each in found]
        if twice := next((each for each in days if days.count(each) > 1), None):
            raise TrackerError(f"There are two targets for {short_day(twice)}.")
        return tuple(sorted(found, key=lambda each: each.due_on))


def _waypoint(number: int, line: str) -> Waypoint:
    day, _, amount = line.partition(":")
    if not amount.strip():
        raise TrackerError(f"Line {number}, “{line[:60]}”: write a day, a colon and a value.")
    try:
        return Waypoint(due_on=read_day(day.strip()), value=read_amount(amount.strip()))
    except TrackerError as error:
        raise TrackerError(f"Line {number}, “{line[:60]}”: {error}") from None


def _line(measure: Measure | None, name: str, *, needed: bool = False) -> TextField:
    return TextField(field_label(Measure, name), getattr(measure, name) if measure else "", needed=needed)


def _amount(measure: Measure | None, name: str, help: str = "") -> AmountField:
    return AmountField(field_label(Measure, name), getattr(measure, name) if measure else None, help=help)


def _choice(
    measure: Measure | None,
    name: str,
    codes: type[MeasureUnit] | type[Better] | type[Frequency],
    usual: MeasureUnit | Better | Frequency,
) -> ChoiceField:
    choices = [(each, label(each)) for each in codes]
    return ChoiceField(field_label(Measure, name), choices, getattr(measure, name) if measure else usual)


class RetireForm(Form):
    """Asks why a measure is not followed any longer."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, measure: Measure) -> None:
        about = f"{measure.ref}  {measure.title}\nIts figures stay, and it can be taken up again."
        super().__init__(parent, f"Retire {measure.ref}", save="Retire the measure", about=about)
        self._measure_id, day = measure.id, workspace.day
        self.reason = NotesField("Why", lines=2, needed=True)
        self.retired_on = DayField("Retired on", day, day, needed=True)
        self.add(self.reason)
        self.add(self.retired_on)

    def build(self) -> RetireMeasure:
        """As filled in."""
        return RetireMeasure(
            id=self._measure_id, reason=self.reason.value(), retired_on=self.retired_on.read()
        )


class AreaLinkForm(Form):
    """Chooses an improvement area that is seen to improve by a measure."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, measure: Measure) -> None:
        about = f"{measure.ref}  {measure.title}"
        super().__init__(parent, "Link an improvement area", save="Link", about=about, wide=560)
        plan, self._measure_id = workspace.plan, measure.id
        linked = {each.id for each in findings_of(plan, measure)}
        choices = [each for each in finding_choices(plan) if each[0] not in linked]
        if not choices:
            raise TrackerError("It is linked to every improvement area already.")
        self.finding = ChoiceField("Improvement area", choices)
        self.add(self.finding)

    def build(self) -> LinkMeasureToFinding:
        """The link."""
        return LinkMeasureToFinding(measure_id=self._measure_id, finding_id=self.finding.value())


Unlink = UnlinkMeasureFromAction | UnlinkMeasureFromFinding


class UnlinkForm(Form):
    """Asks why an approved measure is unlinked, and who agreed."""

    def __init__(self, parent: QWidget | None, unlink: Unlink) -> None:
        super().__init__(parent, "Unlink from the measure", save="Unlink")
        self._unlink = unlink
        self.reason = TextField("Why it changes", needed=True)
        self.agreed_by = TextField("Agreed by", needed=True, is_name=True)
        self.add(self.reason)
        self.add(self.agreed_by)

    def build(self) -> Command:
        """As filled in."""
        return replace(self._unlink, reason=self.reason.value(), agreed_by=self.agreed_by.value())


def unlink(dialog: ListDialog, measure: Measure, record: Finding | Action) -> None:
    """Take the link between the two away; where a version of the plan holds it, once it is said why."""
    made: Unlink
    if isinstance(record, Action):
        made = UnlinkMeasureFromAction(measure_id=measure.id, action_id=record.id)
    else:
        made = UnlinkMeasureFromFinding(measure_id=measure.id, finding_id=record.id)
    if approved_since(dialog.workspace.plan, measure):
        UnlinkForm(dialog, made).send(dialog.do)
    else:
        dialog.do(made)


class LinksDialog(ListDialog):
    """The areas and actions that are seen to work by a measure: link and unlink them."""

    def __init__(self, window: "MainWindow", measure: Measure) -> None:
        self._measure_id = measure.id
        super().__init__(
            window,
            "What is seen by the measure",
            f"{measure.ref}  {measure.title}",
            add_text="Link an action…",
            empty="Not linked to anything yet.",
        )
        self._area = button("Link an area…", icon_name="plus", press=self._add_area)
        self.foot.insertWidget(1, self._area)
        self.setTabOrder(self.add_button, self._area)

    @property
    def measure(self) -> Measure:
        """The measure as it stands."""
        return self.workspace.plan.get(Measure, self._measure_id)

    def items(self) -> list[Item]:
        """The areas, then the actions."""
        plan, unlink = self.workspace.plan, (Deed("unlink", "Unlink"),)
        areas = [Item(each.id, each.ref, each.text, unlink) for each in findings_of(plan, self.measure)]
        return areas + [
            Item(each.id, f"{shown_ref(each)}  {title_shown(each)}", label(each.lifecycle), unlink)
            for each in actions_of(plan, self.measure)
        ]

    def add(self) -> None:
        """Choose an action."""
        linked = {each.id for each in actions_of(self.workspace.plan, self.measure)}
        about = f"{self.measure.ref}  {self.measure.title}"
        PickForm(self, self.workspace, "Link an action", about, linked, self._link).send(self.do)

    def _link(self, action_id: str) -> Command:
        return LinkMeasureToAction(measure_id=self._measure_id, action_id=action_id)

    def _add_area(self) -> None:
        self.told(self._ask_area)

    def _ask_area(self) -> None:
        AreaLinkForm(self, self.workspace, self.measure).send(self.do)

    def do_unlink(self, key: str) -> None:
        """It is not seen by this measure any more."""
        plan = self.workspace.plan
        record = plan.find(Action, key) or plan.find(Finding, key)
        if record is not None:
            unlink(self, self.measure, record)


def selected_measure(window: "MainWindow") -> Measure:
    """The measure that the page has selected. Raises TrackerError for none."""
    found = window.selected_record()
    if not isinstance(found, Measure):
        raise TrackerError("Select a measure first, on the page Measures.")
    return found


def add_measure(window: "MainWindow") -> None:
    """Add a measure and select it."""
    assert window.workspace is not None
    done = MeasureForm(window, window.workspace).send(window.workspace.do)
    if done is not None:
        window.go("measures", done.made(Measure).id)


def edit_measure(window: "MainWindow") -> None:
    """Edit the selected measure."""
    assert window.workspace is not None
    MeasureForm(window, window.workspace, selected_measure(window)).send(window.workspace.do)


def retire_measure(window: "MainWindow") -> None:
    """Retire the selected measure, and say why."""
    assert window.workspace is not None
    measure = selected_measure(window)
    if not is_in_use(measure):
        raise TrackerError(f"{measure.ref} is retired already.")
    RetireForm(window, window.workspace, measure).send(window.workspace.do)


def take_up_measure(window: "MainWindow") -> None:
    """Take the selected measure up again."""
    window.do(TakeUpMeasure(id=selected_measure(window).id))


def measure_links(window: "MainWindow") -> None:
    """What is seen by the selected measure."""
    LinksDialog(window, selected_measure(window)).exec()
