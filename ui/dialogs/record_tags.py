"""Tags on whatever is selected: an action, an area, a measure, a risk, a budget line, and what lists show."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain.commands import AddTag, TagAction, TagRecord, UntagAction, UntagRecord
from tracker.domain.commands.base import Command
from tracker.domain.commands.facts import called
from tracker.domain.commands.keeping import same
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Decision, Evidence, Record, Tag
from tracker.domain.rules import lineage
from tracker.domain.rules.tags import TAGGABLE, tag_words, tags_of
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.entries import entry_words
from ui.dialogs.form import Form
from ui.dialogs.lists import TAGS, Deed, Item, ListDialog
from ui.dialogs.pieces import PiecesDialog
from ui.reading import Reading
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class TagForm(Form):
    """A tag by its name, which may be new."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Add tag", wide=420)
        self.name = TextField("Tag", needed=True, help="A word to group what belongs together")
        self.add(self.name)

    def build(self) -> AddTag:
        """The tag, to be added if the plan does not have it."""
        return AddTag(name=self.name.value())


class TagsDialog(ListDialog):
    """The tags of the plan, on or off one record of a kind that takes tags."""

    def __init__(self, window: "MainWindow", record: Record) -> None:
        self._record = record
        super().__init__(
            window,
            "Tags",
            _named(record),
            add_text="New tag…",
            empty="No tags yet: words to group what belongs together.",
        )

    def items(self) -> list[Item]:
        """Every tag, with what can be done."""
        plan = self.workspace.plan
        on = {tag.id for tag in tags_of(plan, self._record)}
        return [
            Item(tag.id, tag.name, "on it", (Deed("untag", "Take off"),))
            if tag.id in on
            else Item(tag.id, tag.name, "", (Deed("tag", "Put on"),))
            for tag in sorted(plan.all(Tag), key=lambda each: each.name.casefold())
        ]

    def add(self) -> None:
        """Ask for a tag, add it if it is new, and put it on."""
        TagForm(self).send(self.add_tag)

    def add_tag(self, command: Command) -> Any:
        """Put the tag of this AddTag on, and in the plan if it does not have it."""
        assert isinstance(command, AddTag)
        known = next((tag for tag in self.workspace.plan.all(Tag) if same(tag.name, command.name)), None)
        if known is None:
            done = self.do(command)
            if done is None:
                return None
            known = done.made(Tag)
        return self.do(self._put_on(known.id))

    def _put_on(self, tag_id: str) -> Command:
        record = self._record
        if isinstance(record, Action):
            return TagAction(action_id=record.id, tag_id=tag_id)
        return TagRecord(record=type(record), id=record.id, tag_id=tag_id)

    def do_tag(self, key: str) -> None:
        """Put a tag on."""
        self.do(self._put_on(key))

    def do_untag(self, key: str) -> None:
        """Take a tag off."""
        record = self._record
        if isinstance(record, Action):
            self.do(UntagAction(action_id=record.id, tag_id=key))
        else:
            self.do(UntagRecord(record=type(record), id=record.id, tag_id=key))


class FactTagsDialog(PiecesDialog):
    """The evidence and decisions of an action, each with its tags."""

    def __init__(self, window: "MainWindow", action: Action) -> None:
        self._window = window
        empty = "No evidence was given for this action, and no decision taken on it."
        super().__init__(window, action, "Tags of evidence and decisions", empty=empty)

    def items(self) -> list[Item]:
        """The evidence, then the decisions."""
        plan = self.workspace.plan
        return [
            Item(each.id, entry_words(plan, each), tag_words(plan, each), (TAGS,)) for each in self._facts()
        ]

    def _facts(self) -> list[Evidence | Decision]:
        reads = Reading(self.workspace)
        return [*lineage.evidence(reads, self.action), *lineage.decisions(reads, self.action)]

    def do_tags(self, key: str) -> None:
        """Put tags on one of them."""
        found = next((each for each in self._facts() if each.id == key), None)
        if found is not None:
            TagsDialog(self._window, found).exec()


def _named(record: Record) -> str:
    if isinstance(record, Action):
        return f"{shown_ref(record)}  {title_shown(record)}"
    title = getattr(record, "title", "") or getattr(record, "text", "")
    ref = getattr(record, "ref", "")
    return " ".join(f"{ref}  {title}".split()) if title else called(record)


def tags(window: "MainWindow") -> None:
    """The tags of what is selected: the record of the page, or the action."""
    record, actions = window.selected_record(), window.selected_actions()
    if record is None and len(actions) > 1:
        raise TrackerError(f"Select one action only: {len(actions):,} are selected.")
    record = record or next(iter(actions), None)
    if record is None:
        raise TrackerError("Select first what a tag is to be put on.")
    if not isinstance(record, (Action, *TAGGABLE)):
        raise TrackerError("What is selected takes no tags.")
    TagsDialog(window, record).exec()


def fact_tags(window: "MainWindow") -> None:
    """The tags of the evidence and decisions of the selected action."""
    FactTagsDialog(window, window.selected_actions()[0]).exec()
