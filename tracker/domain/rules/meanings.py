"""Words that mean the same to whoever searches a plan: the field's usual ones and the plan's own."""

import re

from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.records import WordGroup

USUAL = (
    ("MASH", "multi-agency safeguarding hub", "safeguarding hub", "front door"),
    ("DCS", "director of children’s services"),
    ("ICPC", "initial child protection conference"),
    ("CPP", "child protection plan"),
    ("CIN", "child in need", "children in need"),
    ("LAC", "looked after children", "children in care", "cared-for children"),
    ("PA", "personal adviser"),
    ("IRO", "independent reviewing officer"),
    ("LADO", "designated officer"),
    ("PLO", "public law outline", "pre-proceedings"),
    ("SEND", "special educational needs"),
    ("EHCP", "EHC plan", "education, health and care plan"),
    ("RHI", "return home interview"),
    ("section 47", "s47", "child protection enquiry"),
    ("section 17", "s17"),
    ("SRO", "senior responsible owner"),
    ("PMO", "programme office"),
    ("QA", "quality assurance", "audit"),
    ("DfE", "Department for Education"),
    ("ICB", "integrated care board"),
    ("virement", "money moved"),
)
"""What the field says for the same thing; the plan's own groups come on top."""


def alike(plan: Plan, text: str) -> tuple[str, ...]:
    """What was typed, and the same with each phrase put in the other words of its group; each once."""
    key = folded(text)
    found = {key: None}
    for group in (*USUAL, *(group.words for group in plan.all(WordGroup))):
        phrases = [folded(each) for each in group]
        for phrase in phrases:
            if _stands_in(phrase, key):
                found |= dict.fromkeys(_put(key, phrase, other) for other in phrases)
    return tuple(found)


def _stands_in(phrase: str, text: str) -> bool:
    # Nearly every phrase is nowhere in the text, and a plain look costs next to nothing.
    return phrase in text and re.search(rf"\b{re.escape(phrase)}\b", text) is not None


def _put(text: str, phrase: str, other: str) -> str:
    return re.sub(rf"\b{re.escape(phrase)}\b", lambda _: other, text)
