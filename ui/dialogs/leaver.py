"""Somebody leaves: their terms end, successors or vacancies follow, and what is open may go to another post.

All that follows stands below before it is done, and is done as one change.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.commands import AddPerson, Together
from tracker.domain.commands.leaving import Following, Handover, Leaving
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Holding, Person, Post
from tracker.domain.rules.leaving import held, left_uncovered, terms_to_come, terms_to_end
from tracker.domain.rules.owners import holder
from ui.dialogs.form import Form
from ui.dialogs.people import selected_person
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.columns import Column
from ui.widgets.fields import DayField, Field, TextField
from ui.widgets.frames import Card, Line, column, empty, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_NEW = "new"


class HandoverFields(QWidget):
    """What becomes of one post: who follows, from when, and whether what is open goes to another post."""

    changed = Signal()

    def __init__(self, workspace: Workspace, term: Holding, last_day: date) -> None:
        super().__init__()
        plan, day = workspace.plan, workspace.day
        post = plan.get(Post, term.post_id)
        self.post = post
        self.follower = ChoiceField(f"Who follows as {post.title}", _followers(plan, term, last_day))
        self.name = TextField(f"Name of the new {post.title}", needed=True, is_name=True)
        self.from_on = DayField(
            f"{post.title} from", day, last_day + timedelta(days=1), needed=True, help="First day in post"
        )
        found = held(plan, post.id)
        counted = (
            *((found.actions, "action"), (found.parts, "part"), (found.risks, "risk")),
            *((found.measures, "measure"), (found.workstreams, "workstream")),
        )
        told = [british.plural(len(each), noun) for each, noun in counted if each]
        self.items = ChoiceField(
            f"What is open of {post.title}",
            [(False, "Stays with the post"), (True, "Goes to another post")],
            help=f"{british.listed(told)}; what is finished stays" if told else "",
        )
        self.items_to = PostField(f"Goes from {post.title} to", plan, day, needed=True)
        # The title stands above them all; a screen reader hears it with each.
        for each, words in zip(
            self.fields, ("Who follows", "Name", "From", "What is open", "To"), strict=True
        ):
            each.label.setText(words)
        parts = (Line(), label(post.title, 14, SEMIBOLD, wrap=True))
        self.setLayout(column(*parts, _beside(*self.fields[:3]), _beside(*self.fields[3:]), gap=8))
        self.items.setVisible(bool(told))
        for each in self.fields:
            each.changed.connect(self._show)
        self._show()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, in their order."""
        return (self.follower, self.name, self.from_on, self.items, self.items_to)

    def _show(self) -> None:
        self.name.setVisible(self.follower.value() == _NEW)
        self.from_on.setVisible(self.follower.value() is not None)
        self.items_to.setVisible(bool(self.items.value()))
        self.changed.emit()

    def value(self, new: dict[str, AddPerson]) -> Handover:
        """What was filled in; people still to be added are shared by name. Raises TrackerError."""
        follows = self.follower.value()
        if follows == _NEW:
            name = self.name.read()
            made = AddPerson(id=str(uuid4()), name=name, organisation_id=self.post.organisation_id)
            follows = new.setdefault(name.casefold(), made)
        return Handover(
            post_id=self.post.id,
            successor=follows,
            from_on=self.from_on.read() if follows is not None else None,
            items_to=self.items_to.read() if self.items.value() else None,
        )


def _beside(*fields: Field) -> QHBoxLayout:
    made = row(gap=12)
    for each in fields:
        made.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
    return made


def _followers(plan: Plan, term: Holding, last_day: date) -> list[tuple[str | None, str]]:
    found = holder(plan, term.post_id, last_day)
    beside = [each for each in (found.people if found else ()) if each.id != term.person_id]
    stays = "stay" if len(beside) > 1 else "stays"
    names = british.listed([each.name for each in beside])
    nobody = f"Nobody: {names} {stays} in post" if beside else "Nobody yet: the post is vacant"
    others = sorted(plan.all(Person), key=lambda each: each.name.casefold())
    known = {term.person_id, *(each.id for each in beside)}
    return [
        (None, nobody),
        (_NEW, "Somebody new…"),
        *((each.id, each.name) for each in others if each.id not in known),
    ]


class LeaverForm(Form):
    """Asks who leaves and when, then about each post; everything that follows is listed below."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Person | None = None) -> None:
        about = "A post keeps what it owns unless you say otherwise. Undo takes all of this back at once."
        super().__init__(parent, "Somebody leaves", save="Do all of this", about=about, wide=820)
        self._workspace = workspace
        self._new: dict[str, AddPerson] = {}
        self.handovers: list[HandoverFields] = []
        plan, day = workspace.plan, workspace.day
        leaving = [each for each in plan.all(Person) if _has_terms(plan, each, day)]
        if not leaving:
            raise TrackerError("Nobody is in a post. Appoint somebody first.")
        leaving.sort(key=lambda each: each.name.casefold())
        named = [(each.id, each.name) for each in leaving]
        asked = [] if person in leaving else [(None, "Choose who")]
        self.person = ChoiceField("Who leaves", [*asked, *named], person.id if person else None, needed=True)
        self.last_day = DayField("Last day in post", day, day, needed=True)
        self.reason = TextField("Why the owner changes", needed=True, help="Agreed actions ask for it")
        self.agreed_by = TextField("Agreed by", needed=True, is_name=True)
        self._posts = QVBoxLayout()
        self._posts.setSpacing(px(12))
        self.add(self.person, self.last_day)
        self.content.addLayout(self._posts)
        self.add(self.reason, self.agreed_by)
        self._asked = tuple(self.fields)
        self._add_preview()
        self.person.changed.connect(self._ask_about_posts)
        self.last_day.changed.connect(self._ask_about_posts)
        self.reason.changed.connect(self._show)
        self.agreed_by.changed.connect(self._show)
        self._ask_about_posts()

    def _add_preview(self) -> None:
        columns: tuple[Column[Following], ...] = (
            Column(key="about", title="What will be done", text=_about, width=220, stretch=True),
            Column(key="before", title="Now", text=_before, width=230, muted=True),
            Column(key="after", title="Then", text=_after, width=230, keep=True),
        )
        self.rows: RowsModel[Following] = RowsModel(columns, key=id, parent=self)
        self.preview: Grid[Following] = Grid(self.rows, "What will be done", row_high=30)
        card = Card()
        card.body.setContentsMargins(px(4), px(4), px(4), px(4))
        card.body.addWidget(self.preview)
        self._missing = label("", 14, muted=True, wrap=True)
        self._notes = label("", 14, wrap=True)
        for each in (card, self._missing, self._notes):
            self.content.addWidget(each)

    # What is asked depends on who leaves.

    def _ask_about_posts(self) -> None:
        empty(self._posts)
        self.handovers = []
        try:
            last_day = self.last_day.read()
        except TrackerError:
            last_day = None
        if last_day is not None and self.person.value() is not None:
            for term in terms_to_end(self._workspace.plan, self.person.value(), last_day):
                made = HandoverFields(self._workspace, term, last_day)
                made.changed.connect(self._show)
                self.handovers.append(made)
                self._posts.addWidget(made)
        inside = [field for each in self.handovers for field in each.fields]
        self._fields = [*self._asked[:2], *inside, *self._asked[2:]]
        self._show()

    def _show(self) -> None:
        """What follows from what was filled in so far."""
        found: tuple[Following, ...] = ()
        plan, missing, asks = self._workspace.plan, "", False
        try:
            leaving = self._leaving()
            asks = leaving.needs_agreement(plan)
            found = leaving.following(plan)
        except TrackerError as error:
            missing = str(error).removesuffix(" Nothing was changed.")
        for field in (self.reason, self.agreed_by):
            field.setVisible(asks)
        self.rows.set_rows(found)
        self.preview.setFixedHeight(px(33) + px(30) * min(max(len(found), 1), 7))
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))
        self._notes.setText("" if missing else self._uncovered())
        self._notes.setVisible(bool(self._notes.text()))
        QTimer.singleShot(0, self, self.fit)  # once all of this is laid out

    def _uncovered(self) -> str:
        plan, last_day = self._workspace.plan, self.last_day.read()
        told = [
            f"{plan.get(Person, each.person_id).name} until {british.short_day(each.to_on)}"
            for each in left_uncovered(plan, self.person.value(), last_day)
        ]
        return f"Nobody will cover for {british.listed(told)}: note who does." if told else ""

    def _leaving(self) -> Leaving:
        return Leaving(
            person_id=self.person.read(),
            last_day=self.last_day.read(),
            handovers=[each.value(self._new) for each in self.handovers],
            reason=self.reason.value(),
            agreed_by=self.agreed_by.value(),
        )

    def build(self) -> Together:
        """All of it as one change."""
        return self._leaving().command(self._workspace.plan)


def _has_terms(plan: Plan, person: Person, day: date) -> bool:
    return bool(terms_to_end(plan, person.id, day) or terms_to_come(plan, person.id, day))


def _about(each: Following) -> str:
    return each.about


def _before(each: Following) -> str:
    return each.before


def _after(each: Following) -> str:
    return each.after


def leaver(window: "MainWindow") -> None:
    """Somebody leaves: the selected person, or the one in the selected post, unless another is chosen."""
    assert window.workspace is not None
    try:
        person = selected_person(window)
    except TrackerError:
        person = None
    LeaverForm(window, window.workspace, person).send(window.workspace.do)
