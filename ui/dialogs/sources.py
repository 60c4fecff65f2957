"""Letters and other sources in forms: when they were received, and what must be sent by when."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.calendar import add_working_days
from tracker.domain.codes import DutyBasis
from tracker.domain.commands import (
    AddDuty,
    ChangeDuty,
    ChangeSource,
    RecordDutySent,
    RemoveRecord,
    SetReceived,
)
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import Duty, Finding, PlanVersion, Source
from tracker.domain.rules.duties import duties_at
from tracker.domain.rules.tags import tag_words
from tracker.domain.words import label as word
from ui.dialogs.actions import ConfirmForm
from ui.dialogs.findings import add_from
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, TAGS, Deed, Item, ListDialog
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, NumberField, TextField, Tick

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class ReceivedForm(Form):
    """The day a source was received: its duties count from it."""

    def __init__(self, parent: QWidget | None, source: Source, today: date) -> None:
        about = f"{source.title}\nWhat must be sent is counted in working days from the day after."
        super().__init__(parent, "Day of receipt", about=about, wide=460)
        self._source_id = source.id
        self.received_on = DayField("Received on", today, source.received_on, needed=True)
        self.add(self.received_on)

    def build(self) -> SetReceived:
        """The day as filled in."""
        return SetReceived(source_id=self._source_id, received_on=self.received_on.read())


class SourceForm(Form):
    """What may be filled in about a source."""

    def __init__(self, parent: QWidget | None, source: Source, today: date) -> None:
        super().__init__(parent, "Change the source", about=word(source.kind))
        self._source = source
        self.title = TextField(field_label(Source, "title"), source.title, needed=True)
        self.body = TextField(field_label(Source, "body"), source.body, help="Who wrote it", is_name=True)
        self.authority = TextField(field_label(Source, "authority"), source.authority, is_name=True)
        self.in_force_on = DayField(field_label(Source, "in_force_on"), today, source.in_force_on)
        self.lifted_on = DayField(field_label(Source, "lifted_on"), today, source.lifted_on)
        self.add(self.title)
        self.add(self.body, self.authority)
        self.add(self.in_force_on, self.lifted_on)

    def build(self) -> ChangeSource:
        """What differs."""
        names = ("title", "body", "authority", "in_force_on", "lifted_on")
        given = {name: getattr(self, name).value() for name in names}
        changes = {name: value for name, value in given.items() if value != getattr(self._source, name)}
        return ChangeSource(id=self._source.id, changes=changes)


class DutyForm(Form):
    """What must be sent: on a day, or so many working days after receipt, whose sum is shown."""

    def __init__(self, parent: QWidget | None, source: Source, today: date, duty: Duty | None = None) -> None:
        title = "Change what must be sent" if duty else "Add what must be sent"
        super().__init__(parent, title, about=source.title)
        self._source, self._duty = source, duty
        self.what = TextField("What", duty.what if duty else "", needed=True)
        self.to = TextField("To whom", duty.to if duty else "", needed=True)
        bases = [(each, word(each)) for each in DutyBasis]
        self.basis = ChoiceField("Where it comes from", bases, duty.basis if duty else DutyBasis.ENTERED)
        self.working_days = NumberField(
            "Working days after receipt", duty.working_days if duty else None, least=1
        )
        self.due_on = DayField("Due day", today, duty.due_on if duty else None, help="Where one is printed")
        self.period = TextField("Period in words", duty.period if duty else "", hint="70 working days")
        self.required = Tick("Required, not only asked for", duty.required if duty else True)
        self.add(self.what)
        self.add(self.to, self.basis)
        self.add(self.working_days, self.due_on)
        self.add(self.period)
        self.add(self.required)
        self.working_days.changed.connect(self._show_sum)
        self._show_sum()

    def _show_sum(self) -> None:
        try:
            days = self.working_days.value()
        except TrackerError:
            return
        if days and self._source.received_on:
            found = add_working_days(self._source.received_on, days)
            self.working_days.say(f"{british.long_day(found.day)}: {found.words}")

    def build(self) -> Command:
        """The new duty, or what differs in the one given."""
        given = {
            "what": self.what.value(),
            "to": self.to.value(),
            "basis": self.basis.value(),
            "working_days": self.working_days.value(),
            "due_on": self.due_on.value(),
            "period": self.period.value(),
            "required": self.required.isChecked(),
        }
        if given["working_days"] is None and given["due_on"] is None and not given["period"]:
            raise TrackerError("Say when it is due: a day, working days after receipt, or a period in words.")
        if self._duty is None:
            return AddDuty(source_id=self._source.id, **given)
        changes = {name: value for name, value in given.items() if value != getattr(self._duty, name)}
        return ChangeDuty(id=self._duty.id, changes=changes)


class SentForm(Form):
    """The day something was sent, and the approved version that was."""

    def __init__(self, parent: QWidget | None, duty: Duty, versions: list[PlanVersion], today: date) -> None:
        super().__init__(parent, "Sent on", about=f"{duty.what}, to {duty.to}", wide=460)
        self._duty_id = duty.id
        self.sent_on = DayField("Sent on", today, today, needed=True)
        choices = [(None, "None"), *((each.id, each.label) for each in reversed(versions))]
        self.version = ChoiceField("Approved version that was sent", choices)
        self.add(self.sent_on)
        self.add(self.version)
        self.version.setVisible(bool(versions))

    def build(self) -> RecordDutySent:
        """The day as filled in."""
        return RecordDutySent(
            duty_id=self._duty_id, sent_on=self.sent_on.read(), version_id=self.version.value()
        )


def sent_form(parent: QWidget | None, window: "MainWindow", duty: Duty) -> SentForm:
    """The form for this duty."""
    assert window.workspace is not None
    versions = list(window.workspace.plan.all(PlanVersion))
    return SentForm(parent, duty, versions, window.workspace.day)


class SourcesDialog(ListDialog):
    """Every source with what must be sent because of it."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        super().__init__(
            window,
            "Letters and duties",
            "What the plan answers, and what must be sent to whom.",
            add_text="Add a letter, notice or review…",
            empty="There is no letter yet. Add one, or a notice, review or audit without a letter.",
            wide=760,
        )

    def items(self) -> list[Item]:
        """Each source, followed by its duties."""
        plan, day = self.workspace.plan, self.workspace.day
        duties = duties_at(plan, day)
        found = []
        for source in plan.all(Source):
            count = len(plan.by(Finding, "source_id", source.id))
            course = (word(source.kind), received_words(source), *_course(plan, source))
            marks = (", ".join(course), british.plural(count, "improvement area"), tag_words(plan, source))
            words = "; ".join(filter(None, marks))
            deeds = (
                Deed("receive", "Received…"),
                Deed("duty", "Add duty…"),
                Deed("passage", "Add area…"),
                *((Deed("open", "Open…"),) if source.file_sha256 else ()),
                TAGS,
                EDIT,
            )
            found.append(Item(source.id, source.title, words, deeds))
            for line in duties:
                if line.source.id == source.id:
                    to = f" to {line.duty.to}" if line.duty.to else ""
                    told = "; ".join(filter(None, (line.words, line.due.words, word(line.duty.basis))))
                    done = () if line.duty.sent_on else (Deed("sent", "Sent on…"),)
                    found.append(Item(line.duty.id, f"– {line.duty.what}{to}", told, (*done, EDIT, REMOVE)))
        return found

    def add(self) -> None:
        """Leave the list for the steps by which a source is taken in."""
        from ui.dialogs.wizard.opening import add_document

        add_document(self._window)
        self.accept()

    def do_receive(self, key: str) -> None:
        """Ask for the day of receipt."""
        ReceivedForm(self, self.workspace.plan.get(Source, key), self.workspace.day).send(self.do)

    def do_duty(self, key: str) -> None:
        """Ask for one more duty."""
        DutyForm(self, self.workspace.plan.get(Source, key), self.workspace.day).send(self.do)

    def do_passage(self, key: str) -> None:
        """Take one more area from the source's text."""
        add_from(self._window, self, self.workspace.plan.get(Source, key))

    def do_open(self, key: str) -> None:
        """Open the document."""
        from ui.dialogs.letter import show_letter

        show_letter(self._window, self.workspace.plan.get(Source, key))

    def do_tags(self, key: str) -> None:
        """Put tags on the source."""
        from ui.dialogs.record_tags import TagsDialog

        TagsDialog(self._window, self.workspace.plan.get(Source, key)).exec()

    def do_sent(self, key: str) -> None:
        """Ask for the day it was sent."""
        sent_form(self, self._window, self.workspace.plan.get(Duty, key)).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change a source or a duty."""
        plan, day = self.workspace.plan, self.workspace.day
        duty = plan.find(Duty, key)
        if duty is not None:
            DutyForm(self, plan.get(Source, duty.source_id), day, duty).send(self.do)
        else:
            SourceForm(self, plan.get(Source, key), day).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove a duty that was a mistake."""
        duty = self.workspace.plan.get(Duty, key)
        about = f"{duty.what}\nIt can be brought back by Undo."
        command = RemoveRecord(record=Duty, id=key)
        ConfirmForm(self, "Remove what must be sent?", about, "Remove", command).send(self.do)


def _course(plan: Plan, source: Source) -> list[str]:
    """When it came into force and was lifted, and what replaces what."""
    told = []
    for verb, day in (("in force from", source.in_force_on), ("lifted", source.lifted_on)):
        if day is not None:
            told.append(f"{verb} {british.short_day(day)}")
    replaced = plan.find(Source, source.replaces_id)
    told += [f"replaces “{replaced.title}”"] if replaced else []
    return told + [f"replaced by “{each.title}”" for each in plan.by(Source, "replaces_id", source.id)]


def received_words(source: Source) -> str:
    """“received 27 Feb 2020”, “received day assumed: 27 Feb 2020”, “day of receipt not known”."""
    if source.received_on is None:
        return "day of receipt not known"
    day = british.short_day(source.received_on)
    return f"day of receipt assumed: {day}" if source.received_assumed else f"received {day}"


def sources(window: "MainWindow") -> None:
    """List the sources and their duties."""
    SourcesDialog(window).exec()
