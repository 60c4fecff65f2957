"""How papers look: type sizes, colours and marks, each in one place for every writer and the window."""

from tracker.frozen import dataclass

# Points. Small print is the floor: nothing on paper is set smaller.
TYPE_SIZES = {
    "title": 25.0,
    "figure": 26.0,
    "money": 19.0,
    "big": 17.0,
    "section": 15.0,
    "entry": 11.5,
    "lead": 11.0,
    "item": 10.5,
    "body": 9.5,
    "table": 9.5,
    "small": 8.5,
}

# Points too: the widths of an entry's columns and the space between columns.
SPACES = {
    "entry_reference": 26.0,
    "entry_facts": 186.0,
    "entry_label": 52.0,
    "gap": 10.0,
}

# The light tokens of the window, so that screen and paper agree.
COLOURS = {
    "ink": "#17212D",
    "muted": "#4C5866",
    "accent": "#1B4E8F",
    "hairline": "#C9D0D9",
    "ground": "#F0F2F5",
}


@dataclass(frozen=True, slots=True)
class ChipLook:
    """A chip's mark (a key of `marks.MARKS`) with the colour of its word and of its ground."""

    mark: str
    ink: str
    ground: str


_BLUE, _GREY = ("#1B4E8F", "#E0EBFA"), ("#3C4753", "#E5E9EE")
OVERDUE = "overdue"
CHIPS = {
    "on_track": ChipLook("disc", "#17603A", "#E2F3E8"),
    "at_risk": ChipLook("triangle", "#774600", "#FFF0D2"),
    "off_track": ChipLook("square", "#9B1C1F", "#FCE6E6"),
    OVERDUE: ChipLook("clock", "#FFFFFF", "#B3261E"),
    "not_started": ChipLook("ring", *_GREY),
    "in_progress": ChipLook("target", *_GREY),
    "complete": ChipLook("thin_tick", *_BLUE),
    "closed": ChipLook("bold_tick", *_GREY),
    "embedded": ChipLook("diamond", "#0A5660", "#DBF2F4"),
    "on_hold": ChipLook("pause", *_GREY),
    "withdrawn": ChipLook("cross", *_GREY),
    "replaced": ChipLook("arrow", *_GREY),
    # The colours of a plan that uses a red-amber-green table; their words always stand beside them.
    "rag_blue": ChipLook("bold_tick", *_BLUE),
    "rag_green": ChipLook("disc", "#17603A", "#E2F3E8"),
    "rag_amber": ChipLook("triangle", "#774600", "#FFF0D2"),
    "rag_red": ChipLook("square", "#9B1C1F", "#FCE6E6"),
    "rag_grey": ChipLook("ring", *_GREY),
}
