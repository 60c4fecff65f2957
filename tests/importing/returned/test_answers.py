"""Return sheets that come back: filled in, sorted, cut, retyped, answered twice, a month old."""

from datetime import date
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.importing.returned.conftest import HEAD, JO, POLICE, Desk, Page
from tests.seeded import action
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, Lifecycle, RequestState
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, DateChange, Evidence, Part, Person, Update
from tracker.domain.rules.returns import Answer
from tracker.importing.returned.answers import Answers, Standing, people_unknown, row_words


def updates(desk: Desk) -> list[Update]:
    return list(desk.session.full_plan().all(Update))


def now(desk: Desk, number: int = 0) -> Action:
    return action(desk.session, number)


def standings(answers: Answers) -> dict[str, Standing]:
    return {row.reference: row.standing for row in answers.rows}


def words_of(answers: Answers, number: int = 0) -> str:
    """All that is said against and about a row."""
    judgement = answers.rows[number].judgement
    return " ".join((*judgement.problems, *(each.words for each in judgement.conflicts), *judgement.notes))


def test_answers_become_updates_of_who_gave_them_recorded_by_who_imports(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", rating="At risk of delay", what_changed="Rota agreed", barrier="Two posts vacant")
        page.put("A3", ask_of_the_board="Agency cover", updated_by=JO)
        page.put("A4", no_change="No change", updated_by=JO)

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert standings(answers) == {"A3": Standing.TAKEN, "A4": Standing.TAKEN}
    assert answers.unanswered == ("A5",)
    before = desk.session.plan.seq
    assert desk.do(answers.command()).label == "record 2 answers"
    assert desk.session.plan.seq == before + 1
    first, second = updates(desk)
    assert (first.whose, first.recorded_by) == (JO, "Programme officer")
    assert (first.text, first.barrier, first.ask) == ("Rota agreed", "Two posts vacant", "Agency cover")
    assert (first.delivery, first.delivery_reason) == (Delivery.AT_RISK, "Two posts vacant")
    assert (second.text, second.action_id) == ("No change", now(desk, 1).id)
    desk.session.undo()
    assert updates(desk) == []


def test_an_empty_row_and_a_name_alone_are_no_answer(desk: Desk) -> None:
    answers = desk.answered(desk.sheets()[HEAD], lambda page: page.put("A3", updated_by=JO))
    assert answers.rows == () and answers.unanswered == ("A3", "A4", "A5")
    with pytest.raises(TrackerError, match="no answer to record"):
        answers.command()


def test_a_new_date_is_asked_for_and_what_is_done_is_completed(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", new_date="18/12/2026", why_the_new_date="Posts vacant", updated_by=JO)
        page.put(
            "A4", done_on="16 November 2026", what_changed="All rung back", evidence="Call log, hub drive"
        )

    desk.do(answers := desk.answered(desk.sheets()[HEAD], fill).command())
    (asked,) = desk.session.plan.all(DateChange)
    assert (asked.new_due, asked.asked_by, asked.reason) == (
        DueDate.day(date(2026, 12, 18)),
        JO,
        "Posts vacant",
    )
    assert asked.state is RequestState.PENDING
    assert (now(desk, 1).lifecycle, now(desk, 1).completed_on) == (Lifecycle.COMPLETE, date(2026, 11, 16))
    (evidence,) = desk.session.full_plan().all(Evidence)
    assert (evidence.title, evidence.whose) == ("Call log, hub drive", JO)
    assert len(answers.commands) == 3


def test_a_part_is_answered_for_by_its_organisation(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3 part 1", what_changed="Shared since Monday", done_on="20/11/2026", updated_by="Sgt Dale")

    desk.do(desk.answered(desk.sheets()[POLICE], fill).command())
    (part,) = desk.session.plan.all(Part)
    (update,) = updates(desk)
    assert part.done_on == date(2026, 11, 20)
    assert (update.part_id, update.text, update.whose) == (part.id, "Shared since Monday", "Sgt Dale")


def test_a_new_date_for_a_part_is_set_with_its_reason_in_the_update(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put(
            "A3 part 1", new_date="31/3/2027", why_the_new_date="A sergeant short", updated_by="Sgt Dale"
        )

    path = desk.sheets()[POLICE]
    desk.do(desk.answered(path, fill).command())
    (part,) = desk.session.plan.all(Part)
    assert part.due == DueDate.day(date(2027, 3, 31))
    assert [each.text for each in updates(desk)] == ["A sergeant short"]
    assert standings(desk.answered(path, fill)) == {"A3 part 1": Standing.RECORDED_ALREADY}


def test_a_part_given_to_another_action_since_is_still_that_part(desk: Desk) -> None:
    path = desk.sheets()[POLICE]
    (part,) = desk.session.plan.all(Part)
    desk.do(c.ChangePart(id=part.id, changes={"action_id": now(desk, 1).id}))
    answers = desk.answered(path, lambda page: page.put("A3 part 1", what_changed="Shared", updated_by=JO))
    desk.do(answers.command())
    assert updates(desk)[0].action_id == now(desk, 1).id


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"rating": "Off track"}, "needs a reason"),
        ({"rating": "Fine"}, "“Fine” is no rating; there are “On track”"),
        ({"rating": "Complete"}, "give the day under “Done on”"),
        ({"new_date": "soon", "why_the_new_date": "x"}, "“soon” is not a date"),
        ({"new_date": "March 2027"}, "needs its reason under “Why the new date”"),
        ({"done_on": "25/12/2026"}, "still to come"),
        ({"done_on": "2/11/2026"}, "1 part is not done"),
        ({"done_on": "2/11/2026", "new_date": "2/3/2027"}, "asks for a new date and gives the day"),
        ({"no_change": "maybe"}, "“maybe” is not “No change”"),
        ({"no_change": "No change", "rating": "On track"}, "gives another rating"),
        ({"evidence": "x" * 501}, "longer than 500 characters"),
    ],
)
def test_what_the_plan_would_refuse_is_told_beside_its_cell(
    desk: Desk, said: dict[str, Any], why: str
) -> None:
    answers = desk.answered(desk.sheets()[HEAD], lambda page: page.put("A3", updated_by=JO, **said))
    (row,) = answers.rows
    assert row.standing is Standing.NOT_READ and row.place == "Return sheet!A8"
    assert why in words_of(answers)
    assert answers.taken == ()


def test_nobody_named_is_told_unless_the_sheet_names_one_person(desk: Desk) -> None:
    path = desk.sheets()[HEAD]
    answers = desk.answered(path, lambda page: page.put("A3", what_changed="Rota agreed"))
    assert "Nobody is named" in words_of(answers)
    assert people_unknown(answers.with_text(0, Answer.WHOSE, JO)) == (JO,)
    known = desk.session.plan.all(Person)
    assert people_unknown(answers.with_text(0, Answer.WHOSE, next(iter(known)).name.upper())) == ()

    def fill(page: Page) -> None:
        page.put("A3", what_changed="Rota agreed")
        page.put("A4", what_changed="All rung back", updated_by=JO)

    assert [row.given.whose for row in desk.answered(path, fill).rows] == [JO, JO]


def test_a_row_is_mended_in_place(desk: Desk) -> None:
    answers = desk.answered(
        desk.sheets()[HEAD], lambda page: page.put("A3", rating="Off track", updated_by=JO)
    )
    mended = answers.with_text(0, Answer.BARRIER, "Two posts vacant")
    assert mended.rows[0].standing is Standing.TAKEN and answers.rows[0].standing is Standing.NOT_READ
    assert row_words(mended.rows[0]) == f"A3 Off track; barrier: Two posts vacant ({JO})"
    dated = mended.with_text(0, Answer.NEW_DUE, "18/12/2026").with_text(0, Answer.BARRIER, "Two\nvacant")
    assert row_words(dated.rows[0]) == f"A3 Off track; barrier: Two vacant; new date: 18 Dec 2026 ({JO})"


def test_a_rating_changed_since_is_a_conflict_with_both_values_who_and_when(desk: Desk) -> None:
    path = desk.sheets()[HEAD]
    desk.do(
        c.AddUpdate(action_id=now(desk).id, text="Fine", delivery=Delivery.ON_TRACK), whose="Tam Overbeck"
    )
    answers = desk.answered(
        path, lambda page: page.put("A3", rating="At risk of delay", barrier="Snow", updated_by=JO)
    )
    assert answers.rows[0].standing is Standing.CONFLICT
    (conflict,) = answers.rows[0].conflicts
    assert conflict.words == (
        "Rating: the sheet says At risk of delay; the plan says On track since 21 Nov 2026 (Tam Overbeck), "
        "and said nothing."
    )
    assert "Since then Tam Overbeck said on 21 Nov 2026: Fine" in words_of(answers)
    desk.do(answers.take(0).command())
    assert now(desk).delivery is Delivery.AT_RISK
    assert answers.leave(0).taken == ()


def test_a_new_date_asked_for_since_is_told(desk: Desk) -> None:
    path = desk.sheets()[HEAD]
    due = DueDate.month(2027, 2)
    desk.do(c.AskForNewDate(action_id=now(desk).id, new_due=due, reason="Snow"), whose="Tam Overbeck")
    fill = {"new_date": "18/12/2026", "why_the_new_date": "Posts", "updated_by": JO}
    answers = desk.answered(path, lambda page: page.put("A3", **fill))
    assert "asked for already on 21 Nov 2026, by Tam Overbeck: February 2027" in words_of(answers)


def test_another_owner_and_another_state_since_are_told(desk: Desk) -> None:
    path = desk.sheets()[HEAD]
    other = desk.do(c.AddPost(title="Head of Early Help")).edits[0].id
    told = {"reason": "New team", "agreed_by": "Improvement board"}
    desk.do(c.ChangeAction(id=now(desk).id, changes={"owner_post_id": other}, **told))
    desk.do(c.StartAction(action_id=now(desk).id))
    answers = desk.answered(path, lambda page: page.put("A3", what_changed="Rota", updated_by=JO))
    assert "another owner since the sheet was made, by Programme officer on 21 Nov 2026" in words_of(answers)
    assert "A3 is “In progress” now and was “Not started” then" in words_of(answers)
    assert answers.rows[0].standing is Standing.TAKEN


def test_the_same_sheet_read_again_records_nothing_twice(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", rating="On track", what_changed="Rota agreed", updated_by=JO)
        page.put("A4", done_on="16/11/2026", evidence="Call log")
        page.put("A5", new_date="ongoing, review 31 March 2027", why_the_new_date="Still needed")

    path = desk.sheets()[HEAD]
    desk.do(desk.answered(path, fill).command())
    again = desk.answered(path, fill)
    assert set(standings(again).values()) == {Standing.RECORDED_ALREADY}
    assert again.rows[0].outcome == "recorded already"


def test_two_answers_to_one_action_wait_for_a_choice(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", what_changed="Rota agreed", updated_by=JO)
        page.put("A4", what_changed="Rota refused", updated_by="Asha Quillfeather")
        page.put("A4", reference="A3")

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert [row.standing for row in answers.rows] == [Standing.TWICE, Standing.TWICE]
    chosen = answers.take(1).leave(0)
    desk.do(chosen.command())
    assert [each.text for each in updates(desk)] == ["Rota refused"]


def test_one_answer_written_twice_is_recorded_once(desk: Desk) -> None:
    def fill(page: Page) -> None:
        for reference in ("A3", "A4"):
            page.put(reference, what_changed="Rota agreed", updated_by=JO)
        page.put("A4", reference="a3")

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert [row.standing for row in answers.rows] == [Standing.TAKEN, Standing.RECORDED_ALREADY]


def test_an_older_sheet_says_that_newer_ones_were_made(desk: Desk) -> None:
    old = desk.sheets()[HEAD]
    desk.do(c.AddTag(name="Waiting"))
    desk.sheets()
    answers = desk.answered(old, lambda page: page.put("A3", no_change="No change", updated_by=JO))
    assert any("an older sheet, of 21 Nov 2026" in note for note in answers.notes)
    assert answers.rows[0].standing is Standing.TAKEN


def test_sorted_cut_and_added_rows_are_read_by_their_references_and_told(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A5", what_changed="Counted", updated_by=JO)
        rows = page.rows
        page.page.move_range(f"A{rows['A5']}:Z{rows['A5']}", rows=10)
        page.page.delete_rows(rows["A4"])
        page.page.cell(page.page.max_row + 1, 1).value = "A99"
        page.put("A99", what_changed="A new idea")
        page.page.cell(page.page.max_row + 1, page.columns["What changed"]).value = "Of what?"
        page.page.insert_cols(1)

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert [row.reference for row in answers.rows] == ["A5", "A99", ""]
    assert answers.rows[0].standing is Standing.TAKEN
    assert "The plan had no “A99”" in words_of(answers, 1)
    assert "has no reference" in words_of(answers, 2)
    assert "Not in the sheet any more: A4." in answers.notes


def test_a_row_of_somebody_elses_sheet_is_told(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.page.cell(page.page.max_row + 1, 1).value = "A3 part 1"
        page.put("A3 part 1", what_changed="Seen from here", updated_by=JO)

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert "Added to the sheet, which did not ask about it: A3 part 1." in answers.notes


def test_another_order_of_rows_is_told(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", what_changed="First now", updated_by=JO)
        first, last = page.rows["A3"], page.rows["A5"]
        for column in range(1, page.page.max_column + 1):
            one, other = page.page.cell(first, column), page.page.cell(last, column)
            one.value, other.value = other.value, one.value

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert any("another order" in note for note in answers.notes)
    desk.do(answers.command())
    assert updates(desk)[0].action_id == now(desk).id


def test_renamed_heads_are_found_by_their_place_and_told(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", what_changed="Rota agreed", barrier="Snow", updated_by=JO)
        page.page.cell(page.head, page.columns["What changed"]).value = "Progress"
        page.page.cell(page.head, page.columns["Reference"]).value = "No."

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert "“Progress” stands where “What changed” stood and was read as that." in answers.notes
    assert answers.rows[0].given.text == "Rota agreed"


def test_a_column_that_is_gone_is_told(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A3", what_changed="Rota agreed", updated_by=JO)
        page.page.delete_cols(page.columns["Barrier"])

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert "The column “Barrier” is gone from the sheet." in answers.notes
    assert answers.rows[0].given.text == "Rota agreed" and answers.rows[0].given.whose == JO


def test_a_sheet_saved_as_csv_is_read_too(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.sheets()[HEAD])
    Page(book.active).put("A3", what_changed='Said: "done; nearly"\nthen went', updated_by=JO)
    lines = [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]
    text = "\n".join(";".join('"{}"'.format(each.replace('"', '""')) for each in line) for line in lines)
    path = desk.folder / "back.csv"
    path.write_bytes(text.encode("cp1252"))
    answers = desk.read(path, Answers)
    assert answers.rows[0].given.text == 'Said: "done; nearly"\nthen went'


def test_days_that_a_spreadsheet_turned_into_dates_or_numbers_are_days(desk: Desk) -> None:
    def fill(page: Page) -> None:
        page.put("A4", done_on=date(2026, 11, 16), updated_by=JO)
        page.put("A5", done_on=46342)

    answers = desk.answered(desk.sheets()[HEAD], fill)
    assert [row.given.done_on for row in answers.rows] == [date(2026, 11, 16), date(2026, 11, 16)]


def test_an_answer_on_what_was_removed_since_says_who_removed_it(desk: Desk) -> None:
    path = desk.sheets()[POLICE]
    (part,) = desk.session.plan.all(Part)
    desk.do(c.RemoveRecord(record=Part, id=part.id))
    answers = desk.answered(path, lambda page: page.put("A3 part 1", what_changed="Done", updated_by=JO))
    assert "A3 part 1 was removed from the plan by Programme officer on 21 Nov 2026." in words_of(answers)


def test_the_day_that_answers_are_of_may_be_said(desk: Desk) -> None:
    answers = desk.answered(
        desk.sheets()[HEAD], lambda page: page.put("A3", what_changed="Rota", updated_by=JO)
    )
    desk.do(answers.answered_on(date(2026, 11, 16)).command())
    assert updates(desk)[0].happened_on == date(2026, 11, 16)


def test_a_workbook_without_its_heads_is_a_sentence(desk: Desk) -> None:
    path = desk.sheets()[HEAD]
    book = openpyxl.load_workbook(path)
    page = Page(book.active)
    page.page.delete_rows(page.head)
    book.save(path)
    with pytest.raises(TrackerError, match="has no table of answers"):
        desk.read(path, Answers)
