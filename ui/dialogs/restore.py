"""Restoring a plan: which backups there are, what each holds, and a new plan made of one."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QDialog, QFileDialog, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.storage.contents import Contents
from ui import errors
from ui.dialogs.help_key import HelpKey
from ui.dialogs.sizing import open_at
from ui.files import PLANS, last_folder
from ui.fonts import SEMIBOLD
from ui.jobs import Job
from ui.theme import px, tokens
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import TextField
from ui.widgets.frames import Banner, Card, Empty, Line, Scroll, button, column, label, row
from ui.widgets.paint import focus_ring, hairline, put, rounded
from ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LONDON = ZoneInfo("Europe/London")


def restore(window: "MainWindow") -> None:
    """Choose a backup and open the plan that is made of it; the plan it is a backup of stays as it is."""
    _show(window, plans_of(window))


def restore_of(window: "MainWindow", plan: Path) -> None:
    """The same, beginning with the backups of this plan."""
    _show(window, list(dict.fromkeys([plan, *plans_of(window)])))


def _show(window: "MainWindow", plans: list[Path]) -> None:
    dialog = RestoreDialog(window, plans, last_folder(window))
    dialog.restored.connect(partial(window.program.open_plan, window=window))
    dialog.open()


def plans_of(window: "MainWindow") -> list[Path]:
    """The plans whose backups may be asked for: the window's own, then the recent ones."""
    own = [window.workspace.session.path] if window.workspace else []
    recent = [Path(each["path"]) for each in window.preferences.recent]
    return list(dict.fromkeys(own + recent))


class RestoreDialog(QDialog):
    """Lists the backups of a plan. What is restored is a plan of its own, in a file that was not there."""

    restored = Signal(Path)

    def __init__(self, parent: QWidget | None, plans: list[Path], folder: str) -> None:
        super().__init__(parent)
        HelpKey(self)
        self.setWindowTitle("Restore from a backup")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = folder
        self._reading: Job | None = None
        self._restoring: Job | None = None
        self.chosen: Contents | None = None
        self.plan = ChoiceField("Backups of", [(path, _plan_words(path)) for path in plans])
        self.plan.changed.connect(self._read)
        self.file = TextField(
            "Restore as", needed=True, help="A new file; the plan itself stays as it is", is_name=True
        )
        self.banner = Banner("problem")
        self.go = button("Restore and open", "primary", press=self._restore)
        self.rows: list[BackupRow] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._choose)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, px(4), 0, px(4))
        self._list.setSpacing(0)
        self._build()
        open_at(self, 720, 620)
        self.plan.setEnabled(bool(plans))
        if plans:
            self._read()
        else:
            self._show([])

    def _build(self) -> None:
        other = button("Another plan…", press=self._other)
        which = row(self.plan, other)
        which.setStretch(0, 1)
        which.setAlignment(other, Qt.AlignmentFlag.AlignBottom)
        inside = QWidget()
        inside.setLayout(self._list)
        listed = Card()
        listed.setAccessibleName("Backups")
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listed.body.addWidget(scroll, 1)
        foot = row(None, button("Cancel", press=self.reject), self.go)
        outer = column(
            label("Restore from a backup", 16, SEMIBOLD),
            which,
            listed,
            self.file,
            self.banner,
            Line("border"),
            foot,
            gap=12,
            margin=20,
        )
        outer.setStretch(2, 1)
        self.setLayout(outer)

    # What there is.

    def _read(self) -> None:
        self._show_words("Looking at the backups", "A moment: each is opened to see what it holds.")
        self._stop(self._reading)
        plan: Path = self.plan.value()
        self._reading = Job("backups", {"plan": str(plan)}, subject="Looking at the backups", parent=self)
        self._reading.finished.connect(self._found)
        self._reading.failed.connect(self._failed)

    def _found(self, answer: Mapping[str, Any]) -> None:
        self._reading = None
        self._show([Contents.from_json(each) for each in answer["backups"]])

    def _show(self, found: list[Contents]) -> None:
        self._clear()
        self.file.setVisible(bool(found))
        for each in found:
            made = BackupRow(each)
            made.setEnabled(not each.fault)
            self._group.addButton(made)
            self.rows.append(made)
            self._list.addWidget(made)
        if not found:
            self._show_words(
                "No backups here",
                "Backups lie in a folder beside the plan, called “NAME backups”. Choose another plan, or "
                "open a backup as a plan with Open.",
            )
            return
        self._list.addStretch(1)
        first = next((made for made in self.rows if made.isEnabled()), None)
        if first is not None:
            first.setChecked(True)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose(first)

    def _show_words(self, title: str, words: str) -> None:
        self._clear()
        self._list.addWidget(Empty(title, words, icon_name="archive-restore"))
        self.go.setEnabled(False)

    def _clear(self) -> None:
        self.chosen = None
        self.rows.clear()
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _choose(self, made: QAbstractButton) -> None:
        assert isinstance(made, BackupRow)
        self.chosen = made.contents
        self.go.setEnabled(True)
        plan: Path = self.plan.value()
        self.file.set_value(str(_free(plan.with_name(f"{plan.stem} restored.iplan"))))

    def _other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Whose backups", self._folder, PLANS)
        if name:
            self.look_at(Path(name))

    def look_at(self, plan: Path) -> None:
        """List the backups of this plan."""
        if self.plan.box.findData(plan) < 0:
            self.plan.box.insertItem(0, _plan_words(plan), plan)
            self.plan.setEnabled(True)
        self.plan.set_value(plan)
        self._read()

    # Restoring.

    def _restore(self) -> None:
        self.banner.say("")
        if self.chosen is None or self.file.check():
            return
        self.go.setEnabled(False)
        self.path = Path(self.file.value()).expanduser()
        values = {"backup": self.chosen.path, "plan": str(self.path)}
        self._restoring = Job("restore", values, subject="Restoring", parent=self)
        self._restoring.finished.connect(self._done)
        self._restoring.failed.connect(self._failed)

    def _done(self, answer: Mapping[str, Any]) -> None:
        self._restoring = None
        self.accept()
        self.restored.emit(self.path)

    def _failed(self, error: Exception) -> None:
        self._reading = self._restoring = None
        self.go.setEnabled(self.chosen is not None)
        if isinstance(error, TrackerError):
            self.banner.say(str(error))
        else:
            errors.report(error)

    def done(self, result: int) -> None:
        """Stop what is under way, and close."""
        for job in (self._reading, self._restoring):
            self._stop(job)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.done(QDialog.DialogCode.Rejected)
        super().closeEvent(event)

    @staticmethod
    def _stop(job: Job | None) -> None:
        if job is not None:
            job.cancel()


class BackupRow(Pressable):
    """A backup: when it was made, what it holds, what was done last in it."""

    def __init__(self, contents: Contents) -> None:
        super().__init__()
        self.contents = contents
        self.setCheckable(True)
        self.setFixedHeight(px(58))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.made, self.held = _moment(contents.made_at), held_words(contents)
        self.setAccessibleName(f"{self.made}: {self.held}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        box = self.rect().adjusted(px(4), 1, -px(4), -1)
        if self.isChecked() or self.underMouse():
            rounded(painter, box, t.selection if self.isChecked() else t.hover)
        else:
            hairline(painter, px(16), self.width() - px(16), self.height() - 1)
        if self.hasFocus():
            focus_ring(painter, box, radius=6)
        room = self.width() - px(32)
        size = f"{max(self.contents.size / 1e6, 0.1):,.1f} MB"
        first = QRect(px(16), px(8), room, px(22))
        put(painter, first, size, colour=t.muted, right=True)
        before = " (before an upgrade)" if self.contents.before_upgrade else ""
        put(painter, first.adjusted(0, 0, -px(80), 0), f"{self.made}{before}", size=14, weight=SEMIBOLD)
        put(painter, QRect(px(16), px(28), room, px(22)), self.held, colour=t.muted)
        painter.end()


def held_words(contents: Contents) -> str:
    """“25 actions, 140 updates; last: add update, by A. Person, 3 November 2026 at 09:12”."""
    if contents.fault:
        return contents.fault
    counts = f"{british.plural(contents.actions, 'action')}, {british.plural(contents.updates, 'update')}"
    return f"{counts}; last: {contents.last_label} by {contents.last_by}, {_moment(contents.last_at)}"


def _moment(text: str) -> str:
    """“3 November 2026 at 09:12”, London's time."""
    moment = datetime.fromisoformat(text).astimezone(_LONDON)
    return f"{british.day_month_year(moment.date())} at {moment:%H:%M}"


def _plan_words(path: Path) -> str:
    return f"{path.stem} ({path.parent})"


def _free(path: Path) -> Path:
    """The path, or with a number where a file is there already."""
    number = 2
    wanted = path
    while wanted.exists():
        wanted, number = path.with_name(f"{path.stem} {number}{path.suffix}"), number + 1
    return wanted
