"""Lists that belong to the plan as a whole: its workstreams, its own columns, its red-amber-green table."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import OwnColumnKind, RagColour, RagCondition
from tracker.domain.commands import (
    AddOwnColumn,
    AddWorkstream,
    ChangeSettings,
    ChangeWorkstream,
    RemoveRecord,
    SetRagTable,
)
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, OwnColumn, OwnValue, Post, Workstream
from tracker.domain.rules.order import workstreams as in_order
from tracker.domain.rules.rag import RagLine, rag_table
from tracker.domain.rules.tags import tag_words
from tracker.domain.words import label
from ui.dialogs.actions import ConfirmForm
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, TAGS, Deed, Item, ListDialog
from ui.theme import px
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import NotesField, TextField, Tick
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_UP, _DOWN = Deed("up", "Move up", "arrow-up"), Deed("down", "Move down", "arrow-down")
_COLUMN_KINDS = {
    OwnColumnKind.TEXT: "Words",
    OwnColumnKind.DATE: "Date",
    OwnColumnKind.NUMBER: "Number",
    OwnColumnKind.CHOICE: "One of a list",
}


class WorkstreamForm(Form):
    """A workstream: its title, the council's own number, who answers for it and who leads it."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, workstream: Workstream | None = None
    ) -> None:
        plan, day = workspace.plan, workspace.day
        word = plan.settings.workstream_label.lower()
        super().__init__(parent, f"{'Edit' if workstream else 'Add'} {word}", wide=560)
        self._workstream = workstream
        was = workstream or Workstream(id="", position=0, title="")
        self.title = TextField("Title", was.title, needed=True)
        self.council_ref = TextField(_called("council_ref"), was.council_ref, is_name=True)
        self.sro_post_id = PostField(_called("sro_post_id"), plan, day, was.sro_post_id)
        self.lead_post_id = PostField(_called("lead_post_id"), plan, day, was.lead_post_id)
        for field in (self.title, self.council_ref, self.sro_post_id, self.lead_post_id):
            self.add(field)

    def build(self) -> Command:
        """The new workstream, or what differs in the one given."""
        names = ("title", "council_ref", "sro_post_id", "lead_post_id")
        given = {name: getattr(self, name).value() for name in names}
        if self._workstream is None:
            return AddWorkstream(**given)
        was = self._workstream
        changes = {name: value for name, value in given.items() if value != getattr(was, name)}
        return ChangeWorkstream(id=was.id, changes=changes)


def _called(field: str) -> str:
    return field_label(Workstream, field)


class WorkstreamsDialog(ListDialog):
    """The workstreams in the order of the papers."""

    def __init__(self, window: "MainWindow") -> None:
        assert window.workspace is not None
        word = window.workspace.plan.settings.workstream_label
        self._window = window
        super().__init__(
            window,
            f"{word}s",
            "In the order in which papers show them. Where nobody is in an owner’s post, actions go to the "
            "senior responsible owner.",
            add_text=f"Add {word.lower()}…",
            empty="None yet. Actions can be grouped once there is one.",
            wide=680,
        )

    def items(self) -> list[Item]:
        """Each workstream, who answers for it, and how many actions it has."""
        plan = self.workspace.plan
        found = in_order(plan)
        return [
            Item(
                each.id,
                f"{each.council_ref}  {each.title}".strip(),
                _workstream_words(plan, each),
                (*([_UP] if n else []), *([_DOWN] if n < len(found) - 1 else []), TAGS, EDIT, REMOVE),
            )
            for n, each in enumerate(found)
        ]

    def add(self) -> None:
        """Ask for one more."""
        WorkstreamForm(self, self.workspace).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change one."""
        WorkstreamForm(self, self.workspace, self.workspace.plan.get(Workstream, key)).send(self.do)

    def do_tags(self, key: str) -> None:
        """Put tags on one."""
        from ui.dialogs.record_tags import TagsDialog

        TagsDialog(self._window, self.workspace.plan.get(Workstream, key)).exec()

    def do_up(self, key: str) -> None:
        """Put it before the one above it."""
        self._move(key, -1)

    def do_down(self, key: str) -> None:
        """Put it after the one below it."""
        self._move(key, 1)

    def _move(self, key: str, by: int) -> None:
        found = in_order(self.workspace.plan)
        at = next(n for n, each in enumerate(found) if each.id == key)
        one, other = found[at], found[at + by]
        self.do(ChangeWorkstream(id=one.id, changes={"position": other.position}))
        self.do(ChangeWorkstream(id=other.id, changes={"position": one.position}))

    def do_remove(self, key: str) -> None:
        """Remove one that was a mistake; refused while actions are in it."""
        title = self.workspace.plan.get(Workstream, key).title
        command = RemoveRecord(record=Workstream, id=key)
        about = f"{title}\nIt can be brought back by Undo."
        ConfirmForm(self, "Remove this?", about, "Remove", command).send(self.do)


def _workstream_words(plan: Plan, workstream: Workstream) -> str:
    posts = [
        f"{word}: {post.title}"
        for word, post_id in (("SRO", workstream.sro_post_id), ("lead", workstream.lead_post_id))
        if (post := plan.find(Post, post_id))
    ]
    count = british.plural(len(plan.by(Action, "workstream_id", workstream.id)), "action")
    count = count.replace(" ", "\N{NO-BREAK SPACE}")  # a number alone at the end of a line tells nothing
    return " · ".join(filter(None, (*posts, count, tag_words(plan, workstream))))


class OwnColumnForm(Form):
    """A column of the council's own."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Add a column", wide=460)
        self.name = TextField("Name", needed=True)
        self.type = ChoiceField("Holds", list(_COLUMN_KINDS.items()))
        self.choices = NotesField("Choices", lines=4, needed=True, help="One a line")
        for field in (self.name, self.type, self.choices):
            self.add(field)
        self.type.changed.connect(self._show_choices)
        self._show_choices()

    def _show_choices(self) -> None:
        self.choices.setVisible(self.type.value() is OwnColumnKind.CHOICE)
        self.fit()

    def build(self) -> AddOwnColumn:
        """The column as filled in."""
        kind = self.type.value()
        lines = self.choices.value().splitlines() if kind is OwnColumnKind.CHOICE else []
        choices = tuple(dict.fromkeys(filter(None, (each.strip() for each in lines))))
        return AddOwnColumn(name=self.name.value(), column_kind=kind, choices=choices)


class OwnColumnsDialog(ListDialog):
    """The council's own columns."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(
            window,
            "Own columns",
            "Columns that the council adds to its actions, for what the program has no place for.",
            add_text="Add a column…",
            empty="None yet. Each action can then be given a value, in its details.",
        )

    def items(self) -> list[Item]:
        """Each column, what it holds, and in how many actions it is filled in."""
        plan = self.workspace.plan
        found = []
        for each in sorted(plan.all(OwnColumn), key=lambda each: each.position):
            filled = len(plan.by(OwnValue, "column_id", each.id))
            words = (
                _COLUMN_KINDS[each.kind],
                ", ".join(each.choices),
                f"filled in for {british.plural(filled, 'action')}" if filled else "not filled in yet",
            )
            found.append(Item(each.id, each.name, " · ".join(filter(None, words)), (REMOVE,)))
        return found

    def add(self) -> None:
        """Ask for one more."""
        OwnColumnForm(self).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove one, and what it holds."""
        column = self.workspace.plan.get(OwnColumn, key)
        about = f"{column.name}\nWhat it holds goes with it. It can be brought back by Undo."
        command = RemoveRecord(record=OwnColumn, id=key)
        ConfirmForm(self, "Remove this column?", about, "Remove", command).send(self.do)


class RagLineForm(Form):
    """A line of the table: what it looks at, and the colour it gives. `at` is the line to edit, or None for
    a new one at the end. Raises TrackerError where every state has its line already."""

    def __init__(self, parent: QWidget | None, table: list[RagLine], at: int | None = None) -> None:
        super().__init__(parent, "Add a line" if at is None else "Edit the line", wide=460)
        self._table, self._at = table, len(table) if at is None else at
        others = {condition for n, (_, condition) in enumerate(table) if n != at}
        free = [(each, label(each)) for each in RagCondition if each not in others]
        if not free:
            raise TrackerError("Every state has its line already.")
        colour, condition = (RagColour.GREEN, free[0][0]) if at is None else table[at]
        self.condition = ChoiceField("An action that is", free, condition)
        self.colour = ChoiceField("Shows as", [(each, label(each)) for each in RagColour], colour)
        self.add(self.condition)
        self.add(self.colour)

    def build(self) -> SetRagTable:
        """The whole table with the line as filled in."""
        lines = list(self._table)
        lines[self._at : self._at + 1] = [(self.colour.value(), self.condition.value())]
        return SetRagTable(lines=tuple(lines))


class RagDialog(ListDialog):
    """The table by which the one colour is computed; the first line that fits an action wins."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(
            window,
            "Red, amber, green",
            "For boards that speak in colours. The first line that fits an action gives its colour, which is "
            "worked out and never typed; its word stands beside it.",
            add_text="Add a line…",
            empty="No line yet.",
        )
        assert window.workspace is not None
        self.shown = Tick("Show the colour in this plan", window.workspace.plan.settings.uses_rag)
        self.shown.clicked.connect(partial(self.told, self._switch))
        self.head.addSpacing(px(8))
        self.head.addWidget(self.shown)

    @property
    def _table(self) -> list[RagLine]:
        return list(rag_table(self.workspace.plan))

    def items(self) -> list[Item]:
        """The lines, in the order in which they are tried."""
        table = self._table
        return [
            Item(
                condition.value,
                f"{n}. {label(condition)}",
                label(colour),
                (*([_UP] if n > 1 else []), *([_DOWN] if n < len(table) else []), EDIT, REMOVE),
            )
            for n, (colour, condition) in enumerate(table, start=1)
        ]

    def _switch(self) -> None:
        self.do(ChangeSettings(changes={"uses_rag": self.shown.isChecked()}))

    def _set(self, table: list[RagLine]) -> None:
        if not table:
            raise TrackerError("The table needs at least one line. Switch the colour off instead.")
        self.do(SetRagTable(lines=tuple(table)))

    def _at(self, key: str) -> int:
        return next(n for n, (_, condition) in enumerate(self._table) if condition.value == key)

    def add(self) -> None:
        """Ask for one more, at the end. Raises TrackerError where every state has its line."""
        RagLineForm(self, self._table).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change one."""
        RagLineForm(self, self._table, self._at(key)).send(self.do)

    def do_up(self, key: str) -> None:
        """Try it before the one above it."""
        self._swap(key, -1)

    def do_down(self, key: str) -> None:
        """Try it after the one below it."""
        self._swap(key, 1)

    def _swap(self, key: str, by: int) -> None:
        table, at = self._table, self._at(key)
        table[at], table[at + by] = table[at + by], table[at]
        self._set(table)

    def do_remove(self, key: str) -> None:
        """Take one out."""
        table = self._table
        del table[self._at(key)]
        self._set(table)


def workstreams(window: "MainWindow") -> None:
    """List the workstreams."""
    WorkstreamsDialog(window).exec()


def own_columns(window: "MainWindow") -> None:
    """List the council's own columns."""
    OwnColumnsDialog(window).exec()


def rag_rules(window: "MainWindow") -> None:
    """Show the table of colours."""
    RagDialog(window).exec()
