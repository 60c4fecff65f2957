import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tracker import jobs
from tracker.domain.errors import NotFound, TrackerError

ROOT = Path(__file__).parent.parent
LETTER = ROOT / "tests" / "data" / "letters" / "harrowmere-2024.txt"

# Jobs for these tests only, in a module of their own that the child imports.
ODD_JOBS = """
import os, sys
from tracker.domain.errors import NotFound
def prints(values, progress):
    print("stray")
    os.write(1, b"stray from C")
    progress(0.5, "half")
    return {"given": values}
def refuses(values, progress):
    raise NotFound("There is no such thing.")
def breaks(values, progress):
    print("last words", file=sys.stderr)
    raise KeyError("bug")
def dies(values, progress):
    os._exit(3)
def waits(values, progress):
    progress(0.0, "waiting")
    sys.stdin.buffer.readline()
    while True:
        pass
def hoards(values, progress):
    return {"size": len(bytearray(2_000_000_000))}
"""


@pytest.fixture
def odd_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the jobs above known, here and in the child."""
    names = ("prints", "refuses", "breaks", "dies", "waits", "hoards")
    table = {name: f"odd_jobs:{name}" for name in names}
    (tmp_path / "odd_jobs.py").write_text(ODD_JOBS, encoding="utf-8")
    (tmp_path / "serve_odd_jobs.py").write_text(
        f"import sys\nfrom tracker import jobs\njobs.JOBS = {table!r}\nsys.exit(jobs.serve())\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(jobs, "JOBS", table)
    monkeypatch.setattr(jobs, "_command", lambda: [sys.executable, "-P", "-m", "serve_odd_jobs"])


def test_every_job_in_the_table_is_there() -> None:
    for place in jobs.JOBS.values():
        module, _, name = place.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_a_document_is_read_in_a_child() -> None:
    document = jobs.read_document(LETTER)
    assert document.file == "harrowmere-2024.txt"
    assert len(document.findings) == 5


def test_a_refusal_of_the_child_is_raised_here_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match=r"There is no file missing\.pdf"):
        jobs.read_document(tmp_path / "missing.pdf")


@pytest.mark.usefixtures("odd_jobs")
def test_a_refusal_keeps_its_type() -> None:
    with pytest.raises(NotFound, match="no such thing"):
        jobs.run("refuses", {})


@pytest.mark.usefixtures("odd_jobs")
def test_values_and_progress_come_through_and_stray_prints_do_not() -> None:
    heard: list[tuple[float, str]] = []
    values = {"text": "naïve “£” 🙂 \x00", "list": [1, None, True]}
    answer = jobs.run("prints", values, progress=lambda share, words: heard.append((share, words)))
    assert answer == {"given": values}
    assert heard == [(0.5, "half")]


@pytest.mark.usefixtures("odd_jobs")
def test_a_bug_in_a_job_carries_its_traceback_and_what_it_said() -> None:
    with pytest.raises(jobs.JobError, match="KeyError: 'bug'") as caught:
        jobs.run("breaks", {})
    assert "last words" in str(caught.value)


@pytest.mark.usefixtures("odd_jobs")
def test_a_child_that_dies_is_told_of_in_a_sentence() -> None:
    with pytest.raises(TrackerError, match="Reading a letter broke off"):
        jobs.run("dies", {}, subject="Reading a letter")


@pytest.mark.usefixtures("odd_jobs")
def test_a_job_past_its_time_is_stopped() -> None:
    with pytest.raises(TrackerError, match=r"Reading took longer than 0\.5 seconds"):
        jobs.run("waits", {}, subject="Reading", limits=jobs.Limits(seconds=0.5))


@pytest.mark.usefixtures("odd_jobs")
@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")
def test_a_job_past_its_memory_is_stopped() -> None:
    with pytest.raises(TrackerError, match=r"more than 1\.5 GB of memory"):
        jobs.run("hoards", {})


@pytest.mark.usefixtures("odd_jobs")
def test_a_job_can_be_cancelled_and_leaves_nothing_running() -> None:
    heard: list[str] = []
    running = jobs.start("waits", {}, subject="Reading", progress=lambda share, words: heard.append(words))
    while not heard:
        assert not running.poll()
    running.cancel()
    running.cancel()
    assert running.poll()
    with pytest.raises(TrackerError, match="Reading was stopped"):
        running.result()


@pytest.mark.usefixtures("odd_jobs")
def test_a_job_may_be_polled_until_it_is_done() -> None:
    running = jobs.start("prints", {"n": 1})
    while not running.poll():
        pass
    assert running.result() == {"given": {"n": 1}}


@pytest.mark.usefixtures("odd_jobs")
def test_an_error_in_the_progress_report_ends_the_child() -> None:
    def fails(share: float, words: str) -> None:
        raise OSError("no place to show it")

    with pytest.raises(OSError, match="no place"):
        jobs.run("waits", {}, progress=fails)


def test_an_unknown_job_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no job"):
        jobs.start("dance", {})


def test_the_frozen_program_starts_itself_as_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert jobs._command() == [sys.executable, "--worker"]


def test_the_child_answers_one_line_of_json_with_lines_of_json() -> None:
    request: dict[str, Any] = {
        "job": "read_document",
        "values": {"path": str(LETTER)},
        "memory": 1_500_000_000,
    }
    child = subprocess.run(
        [sys.executable, "-m", "tracker.jobs"],
        input=json.dumps(request).encode(),
        capture_output=True,
        cwd=ROOT,
    )
    first, last = [json.loads(line) for line in child.stdout.splitlines()]
    assert first == {"progress": [0.0, "Reading harrowmere-2024.txt"]}
    assert last["result"]["authority"] == "Harrowmere County Council"
    assert (child.returncode, child.stderr) == (0, b"")
