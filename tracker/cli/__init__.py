"""The program without a window: one verb a call. Nothing here imports Qt."""

import argparse
import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence

from tracker.bootstrap import is_plan, local_data_folder
from tracker.cli import checking, documents, examples, papers, returns
from tracker.domain.errors import TrackerError

DONE, REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks.

    Returns 0 done, 1 refused (after a sentence on standard error), 2 wrong usage.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--worker"]:
        from tracker.jobs import serve

        return serve()
    if given[:1] == ["test"]:  # the rest is pytest's
        return checking.test(given[1:])
    _ready_to_print()
    parser = _parser()
    if not given or is_plan(given[0]):
        print(f"{_NO_WINDOW}\n\n{parser.format_help()}", end="", file=sys.stderr if given else sys.stdout)
        return REFUSED if given else DONE
    try:
        asked = parser.parse_args(given)
    except SystemExit as end:  # argparse has said what was wrong, or shown the help
        return end.code if isinstance(end.code, int) else 2
    return _answered(asked)


_NO_WINDOW = "There is no screen here for the window. These verbs do the work without one."


def _ready_to_print() -> None:
    """A stream that cannot show a character shows “?”; one that was closed swallows what is printed."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as we run
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _answered(asked: argparse.Namespace) -> int:
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
        return code
    except TrackerError as refusal:
        print(refusal, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. What was saved before is kept.", file=sys.stderr)
    except BrokenPipeError:  # whoever read our output has read enough
        _print_nowhere()
    except OSError as fault:  # the computer's and not ours: no room, no such folder, not allowed
        where = fault.filename or "What this verb prints"
        reason = (fault.strerror or "the system gave no reason").lower()
        print(f"{where} could not be used: {reason}. What was saved before is kept.", file=sys.stderr)
        _print_nowhere()
    except Exception:
        print(_unexpected(), file=sys.stderr)
    return REFUSED


def _print_nowhere() -> None:
    """Let go what still waits to be printed, or Python would try it again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected() -> str:
    """Keep the details of a fault in the program in its log, and say so."""
    log = local_data_folder() / "log.txt"
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(traceback.format_exc())
    return (
        "Something went wrong that this program did not foresee. What was saved before is kept. "
        f"The details are in {log}; please send them to whoever looks after the program."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="improvement-plan",
        description="Turns an inspection letter into a tracked improvement plan, with its board papers.",
        epilog="“VERB --help” says more about one. Dates are typed 2026-03-31 or 31 March 2026.",
    )
    verbs = parser.add_subparsers(metavar="VERB", title="verbs", required=True)
    for module in (examples, documents, returns, papers, checking):
        module.add_to(verbs)
    return parser
