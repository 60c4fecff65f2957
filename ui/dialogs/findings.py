"""Improvement areas in forms: annotate, leave out, answer with actions, take one more from the text."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tracker.domain.codes import FindingKind
from tracker.domain.commands import (
    AddFinding,
    AnnotateFinding,
    LeaveOutFinding,
    LinkFinding,
    NewFinding,
    TakeInFinding,
    UnlinkFinding,
)
from tracker.domain.commands.refusing import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, Finding, Measure, PlanVersion, Source
from tracker.domain.rules.gaps import actions_for
from tracker.domain.rules.measures import is_in_use
from tracker.domain.rules.states import is_live
from tracker.domain.words import label as word
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.actions import ActionForm
from ui.dialogs.form import Form
from ui.dialogs.lists import Deed, Item, ListDialog
from ui.dialogs.pick import ActionPicker
from ui.theme import px
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import NotesField, NumberField, TextField
from ui.widgets.frames import button, column, label, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def opening(text: str, length: int = 90) -> str:
    """The first words of a text."""
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]}…"


class AnnotateForm(Form):
    """A note and the council's own theme beside an area; its wording stays."""

    def __init__(self, parent: QWidget | None, finding: Finding) -> None:
        super().__init__(parent, "Annotate", about=f"{finding.ref}  {opening(finding.text)}")
        self._finding = finding
        self.annotation = NotesField(field_label(Finding, "annotation"), finding.annotation, lines=4)
        self.own_theme = TextField(field_label(Finding, "own_theme"), finding.own_theme)
        self.add(self.annotation)
        self.add(self.own_theme)

    def build(self) -> AnnotateFinding:
        """Both as filled in."""
        changes = {"annotation": self.annotation.value(), "own_theme": self.own_theme.value()}
        return AnnotateFinding(id=self._finding.id, changes=changes)


class LeaveOutForm(Form):
    """Asks why an area is left out."""

    def __init__(self, parent: QWidget | None, finding: Finding) -> None:
        about = f"{finding.ref}  {opening(finding.text)}\nIt stays listed under its letter, with who and why."
        super().__init__(parent, "Leave out (why?)", save="Leave out", about=about)
        self._finding_id = finding.id
        self.reason = NotesField("Reason", lines=2, needed=True)
        self.add(self.reason)

    def build(self) -> LeaveOutFinding:
        """The reason as filled in."""
        return LeaveOutFinding(finding_id=self._finding_id, reason=self.reason.value())


class LinkForm(Form):
    """Chooses an action that answers an area; in an approved plan with why and who agreed."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, finding: Finding) -> None:
        about = f"{finding.ref}  {opening(finding.text)}"
        super().__init__(parent, "Link an action", save="Link", about=about, wide=700)
        plan = workspace.plan
        self._finding_id = finding.id
        linked = {each.id for each in actions_for(plan, finding)}
        self.picker = ActionPicker(workspace, "Actions to choose from", linked, several=False)
        self.content.addWidget(self.picker)
        self.begin_with = self.picker.filter
        self.reason, self.agreed_by = TextField("Why it changes"), TextField("Agreed by", is_name=True)
        self.add(self.reason, self.agreed_by)
        for field in (self.reason, self.agreed_by):
            field.setVisible(bool(plan.all(PlanVersion)))
        self.picker.grid.opened.connect(self.accept)

    def build(self) -> LinkFinding:
        """The link. Raises TrackerError where no action is chosen."""
        chosen = self.picker.value()
        if not chosen:
            raise TrackerError("Choose an action first.")
        return LinkFinding(
            action_id=chosen[0].id,
            finding_id=self._finding_id,
            reason=self.reason.value(),
            agreed_by=self.agreed_by.value(),
        )


class UnlinkForm(Form):
    """Asks, in an approved plan, why an action no longer answers an area and who agreed."""

    def __init__(self, parent: QWidget | None, finding: Finding, action: Action) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}\nno longer answers {finding.ref}."
        super().__init__(parent, "Unlink the action", save="Unlink", about=about)
        self._finding_id, self._action_id = finding.id, action.id
        self.reason = TextField("Why it changes", needed=True)
        self.agreed_by = TextField("Agreed by", needed=True, is_name=True)
        self.add(self.reason)
        self.add(self.agreed_by)

    def build(self) -> UnlinkFinding:
        """The change as filled in."""
        return UnlinkFinding(
            action_id=self._action_id,
            finding_id=self._finding_id,
            reason=self.reason.value(),
            agreed_by=self.agreed_by.value(),
        )


class AnswersDialog(ListDialog):
    """The actions that answer an area: link and unlink them."""

    def __init__(self, window: "MainWindow", finding: Finding) -> None:
        self._finding_id = finding.id
        super().__init__(
            window,
            "Actions that answer it",
            f"{finding.ref}  {opening(finding.text)}",
            add_text="Link an action…",
            empty="No action yet.",
        )

    @property
    def finding(self) -> Finding:
        """The area, as it stands."""
        return self.workspace.plan.get(Finding, self._finding_id)

    def items(self) -> list[Item]:
        """The actions, with what can be done."""
        return [
            Item(
                each.id,
                f"{shown_ref(each)}  {title_shown(each)}",
                word(each.lifecycle),
                (Deed("unlink", "Unlink"),),
            )
            for each in actions_for(self.workspace.plan, self.finding)
        ]

    def add(self) -> None:
        """Choose one more."""
        LinkForm(self, self.workspace, self.finding).send(self.do)

    def do_unlink(self, key: str) -> None:
        """It is no longer answered by that one; a draft, or a plan never approved, needs no reason."""
        action = self.workspace.plan.get(Action, key)
        if action.draft or not self.workspace.plan.all(PlanVersion):
            self.do(UnlinkFinding(action_id=key, finding_id=self._finding_id))
        else:
            UnlinkForm(self, self.finding, action).send(self.do)


class PassageForm(Form):
    """Takes one more passage from a letter’s own text, which stands at the left."""

    def __init__(self, parent: QWidget | None, source: Source, text: str) -> None:
        about = "Mark a passage and take it, or type it as it is printed."
        super().__init__(parent, "Add from the text", save="Add area", about=about, wide=980)
        self._source_id = source.id
        self.letter = QPlainTextEdit(text or "\n\n".join(source.statements))
        self.letter.setReadOnly(True)
        self.letter.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.letter.setAccessibleName(f"Text of {source.title}")
        self.letter.setTabChangesFocus(True)
        self.letter.setMinimumHeight(px(420))
        self.letter.setPlaceholderText("The plan holds none of its words. Type the passage as it is printed.")
        self.take = button("Take the marked passage", icon_name="arrow-right", press=self._take)
        self.take.setEnabled(bool(self.letter.toPlainText()))
        self.text = NotesField("Wording", lines=6, needed=True)
        kinds = [(each, word(each)) for each in FindingKind]
        self.kind_field = ChoiceField("Type", kinds, FindingKind.OTHER_AREA)
        self.page = NumberField("Page", least=1)
        self.section = TextField("Section")
        kind_and_page = row(self.kind_field, self.page, gap=12)
        kind_and_page.setStretch(0, 2)
        kind_and_page.setStretch(1, 1)
        right = column(
            row(self.take, None),
            self.text,
            kind_and_page,
            self.section,
            None,
            gap=12,
        )
        self.add(column(label(source.title, 14, muted=True), self.letter), right)
        self.letter.setFocus()

    def _take(self) -> None:
        marked = self.letter.textCursor().selectedText().replace("\u2029", "\n")
        words = " ".join(marked.split())
        if words:
            self.text.set_value(words)
        self.text.setFocus()

    def build(self) -> AddFinding:
        """The area as filled in."""
        taken = NewFinding(
            kind=self.kind_field.value(),
            text=self.text.value(),
            page=self.page.value(),
            section=self.section.value(),
        )
        return AddFinding(source_id=self._source_id, finding=taken)


def selected_finding(window: "MainWindow") -> Finding:
    """The area that the page has selected. Raises TrackerError for none."""
    found = window.selected_record()
    if not isinstance(found, Finding):
        raise TrackerError("Select an improvement area first.")
    return found


def annotate(window: "MainWindow") -> None:
    """Write a note beside the selected area."""
    assert window.workspace is not None
    AnnotateForm(window, selected_finding(window)).send(window.workspace.do)


def leave_out(window: "MainWindow") -> None:
    """Leave the selected area out, with the reason."""
    assert window.workspace is not None
    finding = selected_finding(window)
    if finding.left_out_on is not None:
        refuse(f"{finding.ref} is left out already.")
    LeaveOutForm(window, finding).send(window.workspace.do)


def take_in(window: "MainWindow") -> None:
    """Take the selected area into the plan after all."""
    window.do(TakeInFinding(finding_id=selected_finding(window).id))


def link_actions(window: "MainWindow") -> None:
    """Link actions to the selected area, or unlink them."""
    AnswersDialog(window, selected_finding(window)).exec()


def answer(window: "MainWindow") -> None:
    """Plan the draft action of the selected area; where there is none, add an action that answers it."""
    assert window.workspace is not None
    finding = selected_finding(window)
    if finding.left_out_on is not None:
        refuse(f"{finding.ref} is left out of the plan: take it in first.")
    drafts = [each for each in actions_for(window.workspace.plan, finding) if each.draft]
    form = ActionForm(window, window.workspace, drafts[0] if drafts else None)
    if not drafts:
        form.finding_ids.set_value((finding.id,))
    form.send(window.workspace.do)


def add_here(window: "MainWindow") -> None:
    """Add what the cell is about that has the keyboard: a measure, evidence, or an action for the area."""
    assert window.workspace is not None and window.page is not None
    workspace, finding = window.workspace, selected_finding(window)
    if finding.left_out_on is not None:
        refuse(f"{finding.ref} is left out of the plan: take it in first.")
    live = [each for each in actions_for(workspace.plan, finding) if is_live(each)]
    if window.page.chosen_column == "measures":
        from ui.dialogs.measure_links import area_measure, area_measures

        (area_measures if any(map(is_in_use, workspace.plan.all(Measure))) else area_measure)(window)
    elif window.page.chosen_column == "evidence" and live:
        from ui.dialogs.evidence import EvidenceForm

        EvidenceForm(window, workspace, *live).record()
    else:
        answer(window)


def add_from_text(window: "MainWindow") -> None:
    """Take one more passage from the letter of the selected area, or from the plan's only one."""
    assert window.workspace is not None
    plan, chosen = window.workspace.plan, window.selected_record()
    sources = list(plan.all(Source))
    if isinstance(chosen, Finding):
        source = plan.get(Source, chosen.source_id)
    elif len(sources) == 1:
        source = sources[0]
    else:
        refuse(
            "Select an improvement area of the letter first."
            if sources
            else "There is no letter yet: add a document first."
        )
    add_from(window, window, source)


def add_from(window: "MainWindow", parent: QWidget, source: Source) -> None:
    """Take one more passage from this letter and show it."""
    workspace = window.workspace
    assert workspace is not None
    text = ""
    if source.text_sha256:
        text = workspace.session.read_file(source.text_sha256).decode("utf-8", "replace")
    done = PassageForm(parent, source, text).send(partial(workspace.do))
    if done is not None:
        window.go("areas", done.made(Finding).id)
