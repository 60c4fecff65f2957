"""Exports that were edited and come back: exactly the edits, conflicts, other plans refused by name."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from shutil import copyfile
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.importing.returned.conftest import Desk, Page
from tests.seeded import action, an, measured, seed, the_figures
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, Lifecycle, OwnColumnKind, Priority
from tracker.domain.commands.base import Actor
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, DateChange, Finding, Measure, OwnColumn, OwnValue, Update
from tracker.importing.returned.round_trip import RoundTrip
from tracker.session import Session
from tracker.storage.backups import restore


def actions(book: Any) -> Page:
    return Page(book["Actions"])


def told(found: RoundTrip) -> dict[str, str]:
    """Why each edit is left, "" where it is taken."""
    return {edit.words: found.why_not(edit) for edit in found.edits}


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv"])
def test_what_nobody_edited_has_no_edits(desk: Desk, name: str) -> None:
    path = desk.exported(name)
    desk.do(c.AddAction(title="Added since"))
    desk.do(c.ChangeAction(id=action(desk.session).id, changes={"council_ref": "1.1"}))
    found = desk.read(path, RoundTrip)
    assert (found.edits, found.new_rows, found.notes) == ((), (), ())
    with pytest.raises(TrackerError, match="holds nothing to take into the plan"):
        found.command()


def test_exactly_the_edits_are_shown_and_made_in_one_change(desk: Desk) -> None:
    def edit(book: Any) -> None:
        page = actions(book)
        page.put("A3", councils_own_reference="1.1", priority="High", latest_words="Rota agreed")
        page.put("A4", delivery_rating="On track", lifecycle="In progress", start=date(2026, 11, 2))

    found = desk.edited(desk.exported(), edit)
    assert told(found) == dict.fromkeys(
        (
            "A3 Council’s own reference: “nothing” → “1.1”",
            "A3 Priority: “nothing” → “High”",
            "A3 Latest words: “nothing” → “Rota agreed”",
            "A4 Start: “nothing” → “2 Nov 2026”",
            "A4 Lifecycle: “Not started” → “In progress”",
            "A4 Delivery rating: “nothing” → “On track”",
        ),
        "",
    )
    desk.do(found.command())
    first, second = action(desk.session), action(desk.session, 1)
    assert (first.council_ref, first.priority) == ("1.1", Priority.HIGH)
    assert (second.start_on, second.lifecycle, second.delivery) == (
        date(2026, 11, 2),
        Lifecycle.IN_PROGRESS,
        Delivery.ON_TRACK,
    )
    assert [each.text for each in desk.session.full_plan().all(Update) if each.text] == ["Rota agreed"]
    desk.session.undo()
    assert action(desk.session).council_ref == ""
    assert desk.session.check() == []


def test_a_change_since_is_a_conflict_with_both_values_who_and_when(desk: Desk) -> None:
    path = desk.exported()
    agreed = {"reason": "Clearer", "agreed_by": "Improvement board"}
    desk.do(c.ChangeAction(id=action(desk.session).id, changes={"title": "Decide the same day"}, **agreed))
    found = desk.edited(path, lambda book: actions(book).put("A3", title="Decide within an hour"))
    (edit,) = found.because("Clearer still", "Cabinet").edits
    assert edit.is_conflict
    assert found.why_not(edit) == (
        "The plan says “Decide the same day” since 21 Nov 2026 (Programme officer); "
        "it said “Decide every contact within one working day”."
    )
    desk.do(found.because("Clearer still", "Cabinet").take(0).command())
    assert action(desk.session).title == "Decide within an hour"


def test_an_edit_that_the_plan_has_made_already_is_none(desk: Desk) -> None:
    path = desk.exported()
    desk.do(c.ChangeAction(id=action(desk.session).id, changes={"council_ref": "1.1"}))
    found = desk.edited(path, lambda book: actions(book).put("A3", councils_own_reference="1.1"))
    assert found.edits == ()


def test_approved_wording_and_agreed_dates_ask_why_and_who_agreed(desk: Desk) -> None:
    def edit(book: Any) -> None:
        actions(book).put("A3", title="Decide within an hour", due_date="18 December 2026")

    found = desk.edited(desk.exported(), edit)
    assert set(told(found).values()) == {"It needs a reason."}
    assert list(told(found.because("Snow", "")).values()) == [
        "It is approved: say who agreed to the change.",
        "",
    ]
    desk.do(found.because("Snow", "Improvement board").command())
    (asked,) = desk.session.plan.all(DateChange)
    assert (asked.new_due, asked.reason) == (DueDate.day(date(2026, 12, 18)), "Snow")
    assert action(desk.session).due == DueDate.day(date(2026, 10, 30))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"times_moved": 4}, "The program works this out"),
        ({"first_agreed_date": "1 May 2027"}, "The program works this out"),
        ({"owner": "Nobody at all"}, "no post called “Nobody at all”"),
        ({"workstream": "Nowhere"}, "no workstream called “Nowhere”"),
        ({"improvement_areas": "F9"}, "no improvement area F9"),
        ({"tags": "Unknown"}, "no tag called “Unknown”"),
        ({"delivery_rating": "Fine"}, "“Fine” is not one of “On track”"),
        ({"due_date": "soon"}, "“soon” is not a date"),
        ({"due_date": None}, "An agreed date is not taken away."),
        ({"title": None}, "An action needs its title."),
        ({"lifecycle": "Closed"}, "recorded in the plan itself"),
        ({"lifecycle": "Complete, evidence awaited"}, "1 part is not done"),
        ({"audience": None}, "one audience or the other"),
        ({"due_date": "=A1+1"}, "a formula whose result was not saved"),
    ],
)
def test_what_cannot_be_taken_says_why(desk: Desk, typed: dict[str, Any], why: str) -> None:
    found = desk.edited(desk.exported(), lambda book: actions(book).put("A3", **typed))
    (reason,) = told(found.because("Snow", "Board")).values()
    assert why in reason and found.taken == ()


def test_links_tags_and_own_columns_come_back_too(desk: Desk) -> None:
    desk.do(c.AddTag(name="Waiting"))
    kind = OwnColumnKind.DATE
    column = desk.do(c.AddOwnColumn(name="Title", column_kind=kind)).made(OwnColumn)

    def edit(book: Any) -> None:
        actions(book).put("A5", improvement_areas="F1", tags="waiting", title2="1/12/2026")

    found = desk.edited(desk.exported(), edit).because("It answers the other", "Improvement board")
    assert set(told(found).values()) == {""}
    desk.do(found.command())
    third = action(desk.session, 2)
    (value,) = desk.session.plan.all(OwnValue)
    assert (value.action_id, value.column_id, value.value) == (third.id, column.id, "2026-12-01")
    again = openpyxl.load_workbook(desk.exported("again.xlsx"))
    page = actions(again)
    assert page.page.cell(page.rows["A5"], page.columns["Improvement areas"]).value == "F1"
    assert page.page.cell(page.rows["A5"], page.columns["Tags"]).value == "Waiting"


def test_sorted_deleted_and_added_rows(desk: Desk) -> None:
    def edit(book: Any) -> None:
        page = actions(book).page
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for row, values in enumerate(reversed(rows[1:]), 2):
            for column, value in enumerate(values, 1):
                page.cell(row, column).value = value
        page.delete_rows(1 + len(rows))
        heads = actions(book).columns
        added = {"Title": "Meet every Monday", "Owner": "Director", "Due date": "March 2027", "Tags": "New"}
        for head, value in added.items():
            page.cell(20, heads[head]).value = value
        page.cell(21, heads["Reference"]).value = "A77"
        page.cell(21, heads["Title"]).value = "Numbered by hand"
        page.cell(22, heads["Title"]).value = "decide every contact within one working day"

    found = desk.edited(desk.exported(), edit)
    assert found.edits == ()
    assert found.notes == ("Not in “Actions” any more, and left in the plan: A3.",)
    assert [bool(row.why_not) for row in found.new_rows] == [False, True, True]
    assert "an action of that title: A3" in found.new_rows[2].why_not
    assert found.added[0].left == ("Tags",)
    desk.do(found.command())
    made = list(desk.session.plan.all(Action))[-1]
    assert (made.title, made.due, made.ref) == ("Meet every Monday", DueDate.month(2027, 3), "A6")
    assert [bool(row.why_not) for row in desk.read(desk.folder / "edited.xlsx", RoundTrip).new_rows] == [
        True
    ] * 3


def test_renamed_moved_and_deleted_columns(desk: Desk) -> None:
    def edit(book: Any) -> None:
        page = actions(book)
        page.put("A3", success_criteria="Ten in ten")
        page.page.cell(1, page.columns["Success criteria"]).value = "How we know"
        page.page.delete_cols(page.columns["Resources"])
        page.page.insert_cols(2)
        page.page.delete_cols(1)

    found = desk.edited(desk.exported(), edit)
    assert list(told(found)) == ["A3 Success criteria: “Nine in ten, three months running.” → “Ten in ten”"]
    assert found.notes == (
        "“How we know” stands where “Success criteria” stood in “Actions” and was read as that.",
        "Gone from “Actions”: “Resources”. Nothing of it was changed.",
    )


def test_a_row_that_stands_twice_is_edited_by_its_first(desk: Desk) -> None:
    def edit(book: Any) -> None:
        page = actions(book)
        values = [cell.value for cell in page.page[page.rows["A3"]]]
        page.page.append(values)
        page.page.cell(page.page.max_row, page.columns["Title"]).value = "Another title"

    assert list(told(desk.edited(desk.exported(), edit)).values()) == [
        "The sheet has this row twice: leave one of them."
    ]


def test_other_sheets_take_notes_and_leave_facts_alone(desk: Desk) -> None:
    desk.do(c.AddUpdate(action_id=action(desk.session).id, text="48% in a day"))
    desk.do(the_figures(measured(desk.session), (48.5, 100)))

    def edit(book: Any) -> None:
        Page(book["Measures"]).put("M1", compared_with="Neighbours: 88%", target=95)
        Page(book["Figures"], "Measure").put("M1", counted=84)
        Page(book["Improvement areas"]).put("F1", note="Also raised in 2024", text="Softer words")
        Page(book["Updates"], "Action").put("A3", text="98% in a day")
        Page(book["Budget"]).put("B1", cost_centre="CS4101", base_budget=1)

    found = desk.edited(desk.exported(), edit)
    assert [edit.title for edit in found.edits if not found.why_not(edit)] == [
        "Note",
        "Cost centre",
        "Compared with",
    ]
    assert len(found.edits) == 8
    desk.do(found.command())
    assert an(desk.session, Finding).annotation == "Also raised in 2024"
    assert an(desk.session, Update).text == "48% in a day"
    assert an(desk.session, Measure).comparators == "Neighbours: 88%"
    assert an(desk.session, Measure).target == 90


def test_a_list_saved_by_a_spreadsheet_in_its_own_way_has_the_same_values(desk: Desk) -> None:
    rows = list(csv.reader(StringIO(desk.exported("plan.csv").read_text("utf-8-sig"))))
    retyped = {"2026-10-30": "30/10/2026", "January 2027": "Jan-27"}
    lines = [[retyped.get(cell, cell) for cell in row] for row in rows]
    lines[1][lines[0].index("Priority")] = "Low"
    path = desk.folder / "saved.csv"
    with path.open("w", encoding="cp1252", newline="") as out:
        csv.writer(out, delimiter=";").writerows(lines)
    found = desk.read(path, RoundTrip)
    assert list(told(found)) == ["A3 Priority: “nothing” → “Low”"]


def test_a_list_that_lost_its_ids_is_read_by_its_references(desk: Desk) -> None:
    def edit(book: Any) -> None:
        page = actions(book)
        page.put("A3", priority="Low")
        for name in book.sheetnames:
            if name not in ("Lists", "_meta"):
                book[name].delete_cols(1)

    found = desk.edited(desk.exported(), edit)
    assert list(told(found)) == ["A3 Priority: “nothing” → “Low”"]


def test_a_long_text_that_was_cut_in_the_sheet_is_no_edit(desk: Desk) -> None:
    agreed = {"reason": "All of it", "agreed_by": "Improvement board"}
    desk.do(c.ChangeAction(id=action(desk.session).id, changes={"text": "word " * 10_000}, **agreed))
    assert desk.read(desk.exported(), RoundTrip).edits == ()


def elsewhere(desk: Desk, path: Path) -> Desk:
    """The office of another copy of the plan."""
    session = Session.open(path, Actor("Elsewhere"), desk.clock)
    return Desk(session, desk.folder, desk.clock)


def test_a_sheet_of_another_plan_is_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    path = desk.exported()
    with Session.create(tmp_path / "other.iplan", Actor("Somebody"), desk.clock) as session:
        seed(session)
        session.do(c.ChangeSettings(changes={"title": "Northmarsh plan"}))
        other = Desk(session, desk.folder, desk.clock)
        with pytest.raises(
            TrackerError, match="from another plan, “Helping children sooner”, not from “North"
        ):
            other.read(path, RoundTrip)


def test_a_sheet_of_a_copy_restored_since_is_refused(desk: Desk, tmp_path: Path) -> None:
    path, backup = desk.exported(), desk.session.backup()
    restore(backup, tmp_path / "again.iplan", replacing=False)
    other = elsewhere(desk, tmp_path / "again.iplan")
    with other.session, pytest.raises(TrackerError, match="from another copy of “Helping children sooner”"):
        other.read(path, RoundTrip)


def test_a_sheet_of_a_newer_state_than_the_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.session.settle()
    copyfile(desk.session.path, tmp_path / "old.iplan")
    desk.do(c.AddTag(name="Waiting"))
    path = desk.exported()
    other = elsewhere(desk, tmp_path / "old.iplan")
    with other.session:
        other.do(c.AddTag(name="Something else"))
        with pytest.raises(
            TrackerError, match="a state of “Helping children sooner” that this file never had"
        ):
            other.read(path, RoundTrip)
