"""Tags stand on records of every kind."""

from tests.plans import action, measure, plan
from tracker.domain.records import Action, ActionTag, Measure, RecordTag, Tag, link
from tracker.domain.rules.tags import TAGGABLE, tag_words, tags_of


def test_the_tags_of_a_record_are_told_by_name() -> None:
    tags = Tag(id="t1", name="waiting"), Tag(id="t2", name="Money"), Tag(id="t3", name="Partners")
    ties = [link(RecordTag, entity=Measure.table, entity_id="m1", tag_id=each) for each in ("t1", "t2")]
    made = plan(action(), measure(), *tags, *ties, link(ActionTag, action_id="a1", tag_id="t3"))
    assert [each.name for each in tags_of(made, made.get(Measure, "m1"))] == ["Money", "waiting"]
    assert [each.name for each in tags_of(made, made.get(Action, "a1"))] == ["Partners"]
    assert tag_words(made, made.get(Measure, "m1")) == "Money, waiting"


def test_an_action_has_ties_of_its_own() -> None:
    assert Action not in TAGGABLE
