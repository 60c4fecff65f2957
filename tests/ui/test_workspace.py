import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ACTOR
from tracker.clock import FixedClock
from tracker.domain.commands import AddOrganisation, AddTag, AddWorkstream
from tracker.domain.errors import Refused, TrackerError
from tracker.domain.records import Action, Organisation, Tag, Workstream
from tracker.session import Session
from ui.workspace import EVERYTHING, Changes, Workspace

TAG = AddTag(name="Front door")


def tags(workspace: Workspace) -> list[str]:
    return [tag.name for tag in workspace.plan.all(Tag)]


def test_a_change_is_news_and_can_be_taken_back_and_made_again(workspace: Workspace, qtbot: QtBot) -> None:
    before = tags(workspace)
    with qtbot.waitSignal(workspace.changed) as news:
        done = workspace.do(TAG)
    assert done is not None
    changes = news.args[0]
    assert changes.touched(Tag)
    assert not changes.touched(Action)
    assert changes.ids(Tag) == {done.made(Tag).id}
    assert workspace.undo_label == TAG.label
    workspace.undo()
    assert (tags(workspace), workspace.undo_label, workspace.redo_label) == (before, "", TAG.label)
    workspace.redo()
    assert (tags(workspace), workspace.undo_label, workspace.redo_label) == (
        [*before, TAG.name],
        TAG.label,
        "",
    )


def test_a_refused_command_is_told_and_cannot_be_undone(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(workspace.changed), pytest.raises(TrackerError):
        workspace.do(AddTag(name=""))
    assert workspace.undo_label == ""
    with pytest.raises(Refused, match="nothing to undo"):
        workspace.undo()


def test_recording_for_somebody_lasts_for_the_sitting(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.status_changed):
        workspace.record_for("  Independent Chair ")
    assert workspace.whose == "Independent Chair"


def test_others_changes_are_heard_within_seconds(workspace: Workspace, plan_path: Path, qtbot: QtBot) -> None:
    with (
        Session.open(plan_path, ACTOR, workspace.clock) as other,
        qtbot.waitSignal(workspace.changed, timeout=5000) as news,
    ):
        other.do(TAG)
    assert news.args[0].touched(Tag)
    assert TAG.name in tags(workspace)


def test_a_command_is_kept_while_another_program_writes_and_saved_after(
    workspace: Workspace, plan_path: Path, qtbot: QtBot
) -> None:
    other = sqlite3.connect(plan_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert workspace.do(TAG) is None
    assert workspace.do(AddTag(name="Second")) is None
    assert workspace.waiting
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: not workspace.waiting, timeout=5000)
    assert tags(workspace)[-2:] == [TAG.name, "Second"]


def test_a_kept_command_that_is_refused_in_the_end_is_told(
    workspace: Workspace, plan_path: Path, qtbot: QtBot
) -> None:
    other = sqlite3.connect(plan_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    workspace.do(AddTag(name=""))
    other.execute("ROLLBACK")
    other.close()
    with qtbot.waitSignal(workspace.gave_up, timeout=5000) as told:
        pass
    assert told.args[0].startswith("Not saved: ")
    assert not workspace.waiting


def test_the_single_file_is_whole_soon_after_the_last_edit(
    workspace: Workspace, plan_path: Path, qtbot: QtBot
) -> None:
    workspace.do(TAG)
    log = plan_path.with_name(f"{plan_path.name}-wal")
    qtbot.waitUntil(lambda: not log.exists() or log.stat().st_size == 0, timeout=6000)


def test_midnight_is_news_about_everything(plan_path: Path, qtbot: QtBot, dressed: object) -> None:
    clock = FixedClock(datetime(2026, 11, 21, 23, 59, 59, 900_000, tzinfo=UTC))
    workspace = Workspace(Session.open(plan_path, ACTOR, clock), clock)
    try:
        before = workspace.day
        with qtbot.waitSignal(workspace.changed, timeout=3000) as news:
            clock.set(datetime(2026, 11, 22, 0, 0, 0, 1000, tzinfo=UTC))
        assert news.args[0].everything
        assert (workspace.day - before).days == 1
    finally:
        workspace.close()


def test_a_plan_for_reading_says_why_nothing_may_be_changed(
    plan_path: Path, clock: FixedClock, dressed: object
) -> None:
    workspace = Workspace(Session.open(plan_path, ACTOR, clock, read_only=True), clock)
    try:
        assert workspace.read_only
        with pytest.raises(TrackerError):
            workspace.do(TAG)
    finally:
        workspace.close()


def test_two_pieces_of_news_make_one() -> None:
    one = Changes({Action: frozenset({"a"}), Tag: frozenset({"t"})})
    both = one.and_then(Changes({Action: frozenset({"b"})}))
    assert both.ids(Action) == {"a", "b"}
    assert both.touched(Tag, Workstream)
    assert not both.touched(Organisation)
    assert one.and_then(EVERYTHING).touched(Organisation)


def test_two_windows_writing_lose_nothing(
    workspace: Workspace, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    other = Workspace(Session.open(plan_path, ACTOR, clock, wait=0.08), clock)
    try:
        for n in range(10):
            workspace.do(AddWorkstream(title=f"Ours {n}"))
            other.do(AddOrganisation(name=f"Theirs {n}"))
        qtbot.waitUntil(lambda: workspace.plan.seq == other.plan.seq, timeout=5000)
        assert sum(each.name.startswith("Theirs") for each in workspace.plan.all(Organisation)) == 10
        assert sum(each.title.startswith("Ours") for each in other.plan.all(Workstream)) == 10
    finally:
        other.close()
