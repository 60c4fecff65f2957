"""What belongs to one budget line: the posts it pays for, and the actions and workstreams."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain.codes import RequestState
from tracker.domain.commands import (
    AddBudgetPost,
    ChangeBudgetPost,
    LinkLineToAction,
    LinkLineToWorkstream,
    RemoveRecord,
    UnlinkLineFromAction,
    UnlinkLineFromWorkstream,
)
from tracker.domain.commands.base import Command
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, BudgetChange, BudgetLine, BudgetPost, LineAction, LineWorkstream
from tracker.domain.rules.order import workstreams
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, Deed, Item, ListDialog
from ui.dialogs.pick import PickForm
from ui.widgets.fields import NumberField, TextField, Tick

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class PostForm(Form):
    """Posts that a line pays for."""

    def __init__(self, parent: QWidget | None, line: BudgetLine, post: BudgetPost | None = None) -> None:
        title = "Change posts" if post else "Add posts"
        super().__init__(parent, title, about=f"{line.ref}  {line.title}", wide=460)
        self._line, self._post = line, post
        self.title = TextField(field_label(BudgetPost, "title"), post.title if post else "", needed=True)
        self.number = NumberField(
            field_label(BudgetPost, "number"), post.number if post else None, least=1, needed=True
        )
        self.new = Tick("New posts", post.new if post else False)
        self.add(self.title)
        self.add(self.number)
        self.add(self.new)

    def build(self) -> Command:
        """The posts, or the change."""
        given: dict[str, Any] = {
            "title": self.title.value(),
            "number": self.number.read(),
            "new": self.new.isChecked(),
        }
        if self._post is None:
            return AddBudgetPost(line_id=self._line.id, **given)
        return ChangeBudgetPost(id=self._post.id, changes=given)


class _OfLine(ListDialog):
    """A list about one budget line."""

    def __init__(self, window: "MainWindow", line: BudgetLine, title: str, **given: Any) -> None:
        self._line_id = line.id
        super().__init__(window, title, f"{line.ref}  {line.title}", **given)

    @property
    def line(self) -> BudgetLine:
        """The line, as it stands."""
        return self.workspace.plan.get(BudgetLine, self._line_id)


class PostsDialog(_OfLine):
    """The posts a line pays for."""

    def __init__(self, window: "MainWindow", line: BudgetLine) -> None:
        super().__init__(
            window, line, "Posts", add_text="Add posts…", empty="This line pays for no posts yet."
        )

    def items(self) -> Sequence[Item]:
        """Each kind of post; new ones with whether they are approved."""
        plan = self.workspace.plan
        found = []
        for each in plan.by(BudgetPost, "line_id", self._line_id):
            change = plan.find(BudgetChange, each.change_id)
            waits = change is not None and change.state is not RequestState.APPROVED
            words = "existing" if not each.new else "new, not yet approved, not counted" if waits else "new"
            found.append(Item(each.id, f"{each.number} × {each.title}", words, (EDIT, REMOVE)))
        return found

    def add(self) -> None:
        """Ask for more."""
        PostForm(self, self.line).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change some."""
        PostForm(self, self.line, self.workspace.plan.get(BudgetPost, key)).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove what was a mistake."""
        self.do(RemoveRecord(record=BudgetPost, id=key))


class PaysForDialog(_OfLine):
    """What a line pays for: workstreams and actions."""

    def __init__(self, window: "MainWindow", line: BudgetLine) -> None:
        super().__init__(
            window,
            line,
            "What the line pays for",
            add_text="Link an action…",
            empty="Not linked to anything yet.",
        )

    def items(self) -> Sequence[Item]:
        """Linked actions, then every workstream with whether it is linked."""
        plan = self.workspace.plan
        ties = plan.by(LineAction, "line_id", self._line_id)
        linked = [each for tie in ties if (each := plan.find(Action, tie.action_id)) is not None]
        found = [
            Item(each.id, f"{shown_ref(each)}  {title_shown(each)}", "action", (Deed("unlink", "Unlink"),))
            for each in linked
        ]
        on = {tie.workstream_id for tie in plan.by(LineWorkstream, "line_id", self._line_id)}
        for stream in workstreams(plan):
            deed = Deed("unlink_stream", "Unlink") if stream.id in on else Deed("link_stream", "Link")
            what = plan.settings.workstream_label.lower()
            words = f"{what}, paid for" if stream.id in on else what
            found.append(Item(stream.id, stream.title, words, (deed,)))
        return found

    def add(self) -> None:
        """Choose an action."""
        linked = {tie.action_id for tie in self.workspace.plan.by(LineAction, "line_id", self._line_id)}
        about = f"{self.line.ref}  {self.line.title}"
        PickForm(self, self.workspace, "Link an action", about, linked, self._link).send(self.do)

    def _link(self, action_id: str) -> Command:
        return LinkLineToAction(line_id=self._line_id, action_id=action_id)

    def do_unlink(self, key: str) -> None:
        """It does not pay for that action."""
        self.do(UnlinkLineFromAction(line_id=self._line_id, action_id=key))

    def do_link_stream(self, key: str) -> None:
        """It pays for that workstream."""
        self.do(LinkLineToWorkstream(line_id=self._line_id, workstream_id=key))

    def do_unlink_stream(self, key: str) -> None:
        """It does not pay for that workstream."""
        self.do(UnlinkLineFromWorkstream(line_id=self._line_id, workstream_id=key))
