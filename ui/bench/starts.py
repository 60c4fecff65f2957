"""How long the program takes to be there, and how much memory it then holds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from ui.bench.figures import RUNS, Figure

_ROOT = Path(__file__).parents[2]


def measured(plans: dict[int, Path], folder: Path) -> Iterator[Figure]:
    """Starts with these plans, each in turn with an empty window."""
    environment = _environment(folder)
    told: dict[int, list[dict[str, Any]]] = {0: [], **{size: [] for size in plans}}
    _child(environment, "empty")  # once beforehand, so that nothing is read from the disk for the first time
    for path in plans.values():
        _child(environment, "start", str(path))
    for _ in range(RUNS):
        told[0].append(_child(environment, "empty"))
        for size, path in plans.items():
            told[size].append(_child(environment, "start", str(path)))
    middle = {size: {key: median(run[key] for run in runs) for key in runs[0]} for size, runs in told.items()}
    for size, mark in zip(plans, (2.5, 4), strict=True):
        rest = f"the rest after {middle[size]['rest'] - middle[size]['usable']:.2f} s more"
        yield Figure(f"start_{size}", middle[size]["usable"], "s", middle[0]["usable"], mark, rest)
    held = {size: each["memory"] / 1e6 for size, each in middle.items()}
    largest = max(plans)
    yield Figure(f"memory_{largest}", held[largest], "MB", held[0], 5)


def _child(environment: dict[str, str], *asked: str) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "ui.bench.child", str(monotonic()), *asked]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _environment(folder: Path) -> dict[str, str]:
    """Ours, but with files of the program's own in a folder of the benchmark's, and a name to go by in it.

    Python keeps what it compiles there, as it does for anybody, also where it was told not to write.
    """
    own = {"XDG_DATA_HOME": str(folder), "LOCALAPPDATA": str(folder), "HOME": str(folder)}
    python = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    path = os.pathsep.join([str(_ROOT), *(each for each in sys.path if each)])
    environment = os.environ | own | python | {"PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    # A plan opens on the page left last: Actions, which has the most to show.
    kept = "kept.keep_name('Benchmark'); kept.keep('page', 'actions')"
    script = f"from ui.preferences import Preferences; kept = Preferences(); {kept}"
    subprocess.run([sys.executable, "-P", "-c", script], env=environment, check=True)
    return environment
