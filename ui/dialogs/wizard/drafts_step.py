"""The third step: a draft action for each area, with owner, due date and workstream where they are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.commands.keeping import same
from tracker.domain.commands.sources import NewDraft
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Organisation, Post, Workstream
from tracker.importing.proposal import Item, Proposal
from ui.dialogs.wizard.marks import codes_of
from ui.fonts import SEMIBOLD
from ui.jobs import Slices
from ui.theme import px
from ui.widgets.fields import DueField, Field, TextField
from ui.widgets.frames import Card, Line, Scroll, button, label, row

_SHARES = (5, 4, 3, 3)  # of the width: wording, owner, due date, workstream
_AT_ONCE = 8  # rows made before the step is shown; the rest follow
_HEADS = ("What will be done", "Owner (job title)", "Due", "Workstream")


class Names:
    """The owners and workstreams that can be named: the plan’s by id, new ones by their titles."""

    def __init__(self, plan: Plan | None) -> None:
        self.owners = {_post_words(plan, post): post.id for post in plan.all(Post)} if plan else {}
        self.workstreams = {each.title: each.id for each in plan.all(Workstream)} if plan else {}

    def owner_of(self, draft: NewDraft) -> str:
        """The words for a draft's owner, "" for none."""
        return _words_for(self.owners, draft.owner_post_id) or draft.owner_title

    def workstream_of(self, draft: NewDraft) -> str:
        """The words for a draft's workstream, "" for none."""
        return _words_for(self.workstreams, draft.workstream_id) or draft.workstream_title

    def with_owner(self, draft: NewDraft, typed: str) -> NewDraft:
        """The draft with the owner of these words."""
        found = _id_of(self.owners, typed)
        return replace(draft, owner_post_id=found, owner_title="" if found else typed)

    def with_workstream(self, draft: NewDraft, typed: str) -> NewDraft:
        """The draft with the workstream of these words."""
        found = _id_of(self.workstreams, typed)
        return replace(draft, workstream_id=found, workstream_title="" if found else typed)


class DraftsStep(QWidget):
    """A row of fields for each area that comes in. Nothing here is needed; all of it can be done later."""

    changed = Signal(object)  # Proposal

    def __init__(self, proposal: Proposal, plan: Plan | None, today: date) -> None:
        super().__init__()
        self._proposal, self._today = proposal, today
        self.names = Names(plan)
        self._known = QStringListModel(), QStringListModel()
        self.rows: dict[int, DraftRow] = {}
        self._slices = Slices(self)
        self.all = DraftRow("", "All of them", today, self._known)
        self._list = QVBoxLayout()
        self._build()
        self.show_proposal(proposal)

    def _build(self) -> None:
        card = Card("Draft actions", "Fill in what is known; the rest can be done later, in the plan")
        head = QHBoxLayout()
        head.setContentsMargins(px(62), 0, px(16), px(6))
        head.setSpacing(px(12))
        for share, words in zip(_SHARES, _HEADS, strict=True):
            head.addWidget(label(words, 13, SEMIBOLD), share)
        self._give_button = button("Give to all that have none", small=True, press=self._give)
        self.all.beside.addStretch(1)
        self.all.beside.addWidget(self._give_button)
        inside = QWidget()
        self._list.setContentsMargins(0, 0, 0, px(8))
        self._list.setSpacing(0)
        self._list.addStretch(1)
        inside.setLayout(self._list)
        card.body.addLayout(head)
        card.body.addWidget(Line("border"))
        card.body.addWidget(self.all)
        card.body.addWidget(Line("border"))
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = head
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_line)
        card.body.addWidget(scroll, 1)
        card.body.addSpacing(px(4))
        outer = row(card)
        outer.setContentsMargins(px(12), px(12), px(12), px(12))
        self.setLayout(outer)

    def _keep_in_line(self, least: int, most: int) -> None:
        """The columns above end where those beside a scroll bar do."""
        right = px(28 if most > least else 16)
        self._head.setContentsMargins(px(62), 0, right, px(6))
        layout = self.all.layout()
        assert layout is not None
        layout.setContentsMargins(px(16), px(10), right, px(10))

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a row for each area that comes in; rows whose area is as before stay."""
        self._proposal = proposal
        codes = codes_of(proposal.items)
        wanted = [n for n, item in enumerate(proposal.items) if item.left_out is None]
        for row_ in self.rows.values():
            self._list.removeWidget(row_)
            row_.deleteLater()
        self.rows = {}
        self._slices.clear()
        self._making = self._make_rows([(n, codes[n], proposal.items[n]) for n in wanted])
        for _ in zip(range(_AT_ONCE), self._making, strict=False):
            pass
        self._slices.add(self._making)
        self._learn()

    def _make_rows(self, wanted: Sequence[tuple[int, str, Item]]) -> Iterator[None]:
        """The rows one after the other: a report of sixty areas would hold up the window."""
        for n, code, item in wanted:
            self.rows[n] = self._row(code, item)
            self._list.insertWidget(len(self.rows) - 1, self.rows[n])
            yield

    def _make_the_rest(self) -> None:
        for _ in self._making:
            pass

    def _row(self, code: str, item: Item) -> "DraftRow":
        made = DraftRow(code, item.finding.text, self._today, self._known)
        draft = item.draft
        made.title.set_value(draft.title)
        made.owner.set_value(self.names.owner_of(draft))
        made.due.set_value(draft.due)
        made.workstream.set_value(self.names.workstream_of(draft))
        made.show_beginnings()
        made.changed.connect(self._typed)
        return made

    def check(self) -> Proposal:
        """The proposal as filled in. Raises TrackerError, said beside its field too."""
        self._make_the_rest()
        for made in self.rows.values():
            if said := made.due.check():
                made.due.setFocus(Qt.FocusReason.OtherFocusReason)
                raise TrackerError(said)
        self._typed()
        return self._proposal

    def take_keyboard(self) -> None:
        """Go to the first row."""
        first = next(iter(self.rows.values()), self.all)
        (first.title if self.rows else first.owner).setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        proposal = self._proposal
        for n, made in self.rows.items():
            item = proposal.items[n]
            draft = self.names.with_owner(item.draft, made.owner.value())
            draft = self.names.with_workstream(draft, made.workstream.value())
            try:
                due = made.due.value()
            except TrackerError:
                due = draft.due
            draft = replace(draft, title=made.title.value(), due=due)
            proposal = proposal.with_item(n, replace(item, draft=draft))
        if proposal != self._proposal:
            self._proposal = proposal
            self._learn()
            self.changed.emit(proposal)

    def _learn(self) -> None:
        """Offer what the plan has and what has been typed in any row."""
        drafts = [item.draft for item in self._proposal.coming_in]
        owners = {*self.names.owners, *(draft.owner_title for draft in drafts)} - {""}
        workstreams = {*self.names.workstreams, *(draft.workstream_title for draft in drafts)} - {""}
        for model, known in zip(self._known, (owners, workstreams), strict=True):
            model.setStringList(sorted(known, key=str.casefold))

    def _give(self) -> None:
        """Put what stands in the first row into every row that has nothing there."""
        given = self.all
        if given.due.check():
            return
        self._make_the_rest()
        for made in self.rows.values():
            pairs: tuple[tuple[Field, Field], ...] = (
                (made.owner, given.owner),
                (made.due, given.due),
                (made.workstream, given.workstream),
            )
            for field, source in pairs:
                if source.is_filled() and not field.is_filled():
                    field.set_value(source.value())  # type: ignore[attr-defined]
            made.show_beginnings()


class DraftRow(QWidget):
    """The fields of one action, below the words of its area."""

    changed = Signal()

    def __init__(
        self, code: str, words: str, today: date, known: tuple[QStringListModel, QStringListModel]
    ) -> None:
        super().__init__()
        about = code or "all"
        self.title = TextField(f"What will be done for {about}", hint="Action to be planned")
        self.owner = TextField(f"Owner for {about}", hint="Job title")
        self.due = DueField(f"Due date for {about}", today)
        self.workstream = TextField(f"Workstream for {about}", hint="Workstream")
        for field, model in zip((self.owner, self.workstream), known, strict=True):
            completer = QCompleter(model, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.edit.setCompleter(completer)
        self.due.edit.setPlaceholderText("Day or month")
        first = QWidget()  # beside the fields of the others, where the wording stands
        first.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.beside = row(gap=8)
        self.beside.setContentsMargins(0, 0, 0, 0)
        first.setLayout(self.beside)
        fields = QHBoxLayout()
        fields.setSpacing(px(12))
        for share, field in zip(_SHARES, (self.title, self.owner, self.due, self.workstream), strict=True):
            field.label.hide()
            field.changed.connect(self.changed)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            fields.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        if not code:
            fields.replaceWidget(self.title, first)
            self.title.hide()
        fields.setStretch(0, _SHARES[0])
        said = label(words, 13, muted=True, wrap=True)
        said.setAccessibleName(f"{code}: {words}")
        short = _Code(code)
        inside = QVBoxLayout()
        inside.setSpacing(px(6))
        if code:
            inside.addWidget(said)
        inside.addLayout(fields)
        across = QHBoxLayout(self)
        across.setContentsMargins(px(16), px(10), px(16), px(10))
        across.setSpacing(px(12))
        across.addWidget(short, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(inside, 1)

    def show_beginnings(self) -> None:
        """Long words are shown from their beginning."""
        for field in (self.title, self.owner, self.workstream):
            field.edit.setCursorPosition(0)


class _Code(QLabel):
    """The area's short name."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.setFont(label("", 13, SEMIBOLD).font())
        self.setFixedWidth(px(34))


def _post_words(plan: Plan, post: Post) -> str:
    organisation = plan.find(Organisation, post.organisation_id)
    return f"{post.title}, {organisation.name}" if organisation else post.title


def _words_for(named: Mapping[str, str], wanted: str | None) -> str:
    return next((words for words, each in named.items() if each == wanted), "")


def _id_of(named: Mapping[str, str], typed: str) -> str | None:
    return next((each for words, each in named.items() if same(words, typed)), None)
