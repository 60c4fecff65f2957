"""Papers and exports from the plan's file to the finished file, with what people type into real plans."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.seeded import seed
from tracker import jobs
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import CopyKind, Delivery
from tracker.domain.commands.base import Actor
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, BudgetLine
from tracker.files import write_whole
from tracker.publishing import Order, publish_job
from tracker.reports.scope import Scope
from tracker.session import Session

HOSTILE = '#read("x") $x$ @a <b>bold</b> ‘“ 🙂 مرحبا \u202e a\x00b =1+1'
ENDLESS = f"{HOSTILE} {'x' * 50_000}"
SCOPE = Scope(day=date(2026, 11, 21), made_at=datetime(2026, 11, 21, 12, tzinfo=UTC))
ANYBODY = Actor("Programme officer")


@pytest.fixture
def plan(tmp_path: Path, clock: FixedClock) -> Path:
    """A small plan with hostile text wherever a person may type much."""
    path = tmp_path / "plan.iplan"
    with Session.create(path, ANYBODY, clock) as session:
        seed(session)
        action = next(each for each in session.plan.all(Action) if not each.draft)
        line = next(iter(session.plan.all(BudgetLine)))
        session.do(
            c.AddUpdate(
                action_id=action.id,
                text=ENDLESS,
                delivery=Delivery.OFF_TRACK,
                delivery_reason=HOSTILE,
                barrier=HOSTILE,
                ask=HOSTILE,
                next=HOSTILE,
            )
        )
        session.do(
            c.AskForNewDate(
                action_id=action.id,
                new_due=DueDate.day(date(2027, 2, 26)),
                reason=HOSTILE,
                asked_by=HOSTILE,
            )
        )
        session.do(c.ChangeBudgetLine(id=line.id, changes={"conditions": HOSTILE}))
    return path


def order(plan: Path, out: str, name: str = "", **changes: object) -> Order:
    """An order for a paper of this name, else for an export."""
    kind = CopyKind.PAPER if name else CopyKind.EXPORT
    made = Order(plan=plan, kind=kind, name=name, out=plan.with_name(out), scope=SCOPE)
    return replace(made, **changes)  # type: ignore[arg-type]


def written(asked: Order) -> bytes:
    publish_job(asked.to_json(), lambda share, words: None)
    return asked.out.read_bytes()


def test_an_order_survives_its_way_to_the_worker() -> None:
    asked = order(Path("p.iplan"), "o.pdf", "overdue", scope=replace(SCOPE, as_known=True, money=False))
    assert Order.from_json(json.loads(json.dumps(asked.to_json()))) == asked


def printed(plan: Path, name: str) -> str:
    """The words of a paper in PDF, without white space."""
    document = pypdfium2.PdfDocument(written(order(plan, "o.pdf", name)))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split()).replace("\u200b", "")


def test_every_word_of_a_hostile_note_is_printed_and_none_of_it_obeyed(plan: Path) -> None:
    words = printed(plan, "progress")
    assert words.count("x") > 50_000
    assert '#read("x")$x$@a<b>bold</b>' in words


def test_a_hostile_reason_for_a_new_date_is_only_words_too(plan: Path) -> None:
    assert '#read("x")$x$@a<b>bold</b>' in printed(plan, "overdue")


def test_a_paper_in_html_holds_no_markup_of_a_persons(plan: Path) -> None:
    page = written(order(plan, "o.html", "progress")).decode()
    assert "<b>bold" not in page and "&lt;b&gt;bold" in page
    assert "\x00" not in page and "\u202e" not in page


def test_a_workbook_takes_hostile_text_for_text(plan: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(order(plan, "o.xlsx"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any('#read("x")' in str(cell.value) for cell in cells)


def test_the_whole_plan_goes_out_as_json_and_comes_back(plan: Path) -> None:
    values = json.loads(written(order(plan, "o.json")))
    (update,) = [each for each in values["action_update"] if each["ask"]]
    assert update["text"].endswith("x" * 50_000) and "\x00" not in update["text"]


def test_two_writings_of_one_state_are_the_same_bytes(plan: Path) -> None:
    for name, out in (("overdue", "o.pdf"), ("progress", "o.html"), ("", "o.xlsx"), ("", "o.csv")):
        first = written(order(plan, out, name))
        assert written(order(plan, out, name, overwrite=True)) == first


def test_what_is_there_is_left_as_it_is(plan: Path) -> None:
    asked = order(plan, "o.html", "overdue")
    asked.out.write_text("mine")
    with pytest.raises(TrackerError, match="is there already"):
        written(asked)
    assert asked.out.read_text() == "mine"


def test_a_file_that_cannot_be_put_in_place_leaves_no_draft(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    with pytest.raises(OSError):
        write_whole(folder, b"words", overwrite=True)
    assert list(tmp_path.iterdir()) == [folder]


FULL_DISK = """
import json, resource, signal, sys
from tracker.domain.errors import TrackerError
from tracker.publishing import publish_job

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    publish_job(json.loads(sys.argv[1]), lambda share, words: None)
except TrackerError as told:
    print(told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX")
def test_a_full_disk_leaves_neither_half_a_paper_nor_a_draft_of_one(plan: Path) -> None:
    asked = order(plan, "o.pdf", "overdue")
    before = sorted(plan.parent.iterdir())
    command = [sys.executable, "-c", FULL_DISK, json.dumps(asked.to_json())]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"{asked.out} could not be written: ")
    assert sorted(plan.parent.iterdir()) == before


def test_the_worker_writes_a_paper_and_tells_which_change_it_shows(plan: Path) -> None:
    asked = order(plan, "o.pdf", "progress")
    made = jobs.run("publish", asked.to_json())
    assert asked.out.read_bytes().startswith(b"%PDF-")
    with Session.open(plan, ANYBODY, FixedClock(SCOPE.made_at), read_only=True) as session:
        state = {"seq": session.plan.seq, "digest8": session.plan.digest[:8]}
        assert made == state | {"shortened": False}
