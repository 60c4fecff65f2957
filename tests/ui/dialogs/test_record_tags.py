from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import ActionTag, Finding, Meeting, Record, RecordTag, Source, Tag, Workstream
from ui.app import Program
from ui.dialogs.meetings import MeetingsDialog
from ui.dialogs.plan_lists import WorkstreamsDialog
from ui.dialogs.record_tags import FactTagsDialog, TagsDialog, tags
from ui.dialogs.sources import SourcesDialog
from ui.main_window import MainWindow
from ui.pages.areas import AreasPage


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on the Improvement areas page."""
    return opened(program, plan_path, "areas", qtbot)


def test_a_tag_is_put_on_and_taken_off(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    session = workspace.session
    on_action, on_area = (TagsDialog(window, each) for each in (action(session), an(session, Finding)))
    for dialog in (on_action, on_area):
        qtbot.addWidget(dialog)
    on_action.add_tag(c.AddTag(name="Waiting"))
    (tag,) = workspace.plan.all(Tag)
    assert [(each.title, each.words) for each in on_action.items()] == [("Waiting", "on it")]
    assert [(each.title, each.words) for each in on_area.items()] == [("Waiting", "")]
    on_action.do_untag(tag.id)
    assert not workspace.plan.all(ActionTag)
    for dialog in (on_action, on_area):
        dialog.add_tag(c.AddTag(name=" waiting "))
    assert [each.tag_id for each in workspace.plan.all(ActionTag)] == [tag.id]
    assert [each.tag_id for each in workspace.plan.all(RecordTag)] == [tag.id]
    on_area.do_untag(tag.id)
    assert not workspace.plan.all(RecordTag)


def test_the_command_is_about_what_the_page_has_selected(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Record]] = []
    monkeypatch.setattr(
        TagsDialog, "exec", lambda dialog: asked.append((dialog.windowTitle(), dialog._record))
    )
    page, workspace = window.page, workspace_of(window)
    assert isinstance(page, AreasPage)
    tags(window)
    assert asked == [("Tags", page.selected_record())]
    finding = an(workspace.session, Finding)
    workspace.do(c.AddTag(name="Front door"))
    workspace.do(c.TagRecord(record=Finding, id=finding.id, tag_id=an(workspace.session, Tag).id))
    page.listing.filter.edit.setText("front door")
    assert [area.finding.id for area in page.rows.rows()] == [finding.id]
    window.go("actions")
    tags(window)
    assert asked[1][1] == window.selected_actions()[0]
    window.go("history")
    window.open_panel(False)
    with pytest.raises(TrackerError, match="Select first"):
        tags(window)


def test_evidence_decisions_and_what_lists_show_take_tags(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TagsDialog, "exec", lambda dialog: dialog.add_tag(c.AddTag(name="Front door")))
    workspace, chosen = workspace_of(window), action(workspace_of(window).session)
    workspace.do(c.AddEvidence(action_ids=(chosen.id,), evidence_kind=EvidenceKind.DELIVERY, title="Audit"))
    facts = FactTagsDialog(window, chosen)
    lists = (facts, *(kind(window) for kind in (MeetingsDialog, SourcesDialog, WorkstreamsDialog)))
    for dialog in lists:
        qtbot.addWidget(dialog)
        first = next(each for each in dialog.items() if any(deed.name == "tags" for deed in each.deeds))
        dialog.do_tags(first.key)
        assert "Front door" in next(each.words for each in dialog.items() if each.key == first.key)
    tagged = {each.entity for each in workspace.plan.all(RecordTag)}
    assert tagged == {"evidence", Meeting.table, Source.table, Workstream.table}
