"""The People page: posts with who is in them over time and what they answer for; people and absences."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint

from tracker.domain import british
from tracker.domain.commands import RemoveRecord
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    Away,
    Holding,
    Organisation,
    Part,
    Person,
    PlanSettings,
    Post,
    Record,
    Risk,
    Workstream,
)
from ui.dialogs.actions import ConfirmForm
from ui.pages.beside import Beside
from ui.pages.page import Page
from ui.pages.people_rows import PersonRow, PostRow, person_columns, post_columns
from ui.pages.people_side import PeopleSide
from ui.widgets.frames import Empty, Segments, button
from ui.widgets.grid import Grid
from ui.widgets.listing import Listing
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_KINDS = (Post, Person, Organisation, Holding, Away, Action, Part, Risk, Workstream, PlanSettings)
_MENU = ("appoint", "note_absence", "leaver", "", "edit", "correct", "remove", "", "people")
_AT_ONCE = 600  # actions for which the posts are looked through without a slice
_TESTS: dict[str, Any] = {
    "vacant": lambda row: row.holder.vacant if isinstance(row, PostRow) else not row.posts,
    "away": lambda row: bool(row.holder.away) if isinstance(row, PostRow) else row.is_away,
    "quiet": lambda row: bool(row.quiet),
}


class PeoplePage(Page):
    """Two lists of which one is in sight; a large plan is looked through in slices."""

    title = "People"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._work: Iterator[None] = iter(())
        self._wanted = ""  # a record to select once the rows are there
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.list = Segments("Which list", [("posts", "Posts"), ("people", "People")])
        self.list.changed.connect(self._choose_list)
        self._add_button = button("Add", icon_name="plus", press=self._add)
        self._leave = button("Somebody leaves", icon_name="user-minus", press=self._leaver)
        for each in (self.list, self._add_button, self._leave):
            self.head.at_right.addWidget(each)
        self.shown = Segments(
            "Which of them",
            [("all", "All"), ("vacant", "Vacant"), ("away", "Away"), ("quiet", "No update")],
        )
        self.posts: Grid[PostRow] = self._table(post_columns(), "Posts by title")
        self.people: Grid[PersonRow] = self._table(person_columns(), "People by name")
        self._none = Empty(
            "No post yet",
            "A post owns actions, whoever is in it. Add the posts, then say who is in each.",
            "Add post",
            icon_name="users",
        )
        self._none.pressed.connect(self._add)
        self.listing = Listing(
            "Filter posts and people",
            self.posts,
            self.people,
            choices=self.shown,
            tests=_TESTS,
            none=self._none,
            none_fits="Nobody fits",
        )
        self.listing.top.addWidget(self.shown)
        self.listing.looked_at.connect(self._looked_at)
        self.side = PeopleSide(self.window_)
        self._beside = Beside(self.listing, self.side, wide=372, high=260, roomy=900)
        self.body.addWidget(self._beside, 1)

    def _table(self, columns: Any, name: str) -> Grid[Any]:
        rows: RowsModel[Any] = RowsModel(columns, key=lambda row: row.id, parent=self)
        made: Grid[Any] = Grid(rows, name, row_high=48)
        made.moved.connect(self._moved)
        made.opened.connect(self._opened)
        made.menu_wanted.connect(self._show_menu)
        return made

    @property
    def grid(self) -> Grid[Any]:
        """The list in sight."""
        return self.listing.grid

    # The plan as it stands.

    def refresh(self, changes: Changes) -> None:
        """Look through the posts again if these changes can have altered them."""
        for each in (self._add_button, self._leave, self._none.button):
            each.setEnabled(not self._workspace.read_only)
            each.setToolTip(self._workspace.read_only)
        if not changes.touched(*_KINDS):
            return
        self._workspace.slices.drop(self._work)
        plan = self._workspace.plan
        self._work = self._look_through(plan)
        if len(plan.all(Action)) <= _AT_ONCE:
            for _ in self._work:
                pass
        else:
            self._workspace.slices.add(self._work, of=self)

    def _look_through(self, plan: Plan) -> Iterator[None]:
        day, posts = self._workspace.day, []
        holding: dict[str, list[PostRow]] = defaultdict(list)
        for each in sorted(plan.all(Post), key=lambda post: post.title.casefold()):
            made = PostRow(plan, each, day)
            posts.append(made)
            for person in made.holder.people:
                holding[person.id].append(made)
            yield
        people = [PersonRow(plan, each, day, holding[each.id]) for each in plan.all(Person)]
        yield
        self.posts.rows.set_rows(posts)
        self.people.rows.set_rows(sorted(people, key=lambda found: found.title.casefold()))
        self.listing.look()
        if self._wanted:
            self.show_record(self._wanted)

    def _looked_at(self) -> None:
        grid = self.grid
        if grid.current is not self.side.row:
            self.side.show_row(grid.current)
        self._none.title.setText("No post yet" if grid is self.posts else "Nobody yet")
        self._none.button.setText("Add post" if grid is self.posts else "Add person")
        self._beside.offer_side(bool(grid.rows.total))
        self._show_foot()
        self.window_.refresh_commands()

    def _show_foot(self) -> None:
        found = self.grid.rows.rows()
        noun = ("post", "posts") if self.grid is self.posts else ("person", "people")
        parts = [f"{len(found)} of {british.plural(self.grid.rows.total, *noun)}"]
        vacant, away, quiet = (sum(test(each) for each in found) for test in _TESTS.values())
        told = (
            (vacant, "vacant" if self.grid is self.posts else "in no post"),
            (away, "away today"),
            (quiet, "with actions that wait for an update"),
        )
        parts += [f"{count} {said}" for count, said in told if count]
        self.listing.foot.setText("   ·   ".join(parts))

    # What happens on it.

    def _moved(self, found: PostRow | PersonRow | None) -> None:
        self.window_.refresh_commands()
        if found is not None and found is self.grid.current:
            self.side.show_row(found)

    def _opened(self, found: PostRow | PersonRow, key: str) -> None:
        self.edit()

    def _choose_list(self, which: str) -> None:
        self.list.choose(which)
        self.listing.turn_to(self.posts if which == "posts" else self.people)

    def _show_menu(self, place: QPoint) -> None:
        self.pop_up(_MENU, place)

    def _add(self) -> None:
        from ui.dialogs.people import PersonForm, PostForm

        plan, of_posts = self._workspace.plan, self.grid is self.posts
        form = PostForm(self, plan) if of_posts else PersonForm(self, plan)
        done = form.send(self._workspace.do)
        if done is not None:
            self.show_record(done.made(Post if of_posts else Person).id)

    def _leaver(self) -> None:
        self.window_.commands.run("leaver")

    # What the window asks.

    def selected_record(self) -> Record | None:
        """The post or person that has the keyboard."""
        found = self.grid.current
        return found.record if found else None

    def show_record(self, record_id: str) -> bool:
        """Select a post or a person; as soon as the rows are there, where they are still to come."""
        self._wanted = record_id
        plan = self._workspace.plan
        if plan.find(Post, record_id) is None and plan.find(Person, record_id) is None:
            self._wanted = ""
            return False
        wanted = "posts" if plan.find(Post, record_id) is not None else "people"
        if self.list.chosen != wanted:
            self._choose_list(wanted)
        if self.grid.rows.total and self.listing.reveal(record_id):
            self._wanted = ""
        return not self._wanted

    def to_filter(self) -> None:
        """Ctrl+F."""
        self.listing.filter.setFocus()

    def edit(self) -> None:
        """F2: the post's title or the person's name, and their organisation."""
        from ui.dialogs.people import PersonForm, PostForm

        found, plan = self.selected_record(), self._workspace.plan
        if isinstance(found, Post):
            PostForm(self, plan, found).send(self._workspace.do)
        elif isinstance(found, Person):
            PersonForm(self, plan, found).send(self._workspace.do)

    def remove(self) -> None:
        """Del: a post or a person that was a mistake."""
        found = self.grid.current
        if found is not None:
            what = "post" if isinstance(found, PostRow) else "person"
            about = (
                f"{found.title}\nFor what was added by mistake; refused while anything refers to it. "
                "Somebody who leaves is not removed: see “Somebody leaves”. It can be brought back by Undo."
            )
            command = RemoveRecord(record=type(found.record), id=found.id)
            ConfirmForm(self, f"Remove this {what}?", about, "Remove", command).send(self._workspace.do)

    def take_keyboard(self) -> None:
        """To the list; where there is none, to what fills it."""
        self.listing.take_keyboard()
