"""Which rows of a table pass: the words typed, the page's own test, and the values ticked in the heads."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import compress, repeat
from operator import attrgetter, not_
from typing import Generic, TypeVar

from tracker.domain.names import plain
from ui.widgets.columns import Column
from ui.widgets.lines import Entry

R = TypeVar("R")
_FAILS, _ROW = attrgetter("fails"), attrgetter("row")
_TEST = 1  # the bit of the page's test in `Entry.fails`; those of the columns follow


class Sieve(Generic[R]):
    """Narrows entries step by step, and keeps what each step found until other rows come."""

    def __init__(self, columns: Sequence[Column[R]], also: Callable[[R], str] | None) -> None:
        self._columns, self._also = columns, also
        self._bits = {column.key: _TEST << n for n, column in enumerate(columns, 1)}
        self._tests: dict[int, Callable[[R], bool]] = {}
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

    def set_test(self, keep: Callable[[R], bool] | None, entries: Iterable[Entry[R]]) -> None:
        """The page's own test, besides."""
        self._put(_TEST, keep, entries)

    def set_values(
        self, column: Column[R], values: frozenset[str] | None, entries: Iterable[Entry[R]]
    ) -> None:
        """Only rows with one of these values in the column; None lets all pass again."""
        self.valued.pop(column.key, None)
        keep: Callable[[R], bool] | None = None
        if values is not None:
            self.valued[column.key] = values
            picked, wanted = column.picked, values

            def keep(row: R) -> bool:
                return picked(row) in wanted

        self._put(self._bits[column.key], keep, entries)

    def _put(self, bit: int, keep: Callable[[R], bool] | None, entries: Iterable[Entry[R]]) -> None:
        self._tests.pop(bit, None)
        if keep is not None:
            self._tests[bit] = keep
        asked = [entry for entry in entries if entry.fails is not None]
        passes = map(keep, map(_ROW, asked)) if keep is not None else repeat(True, len(asked))
        for entry, is_so in zip(asked, passes, strict=True):
            entry.fails = entry.fails & ~bit if is_so else entry.fails | bit  # type: ignore[operator]
        self._found.clear()

    # What passes.

    def forget(self) -> None:
        """Other rows are there, or stand in another order."""
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
        """Those that fail no test; each test is put to all rows at one go."""
        fails = list(map(_FAILS, ordered))
        if None in fails:
            new = [each for each in ordered if each.fails is None]
            for entry in new:
                entry.fails = 0
            for bit, keep in self._tests.items():
                for entry in new:
                    if not keep(entry.row):
                        entry.fails |= bit  # type: ignore[operator]
            fails = list(map(_FAILS, ordered))
        return list(compress(ordered, map(not_, fails))) if any(fails) else ordered

    def values_of(self, column: Column[R], ordered: list[Entry[R]]) -> dict[str, int]:
        """The column's values in the rows that pass all but its own choice, each with how many have it.

        They come in the column's order, the blank one last.
        """
        bit, entries = self._bits[column.key], self.passing(ordered)
        if bit in self._tests:
            entries = [each for each in ordered if not self._fails(each) & ~bit and self._is_said(each)]
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

    def hidden_by_values(self, ordered: list[Entry[R]]) -> int:
        """How many pass everything but the choices of values."""
        if not self.valued:
            return 0
        failing = (each for each in ordered if self._fails(each) and not self._fails(each) & _TEST)
        return sum(map(self._is_said, failing))

    def _fails(self, entry: Entry[R]) -> int:
        """The bits of the tests it fails; 0 where it passes them all."""
        if entry.fails is None:
            entry.fails = self._failing(entry.row)
        return entry.fails

    def _failing(self, row: R) -> int:
        return sum(bit for bit, keep in self._tests.items() if not keep(row))

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
        if self._tests and self._failing(row) != entry.fails:
            return True
        words = self.words.split()
        if not words or entry.key in self.elsewhere:
            return False
        return _holds(self.hay(row), words) != self.holds(entry)


def _holds(text: str, words: Collection[str]) -> bool:
    return all(word in text for word in words)
