"""From a letter to a plan, through the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tracker.clock import FixedClock
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.commands import AddSource
from tracker.domain.due import DueDate
from tracker.domain.records import Action, Duty, Finding, Post, Source, Workstream
from tracker.domain.words import title_shown
from tracker.session import Session
from ui.app import Program
from ui.dialogs.wizard.opening import add_document, begin, can_drop, dropped, new_from_document
from ui.dialogs.wizard.wizard import Wizard
from ui.main_window import MainWindow

Read = Callable[[MainWindow, Path], Wizard]


def shown(window: MainWindow) -> Wizard:
    (wizard,) = [each for each in window.findChildren(Wizard) if each.isVisible()]
    return wizard


def test_a_letter_becomes_a_plan_that_one_undo_empties(
    window: MainWindow, read: Read, letter: Path, tmp_path: Path
) -> None:
    wizard = read(window, letter)
    assert wizard.areas is not None
    wizard.areas.facts.received.edit.setText("15 March 2024")
    wizard.go_on()
    assert wizard.drafts is not None
    first = wizard.drafts.rows[0].common
    first.owner.edit.setText("Director of Children’s Services")
    first.due.edit.setText("31 March 2027")
    first.workstream.edit.setText("The front door")
    wizard.go_on()
    assert wizard.on.text() == "Make the plan with 5 draft actions"
    assert wizard.check.plan.title.value() == "Improvement plan: Harrowmere County Council"
    wizard.go_on()

    workspace = window.workspace
    assert workspace is not None
    assert workspace.session.path == tmp_path / "Improvement plan Harrowmere County Council.iplan"
    plan = workspace.plan
    (source,) = plan.all(Source)
    assert workspace.session.read_file(str(source.file_sha256)) == letter.read_bytes()
    assert len(plan.all(Finding)) == len(plan.all(Action)) == 5
    action = next(iter(plan.all(Action)))
    assert plan.get(Post, str(action.owner_post_id)).title == "Director of Children’s Services"
    assert plan.get(Workstream, str(action.workstream_id)).title == "The front door"
    assert action.due == DueDate.parse("2027-03-31")
    assert title_shown(action) == "Action to be planned"
    assert len(plan.all(Duty)) > 0
    assert window.preferences.recent[0]["title"] == plan.settings.title
    assert wizard.unfinished.all("") == []

    workspace.undo()
    for kind in (Source, Finding, Action, Duty, Post, Workstream):
        assert not workspace.plan.all(kind)
    assert workspace.plan.settings.title == "Improvement plan: Harrowmere County Council"


def test_a_letter_is_added_to_a_plan_as_one_change(
    program: Program, plan_path: Path, read: Read, letter: Path
) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    assert window.workspace is not None
    before = window.workspace.plan
    wizard = read(window, letter)
    assert wizard.accessibleName() == "Add a letter to this plan"
    for _ in range(2):
        wizard.go_on()
    assert wizard.check.plan.isHidden()
    assert wizard.on.text() == "Add 5 draft actions"
    wizard.go_on()
    after = window.workspace.plan
    assert after.seq == before.seq + 1
    assert len(after.all(Finding)) == len(before.all(Finding)) + 5
    assert "One undo takes all of it back" in window.banner.words
    assert not window.findChildren(Wizard) or wizard.isHidden()
    window.workspace.undo()
    assert list(window.workspace.plan.all(Action)) == list(before.all(Action))


def test_the_same_file_twice_is_noticed_at_once(
    program: Program, plan_path: Path, read: Read, letter: Path, qtbot: QtBot
) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    wizard = read(window, letter)
    for _ in range(3):
        wizard.go_on()
    again = begin(window, path=letter)
    qtbot.waitUntil(lambda: bool(again.letter.card.problem.text()), timeout=20_000)
    assert again.letter.card.problem.text().startswith("This very file is in the plan already: “")
    assert again.step == 0
    again.leave()


def test_a_plan_is_never_written_over_and_a_refusal_leaves_no_file(
    window: MainWindow, read: Read, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = read(window, letter)
    for _ in range(2):
        wizard.go_on()
    taken = tmp_path / "taken.iplan"
    taken.write_bytes(b"mine")
    wizard.check.plan.file.edit.setText(str(taken))
    wizard.go_on()
    assert "already a file “taken.iplan”" in wizard.banner.words
    assert taken.read_bytes() == b"mine"
    free = tmp_path / "free.iplan"
    wizard.check.plan.file.edit.setText(str(free))
    assert wizard.proposal is not None
    too_late = AddSource(source_kind=wizard.proposal.kind, title="")
    monkeypatch.setattr(type(wizard.proposal), "command", lambda *_: too_late)
    wizard.go_on()
    assert "Nothing was changed" in wizard.banner.words
    assert not list(tmp_path.glob("free.iplan*"))
    assert window.workspace is None
    wizard.discard()


def test_a_file_that_cannot_be_read_is_explained_and_another_can_be_given(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "letter.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    wizard = begin(window, path=broken)
    assert wizard.letter.reading.isVisible()
    qtbot.waitUntil(lambda: bool(wizard.letter.card.problem.text()), timeout=20_000)
    assert "letter.pdf is damaged" in wizard.letter.card.problem.text()
    assert wizard.step == 0
    assert wizard.letter.card.isEnabled()
    wizard.leave()
    assert not wizard.folder.exists()


def test_reading_can_be_stopped(window: MainWindow, letter: Path) -> None:
    wizard = begin(window, path=letter)
    wizard.letter.stopped.emit()
    assert wizard.letter.card.isEnabled()
    assert wizard.proposal is None


def test_pasted_words_are_read_and_kept_as_a_file(window: MainWindow, qtbot: QtBot, letter: Path) -> None:
    wizard = begin(window)
    QGuiApplication.clipboard().setText(letter.read_text(encoding="utf-8"))
    wizard.letter.card.paste.click()
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    assert wizard.proposal is not None
    assert wizard.proposal.document.file == "Pasted text.txt"
    assert len(wizard.proposal.items) == 5
    wizard.discard()


def test_an_empty_clipboard_says_what_to_do(window: MainWindow) -> None:
    wizard = begin(window)
    QGuiApplication.clipboard().setText("  \n")
    wizard.letter.card.paste.click()
    assert "copy it first" in wizard.letter.card.problem.text()


def test_a_letter_dropped_on_the_window_begins(window: MainWindow, qtbot: QtBot, letter: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])
    assert can_drop(data)
    window.show_start()
    dropped(window, data)
    wizard = shown(window)
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    nothing = QMimeData()
    nothing.setUrls([QUrl("https://example.org/letter.pdf")])
    assert not can_drop(nothing)
    wizard.discard()


def test_left_before_its_end_it_is_offered_again_as_it_was(
    window: MainWindow, read: Read, letter: Path
) -> None:
    wizard = read(window, letter)
    assert wizard.areas is not None
    wizard.areas.facts.authority.edit.setText("Harrowmere")
    wizard.areas.rows.editor.joined.emit()
    wizard.leave()
    (kept,) = wizard.unfinished.all("")
    assert kept.words == "1 area for priority action and 3 areas for improvement"
    again = begin(window, kept=kept)
    assert again.step == 1
    assert again.proposal == wizard.proposal
    assert again.areas is not None
    assert again.areas.facts.authority.value() == "Harrowmere"
    for _ in range(3):
        again.go_on()
    assert window.workspace is not None, again.banner.words
    assert len(window.workspace.plan.all(Action)) == 4


def test_closing_the_window_keeps_it_too(
    window: MainWindow, program: Program, read: Read, letter: Path
) -> None:
    wizard = read(window, letter)
    assert wizard.areas is not None
    wizard.areas.facts.authority.edit.setText("Harrowmere")
    window.close()
    (kept,) = wizard.unfinished.all("")
    assert kept.values["proposal"]["authority"] == "Harrowmere"


def test_what_was_begun_for_one_plan_is_not_offered_elsewhere(
    program: Program, plan_path: Path, read: Read, letter: Path
) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    wizard = read(window, letter)
    wizard.leave()
    assert wizard.unfinished.all("") == []
    assert len(wizard.unfinished.all(str(plan_path))) == 1
    again = begin(window)
    assert again.letter.unfinished.accessibleName() == "Not finished yet"
    again.letter.unfinished.chosen.emit(wizard.unfinished.all(str(plan_path))[0])
    assert shown(window).step == 1
    shown(window).discard()
    assert wizard.unfinished.all(str(plan_path)) == []


def test_discarding_asks_once(window: MainWindow, read: Read, letter: Path) -> None:
    wizard = read(window, letter)
    wizard.drop.click()
    assert "will be lost" in wizard.banner.words
    assert wizard.folder.exists()
    wizard.banner.pressed.emit()
    assert not wizard.folder.exists()
    assert wizard.unfinished.all("") == []


def test_a_damaged_copy_of_what_was_kept_begins_anew(
    window: MainWindow, read: Read, letter: Path, clock: FixedClock
) -> None:
    wizard = read(window, letter)
    wizard.leave()
    (kept,) = wizard.unfinished.all("")
    wizard.unfinished.keep(kept.folder, {**kept.values, "proposal": {"kind": "?"}}, clock.now())
    again = begin(window, kept=wizard.unfinished.all("")[0])
    assert again.step == 0
    assert "Begin it again" in again.letter.card.problem.text()


def test_a_plan_that_can_only_be_read_takes_no_letter(
    program: Program, plan_path: Path, clock: FixedClock
) -> None:
    from tests.ui.conftest import ACTOR
    from ui.workspace import Workspace

    window = program.open_window()
    session = Session.open(plan_path, ACTOR, clock, read_only=True)
    window.show_plan(Workspace(session, clock))
    window.commands.run("add_document")
    assert not window.findChildren(Wizard)
    data = QMimeData()
    data.setText("A letter")
    dropped(window, data)
    assert "reading only" in window.banner.words


def test_a_new_plan_beside_an_open_one_gets_a_window_of_its_own(program: Program, plan_path: Path) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    new_from_document(window)
    assert len(program.windows) == 2
    assert not window.findChildren(Wizard)
    assert shown(program.windows[1]).step == 0
    add_document(window)
    assert shown(window).accessibleName() == "Add a letter to this plan"


def test_ctrl_enter_goes_on_and_stays_where_something_is_missing(
    window: MainWindow, read: Read, letter: Path
) -> None:
    wizard = read(window, letter)
    assert wizard.areas is not None
    wizard.areas.facts.received.edit.setText("32 March 2024")
    wizard.go_on()
    assert wizard.step == 1
    assert wizard.banner.words == wizard.areas.facts.received.note.text() != ""
    wizard.areas.facts.received.edit.setText("")
    wizard.go_on()
    assert wizard.step == 2
    assert wizard.steps.accessibleName() == "Step 3 of 4: Draft actions"
    wizard.go_back()
    assert wizard.step == 1
    wizard.discard()


def test_a_source_without_a_letter_is_typed_and_taken_in(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    assert window.workspace is not None
    wizard = begin(window)
    wizard.letter.without.click()
    card = wizard.letter.typing
    card.go_on.click()
    assert wizard.step == 0
    assert card.title.note.text()
    card.kind.set_value(SourceKind.IMPROVEMENT_NOTICE)
    card.title.edit.setText("Improvement notice")
    card.writer.edit.setText("Department for Education")
    card.items.edit.setPlainText("1. Publish the plan\n(a) for the board\n2. Report each month")
    card.go_on.click()
    assert wizard.step == 1
    wizard.leave()
    (kept,) = wizard.unfinished.all(str(plan_path))
    again = begin(window, kept=kept)
    assert again.proposal == wizard.proposal
    for _ in range(3):
        again.go_on()
    source = list(window.workspace.plan.all(Source))[-1]
    assert (source.kind, source.body, source.file_sha256) == (
        SourceKind.IMPROVEMENT_NOTICE,
        "Department for Education",
        None,
    )
    found = window.workspace.plan.by(Finding, "source_id", source.id)
    assert [(each.kind, each.printed_reference, each.sub_items) for each in found] == [
        (FindingKind.CONDITION, "1", ("for the board",)),
        (FindingKind.CONDITION, "2", ()),
    ]


def test_a_scan_is_kept_and_what_it_says_is_typed_beside_it(
    window: MainWindow, qtbot: QtBot, make_pdf: Callable[..., Path]
) -> None:
    path = make_pdf("#rect(width: 60%, height: 20pt, fill: gray)", name="scan.pdf")
    wizard = begin(window, path=path)
    qtbot.waitUntil(wizard.letter.keep_scan.isVisible, timeout=20_000)
    assert "scan" in wizard.letter.card.problem.text()
    wizard.letter.keep_scan.click()
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    assert wizard.areas is not None
    wizard.areas.write.words.setPlainText("See every child")
    wizard.areas.write.written.emit("See every child", FindingKind.RECOMMENDATION)
    for _ in range(3):
        wizard.go_on()
    assert window.workspace is not None, wizard.banner.words
    (source,) = window.workspace.plan.all(Source)
    assert window.workspace.session.read_file(str(source.file_sha256)) == path.read_bytes()
    (finding,) = window.workspace.plan.all(Finding)
    assert (finding.text, finding.page) == ("See every child", 1)
