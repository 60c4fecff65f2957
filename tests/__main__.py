"""`python3 main.py test` ends here: every check of the project, or the tests named on the command line."""

import os
import subprocess
import sys
from pathlib import Path

from tracker.bootstrap import apt_line, has_screen, missing_libraries

ROOT = Path(__file__).parent.parent
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


def main(arguments: list[str]) -> int:
    """Run the checks and then pytest, or pytest alone with these arguments; 0 where all of it passed."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pytest = ["-m", "pytest", *(arguments or ["--cov", "--numprocesses=auto"])]
    if missing := missing_libraries(on_screen=has_screen()):
        print(f"The window tests need Qt's libraries: {apt_line(missing)}", flush=True)
        pytest += ["-p", "no:pytest-qt"]
    steps = {"pytest": pytest} if arguments else {**CHECKS, "pytest": pytest}
    failed = [name for name, command in steps.items() if not _passes(name, command)]
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
