"""What is looked through for words typed."""

from datetime import date

from tests import plans
from tracker.domain.records import Action, ActionTag, OwnValue, Tag, link, link_id
from tracker.domain.rules.action_words import words_of


def test_the_words_of_an_action_are_all_that_is_said_of_it_without_accents() -> None:
    plan = plans.plan(
        plans.post("p1", "Head of the Front Door"),
        plans.person("n1", "Zoë Brandreth"),
        plans.holding("p1", "n1"),
        plans.source(),
        plans.finding("F3"),
        Tag(id="t1", name="Waiting times"),
        plans.action("a1", owner_post_id="p1", council_ref="1.2", resources="Two POSTS", outcome=""),
        plans.part("r1", "a1"),
        plans.answers("a1", "F3"),
        link(ActionTag, action_id="a1", tag_id="t1"),
        OwnValue(id=link_id(OwnValue, "a1", "o1"), action_id="a1", column_id="o1", value="Scrutiny"),
    )
    assert words_of(plan, plan.get(Action, "a1"), date(2026, 11, 21)).split(" | ") == [
        *("a1", "1.2", "action 1", "two posts", "head of the front door", "zoe brandreth", "zoe brandreth"),
        *("f3 supervision", "scrutiny", "its share", "waiting times"),
    ]
