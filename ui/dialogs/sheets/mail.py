"""An answer by e-mail: pasted or dropped, then whose it is, of which day, about what, and its words."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from tracker.domain import british
from tracker.domain.commands import Together
from tracker.domain.commands.keeping import same
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.domain.rules.returns import Item, item_called
from tracker.domain.words import title_shown
from tracker.importing.returned.mail import Mail, is_mail, read_pasted_mail
from tracker.importing.returned.mail_answer import MailAnswer
from ui import errors
from ui.dialogs.fields_dialog import FieldsDialog
from ui.dialogs.progress import bar
from ui.dialogs.wizard.drop_card import dropped_file
from ui.files import keep_folder, last_folder
from ui.jobs import Job
from ui.widgets.fields import DayField, NotesField, TextField
from ui.widgets.frames import button, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace

MESSAGES = "Saved messages (*.eml *.msg);;All files (*)"


class ItemField(TextField):
    """The action or part that a message is about, by its reference; its title is echoed below."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._about = ""
        super().__init__("About the action", needed=True, hint="A12, or A12 part 2")

    def item(self) -> Item:
        """The action or part. Raises TrackerError for none."""
        found = self._found()
        if found is None:
            raise TrackerError(f"The plan has no action or part “{self.value()}”. {self._about}".strip())
        return found

    def read(self) -> str:
        """The reference. Raises TrackerError where the plan has none of it."""
        words: str = super().read()
        self.item()
        return words

    def offer(self, items: tuple[Item, ...]) -> None:
        """Say which the message names, where it names more than one."""
        names = british.listed([each.code for each in items])
        self._about = f"The message names {names}." if len(items) > 1 else ""
        self.say(self._echo())

    def _found(self) -> Item | None:
        words = self.value()
        found = item_called(self._plan, words) if words else None
        own = (each for each in self._plan.all(Action) if words and same(words, each.council_ref or ""))
        return found or next(map(Item, own), None)

    def _echo(self) -> str:
        found = self._found()
        if found is None:
            return self._about
        part = f", part {found.number}: {found.part.text}" if found.part else ""
        return f"{title_shown(found.action)}{part}"


class MailForm(FieldsDialog):
    """First the message, then what is made of it, each guess to be put right. Recorded as one change."""

    def __init__(self, window: "MainWindow", workspace: "Workspace") -> None:
        super().__init__(
            window,
            "Bring in an answer by e-mail",
            save="Read the message",
            about="It becomes an update of whoever wrote it, recorded by you.",
            wide=620,
        )
        self.finished.connect(self.deleteLater)
        self.setAcceptDrops(True)
        self._window, self._workspace = window, workspace
        self._job: Job | None = None
        self.answer: MailAnswer | None = None
        self.pasted = NotesField(
            "The message",
            lines=9,
            help="Paste it with the lines that say from whom and when, or drop a saved one (.eml, .msg).",
        )
        self.choose = button("Choose a saved message…", icon_name="mail", press=self._choose)
        self.bar = bar("Reading the message")
        self.bar.setRange(0, 0)
        self.item = ItemField(workspace.plan)
        self.whose = TextField("Whose words they are", needed=True, is_name=True)
        self.on = DayField("Written on", workspace.day, needed=True)
        self.text = NotesField(
            "What is recorded", lines=8, needed=True, help="Cut what does not belong to it."
        )
        self.add(self.pasted)
        self.add(row(self.choose, None))
        self.add(self.bar)
        self.add(self.item)
        self.add(self.whose, self.on)
        self.add(self.text)
        self._show()

    def record(self) -> None:
        """Show it; the update is made while it is open, so that a refusal is said in it."""
        self.exec()

    def command(self) -> Together:
        """The update as filled in. Raises TrackerError with what is wrong, said beside its field too."""
        assert self.answer is not None
        self.check()
        on = self.on.value()
        assert isinstance(on, date)
        return (
            self.answer.about(self.item.item()).by(self.whose.value(), on).saying(self.text.value()).command()
        )

    def settle(self) -> None:
        """Make the update."""
        self._workspace.do(self.command())

    def accept(self) -> None:
        """Read what was pasted; once it is read, record it."""
        if self._job is not None:
            return
        if self.answer is not None:
            super().accept()
            return
        self.banner.say("")
        try:
            self.show_mail(read_pasted_mail(self.pasted.value()))
        except TrackerError as error:
            self.pasted.say(str(error), wrong=True)

    def done(self, result: int) -> None:
        """Close; nothing goes on being read."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    # Reading.

    def read_file(self, path: Path) -> None:
        """Read a saved message in a process of its own."""
        self.banner.say("")
        self._job = Job("read_mail", {"path": str(path)}, subject=f"Reading {path.name}", parent=self)
        self._job.finished.connect(self._read)
        self._job.failed.connect(self._not_read)
        keep_folder(self._window, path)
        self._show()

    def _read(self, values: Mapping[str, Any]) -> None:
        self._job = None
        self.show_mail(Mail.from_json(values))

    def _not_read(self, error: Exception) -> None:
        self._job = None
        self._show()
        if isinstance(error, TrackerError):
            self.banner.say(str(error), kind="problem")
        else:
            errors.report(error)

    def show_mail(self, mail: Mail) -> None:
        """Show what is made of it; an action selected in the window is offered where it names none."""
        plan, turns = self._workspace.session.full_plan_in_turns()
        self._workspace.slices.add(turns, of=self)  # while the message is looked through
        answer = MailAnswer.of(mail, plan, self._workspace.day)
        self.answer = answer
        selected = self._window.selected_actions()
        offered = answer.item or (Item(selected[0]) if len(selected) == 1 and not answer.guesses else None)
        self.item.offer(answer.guesses)
        self.item.set_value(offered.code if offered else "")
        self.whose.set_value(answer.whose)
        self.on.set_value(answer.on)
        self.text.set_value(answer.text)
        self.save.setText("Record the answer")
        self._show()
        QTimer.singleShot(0, self, self._begin_at_the_top)

    def _begin_at_the_top(self) -> None:
        """Once the fields are laid out: in sight is the action, which is asked for unless it is known."""
        self._scroll.verticalScrollBar().setValue(0)
        first = self.text if self.item.value() else self.item
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        read, reading = self.answer is not None, self._job is not None
        for each in (self.pasted, self.choose):
            each.setVisible(not read)
            each.setEnabled(not reading)
        self.bar.setVisible(reading)
        for field in (self.item, self.whose, self.on, self.text):
            field.setVisible(read)
        self.fit()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a message", last_folder(self._window), MESSAGES)
        if name:
            self.read_file(Path(name))

    # A message dropped on the dialog.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A saved message may be dropped."""
        file = dropped_file(event.mimeData())
        if file is not None and is_mail(file):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.read_file(file)


def bring_in_mail(window: "MainWindow") -> None:
    """Ask for a message and record it."""
    assert window.workspace is not None
    MailForm(window, window.workspace).record()
