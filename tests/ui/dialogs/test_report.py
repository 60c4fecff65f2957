from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tracker.clock import FixedClock
from tracker.domain.codes import CopyKind
from tracker.domain.commands import AddTag
from tracker.domain.records import Copy, Post, Workstream
from tracker.session import Session
from ui import printing
from ui.app import Program
from ui.bench import plans
from ui.dialogs.report import report
from ui.dialogs.report.dialog import ReportDialog
from ui.main_window import MainWindow
from ui.pages.as_known import show_as_known
from ui.pages.overdue import OverduePage
from ui.theme import px


@pytest.fixture
def window(program: Program, plan_path: Path) -> MainWindow:
    """The plan in a window that is not shown."""
    opened = program.open_window()
    opened.show_plan(program._workspace(plan_path), page="history")
    return opened


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[ReportDialog]:
    """The dialog, its first preview drawn."""
    made = ReportDialog(window)
    made.show()
    qtbot.waitUntil(lambda: made.preview.pages > 0, timeout=20_000)
    yield made
    if shiboken6.isValid(made):
        made.reject()


def test_the_paper_begins_with_the_day_that_the_page_shows(window: MainWindow) -> None:
    window.go("overdue")
    assert isinstance(window.page, OverduePage)
    window.page.show_position(date(2026, 10, 31))
    made = ReportDialog(window, "overdue")
    assert (made.options.day.value(), made.options.as_known) == (date(2026, 10, 31), False)
    made.reject()
    window.page.show_position(None)
    made = ReportDialog(window, "overdue")
    assert made.options.day.value() == date(2026, 11, 21)
    made.reject()


def test_in_a_window_of_another_day_the_paper_is_of_what_was_known_then(
    window: MainWindow, clock: FixedClock
) -> None:
    day = date(2026, 11, 21)
    plan = session_of(window).as_known(day)
    clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    show_as_known(window, plan, day)
    made = ReportDialog(window)
    assert (made.options.day.value(), made.options.as_known) == (day, True)
    assert made.options.scope(made._clock).made_at.day == 25
    made.reject()


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def copies(window: MainWindow) -> list[Copy]:
    return list(session_of(window).full_plan().all(Copy))


def ready(dialog: ReportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.state.text().endswith("ready"), timeout=20_000)


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_the_paper_is_seen_before_anything_is_done_with_it(dialog: ReportDialog, window: MainWindow) -> None:
    assert dialog.papers.chosen.name == "overdue"
    assert dialog.preview.where.text() == f"Page 1 of {dialog.preview.pages}"
    assert dialog.state.text().endswith("ready")
    assert copies(window) == []


def test_a_long_paper_is_shown_shortened_and_saved_whole(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    plans.make(tmp_path / "long.iplan", 320, clock.today())
    window = program.open_window()
    window.show_plan(program._workspace(tmp_path / "long.iplan"), page="history")
    dialog = ReportDialog(window, "progress")
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=20_000)
    assert dialog.preview.where.text().endswith("shortened preview")
    dialog.save_as(tmp_path / "out.txt")
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    saved = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "part 320" in saved and "Shortened preview" not in saved
    dialog.reject()


def test_each_choice_is_followed_at_once(dialog: ReportDialog, qtbot: QtBot) -> None:
    assert dialog.preview.is_landscape
    dialog.papers.choose("progress")
    assert not dialog.state.text().endswith("ready")
    ready(dialog, qtbot)
    assert not dialog.preview.is_landscape


def test_a_change_of_the_plan_is_followed_too(dialog: ReportDialog, window: MainWindow, qtbot: QtBot) -> None:
    session_of(window).do(AddTag(name="Front door"))
    assert not dialog.state.text().endswith("ready")
    ready(dialog, qtbot)


def test_a_day_that_cannot_be_read_is_said_where_it_was_typed(dialog: ReportDialog, qtbot: QtBot) -> None:
    dialog.options.day.edit.setText("thirty-first of Never")
    qtbot.waitUntil(lambda: dialog.preview.words != "")
    assert dialog.options.day.note.text() == dialog.preview.words
    dialog.save_as(Path("nowhere.pdf"))
    assert dialog.banner.words == dialog.preview.words


def test_nothing_is_known_yet_on_a_day_to_come(dialog: ReportDialog, qtbot: QtBot) -> None:
    dialog.options.facts.choose("known")
    dialog.options.day.set_value(date(2027, 1, 5))
    qtbot.waitUntil(lambda: "to come" in dialog.preview.words)


def test_what_is_saved_is_whole_and_noted(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.options.day.set_value(date(2026, 10, 31))
    dialog.save_as(tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    assert dialog.banner.words == f"Saved: {tmp_path / 'out.pdf'}"
    assert "Position at 31 October 2026" in text_of(tmp_path / "out.pdf")
    (copy,) = copies(window)
    assert (copy.kind, copy.name, copy.file_name) == (CopyKind.PAPER, "overdue", "out.pdf")
    assert (copy.position_on, copy.known_on, copy.seq) == (
        date(2026, 10, 31),
        None,
        session_of(window).plan.seq - 1,
    )
    ready(dialog, qtbot)


def test_the_preview_is_still_said_to_be_ready_after_a_delivery(dialog: ReportDialog, qtbot: QtBot) -> None:
    ready(dialog, qtbot)
    drawn = dialog.state.text()
    dialog.delivery.progress.emit("Writing the paper")
    assert dialog.state.text() == "Writing the paper"
    dialog.delivery.failed.emit("The disk is full.")
    assert dialog.state.text() == drawn


def test_a_paper_covers_what_was_chosen(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    plan = session_of(window).plan
    stream, post = next(iter(plan.all(Workstream))), next(iter(plan.all(Post)))
    dialog.papers.choose("progress")
    dialog.options.facts.choose("known")
    dialog.options.facts.changed.emit("known")
    dialog.options.workstream.set_value(stream.id)
    dialog.options.owner.set_value(post.id)
    dialog.options.money.setChecked(False)
    dialog.options.public.setChecked(True)
    dialog.save_as(tmp_path / "out.html")
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    page = (tmp_path / "out.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    for words in (
        "As known on 21 November 2026",
        stream.title,
        post.title,
        "without money",
        "restricted actions left out",
    ):
        assert words in page
    (copy,) = copies(window)
    assert (copy.known_on, copy.position_on) == (date(2026, 11, 21), None)


def test_the_name_typed_decides_the_format_and_the_folder_is_kept(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(parent: object, title: str, proposed: str, kinds: str, first: str) -> tuple[str, str]:
        offered.append(proposed)
        return str(tmp_path / "paper"), "Web page (*.html)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.save_buttons[".pdf"].click()
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    assert (tmp_path / "paper.html").exists()
    assert Path(offered[0]).name == "plan, Overdue actions and new dates 2026-11-21.pdf"
    assert window.preferences.get("folder") == str(tmp_path)


def test_a_folder_that_is_not_there_is_refused_in_words(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.save_as(tmp_path / "no such folder" / "out.pdf")
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    assert "could not be written" in dialog.banner.words
    assert copies(window) == []
    assert dialog.save_buttons[".pdf"].isEnabled()


def test_a_paper_opened_elsewhere_is_noted_since_it_can_be_kept_there(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices,
        "openUrl",
        lambda url: not opened.append(Path(url.toLocalFile())),  # type: ignore[func-returns-value]
    )
    dialog.open_button.click()
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    assert opened[0].read_bytes().startswith(b"%PDF-")
    assert [copy.file_name for copy in copies(window)] == [opened[0].name]


def to_file(dialog: ReportDialog, path: Path) -> QPrinter:
    printer = printing.new_printer("Test", landscape=dialog.preview.is_landscape)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_what_is_printed_has_every_page_and_is_noted(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = to_file(dialog, tmp_path / "sheets.pdf")
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    document = pypdfium2.PdfDocument((tmp_path / "sheets.pdf").read_bytes())
    assert len(document) == dialog.preview.pages
    across, down = document.get_page_size(0)
    document.close()
    assert across > down
    assert [copy.file_name for copy in copies(window)] == ["printed: sheets.pdf"]


def test_printing_that_is_stopped_is_not_noted(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = to_file(dialog, tmp_path / "sheets.pdf")
    dialog.print_on(printer)
    assert dialog.stop.isVisible()
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Printing"), timeout=20_000)
    dialog.stop.click()
    assert "Stopped" in dialog.banner.words
    assert dialog.print_button.isEnabled()
    assert copies(window) == []


def test_the_choices_are_there_again_next_time(
    dialog: ReportDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.papers.choose("progress")
    dialog.options.money.setChecked(False)
    dialog.reject()
    again = ReportDialog(window)
    assert (again.papers.chosen.name, again.options.choices.money) == ("progress", False)
    again.reject()


def test_the_menu_opens_the_paper_it_names(window: MainWindow, qtbot: QtBot) -> None:
    report(window, "progress")
    (opened,) = window.findChildren(ReportDialog)
    assert opened.papers.chosen.name == "progress"
    opened.reject()


def test_pages_are_turned_by_keys_and_buttons(dialog: ReportDialog, qtbot: QtBot) -> None:
    last = dialog.preview.pages - 1
    assert last > 0
    QTest.keyClick(dialog.preview._sheet, Qt.Key.Key_End)
    assert (dialog.preview.page, dialog.preview.on.isEnabled()) == (last, False)
    QTest.keyClick(dialog.preview._sheet, Qt.Key.Key_PageUp)
    assert dialog.preview.page == last - 1
    QTest.keyClick(dialog.preview._sheet, Qt.Key.Key_PageDown)
    dialog.preview.back.click()
    dialog.preview.on.click()
    assert dialog.preview.page == last
    QTest.keyClick(dialog.preview._sheet, Qt.Key.Key_Home)
    assert (dialog.preview.page, dialog.preview.back.isEnabled()) == (0, False)


def test_papers_are_chosen_with_the_arrow_keys(dialog: ReportDialog, qtbot: QtBot) -> None:
    dialog.papers.take_keyboard()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.papers.chosen.name == "progress"


def test_in_a_narrow_dialog_the_choices_stand_below_the_papers(dialog: ReportDialog, qtbot: QtBot) -> None:
    def beside() -> bool:
        return dialog.options.y() == dialog.papers.y()

    dialog.resize(px(1160), px(792))
    qtbot.waitUntil(beside)
    dialog.resize(px(800), px(700))
    qtbot.waitUntil(lambda: not beside())


def test_everything_the_keyboard_reaches_has_a_name_of_its_own(dialog: ReportDialog) -> None:
    reached = [
        each
        for each in dialog.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(dialog) and not each.focusProxy()
    ]
    names = [QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in reached]
    assert all(names)
    assert len(set(names)) == len(names)
