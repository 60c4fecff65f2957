"""Bugs: what no refusal explains. They go to a log and to a dialog whose text can be copied.

Neither holds text of a plan: an exception's own words may quote one, so only its type and the lines of
our code are kept.
"""

import contextlib
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from tracker.bootstrap import local_data_folder
from tracker.clock import SystemClock


def log_file() -> Path:
    """Where bugs are written down."""
    return local_data_folder() / "log.txt"


def install() -> None:
    """Send every exception that nobody caught to the log and the dialog."""
    sys.excepthook = _caught


def report(error: BaseException) -> None:
    """Write a bug to the log and show it; KeyboardInterrupt ends the program instead."""
    _caught(type(error), error, error.__traceback__)


def describe(error: BaseException) -> str:
    """Type and places, innermost last, without the exception's words."""
    lines = [f"{platform.system()} {platform.release()}, Python {platform.python_version()}"]
    each: BaseException | None = error
    while each is not None:
        lines.append(type(each).__name__)
        lines += [
            f"  {Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
        each = each.__cause__ or each.__context__
    return "\n".join(lines)


def _caught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        from PySide6.QtWidgets import QApplication

        QApplication.quit()
        return
    words = describe(error)
    _write(words)
    print(words, file=sys.stderr)
    _show(words)


def _write(words: str) -> None:
    with contextlib.suppress(OSError):  # a full disk must not hide the dialog
        log_file().parent.mkdir(parents=True, exist_ok=True)
        with log_file().open("a", encoding="utf-8") as log:
            log.write(f"{SystemClock().now():%Y-%m-%d %H:%M} {words}\n")


def _show(words: str) -> None:
    from PySide6.QtWidgets import QApplication

    if isinstance(QApplication.instance(), QApplication):
        from ui.dialogs.problem import show_problem

        show_problem(words)
