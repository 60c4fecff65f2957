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
    Record,
    RecordTag,
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
# What is shown with another record on that one's page: by which field it names it.
_WITH = {
    "measure_id": Measure,
    "line_id": BudgetLine,
    "post_id": Post,
    "person_id": Person,
    "source_id": Source,
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
    elif (other := _shown_with(window, table, record_id)) is not None:
        window.go(_PAGES[other.table], other.id)
    else:
        window.go("history", record_id)


def _shown_with(window: "MainWindow", table: str, record_id: str) -> Record | None:
    """The record on whose page it is shown: the measure of a figure, the line of a budget change."""
    from tracker.storage.rows import KIND_OF

    assert window.workspace is not None
    plan, kind = window.workspace.plan, KIND_OF[table]
    record = plan.find(kind, record_id) if kind in plan.kinds else None
    if isinstance(record, RecordTag) and record.entity in _PAGES:
        return plan.find(KIND_OF[record.entity], record.entity_id)
    found = (plan.find(other, getattr(record, field, None)) for field, other in _WITH.items())
    return next((each for each in found if each is not None), None)


def _evidenced(window: "MainWindow", evidence_id: str) -> str:
    """The action that the evidence is of; "" where it is of none."""
    assert window.workspace is not None
    session = window.workspace.session
    found = session.records(ActionEvidence, "evidence_id", evidence_id, session.plan.seq)
    return found[0].action_id if found else ""
