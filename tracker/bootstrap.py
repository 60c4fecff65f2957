"""Gets the program ready to run, with the standard library alone.

On first use it makes a private environment, `.venv` beside main.py, and installs into it what
pyproject.toml names; later starts only look at its stamp and go on in it. It also tells which system
libraries the window lacks, whether there is a screen, and where the program keeps files of its own.
Whatever it has to say goes to standard error.

It runs at each start before anything else: it imports nothing but os and sys until there is work to do,
and names files with os.path, since pathlib alone would double what it costs.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

_ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
_VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
_STAMP = "installed-for.toml"
_UNFINISHED = "# unfinished"

# Shared libraries Qt asks for, with the Debian packages that hold them (tried on Debian 12, Qt 6.11).
_QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
_SCREEN_LIBRARIES = {
    "libcups.so.2": "libcups2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_screen() -> bool:
    """Whether a window could be shown here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(*, on_screen: bool) -> list[str]:
    """The Debian packages Qt lacks here; without a screen it needs fewer. Qt aborts where one is missing."""
    if sys.platform != "linux":
        return []
    import ctypes

    missing = []
    for library, package in (_QT_LIBRARIES | (_SCREEN_LIBRARIES if on_screen else {})).items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def wants_window(arguments: list[str]) -> bool:
    """Whether a command line is for the window: none, a plan to open, `example` on a screen, and `bench`.

    Ends the program with one sentence where the window's libraries are missing: Qt would abort.
    """
    first = arguments[0] if arguments else ""
    if first != "bench" and not (has_screen() and (first in ("", "example") or is_plan(first))):
        return False
    if missing := missing_libraries(on_screen=has_screen()):
        sys.exit(f"The window needs libraries that are not on this computer. {apt_line(missing)}")
    return True


def is_plan(argument: str) -> bool:
    """Whether the first argument names a plan's file: it is no option and not spelt like a verb."""
    return not argument.startswith("-") and not (argument.isalpha() and argument.islower())


def apt_line(packages: list[str]) -> str:
    """The command that installs these packages on Debian and its relatives."""
    return f"sudo apt-get install {' '.join(packages)}"


def local_data_folder() -> Path:
    """Where the program keeps files of its own on this computer; a folder no service copies elsewhere."""
    from pathlib import Path

    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "improvement-plan-tracker"


def prepare(*, tests: bool) -> None:
    """Return once the libraries can be imported, those of the tests too if asked for.

    If they lie in the private environment and this is another Python, the same command is run again
    there and this call does not return. Ends the program with one sentence where it cannot be done.
    """
    wanted = _text(os.path.join(_ROOT, "pyproject.toml"))
    if not wanted:  # it was installed as a package, and pip has seen to the libraries
        return
    ready = next((folder for folder in _folders() if _is_ready(folder, wanted, tests=tests)), None)
    if ready is None and _has_all(requirements(wanted, tests=tests)):
        return
    _go_on_in(ready or _made(wanted, tests=tests))


def requirements(pyproject: str, *, tests: bool) -> set[str]:
    """What this text of a pyproject.toml asks to be installed, each as `name>=version` or `name==version`."""
    import tomllib

    values = tomllib.loads(pyproject)
    return {*values["project"]["dependencies"], *(values["dependency-groups"]["test"] if tests else ())}


def _text(path: str) -> str:
    """What the file holds; nothing if it is not there."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def _folders() -> Iterator[str]:
    """Where the environment may lie: beside main.py or, where that cannot be written, in the user's data."""
    yield os.path.join(_ROOT, ".venv")
    from zlib import crc32

    yield str(local_data_folder() / f"environment-{crc32(os.fsencode(_ROOT)):08x}")


def _python(folder: str) -> str:
    return os.path.join(
        folder, *(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python"))
    )


def _go_on_in(folder: str) -> None:
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return
    command = [_python(folder), *sys.orig_argv[1:]]
    if sys.platform != "win32":
        sys.stderr.flush()
        os.execv(command[0], command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the child's to answer
    sys.exit(subprocess.call(command))


# The stamp is a line with the Python version and what was installed, then pyproject.toml as it was then.


def _head(*, tests: bool) -> str:
    return f"# Python {_VERSION}, with the tests' libraries" if tests else f"# Python {_VERSION}"


def _read_stamp(folder: str) -> tuple[str, str]:
    head, _, text = _text(os.path.join(folder, _STAMP)).partition("\n")
    return head, text


def _is_ready(folder: str, wanted: str, *, tests: bool) -> bool:
    head, then = _read_stamp(folder)
    has_tests = head == _head(tests=True)
    if not (has_tests or (head == _head(tests=False) and not tests)):
        return False
    if not os.path.exists(_python(folder)):
        return False
    return then == wanted or requirements(wanted, tests=tests) <= requirements(then, tests=has_tests)


def _has_all(needed: set[str]) -> bool:
    """Whether the Python that is running has every library already, in a version that is new enough."""
    import re
    from importlib.metadata import PackageNotFoundError, version

    def numbers(text: str) -> list[int]:
        return [int(part) for part in re.findall(r"\d+", text)]

    for requirement in needed:
        name, relation, floor = re.split("(>=|==)", requirement)
        try:
            here = version(name)
        except PackageNotFoundError:
            return False
        if numbers(here) < numbers(floor) or (relation == "==" and here != floor):
            return False
    return True


def _made(wanted: str, *, tests: bool) -> str:
    """Make the environment, or bring it up to date, in the first folder that can be written."""
    for folder in _folders():
        try:
            os.makedirs(os.path.dirname(folder), exist_ok=True)
            lock = open(f"{folder}.lock", "a")  # noqa: SIM115 - closed below; the try is for opening alone
        except OSError:
            continue
        with lock:
            try:
                _wait_for(lock)
                if not _is_ready(folder, wanted, tests=tests):  # another start may just have done it
                    _install(folder, wanted, tests=tests)
            except OSError as error:
                sys.exit(f"The program's libraries could not be put in {folder}: {error.strerror}.")
            except KeyboardInterrupt:
                sys.exit("Stopped. The next start begins the preparation again.")
        return folder
    sys.exit(f"The program's libraries have nowhere to go: {_ROOT} and {folder} cannot be written to.")


def _wait_for(lock: IO[str]) -> None:
    """Hold the lock until its file is closed; the system closes it even if the program is killed."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            lock.seek(0)
            try:
                return msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:  # it gives up after ten seconds
                continue
    import fcntl

    os.set_inheritable(lock.fileno(), True)  # so pip holds it to its end, should this program be killed
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _say("Another start of the program is preparing it: waiting for that.")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _install(folder: str, wanted: str, *, tests: bool) -> None:
    """Fill the folder. One that was left half-made, or belongs to another Python, is made anew."""
    head, _ = _read_stamp(folder)
    tests = tests or head == _head(tests=True)
    _say(f"Preparing the program; this takes a minute and is done once. Its libraries go to {folder}")
    if head == _UNFINISHED or not _is_environment(folder):
        import venv

        venv.EnvBuilder(clear=True, symlinks=sys.platform != "win32").create(folder)
    _write_stamp(folder, _UNFINISHED)
    _pip_install(folder, sorted(requirements(wanted, tests=tests)))
    _write_stamp(folder, f"{_head(tests=tests)}\n{wanted}")
    _say("The program is ready.")


def _write_stamp(folder: str, text: str) -> None:
    with open(os.path.join(folder, _STAMP), "w", encoding="utf-8") as stamp:
        stamp.write(text)


def _is_environment(folder: str) -> bool:
    """Whether it is a working environment of this Python, one that somebody made by hand among them."""
    settings = _text(os.path.join(folder, "pyvenv.cfg"))
    return f" = {_VERSION}." in settings and os.path.exists(_python(folder))


def _pip_install(folder: str, needed: list[str]) -> None:
    import subprocess

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            close_fds=False,
        )

    python = _python(folder)
    base: str = getattr(sys, "_base_executable", sys.executable)
    # Debian gives a new environment no pip of its own: the pip outside can install into it (since 22.3).
    for pip in ([base, "-m", "pip", "--python", python], [python, "-m", "pip"]):
        if run([*pip, "--version"]).returncode == 0:
            break
    else:
        if run([python, "-m", "ensurepip"]).returncode != 0:
            sys.exit(f"Python's installer, pip, is missing. On Debian: {apt_line(['python3-pip'])}")
    done = run(
        [*pip, "install", "--quiet", "--no-input", "--no-user", "--disable-pip-version-check", *needed]
    )
    if done.returncode != 0:
        reasons = [line for line in done.stdout.splitlines() if line.startswith("ERROR: ")] or [""]
        sys.exit(
            "The program's libraries could not be installed. Check the connection to the internet and start "
            f"again; nothing else was changed. What pip said last: {reasons[-1].removeprefix('ERROR: ')}"
        )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
