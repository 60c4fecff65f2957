"""What a tracker's colours, letters and words mean on the plan's axes; the user has the last word."""

import colorsys
import re
from dataclasses import dataclass

from tracker.domain.codes import Delivery, Impact, Lifecycle, Priority
from tracker.domain.names import folded

LIFECYCLES = (Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS, Lifecycle.COMPLETE)
"""What an import may say of an action's life; all else needs a decision or somebody else's check."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one value means. Without any meaning it is kept as words in an update."""

    lifecycle: Lifecycle | None = None
    delivery: Delivery | None = None
    impact: Impact | None = None


_NOT_STARTED = Meaning(Lifecycle.NOT_STARTED)
_IN_PROGRESS = Meaning(Lifecycle.IN_PROGRESS)

# The first line with a word that stands in the text wins. “Closed” and the like are Complete here: that the
# evidence was accepted, and by whom, no sheet proves. A colour says nothing of whether work has started.
_STATES: tuple[tuple[str, Meaning], ...] = (
    ("not complete|not completed|incomplete|not achieved", _IN_PROGRESS),
    (
        "partially|partly|nearly|almost|ra|ag|amber green|amber red|red amber",
        Meaning(delivery=Delivery.AT_RISK),
    ),
    ("not started|not yet started|not due|not yet due|yet to start|not begun|future|planned", _NOT_STARTED),
    ("on hold|paused|deferred|suspended|withdrawn|superseded|cancelled|deleted|removed|merged", Meaning()),
    (
        "complete|completed|done|closed|achieved|delivered|finished|implemented|embedded|blue|b|purple|p|100%",
        Meaning(Lifecycle.COMPLETE),
    ),
    ("off track|overdue|late|delayed|significant delay|missed|red|r", Meaning(delivery=Delivery.OFF_TRACK)),
    (
        "at risk|some delay|slippage|slipping|minor delay|behind|amber|yellow|a",
        Meaning(delivery=Delivery.AT_RISK),
    ),
    ("on track|on target|on schedule|progressing well|green|g", Meaning(delivery=Delivery.ON_TRACK)),
    ("in progress|started|ongoing|underway|under way|open|live|commenced|active|wip", _IN_PROGRESS),
    ("grey|gray|white", _NOT_STARTED),
)
_IMPACTS: tuple[tuple[str, Impact], ...] = (
    ("sustained|embedded|blue|b|purple", Impact.SUSTAINED),
    ("no evidence|no impact|none|not yet|too early|red|r|grey", Impact.NO_EVIDENCE_YET),
    ("early|some|emerging|partial|limited|amber|yellow|a", Impact.EARLY_SIGNS),
    ("improving|improved|good|evident|green|g|significant|yes", Impact.IMPROVING),
)
_DRAWN = {
    "red": "🔴🟥",
    "amber": "🟠🟧🟡🟨",
    "green": "🟢🟩",
    "blue": "🔵🟦",
    "purple": "🟣🟪",
    "done": "✓✔✅☑",
}
_SIGNS = str.maketrans({sign: f" {word} " for word, signs in _DRAWN.items() for sign in signs})
_PRIORITIES = {
    **dict.fromkeys(("high", "h", "1", "p1", "urgent", "critical", "very high"), Priority.HIGH),
    **dict.fromkeys(("medium", "m", "2", "p2", "med", "moderate"), Priority.MEDIUM),
    **dict.fromkeys(("low", "l", "3", "p3"), Priority.LOW),
}


def state_meaning(text: str) -> Meaning:
    """What a state or rating most likely means; no meaning where nothing is known."""
    return next((meaning for listed, meaning in _STATES if _stands_in(listed, text)), Meaning())


def impact_meaning(text: str) -> Meaning:
    """What a rating of impact most likely means."""
    found = (impact for listed, impact in _IMPACTS if _stands_in(listed, text))
    return Meaning(impact=next(found, None))


def read_priority(text: str) -> Priority | None:
    """High, medium or low from words, letters or numbers; None for anything else."""
    return _PRIORITIES.get(folded(text))


def colour_name(fill: str) -> str:
    """“red”, “amber”, “green”, “blue”, “purple” or “grey” for a fill such as “FFC7CE”; "" for no fill."""
    if not fill:
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if strength < 0.15 or light > 0.98:
        return "grey"
    turns = ((18, "red"), (70, "amber"), (170, "green"), (262, "blue"), (335, "purple"), (360, "red"))
    return next(name for end, name in turns if hue * 360 <= end)


def _stands_in(listed: str, text: str) -> bool:
    plain = " ".join(re.sub(r"[^\w%]+", " ", folded(text.translate(_SIGNS))).split())
    short = "|".join(word for word in listed.split("|") if len(word) <= 2)
    long = "|".join(word for word in listed.split("|") if len(word) > 2)
    whole = bool(short) and re.fullmatch(short, plain) is not None
    return whole or re.search(rf"(?<!\w)(?:{long})(?!\w)", plain) is not None
