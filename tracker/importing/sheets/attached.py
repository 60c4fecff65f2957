"""What else hangs on an action of a tracker: evidence, money, and the plan's own columns."""

from uuid import uuid4

from tracker.domain import british
from tracker.domain.codes import EvidenceKind
from tracker.domain.commands import (
    AddBudgetLine,
    AddEvidence,
    ChangeBudgetLine,
    LinkLineToAction,
    SetOwnValue,
)
from tracker.domain.commands.keeping import LONGEST_LINE
from tracker.domain.names import folded
from tracker.domain.records import ActionEvidence, BudgetLine, Evidence, LineAction, OwnValue, link_id
from tracker.importing.sheets.gathering import Gathering, opening


def add_evidence(to: Gathering) -> None:
    """Evidence that the action does not have yet, offered on the day of words without one."""
    ties = to.plan.by(ActionEvidence, "action_id", to.id)
    held = {folded(to.plan.get(Evidence, tie.evidence_id).title) for tie in ties}
    for title in to.row.evidence:
        if folded(title) not in held:
            kind = EvidenceKind.DELIVERY
            command = AddEvidence(
                action_ids=(to.id,),
                evidence_kind=kind,
                title=title,
                link=title if title.startswith(("http://", "https://")) and " " not in title else "",
                happened_on=to.settings.said_on,
            )
            to.commands.append(command)
            to.say("Evidence", "", opening(title))


def add_money(to: Gathering) -> None:
    """The budget line of the action for the year, or its new base while none has been approved."""
    pence, year = to.row.pence, to.settings.year
    if pence is None:
        return
    ties = to.plan.by(LineAction, "action_id", to.id)
    lines = [to.plan.get(BudgetLine, tie.line_id) for tie in ties]
    line = next((each for each in lines if each.year == year), None)
    shown = british.pounds(pence)
    if line is None:
        line_id = str(uuid4())
        add = AddBudgetLine(id=line_id, title=_line_title(to, year), year=year, base_pence=pence)
        to.commands += [add, LinkLineToAction(line_id=line_id, action_id=to.id)]
        to.say("Budget line", "", shown)
    elif line.base_pence != pence and line.first_pence is not None:
        to.problem(f"The base of {line.ref} has been approved: propose a budget change.", shown)
    elif line.base_pence != pence:
        to.commands.append(ChangeBudgetLine(id=line.id, changes={"base_pence": pence}))
        to.say("Budget line", british.pounds(line.base_pence), shown)


def _line_title(to: Gathering, year: int) -> str:
    """The action's title, told apart from that of another line of the year."""
    stem = f"{to.row.ref} {to.row.title}".strip()[: LONGEST_LINE - 8]
    title, number = stem, 1
    while (folded(title), year) in to.context.titles:
        number += 1
        title = f"{stem} ({number})"
    to.context.titles.add((folded(title), year))
    return title


def set_own(to: Gathering, heading: str, text: str) -> None:
    """A text in an own column of the plan, where it fits and is another."""
    fits = to.context.columns.value(heading, text)
    if fits is None:
        to.problem(f"It does not fit the plan’s own column “{heading}”.", text)
        return
    column_id, value = fits
    held = to.plan.find(OwnValue, link_id(OwnValue, to.id, column_id))
    if value and (held is None or held.value != value):
        to.commands.append(SetOwnValue(action_id=to.id, column_id=column_id, value=value))
        to.say(heading, held.value if held else "", value)
