"""What several verbs tell in lines."""

from tests.plans import action, finding, plan, source
from tests.reports.board import TODAY
from tracker.cli.telling import gap_lines, section


def test_gaps_are_counted_and_their_references_told_in_runs() -> None:
    refs = ("a12", "a1", "a3", "a2", "a10", "a11", "a7")
    made = plan(source(), finding("f2"), *(action(ref, "2026-12-31") for ref in refs))
    assert gap_lines(made, TODAY) == [
        "No action yet (1): F2",
        "No owner (7): A1 to A3, A7 and A10 to A12",
        "No measure (7): A1 to A3, A7 and A10 to A12",
    ]


def test_references_that_are_no_numbers_stand_for_themselves() -> None:
    parts = (action(f"a{n}", "2026-12-31", ref=f"A1{letter}") for n, letter in enumerate("abc"))
    ours = action("a9", "2026-12-31", council_ref="1.2")
    assert gap_lines(plan(*parts, ours), TODAY)[0] == "No owner (4): 1.2, A1a, A1b and A1c"


def test_a_list_of_nothing_has_no_title() -> None:
    assert section("To be sent", []) == []
