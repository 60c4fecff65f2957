"""What every test stands on: the listed reasons for a skip, the leak check, and shared fixtures."""

import os
import threading
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

import hypothesis
import pytest

from tests.verapdf import NO_JAVA, Validator, java_is_here
from tracker.bootstrap import has_screen, missing_libraries
from tracker.clock import FixedClock

ROOT = Path(__file__).parent.parent
LETTERS = ROOT.parent / "shared" / "letters"
NO_LETTERS = "reference letters are not here"
NO_QT = "Qt's libraries are not here"
NO_SCREEN_READER = "what a screen reader stands on is not here"

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

IN_CI = os.environ.get("CI") == "true"
# A test skipped for any other reason fails. The build machine has what the second set asks for.
MAY_SKIP = {NO_LETTERS, "only on POSIX", "only on Linux", "the superuser may read and write everything"}
MAY_SKIP |= set() if IN_CI else {NO_JAVA, NO_QT, NO_SCREEN_READER}

WINDOW_TESTS = ("ui", "gallery", "smoke")
QT_IS_HERE = not missing_libraries(on_screen=has_screen())
if not has_screen():
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "default")


# Tests that run only if `-m` names them, for their pictures are to be looked at or they need a screen.
ON_REQUEST = {
    "gallery": "writes pictures of every page and dialog into the folder given with --pictures",
    "smoke": "goes through the window once on a real screen",
    "screen_reader": "goes through it as a screen reader does, by what is heard and by keys",
}


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks known."""
    for name, words in ON_REQUEST.items():
        config.addinivalue_line("markers", f"{name}: {words}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what nobody asked for."""
    unasked = ON_REQUEST.keys() - set(config.option.markexpr.split())
    left_out = [each for each in items if any(each.get_closest_marker(name) for name in unasked)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in left_out]


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """The folder of the gallery. Without Qt's libraries pytest-qt is left out, but its settings stay."""
    parser.addoption("--pictures", default="pictures", help="the folder for the gallery's pictures")
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "unused without pytest-qt")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Without Qt's libraries the window tests are skips with one reason, and not so much as imported."""
    if QT_IS_HERE or not any(module_path.is_relative_to(ROOT / "tests" / each) for each in WINDOW_TESTS):
        return None
    return _WindowTests.from_parent(parent, path=module_path)


class _WindowTests(pytest.Module):
    def collect(self) -> NoReturn:
        pytest.skip(NO_QT)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that is skipped for a reason nobody listed."""
    return _judged((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that is skipped for a reason nobody listed."""
    return _judged((yield))


def _judged(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail"):
        assert isinstance(report.longrepr, tuple)
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason not in MAY_SKIP:
            report.outcome = "failed"
            report.longrepr = f"skipped for a reason that tests/conftest.py does not allow here: {reason}"
    return report


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a child process behind."""
    before = _running()
    yield
    assert not _running() - before, "left running"


def _running() -> set[object]:
    lists = Path("/proc/self/task").glob("*/children")  # where there is none, threads alone are counted
    children = {f"process {pid}" for each in lists for pid in each.read_text().split()}
    return children | set(threading.enumerate())


@pytest.fixture
def clock() -> FixedClock:
    """Noon on 21 November 2026, the day from which the example's dates are laid."""
    return FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))


@pytest.fixture(scope="session")
def letters() -> Path:
    """The folder of real published letters with expected results, which lies beside the checkout."""
    if not LETTERS.is_dir():
        pytest.skip(NO_LETTERS)
    return LETTERS


@pytest.fixture(scope="session")
def validate_pdf() -> Iterator[Callable[[Path], list[str]]]:
    """A function from a PDF file to what it fails of PDF/UA-1 and PDF/A-2a; one Java for the whole run."""
    if not java_is_here():
        pytest.skip(NO_JAVA)
    with Validator() as validator:
        yield validator.failures
