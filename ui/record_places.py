"""Where each kind of thing is shown: for what Ctrl+K finds, and from History."""

from typing import TYPE_CHECKING

from tracker.domain.records import (
    Action,
    ActionEvidence,
    BudgetLine,
    Evidence,
    Finding,
    Measure,
    Meeting,
    Organisation,
    Person,
    Post,
    Risk,
    Source,
    Tag,
    Workstream,
)
from ui.pages.actions import ActionsPage

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PAGES = {
    Action.table: "actions",
    Finding.table: "areas",
    Source.table: "areas",
    BudgetLine.table: "money",
    Measure.table: "measures",
    Risk.table: "risks",
    Post.table: "people",
    Person.table: "people",
}
_COMMANDS = {Meeting.table: "meetings", Organisation.table: "people"}


def show_record(window: "MainWindow", table: str, record_id: str, title: str) -> None:
    """Go to the page that shows it; to its changes in History where no page does."""
    if table in _PAGES:
        window.go(_PAGES[table], record_id)
    elif table in _COMMANDS:
        window.commands.run(_COMMANDS[table])
    elif table in (Tag.table, Workstream.table):
        window.go("actions")
        page = window.page
        assert isinstance(page, ActionsPage)
        page.filter.edit.setText(title)
    elif table == Evidence.table and (action_id := _evidenced(window, record_id)):
        window.go("actions", action_id)
    else:
        window.go("history", record_id)


def _evidenced(window: "MainWindow", evidence_id: str) -> str:
    """The action that the evidence is of; "" where it is of none."""
    assert window.workspace is not None
    session = window.workspace.session
    found = session.records(ActionEvidence, "evidence_id", evidence_id, session.plan.seq)
    return found[0].action_id if found else ""
