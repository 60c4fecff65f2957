"""What is usually due after each kind of source, where the document prints nothing itself, to be changed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.codes import SourceKind
from tracker.domain.commands import SetUsualDuties
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import UsualDuty
from tracker.domain.rules.duties import Preset, presets_of
from tracker.domain.words import label as word
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, Deed, Item, ListDialog
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import NumberField, TextField, Tick

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_RESET = Deed("reset", "As the program has it")


class UsualDutyForm(Form):
    """One thing that is usually due. `place` is which of its kind's list it takes the place of, None for one
    more."""

    def __init__(
        self, parent: QWidget | None, plan: Plan, kind: SourceKind | None = None, place: int | None = None
    ) -> None:
        title = "Add what is usually due" if place is None else "Change what is usually due"
        about = (
            "It is proposed for documents that print nothing to be sent. What a document prints comes first."
        )
        super().__init__(parent, title, about=about)
        self._plan, self._place = plan, place
        was = Preset("", "", "", None, "")
        if kind is not None and place is not None:
            was = presets_of(kind, plan)[place]
        self.source_kind = ChoiceField("After", [(each, word(each)) for each in SourceKind], kind)
        self.source_kind.setEnabled(place is None)
        self.what = TextField("What", was.what, needed=True)
        self.to = TextField("To whom", was.to, needed=True)
        days = "Leave it empty where the number is not certain"
        self.working_days = NumberField("Working days after receipt", was.working_days, least=1, help=days)
        self.period = TextField("Period in words", was.period, hint="70 working days")
        self.origin = TextField("Where the period comes from", was.origin, needed=True)
        self.origin.edit.setCursorPosition(0)
        self.needs_priority_action = Tick("Only after an area for priority action", was.needs_priority_action)
        self.required = Tick("Required, not only asked for", was.required)
        self.add(self.source_kind)
        self.add(self.what, self.to)
        self.add(self.working_days, self.period)
        self.add(self.origin)
        self.add(self.needs_priority_action)
        self.add(self.required)

    def build(self) -> SetUsualDuties:
        """The kind's list with this in it. Raises TrackerError where it says no period at all."""
        days, period = self.working_days.value(), self.period.value()
        if days is None and not period:
            raise TrackerError("Say when it is due: working days after receipt, or a period in words.")
        preset = Preset(
            what=self.what.value(),
            to=self.to.value(),
            period=period or f"{days} working days",
            working_days=days,
            origin=self.origin.value(),
            needs_priority_action=self.needs_priority_action.isChecked(),
            required=self.required.isChecked(),
        )
        kind = SourceKind(self.source_kind.value())
        duties = list(presets_of(kind, self._plan))
        if self._place is None:
            duties.append(preset)
        else:
            duties[self._place] = preset
        return SetUsualDuties(source_kind=kind, duties=tuple(duties))


class UsualDatesDialog(ListDialog):
    """The list of each kind of source that has one."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(
            window,
            "Usual dates",
            "What is due after a letter that prints nothing to be sent. A day is worked out from the day of "
            "receipt, in working days of England.",
            add_text="Add what is usually due…",
            empty="Nothing is usually due.",
            wide=760,
        )

    def items(self) -> list[Item]:
        """Each kind's list, marked where it is the plan's own."""
        plan, found = self.workspace.plan, []
        for kind in SourceKind:
            presets = presets_of(kind, plan)
            own = bool(plan.by(UsualDuty, "kind", kind))
            if presets:
                words = "Changed in this plan" if own else "As the program has it"
                found.append(Item(kind.value, word(kind), words, (_RESET,) if own else ()))
            for place, each in enumerate(presets):
                deeds = (EDIT, REMOVE) if len(presets) > 1 else (EDIT,)
                title = f"– {each.what} to {each.to}"
                spoken = f"{each.what} to {each.to}, {word(kind)}"
                found.append(Item(f"{kind.value} {place}", title, _words(each), deeds, spoken))
        return found

    def add(self) -> None:
        """Ask for one more."""
        UsualDutyForm(self, self.workspace.plan).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change one."""
        kind, place = _named(key)
        UsualDutyForm(self, self.workspace.plan, kind, place).send(self.do)

    def do_remove(self, key: str) -> None:
        """Take one off its kind's list."""
        kind, place = _named(key)
        duties = presets_of(kind, self.workspace.plan)
        self.do(SetUsualDuties(source_kind=kind, duties=(*duties[:place], *duties[place + 1 :])))

    def do_reset(self, key: str) -> None:
        """The program's own list again."""
        self.do(SetUsualDuties(source_kind=SourceKind(key), duties=()))


def _named(key: str) -> tuple[SourceKind, int]:
    kind, _, place = key.partition(" ")
    return SourceKind(kind), int(place)


def _words(preset: Preset) -> str:
    told = [preset.period, preset.origin]
    told.append("only after an area for priority action" if preset.needs_priority_action else "")
    told.append("" if preset.required else "asked for, not required")
    return "; ".join(filter(None, told))


def usual_dates(window: "MainWindow") -> None:
    """Show what is usually due after each kind of source, to be changed."""
    UsualDatesDialog(window).exec()
