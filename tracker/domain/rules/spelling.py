"""British spelling: which words of a text are in no list, and what may have been meant.

Both -ise and -ize are British; “color” and “center” are not. Left alone are references and whatever else has
a digit, acronyms, addresses, names of files, words with a capital inside, and words of other scripts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import chain

from tracker.domain.plan import Plan
from tracker.domain.records import Organisation, Person, Source, Tag, WordGroup
from tracker.domain.rules.meanings import USUAL

_CHUNK = re.compile(r"\S+")
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u00ad])"  # an accent or a soft hyphen may stand by itself
_WORD = re.compile(rf"[^\W\d_]{_LETTER}*(?:['’]{_LETTER}+)*")
_ADDRESS = re.compile(r"[@\\]|://|^\W*www\.|^\W*/|\w\.[a-z]{2,4}\W*$")
_NO_PART_OF_A_WORD = dict.fromkeys(map(ord, "\u00ad"))
_LONGEST_CHUNK = 200  # characters: what is longer is no words that anybody typed
_REMEMBERED = 20_000  # pieces of text whose mistakes are known
_MOST, _FEW = 6, 3  # suggestions
_TWO_WORDS = 10  # letters that they have less than
_OTHER_LETTERS = 3  # that one of two words may have and the other not
_ALPHABET = "abcdefghijklmnopqrstuvwxyz'"
_VOWELS = frozenset("aeiouy")
# How unlikely a slip is; two letters in each other's place, or one written once instead of twice, are none.
_VOWEL, _OTHER, _FIRST_LETTER = 1, 2, 3
_NAME = 2  # on top, where a name would have been written without its capital
_OR = re.compile("or")  # the American for “our”
_LIKE = 0.8  # difflib's measure of how alike two words are

Span = tuple[int, int]
"""Where a word begins in its text, and how many characters it has."""


class Spelling:
    """`lists` are words in UTF-8, each on a line that ends with a line feed, in the order of their bytes; the
    commonest words are in the first list. `own` are further words, as they are written (see `own_words`).

    A list stays the bytes that it is and a word is found in it by halving, so it costs nothing to begin with.
    """

    def __init__(self, lists: Iterable[bytes], own: Iterable[str] = ()) -> None:
        self._lists = tuple(lists)
        self._own = {word.lower(): word for word in sorted(own)}  # “Front” gives way to “front”
        self._known: dict[str, tuple[Span, ...]] = {}

    def wrong(self, text: str) -> list[Span]:
        """The words of a text that are in no list, in their order."""
        found: list[Span] = []
        for chunk in _CHUNK.finditer(text):
            spans = self._known.get(chunk[0])
            if spans is None:
                spans = self._look_at(chunk[0])
            if spans:
                begin = chunk.start()
                found += [(begin + start, length) for start, length in spans]
        return found

    def _look_at(self, chunk: str) -> tuple[Span, ...]:
        spans: tuple[Span, ...] = ()
        if len(chunk) <= _LONGEST_CHUNK and not _ADDRESS.search(chunk) and not any(map(str.isnumeric, chunk)):
            words = _WORD.finditer(chunk)
            spans = tuple((each.start(), len(each[0])) for each in words if not self.is_right(each[0]))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[chunk] = spans
        return spans

    def is_right(self, word: str) -> bool:
        """Whether a word is in a list, or is of a kind that is left alone."""
        whole = _plain(word)
        base, _ = _without_s(whole)
        is_left_alone = (
            len(base) < 2
            or base[1:] != base[1:].lower()  # DCS, GPs, MacDonald
            or any(each > "\u024f" for each in base)  # neither Latin nor its accents
        )
        return is_left_alone or any(self._rank(each) is not None for each in {base, whole})

    def _rank(self, word: str) -> int | None:
        """The number of the first list that has it, with a capital or where it needs none; None for none."""
        small = word.lower()
        if small in self._own:
            return 0
        for rank, words in enumerate(self._lists):
            if _has(words, small) or (word != small and _has(words, word)):
                return rank
        return None

    # What may have been meant.

    def suggest(self, word: str) -> tuple[str, ...]:
        """The likeliest words for one that is wrong, the likeliest first; none where nothing is like it."""
        base, ending = _without_s(_plain(word))
        small = base.lower()
        is_small = base == small
        beside = self._beginning_with(small[:1])
        near: dict[str, tuple[int, int]] = {}
        for unlikely, each in chain(_changed_once(small), self._two_words(small)):
            bare = _without_s(each)[0]
            rank = beside.get(bare) if each[:1] == small[:1] else self._rank(bare.capitalize())
            if rank is not None or " " in each:
                unlikely += _NAME * (is_small and self._is_name(each))
                near[each] = min(near.get(each, (unlikely, rank or 0)), (unlikely, rank or 0))
        found = sorted(near, key=lambda each: (*near[each], each))
        if len(found) < _FEW:
            found += _like(small, beside)
        written = (self._as_written(each, capital=not is_small) + ending for each in found)
        return tuple(dict.fromkeys(written))[:_MOST]

    def _two_words(self, word: str) -> Iterator[tuple[int, str]]:
        """Two of the commonest words that were written as one; long ones are rather one that is misspelt."""
        for n in range(1, len(word) if len(word) < _TWO_WORDS else 0):
            parts = (word[:n], word[n:])
            if all(each == "a" or (len(each) > 1 and _has(self._lists[0], each)) for each in parts):
                yield _OTHER, " ".join(parts)

    def _beginning_with(self, letter: str) -> dict[str, int]:
        """The words with this first letter, in small letters, and the number of the list that each is in."""
        found = {word: 0 for word in self._own if word.startswith(letter)}
        for rank, words in enumerate(self._lists):
            for first in (letter, letter.upper()):
                lines = words[_place(words, first) : _place(words, f"{first}\U0010ffff")]
                for each in lines.decode().split():
                    if each[1:] == each[1:].lower():  # no acronym
                        found.setdefault(each.lower(), rank)
        return found

    def _as_written(self, word: str, *, capital: bool) -> str:
        """With the capital that it, or the word it stands for, has."""
        needs_one = word not in self._own and self._is_name(word)
        found = self._own.get(word, word)
        return found[:1].upper() + found[1:] if capital or needs_one else found

    def _is_name(self, word: str) -> bool:
        """Whether a word that is right is so only with a capital."""
        base = _without_s(word)[0]
        return " " not in word and not any(_has(words, base) for words in self._lists)


def own_words(plan: Plan) -> frozenset[str]:
    """Every word that a plan itself makes right: the council's own, the field's usual ones, and those in the
    names of people, organisations, authorities, inspectorates and tags; as they are written."""
    settings = plan.settings
    phrases: Iterable[str] = chain(
        chain.from_iterable(USUAL),
        chain.from_iterable(group.words for group in plan.all(WordGroup)),
        (each.name for each in plan.all(Person)),
        (each.name for each in plan.all(Organisation)),
        (each.name for each in plan.all(Tag)),
        (name for source in plan.all(Source) for name in (source.body, source.authority)),
        (settings.authority, settings.board_name),
    )
    return frozenset(_plain(word) for phrase in phrases for word in _WORD.findall(phrase))


def bare(word: str) -> str:
    """A word as it is added to others: “Kelminster’s” as “Kelminster”."""
    return _without_s(_plain(word))[0]


def _changed_once(word: str) -> Iterator[tuple[int, str]]:
    """The word, as a name with its capital, and every word that is one slip away, with how unlikely it is."""
    yield 0, word
    for n in range(len(word) + 1):
        head, tail = word[:n], word[n:]
        other = _OTHER if n else _FIRST_LETTER
        if len(tail) > 1:
            yield 0, f"{head}{tail[1]}{tail[0]}{tail[2:]}"
        if tail:
            yield 0 if head.endswith(tail[0]) else other, head + tail[1:]
        for letter in _ALPHABET:
            is_usual = letter == "'" or head.endswith(letter) or (letter == "u" and _OR.match(word, n - 1))
            yield 0 if is_usual else other, f"{head}{letter}{tail}"
            if tail:
                yield _VOWEL if n and {letter, tail[0]} <= _VOWELS else other, f"{head}{letter}{tail[1:]}"


def _like(word: str, words: Iterable[str]) -> list[str]:
    """The words that are like it, in more than one place if need be."""
    letters, lengths = set(word), range(len(word) - 2, len(word) + 3)
    near = (each for each in words if len(each) in lengths)
    nearer = [each for each in near if len(letters.symmetric_difference(each)) <= _OTHER_LETTERS]
    return get_close_matches(word, nearer, _MOST, _LIKE)


def _plain(word: str) -> str:
    """As a list has it."""
    return unicodedata.normalize("NFC", word.translate(_NO_PART_OF_A_WORD)).replace("’", "'")


def _without_s(word: str) -> tuple[str, str]:
    """“council's” as the word and “'s”."""
    return (word[:-2], word[-2:]) if word[-2:] in ("'s", "'S") else (word, "")


def _has(words: bytes, word: str) -> bool:
    line = f"{word}\n".encode()
    return words.startswith(line, _place(words, word))


def _place(words: bytes, word: str) -> int:
    """Where the first line begins that does not come before this word."""
    line = word.encode()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        begin = words.rfind(b"\n", low, middle) + 1 or low
        end = words.find(b"\n", middle)
        if words[begin:end] < line:
            low = end + 1
        else:
            high = begin
    return low
