"""Return sheets from the plan's file to the folder: all or none, for whom they are, and noted in the plan."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.seeded import action, an, seed
from tests.small import NOON
from tracker import jobs
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import Audience, CopyKind, OrganisationKind
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.records import Copy, Organisation, Post
from tracker.importing.sheets.workbook import read_workbook
from tracker.reports.return_sheets import Asked
from tracker.returning import SheetsOrder, note_sheets, read_returned, return_sheets_job
from tracker.session import Session

TODAY = date(2026, 11, 21)
HEAD = "Return sheet, Head of the Front Door.xlsx"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The seeded plan with a partner, whose post owns one of its actions."""
    path = tmp_path / "plan.iplan"
    with opened(path, new=True) as session:
        seed(session)
        command = c.AddOrganisation(name="Eastmarsh Police", organisation_kind=OrganisationKind.POLICE)
        police = session.do(command).made(Organisation)
        post = session.do(c.AddPost(title="Sergeant", organisation_id=police.id)).made(Post)
        agreed = {"reason": "Theirs", "agreed_by": "Improvement board"}
        last = action(session, 2).id
        session.do(c.ChangeAction(id=last, changes={"owner_post_id": post.id}, **agreed))
    return path


def opened(path: Path, new: bool = False) -> Session:
    make = Session.create if new else Session.open
    return make(path, Actor("Programme officer"), FixedClock(NOON))


def order(plan: Path, **changes: object) -> SheetsOrder:
    folder = plan.parent / "sheets"
    folder.mkdir(exist_ok=True)
    made = SheetsOrder(plan, folder, Asked(TODAY, NOON, date(2026, 12, 4), "Office"))
    return replace(made, **changes)  # type: ignore[arg-type]


def made(asked: SheetsOrder) -> dict[str, list[str]]:
    told = return_sheets_job(asked.to_json(), lambda share, words: None)
    assert sorted(told["files"]) == sorted(each.name for each in asked.folder.iterdir())
    return told


def references(path: Path) -> list[str]:
    cells = openpyxl.load_workbook(path).active["A"]
    return [
        cell.value for cell in cells if cell.value and cell.value[:1] == "A" and cell.value[1:2].isdigit()
    ]


def test_an_order_survives_its_way_to_the_worker() -> None:
    asked = SheetsOrder(
        Path("p.iplan"), Path("out"), Asked(TODAY, NOON, TODAY, "Office", True), "p1", True, True
    )
    assert SheetsOrder.from_json(json.loads(json.dumps(asked.to_json()))) == asked
    bare = replace(asked, asked=Asked(TODAY, NOON))
    assert SheetsOrder.from_json(json.loads(json.dumps(bare.to_json()))) == bare


def test_owners_of_the_council_and_partners_each_get_a_sheet_of_their_own(plan: Path) -> None:
    asked = order(plan)
    assert made(asked)["without"] == ["A1", "A2"]
    files = {path.name: references(path) for path in asked.folder.iterdir()}
    assert files == {HEAD: ["A3", "A4"], "Return sheet, Eastmarsh Police.xlsx": ["A5"]}


def test_one_owner_or_organisation_may_be_asked_alone(plan: Path) -> None:
    with opened(plan) as session:
        post, police = an(session, Post), an(session, Organisation, 1)
    assert made(order(plan, only=post.id))["files"] == [HEAD]
    assert made(order(plan, only=police.id, folder=_folder(plan, "b")))["files"] == [
        "Return sheet, Eastmarsh Police.xlsx"
    ]


def test_nobody_to_ask_is_a_sentence(plan: Path) -> None:
    with opened(plan) as session:
        director = an(session, Post, 1)
    with pytest.raises(TrackerError, match="nobody there owns an open action"):
        made(order(plan, only=director.id))


def test_restricted_actions_are_left_out_unless_they_are_asked_for(plan: Path) -> None:
    with opened(plan) as session:
        changes = {"audience": Audience.RESTRICTED, "audience_reason": "A review is under way"}
        session.do(c.ChangeAction(id=action(session).id, changes=changes))
    made(order(plan))
    assert references(order(plan).folder / HEAD) == ["A4"]
    open_order = order(plan, restricted=True, folder=_folder(plan, "b"))
    made(open_order)
    assert references(open_order.folder / HEAD) == ["A3", "A4"]


def test_all_sheets_are_written_or_none(plan: Path) -> None:
    asked = order(plan)
    last = asked.folder / "Return sheet, Eastmarsh Police.xlsx"
    last.write_text("somebody's notes")
    with pytest.raises(TrackerError, match="is there already"):
        return_sheets_job(asked.to_json(), lambda share, words: None)
    assert [each.name for each in asked.folder.iterdir()] == [last.name]
    last.unlink()
    last.mkdir()
    with pytest.raises(TrackerError, match="could not be written"):
        return_sheets_job(replace(asked, overwrite=True).to_json(), lambda share, words: None)
    assert [each.name for each in asked.folder.iterdir()] == [last.name]


def test_two_of_one_name_get_two_files(plan: Path) -> None:
    with opened(plan) as session:
        other = session.do(c.AddPost(title="Head of the Front Door")).made(Post)
        agreed = {"reason": "Theirs", "agreed_by": "Improvement board"}
        session.do(c.ChangeAction(id=action(session, 1).id, changes={"owner_post_id": other.id}, **agreed))
    assert HEAD.replace(".xlsx", " (2).xlsx") in made(order(plan))["files"]


def test_a_set_is_noted_as_a_copy_that_left_the_plan(plan: Path) -> None:
    asked = order(plan)
    told = jobs.run("return_sheets", asked.to_json())
    with opened(plan) as session:
        session.do(note_sheets(asked, told))
        copy = an(session, Copy)
    assert (copy.kind, copy.name, copy.file_name) == (
        CopyKind.EXPORT,
        "2 return sheets",
        "in the folder sheets",
    )
    assert copy.position_on == TODAY and copy.digest8 == told["digest8"]


def test_a_sheet_that_lost_its_code_is_told_what_to_do(plan: Path) -> None:
    asked = order(plan)
    made(asked)
    book = openpyxl.load_workbook(asked.folder / HEAD)
    for row in book.active.iter_rows(max_row=8, max_col=1):
        row[0].value = None if "Sheet code" in str(row[0].value) else row[0].value
    book.save(asked.folder / "back.xlsx")
    with opened(plan) as session, pytest.raises(TrackerError, match="has lost its sheet code"):
        read_returned(session, read_workbook(asked.folder / "back.xlsx"), TODAY)


def test_a_tracker_made_elsewhere_is_nothing_that_came_back(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text("Action,Owner,Progress\nRing back,Head of Service,Started\n")
    with opened(plan) as session:
        assert read_returned(session, read_workbook(path), TODAY) is None


def _folder(plan: Path, name: str) -> Path:
    folder = plan.parent / name
    folder.mkdir()
    return folder
