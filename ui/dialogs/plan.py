"""The plan as a whole: its settings, and the approval of a version of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import Lifecycle, Marking
from tracker.domain.commands import ApprovePlan, ChangeSettings, SetBoardCycle, Together
from tracker.domain.commands.base import Command
from tracker.domain.commands.versions import Reset
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, BoardCycle, BudgetLine, Duty, PlanSettings, PlanVersion
from tracker.domain.rules.order import in_plan_order, ref_key
from tracker.domain.rules.review import board_cycle
from tracker.domain.words import label as words_of
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.compare import compare
from ui.dialogs.form import Form
from ui.fonts import SEMIBOLD
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, DueField, Field, NotesField, NumberField, TextField, Tick
from ui.widgets.frames import button, label, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_MOST_FROZEN = 200  # lines shown


class SettingsForm(Form):
    """What the plan is called, its words, and from when something counts as late."""

    def __init__(self, parent: QWidget | None, plan: Plan) -> None:
        super().__init__(parent, "Plan settings", wide=680)
        self._was = settings = plan.settings
        self._cycle_was = board_cycle(plan)
        self.of: dict[str, Field] = {}
        self.add(self._made("title", TextField, needed=True), self._made("authority", TextField))
        markings = [(each, words_of(each)) for each in Marking]
        marking = ChoiceField(_called("marking"), markings, settings.marking)
        self.of["marking"] = marking
        self.add(self._made("board_name", TextField, needed=True), marking)
        self.add(
            self._made("owner_label", TextField, needed=True, help="Owner, Lead or Responsible officer"),
            self._made("workstream_label", TextField, needed=True),
        )
        self.content.addWidget(label("New dates", 14, SEMIBOLD))
        self.add(
            self._made("date_decided_by", TextField, help="For example: Improvement board"),
            self._made("officer_limit_days", NumberField, help="Empty: an officer may agree none"),
        )
        self.content.addWidget(label("When something counts", 14, SEMIBOLD))
        self.add(
            self._made("due_soon_days", NumberField, needed=True),
            self._made("stale_after_days", NumberField, needed=True),
        )
        self.add(self._made("evidence_awaited_days", NumberField, needed=True), QWidget())
        self.content.addWidget(label("The board’s cycle", 14, SEMIBOLD))
        self.days_between = self._of_cycle("days_between", "Counts where no meetings are recorded to go by")
        self.clear_days = self._of_cycle("clear_days", "By law 5: Local Government Act 1972, section 100B")
        self.add(self.days_between, self.clear_days)
        self.uses_rag = Tick("Show one computed red, amber or green as well", settings.uses_rag)
        self.content.addWidget(self.uses_rag)

    def offer(self, *lists: tuple[str, Callable[[], object]]) -> None:
        """Name what else is set for the plan, in lists of their own."""
        self.content.addWidget(label("Set elsewhere", 14, SEMIBOLD))
        links = [button(words, "link", press=show) for words, show in lists]
        self.content.addLayout(row(*links, None, gap=16))

    def _made(self, name: str, kind: Callable[..., Field], **how: Any) -> Field:
        self.of[name] = kind(_called(name), getattr(self._was, name), **how)
        return self.of[name]

    def _of_cycle(self, name: str, help: str) -> NumberField:
        days = getattr(self._cycle_was, name)
        return NumberField(field_label(BoardCycle, name), days, needed=True, help=help)

    def build(self) -> Command:
        """What differs from before, as one change."""
        given = {name: field.value() for name, field in self.of.items()}
        given["uses_rag"] = self.uses_rag.isChecked()
        changed = ChangeSettings(
            changes={name: value for name, value in given.items() if value != getattr(self._was, name)}
        )
        days = {"days_between": self.days_between.read(), "clear_days": self.clear_days.read()}
        if replace(self._cycle_was, **days) == self._cycle_was:
            return changed
        return Together(label=changed.label, commands=(changed, SetBoardCycle(**days)))


def _called(field: str) -> str:
    return field_label(PlanSettings, field)


class ApproveForm(Form):
    """A body approves the plan: which version, who, when; what was submitted; dates set anew by it."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        plan, day = workspace.plan, workspace.day
        about = approval_words(plan)
        super().__init__(parent, "Approve a version of the plan", save="Approve", about=about, wide=640)
        self._plan, self._day = plan, day
        board = plan.settings.board_name
        self.version = TextField("Version", f"Version {len(plan.all(PlanVersion)) + 1}", needed=True)
        self.body = TextField("Approved by", board, needed=True)
        self.approved_on = DayField("On", day, day, needed=True)
        self.reference = TextField("Reference", help="Of the minute or decision", is_name=True)
        self.submitted_to = TextField("Submitted to", help="If it was sent to somebody, such as Ofsted")
        self.submitted_on = DayField("Submitted on", day)
        self.add(self.version, self.reference)
        self.add(self.body, self.approved_on)
        self.add(self.submitted_to, self.submitted_on)
        kept = frozen_by(plan)
        self.frozen = NotesField("What it freezes", "\n".join(kept), lines=min(len(kept), 5) or 1)
        self.frozen.edit.setReadOnly(True)
        self.frozen.setVisible(bool(kept))
        self.content.addWidget(self.frozen)
        self.meets: dict[str, Tick] = {}
        self._add_duties(plan)
        self.resets: list[_ResetRow] = []
        self._agreed = [each for each in in_plan_order(plan, plan.all(Action)) if each.first_due]
        self._rows = QVBoxLayout()
        if self._agreed:
            self.content.addLayout(self._rows)
            self.more = button("Set a date anew…", icon_name="calendar-sync", press=self.add_reset)
            self.more.setToolTip("A date that this version changes counts as a reset, not as a move")
            self.content.addLayout(row(self.more, None))

    def _add_duties(self, plan: Plan) -> None:
        open_duties = [each for each in plan.all(Duty) if each.sent_on is None]
        if open_duties:
            self.content.addWidget(label("Sending this version meets", 14, SEMIBOLD))
        for duty in open_duties:
            self.meets[duty.id] = Tick(f"{duty.what} to {duty.to}")
            self.content.addWidget(self.meets[duty.id])

    def offer_comparison(self, compare: Callable[[], object]) -> None:
        """Offer to look at what differs from the version approved last."""
        since = button("What changed since the last version…", icon_name="git-compare", press=compare)
        self.content.insertLayout(0, row(since, None))

    def add_reset(self) -> None:
        """One more action whose date this version sets anew."""
        made = _ResetRow(self._agreed, self._day)
        self.resets.append(made)
        self._fields += [made.action, made.due]
        self._rows.addWidget(made)
        made.show()
        made.action.setFocus()
        self.fit()

    def build(self) -> ApprovePlan:
        """The approval as filled in. Raises TrackerError where an action is set anew twice."""
        resets = tuple(Reset(action_id=each.action.value(), due=each.due.read()) for each in self.resets)
        if len({each.action_id for each in resets}) < len(resets):
            raise TrackerError("The same action is set anew twice.")
        return ApprovePlan(
            version=self.version.value(),
            body=self.body.value(),
            approved_on=self.approved_on.read(),
            reference=self.reference.value(),
            submitted_to=self.submitted_to.value(),
            submitted_on=self.submitted_on.value(),
            resets=resets,
            meets=tuple(key for key, tick in self.meets.items() if tick.isChecked()),
        )


class _ResetRow(QWidget):
    """An action and its new date."""

    def __init__(self, actions: list[Action], today: date) -> None:
        super().__init__()
        choices = [(each.id, f"{shown_ref(each)}  {title_shown(each)}") for each in actions]
        self.action = ChoiceField("Action", choices)
        self.due = DueField("Due from now on", today, needed=True)
        layout = row(self.action, self.due, gap=12)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        self.setLayout(layout)


def frozen_by(plan: Plan) -> list[str]:
    """What approving the plan as it stands would keep for ever, a line each: first dates, first budgets."""
    dated = [each for each in _approved_first(plan) if each.due is not None]
    lines = [
        f"{shown_ref(each)}  {title_shown(each)}: due {british.due_words(each.due)}"
        for each in in_plan_order(plan, dated)
        if each.due is not None
    ]
    budgets = sorted(plan.all(BudgetLine), key=lambda each: ref_key(each.ref))
    lines += [
        f"{each.ref}  {each.title}: {british.pounds(each.base_pence)}"
        for each in budgets
        if each.first_pence is None
    ]
    more = len(lines) - _MOST_FROZEN
    return [*lines[:_MOST_FROZEN], f"and {more:,} more"] if more > 0 else lines


def _approved_first(plan: Plan) -> list[Action]:
    """The actions that no version held before and that are neither drafts nor replaced."""
    first = (each for each in plan.all(Action) if each.first_due is None)
    return [each for each in first if not each.draft and each.lifecycle is not Lifecycle.REPLACED]


def approval_words(plan: Plan) -> str:
    """What approving the plan as it stands would do, in a sentence or three."""
    live = _approved_first(plan)
    undated = sum(each.due is None for each in live)
    drafts = sum(each.draft and each.first_due is None for each in plan.all(Action))
    said = []
    if len(live) > undated:
        said.append(
            f"{british.plural(len(live) - undated, 'action')} would keep the present due date for ever as "
            "the first agreed date."
        )
    if any(each.first_pence is None for each in plan.all(BudgetLine)):
        said.append("Each new budget line would keep its first budget.")
    if undated:
        said.append(f"{british.plural(undated, 'action')} without a date can be given one later.")
    if drafts:
        are = "is" if drafts == 1 else "are"
        said.append(f"{british.plural(drafts, 'draft')} still to be planned {are} left out.")
    return " ".join(said) or "Every date and budget was agreed by an earlier version."


def change_settings(window: "MainWindow") -> None:
    """Change the plan's settings."""
    assert window.workspace is not None
    form = SettingsForm(window, window.workspace.plan)
    form.offer(
        *(
            (words, partial(window.commands.run, name))
            for words, name in (
                ("Meetings of the board", "meetings"),
                ("Usual dates", "usual_dates"),
                ("Red, amber, green", "rag_table"),
                ("Own columns", "own_columns"),
                ("Own words", "own_words"),
            )
        )
    )
    form.send(window.workspace.do)


def approve(window: "MainWindow") -> None:
    """Approve a version of the plan."""
    assert window.workspace is not None
    form = ApproveForm(window, window.workspace)
    if window.workspace.plan.all(PlanVersion):
        form.offer_comparison(partial(compare, window))
    form.send(window.workspace.do)
