"""The base of every dialog that makes a command: fields, what is wrong beside them, Ctrl+Enter to save."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QWidget

from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from ui.dialogs.drafts import Draft, draft_of
from ui.fonts import SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.fields import Field
from ui.widgets.frames import Banner, Line, Scroll, button, column, label, row


class Form(QDialog):
    """Subclasses add fields in their constructor and give the command in `build`.

    `ask()` shows it and returns the command, None if it was cancelled. `send(do)` shows it and does the
    command while it is still open, so that a refusal is said in it and nothing typed is lost; it returns
    what `do` gave. Tests fill the fields and read `command()`.
    """

    def __init__(
        self, parent: QWidget | None, title: str, *, save: str = "Save", about: str = "", wide: float = 480
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._fields: list[Field] = []
        self._do: Callable[[Command], Any] | None = None
        self._done: Any = None
        self._about = about
        self._draft: Draft | None = None
        self.banner = Banner("problem")
        self.banner.pressed.connect(self._put_back)
        self.content = column(gap=14)
        self.save = button(save, "primary", press=self.accept)
        self.save.setDefault(True)
        self.save.setToolTip("Ctrl+Enter")
        self.cancel = button("Cancel", press=self.reject)
        self._lay_out(title, about)
        self.resize(px(wide), self.sizeHint().height())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)

    def _lay_out(self, title: str, about: str) -> None:
        head = column(label(title, 16, SEMIBOLD, wrap=True), gap=2)
        if about:
            head.addWidget(label(about, 13, muted=True, wrap=True))
        self._inside = QWidget()
        self.content.setContentsMargins(px(24), px(4), px(24), px(16))
        self._inside.setLayout(self.content)
        self._scroll = Scroll(self._inside)
        foot = row(None, self.cancel, self.save)
        head.setContentsMargins(px(24), px(20), px(24), px(8))
        foot.setContentsMargins(px(24), px(12), px(24), px(12))
        notice = column(self.banner)
        notice.setContentsMargins(px(24), 0, px(24), px(8))
        outer = column(head, notice, self._scroll, Line("border"), foot, gap=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put parts below what is there; several stand side by side."""
        beside = QHBoxLayout()
        beside.setSpacing(px(12))
        for part in parts:
            if isinstance(part, QLayout):
                beside.addLayout(part, 1)
            else:
                beside.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(beside)
        self._fields += [field for part in parts for field in _fields_in(part)]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields added, in their order."""
        return tuple(self._fields)

    def build(self) -> Command:
        """The command from fields that were checked. Raises TrackerError for what no single field shows."""
        raise NotImplementedError

    def command(self) -> Command:
        """The command as filled in. Raises TrackerError with what is wrong, said beside its field too."""
        shown = [field for field in self._fields if field.isVisibleTo(self)]
        wrong = [(field, words) for field in shown if (words := field.check())]
        if wrong:
            wrong[0][0].setFocus(Qt.FocusReason.OtherFocusReason)
            raise TrackerError(wrong[0][1])
        return self.build()

    def ask(self) -> Command | None:
        """Show it; the command, or None if it was cancelled."""
        self.finished.connect(self.deleteLater)
        return self._done if self.exec() == QDialog.DialogCode.Accepted else None

    def send(self, do: Callable[[Command], Any]) -> Any:
        """Show it and do its command; what that returned, or None if it was cancelled."""
        self._do = do
        return self.ask()

    def accept(self) -> None:
        """Check, build and do; stays open with words where that is refused."""
        self.banner.say("")
        try:
            command = self.command()
            self._done = self._do(command) if self._do else command
        except TrackerError as error:
            if str(error) not in {field.note.text() for field in self._fields}:
                self.banner.say(str(error), kind="problem")
            return
        super().accept()

    def done(self, result: int) -> None:
        """Close; what was typed is kept unless it was saved."""
        if self._draft is not None:
            self._draft.end(saved=result == QDialog.DialogCode.Accepted)
        super().done(result)

    def _put_back(self) -> None:
        self.banner.say("")
        if self._draft is not None:
            self._draft.put_back()

    def showEvent(self, event: Any) -> None:
        """Give the keyboard to the first field, and no more height than there is."""
        super().showEvent(event)
        if self._draft is None:
            self._draft = draft_of(self, self._about)
            if self._draft is not None and self._draft.is_there:
                self.banner.say("You left this form with words in it.", "Put them back", "note")
        room = self.screen().availableGeometry().height() * 9 // 10
        around = self.sizeHint().height() - self._scroll.sizeHint().height()
        self.resize(self.width(), min(around + self._inside.sizeHint().height() + px(4), room))
        if self._fields and not any(field.control.hasFocus() for field in self._fields):
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: Any) -> None:
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.end()


def _fields_in(part: QWidget | QLayout) -> Iterator[Field]:
    if isinstance(part, Field):
        yield part
    elif isinstance(part, QLayout):
        for n in range(part.count()):
            item = part.itemAt(n)
            inner = item.widget() or item.layout() if item else None
            if inner is not None:
                yield from _fields_in(inner)
    else:
        yield from part.findChildren(Field)
