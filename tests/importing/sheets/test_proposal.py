"""Ugly trackers as a whole: from the file by way of the proposal into a plan, and the same file again."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.sheets.trackers import (
    TODAY,
    by_priority,
    coloured,
    listed,
    proposed,
    read,
    sheet,
    two_rows_of_heads,
    workbook,
)
from tests.small import new, opened
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, EvidenceState, FindingKind, Impact, Lifecycle, SourceKind
from tracker.domain.due import DueDate
from tracker.domain.errors import Refused
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    Action,
    ActionFinding,
    BudgetLine,
    DateChange,
    Evidence,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    Post,
    Record,
    Update,
    Workstream,
)
from tracker.importing.sheets.account import Fate, totals
from tracker.importing.sheets.comparing import Doing
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.proposal import Comparison, SheetProposal
from tracker.importing.sheets.ratings import Meaning
from tracker.importing.sheets.when import DayOrder
from tracker.importing.sheets.workbook import Merged, Workbook
from tracker.session import Session

MAKERS: list[Callable[[Path], Path]] = [coloured, by_priority, two_rows_of_heads, listed]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An empty plan but for one finding, printed as number 1, with its draft action."""
    with new(tmp_path / "plan.iplan") as session:
        session.do(c.SetUpPlan(title="Plan", authority="Eastmarsh Council"))
        item = c.NewFinding(kind=FindingKind.RECOMMENDATION, text="Answer sooner.", printed_reference="1")
        session.do(c.AddSource(source_kind=SourceKind.PEER_REVIEW, title="Peer review", findings=(item,)))
        yield session


def take(session: Session, proposal: SheetProposal) -> Comparison:
    """Take a tracker in, and say what was done; the plan is sound afterwards."""
    found = proposal.with_every_order(DayOrder.DAY_FIRST).against(session.full_plan())
    session.do(found.command())
    assert session.check() == []
    return found


def by_title(full: FullPlan) -> dict[str, Action]:
    return {action.title: action for action in full.all(Action)}


def of(full: FullPlan, kind: type[Record], action: Action) -> list[Any]:
    return list(full.by(kind, "action_id", action.id))


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_an_ugly_tracker_comes_in_whole_in_one_change_and_goes_out_in_one(
    make: Callable[[Path], Path], session: Session, tmp_path: Path
) -> None:
    proposal = read(make(tmp_path / "tracker.xlsx"))
    before, seq = session.plan, session.plan.seq
    found = take(session, proposal)
    assert session.plan.seq == seq + 1 and session.undo_label == "import tracker.xlsx"
    assert len(found.account) == sum(len(page.filled()) for page in proposal.workbook.sheets)
    assert {each.fate for each in found.account} & {Fate.TAKEN}
    session.undo()
    assert {a.id: a for a in session.plan.all(Action)} == {a.id: a for a in before.all(Action)}


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_the_same_file_again_adds_and_changes_nothing(
    make: Callable[[Path], Path], session: Session, tmp_path: Path
) -> None:
    proposal = read(make(tmp_path / "tracker.xlsx")).with_every_order(DayOrder.DAY_FIRST)
    take(session, proposal)
    again = proposal.against(session.full_plan())
    assert again.of(Doing.ADD) == again.of(Doing.CHANGE) == ()
    with pytest.raises(Refused, match="nothing that the plan does not hold"):
        again.command()


def test_a_coloured_tracker_is_taken_to_its_last_word(session: Session, tmp_path: Path) -> None:
    found = take(session, read(coloured(tmp_path / "tracker.xlsx")))
    full = session.full_plan()
    actions = by_title(full)
    first = actions["Answer every call within a day"]
    assert (first.ref, first.council_ref, first.due) == ("A1", "1.1", DueDate.day(date(2026, 6, 30)))
    assert (first.lifecycle, first.delivery, first.draft) == (Lifecycle.IN_PROGRESS, Delivery.AT_RISK, False)
    assert full.get(Post, first.owner_post_id or "").title == "Head of Front Door"
    assert full.get(Workstream, first.workstream_id or "").title == "Front door"
    assert [full.get(Organisation, part.organisation_id).name for part in of(full, Part, first)] == ["Police"]
    told = [(each.happened_on, each.text) for each in of(full, Update, first)]
    assert told[:2] == [
        (date(2026, 3, 12), "Rota agreed.\nStaff told."),
        (date(2026, 4, 15), "Two posts out to advert"),
    ]
    assert (TODAY, "Background: agreed with partners.") in told
    assert [each.title for each in full.all(Evidence)] == ["Rota signed by the union", "Minutes of 3 May"]
    assert {each.state for each in full.all(Evidence)} == {EvidenceState.OFFERED}
    assert {line.title: line.base_pence for line in full.all(BudgetLine)} == {
        "1.1 Answer every call within a day": 366_000_00,
        "2.1 Publish the numbers each month": 1_050_000_00,
    }
    second = actions["Move two teams under one roof"]
    assert (second.due, second.delivery) == (DueDate.month(2027, 3), Delivery.ON_TRACK)
    assert len(of(full, ActionFinding, second)) == 1, "one finding, two actions: the draft was filled once"
    third = actions["Publish the numbers each month"]
    assert (third.lifecycle, third.completed_on) == (Lifecycle.COMPLETE, TODAY)
    fourth = actions["Train every team manager"]
    assert fourth.due is None and fourth.lifecycle is Lifecycle.NOT_STARTED
    assert "State in the tracker: On hold" in {each.text for each in of(full, Update, fourth)}
    own = {(full.get(OwnColumn, each.column_id).name, each.value) for each in full.all(OwnValue)}
    assert own == {
        *(("Ward", "North"), ("By when", "31 Mar 2026"), ("By when", "31/02/2026"), ("Ofsted Para No", "9.9"))
    }
    assert [problem.place for row in found.rows for problem in row.problems] == ["Plan!F8"]


def test_every_filled_cell_of_a_coloured_tracker_is_accounted_for(session: Session, tmp_path: Path) -> None:
    found = read(coloured(tmp_path / "a.xlsx")).against(session.full_plan())
    counts = totals(found.account)
    assert sum(counts.values()) == len(found.account) == 54
    left = {each.place: each.where for each in found.account if each.fate is Fate.LEFT_OUT}
    assert left == {
        **{"Plan!A1": "above the table", "Plan!A2": "above the table", "Plan!K6": "says nothing yet"},
        **{"Plan!A12": "below the table", "Plan!B12": "below the table", "Lists!A1": "no part of a table"},
    }
    assert [each for each in found.account if each.fate is Fate.UNREAD] == []


def test_sheets_by_priority_come_in_with_what_is_hidden_marked(session: Session, tmp_path: Path) -> None:
    found = take(session, read(by_priority(tmp_path / "a.xlsx")))
    assert [(row.read.place, row.read.hidden) for row in found.of(Doing.ADD)] == [
        *(("Priority 1 row 2", False), ("Priority 1 row 3", True), ("Priority 1 row 5", False)),
        *(("Priority 2 row 2", False), ("Priority 2 row 3", True), ("Priority 2 row 5", False)),
    ]
    dues = {action.council_ref: action.due for action in session.plan.all(Action)}
    assert dues["1.2"] == DueDate.month(2027, 3)
    faults = [each for each in found.account if each.fate is Fate.UNREAD]
    assert [each.place for each in faults] == ["Priority 1!D5", "Priority 2!D5"]
    assert "result was not saved" in faults[0].where


def test_heads_over_two_rows_give_both_ratings_and_columns_of_our_own(
    session: Session, tmp_path: Path
) -> None:
    found = take(session, read(two_rows_of_heads(tmp_path / "a.xlsx")))
    actions = by_title(session.full_plan())
    first, second = actions["Audit twenty files a month"], actions["Fill every post"]
    assert (first.council_ref, second.council_ref) == ("1.10", "1.19")
    assert (first.delivery, first.impact) == (Delivery.ON_TRACK, Impact.EARLY_SIGNS)
    assert (second.delivery, second.due) == (Delivery.OFF_TRACK, None)
    assert {each.where for each in found.account if each.place in ("Tracker!A2", "Tracker!E2")} == {"heading"}
    streams = {each.id: each.title for each in session.plan.all(Workstream)}
    assert streams[first.workstream_id or ""] == "Theme A: Practice"
    values = {each.value for each in session.plan.all(OwnValue)}
    assert values == {"42", "7", "2027-01-05", "2027-02-05"}


def test_dates_that_could_be_two_are_asked_about_once_for_their_column(
    session: Session, tmp_path: Path
) -> None:
    proposal = read(listed(tmp_path / "a.csv"))
    due, completed = proposal.open_orders()
    assert "“Due date” could be read day first or month first, such as “03/04/2027”" in due.words
    assert due.table is not None and due.column and completed.table is not None and completed.column
    with pytest.raises(Refused, match="Say which"):
        proposal.against(session.full_plan()).command()
    answered = proposal.with_order(due.table, due.column, DayOrder.MONTH_FIRST)
    answered = answered.with_order(completed.table, completed.column, DayOrder.DAY_FIRST)
    found = answered.against(session.full_plan())
    assert [row.read.due and row.read.due.code for row in found.rows] == [
        "2027-03-04",
        "2026-05-06",
        "2026-03-31",
    ]
    assert found.rows[1].read.completed == date(2026, 5, 4)


HEADS = ["Ref", "Action", "Owner", "Due date", "RAG", "Progress", "Success measures", "Cost"]


def row(ref: str = "1", title: str = "Do it", **told: Any) -> list[Any]:
    names = {"owner": 2, "due": 3, "rag": 4, "progress": 5, "criteria": 6, "cost": 7}
    values: list[Any] = [ref, title, *(None,) * 6]
    for name, value in told.items():
        values[names[name]] = value
    return values


def one(*rows: list[Any]) -> SheetProposal:
    return proposed(HEADS, *rows)


def test_a_newer_copy_updates_by_reference_and_says_old_and_new(session: Session) -> None:
    take(session, one(row(owner="Me", due="31/3/2027", progress="1/10/2026: begun", cost="£5k")))
    newer = row(title="Do it well", owner="You", due="30/6/2027", rag="Green", cost="£6k")
    newer[5] = "1/11/2026: half done\n1/10/2026: begun"
    found = take(session, one(newer))
    (result,) = found.rows
    assert (result.doing, result.ref) == (Doing.CHANGE, "1")
    assert [(each.label, each.old, each.new) for each in result.changes] == [
        ("Title", "Do it", "Do it well"),
        ("Owner", "Me", "You"),
        ("Due date", "31 Mar 2027", "30 Jun 2027"),
        ("Update", "", "1 Nov 2026: half done"),
        ("Delivery rating", "", "On track"),
        ("Budget line", "£5,000", "£6,000"),
    ]
    assert len(session.plan.all(Action)) == 2, "the finding’s own draft and the tracker’s action"


def test_a_cell_that_grew_at_either_end_adds_what_is_new(session: Session) -> None:
    take(session, one(row(progress="Begun.")))
    take(session, one(row(progress="Begun. Half done.")))
    take(session, one(row(progress="All done.\nBegun. Half done.")))
    action = by_title(session.full_plan())["Do it"]
    assert [each.text for each in session.updates(action.id)] == ["Begun.", "Half done.", "All done."]


def test_words_that_only_begin_alike_are_kept_whole(session: Session) -> None:
    take(session, one(row(progress="Begun")))
    take(session, one(row(progress="Begun to worry us")))
    action = by_title(session.full_plan())["Do it"]
    assert [each.text for each in session.updates(action.id)] == ["Begun", "Begun to worry us"]


def test_empty_cells_take_nothing_away(session: Session) -> None:
    take(session, one(row(owner="Me", due="31/3/2027", rag="Amber", criteria="All of it")))
    again = one(row()).against(session.full_plan())
    assert [each.doing for each in again.rows] == [Doing.LEAVE]


def test_a_new_row_much_like_an_action_that_no_other_row_tells_of_is_pointed_out(session: Session) -> None:
    take(session, one(row(title="Decide every contact within one working day")))
    alike = row("2", "Decide each contact within one working day")
    found = one(alike).against(session.full_plan())
    assert found.rows[0].doing is Doing.ADD
    assert found.rows[0].notes == (
        "Much like 1, “Decide every contact within one working day”: is it the same?",
    )
    both = one(row(title="Decide every contact within one working day"), alike)
    assert [each.notes for each in both.against(session.full_plan()).rows] == [(), ()]


def approve(session: Session) -> None:
    session.do(c.ApprovePlan(version="Version 1", body="Cabinet", approved_on=date(2026, 11, 20)))


def test_after_approval_another_date_is_asked_for_once(session: Session) -> None:
    take(session, one(row(due="31/3/2027")))
    approve(session)
    moved = one(row(due="30/6/2027"))
    found = take(session, moved)
    assert found.rows[0].changes[0].label == "Ask for a new date"
    (request,) = session.plan.all(DateChange)
    assert request.reason == "Another date in tracker.xlsx"
    assert by_title(session.full_plan())["Do it"].due == DueDate.day(date(2027, 3, 31))
    assert "asked for already" in moved.against(session.full_plan()).rows[0].notes[0]
    third = one(row(due="30/9/2027")).against(session.full_plan())
    assert "waits for its decision" in third.rows[0].problems[0].reason and third.rows[0].doing is Doing.LEAVE


def test_after_approval_changed_words_need_a_reason_and_who_agreed(session: Session) -> None:
    take(session, one(row(criteria="Half", cost="£5k")))
    approve(session)
    changed = one(row(criteria="All", cost="£6k"))
    found = changed.against(session.full_plan())
    assert found.rows[0].asks_reason and "say why they change" in found.questions[0].words
    assert "propose a budget change" in found.rows[0].problems[0].reason
    take(session, changed.with_reason("The board asked", "Improvement board"))
    assert by_title(session.full_plan())["Do it"].criteria == "All"


def test_what_a_row_may_not_do_is_said_and_not_done(session: Session) -> None:
    take(session, one(row(rag="Complete", owner="Me", due="31/3/2026")))
    approve(session)
    later = one(row(rag="Red", owner="Me\nPolice", due="30/6/2027"))
    found = later.against(session.full_plan())
    assert found.rows[0].doing is Doing.LEAVE
    reasons = [each.reason for each in found.rows[0].problems]
    assert "so its date was not changed" in reasons[0] and "nobody was given a part" in reasons[1]
    assert "The tracker says “Off track”" in found.rows[0].notes[0]


def test_an_action_with_open_parts_is_not_completed_by_a_sheet(session: Session) -> None:
    take(session, one(row(owner="Me\nPolice")))
    found = one(row(owner="Me\nPolice", rag="Complete")).against(session.full_plan())
    assert found.rows[0].doing is Doing.LEAVE
    assert "parts are not all done" in found.rows[0].problems[0].reason


def test_a_complete_action_comes_in_with_its_parts_done(session: Session) -> None:
    heads = [*HEADS, "Date completed"]
    take(session, proposed(heads, [*row(owner="Me\nPolice", rag="Blue"), date(2026, 5, 4)]))
    action = by_title(session.full_plan())["Do it"]
    assert (action.lifecycle, action.completed_on) == (Lifecycle.COMPLETE, date(2026, 5, 4))
    assert [part.done_on for part in session.plan.all(Part)] == [date(2026, 5, 4)]
    assert action.in_plan_from == date(2026, 5, 4), "so that earlier positions show it"


def test_states_mean_what_a_person_says_they_mean(session: Session) -> None:
    proposal = one(row(rag="Teal"), row("2", "Then this", rag="teal "))
    (state,) = proposal.states()
    assert (state.shown, state.times, state.meaning) == ("Teal", 2, Meaning())
    meaning = Meaning(Lifecycle.IN_PROGRESS, Delivery.ON_TRACK, Impact.IMPROVING)
    take(session, proposal.with_meaning(state.key, meaning))
    actions = [each for each in session.plan.all(Action) if each.council_ref]
    assert {(each.lifecycle, each.delivery, each.impact) for each in actions} == {
        (Lifecycle.IN_PROGRESS, Delivery.ON_TRACK, Impact.IMPROVING)
    }


def test_a_person_may_change_everything_before_it_is_saved(session: Session) -> None:
    proposal = one(row(owner="Me"), row("2", "Then this", criteria="North"))
    changed = (
        proposal.with_column(0, 7, Target.OUTCOME)
        .with_row_left_out(0, 2)
        .with_cell((0, 3, 2), "This then")
        .with_settings(said_on=date(2026, 11, 1), year=2025)
    )
    found = changed.against(session.full_plan())
    assert [each.doing for each in found.rows] == [Doing.LEFT_OUT, Doing.ADD]
    assert {each.where for each in found.account if each.place in ("Plan!A2", "Plan!B2", "Plan!C2")} == {
        "left out by choice"
    }
    assert (found.rows[1].read.title, found.rows[1].read.outcome) == ("This then", "North")
    assert changed.with_row_left_out(0, 2, out=False).against(session.full_plan()).of(Doing.LEFT_OUT) == ()
    assert proposal.against(session.full_plan()).of(Doing.LEFT_OUT) == (), "a proposal is a value"
    nothing = changed.with_taken(0, False).against(session.full_plan())
    assert nothing.rows == () and {each.fate for each in nothing.account} == {Fate.LEFT_OUT}
    assert changed.with_head_row(0, 2).tables[0].head_row == 2


def test_swapped_dates_of_long_ago_are_warned_of() -> None:
    real = [date(2026, 3, 4), date(2026, 5, 6), date(2026, 7, 8)]
    typed = ["25/03/2026", "28/04/2026", "13/05/2026"]
    rows = [[f"Do {number}", "Me", value] for number, value in enumerate([*real, *typed])]
    (warning,) = proposed(["Action", "Owner", "Due date"], *rows).warnings
    assert "“Due date”" in warning and "months come first" in warning
    assert proposed(["Action", "Owner", "Due date"], *rows[:5]).warnings == ()


def test_a_file_without_a_table_of_actions_is_refused() -> None:
    with pytest.raises(Refused, match=r"No table of actions was found in tracker\.xlsx"):
        SheetProposal.of(workbook(sheet(["Red"], ["Green"])), TODAY)


def test_a_tracker_that_is_all_hidden_is_taken() -> None:
    page = sheet(["Action", "Owner"], ["Do it", "Me"], hidden=True)
    assert [table.taken for table in SheetProposal.of(workbook(page), TODAY).tables] == [True]


# Any tracker at all.

HEADINGS = st.sampled_from(
    (
        *("Action", "Ref", "Lead", "By when", "RAG", "Impact RAG", "Progress", "Evidence", "Cost", "Theme"),
        *("Recommendation", "Revised date", "Date completed", "Partners", "Ward", "Priority", "Start"),
        *("Notes", ""),
    )
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        ["Green", "R", "TBC", "Complete", "On hold", "3/4/26: begun. 5/6/26 - done", "31/02/2026"]
    ),
    st.sampled_from(
        ["£366k", "Ongoing", "Mar-27", "Police / Head of Service", "1", "1.1", "A1", "high", "Yes"]
    ),
    st.sampled_from(["x" * 600, "a\nb\n1/1/2026: c", "1/1/1920: early", "Action", "=1+1", 46112, 1.5, True]),
    st.dates(date(1940, 1, 1), date(2110, 1, 1)),
    st.sampled_from(["fill:FF0000", "fill:00B050", None, None]),
)


@st.composite
def any_workbook(draw: st.DrawFn) -> Workbook:
    """A sheet or two with heads, some of them known, over rows of anything."""
    pages = []
    for number in range(draw(st.integers(1, 2))):
        heads = ["Action", *draw(st.lists(HEADINGS, min_size=1, max_size=8))]
        rows = draw(st.lists(st.lists(VALUES, max_size=9), min_size=1, max_size=6))
        blocks = st.builds(Merged, st.integers(1, 5), st.integers(1, 5), st.integers(5, 7), st.integers(5, 7))
        merged = tuple(draw(st.lists(blocks, max_size=2)))
        hidden = draw(st.booleans())
        pages.append(sheet(["Our plan"], heads, *rows, name=f"S{number}", merged=merged, hidden=hidden))
    return workbook(*pages)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "plan.iplan"
    with new(path) as session:
        session.do(c.SetUpPlan(title="Plan"))
    return path


@given(any_workbook())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_tracker_is_accounted_for_comes_in_soundly_and_never_twice(
    tmp_path: Path, empty: Path, book: Workbook
) -> None:
    try:
        proposal = SheetProposal.of(book, TODAY).with_every_order(DayOrder.DAY_FIRST)
    except Refused:
        return
    path = tmp_path / "plan.iplan"
    path.unlink(missing_ok=True)
    shutil.copyfile(empty, path)
    with opened(path) as session:
        found = proposal.against(session.full_plan())
        places = [each.place for each in found.account]
        assert len(set(places)) == len(places) == sum(len(page.filled()) for page in book.sheets)
        if found.of(Doing.ADD):
            take(session, proposal)
            again = proposal.against(session.full_plan())
            assert again.of(Doing.ADD) == again.of(Doing.CHANGE) == ()
