"""What later letters say of an earlier area."""

from datetime import date
from typing import Any

from tests.plans import plan, source
from tracker.domain.codes import FindingKind
from tracker.domain.records import Finding, Mention
from tracker.domain.rules.mentions import mention_words


def finding(number: int, source_id: str) -> Finding:
    values: dict[str, Any] = {"ref": f"F{number}", "position": number, "in_plan_from": date(2024, 1, 1)}
    return Finding(
        id=f"f{number}",
        source_id=source_id,
        kind=FindingKind.RECOMMENDATION,
        text="See every child",
        **values,
    )


def test_an_area_tells_what_was_said_of_it_since_and_what_it_says_again() -> None:
    made = plan(
        source("s1", title="First visit", published_on=date(2024, 3, 1)),
        source("s2", title="Second visit"),
        finding(1, "s1"),
        finding(2, "s1"),
        finding(3, "s2"),
        Mention(id="m1", source_id="s2", finding_id="f1", again_id="f3"),
        Mention(id="m2", source_id="s2", finding_id="f2", text="It remains."),
        Mention(id="m3", source_id="s2", finding_id="f2"),
    )
    told = [mention_words(made, made.get(Finding, key)) for key in ("f1", "f2", "f3")]
    assert told == [
        ("Said again as F3 in “Second visit”",),
        ("Said to remain in “Second visit”: “It remains.”", "Said to remain in “Second visit”"),
        ("Says again F1 of “First visit”, 1 Mar 2024",),
    ]
