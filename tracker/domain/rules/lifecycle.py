"""Which steps of its life an action may take, and why not.

Each function returns None where the step is allowed, or one sentence fit to show. `on` is the day on which
it happened, `today` the day on which it is recorded, `by` the person whose deed it is.
"""

from collections.abc import Collection
from datetime import date

from tracker.domain import british, words
from tracker.domain.codes import CheckOutcome, Delivery, EvidenceState, Lifecycle
from tracker.domain.records import Action, ActionEvidence, Check, Evidence, Part, Update
from tracker.domain.rules.fold import in_order
from tracker.domain.rules.lineage import evidence
from tracker.domain.rules.owners import holder, same_name
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import FINISHED, OPEN, is_open

WORKED_ON = frozenset({Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS})


def why_not_start(reads: Reads, action: Action, on: date, today: date) -> str | None:
    """Only an action with wording of its own that has not started."""
    return (
        _unplanned(action, "started")
        or _wrong_state(action, {Lifecycle.NOT_STARTED}, "started")
        or _wrong_day(reads, action, on, today)
    )


def why_not_rate(action: Action, delivery: Delivery, reason: str) -> str | None:
    """Only an open action has a delivery rating; see also `why_not_unexplained`."""
    if not is_open(action):
        return f"{_state_of(action)}: only open actions have a delivery rating."
    return why_not_unexplained(delivery, reason)


def why_not_unexplained(delivery: Delivery | None, reason: str) -> str | None:
    """Any rating but On track needs its reason."""
    if delivery in (None, Delivery.ON_TRACK) or reason.strip():
        return None
    return f"“{words.label(delivery)}” needs a reason."


def why_not_complete(reads: Reads, action: Action, on: date, today: date) -> str | None:
    """Every part done by that day; the action planned, and not on hold."""
    refused = (
        _unplanned(action, "completed")
        or _wrong_state(action, WORKED_ON, "completed")
        or _wrong_day(reads, action, on, today)
    )
    if refused:
        return refused
    parts = sorted(reads.by(Part, "action_id", action.id), key=lambda part: part.position)
    undone = [f"“{part.text.rstrip('.')}”" for part in parts if part.done_on is None or part.done_on > on]
    if undone:
        missing = f"{british.plural(len(undone), 'part is', 'parts are')} not done by {british.short_day(on)}"
        return f"{missing}, so {_ref(action)} is not complete: {british.listed(undone)}."
    return None


def why_not_accept(reads: Reads, offered: Evidence, by: str, on: date) -> str | None:
    """A second person accepts evidence: neither who offered it nor the owner of an action it is for."""
    if offered.state is EvidenceState.ACCEPTED:
        return "This evidence has been accepted already."
    if on < offered.happened_on:
        return f"This evidence was offered on {british.short_day(offered.happened_on)}, after that day."
    if same_name(by, offered.whose):
        return f"{by} offered this evidence: somebody else has to accept it."
    for tie in reads.by(ActionEvidence, "evidence_id", offered.id):
        action = reads.find(Action, tie.action_id)
        refused = action and _not_independent(reads, action, by, on, "accept its evidence")
        if refused:
            return refused
    return None


def why_not_close(reads: Reads, action: Action, by: str, on: date, today: date) -> str | None:
    """Accepted evidence, and a closer who neither holds the owning post that day nor marked it complete."""
    refused = _wrong_state(action, {Lifecycle.COMPLETE}, "closed") or _wrong_day(reads, action, on, today)
    if refused:
        return refused
    found = evidence(reads, action)
    if not any(is_accepted(each, on) for each in found):
        offered = any(each.state is EvidenceState.OFFERED for each in found)
        first = "Have what was offered accepted" if offered else "Add evidence and have it accepted"
        none = f"{_ref(action)} has no accepted evidence by {british.short_day(on)}"
        return f"{none}, so it cannot be closed. {first} first."
    return _not_independent(reads, action, by, on, "close it")


def why_not_embed(reads: Reads, action: Action, on: date, today: date) -> str | None:
    """A later check, passed, by somebody who neither closed nor completed the action nor holds its post.

    Of the checks since the closing the last one decides.
    """
    refused = _wrong_state(action, {Lifecycle.CLOSED}, "embedded") or _wrong_day(reads, action, on, today)
    if refused:
        return refused
    closing = _last(reads, action, Lifecycle.CLOSED)
    since = closing.happened_on if closing else date.min
    checks = in_order(
        each for each in reads.by(Check, "action_id", action.id) if since <= each.happened_on <= on
    )
    if not checks:
        return f"{_ref(action)} has no check since it was closed. Add a later check first."
    check = checks[-1]
    if check.outcome is not CheckOutcome.PASSED:
        return f"The last check of {_ref(action)}, on {british.short_day(check.happened_on)}, was not passed."
    if closing and same_name(check.whose, closing.whose):
        return f"{check.whose} closed {_ref(action)}: somebody else has to check it."
    return _not_independent(reads, action, check.whose, check.happened_on, "check it")


def why_not_reopen(reads: Reads, action: Action, reason: str, on: date, today: date) -> str | None:
    """A finished or withdrawn action, with a reason. A replaced one lives on in what replaced it."""
    if not reason.strip():
        return "Reopening an action needs a reason."
    return _wrong_state(action, FINISHED | {Lifecycle.WITHDRAWN}, "reopened") or _wrong_day(
        reads, action, on, today
    )


def why_not_hold(
    reads: Reads, action: Action, decided: bool, review_on: date | None, on: date, today: date
) -> str | None:
    """An action being worked on, by a decision (`decided`), with a review day after it."""
    if not decided:
        return "Putting an action on hold needs a decision: who decided it, and when."
    if review_on is None or review_on <= on:
        return "Putting an action on hold needs a later day on which it will be reviewed."
    return _wrong_state(action, WORKED_ON, "put on hold") or _wrong_day(reads, action, on, today)


def why_not_resume(reads: Reads, action: Action, on: date, today: date) -> str | None:
    """Only an action on hold."""
    return _wrong_state(action, {Lifecycle.ON_HOLD}, "resumed") or _wrong_day(reads, action, on, today)


def why_not_withdraw(
    reads: Reads, action: Action, decided: bool, reason: str, on: date, today: date
) -> str | None:
    """An open action, by a decision (`decided`), with a reason."""
    if not decided:
        return "Withdrawing an action needs a decision: who decided it, and when."
    if not reason.strip():
        return "Withdrawing an action needs a reason."
    return _wrong_state(action, OPEN, "withdrawn") or _wrong_day(reads, action, on, today)


def why_not_replace(reads: Reads, action: Action, on: date, today: date) -> str | None:
    """Only an open action can be split, merged into another or replaced."""
    return _wrong_state(action, OPEN, "split, merged or replaced") or _wrong_day(reads, action, on, today)


def is_accepted(offered: Evidence, day: date) -> bool:
    """Whether the evidence had been accepted by the end of a day."""
    return offered.state is EvidenceState.ACCEPTED and (offered.decided_on or offered.happened_on) <= day


def _wrong_state(action: Action, allowed: Collection[Lifecycle], deed: str) -> str | None:
    if action.lifecycle in allowed:
        return None
    missing = _missing(action, allowed)
    return f"{_state_of(action)}, so it cannot be {deed}.{f' {missing}' if missing else ''}"


def _missing(action: Action, allowed: Collection[Lifecycle]) -> str:
    """What has to come before an action is in one of these states; "" where nothing brings it there."""
    now = action.lifecycle
    if now is Lifecycle.REPLACED:
        return "It lives on in what replaced it."
    if now is Lifecycle.ON_HOLD and Lifecycle.IN_PROGRESS in allowed:
        return "Take it off hold first."
    if set(allowed) == {Lifecycle.CLOSED} and now is Lifecycle.COMPLETE:
        return "Close it first, with accepted evidence."
    if set(allowed) == {Lifecycle.CLOSED} and now in OPEN:
        return "Complete and close it first."
    if set(allowed) == {Lifecycle.COMPLETE} and now in OPEN:
        return "Complete it first."
    if now not in OPEN and (Lifecycle.IN_PROGRESS in allowed or now is Lifecycle.WITHDRAWN):
        return "Reopen it first."
    return ""


def _unplanned(action: Action, deed: str) -> str | None:
    return f"{_ref(action)} has no wording of its own yet, so it cannot be {deed}." if action.draft else None


def _wrong_day(reads: Reads, action: Action, on: date, today: date) -> str | None:
    """Not in the future, and not before the last change of lifecycle, which would otherwise still stand."""
    if on > today:
        return f"{british.short_day(on)} is still to come: give the day on which it happened."
    last = _last(reads, action)
    if last is None or last.lifecycle is None or on >= last.happened_on:
        return None
    said = words.label(last.lifecycle)
    since = british.short_day(last.happened_on)
    return f"{_ref(action)} has been “{said}” since {since}: give that day or a later one."


def _last(reads: Reads, action: Action, *lifecycles: Lifecycle) -> Update | None:
    """The action's own last update that changed its lifecycle, to one of these if any are given."""
    updates = reads.by(Update, "action_id", action.id)
    changing = [each for each in updates if each.lifecycle and each.lifecycle in (lifecycles or Lifecycle)]
    return in_order(changing)[-1] if changing else None


def _not_independent(reads: Reads, action: Action, by: str, on: date, deed: str) -> str | None:
    """Refuses who holds the owning post that day, who acts for its holder, and who marked it complete."""
    owner = holder(reads, action.owner_post_id, on)
    if owner and any(same_name(by, person.name) for person in (*owner.people, *owner.acting)):
        return f"{by} answers for {_ref(action)} as {owner.post.title}: somebody else has to {deed}."
    completion = _last(reads, action, Lifecycle.COMPLETE)
    if completion and same_name(by, completion.whose):
        return f"{by} marked {_ref(action)} complete: somebody else has to {deed}."
    return None


def _state_of(action: Action) -> str:
    return f"{_ref(action)} is “{words.label(action.lifecycle)}”"


def _ref(action: Action) -> str:
    return words.shown_ref(action)
