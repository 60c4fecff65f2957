"""Actions that may say the same as what is being typed: found by rare words, judged by likeness."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.frozen import dataclass

_WORD = re.compile(r"[^\W_]+")
_FEWEST = 2  # words that a title needs before it says anything
_RARE = 6  # words of a title by which others are looked for
_COMMON = 400  # a word of more actions than this tells nothing
_LOOKED_AT = 24  # actions whose likeness is worked out
_MOST = 3  # that are told
_LIKE = 0.62  # from this likeness on two titles may be one
_A_TURN = 400


@dataclass(frozen=True, slots=True)
class Likely:
    """An action that may be meant, and its likeness from 0 to 1: 1 for the same words in any order."""

    action: Action
    likeness: float


class AlikeIndex:
    """The titles of a plan's actions by their words. Fill it with `prepare`; until then it finds nothing."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_word: dict[str, list[str]] = {}
        self._titles: dict[str, str] = {}
        self.is_ready = False

    def prepare(self) -> Iterator[None]:
        """Take in the actions, some hundred a turn. Drafts are left out: they have no words of their own."""
        for n, action in enumerate(self._plan.all(Action)):
            if not action.draft:
                title = self._titles[action.id] = plain(action.title)
                for word in set(_WORD.findall(title)):
                    self._by_word.setdefault(word, []).append(action.id)
            if n % _A_TURN == _A_TURN - 1:
                yield
        self.is_ready = True

    def like(self, title: str) -> tuple[Likely, ...]:
        """The few actions whose titles are likest, best first; none where it says too little."""
        text = plain(title)
        words = list(dict.fromkeys(_WORD.findall(text)))
        if not self.is_ready or len(words) < _FEWEST:
            return ()
        judge = SequenceMatcher(autojunk=False)
        judge.set_seq2(text)
        found = []
        for action_id in self._candidates(words):
            likeness = self._likeness(judge, set(words), self._titles[action_id])
            if likeness >= _LIKE:
                found.append(Likely(self._plan.get(Action, action_id), likeness))
        return tuple(sorted(found, key=lambda each: -each.likeness)[:_MOST])

    def _candidates(self, words: list[str]) -> list[str]:
        """The actions that share most of the title's rarest words."""
        known = sorted((len(ids), word) for word in words if (ids := self._by_word.get(word)))
        shared: dict[str, float] = {}
        for count, word in known[:_RARE]:
            if count > _COMMON and shared:
                break
            for action_id in self._by_word[word][:_COMMON]:
                shared[action_id] = shared.get(action_id, 0.0) + 1.0 / count
        return sorted(shared, key=lambda each: -shared[each])[:_LOOKED_AT]

    @staticmethod
    def _likeness(judge: SequenceMatcher[str], words: set[str], title: str) -> float:
        """The better of two: the same words in any order, or nearly the same letters in this one."""
        others = set(_WORD.findall(title))
        by_words = 2 * len(words & others) / (len(words) + len(others))
        judge.set_seq1(title)
        if judge.real_quick_ratio() < _LIKE or judge.quick_ratio() < _LIKE:
            return by_words
        return max(by_words, judge.ratio())
