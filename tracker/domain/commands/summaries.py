"""The words of a board cycle about the plan, a workstream or an area."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.codes import Delivery, Impact
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import make, shared
from tracker.domain.commands.keeping import clean
from tracker.domain.commands.refusing import refuse
from tracker.domain.records import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSummary(Command):
    """Write the summary of the whole plan, or of one workstream or one area, for a meeting.

    It is never edited: another one for the same meeting takes its place. Refused without any words, and for a
    workstream and an area at once.
    """

    kind = "write_summary"
    label = "write summary"

    workstream_id: str | None = None
    finding_id: str | None = None
    meeting_id: str | None = None
    delivery: Delivery | None = None
    impact: Impact | None = None
    text: str = ""
    done: str = ""
    next: str = ""
    risks: str = ""
    ask: str = ""
    happened_on: date | None = None

    def apply(self, tx: Tx) -> None:
        if self.workstream_id and self.finding_id:
            refuse("A summary is of the plan, of a workstream or of an area: choose one.")
        words = (self.text, self.done, self.next, self.risks, self.ask)
        if not any(map(clean, words)) and self.delivery is None and self.impact is None:
            refuse("There is nothing in the summary yet.")
        make(tx, Summary, shared(self, Summary))
