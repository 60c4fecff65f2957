"""What an action says, and what others say of it in the plan: all that is looked through for words."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionFinding, ActionTag, Finding, OwnValue, Part, Tag
from tracker.domain.rules.owners import holder

_shared = lru_cache(maxsize=1024)(plain)  # of what many actions have in common


def words_of(plan: Plan, action: Action, day: date) -> str:
    """All that is said of an action, as it is looked through, with a stroke between one text and the next."""
    tied = plan.by(ActionFinding, "action_id", action.id)
    areas = (plan.find(Finding, tie.finding_id) for tie in tied)
    own = (
        *(action.ref, action.council_ref, action.title, action.text, action.outcome, action.criteria),
        *(action.resources, action.monitored_at, action.audience_reason),
    )
    others = (
        *(f"{area.ref} {area.text}" for area in areas if area),
        *(value.value for value in plan.by(OwnValue, "action_id", action.id)),
        *(part.text for part in plan.by(Part, "action_id", action.id)),
        *(tag.name for tag in _tags(plan, action)),
    )
    owner = _owner(plan, action.owner_post_id, day)
    return " | ".join((*map(plain, filter(None, own)), *owner, *map(_shared, filter(None, others))))


def _owner(plan: Plan, post_id: str | None, day: date) -> tuple[str, ...]:
    """The post and who answers for it: worked out once for each post, of which there are few."""
    known = _owners(plan, day)
    if post_id not in known:
        held = holder(plan, post_id, day)
        names = (held.post.title, *(each.name for each in (*held.people, *held.acting))) if held else ()
        known[post_id] = tuple(map(plain, filter(None, names)))
    return known[post_id]


@lru_cache(maxsize=1)
def _owners(plan: Plan, day: date) -> dict[str | None, tuple[str, ...]]:
    """What is known of the posts of a plan by now."""
    return {}


def _tags(plan: Plan, action: Action) -> Iterable[Tag]:
    found = (plan.find(Tag, tie.tag_id) for tie in plan.by(ActionTag, "action_id", action.id))
    return (tag for tag in found if tag)
