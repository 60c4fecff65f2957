from datetime import date

from tests.plans import action, holding, person, plan, post, workstream
from tracker.domain.codes import Audience
from tracker.domain.plan import Plan
from ui.pages.owner_messages import messages

TODAY = date(2026, 11, 21)
BASIS = "Improvement Board, Saturday 21 November 2026"


def board_plan() -> Plan:
    """Two posts with somebody in them, an empty one, and an action that may not be told of."""
    return plan(
        workstream("w1", sro_post_id="sro"),
        post("sro", "Director of Children's Services"),
        post("hr", "HR Business Partner"),
        post("md", "Designated Doctor"),
        person("p1", "Asha Quillfeather"),
        person("p2", "Bram Oakes"),
        holding("hr", "p1"),
        holding("sro", "p2"),
        action("a1", title="Recruit eight social workers", owner_post_id="hr", due="2026-12-18"),
        action("a2", title="Train every chair", owner_post_id="md", workstream_id="w1"),
        action("a3", title="Fill two posts", owner_post_id="hr"),
        action("a4", title="Nobody may hear of this", owner_post_id="hr", audience=Audience.RESTRICTED),
    )


def test_each_owner_gets_one_message_about_all_of_theirs() -> None:
    decided = {
        "a1": "New date approved.",
        "a2": "Left to the next meeting.",
        "a3": "Sent up.",
        "a4": "Closed.",
    }
    first, second = messages(board_plan(), TODAY, BASIS, decided)
    assert (first.to, first.count) == ("HR Business Partner, Asha Quillfeather", 2)
    assert BASIS in first.text
    assert "Recruit eight social workers\n    New date approved.\n    Due: 18 Dec 2026" in first.text
    assert "Fill two posts\n    Sent up." in first.text
    expected = "Director of Children's Services, Bram Oakes (nobody in post as Designated Doctor)"
    assert (second.to, second.count) == (expected, 1)
    assert not any("Nobody may hear" in each.text for each in (first, second))


def test_an_action_that_is_gone_is_passed_over() -> None:
    assert messages(board_plan(), TODAY, BASIS, {"gone": "Removed."}) == []


def test_with_nobody_to_tell_the_job_title_is_written_as_it_is() -> None:
    made = plan(post("md", "Designated Doctor"), action("a1", owner_post_id="md"))
    (message,) = messages(made, TODAY, BASIS, {"a1": "Sent up."})
    assert message.to == "Nobody in post as Designated Doctor"
