"""Points out, while a title is typed, actions of the plan that may say the same."""

import textwrap
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Post
from tracker.domain.rules.alike import AlikeIndex
from tracker.domain.rules.states import is_open
from tracker.domain.words import label, shown_ref
from ui.announcing import Pause
from ui.widgets.fields import TextField
from ui.widgets.frames import button, column, empty, row
from ui.widgets.frames import label as label_of
from ui.widgets.second import Second
from ui.workspace import Workspace

_LONGEST = 64


class AlikeNotice(QWidget):
    """A few actions like the title, each a link; hidden without any. What it knows comes in slices."""

    wanted = Signal(str)  # the id of the action whose link was pressed
    changed = Signal()

    def __init__(self, workspace: Workspace, title: TextField) -> None:
        super().__init__()
        self._plan, self._title = workspace.plan, title
        self._index = AlikeIndex(workspace.plan)
        self._found: tuple[str, ...] = ()
        self._lines = column(gap=2)
        self.setLayout(self._lines)
        self.setAccessibleName("Actions that may say the same")
        self._voice = Pause(self)
        self.hide()
        title.changed.connect(self._look)
        workspace.slices.add(self._index.prepare(), self._look, of=self)

    @property
    def found(self) -> tuple[str, ...]:
        """The ids of those it shows."""
        return self._found

    def _look(self) -> None:
        likely = self._index.like(self._title.value())
        found = tuple(each.action.id for each in likely)
        if found == self._found:
            return
        self._found = found
        empty(self._lines)
        if likely:
            self._lines.addWidget(label_of("This may be there already:", 13, muted=True))
        before: QWidget = self._title.edit
        for each in likely:
            line = _Line(self._plan, each.action, partial(self.wanted.emit, each.action.id))
            self._lines.addWidget(line)
            QWidget.setTabOrder(before, line.link)  # made last, they would come after all else
            before = line.link
        self.setVisible(bool(likely))
        refs = british.listed([shown_ref(each.action) for each in likely])
        self._voice.announce(f"This may be there already: {refs}" if refs else "")
        self.changed.emit()


class _Line(QWidget):
    """“1.4 Decide every contact…”, whose it is and when it is due."""

    def __init__(self, plan: Plan, action: Action, press: "partial[None]") -> None:
        super().__init__()
        post = plan.find(Post, action.owner_post_id)
        if not is_open(action):
            state = label(action.lifecycle)
        else:
            state = f"due {british.due_words(action.due)}" if action.due else "no date"
        title = textwrap.shorten(action.title, _LONGEST, placeholder="…")
        self.link = button(
            f"{shown_ref(action)}  {title}",
            "link",
            press=press,
            tip=f"Leave this form and show {shown_ref(action)}",
        )
        told = Second(f"{post.title if post else 'no owner'}, {state}")
        both = row(self.link, told, gap=8)
        both.setStretch(1, 1)
        both.setContentsMargins(0, 0, 0, 0)
        self.setLayout(both)
