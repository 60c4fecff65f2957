"""Return sheets: which actions and parts are asked about, of whom, and what a row and a column are called.

The writer and the reader of the sheets both stand on this.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.codes import Lifecycle, OrganisationKind
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Organisation, Part, Post
from tracker.domain.rules.order import in_plan_order
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_open

NO_CHANGE = "No change"
NOT_FOR_A_PART = "Not for a part"
REFERENCE = "Reference"
TITLE = "Return sheet for"
COPY_NAME = "return sheet"
"""What a set is called among the copies that left the plan, after its number."""
_ITEM = re.compile(r"\s*(A[0-9]+[a-z]*)\s*(?:,?\s*part\s*([0-9]{1,4}))?", re.IGNORECASE)


class Answer(StrEnum):
    """The columns that are filled in, in their order, by their heads."""

    NO_CHANGE = "No change?"
    RATING = "Rating"
    TEXT = "What changed"
    BARRIER = "Barrier"
    ASK = "Ask of the board"
    NEW_DUE = "New date"
    NEW_DUE_REASON = "Why the new date"
    DONE_ON = "Done on"
    EVIDENCE = "Evidence"
    WHOSE = "Updated by"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a return sheet: an action, or one part of it."""

    action: Action
    part: Part | None = None
    number: int = 0

    @property
    def code(self) -> str:
        """“A12”, “A12 part 2”: permanent, for a part among the parts that the action had then."""
        return f"{self.action.ref} part {self.number}" if self.part else self.action.ref


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a sheet, and for what. `id` is that of the post or organisation."""

    id: str
    name: str
    items: tuple[Item, ...]


def item_called(reads: Reads, code: str) -> Item | None:
    """The action or part that a row's reference names, None where the plan has none of it."""
    found = _ITEM.match(code)
    if not found:
        return None
    action = next(iter(reads.by(Action, "ref", _ref(found[1]))), None)
    if action is None or not found[2]:
        return Item(action) if action else None
    number = int(found[2])
    parts = _parts(reads, action)
    return Item(action, parts[number - 1], number) if 0 < number <= len(parts) else None


def recipients(plan: Plan) -> tuple[Recipient, ...]:
    """Who is asked about what is not finished: each post of the council, each other organisation.

    Open actions, their parts that are not done, and what is complete without accepted evidence: each is in
    one sheet, but for those that `without_recipient` gives. The order is that of the plan.
    """
    sheets: dict[str, tuple[str, list[Item]]] = {}
    of_owner: dict[str | None, Post | Organisation | None] = {}  # few own many
    for item in _asked_about(plan):
        owner = item.action.owner_post_id
        if item.part is None and owner not in of_owner:
            of_owner[owner] = _whom(plan, item)
        if whom := _whom(plan, item) if item.part else of_owner[owner]:
            sheets.setdefault(whom.id, (_name(whom), []))[1].append(item)
    return tuple(Recipient(key, name, tuple(items)) for key, (name, items) in sheets.items())


def for_one(plan: Plan, whom: Post | Organisation) -> Recipient:
    """What one post is asked about, or one organisation with all its posts."""
    mine = _post if isinstance(whom, Post) else _organisation
    items = (item for item in _asked_about(plan) if mine(plan, item) == whom)
    return Recipient(whom.id, _name(whom), tuple(items))


def without_recipient(plan: Plan) -> tuple[Item, ...]:
    """What nobody is asked about, because nobody owns it."""
    return tuple(item for item in _asked_about(plan) if _whom(plan, item) is None)


def _asked_about(plan: Plan) -> Iterator[Item]:
    for action in in_plan_order(plan, plan.all(Action)):
        if is_open(action) or action.lifecycle is Lifecycle.COMPLETE:
            yield Item(action)
        if is_open(action):
            numbered = enumerate(_parts(plan, action), 1)
            yield from (Item(action, part, number) for number, part in numbered if part.done_on is None)


def _whom(plan: Plan, item: Item) -> Post | Organisation | None:
    """A post of the council itself; the organisation of any other, and where no post is named."""
    post, organisation = _post(plan, item), _organisation(plan, item)
    if organisation is None or (post and organisation.kind is OrganisationKind.COUNCIL):
        return post
    return organisation


def _post(plan: Plan, item: Item) -> Post | None:
    return plan.find(Post, item.part.post_id if item.part else item.action.owner_post_id)


def _organisation(plan: Plan, item: Item) -> Organisation | None:
    if item.part:
        return plan.find(Organisation, item.part.organisation_id)
    post = _post(plan, item)
    return plan.find(Organisation, post.organisation_id) if post else None


def _name(whom: Post | Organisation) -> str:
    return whom.title if isinstance(whom, Post) else whom.name


def _parts(reads: Reads, action: Action) -> list[Part]:
    found = reads.by(Part, "action_id", action.id)
    return sorted(found, key=lambda part: (part.position, part.id)) if found else []


def _ref(text: str) -> str:
    return text[0].upper() + text[1:].lower()
