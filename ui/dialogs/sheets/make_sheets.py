"""Make return sheets: for whom, by when, what they show, and the folder they are put into."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import Audience
from tracker.domain.errors import TrackerError
from tracker.domain.rules.returns import Item, Recipient, recipients, without_recipient
from tracker.jobs import OWN_LIMITS
from tracker.reports.return_sheets import Asked, file_name
from tracker.returning import SheetsOrder, note_sheets
from ui import errors
from ui.dialogs.fields_dialog import FieldsDialog
from ui.dialogs.progress import bar
from ui.dialogs.question import ask
from ui.dialogs.wizard.area_editor import Notice
from ui.fonts import SEMIBOLD
from ui.jobs import Job
from ui.opening import Offer
from ui.theme import px
from ui.widgets.fields import DayField, TextField, Tick
from ui.widgets.frames import Scroll, button, column, empty, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_DAYS_TO_ANSWER = 14


class MakeSheets(FieldsDialog):
    """Everybody who is asked about something is ticked. The sheets are written by another process."""

    def __init__(self, window: "MainWindow", folder: str) -> None:
        super().__init__(
            window,
            "Make return sheets",
            save="Make the sheets",
            about="A small workbook for each owner or partner to fill in, with only their own actions.",
            wide=620,
        )
        assert window.workspace is not None
        self._window, self._workspace = window, window.workspace
        self.finished.connect(self.deleteLater)
        self._job: Job | None = None
        self._orders: Iterator[SheetsOrder] = iter(())
        self._made: dict[str, Any] = {}
        self.ticks: dict[str, Tick] = {}
        self._recipients: Sequence[Recipient] = ()
        today = self._workspace.day
        self.due_back = DayField("Due back by", today, today + timedelta(days=_DAYS_TO_ANSWER))
        self.contact = TextField("Whom to ask", hint="Programme office, 01632 960 001", is_name=True)
        self.money = Tick("Show the budget lines")
        self.restricted = Tick("Ask about restricted actions too")
        self.folder = TextField("Put into the folder", folder, needed=True, is_name=True)
        self.choose = button("Choose…", press=self._choose)
        self.bar = bar("Making the sheets")
        self.bar.hide()
        self._who = QVBoxLayout()
        self._who.setSpacing(px(2))
        self._who.setContentsMargins(0, 0, 0, 0)
        self._build()
        self.restricted.toggled.connect(self._show_recipients)
        self._show_recipients()

    def _build(self) -> None:
        all_, none = (
            button("Tick all", "link", press=self._tick_all),
            button("Tick none", "link", press=self._tick_none),
        )
        self.content.addLayout(row(label("For", 14, SEMIBOLD), None, all_, none))
        inside = QWidget()
        inside.setLayout(self._who)
        scroll = Scroll(inside)
        scroll.setAccessibleName("For whom")
        scroll.setMinimumHeight(px(96))
        scroll.setMaximumHeight(px(210))
        self.content.addWidget(scroll)
        self._without = Notice("")
        self.content.addWidget(self._without)
        self.add(self.due_back, self.contact)
        self.content.addLayout(column(self.money, self.restricted, gap=2))
        place = row(self.folder, self.choose)
        place.setStretch(0, 1)
        place.setAlignment(self.choose, Qt.AlignmentFlag.AlignBottom)
        self.add(place)
        self.content.addWidget(self.bar)

    def _show_recipients(self) -> None:
        plan = self._workspace.plan
        left = {key for key, tick in self.ticks.items() if not tick.isChecked()}
        self._recipients = list(map(self._asked, recipients(plan)))
        self._recipients = [each for each in self._recipients if each.items]
        empty(self._who)
        self.ticks = {}
        for each in self._recipients:
            tick = Tick(f"{each.name} ({_what(each)})", each.id not in left)
            self.ticks[each.id] = tick
            self._who.addWidget(tick)
        if not self._recipients:
            none = "Nobody owns an open action, so there is nobody to ask."
            self._who.addWidget(label(none, 14, muted=True, wrap=True))
        self._who.addStretch(1)
        self.save.setEnabled(bool(self._recipients))
        nobodys = [item.code for item in filter(self._is_shown, without_recipient(plan))]
        codes = british.listed(nobodys) if len(nobodys) <= 8 else british.plural(len(nobodys), "action")
        self._without.say(f"In no sheet, since nobody owns them: {codes}." if nobodys else "")

    def _asked(self, recipient: Recipient) -> Recipient:
        """With only what is asked about."""
        return replace(recipient, items=tuple(filter(self._is_shown, recipient.items)))

    def _is_shown(self, item: Item) -> bool:
        return self.restricted.isChecked() or item.action.audience is not Audience.RESTRICTED

    def _tick_all(self) -> None:
        self._tick(True)

    def _tick_none(self) -> None:
        self._tick(False)

    def _tick(self, ticked: bool) -> None:
        for tick in self.ticks.values():
            tick.setChecked(ticked)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Put the sheets into", self.folder.value())
        if name:
            self.folder.set_value(name)

    # What is asked for.

    def chosen(self) -> list[Recipient]:
        """Those who are ticked."""
        return [each for each in self._recipients if self.ticks[each.id].isChecked()]

    def orders(self, *, overwrite: bool = False) -> list[SheetsOrder]:
        """What is to be written: one order for everybody, or one for each who is ticked."""
        chosen = self.chosen()
        everybody = len(chosen) == len(self._recipients)
        asked = Asked(
            self._workspace.day,
            self._workspace.clock.now(),
            self.due_back.value(),
            self.contact.value(),
            self.money.isChecked(),
        )
        return [
            SheetsOrder(
                plan=self._workspace.session.path,
                folder=Path(self.folder.value()).expanduser(),
                asked=asked,
                only=only,
                restricted=self.restricted.isChecked(),
                overwrite=overwrite,
            )
            for only in ([None] if everybody else [each.id for each in chosen])
        ]

    def accept(self) -> None:
        """Check and begin to write; it closes when all are written."""
        if self._job is not None:
            return
        self.banner.say("")
        try:
            self.check()
            overwrite = self._may_begin()
        except TrackerError as error:
            if str(error) not in {field.note.text() for field in self.fields}:
                self.banner.say(str(error), kind="problem")
            return
        if overwrite is None:
            return
        self._orders = iter(self.orders(overwrite=overwrite))
        self._made = {"files": []}
        self._window.preferences.keep("sheets_folder", self.folder.value())
        self._next()

    def _may_begin(self) -> bool | None:
        """Whether sheets that are there may be written over; None to go no further. Raises TrackerError."""
        chosen = self.chosen()
        if not chosen:
            raise TrackerError("Tick at least one to make a sheet for.")
        due_back = self.due_back.value()
        if due_back is not None and due_back < self._workspace.day:
            raise TrackerError("The day by which an answer is asked has passed.")
        folder = Path(self.folder.value()).expanduser()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TrackerError(f"The folder cannot be made: {error.strerror}. No sheet was made.") from error
        there = [each for each in chosen if (folder / file_name(each)).exists()]
        if not there:
            return False
        words = (
            f"{british.plural(len(there), 'sheet')} of that name lie there already, the first one "
            f"“{file_name(there[0])}”. What was filled in there would be lost."
        )
        return True if ask(self, "Write over them?", words, "Write over them", "Go back") else None

    # Writing.

    def _next(self) -> None:
        order = next(self._orders, None)
        self._show_busy(order is not None)
        if order is None:
            self._all_made()
            return
        self._order = order
        self._job = Job(
            "return_sheets", order.to_json(), subject="Making sheets", limits=OWN_LIMITS, parent=self
        )
        self._job.progress.connect(self._told)
        self._job.finished.connect(self._one_made)
        self._job.failed.connect(self._not_made)

    def _show_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.save.setEnabled(not busy)
        self.fit()

    def _told(self, share: float, words: str) -> None:
        self.bar.setValue(round(share * 100))

    def _one_made(self, made: Mapping[str, Any]) -> None:
        self._job = None
        self._made = {**made, "files": [*self._made["files"], *made["files"]]}
        self._next()

    def _not_made(self, error: Exception) -> None:
        self._job = None
        self._show_busy(False)
        if isinstance(error, TrackerError):
            self.banner.say(str(error), kind="problem")
        else:
            errors.report(error)

    def _all_made(self) -> None:
        folder = self._order.folder
        count = len(self._made["files"])
        words = f"{british.plural(count, 'return sheet')} made in {folder}."
        if not self._workspace.read_only:
            try:
                self._workspace.do(note_sheets(self._order, self._made))
            except TrackerError as error:
                words = f"{words} It could not be noted in History: {error}"
        self._window.say(words, "note", Offer("Show the folder", _Shown(folder)))
        QDialog.accept(self)

    def done(self, result: int) -> None:
        """Close; what is still being written is given up."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)


class _Shown:
    """Opens a folder as this computer does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _what(recipient: Recipient) -> str:
    parts = sum(item.part is not None for item in recipient.items)
    actions = len(recipient.items) - parts
    told = [british.plural(actions, "action")] if actions else []
    told += [british.plural(parts, "part")] if parts else []
    return british.listed(told)


def make_sheets(window: "MainWindow") -> None:
    """Ask for whom, and make them."""
    from ui.files import last_folder

    folder = str(window.preferences.get("sheets_folder", "")) or str(
        Path(last_folder(window), "Return sheets")
    )
    MakeSheets(window, folder).exec()
