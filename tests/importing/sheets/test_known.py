"""A plan's actions by what trackers call them."""

import pytest

from tests.plans import action, plan
from tracker.importing.sheets import known
from tracker.importing.sheets.known import Known


def test_it_knows_every_action_once_all_turns_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_A_TURN", 1)
    full = plan(
        action("a1", title="Answer every call", council_ref="1.1"),
        action("a2", title="Sample the files", council_ref="1.1"),
        action("a3", title="Train managers", draft=True),
    )
    made = Known(full)
    turns = made.prepare()
    next(turns)
    assert (list(made.actions), made.is_ready) == (["a1"], False)
    assert sum(1 for _ in turns) == 2
    assert made.is_ready
    assert made.by_council_ref == {"1.1": ["a1", "a2"]}
    assert made.titles == {"answer every call", "sample the files", "train managers"}
    assert made.by_title.keys() == {"answer every call", "sample the files"}, (
        "a draft has no words of its own"
    )
    assert [made.by_any_ref[each].id for each in ("a1", "1.1")] == ["a1", "a2"]
    assert [each.action.id for each in made.like("Sampling the files")] == ["a2"]
