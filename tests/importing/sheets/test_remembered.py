from pathlib import Path

import pytest

from tests.importing.sheets.trackers import proposed
from tracker.bootstrap import local_data_folder
from tracker.domain.codes import Delivery
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.proposal import SheetProposal
from tracker.importing.sheets.ratings import Meaning
from tracker.importing.sheets.remembered import recalled, remember
from tracker.importing.sheets.when import DayOrder

HEADS = ["Action", "Lead", "By when", "Colour", "Ward", "Update October 2026"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def file(*heads: str) -> SheetProposal:
    return proposed(list(heads or HEADS), ["Do it", "Me", "3/4/2027", "Teal", "North", "On its way"])


def chosen() -> SheetProposal:
    made = file().with_column(0, 4, Target.STATUS).with_column(0, 5, Target.LEFT_OUT)
    made = made.with_order(0, 3, DayOrder.MONTH_FIRST)
    return made.with_meaning((Target.STATUS, "teal"), Meaning(delivery=Delivery.ON_TRACK))


def test_what_was_made_of_a_file_is_made_of_the_next_one_of_its_shape() -> None:
    remember(chosen())
    found = recalled(file(*HEADS[:-1], "Update November 2026"))
    assert [column.target for column in found.tables[0].columns] == [
        column.target for column in chosen().tables[0].columns
    ]
    assert found.open_orders() == []
    (state,) = found.states()
    assert state.meaning == Meaning(delivery=Delivery.ON_TRACK)


def test_a_file_of_another_shape_keeps_its_own_guesses() -> None:
    remember(chosen())
    other = file("Action", "Lead", "By when", "Colour", "District", "Notes")
    assert recalled(other).tables == other.tables


def test_what_is_remembered_grows_file_by_file() -> None:
    remember(chosen())
    remember(file("Action", "Lead", "By when", "Tint", "Area", "Notes"))
    assert recalled(file()).open_orders() == []


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"tables": {"x": 3}, "meanings": [["a"]]}'])
def test_a_damaged_memory_is_none(content: str) -> None:
    folder = local_data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trackers.json").write_text(content, encoding="utf-8")
    proposal = file()
    assert recalled(proposal) == proposal
    remember(chosen())
    assert recalled(file()).open_orders() == []


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    local_data_folder().parent.mkdir(parents=True, exist_ok=True)
    local_data_folder().write_text("a file where the folder would be", encoding="utf-8")
    remember(chosen())
    assert recalled(file()) == file()
