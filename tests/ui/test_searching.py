"""Names in memory and the index of words, as the window keeps them."""

from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.conftest import ACTOR
from tracker.domain import commands as c
from tracker.domain.records import Action
from ui.searching import Search
from ui.workspace import Workspace


def test_names_that_begin_with_what_was_typed_come_first(workspace: Workspace, qtbot: QtBot) -> None:
    names = workspace.search.names
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    first, second = list(workspace.plan.all(Action))[:2]
    workspace.do(c.AddTag(name=f"Like {second.ref}"))
    found = names.find([second.ref], 10)
    assert found[0].id == second.id
    assert first.id not in [each.id for each in found]
    assert len(names.find(["e"], 3)) == 3


def test_a_question_that_was_overtaken_has_no_answer(workspace: Workspace, qtbot: QtBot) -> None:
    words, answers = workspace.search.words, []
    words.found.connect(lambda number, hits: answers.append(number))
    words.begin()
    for _ in range(20):
        words.ask(["contact"])
    last = words.ask(["referrer"])
    qtbot.waitUntil(lambda: last in answers)
    assert answers[-1] == last


def test_what_is_under_way_when_the_plan_is_closed_is_broken_off(workspace: Workspace) -> None:
    search = Search(workspace)
    search.begin()
    search.words.ask(["contact"])
    search.close()
    search.close()
    assert search.words.ask(["contact"])  # after the end nothing comes of it
    assert search.words._index is None


def test_a_file_that_is_gone_leaves_the_names(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.session.path.rename(workspace.session.path.with_name("elsewhere.iplan"))
    search = workspace.search
    search.begin()
    search.words.ask(["contact"])
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    assert search.names.find([action(workspace.session).ref], 1)
    assert not search.words.is_ready
    workspace.session.path.with_name("elsewhere.iplan").rename(workspace.session.path)
    assert workspace.session.actor == ACTOR


def test_a_bug_in_the_thread_is_told_as_one_in_the_window_and_the_next_question_is_answered(
    workspace: Workspace, qtbot: QtBot
) -> None:
    words, answers = workspace.search.words, []
    words.found.connect(lambda number, hits: answers.append(number))
    words.begin()
    with qtbot.capture_exceptions() as raised:
        words.ask([None])  # type: ignore[list-item]
        qtbot.waitUntil(lambda: bool(raised))
    last = words.ask(["contact"])
    qtbot.waitUntil(lambda: last in answers)
    assert [kind for kind, *_ in raised] == [TypeError]
