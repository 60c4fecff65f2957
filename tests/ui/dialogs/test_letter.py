"""The stored letter, opened where an area stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.importing.conftest import make_pdf
from tests.seeded import an
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain.errors import TrackerError
from tracker.domain.records import Finding, Source
from tracker.importing.documents import read_document
from tracker.importing.proposal import source_command
from ui.app import Program
from ui.dialogs.letter import LetterDialog, show_letter

__all__ = ["make_pdf"]

BODY = (
    "14 March 2024\\\n\nFocused visit to Harrowmere County Council children’s services\n\n"
    "Main findings\n\nLeaders know their service well.\n\n#pagebreak()\n\n"
    "Areas for priority action\n\n• See every child who is referred.\n\n• Read each file.\n\nYours sincerely"
)


def test_the_letter_opens_at_the_page_of_the_area(
    program: Program, plan_path: Path, make_pdf: Callable[..., Path], qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    workspace, letter = workspace_of(window), make_pdf(BODY)
    document = read_document(letter)
    adding = source_command(
        document, letter.read_bytes(), received_on=None, today=date(2026, 11, 21), plan=workspace.plan
    )
    done = workspace.do(adding)
    assert done is not None
    source = done.made(Source)
    second = workspace.plan.by(Finding, "source_id", source.id)[1]
    assert second.page == 2
    dialog = LetterDialog(window, source, second)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.card is not None, timeout=20_000)
    assert dialog.card is not None
    assert dialog.card.page == 2
    folder = dialog.path.parent
    assert dialog.path.read_bytes() == letter.read_bytes()
    dialog.accept()
    QApplication.processEvents()
    assert not folder.exists()


def test_a_file_that_cannot_be_shown_says_why(
    program: Program, plan_path: Path, make_pdf: Callable[..., Path], qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    workspace, letter = workspace_of(window), make_pdf(BODY)
    adding = source_command(
        read_document(letter), b"%PDF-1.7 broken", received_on=None, today=date(2026, 11, 21), plan=None
    )
    done = workspace.do(adding)
    assert done is not None
    dialog = LetterDialog(window, done.made(Source))
    dialog.show()
    qtbot.waitUntil(lambda: dialog._bar.isHidden(), timeout=20_000)
    assert dialog.card is None
    assert dialog.told.text().endswith(".")
    dialog.reject()


def test_an_area_that_was_typed_has_no_letter_to_open(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    typed = replace(an(workspace_of(window).session, Source), file_sha256=None)
    with pytest.raises(TrackerError, match="holds no document"):
        show_letter(window, typed)
