"""The last step: what will be made, what a new plan is called and where it is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain import british
from tracker.importing.proposal import Proposal
from ui.dialogs.new_plan import NewPlanFields
from ui.dialogs.wizard.area_editor import Notice
from ui.dialogs.wizard.areas_step import count_words
from ui.dialogs.wizard.drafts_step import Names
from ui.dialogs.wizard.facts_card import duty_words, in_order
from ui.dialogs.wizard.marks import codes_of
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import Card, Facts, Scroll, column, label, row


class CheckStep(QWidget):
    """Shows what comes of the proposal. `new_plan` says whether a plan is made, or one is added to."""

    changed = Signal()

    def __init__(self, *, new_plan: bool, folder: str) -> None:
        super().__init__()
        self._new_plan = new_plan
        self.plan = NewPlanFields(folder)
        self.plan.changed.connect(self.changed)
        self.facts, self._actions = Facts(150), QVBoxLayout()
        self._doubts = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        made = Card("What will be made")
        inside = column(gap=14)
        inside.setContentsMargins(px(16), px(4), px(16), px(16))
        self.plan.setVisible(self._new_plan)
        inside.addWidget(self.plan)
        inside.addWidget(self.facts)
        inside.addLayout(self._doubts)
        inside.addStretch(1)
        filled = QWidget()
        filled.setLayout(inside)
        made.body.addWidget(_named(Scroll(filled), "What will be made"), 1)
        actions = Card("Draft actions")
        self._actions.setContentsMargins(px(16), px(4), px(16), px(16))
        self._actions.setSpacing(px(2))
        listed = QWidget()
        listed.setLayout(self._actions)
        actions.body.addWidget(_named(Scroll(listed), "List of draft actions"), 1)
        both = row(made, actions, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        both.setContentsMargins(px(12), px(12), px(12), px(12))
        self.setLayout(both)

    def show_proposal(self, proposal: Proposal, names: Names) -> None:
        """Show what comes of it."""
        self.plan.suggest(f"Improvement plan: {proposal.authority or proposal.title}"[:200])
        received = proposal.received_on
        facts = [
            ("Letter", f"{proposal.title}, kept with the plan unchanged"),
            ("Received", british.long_day(received) if received else "not given yet"),
            ("Improvement areas", count_words(proposal)),
            ("Draft actions", str(len(proposal.coming_in))),
        ]
        for duty, due in in_order(proposal.duties):
            what, day, _ = duty_words(duty, due)
            facts.append(("To be sent", f"{what}: {day}"))
        self.facts.show_facts(facts)
        self._show_actions(proposal, names)
        self._show_doubts(proposal)

    def _show_actions(self, proposal: Proposal, names: Names) -> None:
        _empty(self._actions)
        for code, item in zip(codes_of(proposal.items), proposal.items, strict=True):
            if item.left_out is not None:
                continue
            draft = item.draft
            due = british.due_words(draft.due) if draft.due else "No date"
            facts = (names.owner_of(draft) or "No owner", due, names.workstream_of(draft) or "No workstream")
            self._actions.addWidget(label(draft.title or "Action to be planned", 14, SEMIBOLD, wrap=True))
            self._actions.addWidget(label(f"{code}: {item.finding.text}", 13, muted=True, wrap=True))
            self._actions.addWidget(label(" · ".join(facts), 13))
            self._actions.addSpacing(px(14))
        if not proposal.coming_in:
            none = "No area was taken, so there will be no action. The letter itself is kept with the plan."
            self._actions.addWidget(label(none, 14, muted=True, wrap=True))
        self._actions.addStretch(1)

    def _show_doubts(self, proposal: Proposal) -> None:
        """What may be left so, and is better known."""
        _empty(self._doubts)
        drafts = [item.draft for item in proposal.coming_in]
        unowned = sum(not (draft.owner_post_id or draft.owner_title) for draft in drafts)
        undated = sum(draft.due is None for draft in drafts)
        told = []
        if proposal.received_on is None and proposal.duties:
            told.append(
                "Without the day of receipt, what must be sent is counted from the letter’s own date."
            )
        if unowned:
            told.append(f"{british.plural(unowned, 'action')} without an owner.")
        if undated:
            told.append(f"{british.plural(undated, 'action')} without a due date.")
        for each in told:
            self._doubts.addWidget(Notice(each))

    def check(self) -> None:
        """Raises TrackerError, said beside its field too, where something is missing for a new plan."""
        if self._new_plan:
            self.plan.check()


def _named(scroll: Scroll, name: str) -> Scroll:
    """It takes the keyboard, to be scrolled with."""
    scroll.setAccessibleName(name)
    return scroll


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
