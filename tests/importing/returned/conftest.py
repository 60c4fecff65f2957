"""A plan whose sheets go out and come back, edited by another library than the one that wrote them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any, TypeVar

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.seeded import action, seed
from tests.small import NOON
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import CopyKind, OrganisationKind
from tracker.domain.commands.base import Actor
from tracker.domain.records import Organisation
from tracker.importing.returned.answers import Answers
from tracker.importing.returned.round_trip import RoundTrip
from tracker.importing.sheets.workbook import read_workbook
from tracker.publishing import Order, publish_job
from tracker.reports.return_sheets import Asked
from tracker.reports.scope import Scope
from tracker.returning import SheetsOrder, note_sheets, read_returned, return_sheets_job
from tracker.session import Done, Session

R = TypeVar("R", Answers, RoundTrip)

HEAD = "Head of the Front Door"
POLICE = "Eastmarsh Police"
JO = "Jo Marsh"
OFFICER = Actor("Programme officer")


class Page:
    """One sheet of a workbook in openpyxl's hands: its cells by the reference of the row and the head."""

    def __init__(self, page: Any, reference: str = "Reference") -> None:
        self.page = page
        rows = ((cell.value, cell) for row in page.iter_rows() for cell in row)
        self.head = next(cell.row for value, cell in rows if value == reference)
        self.reference = reference

    @property
    def columns(self) -> dict[str, int]:
        """The number of each head's column."""
        return {cell.value: cell.column for cell in self.page[self.head] if cell.value}

    @property
    def rows(self) -> dict[str, int]:
        """The number of each reference's row."""
        column = self.columns[self.reference]
        numbers = range(self.head + 1, self.page.max_row + 1)
        return {self.page.cell(n, column).value: n for n in numbers if self.page.cell(n, column).value}

    def put(self, reference: str, /, **values: object) -> None:
        """Type values into a row: heads in small letters, with underscores for blanks."""
        heads = {"".join(filter(str.isalnum, head)).casefold(): head for head in self.columns}
        for name, value in values.items():
            column = self.columns[heads[name.replace("_", "")]]
            self.page.cell(self.rows[reference], column).value = value


class Desk:
    """A programme office: makes sheets, has them edited, reads them back."""

    def __init__(self, session: Session, folder: Path, clock: FixedClock) -> None:
        self.session, self.folder, self.clock, self.today = session, folder, clock, clock.today()

    def do(self, command: c.Command, whose: str = "") -> Done:
        """Change the plan."""
        return self.session.do(command, whose)

    def sheets(self, **asked: Any) -> dict[str, Path]:
        """Make return sheets, and note them; their files by the recipient's name."""
        folder = self.folder / f"sheets {self.session.plan.seq}"
        folder.mkdir()
        what = {name: asked.pop(name) for name in ("only", "restricted") if name in asked}
        said = Asked(self.today, self.clock.now(), **asked)
        order = SheetsOrder(self.session.path, folder, said, **what)
        made = return_sheets_job(order.to_json(), lambda share, words: None)
        self.session.do(note_sheets(order, made))
        names = {name: name.removeprefix("Return sheet, ").removesuffix(".xlsx") for name in made["files"]}
        return {short: folder / name for name, short in names.items()}

    def answered(self, path: Path, fill: Callable[[Page], object], name: str = "back.xlsx") -> Answers:
        """A return sheet filled in, saved and read back."""
        book = openpyxl.load_workbook(path)
        fill(Page(book.active))
        book.save(self.folder / name)
        return self.read(self.folder / name, Answers)

    def exported(self, name: str = "plan.xlsx") -> Path:
        """The whole plan as a workbook or list."""
        out = self.folder / name
        scope = Scope(self.today, self.clock.now())
        order = Order(self.session.path, CopyKind.EXPORT, "the whole plan", out, scope, overwrite=True)
        publish_job(order.to_json(), lambda share, words: None)
        return out

    def edited(self, path: Path, edit: Callable[[Any], object]) -> RoundTrip:
        """An exported workbook edited, saved by another name and read back."""
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(self.folder / "edited.xlsx")
        return self.read(self.folder / "edited.xlsx", RoundTrip)

    def read(self, path: Path, kind: type[R]) -> R:
        """What came back."""
        found = read_returned(self.session, read_workbook(path), self.today)
        assert isinstance(found, kind)
        return found


@pytest.fixture(scope="session")
def made_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded plan (A3, A4, A5 with wording of their own, all the Front Door's), with a part of A3 for the
    police; a test takes a copy."""
    path = tmp_path_factory.mktemp("made") / "plan.iplan"
    with Session.create(path, OFFICER, FixedClock(NOON)) as session:
        seed(session)
        police = session.do(c.AddOrganisation(name=POLICE, organisation_kind=OrganisationKind.POLICE))
        organisation = police.made(Organisation)
        text = "Share notices on the same day"
        session.do(c.AddPart(action_id=action(session).id, organisation_id=organisation.id, text=text))
    return path


@pytest.fixture
def desk(made_plan: Path, tmp_path: Path) -> Iterator[Desk]:
    """The office of a copy of that plan."""
    clock = FixedClock(NOON)
    with Session.open(Path(copy(made_plan, tmp_path)), OFFICER, clock) as session:
        yield Desk(session, tmp_path, clock)
