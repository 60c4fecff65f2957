"""The verbs that read documents: extract, new, import."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import LETTER, Ask
from tracker.clock import SystemClock
from tracker.domain.codes import DutyBasis
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, Duty, Finding, Mention, Source
from tracker.domain.rules.gaps import actions_for
from tracker.session import Session

READER = Actor("Reader")


def test_extract_prints_one_json_object_on_a_line_for_each_document(ask: Ask, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    answer = ask("extract", LETTER, empty, LETTER, "--json")
    first, second, third = (json.loads(line) for line in answer.out.splitlines())
    assert answer.code == 1, "one of them could not be read"
    assert answer.out.isascii()
    assert first == third and len(first["findings"]) == 5
    assert set(first) == {
        *("file", "sha256", "kind", "regulator", "authority", "title", "published_on"),
        *("visited_from", "visited_to", "visited_as_printed", "findings", "statements", "duties", "warnings"),
    }
    assert all(
        set(duty) == {"what", "to", "period", "due_on", "text", "page"} and duty["text"]
        for duty in first["duties"]
    )
    assert second == {"file": "empty.txt", "error": second["error"], "findings": []}
    assert "empty" in second["error"]


def test_a_document_of_another_kind_is_told_apart_without_saying_that_it_asks_nothing(
    ask: Ask, tmp_path: Path
) -> None:
    other = tmp_path / "minutes.txt"
    other.write_text("Minutes of the parish council.\nThe hall is to be painted.\n", encoding="utf-8")
    answer = ask("extract", other)
    assert answer.code == 0
    assert "Other document" in answer.out and "Please look at" in answer.out
    assert "No improvement areas were taken." in answer.out


def test_a_lead_in_is_shown_once_before_its_items(ask: Ask, letters: Path) -> None:
    out = ask("extract", letters / "05_fv-wakefield-2018.pdf").out
    assert out.count("The local authority needs to take swift and decisive action") == 1
    doubtful = ask("extract", letters / "12_fv-warrington-2018.pdf").out
    assert "Please look at: Joined over a page break." in doubtful


def test_extract_tells_a_person_what_was_found_and_what_was_not_taken(ask: Ask) -> None:
    answer = ask("extract", LETTER)
    assert answer.code == 0
    assert "Harrowmere County Council" in answer.out
    assert "Decide on every contact about a child within one working day" in answer.out
    assert "To be sent" in answer.out


def test_a_direction_is_printed_among_the_notices(ask: Ask, tmp_path: Path) -> None:
    direction = tmp_path / "direction.txt"
    direction.write_text(
        "Direction issued to Harrowmere County Council\n\n14 March 2024\n\n"
        "The Secretary of State hereby directs the Council as follows:\n\n• To work with the commissioner.\n",
        "utf-8",
    )
    printed = json.loads(ask("extract", direction, "--json").out)
    assert printed["kind"] == "improvement_notice"
    assert [each["kind"] for each in printed["findings"]] == ["condition"]


def test_new_makes_a_plan_with_a_draft_action_for_each_finding(plan: Path) -> None:
    with Session.open(plan, READER, SystemClock(), read_only=True) as session:
        (source,) = session.plan.all(Source)
        drafts = list(session.plan.all(Action))
        assert len(session.plan.all(Finding)) == len(drafts) == 5
        assert all(action.draft and action.due is None for action in drafts)
        assert not source.received_assumed
        assert session.read_file(source.file_sha256 or "") == LETTER.read_bytes()
        assert {duty.basis for duty in session.plan.all(Duty)} == {DutyBasis.PRINTED}
        assert session.history()[0].actor_name == "Programme officer"


def test_without_a_day_of_receipt_the_letters_own_date_is_marked_as_assumed(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "p.iplan"
    answer = ask("new", path, "--from", LETTER, "--title", "Harrowmere’s plan")
    assert answer.code == 0
    assert "if received on 14 Mar 2024" in answer.out
    with Session.open(path, READER, SystemClock(), read_only=True) as session:
        (source,) = session.plan.all(Source)
        assert source.received_assumed and source.received_on == source.published_on
        assert session.plan.settings.title == "Harrowmere’s plan"


def test_one_bad_document_leaves_no_plan_behind(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "p.iplan"
    answer = ask("new", path, "--from", LETTER, tmp_path / "missing.pdf")
    assert answer.code == 1
    assert answer.err.count("\n") == 1 and "missing.pdf" in answer.err
    assert not path.exists()


def test_a_plan_that_is_there_is_never_written_over_by_new(ask: Ask, plan: Path) -> None:
    before = plan.read_bytes()
    answer = ask("new", plan, "--from", LETTER)
    assert (answer.code, answer.out) == (1, "")
    assert plan.name in answer.err
    assert plan.read_bytes() == before


def test_the_same_file_is_not_imported_twice(ask: Ask, plan: Path) -> None:
    answer = ask("import", plan, LETTER)
    assert answer.code == 1
    assert "is in the plan already" in answer.err


def test_a_dry_run_says_what_would_be_added_and_adds_nothing(ask: Ask, plan: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(LETTER.read_text(encoding="utf-8").replace("2024", "2025"), encoding="utf-8")
    before = plan.read_bytes()
    answer = ask("import", plan, later, "--dry-run")
    assert answer.code == 0
    assert (
        "Would add" in answer.out and "2 areas for priority action and 3 areas for improvement" in answer.out
    )
    assert plan.read_bytes() == before
    assert ask("import", plan, later).code == 0
    with Session.open(plan, READER, SystemClock(), read_only=True) as session:
        assert [finding.ref for finding in session.plan.all(Finding)][-1] == "F10"


def test_a_later_letter_links_what_it_says_again_and_makes_no_second_action(
    ask: Ask, plan: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.txt"
    later.write_text(LETTER.read_text(encoding="utf-8").replace("2024", "2025"), encoding="utf-8")
    assert "Says again F5: “" in ask("import", plan, later, "--dry-run").out
    assert "Says again F1: “" in ask("import", plan, later).out
    with Session.open(plan, READER, SystemClock(), read_only=True) as session:
        assert len(session.plan.all(Action)) == 5
        assert len(session.plan.all(Mention)) == 5
        assert all(actions_for(session.plan, each) for each in session.plan.all(Finding))


def test_what_is_said_again_in_other_words_is_told_apart(ask: Ask, plan: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    text = LETTER.read_text(encoding="utf-8").replace("2024", "2025")
    later.write_text(
        text.replace("regular and reflective", "regular, reflective and noted"), encoding="utf-8"
    )
    answer = ask("import", plan, later, "--dry-run")
    assert "Says again, in other words, F4: “Supervision, which should be regular, reflective" in answer.out
    assert "Says again F5: “" in answer.out


def test_a_real_letter_becomes_a_plan_with_its_usual_duties(ask: Ask, letters: Path, tmp_path: Path) -> None:
    for form in ("01_fv-nottingham-2020.pdf", "02_fv-nottingham-2020-seedform.txt"):
        path = tmp_path / f"{form}.iplan"
        answer = ask("new", path, "--from", letters / form, "--received", "27 February 2020")
        assert answer.code == 0
        assert "2 areas for priority action and 4 areas for improvement" in answer.out
        assert "due 26 Mar 2020" in answer.out and "due 10 Jun 2020" in answer.out
        assert answer.out.count("usual period, not printed in this letter") == 2
        with Session.open(path, READER, SystemClock(), read_only=True) as session:
            texts = [finding.text for finding in session.plan.all(Finding)]
        expected = json.loads((letters / "01_fv-nottingham-2020.expected.json").read_text(encoding="utf-8"))
        wanted = expected["priority_actions"] + expected["improvements"]
        assert [text.replace("’", "'") for text in texts] == [text.replace("’", "'") for text in wanted]


@pytest.mark.parametrize("day", ["31 February 2020", "2020-13-01", "soon", ""])
def test_a_day_that_cannot_be_read_is_wrong_usage(ask: Ask, tmp_path: Path, day: str) -> None:
    answer = ask("new", tmp_path / "p.iplan", "--from", LETTER, "--received", day)
    assert answer.code == 2
    assert "--received" in answer.err


def test_a_document_named_twice_leaves_no_half_of_a_plan(ask: Ask, tmp_path: Path) -> None:
    answer = ask("new", tmp_path / "p.iplan", "--from", LETTER, LETTER)
    assert answer.code == 1
    assert "is in the plan already" in answer.err
    assert [path for path in tmp_path.iterdir() if path.name.startswith("p.iplan")] == []
