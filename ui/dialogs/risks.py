"""Risks in forms: add and edit one, close it with why, reopen it, link the actions against it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.codes import RiskResponse
from tracker.domain.commands import AddRisk, ChangeRisk, CloseRisk, LinkRisk, ReopenRisk, Together, UnlinkRisk
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.record_words import field_label
from tracker.domain.records import Risk
from tracker.domain.rules.risks import IMPACTS, LIKELIHOODS, Score, actions_of, score_words
from tracker.domain.words import label, shown_ref, title_shown
from ui.dialogs.form import Form
from ui.dialogs.lists import Deed, Item, ListDialog
from ui.dialogs.pick import ActionPicker
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DayField, NotesField, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FIELDS = ("title", "cause", "effect", "controls", "corporate_ref", "owner_post_id", "response", "review_on")


class ScoreFields:
    """Likelihood and impact of one score; what they come to is said below the second."""

    def __init__(self, risk: Risk | None, which: Score) -> None:
        self.likelihood = _scale(risk, f"{which}_likelihood", LIKELIHOODS)
        self.impact = _scale(risk, f"{which}_impact", IMPACTS)
        for each in (self.likelihood, self.impact):
            each.changed.connect(self._echo)
        self._echo()

    def _echo(self) -> None:
        one, other = self.likelihood.value(), self.impact.value()
        half = (one is None) != (other is None)
        said = "Give both likelihood and impact, or neither." if half else ""
        self.impact.say(score_words(one * other) if one and other else said)


def _scale(risk: Risk | None, field: str, names: tuple[str, ...]) -> ChoiceField:
    choices = [(None, "Not scored"), *((n, f"{n}  {name}") for n, name in enumerate(names, 1))]
    return ChoiceField(field_label(Risk, field), choices, getattr(risk, field) if risk else None)


class RiskForm(Form):
    """The fields of a risk, for a new one or the one given."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, risk: Risk | None = None) -> None:
        title = f"Edit {risk.ref}" if risk else "Add risk"
        super().__init__(parent, title, save="Save" if risk else "Add risk", wide=660)
        self._risk = risk
        plan, day = workspace.plan, workspace.day
        self.title = TextField("Risk in a few words", risk.title if risk else "", needed=True)
        self.cause, self.effect = _notes(risk, "cause"), _notes(risk, "effect")
        self.may_happen = _notes(risk, "event")  # a widget's `event` is Qt's own
        self.owner_post_id = PostField("Owner", plan, day, risk.owner_post_id if risk else None)
        responses = [(each, label(each)) for each in RiskResponse]
        self.response = ChoiceField(
            field_label(Risk, "response"), responses, risk.response if risk else RiskResponse.TREAT
        )
        self.controls = _notes(risk, "controls")
        self.scores = {which: ScoreFields(risk, which) for which in Score}
        self.corporate_ref = TextField(
            field_label(Risk, "corporate_ref"), risk.corporate_ref if risk else "", is_name=True
        )
        self.review_on = DayField(field_label(Risk, "review_on"), day, risk.review_on if risk else None)
        self.add(self.title)
        for field in (self.cause, self.may_happen, self.effect):
            self.add(field)
        for each in self.scores.values():
            self.add(each.likelihood, each.impact)
        self.add(self.owner_post_id, self.response)
        self.add(self.controls)
        self.add(self.corporate_ref, self.review_on)

    def build(self) -> Command:
        """The new risk, or what differs in the one given."""
        given = {name: getattr(self, name).value() for name in _FIELDS}
        given["event"] = self.may_happen.value()
        for which, fields in self.scores.items():
            given[f"{which}_likelihood"] = fields.likelihood.value()
            given[f"{which}_impact"] = fields.impact.value()
        if self._risk is None:
            return AddRisk(**given)
        changes = {name: value for name, value in given.items() if value != getattr(self._risk, name)}
        return ChangeRisk(id=self._risk.id, changes=changes)


def _notes(risk: Risk | None, field: str) -> NotesField:
    return NotesField(field_label(Risk, field), getattr(risk, field) if risk else "", lines=2)


class CloseForm(Form):
    """Asks why a risk is closed, and since when it threatens the plan no longer."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, risk: Risk) -> None:
        about = f"{risk.ref}  {risk.title}\nIt stays in the list of closed risks, and can be reopened."
        super().__init__(parent, f"Close {risk.ref}", save="Close the risk", about=about)
        self._risk_id, day = risk.id, workspace.day
        self.reason = NotesField("Why", lines=2, needed=True)
        self.closed_on = DayField("Closed on", day, day, needed=True)
        self.add(self.reason)
        self.add(self.closed_on)

    def build(self) -> CloseRisk:
        """The closing as filled in."""
        return CloseRisk(id=self._risk_id, reason=self.reason.value(), closed_on=self.closed_on.read())


class LinkForm(Form):
    """Chooses actions that do something about a risk."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, risk: Risk) -> None:
        super().__init__(parent, "Link actions", save="Link", about=f"{risk.ref}  {risk.title}", wide=700)
        self._risk_id = risk.id
        linked = {each.id for each in actions_of(workspace.plan, risk)}
        self.picker = ActionPicker(workspace, "Actions to choose from", linked, several=True)
        self.content.addWidget(self.picker)
        self.picker.filter.setFocus()
        self.picker.grid.opened.connect(self.accept)

    def build(self) -> Command:
        """One link, or several as one change. Raises TrackerError where no action is chosen."""
        links = [LinkRisk(risk_id=self._risk_id, action_id=each.id) for each in self.picker.value()]
        if not links:
            raise TrackerError("Choose an action first.")
        return links[0] if len(links) == 1 else Together(label=LinkRisk.label, commands=tuple(links))


class RiskActionsDialog(ListDialog):
    """The actions that do something about a risk: link and unlink them."""

    def __init__(self, window: "MainWindow", risk: Risk) -> None:
        self._risk_id = risk.id
        super().__init__(
            window,
            "What is done about it",
            f"{risk.ref}  {risk.title}",
            add_text="Link actions…",
            empty="No action does anything about this risk yet.",
        )

    @property
    def risk(self) -> Risk:
        """The risk as it stands."""
        return self.workspace.plan.get(Risk, self._risk_id)

    def items(self) -> list[Item]:
        """The actions, with what can be done."""
        unlink = (Deed("unlink", "Unlink"),)
        return [
            Item(each.id, f"{shown_ref(each)}  {title_shown(each)}", label(each.lifecycle), unlink)
            for each in actions_of(self.workspace.plan, self.risk)
        ]

    def add(self) -> None:
        """Choose more."""
        LinkForm(self, self.workspace, self.risk).send(self.do)

    def do_unlink(self, key: str) -> None:
        """That one does nothing about it any more."""
        self.do(UnlinkRisk(risk_id=self._risk_id, action_id=key))


def _selected(window: "MainWindow") -> Risk:
    found = window.selected_record()
    if not isinstance(found, Risk):
        raise TrackerError("Select a risk first.")
    return found


def add_risk(window: "MainWindow") -> None:
    """Add a risk and select it."""
    assert window.workspace is not None
    done = RiskForm(window, window.workspace).send(window.workspace.do)
    if done is not None:
        window.go("risks", done.made(Risk).id)


def edit_risk(window: "MainWindow") -> None:
    """Edit the selected risk."""
    assert window.workspace is not None
    RiskForm(window, window.workspace, _selected(window)).send(window.workspace.do)


def close_risk(window: "MainWindow") -> None:
    """Close the selected risk, and say why."""
    assert window.workspace is not None
    risk = _selected(window)
    if risk.closed_on is not None:
        raise TrackerError(f"{risk.ref} is closed already.")
    CloseForm(window, window.workspace, risk).send(window.workspace.do)


def reopen_risk(window: "MainWindow") -> None:
    """Take the selected risk up again."""
    window.do(ReopenRisk(id=_selected(window).id))


def risk_actions(window: "MainWindow") -> None:
    """The actions that do something about the selected risk."""
    RiskActionsDialog(window, _selected(window)).exec()
