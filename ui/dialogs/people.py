"""Posts and people: who owns actions, who is in which post, and who is away."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import OrganisationKind
from tracker.domain.commands import (
    AddOrganisation,
    AddPerson,
    AddPost,
    AppointToPost,
    ChangeOrganisation,
    ChangePerson,
    ChangePost,
    EndHolding,
    RecordAway,
    RemoveRecord,
    Together,
)
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Away, Holding, Organisation, Person, Post, Record
from tracker.domain.rules.owners import holder, holder_words, is_in_post
from tracker.domain.words import label
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, Deed, Item, ListDialog
from ui.dialogs.sizing import open_at
from ui.theme import px
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, TextField, Tick
from ui.widgets.frames import Segments, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_KINDS: dict[str, type[Record]] = {"posts": Post, "people": Person, "organisations": Organisation}
_NEW = "new"  # in place of a person's id
_APPOINT, _LEAVE, _AWAY = Deed("appoint", "Appoint…"), Deed("leave", "Leaves…"), Deed("away", "Away…")


class PostForm(Form):
    """A job title in an organisation."""

    def __init__(self, parent: QWidget | None, plan: Plan, post: Post | None = None) -> None:
        super().__init__(parent, "Edit post" if post else "Add post")
        self._post = post
        self.title = TextField("Job title", post.title if post else "", needed=True)
        self.organisation_id = _organisation(plan, post)
        self.add(self.title)
        self.add(self.organisation_id)

    def build(self) -> Command:
        """The new post, or the one given with what was filled in."""
        given = {"title": self.title.value(), "organisation_id": self.organisation_id.value()}
        return ChangePost(id=self._post.id, changes=given) if self._post else AddPost(**given)


class PersonForm(Form):
    """Somebody who holds posts, writes updates or accepts evidence."""

    def __init__(self, parent: QWidget | None, plan: Plan, person: Person | None = None) -> None:
        super().__init__(parent, "Edit person" if person else "Add person")
        self._person = person
        self.name = TextField("Name", person.name if person else "", needed=True, is_name=True)
        self.organisation_id = _organisation(plan, person)
        self.add(self.name)
        self.add(self.organisation_id)

    def build(self) -> Command:
        """The new person, or the one given with what was filled in."""
        given = {"name": self.name.value(), "organisation_id": self.organisation_id.value()}
        return ChangePerson(id=self._person.id, changes=given) if self._person else AddPerson(**given)


def _organisation(plan: Plan, of: Post | Person | None) -> ChoiceField:
    choices = [(None, "Not stated"), *((each.id, each.name) for each in plan.all(Organisation))]
    return ChoiceField("Organisation", choices, of.organisation_id if of else None)


class OrganisationForm(Form):
    """A council or a partner agency."""

    def __init__(self, parent: QWidget | None, organisation: Organisation | None = None) -> None:
        super().__init__(parent, "Edit organisation" if organisation else "Add organisation")
        self._organisation = organisation
        self.name = TextField("Name", organisation.name if organisation else "", needed=True, is_name=True)
        kinds = [(each, label(each)) for each in OrganisationKind]
        self.type = ChoiceField("Type", kinds, organisation.kind if organisation else None)
        self.add(self.name)
        self.add(self.type)

    def build(self) -> Command:
        """The new organisation, or the one given with what was filled in."""
        name, kind = self.name.value(), self.type.value()
        if self._organisation:
            return ChangeOrganisation(id=self._organisation.id, changes={"name": name, "kind": kind})
        return AddOrganisation(name=name, organisation_kind=kind)


class AppointForm(Form):
    """Puts a person in a post from a day on: somebody of the plan, or somebody new to it."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, post: Post) -> None:
        super().__init__(parent, f"Appoint to {post.title}", save="Appoint")
        plan, day = workspace.plan, workspace.day
        people = sorted(plan.all(Person), key=lambda each: each.name.casefold())
        self._post = post
        known = [(None, "Choose who"), *((each.id, each.name) for each in people)] if people else []
        self.person_id = ChoiceField("Person", [*known, (_NEW, "Somebody new")], needed=True)
        self.name = TextField("Name", needed=True, is_name=True)
        self.started_on = DayField("From", day, day, needed=True)
        self.ended_on = DayField("To", day, help="Empty while it lasts")
        held = holder(plan, post.id, day)
        self.replacing = Tick("In place of who is in post now", held is not None and not held.vacant)
        self.add(self.person_id)
        self.add(self.name)
        self.add(self.started_on, self.ended_on)
        self.add(self.replacing)
        self.replacing.setVisible(held is not None and not held.vacant)
        self.person_id.changed.connect(self._ask_name)
        self._ask_name()

    def _ask_name(self) -> None:
        self.name.setVisible(self.person_id.value() == _NEW)

    def build(self) -> Command:
        """The appointment as filled in, with the person where they are new; both are one change."""
        chosen = self.person_id.value()
        appointment = AppointToPost(
            post_id=self._post.id,
            person_id=str(uuid4()) if chosen == _NEW else chosen,
            started_on=self.started_on.read(),
            ended_on=self.ended_on.value(),
            replacing=self.replacing.isChecked(),
        )
        if chosen != _NEW:
            return appointment
        name, organisation_id = self.name.value(), self._post.organisation_id
        person = AddPerson(id=appointment.person_id, name=name, organisation_id=organisation_id)
        return Together(label=appointment.label, commands=(person, appointment))


class LeaveForm(Form):
    """Asks who leaves a post, and on which day they were last in it."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, post: Post) -> None:
        super().__init__(parent, f"Leaves {post.title}")
        plan, day = workspace.plan, workspace.day
        held = [each for each in plan.by(Holding, "post_id", post.id) if is_in_post(each, day)]
        if not held:
            raise TrackerError("Nobody is in that post.")
        self.holding = ChoiceField(
            "Person", [(each.id, plan.get(Person, each.person_id).name) for each in held]
        )
        self.ended_on = DayField("Last day in post", day, day, needed=True)
        self.add(self.holding)
        self.add(self.ended_on)

    def build(self) -> EndHolding:
        """The end as filled in."""
        return EndHolding(holding_id=self.holding.value(), ended_on=self.ended_on.read())


class AwayForm(Form):
    """A person's absence, and who covers."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Person) -> None:
        super().__init__(parent, f"{person.name} is away")
        plan, day = workspace.plan, workspace.day
        others = [each for each in plan.all(Person) if each.id != person.id]
        self._person_id = person.id
        self.from_on = DayField("From", day, day, needed=True)
        self.to_on = DayField("To", day, needed=True, help="Both days included")
        self.cover = ChoiceField("Covered by", [(None, "Nobody"), *((each.id, each.name) for each in others)])
        self.add(self.from_on, self.to_on)
        self.add(self.cover)

    def build(self) -> RecordAway:
        """The absence as filled in."""
        return RecordAway(
            person_id=self._person_id,
            from_on=self.from_on.read(),
            to_on=self.to_on.read(),
            cover_person_id=self.cover.value(),
        )


class PeopleDialog(ListDialog):
    """Posts, people and organisations, one list at a time."""

    def __init__(self, window: "MainWindow") -> None:
        self.lists = Segments(
            "List", [("posts", "Posts"), ("people", "People"), ("organisations", "Organisations")]
        )
        about = "A post owns actions, whoever is in it. With nobody in post they go to the workstream’s SRO."
        super().__init__(
            window,
            "Posts and people",
            about,
            add_text="Add…",
            empty="None yet. Add the first below.",
            wide=680,
        )
        self.head.addSpacing(px(8))
        self.head.addLayout(row(self.lists, None))
        self.lists.changed.connect(self.show_items)
        open_at(self, 680, 560)

    def items(self) -> list[Item]:
        """The rows of the list chosen, by name."""
        return {"posts": self._posts, "people": self._people, "organisations": self._organisations}[
            self.lists.chosen
        ]()

    def _posts(self) -> list[Item]:
        plan, day, found = self.workspace.plan, self.workspace.day, []
        for post in sorted(plan.all(Post), key=lambda each: each.title.casefold()):
            held = holder(plan, post.id, day)
            organisation = plan.find(Organisation, post.organisation_id)
            owns = len(plan.by(Action, "owner_post_id", post.id))
            words = (
                holder_words(held) if held else "",
                organisation.name if organisation else "",
                f"owns {british.plural(owns, 'action')}" if owns else "",
            )
            leave = () if held is None or held.vacant else (_LEAVE,)
            found.append(
                Item(post.id, post.title, " · ".join(filter(None, words)), (_APPOINT, *leave, EDIT, REMOVE))
            )
        return found

    def _people(self) -> list[Item]:
        plan, day, found = self.workspace.plan, self.workspace.day, []
        for person in sorted(plan.all(Person), key=lambda each: each.name.casefold()):
            organisation = plan.find(Organisation, person.organisation_id)
            held = [each for each in plan.by(Holding, "person_id", person.id) if is_in_post(each, day)]
            posts = british.listed([plan.get(Post, each.post_id).title for each in held])
            words = (posts, organisation.name if organisation else "", _absences(plan, person, day))
            found.append(Item(person.id, person.name, " · ".join(filter(None, words)), (_AWAY, EDIT, REMOVE)))
        return found

    def _organisations(self) -> list[Item]:
        found = sorted(self.workspace.plan.all(Organisation), key=lambda each: each.name.casefold())
        return [Item(each.id, each.name, label(each.kind), (EDIT, REMOVE)) for each in found]

    def _form(self, key: str | None) -> Form:
        plan = self.workspace.plan
        match self.lists.chosen:
            case "posts":
                return PostForm(self, plan, plan.find(Post, key))
            case "people":
                return PersonForm(self, plan, plan.find(Person, key))
            case _:
                return OrganisationForm(self, plan.find(Organisation, key))

    def add(self) -> None:
        """Ask for one more of the list chosen, and add it."""
        self._form(None).send(self.do)

    def do_edit(self, key: str) -> None:
        """Edit a row."""
        self._form(key).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove a row added by mistake."""
        self.do(RemoveRecord(record=_KINDS[self.lists.chosen], id=key))

    def do_appoint(self, key: str) -> None:
        """Put somebody in a post."""
        AppointForm(self, self.workspace, self.workspace.plan.get(Post, key)).send(self.do)

    def do_leave(self, key: str) -> None:
        """Somebody leaves a post."""
        LeaveForm(self, self.workspace, self.workspace.plan.get(Post, key)).send(self.do)

    def do_away(self, key: str) -> None:
        """Note an absence."""
        AwayForm(self, self.workspace, self.workspace.plan.get(Person, key)).send(self.do)


def _absences(plan: Plan, person: Person, day: date) -> str:
    coming = sorted((each for each in plan.by(Away, "person_id", person.id) if each.to_on >= day), key=_from)
    told = [f"away {british.short_day(each.from_on)} to {british.short_day(each.to_on)}" for each in coming]
    return british.listed(told)


def _from(away: Away) -> date:
    return away.from_on


def people(window: "MainWindow") -> None:
    """Posts, people and organisations."""
    PeopleDialog(window).exec()


def appoint(window: "MainWindow") -> None:
    """Put somebody in the selected post."""
    assert window.workspace is not None
    post = window.selected_record()
    if not isinstance(post, Post):
        raise TrackerError("Select a post first, on the People page.")
    AppointForm(window, window.workspace, post).send(window.workspace.do)


def note_absence(window: "MainWindow") -> None:
    """Note when the selected person is away, or the one in the selected post."""
    assert window.workspace is not None
    AwayForm(window, window.workspace, selected_person(window)).send(window.workspace.do)


def selected_person(window: "MainWindow") -> Person:
    """The selected person, or the only one in the selected post. Raises TrackerError."""
    assert window.workspace is not None
    chosen = window.selected_record()
    if isinstance(chosen, Person):
        return chosen
    held = (
        holder(window.workspace.plan, chosen.id, window.workspace.day) if isinstance(chosen, Post) else None
    )
    if held is None or len(held.people) != 1:
        raise TrackerError("Select a person first, on the People page.")
    return held.people[0]
