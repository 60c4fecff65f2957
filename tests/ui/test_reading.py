from tests.seeded import an
from tracker.domain import commands as c
from tracker.domain.records import Finding, Workstream
from tracker.domain.rules.summaries import Scope, written_for
from ui.reading import summaries
from ui.workspace import Workspace


def test_summaries_are_read_by_what_they_are_about_with_or_without_a_meeting(workspace: Workspace) -> None:
    stream, area = an(workspace.session, Workstream).id, an(workspace.session, Finding).id
    workspace.do(c.WriteSummary(text="The plan"))
    workspace.do(c.WriteSummary(text="The stream", workstream_id=stream))
    workspace.do(c.WriteSummary(text="The area", finding_id=area))
    for scope, text in (
        (Scope(), "The plan"),
        (Scope(stream), "The stream"),
        (Scope(None, area), "The area"),
    ):
        found = written_for(summaries(workspace, scope), scope, None)
        assert found is not None
        assert found.text == text
