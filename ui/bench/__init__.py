"""The program's own benchmark: how long what people wait for takes, beside a limit measured in the same run.

`run` is all that is used from outside. This module imports little: the processes whose start is measured
are started with `python -m ui.bench.child` and pass through it.
"""

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """The verb `bench [--json]`, without a screen and with files of its own alone; returns the exit code."""
    import argparse
    import os

    parser = argparse.ArgumentParser(
        prog="improvement-plan bench",
        description="Measures the program; takes some minutes, in which the computer should do nothing else.",
    )
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    try:
        asked = parser.parse_args(list(arguments))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

    from ui.bench.rows import measure

    return measure(as_json=asked.json)
