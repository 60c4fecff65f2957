"""The verbs that keep a plan safe: check, backup, restore; and test, which checks the program itself."""

import argparse
import subprocess
import sys
from pathlib import Path

from tracker.cli.common import Verbs, add_as, add_force, add_plan, open_plan, today, verb
from tracker.cli.telling import gap_lines
from tracker.storage.backups import restore


def add_to(verbs: Verbs) -> None:
    """Add these verbs to the command line."""
    check = verb(verbs, "check", _check, "look for anything wrong in a plan, and list what is to fill in")
    add_plan(check)

    backup = verb(verbs, "backup", _backup, "make a checked copy of a plan")
    add_plan(backup)
    backup.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, help="default: beside the plan")
    add_as(backup)

    back = verb(verbs, "restore", _restore, "make a plan from a backup")
    back.add_argument("backup", metavar="BACKUP", type=Path)
    add_plan(back)
    add_force(back)
    verb(verbs, "test", _test, "check the program itself (from a source checkout)")


def _check(asked: argparse.Namespace) -> int:
    with open_plan(asked, read_only=True) as session:
        faults = session.check()
        gaps = gap_lines(session.full_plan(), today()) if not faults else []
    for title, lines in (("Wrong", faults), ("To fill in", gaps)):
        if lines:
            print(title, *(f"  – {line}" for line in lines), sep="\n")
    if faults:
        return 1
    print("Nothing is wrong with this plan.")
    return 0


def _backup(asked: argparse.Namespace) -> int:
    with open_plan(asked) as session:
        made = session.backup(asked.folder)
    print(f"A checked copy is in {made}.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    restore(asked.backup, asked.plan, replacing=asked.force)
    print(f"The plan is in {asked.plan}, as it was in {asked.backup.name}.")
    return 0


def _test(asked: argparse.Namespace) -> int:
    return test([])


def test(arguments: list[str]) -> int:
    """Run the program's own checks, or pytest alone with these arguments."""
    checkout = Path(__file__).parents[2]
    if not (checkout / "tests").is_dir():
        print("The tests are not here: run them from a checkout of the source.", file=sys.stderr)
        return 1
    return subprocess.run([sys.executable, "-m", "tests", *arguments], cwd=checkout).returncode
