"""The council's own words: what means the same to a search, and what is spelt right."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.commands import AddWords, SetWords
from tracker.domain.commands.base import Command
from tracker.domain.records import WordGroup
from tracker.domain.rules.meanings import USUAL
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, Item, ListDialog
from ui.widgets.fields import NotesField

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class WordsForm(Form):
    """A group of words, one a line. `groups` are all there are, `at` the one to edit, None for a new one."""

    def __init__(self, parent: QWidget | None, groups: list[tuple[str, ...]], at: int | None = None) -> None:
        super().__init__(parent, "Add words" if at is None else "Edit the words", wide=460)
        self._groups, self._at = groups, at
        self.words = NotesField(
            "Words",
            "" if at is None else "\n".join(groups[at]),
            lines=5,
            needed=True,
            help="One a line. Several mean the same to a search; one alone is merely spelt right.",
        )
        self.add(self.words)

    def build(self) -> Command:
        """The new group, or all groups with this one changed."""
        lines = tuple(dict.fromkeys(filter(None, (each.strip() for each in self.words.value().splitlines()))))
        if self._at is None:
            return AddWords(words=lines)
        groups = list(self._groups)
        groups[self._at] = lines
        return SetWords(groups=tuple(groups))


class WordsDialog(ListDialog):
    """The council's own words, and how many the program knows by itself."""

    def __init__(self, window: "MainWindow") -> None:
        known = "; ".join(" = ".join(group[:3]) for group in USUAL[:3])
        super().__init__(
            window,
            "Own words",
            "Words of one group find each other in every search, and all are spelt right. The program knows "
            f"{len(USUAL)} groups by itself: {known}, and so on.",
            add_text="Add words…",
            empty="None yet. Add what your council calls things, such as the name of its front door.",
        )

    @property
    def _groups(self) -> list[WordGroup]:
        return list(self.workspace.plan.all(WordGroup))

    def items(self) -> list[Item]:
        """Each group by its first word."""
        return [
            Item(
                each.id,
                each.words[0],
                f"the same as {', '.join(each.words[1:])}" if len(each.words) > 1 else "spelt right",
                (EDIT, REMOVE),
            )
            for each in self._groups
        ]

    def add(self) -> None:
        """Ask for one more."""
        WordsForm(self, []).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change one."""
        groups = self._groups
        at = next(n for n, each in enumerate(groups) if each.id == key)
        WordsForm(self, [each.words for each in groups], at).send(self.do)

    def do_remove(self, key: str) -> None:
        """Take one out; Undo brings it back."""
        self.do(SetWords(groups=tuple(each.words for each in self._groups if each.id != key)))


def own_words(window: "MainWindow") -> None:
    """List the council's own words."""
    WordsDialog(window).exec()
