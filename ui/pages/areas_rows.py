"""The rows of the Improvement areas page: each area with the actions that answer it, and each duty."""

from collections import Counter
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
from tracker.domain.rules.states import is_live, standing
from ui.fonts import REGULAR, SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.paint import Chip, draw_chip, draw_state_bar, put
from ui.widgets.rows import Column

GAP = Chip("No action yet", "at_risk", "ring")
_BAR = (
    *(Delivery.OFF_TRACK, Delivery.AT_RISK, Delivery.ON_TRACK, Lifecycle.IN_PROGRESS, Lifecycle.NOT_STARTED),
    *(Lifecycle.ON_HOLD, Lifecycle.COMPLETE, Lifecycle.CLOSED, Lifecycle.EMBEDDED),
)


class Area:
    """A finding with what answers it, worked out when first asked."""

    def __init__(self, plan: Plan, finding: Finding) -> None:
        self.plan, self.finding = plan, finding

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions linked to it, drafts and withdrawn ones too."""
        return actions_for(self.plan, self.finding)

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
        return not self.is_left_out and not any(is_live(each) for each in self.actions)

    @cached_property
    def states(self) -> tuple[tuple[str, int], ...]:
        """How many of its live actions stand where."""
        counts = Counter(standing(each) for each in self.actions if is_live(each))
        return tuple((state.value, counts[state]) for state in _BAR if counts[state])

    @cached_property
    def words(self) -> str:
        """“No action yet”, “1 At risk of delay, 2 On track”, “Left out by …: …”."""
        if self.is_left_out:
            return f"Left out by {self.finding.left_out_by}: {self.finding.left_out_reason}"
        if self.is_gap:
            return "No action yet"
        counts = Counter(standing(each) for each in self.actions if is_live(each))
        return ", ".join(f"{counts[state]} {words.label(state)}" for state in _BAR if counts[state])


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
            width=260,
            stretch=True,
            draw=_draw_text,
        ),
        Column(
            key="actions",
            title="Actions",
            text=lambda area: area.references,
            width=110,
            most=150,
            accessible=lambda area: british.plural(len(area.actions), "action"),
            sort=lambda area: len(area.actions),
            draw=_draw_actions,
        ),
        Column(
            key="progress",
            title="Where they stand",
            text=lambda area: area.words,
            width=180,
            most=270,
            sort=lambda area: (not area.is_gap, area.is_left_out),
            keep=True,
            draw=_draw_progress,
        ),
    )


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


def _draw_actions(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    above, below = two_lines(rect)
    put(painter, above, british.plural(len(area.actions), "action") if area.actions else "")
    put(painter, below, area.references, colour=tokens().muted)


def _draw_progress(painter: QPainter, rect: QRect, area: Area, selected: bool) -> None:
    above, below = two_lines(rect)
    if area.is_gap:
        draft = any(each.draft for each in area.actions)
        draw_chip(painter, rect.x(), above.center().y() + 1, GAP, width=rect.width())
        put(painter, below, "a draft is to be planned" if draft else "", colour=tokens().muted)
    elif area.is_left_out:
        put(painter, above, "Left out", weight=SEMIBOLD, colour=tokens().muted)
        put(painter, below, area.finding.left_out_reason, colour=tokens().muted)
    else:
        draw_state_bar(painter, above.adjusted(0, px(2), 0, 0), area.states)
        put(painter, below, area.words, colour=tokens().muted)


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
