"""The card of review mode: how late an action is, what was promised, what was said, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionDecision, ActionFinding, Decision, Finding, Workstream
from tracker.domain.rules.lateness import Move, days_late, days_late_first, moved, moves, pending
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.owners import holder, holder_words
from tracker.domain.words import label as word
from tracker.domain.words import shown_ref, signed_days, title_shown
from ui.fonts import SEMIBOLD
from ui.reading import Reading
from ui.theme import px, tokens
from ui.widgets.frames import Card, ChipLabel, Line, Scroll, column, label, row
from ui.widgets.paint import chip_of, focus_ring, put, rounded
from ui.widgets.track import Promise, PromiseTrack
from ui.workspace import Workspace

_UPDATES, _DECISIONS = 2, 2
_LOW = 220  # a lower card spends no room on margins


class ActionCard(Card):
    """One action, in letters large enough to read across a table."""

    def __init__(self, workspace: Workspace, action: Action) -> None:
        super().__init__()
        self._workspace, self._action = workspace, action
        self._plan, self._day = workspace.plan, workspace.day
        self.setAccessibleName(f"{shown_ref(action)} {title_shown(action)}")
        self._about = QWidget()
        self._about.setLayout(self._right())
        inside = QWidget()
        self._sides = row(self._left(), self._about, gap=24)
        self._sides.setStretch(0, 1)
        inside.setLayout(self._sides)
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._outer = column(scroll)
        self.body.addLayout(self._outer)

    @property
    def sentence(self) -> str:
        """All that stands on it, for a screen reader."""
        parts = [each for each in self.findChildren(QWidget) if isinstance(each, QLabel | ChipLabel)]
        words = (each.text() if isinstance(each, QLabel) else each.accessibleName() for each in parts)
        return ", ".join(filter(None, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else what was said below the dates."""
        super().resizeEvent(event)
        above, below = (8, 4) if self.height() < px(_LOW) else (20, 16)
        self._outer.setContentsMargins(px(28), px(above), px(12), px(below))
        wide = self.width() >= px(980)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._about.setMaximumWidth(px(404) if wide else 16777215)
        self._about.setMinimumWidth(px(404) if wide else 0)

    # The left side.

    def _left(self) -> QLayout:
        action, plan = self._action, self._plan
        stream = plan.find(Workstream, action.workstream_id)
        post = holder(plan, action.owner_post_id, self._day)
        owner = f"{post.post.title} ({holder_words(post)})" if post else "No owner"
        who = row(
            ChipLabel(chip_of(action), large=True),
            4,
            label(plan.settings.owner_label, 16, muted=True),
            label(owner, 16, SEMIBOLD, wrap=True),
        )
        who.setStretch(3, 1)
        parts = column(
            row(
                label(shown_ref(action), 16, SEMIBOLD),
                label(stream.title if stream else "", 16, muted=True),
                None,
            ),
            label(title_shown(action), 28, SEMIBOLD, wrap=True),
            who,
            12,
            self._figures(),
            gap=8,
        )
        if (asked := self._asked()) is not None:
            parts.addSpacing(px(4))
            parts.addWidget(asked)
        made = moves(plan, action)
        if (track := self._track(made)) is not None:
            parts.addSpacing(px(8))
            parts.addWidget(track)
        for move in made:
            parts.addWidget(Line())
            parts.addLayout(_move_row(move))
        parts.addStretch(1)
        parts.setContentsMargins(0, 0, px(12), 0)
        return parts

    def _figures(self) -> QHBoxLayout:
        action, plan, day = self._action, self._plan, self._day
        late, first, told = days_late(action, day), days_late_first(plan, action, day), moved(plan, action)
        if late:
            now = british.plural(late, "day"), "late against the current date"
        elif action.due:
            now = british.distance(action.due.last_day, day), "the current date"
        else:
            now = "No date", "to be agreed"
        figures = [_Figure(*now, urgent=late > 0)]
        if first:
            figures.append(_Figure(british.plural(first, "day"), "late against the first date"))
        times = british.plural(told.times, "move") if told.times else "Never moved"
        figures.append(
            _Figure(times, f"{signed_days(told.days)} in all" if told.times else "since first agreed")
        )
        return row(*figures, None, gap=28)

    def _track(self, made: Sequence[Move]) -> PromiseTrack | None:
        action, first = self._action, first_due(self._plan, self._action)
        if first is None or action.due is None:
            return None
        request = pending(self._plan, action)
        track = PromiseTrack(large=True)
        track.show_promise(
            Promise(
                first=first.last_day,
                between=tuple(move.change.new_due.last_day for move in made[:-1]),
                current=action.due.last_day,
                today=self._day,
                asked=request.new_due.last_day if request else None,
                late=days_late(action, self._day),
            )
        )
        return track

    def _asked(self) -> QWidget | None:
        request = pending(self._plan, self._action)
        if request is None:
            return None
        old = request.old_due
        far = signed_days((request.new_due.last_day - old.last_day).days) if old else ""
        date = row(
            label(british.due_words(request.new_due), 28, SEMIBOLD), label(far, 16, muted=True), None, gap=12
        )
        about = f"New date asked for by {request.asked_by}, {british.short_day(request.happened_on)}"
        box = _Shaded()
        words = label(request.reason, 16, wrap=True)
        box.setLayout(column(label(about, 14, muted=True), date, words, gap=4, margin=16))
        return box

    # The right side.

    def _right(self) -> QVBoxLayout:
        reading = Reading(self._workspace)
        parts: list[QWidget | QLayout | int | None] = [*self._found()]
        updates = [each for each in self._workspace.session.updates(self._action.id) if each.text]
        for each in sorted(updates, key=lambda one: one.happened_on, reverse=True)[:_UPDATES]:
            parts += _said(each.whose, british.short_day(each.happened_on), each.text)
            if each.barrier:
                parts.append(label(f"Barrier: {each.barrier}", 16, wrap=True))
            if each.ask:
                parts.append(label(f"Asks the board: {each.ask}", 16, SEMIBOLD, wrap=True))
        ties = reading.by(ActionDecision, "action_id", self._action.id)
        taken = [found for tie in ties if (found := reading.find(Decision, tie.decision_id))]
        for one in sorted(taken, key=lambda each: each.happened_on, reverse=True)[:_DECISIONS]:
            parts += _said(f"{one.decided_by}, decision", british.short_day(one.happened_on), one.text)
        if len(parts) == 0:
            parts.append(label("Nothing has been said about this action yet.", 16, muted=True, wrap=True))
        made = column(*parts, None, gap=6)
        made.setContentsMargins(0, 0, px(12), 0)
        return made

    def _found(self) -> list[QWidget | QLayout | int | None]:
        finding = _first_finding(self._plan, self._action)
        if finding is None:
            return []
        page = f", page {finding.page}" if finding.page else ""
        words = _Quote(finding.text)
        about = label(f"{finding.ref}, {word(finding.kind).lower()}{page}", 14, muted=True, wrap=True)
        return [label("What the inspectors found", 14, muted=True), words, about, 6]


def _first_finding(plan: Plan, action: Action) -> Finding | None:
    ties = plan.by(ActionFinding, "action_id", action.id)
    found = [each for tie in ties if (each := plan.find(Finding, tie.finding_id)) is not None]
    return found[0] if found else None


def _move_row(move: Move) -> QHBoxLayout:
    change = move.change
    old = british.due_words(change.old_due) if change.old_due else "no date"
    dates = label(f"{old} → {british.due_words(change.new_due)}", 16, SEMIBOLD)
    days = label(signed_days(move.days), 16, muted=True)
    days.setMinimumWidth(px(84))
    reason = label(change.reason, 16, wrap=True)
    after = label("after it had passed", 14, muted=True)
    after.setVisible(move.past_old > 0)
    by = label(
        f"{change.decided_by}, {british.short_day(change.decided_on or change.happened_on)}", 14, muted=True
    )
    made = row(dates, days, reason, after, by, gap=12)
    made.setStretch(2, 1)
    return made


def _said(who: str, when: str, text: str) -> list[QWidget | QLayout | int | None]:
    head = row(label(who, 16, SEMIBOLD, wrap=True), label(when, 14, muted=True))
    head.setStretch(0, 1)
    return [8, Line(), 4, head, label(text, 16, wrap=True)]


class _Figure(QWidget):
    """A large figure with what it counts below."""

    def __init__(self, figure: str, words: str, *, urgent: bool = False) -> None:
        super().__init__()
        self._urgent = urgent
        self._figure = label(figure, 28, SEMIBOLD)
        self.setLayout(column(self._figure, label(words, 14, muted=True), gap=0))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._urgent:
            palette = self._figure.palette()
            wanted = tokens().states["off_track"].text
            if palette.color(self._figure.foregroundRole()) != wanted:
                palette.setColor(self._figure.foregroundRole(), wanted)
                self._figure.setPalette(palette)


class _Quote(QWidget):
    """Verbatim words with a bar at their left."""

    def __init__(self, text: str) -> None:
        super().__init__()
        words = label(f"“{text}”", 16, wrap=True, select=True)
        words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        inside = column(words)
        inside.setContentsMargins(px(16), 0, 0, 0)
        self.setLayout(inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, px(3), self.height(), tokens().border)
        painter.end()


class _Shaded(QWidget):
    """A box on the alternate ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().alternate)
        painter.end()


class Progress(QWidget):
    """A bar for each card: done, the current one, to come."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count, self._at = count, 0
        self._done: set[int] = set()
        shown = min(count, 24)
        self.setFixedSize(px(28) * shown, px(12))
        self.setAccessibleName("Progress")

    def show_place(self, at: int, done: set[int]) -> None:
        """Show the number of the current card, and those decided."""
        self._at, self._done = at, done
        self.setAccessibleDescription(f"{min(at + 1, self._count)} of {self._count}, {len(done)} decided")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        wide = self.width() / self._count
        for n in range(self._count):
            high = px(10 if n == self._at else 6)
            box = QRect(round(n * wide), (self.height() - high) // 2, max(round(wide) - px(5), 1), high)
            colour = t.accent if n == self._at else t.muted if n in self._done else t.border
            rounded(painter, box, colour, radius=3)
        painter.end()


class OutcomeButton(QAbstractButton):
    """An outcome with its key on a cap. The marked one is what Enter does."""

    def __init__(self, letter: str, title: str, words: str) -> None:
        super().__init__()
        self._letter, self._words, self._marked, self._low = letter, words, False, False
        self.setText(title)
        self.setAccessibleName(f"{title} {words}, key {letter}")
        self.setFixedHeight(px(64))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(px(180), self.height())

    def set_low(self, low: bool) -> None:
        """Whether it is lower and has no second words."""
        self._low = low
        self.setFixedHeight(px(40 if low else 64))
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Whether Enter does this one."""
        self._marked = marked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, usable = QPainter(self), tokens(), self.isEnabled()
        ground = t.selection if self._marked else t.hover if self.underMouse() and usable else t.surface
        rounded(painter, self.rect(), ground, t.accent if self._marked else t.border)
        if self.hasFocus() or self._marked:
            focus_ring(painter, self.rect(), radius=6)
        side = px(26 if self._low else 32)
        cap = QRect(px(12), (self.height() - side) // 2, side, side)
        rounded(painter, cap, t.surface, t.edge if usable else t.border)
        ink = t.text if usable else t.muted
        letter = QRect(cap.x() + (side - px(11)) // 2, cap.y(), side, side)
        put(painter, letter, self._letter, size=16, weight=SEMIBOLD, colour=ink)
        room = QRect(cap.right() + px(11), px(10), self.width() - cap.right() - px(18), px(23))
        if self._low:
            put(painter, room.adjusted(0, -px(1), 0, -px(1)), self.text(), weight=SEMIBOLD, colour=ink)
        else:
            put(painter, room, self.text(), size=16, weight=SEMIBOLD, colour=ink)
            put(painter, room.translated(0, px(23)), self._words, size=14, colour=t.muted)
        painter.end()
