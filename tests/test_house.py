"""The rules of the house that a machine can keep and that ruff, mypy and import-linter do not."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tracker import bootstrap

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PACKAGES = ("tracker", "ui", "resources", "tests")
MODULES = [ROOT / "main.py", *(path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py")))]
PROGRAM = [path for path in MODULES if not path.is_relative_to(ROOT / "tests")]
STORAGE = ROOT / "tracker" / "storage"

# Tests of no module in particular: of the house itself, and of what the window stands on.
OF_THE_WHOLE = {
    "test_house.py",
    "cli/test_main.py",
    "ui/test_everyone.py",
    "ui/test_keyboard_paths.py",
    "ui/test_qt.py",
    "ui/test_three_users.py",
    "gallery/test_gallery.py",
    "smoke/test_smoke.py",
    "smoke/test_screen_reader.py",
}

SQL = re.compile(
    r"^\s*(select\s.+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|pragma\s"
    r"|(create|drop|alter)\s+(virtual\s+)?(table|index|trigger|view)\s|begin\s+(immediate|exclusive)|attach\s)",
    re.IGNORECASE | re.DOTALL,
)
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_module_can_be_read_at_a_sitting() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {each: length for each, length in lengths.items() if length > 500} == {}
    assert lengths["main.py"] < 30


def test_storage_alone_talks_to_sqlite() -> None:
    measure = ROOT / "ui" / "bench" / "raw.py"  # what the store is measured against, on files of its own
    elsewhere = [path for path in PROGRAM if not path.is_relative_to(STORAGE) and path != measure]
    databases = {"sqlite3", "sqlite_utils"}
    assert [
        name(path) for path in elsewhere if databases & {each.split(".")[0] for each in imports(path)}
    ] == []
    texts = [
        f"{name(path)}: {node.value}"
        for path in elsewhere
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert texts == []


def test_the_clock_alone_asks_the_computer_for_the_time() -> None:
    asking = [
        f"{name(path)}:{node.lineno}"
        for path in PROGRAM
        if path != ROOT / "tracker" / "clock.py"
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and ".".join(ast.unparse(node).split(".")[-2:]) in CLOCKS
    ]
    assert asking == []


def test_no_widget_is_asked_for_its_screen() -> None:
    """What comes of it stands at ui.widgets.frames.room_on_screen."""
    asking = [
        f"{name(path)}:{node.lineno}"
        for path in PROGRAM
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "screen"
    ]
    assert asking == []


def test_migrations_stand_on_nothing_that_may_change() -> None:
    migrations = sorted(STORAGE.rglob("*migration*.py"))
    assert migrations
    assert [
        name(path) for path in migrations if any("tracker.domain" in each for each in imports(path))
    ] == []


def test_every_public_class_and_function_says_what_it_promises() -> None:
    silent = [
        f"{name(path)}: {node.name}"
        for path in PROGRAM
        for node in tree(path).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    silent += [name(path) for path in PROGRAM if not ast.get_docstring(tree(path))]
    assert silent == []


def test_every_command_has_an_example() -> None:
    from tests.examples import EXAMPLES
    from tracker.domain import commands
    from tracker.domain.commands.base import Command

    names = [each.name for each in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}.")]
    classes = [each for module in names for each in vars(importlib.import_module(module)).values()]
    found = {
        each
        for each in classes
        if inspect.isclass(each) and issubclass(each, Command) and "kind" in vars(each)
    }
    assert found
    assert {each.__name__ for each in found - set(EXAMPLES)} == set()


def test_every_code_a_record_may_hold_has_its_english_words() -> None:
    from tracker.domain import codes, words

    source = inspect.getsource(words)
    members = [
        f"{each.__name__}.{member.name}"
        for each in vars(codes).values()
        if inspect.isclass(each) and issubclass(each, Enum) and each.__module__ == codes.__name__
        for member in each
    ]
    assert members
    assert [each for each in members if not re.search(rf"\b{re.escape(each)}\b", source)] == []


def test_every_test_file_mirrors_a_module() -> None:
    astray = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        inner = path.relative_to(ROOT / "tests")
        folder = ROOT / inner.parent if inner.parts[0] == "ui" else ROOT / "tracker" / inner.parent
        subjects = {each.stem for each in folder.rglob("*") if each.suffix == ".py" or each.is_dir()}
        words = path.stem.removeprefix("test_").split("_")
        beginnings = {"_".join(words[:count]) for count in range(1, len(words) + 1)}
        if not subjects & beginnings and inner.as_posix() not in OF_THE_WHOLE:
            astray.append(inner.as_posix())
    assert astray == []


def own_texts() -> Iterator[tuple[str, str]]:
    """Every text file that belongs to the project, by name; the environments and caches do not."""
    top = [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".coverage")]
    inner = [path for folder in (*PACKAGES, ".ci") for path in (ROOT / folder).rglob("*")]
    for path in top + inner:
        if path.is_file() and "__pycache__" not in path.parts:
            try:
                yield name(path), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:  # a picture, or a document read as test data
                continue


def test_no_file_names_a_folder_of_one_machine() -> None:
    places = re.compile("(?<![\\w.])/(?:" + "|".join(("work", "root", "opt", "home/[a-z]+", "Users")) + ")/")
    assert [each for each, text in own_texts() if places.search(text)] == []


def test_nothing_is_left_to_be_done_in_a_comment() -> None:
    reminders = re.compile("|".join(("TO" + "DO", "FIX" + "ME")))
    assert [each for each, text in own_texts() if reminders.search(text)] == []


@pytest.mark.parametrize(("heading", "tests"), [("To run", False), ("To test", True)])
def test_the_readme_lists_exactly_the_dependencies(heading: str, tests: bool) -> None:
    needed = bootstrap.requirements(PYPROJECT, tests=True)
    running = bootstrap.requirements(PYPROJECT, tests=False)
    expected = {re.split("[>=]=", each)[0] for each in (needed - running if tests else running)}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split(f"### {heading}\n")[1].split("\n#")[0]
    assert set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)) == expected


def test_every_dependency_is_a_name_and_one_version() -> None:
    """bootstrap compares no more than that."""
    for requirement in bootstrap.requirements(PYPROJECT, tests=True):
        assert re.fullmatch(r"[A-Za-z0-9-]+(>=|==)[0-9.]+", requirement)


def test_the_build_machine_gets_what_bootstrap_asks_for() -> None:
    packages = set(re.findall(r"[\w.+-]+", (ROOT / ".ci" / "run").read_text(encoding="utf-8")))
    assert {*bootstrap._QT_LIBRARIES.values(), *bootstrap._SCREEN_LIBRARIES.values()} <= packages
