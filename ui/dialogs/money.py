"""Money in forms: budget lines, changes and their decisions, money moved between lines."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import BudgetCategory, BudgetChangeKind, FundingSource, Recurrence, RequestState
from tracker.domain.commands import (
    AddBudgetLine,
    AddVirement,
    ChangeBudgetLine,
    DecideBudgetChange,
    NewPosts,
    ProposeBudgetChange,
    WithdrawRequest,
)
from tracker.domain.commands.base import Command
from tracker.domain.commands.refusing import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import (
    BudgetChange,
    BudgetLine,
)
from tracker.domain.rules.money import cost_per_post, financial_year, part_year, signed, year_words
from tracker.domain.words import label as word
from ui.dialogs.facts import DecisionFields, FactForm
from ui.dialogs.form import Form
from ui.dialogs.money_of_line import PaysForDialog, PostsDialog
from ui.widgets.choices import ChoiceField, SegmentsField
from ui.widgets.fields import DayField, MoneyField, NotesField, NumberField, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_VIREMENTS = (BudgetChangeKind.VIREMENT_IN, BudgetChangeKind.VIREMENT_OUT)
_LINE_FIELDS = (
    *("title", "year", "base_pence", "category", "recurrence", "cost_centre", "funding", "funder"),
    *("conditions", "funding_ends_on", "parent_id"),
)


def line_choices(plan: Plan) -> list[tuple[str | None, str]]:
    """Every budget line, by its reference and title."""
    return [(each.id, f"{each.ref}  {each.title}, {year_words(each.year)}") for each in plan.all(BudgetLine)]


class LineForm(Form):
    """A budget line for one financial year."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, line: BudgetLine | None = None) -> None:
        title = f"Edit {line.ref}" if line else "Add budget line"
        super().__init__(parent, title, save="Save" if line else "Add line", wide=560)
        plan, today = workspace.plan, workspace.day
        self._line = line
        now = financial_year(today)
        years = sorted({*range(now - 2, now + 6), *({line.year} if line else ())})
        self.title = TextField(field_label(BudgetLine, "title"), line.title if line else "", needed=True)
        self.year = ChoiceField(
            "Financial year", [(each, year_words(each)) for each in years], line.year if line else now
        )
        self.base_pence = MoneyField(
            field_label(BudgetLine, "base_pence"),
            line.base_pence if line else None,
            needed=True,
            neighbours=[each.base_pence for each in plan.all(BudgetLine) if each != line],
        )
        self.category = ChoiceField(
            field_label(BudgetLine, "category"),
            [(each, word(each)) for each in BudgetCategory],
            line.category if line else None,
        )
        self.recurrence = ChoiceField(
            field_label(BudgetLine, "recurrence"),
            [(each, word(each)) for each in Recurrence],
            line.recurrence if line else Recurrence.RECURRING,
        )
        self.funding = ChoiceField(
            field_label(BudgetLine, "funding"),
            [(each, word(each)) for each in FundingSource],
            line.funding if line else FundingSource.NOT_STATED,
        )
        self.funder = TextField(field_label(BudgetLine, "funder"), line.funder if line else "")
        self.cost_centre = TextField(
            field_label(BudgetLine, "cost_centre"), line.cost_centre if line else "", is_name=True
        )
        self.conditions = TextField(field_label(BudgetLine, "conditions"), line.conditions if line else "")
        self.funding_ends_on = DayField(
            field_label(BudgetLine, "funding_ends_on"), today, line.funding_ends_on if line else None
        )
        others = [each for each in line_choices(plan) if line is None or each[0] != line.id]
        self.parent_id = ChoiceField(
            field_label(BudgetLine, "parent_id"), [(None, "None"), *others], line.parent_id if line else None
        )
        for parts in (
            (self.title,),
            (self.year, self.base_pence),
            (self.category, self.recurrence),
            (self.funding, self.funder),
            (self.cost_centre, self.funding_ends_on),
            (self.conditions,),
            (self.parent_id,),
        ):
            self.add(*parts)
        if line is not None and line.first_pence is not None:
            self.base_pence.setEnabled(False)
            self.base_pence.say("Approved: to move it, add a budget change.")
        self.parent_id.setVisible(bool(others))
        self.funding.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        paid_by = self.funding.value() in (FundingSource.GRANT, FundingSource.PARTNER)
        self.funder.setVisible(paid_by or bool(self.funder.value()))
        self.conditions.setVisible(paid_by or bool(self.conditions.value()))
        self.fit()

    def build(self) -> Command:
        """The new line, or what differs in the one given."""
        given = {name: getattr(self, name).value() for name in _LINE_FIELDS}
        if self._line is None:
            return AddBudgetLine(**given)
        changes = {name: value for name, value in given.items() if value != getattr(self._line, name)}
        return ChangeBudgetLine(id=self._line.id, changes=changes)


class ProposeForm(FactForm):
    """A change proposed on a line. It counts once it is approved."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, line: BudgetLine | None = None) -> None:
        super().__init__(
            parent,
            workspace,
            "Add budget change",
            save="Add change",
            about="It is not counted until it is approved.",
            day="Proposed on",
            wide=580,
        )
        choices = line_choices(self.plan)
        kinds = [(each, word(each)) for each in BudgetChangeKind if each not in _VIREMENTS]
        self.line_id = ChoiceField(field_label(BudgetChange, "line_id"), choices, line.id if line else None)
        self.change_kind = ChoiceField(field_label(BudgetChange, "kind"), kinds)
        sizes = [each.amount_pence for each in self.plan.all(BudgetChange)]
        self.amount_pence = MoneyField("Amount in this year", needed=True, neighbours=sizes)
        self.full_year_pence = MoneyField(
            field_label(BudgetChange, "full_year_pence"),
            help="Where it starts within the year",
            neighbours=sizes,
        )
        self.in_force_on = DayField(field_label(BudgetChange, "in_force_on"), self.today)
        self.reason = NotesField("What for", lines=2, needed=True)
        self.number = NumberField("New posts it pays for", least=1)
        self.post_title = TextField("Title of the posts")
        for parts in (
            (self.line_id,),
            (self.change_kind, self.amount_pence),
            (self.in_force_on, self.full_year_pence),
            (self.reason,),
            (self.number, self.post_title),
        ):
            self.add(*parts)
        self.add_hands()
        for field in (self.full_year_pence, self.in_force_on):
            field.changed.connect(self._show_part)
        for figure in (self.number, self.amount_pence, self.full_year_pence):
            figure.changed.connect(self._show_cost)

    def _show_part(self) -> None:
        """How much of a full year falls into the first one."""
        try:
            full, start = self.full_year_pence.value(), self.in_force_on.value()
        except TrackerError:
            return
        if full and start:
            part = british.pounds(part_year(full, start))
            self.full_year_pence.say(f"{part} from {british.short_day(start)} to 31 March")

    def _show_cost(self) -> None:
        try:
            number = self.number.value()
            pence = self.full_year_pence.value() or self.amount_pence.value()
        except TrackerError:
            return
        self.number.say(f"{british.pounds(cost_per_post(pence, number))} each" if number and pence else "")

    def build(self) -> ProposeBudgetChange:
        """The change as filled in."""
        number, title = self.number.value(), self.post_title.value()
        if bool(number) != bool(title):
            raise TrackerError("Give both the number of new posts and their title, or neither.")
        return ProposeBudgetChange(
            line_id=self.line_id.value(),
            change_kind=self.change_kind.value(),
            amount_pence=self.amount_pence.read(),
            full_year_pence=self.full_year_pence.value(),
            in_force_on=self.in_force_on.value(),
            reason=self.reason.value(),
            happened_on=self.happened_on.read(),
            posts=(NewPosts(title=title, number=number),) if number else (),
        )


class VirementForm(FactForm):
    """Money moved from one line to another, or between a line and a budget outside the plan."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, line: BudgetLine | None = None) -> None:
        super().__init__(
            parent,
            workspace,
            "Move money between lines",
            save="Propose the move",
            about="Both sides are decided together; neither counts until then.",
            day="Proposed on",
            wide=560,
        )
        choices = [*line_choices(self.plan), (None, "Outside the plan")]
        self.from_line_id = ChoiceField("From", choices, line.id if line else None)
        self.to_line_id = ChoiceField("To", list(reversed(choices)))
        self.outside = TextField(
            "The budget outside the plan", help="Cost centre and name", needed=True, is_name=True
        )
        sizes = [each.amount_pence for each in self.plan.all(BudgetChange)]
        name = field_label(BudgetChange, "amount_pence")
        self.amount_pence = MoneyField(name, needed=True, neighbours=sizes)
        self.in_force_on = DayField(field_label(BudgetChange, "in_force_on"), self.today)
        self.reason = NotesField("What for", lines=2, needed=True)
        for parts in (
            (self.from_line_id,),
            (self.to_line_id,),
            (self.outside,),
            (self.amount_pence, self.in_force_on),
            (self.reason,),
        ):
            self.add(*parts)
        self.add_hands()
        for field in (self.from_line_id, self.to_line_id):
            field.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.outside.setVisible(None in (self.from_line_id.value(), self.to_line_id.value()))
        self.fit()

    def build(self) -> AddVirement:
        """The move as filled in. Raises TrackerError where both sides are the same."""
        ends = self.from_line_id.value(), self.to_line_id.value()
        if ends[0] == ends[1]:
            raise TrackerError("Choose two different sides, at least one of them a line of this plan.")
        return AddVirement(
            from_line_id=ends[0],
            to_line_id=ends[1],
            outside=self.outside.value() if None in ends else "",
            amount_pence=self.amount_pence.read(),
            reason=self.reason.value(),
            in_force_on=self.in_force_on.value(),
            happened_on=self.happened_on.read(),
        )


class DecideChangeForm(FactForm):
    """Approves or refuses a proposed change."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, change: BudgetChange) -> None:
        line = workspace.plan.get(BudgetLine, change.line_id)
        about = (
            f"{line.ref}  {line.title}: {british.signed_pounds(signed(change))}, {word(change.kind).lower()}"
        )
        super().__init__(
            parent,
            workspace,
            "Decide a budget change",
            save="Approve the change",
            about=f"{about}\n{change.reason}",
            day="Decided on",
        )
        self._change = change
        self.answer = SegmentsField("Answer", [("approve", "Approve"), ("refuse", "Refuse")])
        self.decision = DecisionFields(workspace, needed=False)
        self.decided_by = TextField("Who decided", needed=True, is_name=True)
        self.in_force_on = DayField(field_label(BudgetChange, "in_force_on"), self.today, change.in_force_on)
        self.call_in_ends_on = DayField(field_label(BudgetChange, "call_in_ends_on"), self.today)
        self.add(self.answer)
        self.add(self.decision)
        self.add(self.decided_by)
        self.add(self.in_force_on, self.call_in_ends_on)
        self.add_hands()
        self.answer.changed.connect(self._show)
        self.decision.route.changed.connect(self._show)
        self._show()

    @property
    def _approves(self) -> bool:
        return self.answer.value() == "approve"

    def _show(self) -> None:
        self.save.setText("Approve the change" if self._approves else "Refuse the change")
        recorded = self.decision.route.value() is not None
        self.decided_by.setVisible(not recorded)
        self.happened_on.setVisible(not recorded)
        for field in (self.in_force_on, self.call_in_ends_on):
            field.setVisible(self._approves)
        self.fit()

    def build(self) -> DecideBudgetChange:
        """The decision as filled in."""
        answer = "approved" if self._approves else "refused"
        amount = british.pounds(self._change.amount_pence)
        decision = self.decision.decision(f"Budget change {answer}: {amount}, {self._change.reason}")
        return DecideBudgetChange(
            change_id=self._change.id,
            approve=self._approves,
            decided_on=decision.happened_on if decision else self.happened_on.read(),
            decided_by=decision.decided_by if decision else self.decided_by.value(),
            decision=decision,
            in_force_on=self.in_force_on.value() if self._approves else None,
            call_in_ends_on=self.call_in_ends_on.value() if self._approves else None,
        )


def _line(window: "MainWindow") -> BudgetLine | None:
    """The budget line selected, or that of the change selected."""
    assert window.workspace is not None
    found = window.selected_record()
    if isinstance(found, BudgetChange):
        return window.workspace.plan.find(BudgetLine, found.line_id)
    return found if isinstance(found, BudgetLine) else None


def _needed_line(window: "MainWindow") -> BudgetLine:
    line = _line(window)
    if line is None:
        raise TrackerError("Select a budget line first.")
    return line


def _waiting(window: "MainWindow") -> BudgetChange:
    """The change selected, or the only one that waits on the line selected."""
    assert window.workspace is not None
    found = window.selected_record()
    if isinstance(found, BudgetLine):
        changes = window.workspace.plan.by(BudgetChange, "line_id", found.id)
        waiting = [each for each in changes if each.state is RequestState.PENDING]
        found = waiting[0] if len(waiting) == 1 else None
    if not isinstance(found, BudgetChange):
        raise TrackerError("Select a budget change first, on the Money page.")
    if found.state is not RequestState.PENDING:
        refuse("That change has been decided or withdrawn already.")
    return found


def _has_lines(window: "MainWindow") -> None:
    assert window.workspace is not None
    if not window.workspace.plan.all(BudgetLine):
        refuse("There is no budget line yet: add one first.")


def add_line(window: "MainWindow") -> None:
    """Add a budget line and show it."""
    assert window.workspace is not None
    done = LineForm(window, window.workspace).send(window.workspace.do)
    if done is not None:
        window.go("money", done.made(BudgetLine).id)


def edit_line(window: "MainWindow") -> None:
    """Edit the selected budget line."""
    assert window.workspace is not None
    LineForm(window, window.workspace, _needed_line(window)).send(window.workspace.do)


def propose_change(window: "MainWindow") -> None:
    """Propose a change on a budget line."""
    _has_lines(window)
    assert window.workspace is not None
    ProposeForm(window, window.workspace, _line(window)).record()


def virement(window: "MainWindow") -> None:
    """Propose to move money between lines."""
    _has_lines(window)
    assert window.workspace is not None
    VirementForm(window, window.workspace, _line(window)).record()


def decide_change(window: "MainWindow") -> None:
    """Decide the selected change."""
    assert window.workspace is not None
    DecideChangeForm(window, window.workspace, _waiting(window)).record()


def withdraw_change(window: "MainWindow") -> None:
    """Withdraw the selected change, which is not decided yet."""
    window.do(WithdrawRequest(request_id=_waiting(window).id))


def add_post(window: "MainWindow") -> None:
    """List the posts of the selected line and add to them."""
    PostsDialog(window, _needed_line(window)).exec()


def line_links(window: "MainWindow") -> None:
    """Say what the selected line pays for."""
    PaysForDialog(window, _needed_line(window)).exec()
