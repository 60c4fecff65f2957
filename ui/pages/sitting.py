"""Review mode: one overdue action a time, by keyboard, every outcome a recorded decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.commands import DecideNewDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, DateChange, Decision, Meeting
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.lifecycle import why_not_close
from tracker.domain.rules.states import is_open
from tracker.domain.words import shown_ref, title_shown
from ui.announcing import announce
from ui.dialogs import dates, decision, states
from ui.dialogs.decision import OutcomeForm, at_meeting, left_words
from ui.dialogs.review import Basis, ReviewStart
from ui.fonts import SEMIBOLD
from ui.pages.detail_rows import Elided
from ui.pages.overdue import OverduePage
from ui.pages.sitting_card import ActionCard, OutcomeButton, Progress
from ui.pages.sitting_end import Decided, EndCard
from ui.reading import Reading
from ui.theme import px, tokens
from ui.widgets.fields import Tick
from ui.widgets.frames import Banner, Line, button, column, empty, label, row
from ui.workspace import Changes, Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_TABLES = ("D", "C", "E")
_LOW = 500  # pixels of the design under which the card needs the room of the outcomes' second words


@dataclass(frozen=True, slots=True)
class Offer:
    """An outcome that fits the card: its key, the key that works everywhere, words, and why not now."""

    letter: str
    key: str
    title: str
    words: str
    do: Callable[[], bool]
    why_not: str = ""


class Sitting(QWidget):
    """The review of some actions on one basis. Shown in place of the window's frame until it is left."""

    def __init__(
        self,
        window: "MainWindow",
        basis: Basis,
        action_ids: Sequence[str],
        decided: Mapping[str, Decided] | None = None,
    ) -> None:
        super().__init__()
        assert window.workspace is not None
        self.window_, self._workspace, self.basis = window, window.workspace, basis
        self._ids = tuple(action_ids)
        self.decided: dict[str, Decided] = dict(decided or {})
        self._at = next((n for n, each in enumerate(self._ids) if each not in self.decided), len(self._ids))
        self._taken_back: dict[str, Decided] = {}
        self._marked = 0
        self._offers: list[Offer] = []
        self.setAccessibleName("Review of overdue actions")
        self.setAccessibleDescription("Left and Right choose an outcome, Enter records it")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._workspace.changed.connect(self._changed)
        self.show_card()
        self._keep()

    # What it is made of.

    def _build(self) -> None:
        self.progress = Progress(len(self._ids))
        self._count = label("", 14, SEMIBOLD)
        self.leave = button("Leave review", "ghost", icon_name="x", press=self._leave, tip="Esc")
        basis = Elided()
        basis.say(self.basis.words)
        head = row(
            label("Review of overdue actions", 16, SEMIBOLD),
            4,
            basis,
            self.progress,
            self._count,
            None,
            self.leave,
        )
        head.setStretchFactor(basis, 1)
        head.setContentsMargins(px(24), px(10), px(24), px(10))
        self.banner = Banner("problem")
        self._place = QHBoxLayout()
        self._outcomes = QGridLayout()
        self._outcomes.setSpacing(px(12))
        self._before, self._after = (
            button("Previous", "ghost", press=self.previous, tip="K or Page Up"),
            button("Next", "ghost", press=self.next, tip="J or Page Down"),
        )
        kept = bool(self.window_.preferences.get("review_letters", True))
        self.letters = Tick("Single letters work", kept)
        self.letters.toggled.connect(self._keep_letters)
        foot = row(self._before, None, self.letters, None, self._after)
        self._inside = column(self.banner, self._place, self._outcomes, foot, gap=12)
        self._inside.setStretch(1, 1)
        outer = column(head, Line("border"), self._inside, gap=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)
        for keys, call in (("PgDown", self.next), ("PgUp", self.previous), ("Esc", self._leave)):
            QShortcut(QKeySequence(keys), self, call)
        for key in ("F3", "F5", "F6", "F7", "F9", "Ctrl+F9", "F11", "F12"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setObjectName(key)
            shortcut.activated.connect(self._by_key)

    # The card.

    @property
    def action(self) -> Action | None:
        """The action of the card; None once all have been gone through."""
        return self._workspace.plan.find(Action, self._ids[self._at]) if self._at < len(self._ids) else None

    def selected_actions(self) -> list[Action]:
        """The action of the card: commands of the menus are about it."""
        return [self.action] if self.action is not None else []

    def show_card(self) -> None:
        """Show the action whose turn it is as it stands, or the list of decisions at the end."""
        empty(self._place)
        empty(self._outcomes)
        action, count = self.action, len(self._ids)
        self.progress.show_place(self._at, {n for n, key in enumerate(self._ids) if key in self.decided})
        self._before.setVisible(self._at > 0)
        self._after.setVisible(self._at < count)
        self.letters.setVisible(self._at < count)
        self._offers = []
        if self._at >= count:
            self._count.setText("Finished")
            end = EndCard(self.window_, self.basis, self.decided)
            self._place.addWidget(end)
            said = end.accessibleName()
        elif action is None:
            self._count.setText(f"{self._at + 1} of {count}")
            said = "This action is no longer in the plan."
            self._place.addWidget(label(said, 16))
        else:
            self._count.setText(f"{self._at + 1} of {count}")
            card = ActionCard(self._workspace, action)
            self._place.addWidget(card)
            said = card.sentence
            self._offers = self._offered(action)
            self._marked = 0
            for offer in self._offers:
                made = OutcomeButton(offer.letter, offer.title, offer.why_not or offer.words)
                made.setEnabled(not offer.why_not)
                made.setToolTip(f"{offer.title} ({offer.key})")
                made.clicked.connect(self._pressed)
                self._outcomes.addWidget(made, 0, self._outcomes.count())
            self._arrange()
            self._show_mark()
        if action is not None and action.id in self.decided:
            self._count.setText(f"{self._count.text()}: {self.decided[action.id].outcome}")
        self.setFocus()
        announce(self, f"{self._count.text()}. {said}")
        self.window_.refresh_commands()

    def next(self) -> None:
        """The card after this one; after the last, the decisions."""
        self._go(min(self._at + 1, len(self._ids)))

    def previous(self) -> None:
        """The card before this one."""
        self._go(max(self._at - 1, 0))

    def _go(self, at: int) -> None:
        self._at = at
        self._keep()
        self.banner.say("")
        self.show_card()

    # What can be decided.

    def _offered(self, action: Action) -> list[Offer]:
        request = pending(self._workspace.plan, action)
        offers = []
        if request is not None:
            new = british.due_words(request.new_due)
            offers.append(Offer("A", "F5", "Accept new date", new, self.accept_date))
            offers.append(Offer("R", "F6", "Refuse new date", "asks why", self._refuse_date))
        elif action.first_due is not None and is_open(action):
            offers.append(Offer("D", "F3", "New date…", "to decide at once", self._new_date))
        if not is_open(action):
            day = self._workspace.day
            why_not = why_not_close(Reading(self._workspace), action, "", day, day)
            words = "needs accepted evidence" if why_not else "with its evidence"
            offers.append(Offer("C", "F7", "Close…", words, self._close, words if why_not else ""))
        offers.append(Offer("L", "F9", "Leave", "to next meeting", self.leave_to_next))
        offers.append(Offer("S", "Ctrl+F9", "Send up…", "to whom, and why", self._send_up))
        offers.append(Offer("Q", "F11", "Ask the owner…", "a question", self._ask_owner))
        offers.append(Offer("N", "F12", "Note only", "no decision", self._note))
        return offers

    def _pressed(self) -> None:
        made = self.sender()
        assert isinstance(made, OutcomeButton)
        QTimer.singleShot(0, self, _Call(self, self._outcomes.indexOf(made)))  # the button goes with its card

    def take(self, number: int) -> None:
        """Do the outcome at this place of the row."""
        offer = self._offers[number]
        if offer.why_not:
            return
        self.banner.say("")
        try:
            if offer.do():
                self.next()
        except TrackerError as error:
            self.banner.say(str(error))

    def accept_date(self) -> bool:
        """Approve the date asked for."""
        action, request = self._asked()
        text = f"New date approved: {british.due_words(request.new_due)}."
        return self._decide(action, request, True, text)

    def _refuse_date(self) -> bool:
        action, request = self._asked()
        form = dates.DecideForm(self, self._workspace, action, request)
        form.answer.set_value("refuse")
        if self.basis.meeting is not None:
            at_meeting(form.decision, self.basis.meeting)
        return self._took(form.record(), action, f"new date refused: {british.due_words(request.new_due)}")

    def _decide(self, action: Action, request: DateChange, approve: bool, text: str) -> bool:
        command = DecideNewDate(
            request_id=request.id,
            approve=approve,
            decided_on=self.basis.on,
            decision=self.basis.within(text),
        )
        return self._took(self._workspace.do(command), action, text)

    def _asked(self) -> tuple[Action, DateChange]:
        action = self.action
        request = pending(self._workspace.plan, action) if action else None
        if action is None or request is None:
            raise TrackerError("No new date is waiting here any more.")
        return action, request

    def _new_date(self) -> bool:
        """Ask for a date; the card then offers to accept it."""
        assert self.action is not None
        dates.AskForm(self, self._workspace, self.action).record()
        return False

    def _close(self) -> bool:
        action = self.action
        assert action is not None
        done = states.TurnForm(self, self._workspace, action, states.CLOSE).record()
        if done is None:
            return False
        text = "Closed with accepted evidence."
        return self._took(self._workspace.do(self.basis.decision(text, action.id)), action, text)

    def leave_to_next(self) -> bool:
        """Leave the action to the next meeting."""
        assert self.action is not None
        text = left_words(self._workspace)
        return self._took(self._workspace.do(self.basis.decision(text, self.action.id)), self.action, text)

    def _send_up(self) -> bool:
        return self._by_form(decision.SEND_UP)

    def _ask_owner(self) -> bool:
        return self._by_form(decision.ASK_OWNER)

    def _by_form(self, outcome: decision.Outcome) -> bool:
        action = self.action
        assert action is not None
        form = OutcomeForm(self, self._workspace, action, outcome, self.basis.meeting)
        return self._took(form.record(), action, "")

    def _note(self) -> bool:
        return True

    def _took(self, done: Any, action: Action, text: str) -> bool:
        """Remember the decision for the list at the end; False where none was taken."""
        if done is None:
            return False
        made = [edit.after for edit in done.edits if edit.kind is Decision and edit.before is None]
        taken = made[0] if made else None
        words = taken.text if isinstance(taken, Decision) else text
        self.decided[action.id] = Decided(
            shown_ref(action), title_shown(action), words, taken.id if taken else ""
        )
        self._keep()
        return True

    def _keep(self) -> None:
        """Remember the sitting until its end, so that it can be gone on with."""
        basis, unfinished = self.basis, self._at < len(self._ids)
        sitting = {
            "meeting": basis.meeting.id if basis.meeting else "",
            "decided_by": basis.decided_by,
            "on": basis.on.isoformat(),
            "decided": {key: astuple(each) for key, each in self.decided.items()},
        }
        self.window_.preferences.keep(_kept_under(self._workspace), sitting if unfinished else None)

    # What happens on it.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter, plain = event.text().upper(), not event.modifiers()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._offers:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._marked = (self._marked + step) % len(self._offers)
            self._show_mark()
            announce(self, self._outcome_buttons()[self._marked].accessibleName())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._offers:
            self.take(self._marked)
        elif plain and self.letters.isChecked() and letter in ("J", "K"):
            self.next() if letter == "J" else self.previous()
        elif plain and self.letters.isChecked() and any(letter == each.letter for each in self._offers):
            self.take(next(n for n, each in enumerate(self._offers) if each.letter == letter))
        else:
            super().keyPressEvent(event)

    def _by_key(self) -> None:
        key = self.sender().objectName()
        number = next((n for n, each in enumerate(self._offers) if each.key == key), None)
        if number is not None:
            self.take(number)

    def _show_mark(self) -> None:
        for n, made in enumerate(self._outcome_buttons()):
            made.set_marked(n == self._marked)

    def _outcome_buttons(self) -> list[OutcomeButton]:
        items = (self._outcomes.itemAt(n) for n in range(self._outcomes.count()))
        found = (item.widget() for item in items if item is not None)
        return [each for each in found if isinstance(each, OutcomeButton)]

    def _arrange(self) -> None:
        """Beside each other where there is room, else in several rows, without their second words."""
        made = self._outcome_buttons()
        low = self.height() < px(_LOW)
        self._inside.setContentsMargins(px(24), px(8 if low else 16), px(24), px(4 if low else 10))
        self._inside.setSpacing(px(6 if low else 12))
        self._outcomes.setVerticalSpacing(px(6 if low else 12))
        across = max(min(len(made), self.width() // px(180 if low else 200)), 1)
        for n, each in enumerate(made):
            each.set_low(low)
            self._outcomes.addWidget(each, n // across, n % across)
        for n in range(self._outcomes.columnCount()):
            self._outcomes.setColumnStretch(n, int(n < across))
        self.progress.setVisible(self.width() >= px(900))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _keep_letters(self, on: bool) -> None:
        self.window_.preferences.keep("review_letters", on)
        self.setFocus()

    def _changed(self, changes: Changes) -> None:
        """An undone decision leaves the list; a redone one comes back."""
        for record_id in changes.ids(Decision):
            here, there = self.decided, self._taken_back
            if any(each.decision_id == record_id for each in there.values()):
                here, there = there, here
            for action_id, each in list(here.items()):
                if each.decision_id == record_id:
                    there[action_id] = here.pop(action_id)
        self.show_card()

    def _leave(self) -> None:
        self.window_.leave_full()
        if self.window_.page is not None:
            self.window_.page.take_keyboard()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().window)
        painter.end()


class _Call:
    """Takes an outcome later, without holding the sitting by a lambda."""

    def __init__(self, sitting: Sitting, number: int) -> None:
        self._sitting, self._number = sitting, number

    def __call__(self) -> None:
        self._sitting.take(self._number)


def _kept_under(workspace: Workspace) -> str:
    return f"review {workspace.session.path}"


def kept_sitting(window: "MainWindow") -> tuple[Basis, dict[str, Decided]] | None:
    """The basis of the review of this plan that was left halfway, and what was decided in it."""
    assert window.workspace is not None
    plan = window.workspace.plan
    kept = window.preferences.get(_kept_under(window.workspace), {})
    try:
        meeting = plan.find(Meeting, kept["meeting"] or None)
        basis = Basis(kept["decided_by"], date.fromisoformat(kept["on"]), meeting)
        decided = {key: Decided(*each) for key, each in kept["decided"].items()}
    except (KeyError, TypeError, ValueError):
        return None
    return (basis, decided) if meeting is not None or not kept["meeting"] else None


def start_review(window: "MainWindow") -> None:
    """Ask for the meeting and go through what is overdue, what was asked for and what waits for evidence."""
    assert window.workspace is not None
    window.go("overdue")
    page = window.page
    assert isinstance(page, OverduePage)
    action_ids = page.to_review(_TABLES)
    if not action_ids:
        raise TrackerError("Nothing is overdue and nothing waits for a decision.")
    kept = kept_sitting(window)
    start = ReviewStart(window, window.workspace, kept[0] if kept else None)
    if start.exec() and start.basis is not None:
        decided = kept[1] if kept and start.goes_on else {}
        done = [each for each in decided if each not in action_ids]
        window.show_full(Sitting(window, start.basis, (*done, *action_ids), decided))
