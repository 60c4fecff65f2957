"""Which actions have evidence: read at once, for lists that show all actions."""

from sqlite3 import Connection

from tracker.domain.codes import EvidenceState

_TIES = """
select action_id, evidence_id, state = ? from action_evidence join evidence on evidence.id = evidence_id
"""


def by_action(db: Connection) -> dict[str, dict[str, bool]]:
    """The evidence of each action that has any: its id, and whether it is accepted."""
    found: dict[str, dict[str, bool]] = {}
    for action_id, evidence_id, accepted in db.execute(_TIES, (EvidenceState.ACCEPTED.value,)):
        found.setdefault(action_id, {})[evidence_id] = bool(accepted)
    return found
