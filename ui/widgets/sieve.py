"""Which rows of a table pass: the words typed, the page's own test, and the values ticked in the heads."""

from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import compress, filterfalse
from operator import attrgetter, not_
from typing import Generic, TypeVar

from tracker.domain.names import plain
from ui.widgets.columns import Column
from ui.widgets.lines import Entry

R = TypeVar("R")
_ROW = attrgetter("row")
_PAGE = ""  # the name of the page's test; those of the heads have the names of their columns


class Sieve(Generic[R]):
    """Narrows entries step by step, and keeps what each step found until other rows come."""

    def __init__(self, columns: Sequence[Column[R]], also: Callable[[R], str] | None) -> None:
        self._columns, self._also = columns, also
        self._tests: dict[str, Callable[[R], bool]] = {}
        self._failing: dict[str, set[Entry[R]]] = {}  # what does not pass each of them
        self._found: dict[str, list[Entry[R]]] = {}
        self.words = ""
        self.valued: dict[str, frozenset[str]] = {}
        self.elsewhere: frozenset[Hashable] = frozenset()

    # What is asked for.

    def set_words(self, text: str) -> bool:
        """Every one of these words must be in the row; returns whether that is news."""
        text = plain(text)
        news = text != self.words
        self.words, self.elsewhere = text, frozenset()
        return news

    def set_test(self, keep: Callable[[R], bool] | None, entries: Collection[Entry[R]]) -> None:
        """The page's own test, besides."""
        self._put(_PAGE, keep, entries)

    def set_values(
        self, column: Column[R], values: frozenset[str] | None, entries: Collection[Entry[R]]
    ) -> None:
        """Only rows with one of these values in the column; None lets all pass again."""
        self.valued.pop(column.key, None)
        keep: Callable[[R], bool] | None = None
        if values is not None:
            self.valued[column.key] = values
            picked, wanted = column.picked, values

            def keep(row: R) -> bool:
                return picked(row) in wanted

        self._put(column.key, keep, entries)

    def _put(self, name: str, keep: Callable[[R], bool] | None, entries: Collection[Entry[R]]) -> None:
        self._tests.pop(name, None)
        self._failing.pop(name, None)
        if keep is not None:
            self._tests[name], self._failing[name] = keep, _failing(keep, entries)
        self._found.clear()

    # The rows there are.

    def take_in(self, new: Collection[Entry[R]], gone: Collection[Entry[R]]) -> None:
        """Other entries are there; of the rest it is known what they pass."""
        for name, keep in self._tests.items():
            self._failing[name].difference_update(gone)
            self._failing[name] |= _failing(keep, new)

    # What passes.

    def forget(self) -> None:
        """The rows stand in another order."""
        self._found.clear()

    def forget_words(self) -> None:
        """Rows changed which pass as before: only what other words found may be wrong now."""
        self._found = {text: found for text, found in self._found.items() if text in ("", self.words)}

    def passing(self, ordered: list[Entry[R]]) -> list[Entry[R]]:
        """Those of these that pass everything, in their order."""
        found = self._holding(self.words, ordered)
        if not self.elsewhere or not self.words:
            return found
        own = set(found)
        return [each for each in self._found[""] if each in own or each.key in self.elsewhere]

    def _holding(self, text: str, ordered: list[Entry[R]]) -> list[Entry[R]]:
        """Typing on narrows the last result, deleting finds an older one."""
        if "" not in self._found:
            self._found[""] = self._untouched(ordered) if self._tests else ordered
        start = next(text[:n] for n in range(len(text), -1, -1) if text[:n] in self._found)
        known = self._found[start]
        if start != text:
            for entry in known:
                if entry.hay is None:
                    entry.hay = self.hay(entry.row)
            for word in text[len(start.rpartition(" ")[0]) :].split():
                known = [entry for entry in known if word in entry.hay]  # type: ignore[operator]
            self._found[text] = known
        return known

    def _untouched(self, ordered: list[Entry[R]]) -> list[Entry[R]]:
        """Those that fail no test."""
        failing = set[Entry[R]]().union(*self._failing.values())
        return list(filterfalse(failing.__contains__, ordered)) if failing else ordered

    def values_of(self, column: Column[R], ordered: list[Entry[R]]) -> dict[str, int]:
        """The column's values in the rows that pass all but its own choice, each with how many have it.

        They come in the column's order, the blank one last.
        """
        if column.key in self._tests:
            others = set[Entry[R]]().union(
                *(self._failing[name] for name in self._tests if name != column.key)
            )
            entries = [each for each in ordered if each not in others and self._is_said(each)]
        else:
            entries = self.passing(ordered)
        counts: dict[str, int] = {}
        first: dict[str, R] = {}
        picked, value = column.picked, column.value
        for entry in entries:
            text = picked(entry.row)
            if text in counts:
                counts[text] += 1
            else:
                counts[text], first[text] = 1, entry.row
        places = {text: (not text, (found := value(row)) is None, found) for text, row in first.items()}
        return {text: counts[text] for text in sorted(counts, key=places.__getitem__)}

    def hidden_by_values(self) -> int:
        """How many pass everything but the choices of values."""
        failing = set[Entry[R]]().union(*(self._failing[key] for key in self.valued))
        return sum(map(self._is_said, failing.difference(self._failing.get(_PAGE, ()))))

    def _is_said(self, entry: Entry[R]) -> bool:
        return entry.key in self.elsewhere or self.holds(entry)

    # One row.

    def hay(self, row: R) -> str:
        """What the words are looked for in. No phrase goes from one text into the next."""
        texts = plain(" | ".join(filter(None, [column.text(row) for column in self._columns])))
        return " | ".join(filter(None, (texts, plain(self._also(row)) if self._also else "")))

    def holds(self, entry: Entry[R]) -> bool:
        """Whether every word is in the row's own text."""
        words = self.words.split()
        if words and entry.hay is None:
            entry.hay = self.hay(entry.row)
        return not words or _holds(entry.hay or "", words)

    def would_move(self, entry: Entry[R], row: R) -> bool:
        """Whether another row in its place would pass otherwise."""
        if any(bool(keep(row)) == (entry in self._failing[name]) for name, keep in self._tests.items()):
            return True
        words = self.words.split()
        if not words or entry.key in self.elsewhere:
            return False
        return _holds(self.hay(row), words) != self.holds(entry)


def _holds(text: str, words: Collection[str]) -> bool:
    return all(word in text for word in words)


def _failing(keep: Callable[[R], bool], entries: Collection[Entry[R]]) -> set[Entry[R]]:
    """Loops in C: this is asked of every row at each condition typed."""
    return set(compress(entries, map(not_, map(keep, map(_ROW, entries)))))
