import ast
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tracker.domain import commands
from tracker.domain.commands import COMMANDS, Command


def promised() -> dict[str, str]:
    """Each name that type checkers are told the package has, and the module it comes from."""
    assert commands.__file__
    tree = ast.parse(Path(commands.__file__).read_text(encoding="utf-8"))
    (checked,) = (
        node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    return {
        alias.name: node.module or ""
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_every_name_promised_is_there_when_it_is_asked_for() -> None:
    assert len(promised()) > len(COMMANDS)
    for name, module in promised().items():
        assert getattr(commands, name) is getattr(import_module(module), name)
    with pytest.raises(AttributeError, match="no attribute 'AddNothing'"):
        getattr(commands, "AddNothing")  # noqa: B009 - the type checker would say so already


def test_every_command_of_every_module_is_among_the_commands() -> None:
    modules = [import_module(f"{commands.__name__}.{each.name}") for each in iter_modules(commands.__path__)]
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Command) and "kind" in vars(value)
    }
    assert found == set(COMMANDS)
    assert len({command.kind for command in COMMANDS}) == len(COMMANDS)
