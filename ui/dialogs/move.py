"""Moving a plan to a better place, or saving elsewhere what was opened from a message."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from tracker.domain.errors import TrackerError
from tracker.storage import backups
from tracker.storage.places import Place, place_of
from ui import errors
from ui.copying import Copying
from ui.dialogs.help_key import HelpKey
from ui.dialogs.new_plan import SUFFIX
from ui.dialogs.progress import bar
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.fields import TextField
from ui.widgets.frames import Banner, button, column, fit_height, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_MOVING = (
    "The plan is copied, the copy is checked, and then the plan is taken out of the folder where it lies "
    "now: whoever opens it there will not find it any more. Its earlier backups stay there."
)
_SAVING = "What you opened is a passing copy. Save it where it is to stay; there you can change it."


class MoveDialog(QDialog):
    """Asks where to. A plan that lies in a message or an archive is copied, any other is moved."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        HelpKey(self)
        assert window.workspace is not None
        self._window, self._workspace = window, window.workspace
        self._from = self._workspace.session.path
        self._is_moved = self._workspace.session.place is not Place.PASSING
        self._copying: Copying | None = None
        title = "Move this plan" if self._is_moved else "Save this plan elsewhere"
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(px(560))
        self.file = TextField("To", str(_suggested(self._from)), needed=True, is_name=True)
        self._choose = button("Choose…", press=self._ask)
        self.file.changed.connect(self._fit)
        self.banner = Banner("problem")
        self.bar = bar("Copying")
        self.bar.hide()
        self.go = button("Move it" if self._is_moved else "Save and open", "primary", press=self._begin)
        self.go.setDefault(True)
        beside = column(24, self._choose, None, gap=0)
        place = row(self.file, beside)
        place.setStretch(0, 1)
        parts = (
            label(title, 16, SEMIBOLD),
            label(_MOVING if self._is_moved else _SAVING, 14, muted=True, wrap=True),
            place,
            self.banner,
            self.bar,
            row(None, button("Cancel", press=self.reject), self.go),
        )
        self.setLayout(column(*parts, gap=12, margin=24))
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _fit(self) -> None:
        fit_height(self)

    @property
    def path(self) -> Path:
        """The file as typed, with our ending where it has none."""
        path = Path(self.file.value()).expanduser().absolute()
        return path if path.suffix else path.with_name(f"{path.name}{SUFFIX}")

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Where the plan is to lie",
            self.file.value(),
            f"Improvement plans (*{SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.file.set_value(name)

    def _begin(self) -> None:
        self.banner.say("")
        if self._copying is not None or self.file.check():
            return
        wrong = _why_not_there(self.path)
        if wrong:
            self.file.say(wrong, wrong=True)
            self._fit()
            return
        self._set_busy(True)
        self._copying = Copying(partial(backups.copy_of, self._from, self.path), self)
        self._copying.progress.connect(self._told)
        self._copying.finished.connect(self._copied)
        self._copying.failed.connect(self._failed)

    def _set_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        for each in (self.go, self.file, self._choose):
            each.setEnabled(not busy)
        self._fit()

    def _told(self, share: float) -> None:
        self.bar.setValue(round(share * 100))

    def _failed(self, error: Exception) -> None:
        self._copying = None
        self._set_busy(False)
        if isinstance(error, TrackerError):
            self.banner.say(str(error))
        else:
            errors.report(error)

    def _copied(self, result: object) -> None:
        self._copying = None
        window, old, new = self._window, self._from, self.path
        try:
            window.program.open_again(window, new)
        except TrackerError as error:
            self._failed(error)
            return
        self.accept()
        window.say(f"The plan now lies in “{new.parent}”.{self._take_away(old)}", "note")

    def _take_away(self, old: Path) -> str:
        """Remove the plan that was moved; returns what there is to say about that."""
        if not self._is_moved:
            return ""
        try:
            old.unlink()
        except OSError as error:
            return (
                f" “{old}” could not be removed ({error.strerror}). Please delete it, or somebody will take "
                "it for the plan."
            )
        self._window.preferences.forget_recent(str(old))
        return ""

    def done(self, result: int) -> None:
        """Stop copying, and close."""
        if self._copying is not None:
            self._copying.stop()
        super().done(result)


def _why_not_there(path: Path) -> str:
    if not path.parent.is_dir():
        return "There is no such folder."
    if path.exists():
        return f"There is already a file “{path.name}” there."
    if place_of(path) in (Place.PASSING, Place.SYNCED):
        return f"That is {place_of(path).value}. Choose a folder of this computer."
    return ""


def _suggested(old: Path) -> Path:
    """The same name in the folder for documents, or else at home, whichever is of this computer alone."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for folder in (Path(documents), Path.home()):
        if folder.is_dir() and place_of(folder / old.name) is Place.LOCAL:
            return folder / old.name
    return Path.home() / old.name
