"""Improvement Plan Tracker: `python3 main.py VERB …` prepares what the program needs, then runs it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - any Python may be asked to start this file
    sys.exit("This program needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

from tracker import bootstrap


def main() -> int:
    """Run the verb on the command line and return its exit code."""
    bootstrap.prepare(tests=sys.argv[1:2] == ["test"])
    from tracker import cli  # its libraries are there only now

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
