import pytest

from tracker.importing.sheets.headings import CERTAIN, LABELS, LIKELY, Target, guess, plain, shape, sorted_out


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("By when", Target.DUE),
        ("When?", Target.DUE),
        ("Timescale", Target.DUE),
        ("Lead", Target.OWNER),
        ("Lead Officer(s)", Target.OWNER),
        ("Responsible Officer / Agency", Target.OWNER),
        ("R/A/G", Target.STATUS),
        ("B.R.A.G.", Target.STATUS),
        ("R A G Rating*", Target.STATUS),
        ("Impact RAG", Target.IMPACT),
        ("Ofsted Para No", Target.FINDING),
        ("Ofsted area for improvement", Target.FINDING),
        ("Success measures", Target.CRITERIA),
        ("How will we know it has worked?", Target.CRITERIA),
        ("Evidence", Target.EVIDENCE),
        ("Progress update", Target.PROGRESS),
        ("Update March 2026", Target.PROGRESS),
        ("Ref", Target.REF),
        ("Theme/Workstream/Priority", Target.WORKSTREAM),
        ("Cost/Budget/Resources", Target.COST),
        ("Action Required (what we will do)", Target.TITLE),
        ("Intended impact/outcome", Target.OUTCOME),
        ("Revised date", Target.REVISED),
        ("Date completed", Target.COMPLETED),
        ("Supporting officers", Target.CONTRIBUTORS),
        ("What will success look like?", Target.CRITERIA),
        ("How will we monitor?", Target.MONITORED),
        ("What we need to improve", Target.FINDING),
        ("Next steps", Target.PROGRESS),
        ("Open/Closed", Target.STATUS),
        ("What colour is the door?", Target.OWN),
        ("Ward", Target.OWN),
        ("", Target.OWN),
    ],
)
def test_headings_as_councils_write_them_are_known(heading: str, target: Target) -> None:
    assert guess(heading).target is target


def test_a_guess_says_how_sure_it_is() -> None:
    assert guess("By when").confidence == CERTAIN
    assert guess("Named lead officer").confidence >= LIKELY
    assert guess("The action that somebody once thought of").confidence < LIKELY
    assert guess("Ward").confidence == 0


def test_what_only_one_column_can_be_the_surest_one_is() -> None:
    heads = ["Owner of it all", "Lead", "Due date", "Date", "Action", "Agreed action", "Notes", "Update"]
    found = sorted_out(map(guess, heads))
    assert [each.target for each in found] == [
        *(Target.CONTRIBUTORS, Target.OWNER, Target.DUE, Target.OWN, Target.TITLE, Target.TEXT),
        *(Target.PROGRESS, Target.PROGRESS),
    ]


def test_files_of_one_shape_share_it_though_months_go_by() -> None:
    assert shape(["Ref", "R/A/G", "Update 2025"]) == shape(["REF ", "RAG", "Update 2026"])
    assert shape(["Ref", "Lead"]) != shape(["Lead", "Ref"])


def test_every_target_has_its_words() -> None:
    assert set(LABELS) == set(Target)
    assert plain("  “R/A/G”\nRating ") == "rag rating"
