"""What a paper is to cover: the papers to choose from, and the choices beside them."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tracker.clock import Clock
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Workstream
from tracker.domain.rules.order import workstreams
from tracker.reports.papers import PAPERS, Paper
from tracker.reports.scope import Scope
from ui.fonts import REGULAR, SEMIBOLD, font, metrics
from ui.theme import px, tokens
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DayField, Tick
from ui.widgets.frames import Segments, column, label
from ui.widgets.paint import focus_ring, put, rounded

_POSITION, _KNOWN = "position", "known"
_WORDS = {
    _POSITION: "What had happened by the end of that day, whenever it was recorded.",
    _KNOWN: "What the plan said at the end of that day.",
}


class Papers(QWidget):
    """The papers there are, one below the other, of which one is chosen. Arrow keys move between them."""

    changed = Signal()

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self.setAccessibleName("Papers")
        self._group = QButtonGroup(self)
        self._rows = {name: _PaperRow(paper) for name, paper in PAPERS.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.setSpacing(px(2))
        for each in self._rows.values():
            self._group.addButton(each)
            layout.addWidget(each)
        layout.addStretch(1)
        self._rows.get(chosen, next(iter(self._rows.values()))).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def chosen(self) -> Paper:
        """The paper chosen."""
        return next(each.paper for each in self._rows.values() if each.isChecked())

    def choose(self, name: str) -> None:
        """Choose a paper by its name."""
        self._rows[name].setChecked(True)

    def take_keyboard(self) -> None:
        """Give the keyboard to the paper chosen."""
        self._rows[self.chosen.name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, _row: QAbstractButton, on: bool) -> None:
        if on:
            self.changed.emit()


class _PaperRow(QAbstractButton):
    """A paper: its title and what it is for."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.paper = paper
        self._purpose = f"{paper.purpose[:1].upper()}{paper.purpose[1:]}"
        self.setText(paper.title)
        self.setAccessibleName(paper.title)
        self.setAccessibleDescription(self._purpose)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _words_high(self, wide: int) -> int:
        room = QRect(0, 0, wide - px(28), px(400))
        return metrics(13).boundingRect(room, Qt.TextFlag.TextWordWrap, self._purpose).height()

    def heightForWidth(self, wide: int) -> int:
        return self._words_high(wide) + px(44)

    def sizeHint(self) -> QSize:
        return QSize(px(280), self.heightForWidth(px(280)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, here = QPainter(self), tokens(), self.isChecked()
        if here or self.underMouse():
            rounded(painter, self.rect(), t.selection if here else t.hover)
        if here:
            bar = QRect(0, (self.height() - px(16)) // 2, px(3), px(16))
            rounded(painter, bar, t.accent, radius=1.5)
        title = QRect(px(14), px(8), self.width() - px(28), px(22))
        put(painter, title, self.text(), size=14, weight=SEMIBOLD if here else REGULAR)
        painter.setFont(font(13))
        painter.setPen(t.muted)
        words = QRect(px(14), px(32), self.width() - px(28), self.height())
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self._purpose)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()


@dataclass(frozen=True, slots=True)
class Choices:
    """What is asked of papers besides which one: kept from one time to the next."""

    money: bool = True
    public: bool = False


class Options(QWidget):
    """The choices beside the papers."""

    changed = Signal()

    def __init__(self, plan: Plan, today: date, chosen: Choices) -> None:
        super().__init__()
        self._today = today
        self.facts = Segments("Which facts", [(_POSITION, "Position at"), (_KNOWN, "As known on")])
        self.facts_words = label(_WORDS[_POSITION], 13, muted=True, wrap=True)
        self.day = DayField("Day", today, today, needed=True)
        self.day.is_looked_back_to = True
        self.workstream = ChoiceField(
            plan.settings.workstream_label,
            [(None, "All of the plan"), *((each.id, _stream_words(each)) for each in workstreams(plan))],
        )
        self.owner = PostField(plan.settings.owner_label, plan, today, help="Empty: everybody")
        self.money = Tick("With money", chosen.money)
        self.public = Tick("Public copy", chosen.public)
        about = label("Leaves restricted actions out, and says so.", 13, muted=True, wrap=True)
        about.setContentsMargins(px(26), 0, 0, 0)
        self.setLayout(
            column(
                column(self.facts, self.facts_words, gap=6),
                self.day,
                self.workstream,
                self.owner,
                column(self.money, self.public, about, gap=4),
                None,
                gap=16,
                margin=20,
            )
        )
        self.facts.changed.connect(self._facts_changed)
        for field in (self.day, self.workstream, self.owner):
            field.changed.connect(self.changed)
        for tick in (self.money, self.public):
            tick.toggled.connect(self.changed)

    def choose_day(self, day: date, *, as_known: bool = False) -> None:
        """Choose the day, and whether the paper is of what was known on it."""
        self.day.set_value(day)
        facts = _KNOWN if as_known else _POSITION
        self.facts.choose(facts)
        self._facts_changed(facts)

    @property
    def choices(self) -> Choices:
        """What is worth keeping for the next time."""
        return Choices(money=self.money.isChecked(), public=self.public.isChecked())

    @property
    def as_known(self) -> bool:
        """Whether the paper is of what was known on the day."""
        return self.facts.chosen == _KNOWN

    def scope(self, clock: Clock) -> Scope:
        """What the paper covers. Raises TrackerError, said beside the field too, where that is not clear."""
        wrong = [words for field in (self.day, self.owner) if (words := field.check())]
        if wrong:
            raise TrackerError(wrong[0])
        day = self.day.value()
        assert day is not None
        if self.as_known and day > self._today:
            words = "Nothing is known yet on a day to come."
            self.day.say(words, wrong=True)
            raise TrackerError(words)
        return Scope(
            day=day,
            made_at=clock.now(),
            as_known=self.as_known,
            workstream_id=self.workstream.value(),
            owner_post_id=self.owner.value(),
            money=self.money.isChecked(),
            public=self.public.isChecked(),
        )

    def _facts_changed(self, chosen: str) -> None:
        self.facts_words.setText(_WORDS[chosen])
        self.changed.emit()


def _stream_words(stream: Workstream) -> str:
    return f"{stream.council_ref or stream.position}  {stream.title}"
