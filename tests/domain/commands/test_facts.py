"""Whatever is done in whatever order: current values follow from the facts, and no rule is broken."""

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import EXAMPLES
from tracker.clock import FixedClock
from tracker.domain.commands import Actor, Command, SetUpPlan
from tracker.domain.errors import TrackerError
from tracker.domain.rules.checking import faults
from tracker.session import Session

PREPARED = sorted(EXAMPLES.keys() - {SetUpPlan}, key=lambda command: command.kind)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PREPARED), min_size=6, max_size=12), st.data())
def test_no_order_of_changes_and_of_taking_them_back_breaks_a_rule(
    seeded: Path, commands: list[type[Command]], data: st.DataObject
) -> None:
    clock = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    with TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(seeded, Path(folder) / "plan.iplan"))
        with Session.open(path, Actor(name="Programme Manager"), clock) as session:
            for command in commands:
                clock.advance(timedelta(hours=5))
                # An earlier change may have made it impossible.
                with contextlib.suppress(TrackerError, IndexError):
                    session.do(EXAMPLES[command](session), whose="Tam Overbeck")
            assert faults(session.full_plan()) == []
            for step in data.draw(st.permutations(session.history(limit=30)), "taken back"):
                with contextlib.suppress(TrackerError):  # a later change may stand on it
                    session.reverse(step.seq)
            assert faults(session.full_plan()) == []
