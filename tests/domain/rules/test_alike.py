"""Which actions may say the same as a title that is being typed."""

from tests.plans import action, plan
from tracker.domain.rules.alike import AlikeIndex


def index(*titles: str) -> AlikeIndex:
    made = AlikeIndex(plan(*(action(f"a{n}", title=title) for n, title in enumerate(titles))))
    for _ in made.prepare():
        pass
    return made


def like(of: AlikeIndex, title: str) -> list[str]:
    return [each.action.title for each in of.like(title)]


def test_the_same_words_in_another_order_case_or_spelling_are_found() -> None:
    of = index(
        "Decide every contact within one working day",
        "Recruit eight social workers to the MASH",
        "Écoute: hear what children say",
    )
    for typed in (
        "decide every contact within a working day",
        "Within one working day, decide every contact",
        "Decide evry contact within one wrking day",
    ):
        assert like(of, typed) == ["Decide every contact within one working day"]
    assert like(of, "ECOUTE hear what the children say") == ["Écoute: hear what children say"]


def test_the_likeliest_comes_first_and_three_are_enough() -> None:
    of = index(*(f"Audit ten case files each month in team {name}" for name in "ABCDE"))
    found = of.like("Audit ten case files each month in team C")
    assert found[0].action.title[-1] == "C"
    assert found[0].likeness == 1 > found[1].likeness
    assert len(found) == 3


def test_what_shares_a_few_words_or_says_little_is_not_pointed_out() -> None:
    of = index("Recruit eight social workers to the MASH", "Train all managers in supervision")
    assert like(of, "Recruit two foster carers for teenagers") == []
    assert like(of, "Train") == like(of, "") == like(of, "???") == []


def test_drafts_are_left_out_and_an_index_that_is_not_ready_finds_nothing() -> None:
    draft = plan(action("a1", title="Publish the count of who waits", draft=True))
    of = AlikeIndex(draft)
    assert of.like("Publish the count of who waits") == ()
    assert not of.is_ready
    for _ in of.prepare():
        pass
    assert of.is_ready
    assert of.like("Publish the count of who waits") == ()


def test_words_that_all_actions_share_are_enough_where_there_are_no_others() -> None:
    of = index(*["Review the plan"] * 450, "Review the whole plan now")
    assert like(of, "review plan the") == ["Review the plan"] * 3
