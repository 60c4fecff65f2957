"""Work in a child process of its own: documents from elsewhere, papers, exports, checks.

The child gets one JSON line on standard input, `{"job": …, "values": …, "memory": …}`, and answers with JSON
lines: any number of `{"progress": [share, words]}`, then one `{"result": …}`, `{"refused": [type, words]}` or
`{"fault": traceback}`. Nothing else reaches its standard output; stray prints go to standard error.
"""

import contextlib
import importlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from tracker.domain import errors
from tracker.domain.errors import TrackerError
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.sheets.workbook import Workbook

if TYPE_CHECKING:
    from tracker.importing.returned.mail import Mail

Progress = Callable[[float, str], None]
Values = dict[str, Any]

# Each job's name and the function that does it: it takes values and a Progress, and returns values.
JOBS = {
    "read_document": "tracker.importing.documents:read_document_job",
    "read_workbook": "tracker.importing.sheets.workbook:read_workbook_job",
    "read_scan": "tracker.importing.scans:read_scan_job",
    "read_mail": "tracker.importing.returned.mail:read_mail_job",
    "page_pictures": "tracker.importing.pictures:page_pictures_job",
    "backups": "tracker.storage.contents:backups_job",
    "restore": "tracker.storage.contents:restore_job",
    "earlier": "tracker.storage.earlier:earlier_job",
    "between": "tracker.storage.between:between_job",
    "example": "tracker.example:example_job",
    "publish": "tracker.publishing:publish_job",
    "return_sheets": "tracker.returning:return_sheets_job",
}

_OUT_OF_MEMORY = 86  # the exit code of a child that stopped itself


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may use before it is stopped: seconds of real time, and bytes of memory in the child."""

    seconds: float = 60.0
    memory: int = 1_500_000_000


OWN_LIMITS = Limits(seconds=600.0, memory=4_000_000_000)
"""For papers and exports: they read nothing but the plan, and a large one takes its time."""


class JobError(Exception):
    """A bug in a job; its words are for the error log: the child's traceback and standard error."""


class Running:
    """A job under way in its child: `poll` until it is done and take the `result`, or `wait`, or `cancel`."""

    def __init__(self, request: Values, subject: str, progress: Progress | None, limits: Limits) -> None:
        self._subject = subject
        self._progress = progress
        self._limits = limits
        self._ends = monotonic() + limits.seconds
        self._answer: Values | None = None
        self._stopped = ""  # why we ended the child
        self._done = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        self._child = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would open a console
        )
        # The thread only waits for the pipe: Windows has no other way to read one without blocking.
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._child.stdin
        with contextlib.suppress(OSError), self._child.stdin as channel:  # a child gone already has no answer
            channel.write(json.dumps(request).encode("ascii") + b"\n")

    def poll(self) -> bool:
        """Hands on what progress has come, and says whether the job is done."""
        while not self._done and self._step(0):
            pass
        self._mind_the_time()
        return self._done

    def wait(self) -> Values:
        """The result once it is there; errors as `result`."""
        while not self._done:
            self._step(max(0.0, self._ends - monotonic()))
            self._mind_the_time()
        return self.result()

    def cancel(self) -> None:
        """Ends the child if it is not done; a cancelled job has no result."""
        self._stop(f"{self._subject} was stopped.")

    def result(self) -> Values:
        """The result of a job that is done.

        Raises the child's refusal as the TrackerError it was, a TrackerError if the child was stopped or
        broke off, and JobError for a bug in the job.
        """
        answer = self._answer
        if answer is None:
            raise TrackerError(self._stopped or self._why_it_broke_off())
        if "refused" in answer:
            name, words = answer["refused"]
            kind: type[TrackerError] = getattr(errors, name, TrackerError)
            raise kind(words)
        if "fault" in answer:
            raise JobError(f"{answer['fault']}\n{self._log}".strip())
        result: Values = answer["result"]
        return result

    def _read(self) -> None:
        assert self._child.stdout
        with self._child.stdout as pipe:
            for line in pipe:
                self._lines.put(line)
        self._lines.put(None)

    def _step(self, seconds: float | None) -> bool:
        """Deals with one line of the child's, waiting for it at most so long; False if none came."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return False
        if line is None:
            self._finish()
        elif not self._stopped and line.endswith(b"\n"):
            message = json.loads(line)
            if "progress" not in message:
                self._answer = message
            elif self._progress:
                self._progress(*message["progress"])
        return True

    def _mind_the_time(self) -> None:
        if monotonic() >= self._ends:
            self._stop(f"{self._subject} took longer than {self._limits.seconds:g} seconds and was stopped.")

    def _stop(self, why: str) -> None:
        if self._done:
            return
        self._stopped, self._answer = why, None
        self._child.kill()
        while not self._done:
            self._step(None)

    def _finish(self) -> None:
        self._code = self._child.wait()
        self._reader.join()
        with self._errors as file:
            file.seek(0)
            self._log = file.read().decode("utf-8", "replace")
        self._done = True

    def _why_it_broke_off(self) -> str:
        if self._code == _OUT_OF_MEMORY:
            allowed = f"{self._limits.memory / 1e9:.1f} GB"
            return f"{self._subject} needed more than {allowed} of memory and was stopped."
        return (
            f"{self._subject} broke off. The file may be damaged, or unpack to more than this program allows."
        )


def start(
    job: str,
    values: Mapping[str, Any],
    *,
    subject: str = "The job",
    progress: Progress | None = None,
    limits: Limits = Limits(),
) -> Running:
    """Starts a job in a child. `subject` begins the sentences about it: "Reading letter.pdf"."""
    if job not in JOBS:
        raise ValueError(f"no job is called {job}")
    return Running({"job": job, "values": dict(values), "memory": limits.memory}, subject, progress, limits)


def run(
    job: str,
    values: Mapping[str, Any],
    *,
    subject: str = "The job",
    progress: Progress | None = None,
    limits: Limits = Limits(),
) -> Values:
    """Does a job in a child and returns its result; errors as `Running.result`."""
    running = start(job, values, subject=subject, progress=progress, limits=limits)
    try:
        return running.wait()
    finally:
        running.cancel()


def read_document(path: Path, *, limits: Limits = Limits()) -> ExtractedDocument:
    """A document read in a child: see `tracker.importing.documents.read_document`."""
    answer = run("read_document", {"path": str(path)}, subject=f"Reading {path.name}", limits=limits)
    return ExtractedDocument.from_json(answer)


def read_workbook(path: Path, *, limits: Limits = Limits()) -> Workbook:
    """A workbook or list read in a child: see `tracker.importing.sheets.workbook.read_workbook`."""
    answer = run("read_workbook", {"path": str(path)}, subject=f"Reading {path.name}", limits=limits)
    return Workbook.from_json(answer)


def read_mail(path: Path, *, limits: Limits = Limits()) -> "Mail":
    """A saved e-mail read in a child: see `tracker.importing.returned.mail.read_mail`."""
    from tracker.importing.returned.mail import Mail  # the window starts without it

    answer = run("read_mail", {"path": str(path)}, subject=f"Reading {path.name}", limits=limits)
    return Mail.from_json(answer)


def serve() -> int:
    """The child's side: one job from standard input, its answer on standard output; returns the exit code."""
    channel = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever else is printed, in C as well, is no part of the answer

    def say(message: Values) -> None:
        channel.write(json.dumps(message).encode("ascii") + b"\n")

    with channel:
        request = json.loads(sys.stdin.buffer.readline())
        _limit_memory(request["memory"])
        try:
            module, _, name = JOBS[request["job"]].partition(":")
            do = getattr(importlib.import_module(module), name)
            say({"result": do(request["values"], lambda share, words: say({"progress": [share, words]}))})
        except TrackerError as refusal:
            say({"refused": [type(refusal).__name__, str(refusal)]})
        except MemoryError:
            return _OUT_OF_MEMORY
        except Exception:
            say({"fault": traceback.format_exc()})
    return 0


def _command() -> list[str]:
    """How the child is started: by the same program when frozen, else by the same Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-P", "-m", "tracker.jobs"]


def _environment() -> dict[str, str]:
    """Ours, with our import path, so that the child finds the same tracker and the same libraries."""
    ours = [str(Path(__file__).parent.parent), *(path for path in sys.path if path)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(ours)}


def _limit_memory(most: int) -> None:
    """Keeps this process within `most` bytes: by the system on Linux, elsewhere by watching itself."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    else:
        threading.Thread(target=_watch_memory, args=(most,), daemon=True).start()


def _watch_memory(most: int) -> None:
    """Looks every 50 ms (written for Windows and macOS, not tried there)."""
    while memory_in_use() <= most:
        threading.Event().wait(0.05)
    os._exit(_OUT_OF_MEMORY)


def memory_in_use() -> int:
    """The memory this process holds (on macOS the most it has held), in bytes."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                *((name, ctypes.c_size_t) for name in _COUNTERS),
            )

        counters = Counters(cb=ctypes.sizeof(Counters))
        process = ctypes.windll.kernel32.GetCurrentProcess
        process.restype = wintypes.HANDLE
        query = ctypes.windll.psapi.GetProcessMemoryInfo
        query.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        query(process(), ctypes.byref(counters), counters.cb)
        return int(counters.PagefileUsage)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


_COUNTERS = (  # of PROCESS_MEMORY_COUNTERS, in its order
    "PeakWorkingSetSize",
    "WorkingSetSize",
    "QuotaPeakPagedPoolUsage",
    "QuotaPagedPoolUsage",
    "QuotaPeakNonPagedPoolUsage",
    "QuotaNonPagedPoolUsage",
    "PagefileUsage",
    "PeakPagefileUsage",
)


if __name__ == "__main__":
    sys.exit(serve())
