"""What an approved version of the plan holds."""

from datetime import date

from tests.plans import action, plan, version
from tracker.domain.rules.approval import approved_since, is_approved


def test_a_version_holds_what_was_in_the_plan_on_its_day_but_no_draft() -> None:
    early, draft = action("a1", in_plan_from=date(2026, 9, 30)), action("a2", draft=True)
    late = action("a3", in_plan_from=date(2026, 10, 2))
    made = plan(early, draft, late, version("v1", date(2026, 10, 1)))
    assert [is_approved(made, each) for each in (early, draft, late)] == [True, False, False]
    assert approved_since(made, draft)
    assert not is_approved(plan(early), early)
