"""The last step: what will be made, what a new plan is called and where it is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.importing.proposal import Proposal
from ui.dialogs.new_plan import NewPlanFields
from ui.dialogs.wizard.area_editor import Notice
from ui.dialogs.wizard.areas_step import count_words
from ui.dialogs.wizard.duties_list import duty_words, in_order
from ui.dialogs.wizard.marks import codes_of
from ui.dialogs.wizard.names import Names
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import Card, Facts, Scroll, column, empty, label, row


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
            ("Letter" if proposal.document.sha256 else "Source", _title_words(proposal)),
            ("Received", british.long_day(received) if received else "not given yet"),
            ("Improvement areas", count_words(proposal)),
            ("Draft actions", str(len(proposal.actions))),
            ("Said again", _again_words(proposal)),
        ]
        for duty, due in in_order(proposal.duties):
            what, day, _ = duty_words(duty, due)
            facts.append(("To be sent", f"{what}: {day}"))
        self.facts.show_facts(facts)
        self._show_actions(proposal, names)
        self._show_doubts(proposal)

    def _show_actions(self, proposal: Proposal, names: Names) -> None:
        empty(self._actions)
        codes = codes_of(proposal.items)
        for _, each in proposal.actions:
            draft = each.new
            due = british.due_words(draft.due) if draft.due else "No date"
            facts = (names.owner_of(draft) or "No owner", due, names.workstream_of(draft) or "No workstream")
            self._actions.addWidget(label(draft.title or "Action to be planned", 14, SEMIBOLD, wrap=True))
            for place in map(proposal.place_of, each.answers):
                told = f"{codes[place]}: {proposal.items[place].finding.text}"
                self._actions.addWidget(label(told, 13, muted=True, wrap=True))
            self._actions.addWidget(label(" · ".join(facts), 13))
            self._actions.addSpacing(px(14))
        if not proposal.actions:
            none = "Nothing here needs an action of its own. The letter itself is kept with the plan."
            self._actions.addWidget(label(none, 14, muted=True, wrap=True))
        self._actions.addStretch(1)

    def _show_doubts(self, proposal: Proposal) -> None:
        """What may be left so, and is better known."""
        empty(self._doubts)
        drafts = [draft.new for _, draft in proposal.actions]
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


def _title_words(proposal: Proposal) -> str:
    kept = "kept with the plan unchanged" if proposal.document.sha256 else words.label(proposal.kind)
    return f"{proposal.title}, {kept}"


def _again_words(proposal: Proposal) -> str:
    """“3 earlier areas are linked, 1 is said to remain”; empty where there are none."""
    again = sum(item.repeats is not None for item in proposal.items)
    told = [f"{british.plural(again, 'earlier area')} linked"] if again else []
    if proposal.remain:
        told.append(f"{british.plural(len(proposal.remain), 'earlier area')} said to remain")
    return british.listed(told)
