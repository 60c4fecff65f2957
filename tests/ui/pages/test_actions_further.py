from datetime import date

import pytest

from tests.seeded import action
from tracker.domain import commands as c
from tracker.domain.codes import Audience
from tracker.domain.due import DueDate
from tracker.domain.records import Action, Milestone, Person, Post
from ui.pages.actions_further import FurtherColumns, month_words, natural
from ui.pages.actions_latest import Latest
from ui.workspace import Workspace


def said(workspace: Workspace, chosen: Action) -> dict[str, str]:
    """What each further column says of the action now."""
    now = workspace.plan.get(Action, chosen.id)
    return {each.key: each.text(now) for each in FurtherColumns(workspace, Latest(workspace)).make()}


def test_columns_say_what_other_records_hold(workspace: Workspace) -> None:
    first, second = action(workspace.session), action(workspace.session, 1)
    for title, due in (("Rota agreed", date(2026, 12, 4)), ("Cover found", date(2026, 11, 27))):
        workspace.do(c.AddMilestone(action_id=first.id, title=title, due=DueDate.day(due)))
    workspace.do(c.AddBlocker(action_id=first.id, blocked_by_id=second.id))
    workspace.do(c.AddUpdate(action_id=first.id, text="Under way", happened_on=date(2026, 11, 12)))
    restricted = {"audience": Audience.RESTRICTED, "audience_reason": "Names one school"}
    workspace.do(c.ChangeAction(id=first.id, changes=restricted))
    told = said(workspace, first)
    wanted = {
        **{"holder": "Asha Quillfeather", "organisation": "Eastmarsh Council", "since": "9"},
        **{"milestone": "27 Nov 2026: Cover found", "blocked": "A4", "audience": "Restricted"},
        **{"late": "22", "first": "30 Oct 2026", "updated": "12 Nov 2026", "permanent": "A3"},
    }
    assert {key: told[key] for key in wanted} == wanted
    (cover,) = (each for each in workspace.plan.all(Milestone) if each.title == "Cover found")
    workspace.do(c.MilestoneDone(milestone_id=cover.id, done_on=date(2026, 11, 20)))
    assert said(workspace, first)["milestone"] == "4 Dec 2026: Rota agreed"


def test_who_is_in_post_follows_the_plan(workspace: Workspace) -> None:
    chosen = action(workspace.session)
    columns = {each.key: each for each in FurtherColumns(workspace, Latest(workspace)).make()}
    assert columns["holder"].text(chosen) == "Asha Quillfeather"
    post = workspace.plan.get(Post, chosen.owner_post_id or "")
    other = next(each for each in workspace.plan.all(Person) if each.name != "Asha Quillfeather")
    workspace.do(c.AppointToPost(post_id=post.id, person_id=other.id, started_on=date(2026, 11, 20)))
    assert columns["holder"].text(chosen) == "Asha Quillfeather and Tam Overbeck"


@pytest.mark.parametrize(
    ("refs", "ordered"),
    [
        (("1.10", "1.2", "1.9a"), ["1.2", "1.9a", "1.10"]),
        (("A10", "A9", "2.1"), ["2.1", "A9", "A10"]),
    ],
)
def test_references_stand_as_people_count(refs: tuple[str, ...], ordered: list[str]) -> None:
    assert sorted(refs, key=natural) == ordered


def test_days_are_chosen_by_their_months() -> None:
    assert month_words(date(2026, 10, 30)) == "October 2026"
    assert month_words(None) == ""
