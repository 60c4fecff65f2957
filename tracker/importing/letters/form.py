"""How the documents of a family are laid out: their titles, the headings of their lists, their closing."""

import re
from dataclasses import dataclass
from functools import cache

from tracker.domain.codes import FindingKind
from tracker.importing.letters.sections import time_limit

PRIORITY_HEADING = r"(?:areas? (?:for|of|requiring) )?(?:immediate )?priority actions?"
IMPROVE_HEADING = (
    r"what needs to improve(?: (?:in|with|across|for) [^.:;,]{3,80})?"
    r"|areas? (?:for|requiring|in need of) (?:further )?improvements?|areas? for (?:further )?development"
)
# How a letter's closing begins, wherever the last list stands.
LETTER_CLOSING = (
    r"ofsted will (?:take|use|consider)|yours (?:sincerely|faithfully)|we have notified|where a focused visit"
    r"|(?:we|i) (?:will|shall) (?:share|notify|write|copy)|you should (?:now )?(?:submit|send|share|prepare)"
    r"|(?:i|we) (?:have copied|am copying|are copying|would like to thank)|thank you for"
    r"|the findings (?:from|of) this (?:focused )?visit|please (?:submit|send|share)"
    r"|it would be .{0,5}helpful|following publication|a copy of this letter|this letter will be"
)
# Lines over a report's text that are no headings, but stand alone as headings do.
_LABELS = (
    r"(?:inspection dates?|lead inspector|reporting inspector|report published|published|age group)\s*:.*"
    r"|contents"
)
_VISITED = (
    r"\bvisit\b.{3,160}?\b(?:on|between|from|during|over)\s+(?=(?:the )?(?:\w+day,? )?\d{1,2}\b)"
    r"|visit (?:took place|was (?:carried out|held|undertaken|conducted)) (?:on|between|from|over)\s+(?=\d)"
)
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Form:
    """How the documents of a family are laid out, in regular expressions that ignore case.

    `titles` match a whole title or subject line, `named` a sentence that names the authority; the group
    `name` is the authority's name (a title without one has it on the line before or after it). `lists` are
    the headings that open a list of findings, as whole lines without what may trail them ("?", ":", a
    footnote's number), `others` the further headings, which only end one, and `closing` how the words after
    the last list begin. The lists address `addressee` until one of the headings `parts` names somebody else.
    `visited` ends where the days of the visit begin, and is empty where there is none; days after a label
    ("Inspection dates:") are found without it. `no_list` is the warning for a document without any list.
    """

    noun: str
    titles: tuple[str, ...]
    lists: tuple[tuple[FindingKind, str], ...]
    others: str
    named: str = _NEVER
    closing: str = LETTER_CLOSING
    addressee: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    visited: str = _VISITED
    no_list: str = ""

    def kind_of(self, text: str) -> FindingKind | None:
        """The kind of finding whose list this heading opens; None if it opens none."""
        words = heading_words(text)
        return next((kind for kind, heading in self.lists if pattern(heading).fullmatch(words)), None)

    def part_of(self, text: str) -> str | None:
        """Whom the lists after this heading address; None if it is no heading of a part."""
        words = heading_words(text)
        return next((whom for whom, heading in self.parts if pattern(heading).fullmatch(words)), None)

    def is_heading(self, text: str) -> bool:
        """Whether the words of a whole line are one of the family's headings."""
        words = heading_words(text)
        return (
            self.kind_of(text) is not None
            or self.part_of(text) is not None
            or pattern(f"{self.others}|{_LABELS}").fullmatch(words) is not None
            or time_limit(text) is not None
        )


@cache
def pattern(text: str) -> re.Pattern[str]:
    """The expression, compiled once, without regard to case."""
    return re.compile(text, re.IGNORECASE)


def heading_words(text: str) -> str:
    """A heading's words without what may trail them: "?", ":", a footnote's number."""
    return re.sub(r"\d{1,2}$", "", text.replace("(s)", "s")).rstrip("?: ")
