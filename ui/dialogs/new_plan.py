"""A new plan: what it is called, where it is saved, and the making of its file."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.domain import words
from tracker.domain.codes import Marking
from tracker.domain.commands.base import Command
from tracker.domain.commands.settings import SetUpPlan
from tracker.domain.errors import TrackerError
from ui.dialogs.form import Form
from ui.files import keep_folder, last_folder
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import TextField
from ui.widgets.frames import button, column, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SUFFIX = ".iplan"
_LOCK_WAIT = 0.08  # seconds, as for every plan that a window opens
_NOT_IN_NAMES = '<>:"/\\|?*'
_LONGEST_NAME = 80


class NewPlanFields(QWidget):
    """The name, the file and the marking of a plan that is to be made. The file is called as the plan until
    somebody says otherwise."""

    changed = Signal()

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = Path(folder)
        self._named = self._placed = False
        self.title = TextField("Name of the plan", needed=True)
        self.file = TextField("Saved as", needed=True, is_name=True)
        self.marking = ChoiceField("Protective marking", [(each, words.label(each)) for each in Marking])
        self.marking.set_value(Marking.OFFICIAL_SENSITIVE)
        self._choose = button("Choose…", press=self._ask)
        place = row(self.file, self._choose)
        place.setStretch(0, 1)
        place.setAlignment(self._choose, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(self.title, place, self.marking, gap=14))
        self.title.edit.textEdited.connect(self._title_typed)
        self.file.edit.textEdited.connect(self._file_typed)

    def suggest(self, title: str) -> None:
        """Call the plan this, unless somebody has typed another name."""
        if not self._named:
            self.title.set_value(title)
            self._name_file()

    @property
    def path(self) -> Path:
        """The file as typed; in the folder used last and with our ending where none is named."""
        path = Path(self.file.value()).expanduser()
        path = path if path.is_absolute() else self._folder / path
        return path if path.suffix else path.with_name(f"{path.name}{SUFFIX}")

    def check(self) -> None:
        """Raises TrackerError, said beside its field too, where something is missing."""
        for field in (self.title, self.file):
            if said := field.check():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                raise TrackerError(said)

    def _title_typed(self) -> None:
        self._named = True
        self._name_file()
        self.changed.emit()

    def _file_typed(self) -> None:
        self._placed = True
        self.changed.emit()

    def _name_file(self) -> None:
        if not self._placed:
            name = "".join(" " if each in _NOT_IN_NAMES else each for each in self.title.value())
            name = " ".join(name.split())[:_LONGEST_NAME].strip(" .") or "Improvement plan"
            self.file.set_value(str(self._folder / f"{name}{SUFFIX}"))

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Where to save the plan",
            self.file.value(),
            f"Improvement plans (*{SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._placed = True
            self.file.set_value(name)
            self.changed.emit()


class NewPlanForm(Form):
    """Asks for what an empty plan needs; the command is what sets it up in the file `fields.path`."""

    def __init__(self, parent: QWidget | None, folder: str) -> None:
        super().__init__(
            parent,
            "New empty plan",
            save="Make the plan",
            about="You add workstreams and actions yourself. A letter can be added later.",
        )
        self.authority = TextField("Authority", is_name=True)
        self.fields_of_plan = NewPlanFields(folder)
        self.fields_of_plan.suggest("Improvement plan")
        self.add(self.authority)
        self.add(self.fields_of_plan)

    def build(self) -> Command:
        """The command that sets up the plan."""
        given = self.fields_of_plan
        return SetUpPlan(
            title=given.title.value(), authority=self.authority.value(), marking=given.marking.value()
        )


def new_empty(window: "MainWindow") -> None:
    """Make an empty plan and show it: in this window if it has none, else in a window of its own."""
    form = NewPlanForm(window, last_folder(window))

    def make(command: Command) -> Workspace:
        return make_plan(window, form.fields_of_plan.path, command)

    workspace = form.send(make)
    if workspace is not None:
        show_new(window, workspace, "actions")


def make_plan(window: "MainWindow", path: Path, *commands: Command) -> Workspace:
    """A new plan in a file that is not there yet, with these changes made in it, open.

    Raises TrackerError; then nothing was made.
    """
    from tracker.session import Session  # brings SQLite's helpers: not before there is a plan

    window.program.ask_name_once(window)
    clock = window.program.clock
    workspace = Workspace(Session.create(path, window.program.actor, clock, wait=_LOCK_WAIT), clock)
    try:
        for command in commands:
            workspace.do(command)
    except BaseException:
        with suppress(TrackerError):
            workspace.close()
        for end in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        raise
    return workspace


def show_new(window: "MainWindow", workspace: Workspace, page: str) -> None:
    """Show a plan that was just made, and remember it among the recent ones."""
    if window.workspace is not None:
        window = window.program.open_window()
        window.show()
    window.show_plan(workspace, page)
    keep_folder(window, workspace.session.path.resolve())
    window.program.remember(workspace)
