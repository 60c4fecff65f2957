"""The rows of the Improvement areas page: each area with the actions that answer it, and each duty."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british, words
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Finding
from tracker.domain.rules.duties import DutyLine, Standing
from tracker.domain.rules.gaps import actions_for
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.states import GRAVEST_FIRST, is_live, standing
from tracker.domain.rules.targets import OFF_TARGET, Reach, reach_words
from tracker.domain.rules.thread import Break, Evidenced, break_words, breaks, thread, worst_reach
from tracker.frozen import dataclass
from ui.fonts import REGULAR, SEMIBOLD, metrics
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import Chip, draw_chip, draw_state_bar, put

GAP = Chip(break_words(Break.NO_ACTION), "at_risk", "ring")
_NO_MEASURE = Chip(break_words(Break.NO_MEASURE), "at_risk", "ring")
_NO_EVIDENCE = Chip(break_words(Break.NO_EVIDENCE), "at_risk", "ring")


@dataclass(frozen=True, slots=True)
class Followed:
    """What the thread of an area comes to: measures in use and the word on the worst of them, pieces of
    evidence given and accepted, pence of the lines that pay for its actions (None for no line)."""

    measures: int
    reach: Reach | None
    given: int
    accepted: int
    pence: int | None
    breaks: tuple[Break, ...]


class Area:
    """A finding with its actions, worked out when first asked.

    `followed` is worked out by `follow`, for which a page takes its time; until then it is what it came to
    before, or None: then nothing is said of measures, evidence and money.
    """

    def __init__(self, plan: Plan, finding: Finding, followed: Followed | None = None) -> None:
        self.plan, self.finding, self.followed = plan, finding, followed

    @property
    def id(self) -> str:
        """The finding's."""
        return self.finding.id

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions linked to it, drafts and withdrawn ones too."""
        return actions_for(self.plan, self.finding)

    @cached_property
    def live(self) -> tuple[Action, ...]:
        """Those of them that answer it."""
        return tuple(filter(is_live, self.actions))

    @cached_property
    def references(self) -> str:
        """Theirs: “A1, A12”."""
        return ", ".join(map(words.shown_ref, self.actions))

    @cached_property
    def is_left_out(self) -> bool:
        """Left out on purpose."""
        return self.finding.left_out_on is not None

    @cached_property
    def is_gap(self) -> bool:
        """No live action answers it, and it is not left out."""
        return not self.is_left_out and not self.live

    def follow(self, evidenced: Evidenced) -> None:
        """Follow the thread to measures, evidence and money."""
        found = thread(self.plan, self.finding)
        self.followed = Followed(
            len(found.measures),
            worst_reach(self.plan, found.measures),
            *found.evidence(evidenced),
            found.money.revised if found.money else None,
            breaks(self.finding, found, evidenced),
        )

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Where the thread breaks off, as far as it was followed."""
        certain = (Break.NO_ACTION,) if self.is_gap else ()
        return self.followed.breaks if self.followed and not certain else certain

    @cached_property
    def states(self) -> tuple[tuple[str, int], ...]:
        """How many of its live actions stand where."""
        return in_order(Counter(map(standing, self.live)))

    @cached_property
    def words(self) -> str:
        """“No action yet”, “1 At risk of delay, 2 On track”, “Left out by …: …”."""
        if self.is_left_out:
            return f"Left out by {self.finding.left_out_by}: {self.finding.left_out_reason}"
        if self.is_gap:
            return break_words(Break.NO_ACTION)
        counts = Counter(map(standing, self.live))
        return ", ".join(f"{counts[state]} {words.label(state)}" for state in GRAVEST_FIRST if counts[state])

    @property
    def measured(self) -> str:
        """“3 measures”, “No measure”; nothing where no action answers the area yet."""
        if self.followed and self.followed.measures:
            return british.plural(self.followed.measures, "measure")
        return break_words(Break.NO_MEASURE) if Break.NO_MEASURE in self.breaks else ""

    @property
    def reach(self) -> Reach | None:
        """How the measure stands that stands worst."""
        return self.followed.reach if self.followed else None

    @property
    def proved(self) -> tuple[str, str]:
        """How much evidence there is: “4 of 6”, “accepted”; “None yet”."""
        if self.followed is None or self.is_gap or self.is_left_out:
            return "", ""
        if self.followed.given:
            return f"{self.followed.accepted} of {self.followed.given}", "accepted"
        return (break_words(Break.NO_EVIDENCE) if Break.NO_EVIDENCE in self.breaks else "None yet"), ""

    @property
    def pence(self) -> int | None:
        """The revised budget of the lines that pay for one of its actions; None without such a line."""
        return self.followed.pence if self.followed else None


def in_order(counts: Mapping[Delivery | Lifecycle, int]) -> tuple[tuple[str, int], ...]:
    """The counts of states as a bar shows them."""
    return tuple((state.value, counts[state]) for state in GRAVEST_FIRST if counts.get(state))


def kind_and_place(finding: Finding) -> str:
    """“Area for priority action, page 2”."""
    page = f", page {finding.page}" if finding.page else ""
    theme = f"; {finding.own_theme}" if finding.own_theme else ""
    return f"{words.label(finding.kind)}{page}{theme}"


def area_columns() -> tuple[Column[Area], ...]:
    """The columns of the areas."""
    return (
        Column(
            key="ref",
            title="Ref",
            text=lambda area: area.finding.ref,
            width=44,
            sort=lambda area: ref_key(area.finding.ref),
            keep=True,
            draw=_draw_ref,
        ),
        Column(
            key="text",
            title="Improvement area",
            text=lambda area: f"{area.finding.text} {kind_and_place(area.finding)}",
            width=230,
            stretch=True,
            draw=_draw_text,
        ),
        Column(
            key="progress",
            title="Actions",
            text=lambda area: area.words,
            width=150,
            most=270,
            accessible=_spoken_actions,
            sort=lambda area: (not area.is_gap, area.is_left_out, -len(area.actions)),
            keep=True,
            pickable=True,
            pick=lambda area: area.words if area.is_gap else "Left out" if area.is_left_out else "Answered",
            draw=_draw_progress,
        ),
        Column(
            key="measures",
            title="Measures",
            text=lambda area: area.measured,
            width=134,
            most=170,
            accessible=_spoken_measures,
            sort=lambda area: area.followed.measures if area.followed else 0,
            pickable=True,
            draw=_draw_measures,
        ),
        Column(
            key="evidence",
            title="Evidence",
            text=lambda area: " ".join(area.proved).strip(),
            width=100,
            accessible=lambda area: f"evidence {' '.join(area.proved)}".strip() if area.proved[0] else "",
            pickable=True,
            draw=_draw_evidence,
        ),
        Column(
            key="money",
            title="Money",
            text=lambda area: british.pounds(area.pence) if area.pence is not None else "",
            width=88,
            sort=lambda area: area.pence,
            right=True,
            draw=_draw_money,
        ),
    )


def _spoken_actions(area: Area) -> str:
    count = f"{british.plural(len(area.actions), 'action')}: " if not area.is_gap and area.actions else ""
    return f"{count}{area.words}"


def _spoken_measures(area: Area) -> str:
    return ", ".join(filter(None, (area.measured, reach_words(area.reach) if area.reach else "")))


def two_lines(rect: QRect) -> tuple[QRect, QRect]:
    """Room for two lines of words in a cell."""
    high = px(19)
    top = rect.y() + (rect.height() - 2 * high) // 2
    return QRect(rect.x(), top, rect.width(), high), QRect(rect.x(), top + high, rect.width(), high)


def _draw_ref(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    put(painter, two_lines(rect)[0], area.finding.ref, colour=tokens().muted)


def _draw_text(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    above, below = two_lines(rect)
    muted = tokens().muted
    put(
        painter,
        above,
        " ".join(area.finding.text.split()),
        colour=muted if area.is_left_out else tokens().text,
    )
    put(painter, below, kind_and_place(area.finding), colour=muted)


def _draw_progress(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    above, below = two_lines(rect)
    muted = tokens().muted
    if area.is_gap:
        draft = any(each.draft for each in area.actions)
        draw_chip(painter, rect.x(), above.center().y() + 1, GAP, width=rect.width())
        put(painter, below, "a draft is to be planned" if draft else "", colour=muted)
    elif area.is_left_out:
        put(painter, above, "Left out", weight=SEMIBOLD, colour=muted)
        put(painter, below, area.finding.left_out_reason, colour=muted)
    else:
        count = str(len(area.live))
        end = put(painter, above, count)
        bar = above.adjusted(max(end - above.x(), px(16)) + px(8), px(2), 0, 0)
        draw_state_bar(painter, bar, area.states)
        put(painter, below, _as_fits(area.words, below.width()), colour=muted)


def _as_fits(words: str, wide: int) -> str:
    """The gravest states, each in whole words, as far as there is room for them."""
    told = words.split(", ")
    while len(told) > 1 and metrics(13).horizontalAdvance(", ".join(told)) > wide:
        told = [*told[: -2 if told[-1] == "…" else -1], "…"]
    return ", ".join(told)


def _draw_measures(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    above, below = two_lines(rect)
    t = tokens()
    if Break.NO_MEASURE in area.breaks:
        draw_chip(painter, rect.x(), above.center().y() + 1, _NO_MEASURE, width=rect.width())
    elif area.reach is not None:
        off = area.reach in OFF_TARGET
        put(painter, above, area.measured)
        colour = t.states["off_track"].text if off else t.muted
        put(painter, below, reach_words(area.reach), colour=colour)


def _draw_evidence(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    above, below = two_lines(rect)
    first, second = area.proved
    if Break.NO_EVIDENCE in area.breaks:
        draw_chip(painter, rect.x(), above.center().y() + 1, _NO_EVIDENCE, width=rect.width())
    else:
        put(painter, above, first, colour=tokens().text if second else tokens().muted)
        put(painter, below, second, colour=tokens().muted)


def _draw_money(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    put(painter, two_lines(rect)[0], british.pounds(area.pence) if area.pence is not None else "", right=True)


def draw_source_bar(states: Sequence[tuple[str, int]], painter: QPainter, rect: QRect) -> None:
    """The bar of a document’s actions, below which those of its areas stand."""
    draw_state_bar(painter, rect.adjusted(px(24), px(1), 0, 0), states)


def duty_columns() -> tuple[Column[DutyLine], ...]:
    """The columns of what must be sent."""
    return (
        Column(
            key="what",
            title="What must be sent",
            text=lambda line: f"{line.duty.what}, to {line.duty.to}",
            width=220,
            stretch=True,
            draw=_draw_what,
        ),
        Column(
            key="due",
            title="Due",
            text=lambda line: british.short_day(line.due.day) if line.due.day else line.duty.period,
            width=330,
            most=420,
            sort=lambda line: line.due.day,
            accessible=lambda line: line.due.words,
            draw=_draw_due,
        ),
        Column(
            key="sent",
            title="Sent",
            text=lambda line: line.words,
            width=210,
            keep=True,
            draw=_draw_sent,
        ),
    )


def _draw_what(painter: QPainter, rect: QRect, line: DutyLine, selected: bool) -> None:
    above, below = two_lines(rect)
    end = put(painter, above, line.duty.what, weight=SEMIBOLD)
    put(
        painter,
        above.adjusted(end - above.x() + px(8), 0, 0, 0),
        f"to {line.duty.to}" if line.duty.to else "",
    )
    put(painter, below, line.source.title, colour=tokens().muted)


def _draw_due(painter: QPainter, rect: QRect, line: DutyLine, selected: bool) -> None:
    above, below = two_lines(rect)
    day = british.long_day(line.due.day) if line.due.day else line.duty.period or "No day given"
    required = "" if line.duty.required else ", asked for"
    put(painter, above, f"{day}{required}")
    put(painter, below, line.due.words or words.label(line.duty.basis), colour=tokens().muted)


def _draw_sent(painter: QPainter, rect: QRect, line: DutyLine, selected: bool) -> None:
    above, below = two_lines(rect)
    t = tokens()
    late = line.standing in (Standing.OVERDUE, Standing.SENT_LATE)
    sent = line.duty.sent_on is not None
    told = (
        line.words
        if sent
        else "not sent yet"
        if line.standing is Standing.TO_COME
        else "no record that it was sent"
    )
    put(
        painter,
        above,
        told[:1].upper() + told[1:],
        weight=SEMIBOLD if late else REGULAR,
        colour=t.states["off_track"].text if late else t.text if sent else t.muted,
    )
    put(painter, below, words.label(line.duty.basis), colour=t.muted)
