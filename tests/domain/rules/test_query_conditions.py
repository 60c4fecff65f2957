"""What each term asks of actions."""

from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

from tests import plans
from tests.any_plans import days, for_any_plan
from tracker.domain.codes import Delivery, Impact, Lifecycle, OwnColumnKind, Priority, RagColour
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, ActionTag, OwnColumn, OwnValue, Tag, link, link_id
from tracker.domain.rules.lateness import days_late, is_overdue, moved
from tracker.domain.rules.query import language_of, parse
from tracker.domain.rules.query_conditions import Asking, condition, fitting
from tracker.domain.rules.query_terms import FIELDS
from tracker.domain.rules.rag import rag
from tracker.domain.rules.states import is_open

DAY = date(2026, 11, 21)
ON_TRACK, OFF_TRACK = Delivery.ON_TRACK, Delivery.OFF_TRACK


def value(action_id: str, column_id: str, text: str) -> OwnValue:
    value_id = link_id(OwnValue, action_id, column_id)
    return OwnValue(id=value_id, action_id=action_id, column_id=column_id, value=text)


PLAN = plans.plan(
    plans.workstream("w1", 1, council_ref="1"),
    plans.workstream("w2", 2, council_ref="10"),
    plans.post("p1", "Head of the Front Door"),
    plans.post("p2", "HR Business Partner"),
    plans.person("n1", "Zoë Brandreth"),
    plans.holding("p1", "n1"),
    plans.source(),
    plans.finding("F3", theme="Supervision"),
    Tag(id="t1", name="Waiting times"),
    OwnColumn(id="o1", name="Cost code", kind=OwnColumnKind.NUMBER, position=1),
    OwnColumn(id="o2", name="Seen on", kind=OwnColumnKind.DATE, position=2),
    OwnColumn(id="o3", name="Told to", kind=OwnColumnKind.TEXT, position=3),
    plans.action("a1", "2026-10-30", "2026-08-30", owner_post_id="p1", workstream_id="w1", council_ref="1.2"),
    plans.action("a2", "2026-12-11", owner_post_id="p2", workstream_id="w1", council_ref="1.20"),
    plans.action("a3", "2027-03", workstream_id="w2", priority=Priority.HIGH, criteria="All within a day"),
    plans.action("a4", draft=True),
    plans.action("a5", "ongoing 2026-11-01", outcome="Naïve words about rotas"),
    plans.action("a6", "2026-11-01"),
    plans.action("a7", "2026-11-01"),
    plans.action("a8"),
    plans.update(
        "a1", date(2026, 11, 1), Lifecycle.IN_PROGRESS, delivery=OFF_TRACK, impact=Impact.EARLY_SIGNS
    ),
    plans.update("a2", date(2026, 9, 1), Lifecycle.IN_PROGRESS, delivery=ON_TRACK),
    plans.update("a6", date(2026, 10, 1), Lifecycle.COMPLETE),
    plans.update("a7", date(2026, 11, 20), Lifecycle.COMPLETE),
    plans.update("a8", date(2026, 11, 20), Lifecycle.WITHDRAWN),
    plans.date_change("a1", date(2026, 8, 1), "2026-08-30", "2026-09-30", decided_on=date(2026, 8, 2)),
    plans.date_change("a1", date(2026, 9, 1), "2026-09-30", "2026-10-30", decided_on=date(2026, 9, 2)),
    plans.date_change("a2", date(2026, 11, 1), "2026-12-11", "2027-01-30"),
    plans.evidence("e1", date(2026, 10, 2)),
    plans.shown_by("a6", "e1"),
    plans.answers("a1", "F3"),
    link(ActionTag, action_id="a3", tag_id="t1"),
    value("a1", "o1", "1,200.50"),
    value("a2", "o1", "7"),
    value("a1", "o2", "2026-11-20"),
    value("a3", "o3", "Scrutiny and Cabinet"),
    uses_rag=True,
)


def found(typed: str, **asked: Any) -> str:
    """The numbers of the actions that fit."""
    query = parse(typed, language_of(PLAN))
    assert query.faults == ()
    test = fitting(query, Asking(PLAN, DAY, "zoë  BRANDRETH", **asked))
    return "".join(each.id.removeprefix("a") for each in PLAN.all(Action) if test(each))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", "12345678"),
        ("owner:me", "1"),
        ("owner:head", "1"),
        ("owner:brandreth", "1"),
        ("owner:none", "345"),
        ("owner:vacant", "2"),
        ("owner:none,head", "1345"),
        ("due<30", "2"),
        ("due>30", "3"),
        ("due:none", "4"),
        ("due<march 2027", "1267"),
        ("due<=march 2027", "12367"),
        ("due>2026", "3"),
        ("due:march 2027", "3"),
        ("due:2026", "1267"),
        ("due:this month", "67"),
        ("due:ongoing", "5"),
        ("due:30,none", "24"),
        ("due:review", "5"),
        ("late", "1"),
        ("late>21", "1"),
        ("late>22", ""),
        ("late:22", "1"),
        ("moved>1", "1"),
        ("moved:2", "1"),
        ("moved:never", "2345678"),
        ("moved<1", "2345678"),
        ("rating:off", "1"),
        ("rating:none", "345"),
        ("status:open", "12345"),
        ('status:"off track"', "1"),
        ('status:"in progress"', "12"),
        ("status:complete,gone", "678"),
        ("status:draft", "4"),
        ("-status:gone", "1234567"),
        ("stream:1", "12"),
        ("stream:workstream", "123"),
        ("stream:none", "45678"),
        ("tag:waiting", "3"),
        ("tag:none", "1245678"),
        ("rag:red", "1"),
        ("rag:a", "6"),
        ("rag:none,red", "178"),
        ("area:f3", "1"),
        ("area:supervision", "1"),
        ("area:none", "2345678"),
        ("area:F30", ""),
        ("ref:1.2", "1"),
        ("ref:A3", "3"),
        ("ref:1", "12"),
        ("priority:high", "3"),
        ("priority:none status:open", "1245"),
        ("impact:early", "1"),
        ("audience:restricted", ""),
        ("no:update", "345"),
        ("no:measure", "1245"),
        ("no:evidence", "123457"),
        ("no:evidence,update", "123457"),
        ("no:tag,update", "12345678"),
        ("stale", "2345"),
        ("awaiting:evidence", "67"),
        ("awaiting>30", "6"),
        ("awaiting:date", "2"),
        ('"cost code">100', "1"),
        ('"cost code"<=7', "2"),
        ('"cost code":7', "2"),
        ('"cost code":none', "345678"),
        ('"seen on":november 2026', "1"),
        ('"seen on"<20/11/2026', ""),
        ('"seen on":banana', ""),
        ('"told to":cabinet', "3"),
        ('"told to">3', ""),
        ("naive ROTAS", "5"),
        ('"naive words"', "5"),
        ("supervision", "1"),
        ("scrutiny", "3"),
        ("-naive status:open", "1234"),
        ("due<90 owner:none", ""),
    ],
)
def test_each_term_finds_what_it_says(text: str, numbers: str) -> None:
    assert found(text) == numbers


def test_who_has_evidence_may_be_said_by_whoever_knows_it() -> None:
    assert found("no:evidence status:complete", evidenced=lambda: {"a7"}) == "6"


def test_words_may_be_looked_for_in_a_text_that_is_there_already() -> None:
    assert found('"x y"', holding=lambda words: {"a2"} if words == "x y" else ()) == "2"


TEXTS = [
    "moved>0",
    "moved>1",
    "late",
    "late<20",
    "rag:red",
    "rag:none",
    "status:open",
    "due<60",
    "due<2026-06-30",
]


@for_any_plan(days, st.sampled_from([*TEXTS, "stale", "owner:none", "rating:o", "no:evidence", "due:none"]))
def test_a_term_and_its_opposite_share_out_the_actions(plan: FullPlan, day: date, text: str) -> None:
    (term,) = parse(text).terms
    (opposite,) = parse(f"-{text}").terms
    one, other = condition(term, Asking(plan, day)), condition(opposite, Asking(plan, day))
    assert all(one(action) != other(action) for action in plan.all(Action))


@for_any_plan(days)
def test_terms_say_what_the_rules_say(plan: FullPlan, day: date) -> None:
    """What is looked up once for all actions is what the rules find for each."""
    asking = Asking(plan, day)
    colours = {None: "none"} | {each: each.value for each in RagColour}
    tests = {
        text: fitting(parse(text), asking) for text in (*TEXTS, *(f"rag:{each}" for each in colours.values()))
    }
    for action in plan.all(Action):
        times = moved(plan, action).times
        assert (tests["moved>0"](action), tests["moved>1"](action)) == (times > 0, times > 1)
        assert tests["late"](action) == is_overdue(action, day)
        assert tests["late<20"](action) == (is_overdue(action, day) and days_late(action, day) < 20)
        assert tests["status:open"](action) == is_open(action)
        assert tests[f"rag:{colours[rag(plan, action, day)]}"](action)


def test_every_name_of_the_language_can_be_asked() -> None:
    for field in FIELDS:
        for choice in field.choices or (() if field.key == "stale" else ("7",)):
            (term,) = parse(f'{field.key}:"{choice}"').terms
            assert condition(term, Asking(PLAN, DAY))(PLAN.get(Action, "a1")) in (True, False)
