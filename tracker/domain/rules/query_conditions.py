"""What a query of the filter language asks of an action.

What hangs on other records (owners, tags, moves) is looked up once and kept as ids, so that 20,000 actions
are asked within a frame. Only open actions lack a date, an owner or an update: nobody fills in what is done.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tracker.domain.codes import (
    Audience,
    DateChangeKind,
    Delivery,
    Impact,
    Lifecycle,
    Priority,
    RagColour,
    RequestState,
)
from tracker.domain.due import DueKind
from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    ActionEvidence,
    ActionFinding,
    ActionOrigin,
    ActionTag,
    Away,
    DateChange,
    Finding,
    Holding,
    Measure,
    MeasureAction,
    Organisation,
    OwnColumn,
    OwnValue,
    Person,
    Post,
    RagRule,
    Record,
    Tag,
    Workstream,
)
from tracker.domain.rules.action_words import words_of
from tracker.domain.rules.gaps import has_no_measure, is_stale
from tracker.domain.rules.lateness import is_overdue, is_review_overdue, moved, pending
from tracker.domain.rules.mine import posts_of
from tracker.domain.rules.owners import holder
from tracker.domain.rules.query import Query
from tracker.domain.rules.query_own import SIGNS, own_values
from tracker.domain.rules.query_terms import Term, count_of, span_of
from tracker.domain.rules.rag import rag
from tracker.domain.rules.states import FINISHED, OPEN, standing
from tracker.frozen import dataclass

Test = Callable[[Action], bool]

_GONE = frozenset({Lifecycle.WITHDRAWN, Lifecycle.REPLACED})


@dataclass(frozen=True, slots=True)
class Asking:
    """Of what a query is asked: the plan, the day of the position and who asks (`owner:me`).

    `holding` gives the ids of the actions in whose texts some words stand, where these are at hand already;
    `evidenced` those of the actions that have evidence, which a plan for lists does not hold.
    """

    plan: Plan
    day: date
    person: str = ""
    holding: Callable[[str], Collection[str]] | None = None
    evidenced: Callable[[], Collection[str]] | None = None


def fitting(query: Query, asking: Asking) -> Test:
    """Whether an action has all that the terms and words of a query ask for."""
    words = [Term("text", ":", (word,)) for word in query.text.split()]
    return _all([condition(term, asking) for term in (*query.terms, *words)])


def condition(term: Term, asking: Asking) -> Test:
    """What one term asks."""
    test = _CONDITIONS[term.field](term, asking)
    return _not(test) if term.negated and term.field not in _NEGATED_THERE else test


def rests_on(query: Query) -> frozenset[type[Record]]:
    """The kinds of record on which the answer rests, other than the actions themselves."""
    return frozenset(kind for term in query.terms for kind in _RESTS_ON.get(term.field, ()))


def _all(tests: list[Test]) -> Test:
    if not tests:
        return lambda action: True
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        one, other = tests
        return lambda action: one(action) and other(action)

    def test(action: Action) -> bool:
        for each in tests:  # noqa: SIM110 - a loop, not all(): this is asked of every action at every key
            if not each(action):
                return False
        return True

    return test


def _any(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(action: Action) -> bool:
        for each in tests:  # noqa: SIM110 - as above
            if each(action):
                return True
        return False

    return test


def _not(test: Test) -> Test:
    return lambda action: not test(action)


def _of_ids(ids: Collection[str], *, without: bool = False) -> Test:
    held = frozenset(ids)
    if without:
        return lambda action: action.id not in held
    return lambda action: action.id in held


def _text(term: Term, asking: Asking) -> Test:
    words, plan = plain(term.values[0]), asking.plan
    if asking.holding is not None:
        return _of_ids(asking.holding(words), without=term.negated)
    return lambda action: (words in words_of(plan, action, asking.day)) != term.negated


def _owner(term: Term, asking: Asking) -> Test:
    plan, day = asking.plan, asking.day
    always: set[str | None] = set()
    while_open: set[str | None] = set()
    for value in term.values:
        if value == "me":
            always.update(post.id for post in posts_of(plan, asking.person, day))
        elif value == "none":
            while_open.add(None)
        elif value == "vacant":
            held = (holder(plan, post.id, day) for post in plan.all(Post))
            while_open.update(each.post.id for each in held if each and each.vacant)
        else:
            words = plain(value).split()
            always.update(post_id for post_id, told in _posts(plan, day) if _holds(told, words))
    if not while_open:
        return lambda action: action.owner_post_id in always
    return lambda action: (
        action.owner_post_id in always or (action.owner_post_id in while_open and action.lifecycle in OPEN)
    )


@lru_cache(maxsize=1)
def _posts(plan: Plan, day: date) -> tuple[tuple[str, str], ...]:
    """Each post with what it is found by: its title, its organisation and who answers for it."""
    found = []
    for post in plan.all(Post):
        held, body = holder(plan, post.id, day), plan.find(Organisation, post.organisation_id)
        names = [person.name for person in (*held.people, *held.acting)] if held else []
        found.append((post.id, plain(" ".join((post.title, body.name if body else "", *names)))))
    return tuple(found)


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _due(term: Term, asking: Asking) -> Test:
    if term.sign != ":":
        return _due_limit(term.sign, term.values[0], asking.day)
    return _any([_due_value(value, asking.day) for value in term.values])


def _due_limit(sign: str, value: str, day: date) -> Test:
    """Within so many days, or after them: of what is open. Before or after a date: of everything."""
    if (days := count_of(value)) is not None:
        last = day + timedelta(days=days)
        first, last = (day, last) if sign == "<" else (last + timedelta(days=1), date.max)
        within = _between(first, last)
        return lambda action: action.lifecycle in OPEN and within(action)
    first, last = span_of(value, day)
    if sign == "<":
        return _between(date.min, first - timedelta(days=1))
    return _between(last + timedelta(days=1), date.max)


def _between(first: date, last: date) -> Test:
    """Due between two days; what is ongoing is due on none."""

    def test(action: Action) -> bool:
        due = action.due
        return due is not None and first <= due.last_day <= last and due.kind is not DueKind.ONGOING

    return test


def _due_value(value: str, day: date) -> Test:
    if value == "none":
        return lambda action: action.due is None and action.lifecycle in OPEN
    if value == "review":
        return lambda action: is_review_overdue(action, day)
    if value == "ongoing":
        return lambda action: action.due is not None and action.due.kind is DueKind.ONGOING
    if count_of(value) is not None:  # one of several values: a limit cannot stand among them
        return _due_limit("<", value, day)
    return _between(*span_of(value, day))


def _late(term: Term, asking: Asking) -> Test:
    day = asking.day
    if not term.values:  # most dates lie ahead, which is seen faster than the rule is asked
        return lambda action: action.due is not None and action.due.last_day < day and is_overdue(action, day)
    fits, days = SIGNS[term.sign], [int(value) for value in term.values]

    def test(action: Action) -> bool:
        if action.due is None or not is_overdue(action, day):
            return False
        late = (day - action.due.last_day).days
        return any(fits(late, each) for each in days)

    return test


@lru_cache(maxsize=1)
def _times_moved(plan: Plan) -> Counter[str]:
    """How often the date of each action moved, where it did."""
    times = Counter(
        each.action_id
        for each in plan.all(DateChange)
        if each.state is RequestState.APPROVED
        and each.kind is DateChangeKind.MOVE
        and each.old_due is not None
    )
    for tie in plan.all(ActionOrigin):  # the moves of what it came out of are its own
        if (action := plan.find(Action, tie.action_id)) is not None:
            times[action.id] = moved(plan, action).times
    return times


def _moved(term: Term, asking: Asking) -> Test:
    times = _times_moved(asking.plan)
    fits, counts = SIGNS[term.sign], [int(value) for value in term.values]
    if any(fits(0, each) for each in counts):
        others = [key for key, n in times.items() if not any(fits(n, each) for each in counts)]
        return _of_ids(others, without=True)
    return _of_ids([key for key, n in times.items() if any(fits(n, each) for each in counts)])


def _rating(term: Term, asking: Asking) -> Test:
    rated = {Delivery(_code(value)) for value in term.values if value != "none"}
    unrated = "none" in term.values
    return lambda action: (
        action.delivery in rated if action.delivery else unrated and action.lifecycle in OPEN
    )


def _status(term: Term, asking: Asking) -> Test:
    lifecycles: set[Lifecycle] = set()
    shown: set[Delivery] = set()
    for value in term.values:
        if value in _MANY:
            lifecycles |= _MANY[value]
        elif _code(value) in set(Delivery):
            shown.add(Delivery(_code(value)))
        elif value != "draft":
            lifecycles.add(Lifecycle(_code(value)))
    if len(term.values) == 1 and lifecycles:
        lifecycles = set(Lifecycle) - lifecycles if term.negated else lifecycles
        return lambda action: action.lifecycle in lifecycles
    tests: list[Test] = [lambda action: action.lifecycle in lifecycles] if lifecycles else []
    if shown:
        tests.append(lambda action: standing(action) in shown)
    if "draft" in term.values:
        tests.append(lambda action: action.draft and action.lifecycle in OPEN)
    return _not(_any(tests)) if term.negated else _any(tests)


_MANY = {"open": OPEN, "finished": FINISHED, "gone": _GONE}


def _stream(term: Term, asking: Asking) -> Test:
    every = asking.plan.all(Workstream)
    ids: set[str | None] = set()
    for value in term.values:
        if value == "none":
            ids.add(None)
            continue
        key = plain(value)
        numbered = [each.id for each in every if plain(each.council_ref) == key]
        words = key.split()
        ids.update(numbered or [each.id for each in every if _holds(plain(each.title), words)])
    return lambda action: action.workstream_id in ids


def _tag(term: Term, asking: Asking) -> Test:
    plan = asking.plan
    ties = plan.all(ActionTag)
    chosen = {
        tag.id
        for tag in plan.all(Tag)
        for value in term.values
        if _holds(plain(tag.name), plain(value).split())
    }
    return _tied(
        term, {tie.action_id for tie in ties if tie.tag_id in chosen}, [tie.action_id for tie in ties]
    )


def _area(term: Term, asking: Asking) -> Test:
    plan, ties = asking.plan, asking.plan.all(ActionFinding)
    chosen = {each.id for each in plan.all(Finding) for value in term.values if _is_area(each, plain(value))}
    found = {tie.action_id for tie in ties if tie.finding_id in chosen}
    return _tied(term, found, [tie.action_id for tie in ties])


def _is_area(finding: Finding, key: str) -> bool:
    if key in (plain(finding.ref), plain(finding.printed_reference)):
        return True
    themes = plain(f"{finding.theme} {finding.own_theme}")
    return not any(letter.isdigit() for letter in key) and (key in themes or key in plain(finding.text))


def _tied(term: Term, found: Collection[str], every: Collection[str]) -> Test:
    """The actions found, and with `none` those tied to nothing of the kind."""
    test = _of_ids(found)
    return _any([test, _of_ids(every, without=True)]) if "none" in term.values else test


def _rag(term: Term, asking: Asking) -> Test:
    plan, day = asking.plan, asking.day
    wanted = {None if value == "none" else RagColour(value) for value in term.values}
    known: dict[object, bool] = {}

    def test(action: Action) -> bool:
        # What the colour rests on: many actions are alike in it.
        key = (action.lifecycle, action.delivery, action.due, action.completed_on)
        found = known.get(key)
        if found is None:
            found = known[key] = rag(plan, action, day) in wanted
        return found

    return test


def _ref(term: Term, asking: Asking) -> Test:
    """References that begin so: “1.2” is 1.2, 1.2a and 1.2.1, not 1.20."""
    begins = "|".join(re.escape(value) + "(?![0-9])" * value[-1:].isdigit() for value in term.values)
    fits = re.compile(begins, re.IGNORECASE).match
    return lambda action: bool(fits(action.council_ref) or fits(action.ref))


def _coded(kind: type[Priority] | type[Impact] | type[Audience], name: str) -> Callable[[Term, Asking], Test]:
    def made(term: Term, asking: Asking) -> Test:
        wanted = {None if value == "none" else kind(_code(value)) for value in term.values}
        return lambda action: getattr(action, name) in wanted

    return made


def _no(term: Term, asking: Asking) -> Test:
    return _any([_LACKS[value](asking) for value in term.values])


def _no_update(asking: Asking) -> Test:
    return lambda action: action.updated_on is None and action.lifecycle in OPEN


def _no_measure(asking: Asking) -> Test:
    plan = asking.plan
    return lambda action: has_no_measure(plan, action)


def _no_evidence(asking: Asking) -> Test:
    plan = asking.plan
    if asking.evidenced is not None:
        found = frozenset(asking.evidenced())
    else:
        found = frozenset(tie.action_id for tie in plan.all(ActionEvidence))
    return lambda action: action.id not in found and action.lifecycle not in _GONE


def _none_of(field: str) -> Callable[[Asking], Test]:
    return lambda asking: condition(Term(field, ":", ("none",)), asking)


_LACKS: dict[str, Callable[[Asking], Test]] = {
    "update": _no_update,
    "measure": _no_measure,
    "evidence": _no_evidence,
    "date": _none_of("due"),
    "workstream": _none_of("stream"),
    **{each: _none_of(each) for each in ("owner", "tag", "priority", "rating", "area")},
}


def _stale(term: Term, asking: Asking) -> Test:
    plan, day = asking.plan, asking.day
    last = day - timedelta(days=plan.settings.stale_after_days)
    return lambda action: (
        (action.updated_on is None or action.updated_on < last) and is_stale(plan, action, day)
    )


def _awaiting(term: Term, asking: Asking) -> Test:
    plan, day = asking.plan, asking.day
    tests: list[Test] = []
    for value in term.values:
        if value == "date":
            waiting = {each.action_id for each in plan.all(DateChange) if each.state is RequestState.PENDING}
            actions = (plan.find(Action, each) for each in waiting)
            tests.append(_of_ids([each.id for each in actions if each and pending(plan, each)]))
        elif value == "evidence":
            tests.append(lambda action: action.lifecycle is Lifecycle.COMPLETE)
        else:
            tests.append(_awaited_for(SIGNS[term.sign], int(value), day))
    return _any(tests)


def _awaited_for(fits: Callable[[Any, Any], bool], days: int, day: date) -> Test:
    return lambda action: (
        action.lifecycle is Lifecycle.COMPLETE
        and action.completed_on is not None
        and fits((day - action.completed_on).days, days)
    )


def _own(term: Term, asking: Asking) -> Test:
    return _tied(term, *own_values(asking.plan, term, asking.day))


def _code(value: str) -> str:
    return value.replace(" ", "_")


_NEGATED_THERE = frozenset({"text", "status"})  # by conditions that are as fast the other way round
_CONDITIONS: dict[str, Callable[[Term, Asking], Test]] = {
    "text": _text,
    "owner": _owner,
    "due": _due,
    "late": _late,
    "moved": _moved,
    "rating": _rating,
    "status": _status,
    "stream": _stream,
    "tag": _tag,
    "rag": _rag,
    "area": _area,
    "ref": _ref,
    "priority": _coded(Priority, "priority"),
    "impact": _coded(Impact, "impact"),
    "audience": _coded(Audience, "audience"),
    "no": _no,
    "stale": _stale,
    "awaiting": _awaiting,
    "own": _own,
}
_RESTS_ON: dict[str, tuple[type[Record], ...]] = {
    "owner": (Post, Organisation, Holding, Person, Away),
    "stream": (Workstream,),
    "tag": (Tag, ActionTag),
    "area": (Finding, ActionFinding),
    "moved": (DateChange, ActionOrigin),
    "awaiting": (DateChange,),
    "rag": (RagRule,),
    "no": (Measure, MeasureAction, ActionEvidence, ActionTag, ActionFinding),
    "own": (OwnColumn, OwnValue),
}
