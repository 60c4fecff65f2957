"""Every change that can be made to a plan. A change is always one of these, done through a Session.

`COMMANDS` holds them all. A command's module is imported when one of its names is first asked for: all of
them together take 75 ms, which no start of the window needs.
"""
# ruff: noqa: F401
# mypy: implicit-reexport

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.domain.commands.actions import (
        AddAction,
        AddWorkstream,
        ChangeAction,
        ChangeWorkstream,
        LinkFinding,
        UnlinkFinding,
    )
    from tracker.domain.commands.base import Actor, Command, Tx
    from tracker.domain.commands.corrections import CorrectEntry
    from tracker.domain.commands.dates import AskForNewDate, DecideNewDate, WithdrawRequest
    from tracker.domain.commands.decisions import RecordDecision
    from tracker.domain.commands.evidence import AcceptEvidence, AddCheck, AddEvidence, DeclineEvidence
    from tracker.domain.commands.figures import AddFigures, NewFigure
    from tracker.domain.commands.measures import (
        AddMeasure,
        ChangeMeasure,
        LinkMeasureToAction,
        LinkMeasureToFinding,
        RetireMeasure,
        TakeUpMeasure,
        UnlinkMeasureFromAction,
        UnlinkMeasureFromFinding,
        Waypoint,
    )
    from tracker.domain.commands.money import (
        AddBudgetLine,
        AddBudgetPost,
        AddVirement,
        ChangeBudgetLine,
        ChangeBudgetPost,
        DecideBudgetChange,
        LinkLineToAction,
        LinkLineToWorkstream,
        NewPosts,
        ProposeBudgetChange,
        UnlinkLineFromAction,
        UnlinkLineFromWorkstream,
    )
    from tracker.domain.commands.people import (
        AddOrganisation,
        AddPerson,
        AddPost,
        AppointToPost,
        ChangeOrganisation,
        ChangePerson,
        ChangePost,
        EndHolding,
        RecordAway,
    )
    from tracker.domain.commands.pieces import (
        AddBlocker,
        AddMilestone,
        AddPart,
        ChangeMilestone,
        ChangePart,
        MilestoneDone,
        PartDone,
        RemoveBlocker,
    )
    from tracker.domain.commands.placing import PlaceActions
    from tracker.domain.commands.redaction import Redact
    from tracker.domain.commands.removal import RemoveRecord
    from tracker.domain.commands.risks import AddRisk, ChangeRisk, CloseRisk, LinkRisk, ReopenRisk, UnlinkRisk
    from tracker.domain.commands.settings import (
        AddMeeting,
        AddOwnColumn,
        AddTag,
        AddWords,
        ChangeMeeting,
        ChangeSettings,
        LogCopy,
        SetBoardCycle,
        SetOwnValue,
        SetRagTable,
        SetUpPlan,
        SetWords,
        TagAction,
        TagRecord,
        UntagAction,
        UntagRecord,
    )
    from tracker.domain.commands.sources import (
        AddDuty,
        AddFinding,
        AddSource,
        AnnotateFinding,
        ChangeDuty,
        ChangeSource,
        LeaveOutFinding,
        NewDraft,
        NewDuty,
        NewFinding,
        NewMention,
        RecordDutySent,
        SetReceived,
        SetUsualDuties,
        TakeInFinding,
    )
    from tracker.domain.commands.succession import MergeActions, ReplaceAction, SplitAction, Successor
    from tracker.domain.commands.summaries import WriteSummary
    from tracker.domain.commands.together import RecordedFor, Together
    from tracker.domain.commands.updates import (
        AddUpdate,
        CloseAction,
        CompleteAction,
        EmbedAction,
        HoldAction,
        ReopenAction,
        ResumeAction,
        StartAction,
        WithdrawAction,
    )
    from tracker.domain.commands.versions import ApprovePlan, Reset

    COMMANDS: tuple[type[Command], ...]

# Each module with its names, in the order of COMMANDS.
_NAMES = {
    "settings": (
        "SetUpPlan ChangeSettings SetBoardCycle SetRagTable SetWords AddWords AddTag TagAction UntagAction "
        "TagRecord UntagRecord AddOwnColumn SetOwnValue AddMeeting ChangeMeeting LogCopy"
    ),
    "versions": "ApprovePlan Reset",
    "sources": (
        "AddSource AddFinding SetReceived ChangeSource AnnotateFinding LeaveOutFinding TakeInFinding "
        "AddDuty ChangeDuty SetUsualDuties RecordDutySent NewDraft NewDuty NewFinding NewMention"
    ),
    "people": (
        "AddOrganisation ChangeOrganisation AddPost ChangePost AddPerson ChangePerson AppointToPost "
        "EndHolding RecordAway"
    ),
    "actions": "AddWorkstream ChangeWorkstream AddAction ChangeAction LinkFinding UnlinkFinding",
    "pieces": (
        "AddPart ChangePart AddMilestone ChangeMilestone PartDone MilestoneDone AddBlocker RemoveBlocker"
    ),
    "placing": "PlaceActions",
    "succession": "SplitAction MergeActions ReplaceAction Successor",
    "updates": (
        "AddUpdate StartAction CompleteAction CloseAction EmbedAction ReopenAction HoldAction "
        "ResumeAction WithdrawAction"
    ),
    "evidence": "AddEvidence AcceptEvidence DeclineEvidence AddCheck",
    "decisions": "RecordDecision",
    "summaries": "WriteSummary",
    "risks": "AddRisk ChangeRisk CloseRisk ReopenRisk LinkRisk UnlinkRisk",
    "measures": (
        "AddMeasure ChangeMeasure RetireMeasure TakeUpMeasure LinkMeasureToAction UnlinkMeasureFromAction "
        "LinkMeasureToFinding UnlinkMeasureFromFinding Waypoint"
    ),
    "figures": "AddFigures NewFigure",
    "dates": "AskForNewDate DecideNewDate WithdrawRequest",
    "corrections": "CorrectEntry",
    "money": (
        "AddBudgetLine ChangeBudgetLine ProposeBudgetChange AddVirement DecideBudgetChange AddBudgetPost "
        "ChangeBudgetPost LinkLineToAction UnlinkLineFromAction LinkLineToWorkstream "
        "UnlinkLineFromWorkstream NewPosts"
    ),
    "together": "Together RecordedFor",
    "removal": "RemoveRecord",
    "redaction": "Redact",
    "base": "Actor Command Tx",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}

if not TYPE_CHECKING:  # it would make every name a good one

    def __getattr__(name: str) -> Any:
        if name == "COMMANDS":
            value = _all_commands()
        elif name in _HOMES:
            value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value  # so that it is not asked for again
        return value

    def _all_commands() -> Any:
        base = __getattr__("Command")
        named = [__getattr__(name) for name in _HOMES]
        return tuple(each for each in named if issubclass(each, base) and each is not base)
