"""What the verbs share: their arguments, who is asking, and opening the plan."""

import argparse
import getpass
import platform
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tracker.bootstrap import local_data_folder
from tracker.clock import SystemClock
from tracker.domain import british
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.files import write_whole
from tracker.session import Session

Verbs = Any  # argparse's own class for this is private
Run = Callable[[argparse.Namespace], int]
_LONGEST_NAME = 100


def verb(verbs: Verbs, name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
    """Add a verb; the caller adds its arguments."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        name, help=help_text, description=help_text[0].upper() + help_text[1:] + "."
    )
    parser.set_defaults(run=run)
    return parser


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The plan's file, used as typed."""
    parser.add_argument("plan", metavar="PLAN", type=Path, help="the plan's file")


def add_as(parser: argparse.ArgumentParser) -> None:
    """Who makes the change."""
    parser.add_argument(
        "--as",
        dest="name",
        metavar="NAME",
        type=_name,
        help="who is doing this (default: the name last used here, else the computer account)",
    )


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise argparse.ArgumentTypeError("this name is empty. Leave --as out, or give one.")
    if len(name) > _LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"this name is longer than {_LONGEST_NAME} characters.")
    return name


def add_force(parser: argparse.ArgumentParser) -> None:
    """Leave to write over a file."""
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")


def add_position(parser: argparse._ActionsContainer) -> None:
    """Which day's position is meant, with the older spelling of the argument."""
    parser.add_argument(
        "--position-at",
        "--as-at",
        dest="position_at",
        metavar="DATE",
        type=day,
        help="what had happened by the end of that day, whenever it was recorded (default: today)",
    )


def day(text: str) -> date:
    """A date as typed on the command line."""
    try:
        return british.read_day(text)
    except TrackerError as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from None


def actor(name: str | None) -> Actor:
    """Who is asking: the name given, else the one last used here, else the computer account.

    A name that is given is remembered for next time.
    """
    login = getpass.getuser()
    remembered = local_data_folder() / "name.txt"
    try:
        if name:
            remembered.parent.mkdir(parents=True, exist_ok=True)
            write_whole(remembered, name.encode(), overwrite=True)
        else:
            name = remembered.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        pass  # a name that cannot be remembered is asked for again, or is the account's
    return Actor(name=name or login, login=login, device=platform.node())


def open_plan(asked: argparse.Namespace, *, read_only: bool = False) -> Session:
    """The plan that the verb names, for the person that it names."""
    name: str | None = getattr(asked, "name", None)
    return Session.open(asked.plan, actor(name), SystemClock(), read_only=read_only)


def today() -> date:
    """The day in London."""
    return SystemClock().today()
