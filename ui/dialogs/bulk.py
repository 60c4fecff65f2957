"""Sets the same on several actions. What becomes of each stands below before it is done, as one change."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import Audience
from tracker.domain.commands import Together, several
from tracker.domain.commands.refusing import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action
from tracker.domain.rules.bulk import Line, Step, Wanted, judged
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.bulk_settings import UNSET, SettingLine, settings, wanted
from ui.dialogs.facts import DecisionFields, FactForm
from ui.fonts import SEMIBOLD
from ui.pages.actions_columns import ref_width
from ui.reading import Reading
from ui.theme import px, tokens
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.fields import Field, NotesField, TextField
from ui.widgets.frames import Card, button, column, label, room_on_screen, row
from ui.widgets.grid import Grid
from ui.widgets.paint import put
from ui.widgets.rows import RowsModel
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDE = 820  # from here on, what becomes of each stands beside the fields
_MOST = 1_000  # to write as many as that takes a second
_AT_ONCE = 100  # actions that are judged before the next paint; more of them in slices
_A_TURN = 20
_FATES = {"left_out": "Left out", "changed": "Changed", "same": "Stay as they are"}
_COUNTED = {"changed": "changed", "left_out": "left out", "same": "as they are"}


class BulkForm(FactForm):
    """Asks what to set, and once for all why and by whom where a rule wants that."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, actions: Sequence[Action]) -> None:
        many = british.plural(len(actions), "action")
        about = "What you do not set stays as it is. One undo takes all of it back."
        super().__init__(
            parent, workspace, f"Change {many}", save=f"Change {many}", about=about, day="On", wide=_WIDE
        )
        self._actions = tuple(actions)
        self._offered = {each.key: each for each in settings(self.plan, self.today, actions)}
        self.lines: dict[str, SettingLine] = {}
        self._work: Iterator[None] = iter(())
        self.found: tuple[Line, ...] = ()
        self._build_fields()
        self._build_preview()
        self._ask(Wanted())
        self._judge()
        room = room_on_screen(self).size() * 0.92
        self.resize(min(px(1120), room.width()), min(px(620), room.height()))

    # What it is made of.

    def _build_fields(self) -> None:
        self._set = column(gap=14)
        self.choose = button("Set…", icon_name="plus", press=self._offer)
        self.audience_reason = TextField("Why they are restricted", needed=True)
        self.reason = NotesField("Why", lines=2, needed=True, help="Said once, kept with each of them")
        self.agreed_by = TextField("Agreed by", needed=True, help="An approved owner changes", is_name=True)
        self.asked_by = TextField("Asked by", help="Left empty: the person it is recorded for")
        self.decision = DecisionFields(self.workspace, needed=True)
        self.content.addLayout(self._set)
        self.content.addLayout(row(self.choose, None))
        self.add(self.audience_reason)
        self.add(self.reason)
        self.add(self.agreed_by, self.asked_by)
        self.add(self.decision)
        self.add_hands()
        self.audience_reason.changed.connect(self._judge)
        self.happened_on.changed.connect(self._judge)

    def _build_preview(self) -> None:
        columns: tuple[Column[Line], ...] = (
            Column(key="ref", title="Ref", text=_ref, width=ref_width(self.plan), keep=True, muted=True),
            Column(key="title", title="Action", text=_title, width=170, keep=True),
            Column(
                key="fate", title="What becomes of it", text=told, width=200, stretch=True, draw=_draw_fate
            ),
        )
        self.rows = RowsModel(columns, key=_key, parent=self)
        self.grid: Grid[Line] = Grid(self.rows, "What becomes of each action", row_high=30)
        self.grid.setMinimumHeight(px(200))
        card = Card("What becomes of each", " ")
        self._counted = card.second
        self.full = label("", 13, wrap=True, select=True)
        self.full.setContentsMargins(px(16), px(6), px(16), px(8))
        self.grid.moved.connect(self._moved)
        card.body.addWidget(self.grid, 1)
        card.body.addWidget(self.full)
        around = self._around = QVBoxLayout()
        around.addWidget(card)
        outer = self.layout()
        assert outer is not None
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        halves = QWidget()
        halves.setLayout(self._halves)
        outer.replaceWidget(self._scroll, halves)
        self._halves.addWidget(self._scroll, 2)
        self._halves.addLayout(around, 3)

    def _moved(self, line: Line | None) -> None:
        self.full.setText(f"{_ref(line)}  {_title(line)}\n{told(line)}" if line is not None else "")

    def fit(self) -> None:
        """Keep its size: what there is no room for scrolls, beside what becomes of each action."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, what becomes of each stands below."""
        super().resizeEvent(event)
        wide, way = self.width() >= px(_WIDE), QBoxLayout.Direction
        self._halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._around.setContentsMargins(px(8 if wide else 24), 0, px(24), px(16))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the choice of what to set."""
        super().showEvent(event)
        if not self.lines:
            self.choose.setFocus()

    def _offer(self) -> None:
        menu = QMenu(self)
        for key, setting in self._offered.items():
            if key not in self.lines and not ({key, *self.lines} >= {"start", "hold"}):
                menu.addAction(setting.title, partial(self.set, key))
        menu.exec(self.choose.mapToGlobal(QPoint(0, self.choose.height() + px(2))))
        menu.deleteLater()

    def set(self, key: str, value: Any = UNSET) -> Field:
        """Take this among what is set, filled in where a value is given; its field."""
        line = SettingLine(self._offered[key])
        line.removed.connect(self._leave)
        self.lines[key] = line
        self._set.addWidget(line)
        self._fields.insert(len(self.lines) - 1, line.field)
        if value is not UNSET:
            line.field.set_value(value)  # type: ignore[attr-defined]
        line.field.changed.connect(self._judge)
        line.field.setFocus()
        QTimer.singleShot(0, self, self._show_last)  # once it is laid out
        self._judge()
        return line.field

    def _show_last(self) -> None:
        if self.lines:
            self._scroll.ensureWidgetVisible(list(self.lines.values())[-1])

    def _leave(self, key: str) -> None:
        """Set that no longer."""
        line = self.lines.pop(key)
        self._fields.remove(line.field)
        self._set.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.choose.setFocus()
        self._judge()

    # What becomes of each.

    def wanted(self) -> Wanted:
        """What is to be set, as far as it is filled in."""
        values = {key: line.value() for key, line in self.lines.items()}
        try:
            day = self.happened_on.value()
        except TrackerError:
            day = None
        return wanted(values, happened_on=day, audience_reason=self.audience_reason.value())

    def _judge(self) -> None:
        self.workspace.slices.drop(self._work)
        self.choose.setText("Set something else…" if self.lines else "Choose what to set…")
        self._work = self._judged(self.wanted())
        if len(self._actions) <= _AT_ONCE:
            for _ in self._work:
                pass
        else:
            self.workspace.slices.add(self._work, of=self)

    def _judged(self, wanted: Wanted) -> Iterator[None]:
        found = []
        for n, line in enumerate(judged(Reading(self.workspace), self._actions, wanted, self.today)):
            found.append(line)
            if not n % _A_TURN:
                yield
        self.found = tuple(found)
        self._ask(wanted)
        self._show()

    def _ask(self, wanted: Wanted) -> None:
        """Show the fields that what is to be done needs, and no others."""
        changing = [each for each in self.found if each.changes]
        asks = any(each.new_due is not None for each in changing)
        rewords = any(each.rewords for each in changing)
        hold = wanted.step is Step.HOLD
        self.audience_reason.setVisible(wanted.values.get("audience") is Audience.RESTRICTED)
        self.reason.setVisible(asks or rewords or hold)
        self.agreed_by.setVisible(rewords)
        self.asked_by.setVisible(asks)
        self.decision.setVisible(hold)
        for field in (self.happened_on, self.whose):
            field.setVisible(asks or wanted.step is not None)

    def _show(self) -> None:
        changing = sum(each.changes for each in self.found)
        self.rows.set_grouping(Grouping(of=fate, order=lambda: tuple(_FATES), head=_head))
        self.rows.set_rows(self.found)
        self._moved(self.grid.current)
        self._counted.setText(self.counted if self.lines else "")
        self.save.setText(f"Change {british.plural(changing, 'action')}" if changing else "Change")

    @property
    def counted(self) -> str:
        """How many are changed, left out or stay as they are, in words."""
        counts = Counter(map(fate, self.found))
        return ", ".join(f"{counts[key]:,} {words}" for key, words in _COUNTED.items() if counts[key])

    def check(self) -> None:
        """As every form, once it is known what becomes of each: only then it is clear what must be said."""
        for _ in self._work:
            pass
        super().check()

    def build(self) -> Together:
        """The one change as filled in, against the plan of this moment."""
        if not self.lines:
            raise TrackerError("Choose what to set first.")
        plan, wanted = self.workspace.plan, self.wanted()
        actions = [found for each in self._actions if (found := plan.find(Action, each.id)) is not None]
        lines = judged(Reading(self.workspace), actions, wanted, self.today)
        hold = wanted.step is Step.HOLD
        said = several.Said(
            reason=self.reason.value(),
            agreed_by=self.agreed_by.value(),
            asked_by=self.asked_by.value(),
            happened_on=wanted.happened_on,
            decision=self.decision.decision(self.reason.value()) if hold else None,
        )
        return several.change_several(plan, wanted, lines, said)

    def done(self, result: int) -> None:
        """What is still being worked out is dropped."""
        self.workspace.slices.drop(self._work)
        super().done(result)


def change_several(window: "MainWindow") -> None:
    """Set the same on the selected actions."""
    assert window.workspace is not None
    actions = window.selected_actions()
    refuse_many(actions)
    record(window, BulkForm(window, window.workspace, actions))


def record(window: "MainWindow", form: BulkForm) -> None:
    """Show the form and do what it says. New dates asked for change no row: it is told that it was done."""
    if form.record() is not None:
        window.status_line.tell(form.counted)


def refuse_many(actions: Sequence[Action]) -> None:
    """Refuse to change more actions than can be written while somebody waits."""
    if len(actions) > _MOST:
        refuse(f"At most {_MOST:,} actions can be changed at once, and {len(actions):,} are selected.")


def preset(form: BulkForm, values: Mapping[str, Any]) -> BulkForm:
    """The form with these filled in; it begins with what is still to be said."""
    for key, value in values.items():
        form.set(key, value)
    if form.reason.isVisibleTo(form):
        form.begin_with = form.reason
    return form


def told(line: Line) -> str:
    """What becomes of an action, in words: what changes, or the rule against it."""
    if line.refused:
        return line.refused
    if not line.differences:
        return "Stays as it is"
    return "; ".join(
        f"{each.label}: {each.old or 'nothing'} → {each.new or 'nothing'}" for each in line.differences
    )


def fate(line: Line) -> str:
    """Whether it is left out, changed, or stays the same."""
    return "left_out" if line.refused else "changed" if line.changes else "same"


def _head(key: str, lines: Sequence[Line]) -> Head[Line]:
    return Head(title=_FATES[key], words=british.plural(len(lines), "action"))


def _draw_fate(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    t = tokens()
    if line.refused or not line.differences:
        put(painter, rect, told(line), colour=t.states["off_track"].text if line.refused else t.muted)
        return
    x = rect.x()
    for n, each in enumerate(line.differences):
        for text, weight, colour in (
            (f"{';  ' if n else ''}{each.label}: {each.old or 'nothing'} → ", 400, t.muted),
            (each.new or "nothing", SEMIBOLD, t.text),
        ):
            if x < rect.right():
                x = put(painter, rect.adjusted(x - rect.x(), 0, 0, 0), text, weight=weight, colour=colour)


def _ref(line: Line) -> str:
    return shown_ref(line.action)


def _title(line: Line) -> str:
    return title_shown(line.action)


def _key(line: Line) -> str:
    return line.action.id
