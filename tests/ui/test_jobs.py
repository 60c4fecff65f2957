from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tracker.domain.errors import TrackerError
from ui.jobs import Job, Slices


def test_a_job_gives_its_result_without_holding_up_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Director\n\nThis is not a letter of any known family.\n")
    job = Job("read_document", {"path": str(letter)}, subject="Reading letter.txt")
    assert job.is_running
    with qtbot.waitSignal(job.finished, timeout=20_000) as finished:
        pass
    assert finished.args[0]["file"] == "letter.txt"
    assert not job.is_running


def test_a_job_that_is_refused_says_so_in_words_fit_to_show(tmp_path: Path, qtbot: QtBot) -> None:
    job = Job("read_document", {"path": str(tmp_path / "nothing.pdf")}, subject="Reading nothing.pdf")
    with qtbot.waitSignal(job.failed, timeout=20_000) as failed:
        pass
    assert isinstance(failed.args[0], TrackerError)
    assert "nothing.pdf" in str(failed.args[0])


def test_a_cancelled_job_ends_its_child_and_sends_nothing_more(tmp_path: Path, qtbot: QtBot) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Director\n")
    job = Job("read_document", {"path": str(letter)})
    with qtbot.assertNotEmitted(job.finished, wait=100), qtbot.waitSignal(job.cancelled):
        job.cancel()
    job.cancel()
    assert not job.is_running


def test_a_job_that_goes_with_its_page_ends_its_child(tmp_path: Path, qtbot: QtBot) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Director\n")
    job = Job("read_document", {"path": str(letter)})
    with qtbot.waitSignal(job.destroyed):
        job.deleteLater()  # the leak check of every test looks for the child


def counting(to: int, seen: list[int]) -> Iterator[None]:
    for n in range(to):
        seen.append(n)
        yield


def test_slices_do_one_thing_after_another_and_tell_when_each_is_done(qtbot: QtBot) -> None:
    slices = Slices()
    seen: list[int] = []
    done: list[str] = []
    slices.add(counting(3, seen), lambda: done.append("first"))
    slices.add(counting(2, seen), lambda: done.append("second"))
    assert seen == []
    with qtbot.waitSignal(slices.idle):
        pass
    assert (seen, done) == ([0, 1, 2, 0, 1], ["first", "second"])
    assert slices.is_idle


def test_work_ends_with_the_widget_it_was_for(qtbot: QtBot) -> None:
    slices = Slices()
    page = QWidget()
    seen: list[int] = []
    slices.add(counting(3, seen), lambda: seen.append(-1), of=page)
    slices.add(counting(1, seen))
    delete(page)
    with qtbot.waitSignal(slices.idle):
        pass
    assert seen == [0]


def test_ended_slices_do_nothing_any_more(qtbot: QtBot) -> None:
    slices = Slices()
    seen: list[int] = []
    slices.add(counting(3, seen))
    slices.end()
    slices.add(counting(3, seen))
    assert slices.is_idle
    QTest.qWait(50)
    assert seen == []


def test_long_work_leaves_the_window_its_turns(qtbot: QtBot) -> None:
    from time import perf_counter

    from PySide6.QtCore import QTimer

    def working() -> Iterator[None]:
        until = perf_counter() + 0.1
        while perf_counter() < until:
            yield

    slices = Slices()
    turns: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(1))
    timer.start(0)
    slices.add(working())
    with qtbot.waitSignal(slices.idle):
        pass
    timer.stop()
    assert len(turns) >= 3


def test_work_that_is_dropped_is_closed_and_not_done(qtbot: QtBot) -> None:
    closed: list[str] = []
    turns: list[int] = []

    def endless() -> Iterator[None]:
        try:
            while True:
                turns.append(1)
                yield
        finally:
            closed.append("closed")

    slices = Slices()
    seen: list[int] = []
    work = endless()
    slices.add(work)
    slices.add(counting(1, seen))
    qtbot.waitUntil(lambda: bool(turns))
    slices.drop(work)
    with qtbot.waitSignal(slices.idle):
        pass
    assert (closed, seen) == (["closed"], [0])


def test_work_that_is_held_waits_and_then_goes_on(qtbot: QtBot) -> None:
    slices = Slices()
    seen: list[int] = []
    slices.hold()
    assert slices.is_idle
    slices.add(counting(2, seen))
    slices.hold()
    assert not seen
    with qtbot.waitSignal(slices.idle):
        pass
    assert seen == [0, 1]


def test_an_exception_in_a_slice_is_heard_and_the_others_go_on(qtbot: QtBot) -> None:
    def failing() -> Iterator[None]:
        yield
        raise ZeroDivisionError

    slices = Slices()
    seen: list[int] = []
    with capture_exceptions() as exceptions:
        slices.add(failing())
        slices.add(counting(2, seen))
        with qtbot.waitSignal(slices.idle):
            pass
    assert [type(error) for _, error, _ in exceptions] == [ZeroDivisionError]
    assert seen == [0, 1]


def test_work_that_was_the_last_to_hold_its_own_slices_ends_in_peace(qtbot: QtBot) -> None:
    gone: list[str] = []

    def work(held: list[QObject]) -> Iterator[None]:
        yield
        held.clear()

    owner = QObject()
    owner.destroyed.connect(lambda: gone.append("gone"))
    slices = Slices(owner)
    slices.add(work([owner]))
    del owner
    with capture_exceptions() as exceptions:
        qtbot.waitUntil(lambda: bool(gone))
    assert exceptions == []
    assert slices


def test_a_job_nobody_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="paint the house"):
        Job("paint the house", {})
