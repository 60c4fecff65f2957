"""A later start of the program, in a process of its own: it must wait for the first one's answer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CODE = """
import sys
from PySide6.QtCore import QCoreApplication
from ui.single import hand_over
app = QCoreApplication([])
sys.exit(0 if hand_over(sys.argv[1]) else 1)
"""


@contextmanager
def hand_over_elsewhere(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The process, which ends with 0 once the first program has answered."""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", _CODE, str(path)], cwd=root) as process:
        try:
            yield process
        finally:
            process.kill()
