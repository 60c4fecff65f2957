"""A small plan that has something for every table of the papers, and the papers expected of it.

`python -m tests.reports.board` writes the expected papers anew: read the difference before you keep it.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests import plans
from tracker.domain.codes import (
    Audience,
    BudgetChangeKind,
    Delivery,
    EvidenceState,
    FindingKind,
    Impact,
    Lifecycle,
    OrganisationKind,
    OriginKind,
    RequestState,
)
from tracker.domain.plan import FullPlan
from tracker.domain.records import Blocker, Organisation, Post, Record, link
from tracker.reports import page, plain
from tracker.reports.papers import PAPERS
from tracker.reports.scope import Scope

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SCOPE = Scope(day=TODAY, made_at=NOW)
EXPECTED = Path(__file__).parent.parent / "expected"


def on(month: int, day: int) -> date:
    """A day of 2026."""
    return date(2026, month, day)


_NEW: dict[str, Any] = {"in_plan_from": on(1, 5)}
_AGREED = {"first_due_version_id": "v1", **_NEW}
_SOURCES: tuple[Record, ...] = (
    plans.source("s1", title="Focused visit to Aldermere", received_on=on(1, 5)),
    plans.finding(
        "f1",
        kind=FindingKind.PRIORITY_ACTION,
        lead_in="Leaders should act at once on:",
        text="the time that children wait for a first decision, in particular",
        sub_items=("contacts that come in the evening", "contacts from schools"),
    ),
    plans.finding("f2", text="The quality of supervision.", annotation="Read with the review of 2025."),
    plans.finding("f3", text="The use of what audits find.", position=3),
    plans.duty("y1", working_days=20, sent_on=on(1, 30)),
    plans.duty("y2", what="Final action plan", working_days=240),
)
_PEOPLE: tuple[Record, ...] = (
    Organisation(id="o1", name="Aldermere Schools Forum", kind=OrganisationKind.SCHOOL),
    plans.post("p1", "Head of Front Door"),
    plans.post("p2", "Practice Lead"),
    Post(id="p3", title="Forum Chair", organisation_id="o1"),
    plans.post("p9", "Director of Children’s Services"),
    plans.person("q1", "Ines Halloway"),
    plans.person("q3", "Tom Brindle"),
    plans.person("q4", "Una Marsh"),
    plans.person("q9", "Ade Larch"),
    plans.holding("p1", "q1"),
    plans.holding("p3", "q3"),
    plans.holding("p9", "q9"),
    plans.away("q3", on(11, 1), on(12, 5), "q4"),
    plans.workstream("w1", 1, title="A hub that decides in time", sro_post_id="p9"),
    plans.workstream("w2", 2, title="Practice", council_ref="B"),
)
_MEETINGS: tuple[Record, ...] = (
    plans.version("v1", on(2, 2), label="1.0"),
    plans.meeting(on(10, 28)),
    plans.meeting(on(12, 9)),
)
_LATE: tuple[Record, ...] = (
    plans.action(
        "a1",
        "2026-10-30",
        "2026-06-30",
        council_ref="1.1",
        title="Ten social workers in the hub",
        workstream_id="w1",
        owner_post_id="p1",
        **_AGREED,
    ),
    plans.date_change("a1", on(6, 20), "2026-06-30", "2026-08-31", decided_on=on(6, 24), decided_by="Board"),
    plans.date_change(
        "a1",
        on(9, 2),
        "2026-08-31",
        "2026-10-30",
        reason="Two offers were turned down",
        decided_on=on(9, 9),
        decided_by="Chair",
    ),
    plans.update("a1", on(4, 1), Lifecycle.IN_PROGRESS),
    plans.update(
        "a1",
        on(11, 10),
        text="Eight of ten are in post",
        delivery=Delivery.OFF_TRACK,
        delivery_reason="Nobody applied for the last two posts",
        impact=Impact.EARLY_SIGNS,
        barrier="Pay",
        ask="Agree a market supplement",
        next="A third advert",
        whose="Ines Halloway",
        recorded=on(11, 12),
    ),
    plans.action(
        "a2",
        "2026-09-30",
        "2026-09-30",
        title="Tell each referrer what was decided",
        workstream_id="w1",
        owner_post_id="p2",
        **_AGREED,
    ),
    plans.update("a2", on(9, 1), Lifecycle.IN_PROGRESS, text="It works.", delivery=Delivery.ON_TRACK),
    plans.date_change(
        "a2",
        on(9, 20),
        "2026-09-30",
        "2026-12-31",
        state=RequestState.REFUSED,
        decided_on=on(10, 28),
        decided_by="Board",
        decision_note="Come back with a plan",
    ),
    plans.action("a3", "ongoing 2026-11-01", "ongoing 2026-11-01", title="Weekly count of waits", **_AGREED),
    plans.update("a3", on(10, 30), Lifecycle.IN_PROGRESS, text="Counted."),
)
_ASKED: tuple[Record, ...] = (
    plans.action(
        "a4",
        "2026-12",
        "2026-12",
        title="Out-of-hours cover",
        workstream_id="w1",
        owner_post_id="p3",
        **_AGREED,
    ),
    plans.update(
        "a4",
        on(11, 2),
        Lifecycle.IN_PROGRESS,
        delivery=Delivery.AT_RISK,
        delivery_reason="No rota yet",
    ),
    plans.date_change("a4", on(11, 15), "2026-12", "2027-03-31", asked_by="Forum Chair"),
    plans.part("part4", "a4"),
    link(Blocker, action_id="a4", blocked_by_id="a1"),
)
_HELD: tuple[Record, ...] = (
    plans.action("a5", "2026-07-31", "2026-07-31", title="Evening opening", workstream_id="w1", **_AGREED),
    plans.update("a5", on(7, 1), Lifecycle.ON_HOLD, text="Held.", review_on=on(11, 1)),
    plans.action(
        "a6", title="Supervision every four weeks, and then some more opening words", draft=True, **_NEW
    ),
)
_DONE: tuple[Record, ...] = (
    plans.action(
        "a7", "2026-10-31", "2026-10-31", title="One threshold guide", workstream_id="w2", **_AGREED
    ),
    plans.update("a7", on(11, 12), Lifecycle.COMPLETE, text="Published"),
    plans.evidence("e7", on(11, 13), title="The guide", link="https://aldermere.example/guide"),
    plans.shown_by("a7", "e7"),
    plans.action(
        "a8", "2026-09-30", "2026-09-30", title="Supervision recorded", workstream_id="w2", **_AGREED
    ),
    plans.update("a8", on(9, 25), Lifecycle.COMPLETE, text="All recorded."),
    plans.evidence(
        "e8",
        on(10, 1),
        state=EvidenceState.NOT_ACCEPTED,
        decided_on=on(10, 28),
        decision_note="Too few files",
    ),
    plans.shown_by("a8", "e8"),
    plans.action("a9", "2026-05-31", "2026-05-31", title="A weekly picture", workstream_id="w2", **_AGREED),
    plans.update("a9", on(6, 12), Lifecycle.CLOSED, text="Closed."),
    plans.action("a10", title="A first idea", workstream_id="w2"),
    plans.update("a10", on(3, 1), Lifecycle.REPLACED, text="Done better by the next."),
    plans.action("a11", "2027-01-15", title="A better idea", workstream_id="w2", owner_post_id="p2", **_NEW),
    plans.came_from("a11", "a10", OriginKind.REPLACE),
    plans.action(
        "a12",
        "2026-12-04",
        title="Something confidential",
        workstream_id="w2",
        audience=Audience.RESTRICTED,
        audience_reason="Staffing",
        **_NEW,
    ),
)
_MONEY: tuple[Record, ...] = (
    plans.line("b1", 68_400_000),
    plans.budget_change("b1", on(5, 1), BudgetChangeKind.GROWTH, 36_600_000, decided_on=on(6, 1)),
    plans.budget_change("b1", on(9, 1), BudgetChangeKind.GRANT, 1_000_000),
    plans.budget_post("bp1", "b1", 2),
    plans.budget_post("bp2", "b1", 8, new=True),
    plans.pays_for("b1", "a1"),
)
_TIES: tuple[Record, ...] = (
    plans.answers("a1", "f1"),
    plans.answers("a2", "f1"),
    plans.answers("a7", "f2"),
    plans.answers("a6", "f3"),
)
RECORDS = (*_SOURCES, *_PEOPLE, *_MEETINGS, *_LATE, *_ASKED, *_HELD, *_DONE, *_MONEY, *_TIES)


def plan(*more: Record) -> FullPlan:
    """The plan, and more records if a test asks for them."""
    return plans.plan(
        *RECORDS,
        *more,
        begun_on=on(1, 5),
        title="Aldermere improvement plan",
        authority="Aldermere City Council",
    )


def expected() -> dict[str, str]:
    """Each paper of the plan as text and as HTML, by the name of its file."""
    made = {}
    for name, paper in PAPERS.items():
        document = paper.build(plan(), SCOPE)
        made[f"{name}.txt"] = plain.write(document)
        made[f"{name}.html"] = page.write(document)
    return made


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for file_name, text in expected().items():
        (EXPECTED / file_name).write_text(text, encoding="utf-8", newline="\n")
