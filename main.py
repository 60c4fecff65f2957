"""Improvement Plan Tracker: prepares what the program needs, then opens the window or does a verb."""

import gc
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - any Python may be asked to start this file
    sys.exit("This program needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

from tracker import bootstrap


def main() -> int:
    """Run the verb on the command line, or the window; returns the exit code."""
    arguments = sys.argv[1:]
    bootstrap.prepare(tests=arguments[:1] == ["test"])
    if bootstrap.wants_window(arguments):  # their libraries are there only now
        gc.disable()  # hardly anything made at the start is given up again; ui.collecting does it after that
        from ui import app

        return app.run(arguments)
    from tracker import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
