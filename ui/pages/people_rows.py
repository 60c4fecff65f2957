"""The rows of the People page: posts with who is in them over time and what they answer for, and people."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import Away, Holding, Organisation, Person, Post
from tracker.domain.rules.gaps import is_stale, quiet_since
from tracker.domain.rules.lateness import is_overdue
from tracker.domain.rules.leaving import held
from tracker.domain.rules.owners import holder, holder_words
from tracker.domain.rules.tenure import Span, spans, vacant_since
from ui.fonts import SEMIBOLD
from ui.pages.areas_rows import two_lines
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import Chip, draw_chip, overdue_chip, put, rounded

BEFORE, AFTER = timedelta(days=365), timedelta(days=183)  # the stretch of days that the bars show
NOBODY = Chip("Nobody in post", "at_risk", "ring")


class PostRow:
    """A post as it stands on a day. It keeps what its cells show, worked out once."""

    def __init__(self, plan: Plan, post: Post, day: date) -> None:
        organisation = plan.find(Organisation, post.organisation_id)
        found = holder(plan, post.id, day)
        assert found is not None
        self.id, self.record, self.day = post.id, post, day
        self.title = post.title
        self.organisation = organisation.name if organisation else ""
        self.holder, self.vacant_since = found, vacant_since(plan, post.id, day)
        self.spans = spans(plan, post.id, day - BEFORE, day + AFTER)
        self.held = held(plan, post.id)
        actions = self.held.actions
        self.overdue = sum(is_overdue(each, day) for each in actions)
        self.quiet = sum(is_stale(plan, each, day) for each in actions)
        self.quiet_since = min((quiet_since(each) for each in actions), default=None)

    @property
    def in_post(self) -> str:
        """“Priya Shah, away to 3 Mar 2026: Tom Reed covers”, “Nobody in post since 3 Mar 2026”."""
        since = f" since {british.short_day(self.vacant_since)}" if self.vacant_since else ""
        return f"{holder_words(self.holder)}{since}"

    @property
    def holds(self) -> str:
        """“12 actions, 2 parts, 1 risk, leads 1 workstream”."""
        found = self.held
        counts = ((found.actions, "action"), (found.parts, "part"), (found.risks, "risk"))
        told = [british.plural(len(each), noun) for each, noun in counts if each]
        if found.workstreams:
            told.append(f"leads {british.plural(len(found.workstreams), 'workstream')}")
        return ", ".join(told) or "nothing open"


class PersonRow:
    """A person with the posts that they hold on a day, which are given, and their absences to come."""

    def __init__(self, plan: Plan, person: Person, day: date, posts: Sequence[PostRow]) -> None:
        organisation = plan.find(Organisation, person.organisation_id)
        self.id, self.record, self.title = person.id, person, person.name
        self.organisation = organisation.name if organisation else ""
        self.posts = posts
        self.terms = sorted(plan.by(Holding, "person_id", person.id), key=lambda each: each.started_on)
        coming = [each for each in plan.by(Away, "person_id", person.id) if each.to_on >= day]
        self.absences = sorted(coming, key=lambda each: each.from_on)
        self.is_away = any(each.from_on <= day for each in coming)
        self.away = "; ".join(_away_words(plan, each) for each in self.absences)
        self.overdue = sum(each.overdue for each in self.posts)
        self.quiet = sum(each.quiet for each in self.posts)
        self.open = sum(len(each.held.actions) for each in self.posts)

    @property
    def post_words(self) -> str:
        """The titles of the posts held."""
        return british.listed([each.title for each in self.posts]) or "in no post"


def _away_words(plan: Plan, away: Away) -> str:
    cover = plan.find(Person, away.cover_person_id)
    days = f"{british.short_day(away.from_on)} to {british.short_day(away.to_on)}"
    return f"{days}, {cover.name if cover else 'nobody'} covers"


def post_columns() -> tuple[Column[PostRow], ...]:
    """The columns of the posts."""
    return (
        Column(
            key="post",
            title="Post",
            text=lambda row: f"{row.title}, {row.organisation}" if row.organisation else row.title,
            width=190,
            stretch=True,
            sort=lambda row: row.title.casefold(),
            draw=_draw_title,
        ),
        Column(
            key="holder",
            title="In post",
            text=lambda row: row.in_post,
            width=165,
            most=280,
            sort=lambda row: (not row.holder.vacant, row.in_post.casefold()),
            keep=True,
            draw=_draw_holder,
        ),
        Column(
            key="open",
            title="Open",
            text=lambda row: row.holds,
            width=140,
            sort=lambda row: row.held.count,
            draw=_draw_open,
        ),
        Column(
            key="quiet",
            title="No update",
            text=_quiet_words,
            width=114,
            sort=lambda row: row.quiet,
            draw=_draw_quiet,
        ),
        Column(
            key="time",
            title="A year back, half a year on",
            text=_time_words,
            width=190,
            most=380,
            accessible=_time_words,
            draw=draw_time,
        ),
    )


def person_columns() -> tuple[Column[PersonRow], ...]:
    """The columns of the people."""
    return (
        Column(
            key="person",
            title="Person",
            text=lambda row: f"{row.title}, {row.organisation}" if row.organisation else row.title,
            width=200,
            stretch=True,
            sort=lambda row: row.title.casefold(),
            draw=_draw_title,
        ),
        Column(key="posts", title="In post as", text=lambda row: row.post_words, width=220, keep=True),
        Column(
            key="open",
            title="Open",
            text=lambda row: british.plural(row.open, "action") if row.open else "none",
            width=110,
            sort=lambda row: row.open,
        ),
        Column(
            key="quiet",
            title="No update",
            text=lambda row: british.plural(row.quiet, "action") if row.quiet else "",
            accessible=lambda row: f"{row.quiet} without an update" if row.quiet else "",
            width=100,
            sort=lambda row: row.quiet,
        ),
        Column(
            key="away",
            title="Away",
            text=lambda row: row.away,
            accessible=lambda row: f"away {row.away}" if row.away else "",
            width=240,
            sort=lambda row: row.absences[0].from_on if row.absences else None,
        ),
    )


def _draw_title(painter: QPainter, rect: QRect, row: PostRow | PersonRow, selected: bool) -> None:
    above, below = two_lines(rect)
    put(painter, above, row.title, weight=SEMIBOLD)
    put(painter, below, row.organisation, colour=tokens().muted)


def _draw_holder(painter: QPainter, rect: QRect, row: PostRow, selected: bool) -> None:
    above, below = two_lines(rect)
    muted = tokens().muted
    if row.holder.vacant:
        draw_chip(painter, rect.x(), above.center().y() + 1, NOBODY, width=rect.width())
        since = f"since {british.short_day(row.vacant_since)}" if row.vacant_since else "not filled yet"
        put(painter, below, since, colour=muted)
        return
    name, _, absence = row.in_post.partition(", away")
    put(painter, above, name)
    put(painter, below, f"away{absence}" if absence else _since(row), colour=muted)


def _since(row: PostRow) -> str:
    now = next((each for each in row.spans if each.start <= row.day <= each.end), None)
    if now is None or now.start == row.day - BEFORE:
        return ""
    return f"since {british.short_day(now.start)}"


def _draw_open(painter: QPainter, rect: QRect, row: PostRow, selected: bool) -> None:
    above, below = two_lines(rect)
    t, found = tokens(), row.held
    actions = british.plural(len(found.actions), "action") if found.actions else "no action"
    end = put(painter, above, actions, colour=t.text if found.actions else t.muted)
    if row.overdue:
        room = above.right() - end - px(6)
        draw_chip(
            painter, end + px(6), above.center().y() + 1, overdue_chip(f"{row.overdue} late"), width=room
        )
    counted = ((found.parts, "part"), (found.risks, "risk"))
    others = [british.plural(len(each), noun) for each, noun in counted if each]
    others += [f"leads {len(found.workstreams)}"] if found.workstreams else []
    put(painter, below, ", ".join(others), colour=t.muted)


def _quiet_words(row: PostRow) -> str:
    if not row.quiet:
        return ""
    since = f" since {british.short_day(row.quiet_since)}" if row.quiet_since else ""
    return f"{row.quiet} of {len(row.held.actions)} without an update{since}"


def _draw_quiet(painter: QPainter, rect: QRect, row: PostRow, selected: bool) -> None:
    if row.quiet:
        above, below = two_lines(rect)
        put(painter, above, f"{row.quiet} of {len(row.held.actions)}", weight=SEMIBOLD)
        since = f"since {british.short_day(row.quiet_since)}" if row.quiet_since else ""
        put(painter, below, since, colour=tokens().muted)


def _time_words(row: PostRow) -> str:
    """Who is in post when, where that changes in the days shown."""
    if len(row.spans) < 2:
        return ""
    told = (
        f"{british.short_day(each.start)} to {british.short_day(each.end)}: {holder_words(each.holder)}"
        for each in row.spans
    )
    return "; ".join(told)


def draw_time(painter: QPainter, rect: QRect, row: PostRow, selected: bool) -> None:
    """Terms as bars with names in them, vacancies as dashed gaps, absences hatched; a mark at today."""
    t = tokens()
    start, total = row.day - BEFORE, (BEFORE + AFTER).days + 1
    top, high = rect.center().y() - px(10) + 1, px(20)
    for each in row.spans:
        left = rect.x() + rect.width() * (each.start - start).days / total
        right = rect.x() + rect.width() * ((each.end - start).days + 1) / total
        _draw_span(painter, QRectF(left, top, max(right - left - px(2), 2.0), high), each)
    x = rect.x() + rect.width() * (row.day - start).days / total
    for end in (top - px(6), top + high + px(1)):  # above and below: across, it would strike names out
        painter.fillRect(QRectF(x, end, px(2), px(5)), t.accent)


def _draw_span(painter: QPainter, box: QRectF, span: Span) -> None:
    t, room = tokens(), box.toRect().adjusted(px(5), 0, -px(3), 0)
    if span.holder.vacant:
        tone = t.states["at_risk"]
        painter.save()
        painter.setPen(QPen(tone.text, 1, Qt.PenStyle.DashLine))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()
        if room.width() > px(40):
            put(painter, room, "vacant", colour=tone.text)
        return
    rounded(painter, box, t.hover, t.edge, radius=3)
    if span.holder.away:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(t.edge, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()
    elif room.width() > px(28):
        put(painter, room, british.listed([each.name for each in span.holder.people]))
