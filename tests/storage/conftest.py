"""A plan for each test to do as it likes with: a copy of its module's `content`."""

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path, content: bytes) -> Path:
    """A file of its own with the plan that the module has made."""
    path = tmp_path / "plan.iplan"
    path.write_bytes(content)
    return path
