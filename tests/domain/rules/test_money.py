"""Money adds up, in whole pence."""

from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.any_plans import for_any_plan
from tests.plans import (
    action,
    budget_change,
    budget_post,
    line,
    pays_for,
    pays_for_workstream,
    plan,
    workstream,
)
from tracker.domain.codes import BudgetChangeKind, RequestState
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, BudgetChange, BudgetLine, Record, Workstream
from tracker.domain.rules import money
from tracker.domain.rules.money import Money, Posts

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
GROWTH, SAVING = BudgetChangeKind.GROWTH, BudgetChangeKind.SAVING
INTO, OUT_OF = BudgetChangeKind.VIREMENT_IN, BudgetChangeKind.VIREMENT_OUT


def front_door(*more: Record) -> FullPlan:
    """The model case: the hub's £684,000 and the uplift of £366,000 with eight new posts."""
    return plan(
        workstream("w1"),
        action("a1", workstream_id="w1"),
        line("b1", 68_400_000),
        budget_change("b1", MARCH, GROWTH, 36_600_000, decided_on=APRIL, id="uplift"),
        budget_post("n1", "b1", 2),
        budget_post("n2", "b1", 8, new=True, change_id="uplift"),
        pays_for("b1", "a1"),
        *more,
    )


def test_the_model_case_is_exact() -> None:
    made = front_door()
    expected = Money(base=68_400_000, changes=36_600_000, proposed=0)
    assert expected.revised == 105_000_000
    assert money.line_money(made, made.get(BudgetLine, "b1")) == expected
    assert money.action_money(made, made.get(Action, "a1")) == expected
    assert money.workstream_money(made, made.get(Workstream, "w1")) == expected
    assert money.plan_money(made) == expected
    assert money.posts(made, made.all(BudgetLine)) == Posts(existing=2, new=8)
    assert money.posts(made, made.all(BudgetLine)).total == 10
    assert money.cost_per_post(36_600_000, 8) == 4_575_000
    assert money.part_year(36_600_000, date(2026, 12, 1)) == 12_200_000


@pytest.mark.parametrize("state", [RequestState.PENDING, RequestState.REFUSED, RequestState.WITHDRAWN])
def test_only_approved_changes_count(state: RequestState) -> None:
    made = front_door(
        budget_change("b1", MARCH, GROWTH, 500, state=state, id="more"),
        budget_post("n3", "b1", 1, new=True, change_id="more"),
    )
    told = money.plan_money(made)
    assert told.revised == 105_000_000
    assert told.proposed == (500 if state is RequestState.PENDING else 0)
    assert money.posts(made, made.all(BudgetLine)).total == 10


@pytest.mark.parametrize("kind", BudgetChangeKind)
def test_virements_out_and_savings_take_money_away(kind: BudgetChangeKind) -> None:
    change = budget_change("b1", MARCH, kind, 700)
    assert money.signed(change) == (-700 if kind in (OUT_OF, SAVING) else 700)


def test_a_parent_counts_what_lies_under_it_once() -> None:
    made = front_door(
        line("b2", 100, parent_id="b1"),
        line("b3", 10, parent_id="b2"),
        budget_change("b3", MARCH, GROWTH, 5, decided_on=APRIL),
        pays_for("b2", "a1"),
        pays_for("b3", "a1"),
        pays_for_workstream("b3", "w1"),
    )
    expected = Money(68_400_110, 36_600_005, 0)
    assert money.line_money(made, made.get(BudgetLine, "b1")) == expected
    assert money.line_money(made, made.get(BudgetLine, "b2")) == Money(110, 5, 0)
    assert money.action_money(made, made.get(Action, "a1")) == expected
    assert money.workstream_money(made, made.get(Workstream, "w1")) == expected
    assert money.plan_money(made) == expected


def test_a_line_shared_by_two_actions_counts_whole_for_each_and_once_above_them() -> None:
    made = front_door(action("a2", workstream_id="w1"), pays_for("b1", "a2"))
    for action_id in ("a1", "a2"):
        assert money.action_money(made, made.get(Action, action_id)).revised == 105_000_000
    assert money.workstream_money(made, made.get(Workstream, "w1")).revised == 105_000_000
    assert money.plan_money(made).revised == 105_000_000


def test_years_are_told_apart() -> None:
    made = front_door(line("b2", 300, year=2027, parent_id="b1"))
    assert money.plan_money(made, 2026).base == 68_400_000
    assert money.plan_money(made, 2027) == Money(300, 0, 0)
    assert money.plan_money(made, 2028) == Money()


@pytest.mark.parametrize(
    ("from_on", "months"),
    [
        (date(2026, 4, 1), 12),
        (date(2026, 4, 2), 11),
        (date(2026, 7, 1), 9),
        (date(2026, 12, 1), 4),
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 3),
        (date(2027, 3, 1), 1),
        (date(2027, 3, 31), 0),
    ],
)
def test_a_part_year_is_whole_months_to_31_march(from_on: date, months: int) -> None:
    assert money.part_year(12_00, from_on) == months * 1_00


def test_part_years_and_shares_are_rounded_to_the_nearest_penny_half_a_penny_upwards() -> None:
    assert money.part_year(6, date(2027, 3, 1)) == 1
    assert money.part_year(5, date(2027, 3, 1)) == 0
    assert money.part_year(-6, date(2027, 3, 1)) == -1
    assert money.cost_per_post(100, 3) == 33
    assert money.cost_per_post(5, 2) == 3
    assert money.cost_per_post(5, 1) == 5


def test_no_posts_share_nothing() -> None:
    with pytest.raises(ValueError, match="no posts"):
        money.cost_per_post(100, 0)


def test_the_financial_year_turns_on_1_april() -> None:
    assert money.financial_year(date(2026, 3, 31)) == 2025
    assert money.financial_year(date(2026, 4, 1)) == 2026
    assert [money.year_words(year) for year in (2026, 2099)] == ["2026–27", "2099–00"]


def side(line_id: str, kind: BudgetChangeKind, amount: int = 700, **values: Any) -> BudgetChange:
    return budget_change(line_id, MARCH, kind, amount, **values)


@pytest.mark.parametrize(
    ("change", "other", "refused"),
    [
        (side("b1", INTO), side("b2", OUT_OF), None),
        (side("b1", OUT_OF), side("b2", INTO), None),
        (side("b1", INTO, outside="X100, Fostering"), None, None),
        (side("b1", GROWTH), None, None),
        (side("b1", INTO), None, "A virement needs its other side: a line of this plan, or one outside."),
        (
            side("b1", INTO, outside="X100"),
            side("b2", OUT_OF),
            "A virement has one other side: a line of this plan or one outside it, not both.",
        ),
        (side("b1", INTO), side("b2", INTO), "A virement takes money from one line and gives it to another."),
        (
            side("b1", INTO),
            side("b1", OUT_OF),
            "A virement takes money from one line and gives it to another.",
        ),
        (side("b1", INTO), side("b2", OUT_OF, 701), "The two sides of a virement must be the same amount."),
        (
            side("b1", INTO),
            side("b2", OUT_OF, decided_on=APRIL),
            "The two sides of a virement are decided together.",
        ),
        (side("b1", GROWTH), side("b2", OUT_OF), "Only a virement has another side."),
        (side("b1", GROWTH, outside="X100"), None, "Only a virement has another side."),
    ],
)
def test_a_virement_sums_to_nothing(
    change: BudgetChange, other: BudgetChange | None, refused: str | None
) -> None:
    assert money.why_not_virement(change, other) == refused


@for_any_plan()
def test_the_plan_is_the_sum_of_every_lines_own_money(whole: FullPlan) -> None:
    base = sum(each.base_pence for each in whole.all(BudgetLine))
    approved = [each for each in whole.all(BudgetChange) if each.state is RequestState.APPROVED]
    assert money.plan_money(whole).base == base
    assert money.plan_money(whole).revised == base + sum(map(money.signed, approved))


@for_any_plan(st.data())
def test_no_choice_of_lines_counts_one_twice(whole: FullPlan, data: st.DataObject) -> None:
    lines = list(whole.all(BudgetLine))
    chosen = data.draw(st.lists(st.sampled_from(lines))) if lines else []
    counted = money.with_those_under(whole, chosen)
    assert len({each.id for each in counted}) == len(counted)
    one_by_one = chain.from_iterable(money.with_those_under(whole, [each]) for each in chosen)
    assert {each.id for each in counted} == {each.id for each in one_by_one}


@pytest.mark.parametrize(
    ("pounds", "asks"), [(1_320_000, True), (-1_320_000, True), (1_319_999, False), (13_200, False)]
)
def test_ten_times_its_neighbours_is_asked_about(pounds: int, asks: bool) -> None:
    neighbours = [each * 100 for each in (61_000, 0, 132_000, -684_000)]
    asked = "The others are about £132,000. Is there a nought too many?"
    assert money.question_about(pounds * 100, neighbours) == (asked if asks else "")


def test_one_neighbour_says_nothing_about_what_is_usual() -> None:
    assert money.question_about(1_000_000, [1, 0]) == ""
