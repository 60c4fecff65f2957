"""The rows of the Risks page: each risk with its three scores, who owns it and what is done about it."""

from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british, words
from tracker.domain.plan import Plan
from tracker.domain.records import Post, Risk
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.owners import holder, holder_words
from tracker.domain.rules.risks import (
    Level,
    Score,
    actions_of,
    chain,
    is_review_due,
    level,
    score,
    score_words,
)
from tracker.domain.rules.tags import tag_words
from ui.fonts import SEMIBOLD
from ui.pages.areas_rows import two_lines
from ui.theme import tokens
from ui.widgets.columns import Column
from ui.widgets.paint import Chip, draw_chip, put

# The tone and the shape that support each level's word.
LOOKS = {
    Level.EXTREME: ("overdue", "square"),
    Level.HIGH: ("off_track", "triangle"),
    Level.MODERATE: ("at_risk", "diamond"),
    Level.LOW: ("on_track", "disc"),
}
SCORES = {
    Score.INHERENT: "Nothing done",
    Score.CURRENT: "Now",
    Score.TARGET: "Aimed at",
}
_REVIEW = Chip("Review due", "at_risk", "clock")


class RiskRow:
    """A risk with what its cells read from the plan."""

    def __init__(self, plan: Plan, risk: Risk, day: date) -> None:
        post = plan.find(Post, risk.owner_post_id)
        held = holder(plan, risk.owner_post_id, day)
        self.id, self.risk = risk.id, risk
        self.owner = post.title if post else "No owner"
        self.in_post = holder_words(held) if held else ""
        self.actions = actions_of(plan, risk)
        self.is_review_due = is_review_due(risk, day)
        self.tags = tag_words(plan, risk)

    @property
    def references(self) -> str:
        """The linked actions: “1.2, 1.5”."""
        return ", ".join(map(words.shown_ref, self.actions))


def score_chip(points: int | None) -> Chip | None:
    """“12 High” with its shape; None where nobody has judged it."""
    return Chip(score_words(points), *LOOKS[level(points)]) if points else None


def response(risk: Risk) -> str:
    """The one word for what is done about it: “Treat”."""
    return words.label(risk.response).partition(":")[0]


def risk_columns() -> tuple[Column[RiskRow], ...]:
    """The columns of the risks."""
    return (
        Column(
            key="ref",
            title="Ref",
            text=lambda row: f"{row.risk.ref} {row.risk.corporate_ref}".strip(),
            width=56,
            sort=lambda row: ref_key(row.risk.ref),
            accessible=_spoken_ref,
            keep=True,
            draw=_draw_ref,
        ),
        Column(
            key="risk",
            title="Risk",
            text=lambda row: f"{row.risk.title}. {chain(row.risk)}",
            width=190,
            stretch=True,
            sort=lambda row: row.risk.title.casefold(),
            draw=_draw_risk,
        ),
        *(_score_column(which) for which in (Score.INHERENT, Score.CURRENT, Score.TARGET)),
        Column(
            key="owner",
            title="Owner",
            text=lambda row: f"{row.owner}, {row.in_post}" if row.in_post else row.owner,
            width=118,
            most=240,
            sort=lambda row: row.owner.casefold(),
            draw=_draw_owner,
        ),
        Column(
            key="response",
            title="Response, review",
            text=lambda row: f"{response(row.risk)}, {_review_words(row)}",
            width=118,
            sort=lambda row: row.risk.review_on,
            draw=_draw_response,
        ),
        Column(
            key="actions",
            title="Actions",
            text=lambda row: row.references,
            width=100,
            accessible=lambda row: f"actions {row.references}" if row.actions else "no action",
            sort=lambda row: len(row.actions),
            draw=_draw_actions,
        ),
    )


def _score_column(which: Score) -> Column[RiskRow]:
    title = SCORES[which]

    def spoken(row: RiskRow) -> str:
        return f"{title.lower()}: {score_words(score(row.risk, which))}"

    def draw(painter: QPainter, rect: QRect, row: RiskRow, selected: bool) -> None:
        chip = score_chip(score(row.risk, which))
        if chip is None:
            put(painter, rect, score_words(None), colour=tokens().muted)
        else:
            draw_chip(painter, rect.x(), rect.center().y() + 1, chip, width=rect.width())

    return Column(
        key=which.value,
        title=title,
        text=lambda row: score_words(score(row.risk, which)),
        width=107,
        sort=lambda row: score(row.risk, which),
        accessible=spoken,
        draw=draw,
        keep=which is Score.CURRENT,
    )


def _review_words(row: RiskRow) -> str:
    if row.risk.closed_on is not None:
        return f"closed {british.short_day(row.risk.closed_on)}"
    day = f"review {british.short_day(row.risk.review_on)}" if row.risk.review_on else "no review day"
    return f"{day}, due" if row.is_review_due else day


def _spoken_ref(row: RiskRow) -> str:
    corporate = f", {row.risk.corporate_ref} in the corporate register" if row.risk.corporate_ref else ""
    return f"{row.risk.ref}{corporate}"


def _draw_ref(painter: QPainter, rect: QRect, row: RiskRow, selected: bool) -> None:
    above, below = two_lines(rect)
    put(painter, above, row.risk.ref, colour=tokens().muted)
    put(painter, below, row.risk.corporate_ref, colour=tokens().muted)


def _draw_risk(painter: QPainter, rect: QRect, row: RiskRow, selected: bool) -> None:
    above, below = two_lines(rect)
    t = tokens()
    put(painter, above, row.risk.title, weight=SEMIBOLD, colour=t.muted if row.risk.closed_on else t.text)
    put(painter, below, chain(row.risk), colour=t.muted)


def _draw_owner(painter: QPainter, rect: QRect, row: RiskRow, selected: bool) -> None:
    above, below = two_lines(rect)
    put(painter, above, row.owner, colour=tokens().text if row.risk.owner_post_id else tokens().muted)
    put(painter, below, row.in_post, colour=tokens().muted)


def _draw_response(painter: QPainter, rect: QRect, row: RiskRow, selected: bool) -> None:
    above, below = two_lines(rect)
    put(painter, above, "Closed" if row.risk.closed_on else response(row.risk))
    if row.is_review_due:
        draw_chip(painter, rect.x(), below.center().y() + 1, _REVIEW, width=rect.width())
    else:
        day = row.risk.closed_on or row.risk.review_on
        put(painter, below, british.short_day(day) if day else "no review day", colour=tokens().muted)


def _draw_actions(painter: QPainter, rect: QRect, row: RiskRow, selected: bool) -> None:
    above, below = two_lines(rect)
    count = british.plural(len(row.actions), "action") if row.actions else "No action"
    put(painter, above, count, colour=tokens().text if row.actions else tokens().muted)
    put(painter, below, row.references, colour=tokens().muted)
