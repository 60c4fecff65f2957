"""What a Word document's styles and lists say of a paragraph: bold, size, heading, bullet or number."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.importing.markup import child, local, named, number, numeral, value

_BULLET = "•"
_TWIPS = 20.0  # in a point
_MOST_FOLLOWED = 20  # styles based on one another; Word allows about as many


def is_on(element: Any) -> bool:
    """Whether a switch such as `<w:b/>` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it says nothing and the one it is based on counts.

    `left` is how far in the words stand, in points, `level` the level of the list from 0.
    """

    based_on: str | None = None
    name: str = ""
    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    heading: int | None = None
    list_id: str | None = None
    level: int | None = None
    left: float | None = None


_SAYS_NOTHING = Style()


def style_of(properties: Any, run: Any) -> Style:
    """The style in a paragraph's properties and a run's, either of which may be None."""
    if properties is None and run is None:
        return _SAYS_NOTHING
    bold, hidden = child(run, "b"), child(run, "vanish")
    size = number(value(child(run, "sz")))
    outline = number(value(child(properties, "outlineLvl")))
    return Style(
        bold=None if bold is None else is_on(bold),
        size=size / 2 if size else None,
        hidden=None if hidden is None else is_on(hidden),
        heading=outline if outline is not None and outline < 9 else None,
        list_id=value(child(properties, "numPr", "numId")),
        level=number(value(child(properties, "numPr", "ilvl"))),
        left=_left(properties),
    )


class Styles:
    """The styles of a document by their ids, each with what it takes from those it is based on."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self._whole: dict[str | None, Style] = {}
        self.ordinary = style_of(None, child(root, "docDefaults", "rPrDefault", "rPr"))
        self.default = ""
        for element in root if root is not None else ():
            identity = value(element, "styleId")
            if local(element) != "style" or identity is None:
                continue
            self._styles[identity] = replace(
                style_of(child(element, "pPr"), child(element, "rPr")),
                based_on=value(child(element, "basedOn")),
                name=(value(child(element, "name")) or "").casefold(),
            )
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                self.default = identity

    def __getitem__(self, identity: str | None) -> Style:
        """The style with all it takes from others, an empty one if there is none of this id."""
        if identity not in self._whole:
            whole, following = _SAYS_NOTHING, identity
            for _ in range(_MOST_FOLLOWED):
                style = self._styles.get(following or "")
                if style is None:
                    break
                whole = over(whole, style)
                following = style.based_on
            self._whole[identity] = whole
        return self._whole[identity]


def over(upper: Style, lower: Style) -> Style:
    """What `upper` says, and where it says nothing, what `lower` does."""
    if upper is _SAYS_NOTHING or lower is _SAYS_NOTHING:
        return lower if upper is _SAYS_NOTHING else upper
    return Style(
        name=upper.name or lower.name,
        bold=lower.bold if upper.bold is None else upper.bold,
        size=lower.size if upper.size is None else upper.size,
        hidden=lower.hidden if upper.hidden is None else upper.hidden,
        heading=lower.heading if upper.heading is None else upper.heading,
        list_id=lower.list_id if upper.list_id is None else upper.list_id,
        level=lower.level if upper.level is None else upper.level,
        left=lower.left if upper.left is None else upper.left,
    )


@dataclass(slots=True)
class _Level:
    """One level of a list: what numbers look like ("%1." or a bullet) and where they start."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str | None = None
    left: float | None = None


@dataclass(slots=True)
class _List:
    """A list's levels; lists of one definition (`counts`) count on from each other."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The bullets and numbers that Word shows before paragraphs and does not keep in their text."""

    def __init__(self, root: Any) -> None:
        self._lists: dict[str, _List] = {}
        definitions: dict[str, _List] = {}
        for element in named(root, "abstractNum"):
            levels = {ilvl: _level(each) for each, ilvl in _levels(element)}
            definitions[value(element, "abstractNumId") or ""] = _List(levels)
        for element in named(root, "num"):
            definition = definitions.get(value(child(element, "abstractNumId")) or "", _List())
            own = _List(dict(definition.levels), definition.counts)
            for override, ilvl in _levels(element, "lvlOverride"):
                if (whole := child(override, "lvl")) is not None:
                    own.levels[ilvl] = _level(whole)
                start = number(value(child(override, "startOverride")))
                if start is not None:
                    own.restarts[ilvl] = start
            self._lists[value(element, "numId") or ""] = own

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of the list that belongs to a paragraph style."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((ilvl for ilvl, level in levels.items() if level.style == style), None)

    def left(self, list_id: str, ilvl: int) -> float | None:
        """How far in the words of this level stand, in points."""
        level = self._lists[list_id].levels.get(ilvl) if list_id in self._lists else None
        return level.left if level else None

    def next_marker(self, list_id: str, ilvl: int) -> str | None:
        """The marker of the list's next paragraph on this level; None if no such list is there."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= ilvl <= 8:
            return None
        level = found.levels.setdefault(ilvl, _Level("bullet"))
        if level.form in ("bullet", "none"):
            return _BULLET if level.form == "bullet" else level.text or None
        restart = found.restarts.pop(ilvl, None)
        before = found.counts.get(ilvl)
        found.counts[ilvl] = restart if restart is not None else level.start if before is None else before + 1
        for deeper in range(ilvl + 1, 9):
            found.counts.pop(deeper, None)
        text = level.text or f"%{ilvl + 1}."
        for place in range(ilvl, -1, -1):
            upper = found.levels.get(place, _Level())
            shown = numeral(found.counts.get(place, upper.start), upper.form)
            text = text.replace(f"%{place + 1}", shown)
        return text.strip() or None


def _left(properties: Any) -> float | None:
    """How far in a paragraph's words stand, in points."""
    indents = child(properties, "ind")
    twips = number(value(indents, "left") or value(indents, "start"))
    return None if twips is None else twips / _TWIPS


def _level(element: Any) -> _Level:
    start = number(value(child(element, "start")))
    return _Level(
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        1 if start is None else start,
        value(child(element, "pStyle")),
        _left(child(element, "pPr")),
    )


def _levels(element: Any, name: str = "lvl") -> Iterator[tuple[Any, int]]:
    for each in named(element, name):
        ilvl = number(value(each, "ilvl"))
        if ilvl is not None:
            yield each, ilvl
