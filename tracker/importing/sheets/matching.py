"""Which of the plan's records a tracker's words mean: actions, improvement areas, posts, organisations."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import uuid4

from tracker.domain.codes import OrganisationKind
from tracker.domain.commands import AddOrganisation, AddPost, AddWorkstream, Command
from tracker.domain.names import folded
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    Action,
    ActionFinding,
    Finding,
    Holding,
    Organisation,
    Person,
    Post,
    Workstream,
)
from tracker.importing.sheets.known import Known
from tracker.importing.sheets.parties import is_organisation
from tracker.importing.sheets.reading import ReadAction

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")
_LABEL = re.compile(
    r"^(?:ofsted|ilacs|inspection)?\s*(?:recommendations?|rec|priority action|area for improvement|afi"
    r"|paragraph|para|no|number|finding|area)?\.?\s*(?:no\.?)?\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[\d.]*[\s:–-]*")
_LONG_ENOUGH = 30  # characters of a finding’s wording that name it


class Areas:
    """The plan's improvement areas by what trackers call them."""

    def __init__(self, plan: FullPlan) -> None:
        self._all = [each for each in plan.all(Finding) if not each.left_out_reason]
        self._by_ref: dict[str, list[str]] = {}
        for each in self._all:
            for name in {folded(each.ref), folded(each.printed_reference).strip(". ")} - {""}:
                self._by_ref.setdefault(name, []).append(each.id)

    def named(self, text: str) -> tuple[str, ...]:
        """The ids of all areas that a text names; none where any part of it is in doubt."""
        if whole := self._one(text):
            return (whole,)
        found = [self._one(part) for part in re.split(r"[,;\n&]|\band\b", text) if part.strip()]
        return tuple(dict.fromkeys(each for each in found if each)) if all(found) else ()

    def _one(self, text: str) -> str | None:
        plain = folded(text).strip(". :")
        bare = _LABEL.sub("", plain).strip(". :")
        for name in (plain, bare):
            if len(found := self._by_ref.get(name, [])) == 1:
                return found[0]
        words = _NUMBER.sub("", bare)
        same = [each.id for each in self._all if _alike(words, folded(each.text).strip(". "))]
        return same[0] if len(same) == 1 else None


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG_ENOUGH and short in long


def matched(
    known: Known, rows: Sequence[ReadAction], finding_ids: Sequence[tuple[str, ...]]
) -> list[Action | None]:
    """The plan's action that each row tells of, each taken once; None for a new one.

    By its reference first, then by its title, last as the draft that it fills: that of a finding which the
    row answers (`finding_ids`, for each row).
    """
    actions = _Actions(known, rows)
    found: list[Action | None] = [None] * len(rows)
    for look in (actions.by_reference, actions.by_reference_and_title, actions.by_title, actions.draft):
        for number, row in enumerate(rows):
            found[number] = found[number] or actions.take(look(row, finding_ids[number]))
    return found


class _Actions:
    """The plan's actions by what trackers call them, as long as no row has taken them."""

    def __init__(self, known: Known, rows: Sequence[ReadAction]) -> None:
        self._plan, self._by_ref, self._by_title = known.plan, known.by_council_ref, known.by_title
        self._left = dict(known.actions)
        # A tracker that knows no action of ours by its words means others by A1 and A2.
        ours = not known.titles.isdisjoint(folded(row.title) for row in rows)
        self._by_own = known.by_ref if ours else {}
        self._times = Counter(folded(row.ref) for row in rows)

    def take(self, action: Action | None) -> Action | None:
        """Let no other row have it."""
        return self._left.pop(action.id) if action else None

    def by_reference(self, row: ReadAction, _: tuple[str, ...]) -> Action | None:
        """The one action of the row's reference, where no other row has that."""
        name = folded(row.ref)
        ids = self._ids(name)
        return self._left.get(ids[0]) if len(ids) == 1 == self._times[name] else None

    def by_reference_and_title(self, row: ReadAction, _: tuple[str, ...]) -> Action | None:
        """Where one reference, a paragraph of the report say, stands for several, titles tell them apart."""
        title = folded(row.title)
        same = (each for each in self._titled(title) if folded(each.council_ref) == folded(row.ref))
        by_own = (self._left.get(each) for each in self._ids(folded(row.ref)))
        return next(same, None) or next(
            (each for each in by_own if each and folded(each.title) == title), None
        )

    def by_title(self, row: ReadAction, _: tuple[str, ...]) -> Action | None:
        """The one action of that title, unless both have a reference, and so another one."""
        same = [each for each in self._titled(folded(row.title)) if not (each.council_ref and row.ref)]
        return same[0] if len(same) == 1 else None

    def draft(self, _: ReadAction, finding_ids: tuple[str, ...]) -> Action | None:
        """The action to be planned that answers the same finding."""
        for finding_id in finding_ids:
            for tie in self._plan.by(ActionFinding, "finding_id", finding_id):
                action = self._left.get(tie.action_id)
                if action and action.draft:
                    return action
        return None

    def _ids(self, name: str) -> list[str]:
        return (self._by_ref.get(name) or self._by_own.get(name, [])) if name else []

    def _titled(self, title: str) -> list[Action]:
        return [self._left[each] for each in self._by_title.get(title, []) if each in self._left]


class Parties:
    """Posts, organisations and workstreams by name, made where there are none; `made` are the commands."""

    def __init__(self, plan: FullPlan, bodies: Mapping[str, bool]) -> None:
        """`bodies` says of folded names whether they are organisations, where somebody has said."""
        self.made: list[Command] = []
        self._plan, self._bodies = plan, bodies
        self._posts = {folded(each.title): each.id for each in reversed(list(plan.all(Post)))}
        self._organisations = {folded(each.name): each.id for each in plan.all(Organisation)}
        self._streams = {folded(each.title): each.id for each in plan.all(Workstream)}
        self._of_post = {each.id: each.organisation_id for each in plan.all(Post)}
        people = {each.id: folded(each.name) for each in plan.all(Person)}
        for holding in plan.all(Holding):
            if holding.ended_on is None:
                self._posts.setdefault(people[holding.person_id], holding.post_id)

    @property
    def known(self) -> set[str]:
        """The folded names of all there are."""
        return {*self._posts, *self._organisations}

    def owner(self, name: str) -> str:
        """The id of the post that owns: an organisation owns through a post of its own name."""
        found = self._find(self._posts, name)
        if found:
            return found
        return self._post(name, self.organisation(name) if self.is_body(name) else None)

    def share(self, name: str) -> tuple[str, str | None]:
        """The organisation, and the post if one is named, of somebody responsible for a part."""
        if self.is_body(name):
            return self.organisation(name), None
        post = self._find(self._posts, name) or self._post(name, None)
        return self._of_post.get(post) or self._council(), post

    def is_body(self, name: str) -> bool:
        """Whether a name is an organisation's."""
        key = folded(name)
        if key in self._bodies:
            return self._bodies[key]
        return key in self._organisations or (key not in self._posts and is_organisation(name))

    def organisation(self, name: str, kind: OrganisationKind = OrganisationKind.OTHER) -> str:
        """The id of the organisation of that name."""
        found = self._organisations.get(folded(name))
        if found is None:
            found = self._organisations[folded(name)] = _new_id()
            self.made.append(AddOrganisation(id=found, name=name, organisation_kind=kind))
        return found

    def workstream(self, title: str) -> str:
        """The id of the workstream of that title."""
        found = self._streams.get(folded(title))
        if found is None:
            found = self._streams[folded(title)] = _new_id()
            self.made.append(AddWorkstream(id=found, title=title))
        return found

    def _post(self, title: str, organisation_id: str | None) -> str:
        found = self._posts[folded(title)] = _new_id()
        self._of_post[found] = organisation_id
        self.made.append(AddPost(id=found, title=title, organisation_id=organisation_id))
        return found

    def _council(self) -> str:
        """The organisation of a post that names none: the authority whose plan it is."""
        councils = (e.id for e in self._plan.all(Organisation) if e.kind is OrganisationKind.COUNCIL)
        name = self._plan.settings.authority or "The council"
        return next(councils, None) or self.organisation(name, OrganisationKind.COUNCIL)

    def _find(self, known: Mapping[str, str], name: str) -> str | None:
        without = folded(_IN_BRACKETS.sub(" ", name))
        return known.get(folded(name)) or known.get(without)


def _new_id() -> str:
    return str(uuid4())
