"""`python3 main.py test` ends here: every check of the project, or the tests named on the command line."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tracker.bootstrap import apt_line, has_screen, missing_libraries

ROOT = Path(__file__).parent.parent
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}
# These prove their layers by themselves; what counting branches costs is not paid for any other test.
COVERED = ("tests/domain", "tests/storage")
TESTS = {
    "pytest, rules and store": [*COVERED, "--cov"],
    "pytest, all else": [f"--ignore={each}" for each in COVERED],
}
ON_ALL_CORES = ("--numprocesses=auto", "--dist=worksteal")


def main(arguments: list[str]) -> int:
    """Run the checks and all tests, or pytest alone with these arguments; 0 where all of it passed."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pytest = ["-m", "pytest"]
    if missing := missing_libraries(on_screen=has_screen()):
        print(f"The window tests need Qt's libraries: {apt_line(missing)}", flush=True)
        pytest += ["-p", "no:pytest-qt"]
    if arguments:
        return _run([*pytest, *arguments]).returncode
    with ThreadPoolExecutor(1) as beside:  # each check needs one core, and tests wait now and then
        checks = {name: beside.submit(_run, command, quietly=True) for name, command in CHECKS.items()}
        failed = [
            name for name, chosen in TESTS.items() if not _passes(name, [*pytest, *ON_ALL_CORES, *chosen])
        ]
    for name, check in checks.items():
        print(f"== {name}\n{check.result().stdout}", end="", flush=True)
        failed += [name] if check.result().returncode else []
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    return _run(command).returncode == 0


def _run(command: list[str], *, quietly: bool = False) -> subprocess.CompletedProcess[str]:
    """Run it with this Python. `quietly`: what it says is kept for later."""
    out, err = (subprocess.PIPE, subprocess.STDOUT) if quietly else (None, None)
    return subprocess.run([sys.executable, *command], cwd=ROOT, text=True, stdout=out, stderr=err)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
