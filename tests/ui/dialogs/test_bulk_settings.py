from datetime import date

from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.codes import Audience, OwnColumnKind
from tracker.domain.records import OwnColumn
from tracker.domain.rules.bulk import Step
from ui.dialogs.bulk_settings import UNSET, SettingLine, settings, wanted
from ui.workspace import Workspace


def test_what_is_offered_fits_the_plan(workspace: Workspace) -> None:
    offered = [each.title for each in settings(workspace.plan, workspace.day, [action(workspace.session)])]
    assert offered[:3] == ["Owner", "Workstream", "Due date"]
    assert "Tags to take off" not in offered  # none has a tag
    workspace.do(c.AddOwnColumn(name="To cabinet", column_kind=OwnColumnKind.DATE))
    column = an(workspace.session, OwnColumn)
    (own,) = (each for each in settings(workspace.plan, workspace.day, []) if each.key == f"own {column.id}")
    line = SettingLine(own)
    assert line.value() is UNSET
    line.field.control.setText("31 Febr")  # type: ignore[attr-defined]
    assert line.value() is UNSET
    line.field.set_value(date(2027, 1, 5))  # type: ignore[attr-defined]
    made = wanted({own.key: line.value()}, happened_on=None, audience_reason="")
    assert made.own == {column.id: "2027-01-05"}


def test_what_was_filled_in_becomes_what_is_wanted() -> None:
    day = date(2027, 2, 1)
    filled = {
        "priority": None,
        "due": UNSET,
        "tags_on": " a  b ,, c",
        "hold": day,
        "audience": Audience.ORDINARY,
    }
    made = wanted(filled, happened_on=date(2026, 11, 22), audience_reason="left from before")
    assert made.values == {"priority": None, "audience": Audience.ORDINARY, "audience_reason": ""}
    assert made.tags_on == ("a b", "c")
    assert (made.step, made.review_on, made.happened_on) == (Step.HOLD, day, date(2026, 11, 22))
