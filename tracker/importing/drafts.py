"""The draft actions that answer a document's areas: one for each at first, then as a person shapes them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import reduce

from tracker.domain.commands.refusing import refuse
from tracker.domain.commands.sources import NewDraft

BLANK = NewDraft()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft action: what is known of it, and the keys of the items that it answers."""

    new: NewDraft
    answers: tuple[int, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known of it yet."""
        return self.new == BLANK


@dataclass(frozen=True, slots=True)
class Drafts:
    """All of them, in the order in which they were begun. A value: each change makes another."""

    all: tuple[Draft, ...] = ()

    @classmethod
    def one_each(cls, keys: Iterable[int]) -> "Drafts":
        """A blank one for each of these items."""
        return cls(tuple(Draft(BLANK, (key,)) for key in keys))

    def made(self, keys: Sequence[int]) -> tuple[tuple[int, Draft], ...]:
        """Those that answer any of these items, each with its number and what it answers of them.

        They come in the order of the items.
        """
        place = {key: n for n, key in enumerate(keys)}
        kept = []
        for number, draft in enumerate(self.all):
            if answers := sorted((key for key in draft.answers if key in place), key=place.__getitem__):
                kept.append((number, replace(draft, answers=tuple(answers))))
        return tuple(sorted(kept, key=lambda pair: place[pair[1].answers[0]]))

    def answer(self, key: int) -> bool:
        """Whether any of them answers this item."""
        return any(key in draft.answers for draft in self.all)

    # With the items.

    def with_item(self, key: int) -> "Drafts":
        """With a blank one for this item, unless one answers it."""
        return self if self.answer(key) else Drafts((*self.all, Draft(BLANK, (key,))))

    def without_item(self, key: int) -> "Drafts":
        """Without those that answered this item alone."""
        return _tidied(replace(each, answers=_less(each.answers, {key})) for each in self.all)

    def without_blank(self, key: int) -> "Drafts":
        """Without blank ones that answer this item alone: what answers an earlier one answers it too."""
        return Drafts(tuple(each for each in self.all if not (each.is_blank and each.answers == (key,))))

    def with_items_joined(self, first: int, second: int) -> "Drafts":
        """With the first item in the second one's place; of two that say the same one is enough."""
        moved = []
        for each in self.all:
            answers = tuple(dict.fromkeys(first if key == second else key for key in each.answers))
            moved.append(replace(each, answers=answers))
        told = {each.answers for each in moved if not each.is_blank}
        return Drafts(
            tuple(dict.fromkeys(each for each in moved if not (each.is_blank and each.answers in told)))
        )

    # With the actions.

    def with_words(self, number: int, new: NewDraft) -> "Drafts":
        """With that one's words, owner, date and workstream as given."""
        return self._put(number, replace(self.all[number], new=new))

    def with_another(self, number: int) -> "Drafts":
        """With a second, blank action for the areas that this one answers, after it."""
        another = Draft(BLANK, self.all[number].answers)
        return Drafts((*self.all[: number + 1], another, *self.all[number + 1 :]))

    def removed(self, number: int) -> "Drafts":
        """Without that one. Raises Refused where an area that it answers would have none."""
        rest = Drafts(self.all[:number] + self.all[number + 1 :])
        if not all(rest.answer(key) for key in self.all[number].answers):
            refuse("It is the only action for its area. Leave the area out instead, and say why.")
        return rest

    def shared(self, numbers: Collection[int]) -> "Drafts":
        """With one action for all the areas of these; of what they say, the first that says it stands."""
        chosen = [self.all[number] for number in sorted(numbers)]
        if len(chosen) < 2:
            refuse("Tick two or more actions first: their areas then share one.")
        new = reduce(_filled, (each.new for each in chosen))
        answers = tuple(dict.fromkeys(key for each in chosen for key in each.answers))
        rest = set(range(len(self.all))) - set(numbers) | {min(numbers)}
        return self._put(min(numbers), Draft(new, answers))._only(rest)

    def parted(self, number: int) -> "Drafts":
        """With an action of its own again for each area that this one answers; the first keeps the title."""
        draft = self.all[number]
        first, *others = draft.answers
        parts = [replace(draft, answers=(first,))]
        parts += [Draft(replace(draft.new, title=""), (key,)) for key in others]
        return Drafts((*self.all[:number], *parts, *self.all[number + 1 :]))

    def filled(self, numbers: Collection[int], given: NewDraft) -> "Drafts":
        """With owner, date and workstream of `given` in those of these that have none."""
        known = replace(given, title="")
        return Drafts(
            tuple(
                replace(each, new=_filled(each.new, known)) if n in numbers else each
                for n, each in enumerate(self.all)
            )
        )

    def _put(self, number: int, draft: Draft) -> "Drafts":
        return Drafts((*self.all[:number], draft, *self.all[number + 1 :]))

    def _only(self, numbers: Collection[int]) -> "Drafts":
        return Drafts(tuple(each for n, each in enumerate(self.all) if n in numbers))


def _less(keys: Sequence[int], gone: Collection[int]) -> tuple[int, ...]:
    return tuple(key for key in keys if key not in gone)


def _tidied(drafts: Iterable[Draft]) -> Drafts:
    return Drafts(tuple(each for each in drafts if each.answers))


def _filled(one: NewDraft, other: NewDraft) -> NewDraft:
    """The first with what it lacks from the second; an owner or workstream is an id or a title, not both."""
    values = {field.name: getattr(one, field.name) or getattr(other, field.name) for field in fields(one)}
    for by_id, by_title in (("owner_post_id", "owner_title"), ("workstream_id", "workstream_title")):
        if getattr(one, by_id) or getattr(one, by_title):
            values |= {by_id: getattr(one, by_id), by_title: getattr(one, by_title)}
        elif values[by_id]:
            values[by_title] = ""
    return NewDraft(**values)
