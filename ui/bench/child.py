"""A process whose start is measured: an empty window, or the program with a plan.

`python -m ui.bench.child BEGUN empty` and `… BEGUN start PLAN`, where BEGUN is the parent's monotonic clock
when it started this. It prints one line of JSON: seconds until the window could be used, until the rest was
there, and the most memory held, in bytes.
"""

import gc
import sys

from tracker import bootstrap


def main(begun: float, window: str, *plan: str) -> None:
    """Start as main.py does, in the same order: Qt comes last."""
    bootstrap.prepare(tests=False)
    gc.disable()
    if window == "start":
        from ui import app  # noqa: F401
    from ui.bench import probe

    if window == "start":
        probe.start(begun, *plan)
    else:
        probe.empty(begun)


if __name__ == "__main__":
    main(float(sys.argv[1]), *sys.argv[2:])
