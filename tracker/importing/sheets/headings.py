"""What the columns of other people's trackers are called, and which part of a plan each becomes.

The words are those that councils' published plans and trackers head their columns with (ours: gathered, and
longest phrase first, so that “impact rating” is no plain “impact”).
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tracker.domain import british
from tracker.domain.names import folded


class Target(StrEnum):
    """What a column of a tracker becomes."""

    REF = "ref"
    FINDING = "finding"
    WORKSTREAM = "workstream"
    TITLE = "action"
    TEXT = "description"
    OUTCOME = "outcome"
    CRITERIA = "criteria"
    OWNER = "owner"
    CONTRIBUTORS = "contributors"
    START = "start"
    DUE = "due"
    REVISED = "revised"
    COMPLETED = "completed"
    STATUS = "status"
    IMPACT = "impact"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    PRIORITY = "priority"
    MONITORED = "monitored"
    RESOURCES = "resources"
    COST = "cost"
    OWN = "own"
    LEFT_OUT = "left-out"


LABELS: dict[Target, str] = {
    Target.REF: "the council’s own reference",
    Target.FINDING: "improvement area answered",
    Target.WORKSTREAM: "workstream",
    Target.TITLE: "action",
    Target.TEXT: "text of the action",
    Target.OUTCOME: "desired outcome",
    Target.CRITERIA: "success criteria",
    Target.OWNER: "owner",
    Target.CONTRIBUTORS: "also responsible for a part",
    Target.START: "start",
    Target.DUE: "due date",
    Target.REVISED: "due date, where it was moved",
    Target.COMPLETED: "completed on",
    Target.STATUS: "state and delivery rating",
    Target.IMPACT: "impact rating",
    Target.PROGRESS: "updates",
    Target.EVIDENCE: "evidence",
    Target.PRIORITY: "priority",
    Target.MONITORED: "where monitored",
    Target.RESOURCES: "resources",
    Target.COST: "budget line",
    Target.OWN: "a column of the plan’s own",
    Target.LEFT_OUT: "left out",
}

MANY = {
    *(Target.TEXT, Target.OUTCOME, Target.CRITERIA, Target.CONTRIBUTORS, Target.STATUS, Target.PROGRESS),
    *(Target.EVIDENCE, Target.RESOURCES, Target.FINDING, Target.MONITORED, Target.OWN, Target.LEFT_OUT),
}
"""What several columns may become: their words are put together."""

DATES = {Target.START, Target.DUE, Target.REVISED, Target.COMPLETED}

_WORDS: dict[Target, str] = {
    Target.REF: """
        ref; ref no; reference; reference number; action ref; action no; action number; action id; id;
        no; number; item; item no; line; #; unique id; ref number
    """,
    Target.FINDING: """
        ofsted para no; para; para no; paragraph; ofsted para; ofsted ref; ofsted recommendation;
        recommendation; recommendations; rec; rec no; recommendation no; finding; findings; ofsted
        finding; inspection finding; area for improvement; area for priority action; areas for
        improvement; afi; priority action; improvement area; improvement areas; inspection
        recommendation; issue identified; area of weakness; link to inspection report; link to ofsted;
        linked recommendation; key issue; answers; what we need to improve; what needs to improve;
        what needs to be improved
    """,
    Target.WORKSTREAM: """
        workstream; work stream; theme; strand; priority area; pillar; programme; area; objective;
        strategic objective; strategic priority; improvement priority; improvement theme; section;
        priority theme; domain; service area; theme workstream priority
    """,
    Target.TITLE: """
        action; actions; action required; actions required; key action; key actions; agreed action;
        what we will do; what will we do; what are we going to do; what needs to be done; what; task;
        activity; action to be taken; actions to be taken; required action; planned action;
        improvement action; deliverable; action title; title; action required to address; steps;
        tasks; activities; how will we do it; how; actions we will take; proposed action; management
        action
    """,
    Target.TEXT: """
        description; detail; details; action detail; action details; action description; further
        detail; sub actions; steps to be taken; text; scope; background; rationale
    """,
    Target.OUTCOME: """
        outcome; outcomes; desired outcome; intended outcome; expected outcome; impact; intended
        impact; expected impact; what difference will it make; what difference will this make;
        benefit; benefits; impact on children; outcome for children; what will be different; aim;
        goal; planned outcome
    """,
    Target.CRITERIA: """
        success criteria; success measure; success measures; measure of success; measures of success;
        measures; measure; kpi; kpis; how will we know; how will we know it has worked; how we will
        know; what does good look like; what good looks like; target; targets; performance measure;
        impact measure; impact measures; milestones; key performance indicators; how will success be
        measured; metric; what will success look like; what does success look like; what success looks
        like; success; success indicators; outcome measures; indicators
    """,
    Target.OWNER: """
        owner; lead; lead officer; responsible officer; responsible; responsibility; by whom; who;
        action owner; accountable officer; accountable; lead person; lead professional; officer; named
        lead; lead name; who will do it; who is responsible; who will lead; assigned to; person
        responsible; sro; responsible person; lead agency; operational lead; delivery lead; senior
        responsible owner; led by
    """,
    Target.CONTRIBUTORS: """
        contributors; support; supported by; supporting officers; partners; others involved; also
        responsible; support from; key partners; agencies; partner agencies; other leads; with whom;
        working with; joint lead; joint owner; other agencies; involved
    """,
    Target.START: """
        start; start date; started; date started; commence; commencement date; begin; from; start by
    """,
    Target.DUE: """
        by when; when; due; due date; date due; target date; deadline; timescale; timescales;
        completion date; date for completion; end date; finish; finish date; when by; target
        completion date; timeframe; time frame; to be completed by; due by; date; planned completion
        date; target; original date; original target date; original due date; timeline; delivery date;
        planned date
    """,
    Target.REVISED: """
        revised date; revised due date; revised target date; revised deadline; new date; new due date;
        extended to; revised completion date; revised timescale; current target date; forecast date
    """,
    Target.COMPLETED: """
        date completed; completed on; completed date; actual completion date; date of completion; date
        closed; closed on; actual date; actual completion; completed; closed date; actual end date
    """,
    Target.STATUS: """
        rag; brag; rag rating; brag rating; rag status; brag status; status; current status; state;
        progress rag; delivery rag; delivery rating; rating; current rag; rag now; action status;
        lifecycle; on track; overall rag; progress status; bragp; rag this month; completion status;
        stage; complete y n; open closed; open or closed; done; complete; closed; done y n; completed
        y n
    """,
    Target.IMPACT: """
        impact rag; impact rating; impact brag; impact status; outcome rag; outcome rating; rag of
        impact; rag impact; impact rag rating
    """,
    Target.PROGRESS: """
        progress; progress update; progress updates; progress to date; update; updates; latest update;
        comments; comment; commentary; notes; note; narrative; progress notes; progress comments;
        latest position; position; current position; action taken; actions taken; what have we done;
        progress made; monthly update; latest words; latest progress; remarks; highlights; activity to
        date; what has been done; quarterly update; progress against action; progress since last
        meeting; impact to date; impact so far; what impact has this had; next steps; latest
    """,
    Target.EVIDENCE: """
        evidence; evidence of impact; evidence of completion; evidence link; evidence source; source
        of evidence; sources of evidence; supporting evidence; evidence base; assurance; evidence of
        progress; document link; evidence required
    """,
    Target.PRIORITY: """
        priority; importance; priority level; priority rating; hml; urgency; high medium low
    """,
    Target.MONITORED: """
        monitoring; monitored by; where monitored; governance; reporting to; reports to; board;
        monitoring arrangements; oversight; reported to; scrutiny; governance route; how monitored;
        monitoring and evaluation; accountable board; group; how will we monitor; how will this be
        monitored; how will it be monitored
    """,
    Target.RESOURCES: """
        resources; resource; resource implications; resources required; resources needed; resource
        required; capacity; funding source
    """,
    Target.COST: """
        cost; costs; budget; cost implications; funding; cost budget resources; budget required;
        funding required; estimated cost; cost and resources; investment; financial implications;
        amount; resources cost; resource cost; total cost
    """,
}
# Words so common that they tell something only where they are the whole heading.
_COMMON = """
    what how who when where from text area section position target date begin item line group board detail
    success done complete closed latest measure issue finish started state stage support note
"""
_COLOURS = {"rag", "brag", "bragp"}  # wherever they stand, they say what the column is

_KNOWN: dict[str, Target] = {}
for _target, _listed in _WORDS.items():
    for _phrase in _listed.split(";"):
        _KNOWN.setdefault(" ".join(_phrase.split()), _target)
_IN_OTHERS = sorted(
    (phrase for phrase in _KNOWN if phrase not in _COMMON.split()),
    key=lambda phrase: (-len(phrase.split()), phrase not in _COLOURS),
)

_SINGLE_LETTERS = re.compile(r"\b(?:[a-z][/.&\s]){1,4}[a-z]\b\.?")
_MONTHS = "|".join(f"{month}|{month[:3]}" for month in map(str.casefold, british.MONTHS))
_DATES = re.compile(rf"\b(?:{_MONTHS}|sept|(?:20)?\d\d)\b")

CERTAIN, LIKELY, DOUBTFUL = 1.0, 0.8, 0.4


class Guess(NamedTuple):
    """What a column may be, and how sure that is from 0 to 1."""

    target: Target
    confidence: float


@lru_cache(4096)
def guess(heading: str) -> Guess:
    """What a column with this heading most likely becomes; an own column where nothing is known."""
    words = plain(heading)
    if words in _KNOWN:
        return Guess(_KNOWN[words], CERTAIN)
    for phrase in _IN_OTHERS:
        if len(phrase) > 2 and f" {phrase} " in f" {words} ":
            together = len(phrase.split()) / len(words.split())
            return Guess(_KNOWN[phrase], LIKELY if together >= 0.5 else DOUBTFUL)
    return Guess(Target.OWN, 0.0)


def plain(heading: str) -> str:
    """A heading's words alone: “R/A/G  Rating*” is “rag rating”, “Theme/Workstream” two words."""
    text = folded(heading).replace("’", "").replace("'", "")
    text = _SINGLE_LETTERS.sub(lambda found: re.sub(r"[^a-z]", "", found[0]), text)
    return " ".join(re.sub(r"[^\w#£]+", " ", text).split())


def sorted_out(guessed: Iterable[Guess]) -> list[Guess]:
    """The guesses for a row of headings, with at most one column for what only one can be.

    The surest one has it; of others, a second owner is a contributor, a second action its text, and the rest
    are own columns.
    """
    guesses = list(guessed)
    for target in Target:
        rivals = [number for number, each in enumerate(guesses) if each.target is target]
        if target in MANY or len(rivals) < 2:
            continue
        best = max(rivals, key=lambda number: guesses[number].confidence)
        for number in rivals:
            if number != best:
                guesses[number] = _second_best(target, guesses[number])
    return guesses


def _second_best(target: Target, lost: Guess) -> Guess:
    if target is Target.OWNER:
        return Guess(Target.CONTRIBUTORS, DOUBTFUL)
    if target is Target.TITLE:
        return Guess(Target.TEXT, DOUBTFUL)
    return Guess(Target.OWN, lost.confidence / 2)


def shape(headings: Sequence[str]) -> str:
    """What files of one shape have in common: their headings, without the months and years in them."""
    return "|".join(" ".join(_DATES.sub("", plain(heading)).split()) for heading in headings)
