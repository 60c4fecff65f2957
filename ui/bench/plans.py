"""Plans of any size for the benchmark: invented, always the same, and entered as whole changes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from tracker.domain.codes import (
    BudgetChangeKind,
    Delivery,
    EvidenceKind,
    EvidenceState,
    FindingKind,
    Impact,
    Lifecycle,
    OrganisationKind,
    RequestState,
    SourceKind,
)
from tracker.domain.commands.base import Actor
from tracker.domain.due import DueDate
from tracker.domain.plan import Edit
from tracker.domain.records import (
    SETTINGS_ID,
    Action,
    ActionEvidence,
    ActionFinding,
    BudgetChange,
    BudgetLine,
    DateChange,
    Evidence,
    Finding,
    Holding,
    LineAction,
    Meeting,
    Organisation,
    Person,
    PlanSettings,
    PlanVersion,
    Post,
    Record,
    Source,
    Update,
    Workstream,
    link,
)
from tracker.domain.rules.fold import current
from tracker.domain.rules.money import financial_year
from tracker.storage import journal
from tracker.storage.journal import Step
from tracker.storage.store import Store

UPDATES = 5
"""Updates of each action."""

_MAKER = Actor("Programme manager", "bench", "bench")
_STREAMS, _POSTS, _FINDINGS = 12, 60, 60
_VERBS = ("Agree", "Recruit", "Write", "Review", "Publish", "Train", "Audit", "Reduce", "Test", "Share")
_THINGS = (
    *("the threshold guide", "eight social workers", "the supervision standard", "every waiting contact"),
    *("the pathway to early help", "strategy discussions", "the caseload figures", "return conversations"),
    *("the partners’ protocol", "monthly case audits", "the induction pack", "the escalation route"),
)
_PLACES = ("at the front door", "in assessment", "with police and health", "in the hub", "for every team")
_SAID = (
    "Two of the three teams have begun; the third starts when its manager is back.",
    "The draft was shared with partners, who asked for shorter wording and one page of examples.",
    "Interviews were held this week and two offers made; both candidates gave notice.",
    "The sample was too small to say anything yet. It will be drawn again next month.",
)


def make(path: Path, actions: int, today: date) -> None:
    """A plan of so many actions, five updates each, whose year ends on `today`. Raises TrackerError."""
    now = _noon(today)
    store = Store.create(path, _MAKER, now, 30)
    try:
        store.apply(_Story(actions, today).steps(), now)
    finally:
        store.close()


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _id(*parts: object) -> str:
    return str(uuid5(NAMESPACE_OID, " ".join(map(str, parts))))


class _Story:
    """A year of a plan: its frame as one change, then each action and each update as a change of its own."""

    def __init__(self, actions: int, today: date) -> None:
        self._actions, self._today = actions, today
        self._begun = today - timedelta(days=365)
        self._seq = 0

    def steps(self) -> Iterator[Step]:
        yield self._step("set_up_plan", "set up the plan", self._frame())
        for n in range(self._actions):
            yield from self._action(n)
        yield self._step("add_budget_line", "add budget lines", self._money())

    def _step(self, kind: str, label: str, made: Iterable[Record], changed: Edit | None = None) -> Step:
        edits = [*(Edit(type(each), each.id, None, each) for each in made), *((changed,) if changed else ())]
        self._seq += 1
        return Step(
            seq=self._seq,
            uuid=_id("step", self._seq),
            kind=kind,
            label=label,
            actor=_MAKER.id,
            actor_name=_MAKER.name,
            login=_MAKER.login,
            device=_MAKER.device,
            at=_noon(self._begun) + timedelta(seconds=self._seq),
            schema=0,  # the store gives its own, and the digest
            reverses=None,
            digest="",
            changes=tuple(journal.changes_of(edits)),
        )

    def _fact(self, on: date) -> dict[str, Any]:
        return {
            "happened_on": on,
            "recorded_at": _noon(on),
            "whose": "Head of Service",
            "recorded_by": _MAKER.name,
            "login": _MAKER.login,
        }

    def _frame(self) -> Iterator[Record]:
        begun, today = self._begun, self._today
        yield PlanSettings(id=SETTINGS_ID, title=f"Plan of {self._actions:,} actions", authority="Kelminster")
        yield Organisation(id=_id("council"), name="Kelminster City Council", kind=OrganisationKind.COUNCIL)
        for n in range(_POSTS):
            title, name = f"Service Manager {n + 1}", f"Person {n + 1}"
            yield Post(id=_id("post", n), title=title, organisation_id=_id("council"))
            yield Person(id=_id("person", n), name=name, organisation_id=_id("council"))
            yield Holding(
                id=_id("holding", n), post_id=_id("post", n), person_id=_id("person", n), started_on=begun
            )
        for n in range(_STREAMS):
            title = f"{_THINGS[n].capitalize()} {_PLACES[n % len(_PLACES)]}"
            yield Workstream(id=_id("stream", n), position=n + 1, title=title, sro_post_id=_id("post", n))
        yield Source(
            id=_id("source"),
            kind=SourceKind.FOCUSED_VISIT_LETTER,
            title="Focused visit",
            received_on=begun,
            in_plan_from=begun,
        )
        for n in range(_FINDINGS):
            yield Finding(
                id=_id("finding", n),
                ref=f"F{n + 1}",
                source_id=_id("source"),
                kind=FindingKind.AREA_FOR_IMPROVEMENT,
                text=f"The quality of {_THINGS[n % len(_THINGS)]} {_PLACES[n % len(_PLACES)]}.",
                position=n + 1,
                in_plan_from=begun,
            )
        for n, day in enumerate((today - timedelta(days=20), today + timedelta(days=15))):
            yield Meeting(id=_id("meeting", n), held_on=day, body="Improvement board")
        yield PlanVersion(
            id=_id("version"), label="1.0", body="Cabinet", seq=1, **self._fact(begun + timedelta(days=30))
        )

    def _action(self, n: int) -> Iterator[Step]:
        """An action as it was promised, its moves, and its updates one after the other."""
        ends = n % 3 == 1
        span = 240 if ends else 400  # what goes on is due from some weeks ago to a year ahead
        first = DueDate.day(self._today + timedelta(days=n * 7919 % span - (300 if ends else 30)))
        now = Action(
            id=_id("action", n),
            ref=f"A{n + 1}",
            title=f"{_VERBS[n % 10]} {_THINGS[n // 10 % 12]} {_PLACES[n // 7 % 5]}, part {n + 1}",
            outcome="Children are seen sooner, and the reasons for decisions are written down.",
            criteria="Nine in ten on time, three months running.",
            workstream_id=_id("stream", n * _STREAMS // self._actions),
            position=n + 1,
            owner_post_id=_id("post", n * 31 % _POSTS) if n % 40 else None,
            first_due=first,
            first_due_version_id=_id("version"),
            due=first,
            in_plan_from=self._begun,
        )
        answers = link(ActionFinding, action_id=now.id, finding_id=_id("finding", n % (_FINDINGS - 2)))
        yield self._step("add_action", "add action", (now, answers))
        moves = self._moves(n, now)
        if moves:
            before, now = now, current(now, (), moves)
            yield self._step("ask_for_new_date", "ask for a new date", moves, _edit(before, now))
        updates: list[Update] = []
        for turn in range(UPDATES):
            each = self._update(n, turn, now)
            updates.append(each)
            shown = self._evidence(each) if each.lifecycle is Lifecycle.CLOSED else ()
            before, now = now, current(now, updates, moves)
            yield self._step("add_update", "add update", (each, *shown), _edit(before, now))

    def _moves(self, n: int, action: Action) -> tuple[DateChange, ...]:
        """Each third action was moved once or twice; each twelfth asks for another date."""
        made, due = [], action.due
        assert due is not None
        for turn in range(0 if n % 3 else 1 + n % 2):
            on = min(due.last_day, self._today) - timedelta(days=40 - turn * 30)
            new = DueDate.day(due.last_day + timedelta(days=30 + n % 60))
            waiting = n % 12 == 0 and turn == n % 2
            made.append(
                DateChange(
                    id=_id("move", n, turn),
                    action_id=action.id,
                    old_due=due,
                    new_due=new,
                    reason="Two posts stayed vacant for longer than planned.",
                    asked_by="Head of Service",
                    state=RequestState.PENDING if waiting else RequestState.APPROVED,
                    decided_on=None if waiting else on + timedelta(days=5),
                    decided_by="" if waiting else "Improvement board",
                    **self._fact(on),
                )
            )
            due = new
        return tuple(made)

    def _update(self, n: int, turn: int, action: Action) -> Update:
        """A start, then ratings; a third of the actions are completed, and most of these closed."""
        ends = n % 3 == 1
        stage = {0: Lifecycle.IN_PROGRESS}
        if ends:
            stage[UPDATES - 2] = Lifecycle.COMPLETE
        if ends and n % 30 != 1:
            stage[UPDATES - 1] = Lifecycle.CLOSED
        rated = not ends or turn < UPDATES - 2
        delivery = tuple(Delivery)[(n + turn) % 3] if rated else None
        late = delivery not in (None, Delivery.ON_TRACK)
        days_ago = (UPDATES - 1 - turn) * 65 + 1 + n * 13 % 25
        return Update(
            id=_id("update", n, turn),
            action_id=action.id,
            text=f"{_SAID[(n + turn) % len(_SAID)]} ({n + 1}.{turn + 1})",
            lifecycle=stage.get(turn),
            delivery=delivery,
            delivery_reason="The second team has no manager." if late else "",
            impact=tuple(Impact)[n % 4] if turn > 2 else None,
            **self._fact(self._today - timedelta(days=days_ago)),
        )

    def _evidence(self, closing: Update) -> Iterator[Record]:
        """What was accepted on the day an action was closed."""
        shown = Evidence(
            id=_id("evidence", closing.action_id),
            kind=EvidenceKind.DELIVERY,
            title="Audit of twenty files",
            state=EvidenceState.ACCEPTED,
            decided_on=closing.happened_on,
            decided_by="Programme manager",
            **self._fact(closing.happened_on - timedelta(days=9)),
        )
        yield shown
        yield link(ActionEvidence, action_id=closing.action_id, evidence_id=shown.id)

    def _money(self) -> Iterator[Record]:
        """A budget line with one approved change for each twenty actions."""
        for n in range(max(self._actions // 20, 1)):
            line, action = _id("line", n), _id("action", n * 20)
            yield BudgetLine(
                id=line,
                ref=f"B{n + 1}",
                title=f"Budget for {_THINGS[n % len(_THINGS)]}, part {n + 1}",
                year=financial_year(self._today),
                base_pence=(20_000 + n % 90 * 1_000) * 100,
                in_plan_from=self._begun,
            )
            yield BudgetChange(
                id=_id("growth", n),
                line_id=line,
                kind=BudgetChangeKind.GROWTH,
                amount_pence=(5_000 + n % 30 * 500) * 100,
                reason="More referrals than the base allows for.",
                state=RequestState.APPROVED,
                decided_on=self._begun + timedelta(days=60),
                decided_by="Cabinet",
                **self._fact(self._begun + timedelta(days=50)),
            )
            yield link(LineAction, line_id=line, action_id=action)


def _edit(before: Action, after: Action) -> Edit:
    return Edit(Action, before.id, before, after)
