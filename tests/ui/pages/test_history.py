import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.examples import EXAMPLES
from tests.seeded import CHAIR, action, an, asked, completed, measured, seed, the_figures
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind
from tracker.domain.commands import COMMANDS
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.record_words import table_label
from tracker.domain.records import Action, Evidence, Source, Update
from tracker.session import Session
from ui.app import Program
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.pages import as_known, earlier, history
from ui.pages.as_known import show_as_known
from ui.pages.history import HistoryPage
from ui.pages.history_words import about, records_of, title_of


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the History page of the small plan."""
    yield opened(program, plan_path, "history", qtbot)


def page_of(window: MainWindow) -> HistoryPage:
    assert isinstance(window.page, HistoryPage)
    return window.page


def test_changes_come_newest_first_and_new_ones_on_top(window: MainWindow) -> None:
    page = page_of(window)
    count = page.rows.total
    assert page.rows.rows()[0].title == "Approve plan"
    chosen = action(workspace_of(window).session)
    window.do(c.AddUpdate(action_id=chosen.id, text="Begun"))
    first = page.rows.rows()[0]
    assert page.rows.total == count + 1
    assert (first.title, first.about) == ("Add update", "A3  Decide every contact within one working day")
    assert first.when == "21 Nov 2026, 12:00"


def test_a_change_shows_before_and_after_in_words(window: MainWindow) -> None:
    page = page_of(window)
    chosen = action(workspace_of(window).session)
    window.do(c.StartAction(action_id=chosen.id))
    page.grid.go_to(page.rows.rows()[0].step.seq)
    text = page.detail.text.toPlainText()
    assert "Not started → In progress" in text
    assert "Programme Manager" in text


def test_a_financial_year_is_said_as_people_say_it(window: MainWindow) -> None:
    page = page_of(window)
    window.do(c.AddBudgetLine(title="Audit", year=2026, base_pence=100))
    page.grid.go_to(page.rows.rows()[0].step.seq)
    assert "2026–27" in page.detail.text.toPlainText()


def test_a_change_is_taken_back_from_here(window: MainWindow) -> None:
    page, workspace = page_of(window), workspace_of(window)
    window.do(c.AddTag(name="Urgent"))
    window.do(c.AddTag(name="Later"))
    page.grid.go_to(page.rows.rows()[1].step.seq)
    window.commands.run("reverse")
    assert page.rows.rows()[0].title == "Take back: add tag"
    assert {each.reverses for each in workspace.session.history(limit=1)} == {page.rows.rows()[2].step.seq}


def test_a_refusal_to_take_back_is_said(window: MainWindow) -> None:
    page = page_of(window)
    page.grid.go_to(next(line.step.seq for line in page.rows.rows() if line.title == "Add source"))
    before = workspace_of(window).plan.seq
    window.commands.run("reverse")
    assert "so this change stays." in window.banner.words
    assert workspace_of(window).plan.seq == before


def test_filters_narrow_by_person_kind_record_and_day(window: MainWindow, clock: FixedClock) -> None:
    page, workspace = page_of(window), workspace_of(window)
    chosen = action(workspace.session)
    clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    workspace.session.actor = Actor("A. Deputy")
    window.do(c.AddUpdate(action_id=chosen.id, text="Begun"))
    page.narrow(person="A. Deputy")
    assert [line.title for line in page.rows.rows()] == ["Add update"]
    page.show_all()
    page.narrow(kind="Source")
    assert [line.title for line in page.rows.rows()] == ["Add source"]
    page.drop("kind")
    page.show_record(chosen.id)
    assert [line.title for line in page.rows.rows()] == ["Add update", "Approve plan", "Add action"]
    page.drop("record")
    page.narrow(since=date(2026, 11, 22))
    assert [line.title for line in page.rows.rows()] == ["Add update"]
    page.narrow(since=None, upto=date(2026, 11, 22))
    assert page.rows.rows()[0].title == "Approve plan"


def test_what_is_typed_is_looked_for_in_older_changes_too(
    program: Program, plan_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_PAGE", 1), ("_PORTION", 1), ("_FEW", 1)):
        monkeypatch.setattr(history, name, value)
    window = opened(program, plan_path, "history", qtbot)
    page = page_of(window)
    assert page.rows.total == 1
    page.filter.edit.setText("add source")
    settled(window, qtbot)
    assert [line.title for line in page.rows.rows()] == ["Add source"]
    assert page._foot.text().startswith("1 of ")
    monkeypatch.setattr(history, "_FURTHER", 1)
    page._begin()
    settled(window, qtbot)
    assert page._stack.currentWidget() is page._unfound
    assert page.older.isVisibleTo(page)


def test_a_field_narrows_to_the_changes_of_it(window: MainWindow) -> None:
    page = page_of(window)
    window.do(c.StartAction(action_id=action(workspace_of(window).session).id))
    page.narrow(field="Lifecycle")
    assert page.rows.rows()
    assert all("Lifecycle" in line.fields for line in page.rows.rows())
    page.drop("field")
    assert any("Lifecycle" not in line.fields for line in page.rows.rows())


def test_a_change_leads_to_what_it_was_about(window: MainWindow, qtbot: QtBot) -> None:
    page, chosen = page_of(window), action(workspace_of(window).session)
    window.do(c.StartAction(action_id=chosen.id))
    page.grid.go_to(page.rows.rows()[0].step.seq)
    page.detail.go.click()
    settled(window, qtbot)
    assert window.page is not None and window.page.title == "Actions"
    assert [each.id for each in window.selected_actions()] == [chosen.id]


def test_a_figure_leads_to_its_measure(window: MainWindow) -> None:
    page = page_of(window)
    measure = measured(workspace_of(window).session)
    window.do(the_figures(measure, (48, 100)))
    page.grid.go_to(page.rows.rows()[0].step.seq)
    page.go_there()
    assert window.page is not None and window.page.title == "Measures"
    assert window.page.selected_record() == measure


def test_a_change_of_what_is_gone_leads_nowhere(window: MainWindow) -> None:
    page = page_of(window)
    window.do(c.AddTag(name="Urgent"))
    workspace_of(window).undo()
    page.grid.go_to(page.rows.rows()[0].step.seq)
    assert not page.detail.go.isEnabled()
    page.go_there()
    assert window.page is page


def test_the_menu_offers_people_and_kinds_that_there_are(window: MainWindow) -> None:
    page = page_of(window)
    menu = page.filters_menu()
    people = menu.actions()[0].menu()
    assert [each.text() for each in people.actions()] == ["Programme Manager"]  # type: ignore[attr-defined]
    people.actions()[0].trigger()  # type: ignore[attr-defined]
    assert page._person == "Programme Manager"
    menu.deleteLater()


def test_older_changes_are_read_when_asked_for(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    everything = page.rows.total
    monkeypatch.setattr(history, "_PAGE", 3)
    monkeypatch.setattr(history, "_PORTION", 2)
    page.show_all()
    settled(window, qtbot)
    assert page.rows.total == 4
    assert page.older.isVisibleTo(page)
    while not page._ended:
        page.load_older()
        settled(window, qtbot)
    assert page.rows.total == everything
    assert not page.older.isVisibleTo(page)


def test_nothing_that_fits_offers_to_show_all(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.narrow(person="Nobody")
    settled(window, qtbot)
    assert page._unfound.isVisibleTo(page)
    page._unfound.pressed.emit()
    settled(window, qtbot)
    assert page.rows.total > 5


def test_the_table_keeps_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    QAbstractItemModelTester(page.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.do(c.AddTag(name="Urgent"))
    page.filter.edit.setText("tag")
    assert page.rows.shown == 1


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    names = spoken_names(page_of(window))
    assert all(names)
    assert sorted(names) == sorted(set(names))


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan, made once."""
    path = tmp_path_factory.mktemp("seeded") / "plan.iplan"
    with Session.create(path, Actor("A"), FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))) as session:
        seed(session)
    return path


def test_what_lies_only_in_the_file_is_named_and_led_to(window: MainWindow, qtbot: QtBot) -> None:
    page, session = page_of(window), workspace_of(window).session
    chosen = completed(session)
    offered = c.AddEvidence(
        action_ids=(chosen.id,), evidence_kind=EvidenceKind.DELIVERY, title="Audit of June"
    )
    evidence = session.do(offered).made(Evidence)
    workspace_of(window).record_for(CHAIR)
    window.do(c.AcceptEvidence(evidence_id=evidence.id))
    settled(window, qtbot)
    first = page.rows.rows()[0]
    assert (first.title, first.about) == ("Accept evidence", "Audit of June")
    page.grid.go_to(first.step.seq)
    assert page.detail.go.isEnabled()
    page.go_there()
    assert [each.id for each in window.selected_actions()] == [chosen.id]


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if each is not c.SetUpPlan], ids=lambda command: command.kind
)
def test_every_command_reads_as_words(
    command: type[c.Command], seeded: Path, tmp_path: Path, clock: FixedClock
) -> None:
    path = Path(shutil.copy(seeded, tmp_path))
    with Session.open(path, Actor("A"), clock) as session:
        session.do(EXAMPLES[command](session))
        (step,) = session.history(limit=1)
        assert title_of(step)[0].isupper()
        assert about(session.plan, step, session.full_plan()) != table_label(step.changes[0].entity) or (
            command in (c.SetBoardCycle, c.SetRagTable, c.SetWords, c.AddWords)  # have no name of their own
        )
        records, more = records_of(session.plan, step, 100)
        assert records
        assert not more
        for each in records:
            assert all(field.name and (field.before or field.after) for field in each.fields), each


def test_the_window_as_known_on_a_day_is_marked_and_read_only(
    window: MainWindow, clock: FixedClock, qtbot: QtBot
) -> None:
    workspace = workspace_of(window)
    clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    asked(workspace.session)
    day = date(2026, 11, 21)
    show_as_known(window, workspace.session.as_known(day), day)
    settled(window, qtbot)
    then = workspace_of(window)
    assert (then.day, then.known_on) == (day, day)
    assert window.windowTitle().startswith("Helping children sooner (as known on 21 November 2026)")
    assert window.lasting.words == (
        "The plan is shown as known on 21 November 2026: what had been recorded by the end of that day."
    )
    assert "As known on 21 November 2026" in window.status_line.words
    with pytest.raises(TrackerError, match="as known on 21 November 2026"):
        then.do(c.AddTag(name="Urgent"))
    assert page_of(window).rows.rows()[0].title == "Approve plan"
    window.go("overdue")
    workspace.do(c.AddTag(name="Later"))
    then.session.poll()
    assert then.plan.seq < workspace.plan.seq
    assert then.session.full_plan().seq == then.plan.seq
    assert then.session.updates(an(then.session, Action).id) == []


def test_a_large_plan_is_read_meanwhile_and_that_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "_AT_ONCE", 0)
    monkeypatch.setattr(as_known, "ask_day", lambda *_, **__: date(2026, 11, 21))
    window.commands.run("as_known")
    assert window.banner.words.startswith("Reading the plan as known on 21 November 2026.")
    window.banner.pressed.emit()
    assert window.banner.words == ""
    assert not any(each.is_running for each in window.findChildren(Job))
    window.commands.run("as_known")
    qtbot.waitUntil(lambda: workspace_of(window).known_on is not None, timeout=10_000)
    assert window.banner.words == ""


def test_back_to_today_everything_is_as_it_was_left(
    window: MainWindow, clock: FixedClock, qtbot: QtBot
) -> None:
    workspace = workspace_of(window)
    clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    workspace.do(c.AddTag(name="Urgent"))
    chosen = asked(workspace.session).action_id
    window.go("actions", chosen)
    day = date(2026, 11, 21)
    for _ in range(2):  # one day after another
        show_as_known(window, workspace.session.as_known(day), day)
    settled(window, qtbot)
    assert window.page is not None
    assert [each.id for each in window.page.selected_actions()] == [chosen]
    assert not window.commands["undo"].isEnabled()
    window.lasting.pressed.emit()
    assert workspace_of(window) is workspace
    assert (window.lasting.words, window.commands["today"].isEnabled()) == ("", False)
    assert window.commands["undo"].text() == "Undo ask for a new date"
    workspace.do(c.AddTag(name="Later"))
    window.go("history")
    assert page_of(window).rows.rows()[0].title == "Add tag"


def test_a_window_closed_on_another_day_keeps_its_changes(window: MainWindow, clock: FixedClock) -> None:
    workspace = workspace_of(window)
    show_as_known(window, workspace.session.as_known(date(2026, 11, 21)), date(2026, 11, 21))
    window.preferences.keep("page", "money")
    assert window.close()
    assert window.workspace is None
    assert window.preferences.get("page", "") == "history"


def test_nothing_is_known_before_the_plan_was_begun(window: MainWindow) -> None:
    day = date(2026, 11, 20)
    with pytest.raises(TrackerError, match="Nothing was recorded in this plan by 20 November 2026"):
        show_as_known(window, workspace_of(window).session.as_known(day), day)


def test_words_name_what_an_id_leads_to(plan_path: Path, clock: FixedClock) -> None:
    with Session.open(plan_path, Actor("A"), clock) as session:
        chosen = action(session)
        made = session.do(c.AddUpdate(action_id=chosen.id, text="Begun")).made(Update)
        (step,) = session.history(limit=1)
        ((update, *_), _) = records_of(session.plan, step, 10)
        told = {field.name: field.after for field in update.fields}
        assert told["Action"] == "A3  Decide every contact within one working day"
        assert told["Text"] == made.text
        source = an(session, Source)
        letter = next(each for each in session.history() if each.kind == "add_source")
        assert about(session.plan, letter) == source.title
