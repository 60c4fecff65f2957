import json
from pathlib import Path

import pytest

from ui.preferences import Preferences
from ui.theme import Density, Look


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "preferences.json"


def test_what_is_kept_is_there_at_the_next_start(path: Path) -> None:
    first = Preferences(path)
    first.keep("columns", ["ref", "due"])
    first.keep("look", Look.DARK.value)
    first.keep_name("A. Person")
    again = Preferences(path)
    assert again.get("columns", []) == ["ref", "due"]
    assert (again.look, again.text_size, again.name) == (Look.DARK, 100, "A. Person")
    again.keep("columns", None)
    assert Preferences(path).get("columns", ["all"]) == ["all"]


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "\x00\x01", '"text"'])
def test_a_damaged_file_counts_as_empty_and_is_written_anew(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    made = Preferences(path)
    assert made.get("folder", "none") == "none"
    made.keep("folder", "somewhere")
    assert json.loads(path.read_text()) == {"folder": "somewhere"}


def test_values_of_another_kind_than_expected_are_passed_over(path: Path) -> None:
    made = Preferences(path)
    for name, value in {
        "folder": 3,
        "look": "loud",
        "density": "none",
        "text_size": 9000,
        "recent": [1, {"path": 2}],
    }.items():
        made.keep(name, value)
    assert made.get("folder", "") == ""
    assert (made.look, made.text_size, made.recent) == (Look.SYSTEM, 100, [])
    assert made.density is Density.COMFORTABLE


def test_recent_plans_are_listed_once_each_newest_first(path: Path) -> None:
    made = Preferences(path)
    for n in range(20):
        made.keep_recent(Path(f"/plans/{n}.iplan"), title=f"Plan {n}")
    made.keep_recent(Path("/plans/15.iplan"), title="Plan 15 again")
    titles = [each["title"] for each in made.recent]
    assert titles[:3] == ["Plan 15 again", "Plan 19", "Plan 18"]
    assert len(titles) == 12
    made.forget_recent(made.recent[0]["path"])
    assert made.recent[0]["title"] == "Plan 19"


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file stands where the folder would")
    made = Preferences(tmp_path / "folder" / "preferences.json")
    made.keep("folder", "somewhere")
    made.keep_name("A. Person")
    assert made.get("folder", "") == "somewhere"
