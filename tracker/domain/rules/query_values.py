"""What may follow a name of the filter language: its values, with how many actions have each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from tracker.domain.codes import Delivery
from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionTag,
    Finding,
    OwnColumn,
    OwnValue,
    Post,
    Tag,
    Workstream,
)
from tracker.domain.rules.order import workstreams
from tracker.domain.rules.query import Language, last_begun
from tracker.domain.rules.query_terms import Field, typed
from tracker.domain.rules.states import standing
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A value as it is typed, what else there is to say about it, and how many actions have it: None where
    that is not counted."""

    value: str
    words: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What may stand in a text from `start` to its end."""

    start: int
    values: tuple[Offer, ...]


def offers_for(plan: Plan, text: str, language: Language) -> Offers | None:
    """What may complete the value with which a text ends; None where no value is being typed."""
    begun = last_begun(text, language)
    if begun is None:
        return None
    words = plain(begun.value).split()
    offers = (replace(each, value=typed(each.value)) for each in _values(plan, begun.field))
    fitting = (each for each in offers if all(word in plain(f"{each.value} {each.words}") for word in words))
    return Offers(begun.start, tuple(fitting))


def _values(plan: Plan, field: Field) -> Iterator[Offer]:
    if field.key == "owner":
        counts = _counted(plan, "owner_post_id")
        yield from (Offer("me"), Offer("none", count=counts[None]), Offer("vacant", "nobody in post"))
        posts = sorted(plan.all(Post), key=lambda post: (-counts[post.id], post.title))
        yield from (Offer(post.title, count=counts[post.id]) for post in posts)
    elif field.key == "stream":
        counts = _counted(plan, "workstream_id")
        yield from (_stream(each, counts[each.id]) for each in workstreams(plan))
        yield Offer("none", count=counts[None])
    elif field.key == "tag":
        counts = Counter(tie.tag_id for tie in plan.all(ActionTag))
        tags = sorted(plan.all(Tag), key=lambda tag: plain(tag.name))
        yield from (Offer(tag.name, count=counts[tag.id]) for tag in tags)
        yield Offer("none")
    elif field.key == "area":
        counts = Counter(tie.finding_id for tie in plan.all(ActionFinding))
        yield from (Offer(each.ref, each.text, counts[each.id]) for each in plan.all(Finding))
        yield Offer("none")
    elif field.key == "own":
        yield from _own(plan, field.title)
    else:
        yield from _choices(plan, field)


def _stream(stream: Workstream, count: int) -> Offer:
    return Offer(stream.title, stream.council_ref, count)


def _choices(plan: Plan, field: Field) -> Iterator[Offer]:
    """The fixed values; those of the columns are counted, the others would take too long at each key."""
    counts: Counter[str | None] = Counter()
    if field.key in ("priority", "impact", "audience"):
        counts = _counted(plan, field.key)
    elif field.key == "rating":
        counts = _counted(plan, "delivery")
    elif field.key == "status":
        counts = _counted(plan, "lifecycle") + Counter(
            shown.value for shown in map(standing, plan.all(Action)) if isinstance(shown, Delivery)
        )
    for choice in field.choices:
        yield Offer(choice, count=counts.get(choice.replace(" ", "_")))


def _own(plan: Plan, name: str) -> Iterator[Offer]:
    key = plain(name)
    for column in plan.all(OwnColumn):
        if plain(typed(column.name)) == key:
            counts = Counter(value.value for value in plan.by(OwnValue, "column_id", column.id))
            for value in column.choices or sorted(counts):
                yield Offer(value, count=counts[value])
    yield Offer("none")


@lru_cache(maxsize=4)
def _counted(plan: Plan, field: str) -> Counter[str | None]:
    return Counter(map(attrgetter(field), plan.all(Action)))
