"""The filter language of the actions: plain words, and terms such as `owner:none`, `due<30` or `late`.

    query   owner:me due<30 -status:gone "front door" contact
    term    [-] name sign value[,value]...     the values of one term are alternatives
    sign    :  <  >  <=  >=  =
    value   a word, or several in quotes
    phrase  [-] "some words"

A minus negates a term, a phrase or a word. Terms and words must all hold. Nothing typed is an error: what
is not understood is looked for as words, and `faults` says so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.domain.errors import TrackerError
from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.records import OwnColumn
from tracker.domain.rules.query_terms import (
    BARE,
    Field,
    Term,
    field_called,
    is_date,
    is_part_of_date,
    of_own_column,
    typed,
)
from tracker.frozen import dataclass

_QUOTES = str.maketrans("“”„«»", '"""""')
_PHRASE = re.compile(r'-?"([^"]*)("|$)(?![:<>=≤≥])')
_NAME = re.compile(r'(-?)(?:"([^"]+)"|([^\s":<>=≤≥,]+))(<=|>=|[:<>=≤≥])\s*')
_VALUE = re.compile(r'"([^"]*)(?:"|$)|([^\s,"]+)')
_WORD = re.compile(r'[^\s"]+|"')
_MORE_WORDS = 3  # of a date such as 31 March 2027, which needs no quotes
_DATE = {
    more: re.compile(rf'[^\s,"]+(?:\s+[^\s,"]+){{{more}}}(?![^\s,])') for more in range(1, _MORE_WORDS + 1)
}
_ALIKE = {"=": ":", "≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Language:
    """What a plan calls things: its own columns, its workstreams and its owners; after how many days without
    an update an action is stale."""

    columns: tuple[str, ...] = ()
    stream: str = "Workstream"
    owner: str = "Owner"
    quiet_days: int = 30


USUAL = Language()
"""As every plan calls things at first."""


def language_of(plan: Plan) -> Language:
    """The words of this plan."""
    columns = sorted(plan.all(OwnColumn), key=lambda column: column.position)
    names = tuple(typed(column.name) for column in columns)
    settings = plan.settings
    return Language(names, settings.workstream_label, settings.owner_label, settings.stale_after_days)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for. `words` are typed ones that stand for themselves, each to be found somewhere;
    `faults` say in sentences which of them were meant to be more."""

    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, as they are looked for."""
        return " ".join(" ".join(self.words).replace('"', " ").split())

    def with_terms(self, *terms: Term) -> "Query":
        """The same with these as well, each once."""
        return replace(self, terms=tuple(dict.fromkeys((*self.terms, *terms))))

    def without(self, *terms: Term) -> "Query":
        """The same without these."""
        return replace(self, terms=tuple(each for each in self.terms if each not in terms))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was typed, from `start` to `end`: a term, or words that stand for themselves.

    Neither where it is not complete: a name and a sign without a value.
    `settled`: what follows cannot become a part of it any more.
    """

    start: int
    end: int
    term: Term | None = None
    word: str = ""
    fault: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """A value that is being typed: of which field, where in the text it starts, and as far as it goes."""

    field: Field
    start: int
    value: str


def parse(text: str, language: Language = USUAL) -> Query:
    """What was asked for. Never raises."""
    found = list(pieces(text, language))
    return Query(
        tuple(dict.fromkeys(piece.term for piece in found if piece.term)),
        tuple(piece.word for piece in found if piece.word),
        tuple(dict.fromkeys(piece.fault for piece in found if piece.fault)),
    )


def show(query: Query) -> str:
    """What to type for it: `parse` reads it back."""
    return " ".join((*map(shown_term, query.terms), *query.words))


def shown_term(term: Term) -> str:
    """One term as it is typed."""
    minus = "-" if term.negated else ""
    values = ",".join(map(_quoted, term.values))
    if term.field == "text":
        return f'{minus}"{term.values[0]}"'
    name = f'"{term.column}"' if term.column else term.field
    return f"{minus}{name}{term.sign}{values}"


def described(query: Query, language: Language = USUAL) -> str:
    """In plain English: “Owner nobody in post; Due within 30 days; With “contact””."""
    told = [f"{about} {value}" for about, value in (spoken(each, language) for each in query.terms)]
    if query.words:
        told.append(f"With “{query.text}”")
    return "; ".join(told)


def spoken(term: Term, language: Language = USUAL) -> tuple[str, str]:
    """A term in two parts, as a token shows it: what it is about, and what of that."""
    if term.field == "text":
        return ("Without" if term.negated else "With", f"“{term.values[0]}”")
    field = of_own_column(term.column) if term.column else field_called(term.field)
    assert field is not None
    if term.field in BARE and not term.values:
        told = {"late": "overdue", "stale": f"none for {language.quiet_days} days"}[term.field]
        about = {"late": "Due", "stale": "Updates"}[term.field]
        return about, f"not {told}" if term.negated else told
    about = {"owner": language.owner, "stream": language.stream}.get(term.field, field.title)
    return about, field.told(term)


def pieces(text: str, language: Language = USUAL) -> Iterator[Piece]:
    """What was typed, part by part, with places in it. Spaces belong to none of them."""
    text = text.translate(_QUOTES)
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        piece = _phrase(text, at) or _term(text, at, language) or _word(text, at)
        yield piece
        at = piece.end


def last_begun(text: str, language: Language = USUAL) -> Begun | None:
    """The value with which a text ends; None where it ends with something else."""
    text, found = text.translate(_QUOTES), None
    for piece in pieces(text, language):
        found = _NAME.match(text, piece.start)
    if found is None:
        return None
    field = _field(" ".join((found[2] or found[3]).split()), language, is_quoted=bool(found[2]))
    values = text[found.end() :]
    is_quoted = bool(values.count('"') % 2)
    if field is None or found[4] not in (":", "=") or (values[-1:].isspace() and not is_quoted):
        return None
    start = found.end() + (values.rfind('"') if is_quoted else values.rfind(",") + 1)
    return Begun(field, start, text[start:].strip('"'))


def _phrase(text: str, at: int) -> Piece | None:
    """Words in quotes, unless they are the name of a term."""
    found = _PHRASE.match(text, at)
    if found is None:
        return None
    words = " ".join(found[1].split())
    term = Term("text", ":", (words,), negated=found[0].startswith("-")) if words else None
    return Piece(at, found.end(), term, settled=bool(found[2]))


def _term(text: str, at: int, language: Language) -> Piece | None:
    """A name, a sign and values; words where the name or a value is not of the language."""
    found = _NAME.match(text, at)
    if found is None:
        return None
    name, sign = " ".join((found[2] or found[3]).split()), _ALIKE.get(found[4], found[4])
    field = _field(name, language, is_quoted=bool(found[2]))
    values, end = _values(text, found.end(), dated=field is not None and field.dated)
    word = " ".join(text[at:end].split())
    if field is None:
        is_meant = values and not values[0].startswith("//") and (found[2] or name.isalpha())
        fault = f"“{word}” was looked for as words: nothing here is called “{name}”." if is_meant else ""
        return Piece(at, end, word=word, fault=fault)
    if not values:
        return Piece(at, end)
    try:
        term = field.read(sign, values)
    except TrackerError as error:
        return Piece(at, end, word=word, fault=f"“{word}” {error}: it was looked for as words.")
    return Piece(at, end, replace(term, negated=bool(found[1])), settled=_is_settled(text, end, field.dated))


def _word(text: str, at: int) -> Piece:
    found = _WORD.match(text, at)
    assert found is not None
    word, end = found[0], found.end()
    bare = word.removeprefix("-")
    if bare in ("", '"'):
        return Piece(at, end)
    term = BARE.get(plain(bare), Term("text", ":", (bare,)))
    if term.field == "text" and bare == word:
        return Piece(at, end, word=word)
    return Piece(at, end, replace(term, negated=bare != word), settled=_is_settled(text, end, False))


def _field(name: str, language: Language, *, is_quoted: bool) -> Field | None:
    """A name in quotes is first that of a column of the council's own, one without that of the language."""
    key = plain(name)
    own = next((of_own_column(each) for each in language.columns if plain(each) == key), None)
    called = {plain(language.stream): "stream", plain(language.owner): "owner"}
    usual = field_called(called.get(key, key))
    return (own or usual) if is_quoted else (usual or own)


def _values(text: str, at: int, *, dated: bool) -> tuple[list[str], int]:
    """The values that begin there, and where they end."""
    values: list[str] = []
    end = at
    while (found := _VALUE.match(text, at)) is not None:
        if dated and found[2] is not None:
            found = _long_date(text, at) or found
        end = found.end()
        values += filter(None, [" ".join((found[0].strip('"')).split())])
        if text[end : end + 1] != ",":
            break
        at = end = end + 1
    return values, end


def _long_date(text: str, at: int) -> re.Match[str] | None:
    """A date of several words there, the longest that is one."""
    tried = (_DATE[more].match(text, at) for more in range(_MORE_WORDS, 0, -1))
    return next((found for found in tried if found and is_date(" ".join(found[0].split()))), None)


def _is_settled(text: str, end: int, dated: bool) -> bool:
    """Whether something follows that ends the term: after a date, a word that cannot be a part of it."""
    if not text[end : end + 1].isspace():
        return False
    following = text[end:].split(maxsplit=1)
    return not dated or (bool(following) and not is_part_of_date(plain(following[0])))


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s,]", value) else value
