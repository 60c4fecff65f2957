"""The base of every dialog with fields: what is wrong is said beside them, Ctrl+Enter accepts."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QWidget

from tracker.domain.errors import TrackerError
from tracker.domain.rules.identifiers import identifier_words, identifiers
from ui.announcing import announce
from ui.dialogs.help_key import HelpKey
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.fields import Field
from ui.widgets.frames import Banner, Line, Scroll, button, column, label, room_on_screen, row


class FieldsDialog(QDialog):
    """Subclasses add fields in their constructor and say in `settle` what becomes of them.

    It is as high as its fields need at its width, and higher when more of them are shown. `begin_with` is the
    what gets the keyboard, the first field if it is None.
    """

    begin_with: QWidget | None = None

    def __init__(
        self, parent: QWidget | None, title: str, *, save: str = "Save", about: str = "", wide: float = 480
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._fields: list[Field] = []
        self.banner = Banner("problem")
        self._asked_about: set[str] = set()
        self.content = column(gap=14)
        self.save = button(save, "primary", press=self.accept)
        self.save.setDefault(True)
        self.save.setToolTip("Ctrl+Enter")
        self.cancel = button("Cancel", press=self.reject)
        self._lay_out(title, about)
        room = room_on_screen(self).width() * 9 // 10
        self.resize(min(px(wide), room), self.sizeHint().height())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        HelpKey(self)

    def _lay_out(self, title: str, about: str) -> None:
        head = column(label(title, 16, SEMIBOLD, wrap=True), gap=2)
        self.setAccessibleDescription(about)
        if about:
            head.addWidget(label(about, 13, muted=True, wrap=True))
        self._inside = QWidget()
        self.content.setContentsMargins(px(24), px(4), px(24), px(16))
        self._inside.setLayout(column(self.content, None))  # room that is left over goes below the last field
        self._scroll = Scroll(self._inside)
        self._scroll.setAccessibleName(title)
        self.foot = foot = row(None, self.cancel, self.save)
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
        found = [field for part in parts for field in _fields_in(part)]
        for field in found:
            field.said.connect(self._words_changed)
        self._fields += found

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields added, in their order."""
        return tuple(self._fields)

    def check(self) -> None:
        """Raises TrackerError with what is wrong in a field that is shown, said beside it too."""
        shown = [field for field in self._fields if field.isVisibleTo(self)]
        wrong = [(field, words) for field in shown if (words := field.check())]
        if wrong:
            wrong[0][0].setFocus(Qt.FocusReason.OtherFocusReason)
            raise TrackerError(wrong[0][1])

    def settle(self) -> None:
        """Do what the dialog is for, from fields that were checked. Raises TrackerError to stay open."""

    def _ask_about_identifiers(self) -> None:
        """Raises TrackerError, once for each, where words may point to one child or person."""
        texts = [field.value() for field in self._fields if field.isVisibleTo(self) and field.is_prose]
        found = tuple(each for text in texts for each in identifiers(text))
        unasked = tuple(each for each in found if each.words not in self._asked_about)
        self._asked_about |= {each.words for each in found}
        if unasked:
            raise TrackerError(
                f"{identifier_words(unasked)} To keep it as it is, press “{self.save.text()}” again."
            )

    def accept(self) -> None:
        """Check and settle; stays open with words where that is refused."""
        self.banner.say("")
        try:
            self.check()
            self._ask_about_identifiers()
            self.settle()
        except TrackerError as error:
            if str(error) not in {field.note.text() for field in self._fields}:
                self.banner.say(str(error), kind="problem")
            else:
                announce(self, str(error), urgent=True)
            QTimer.singleShot(0, self, self._make_room)  # once what is said is laid out
            return
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the field to begin with."""
        super().showEvent(event)
        self.fit()
        if self.begin_with is not None:
            self.begin_with.setFocus()
        elif self._fields and not any(field.control.hasFocus() for field in self._fields):
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _words_changed(self) -> None:
        """What a field asks while somebody types must be in sight."""
        QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        """Grow for what is said; what somebody made larger stays so."""
        high = self.height()
        self.fit()
        self.resize(self.width(), max(high, self.height()))

    def fit(self) -> None:
        """Take the height that the fields in sight need, as far as the screen allows."""
        layout = self._inside.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            around = self.height() - self._scroll.height()
            needed = around + max(self._inside.heightForWidth(self.width()), layout.minimumSize().height())
            self.resize(self.width(), min(needed, room_on_screen(self).height() * 9 // 10))


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
