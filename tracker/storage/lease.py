"""One writer at a time where write-ahead logging is not safe: a row that says who, where and until when."""

from datetime import datetime, timedelta
from sqlite3 import Connection
from uuid import uuid4

from tracker.domain.commands.base import Actor
from tracker.storage.faults import NotNowError
from tracker.storage.rows import moment_text

LENGTH = timedelta(minutes=2)
_RENEW = timedelta(minutes=1)


class Lease:
    """This connection's right to write. It is renewed as it is used, and ends by itself if it is not."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._holder = str(uuid4())
        self._until = ""

    def taken_by(self, db: Connection, now: datetime) -> str:
        """Who else may write now, and on which computer; '' where nobody else may."""
        sql = "select who, device from lease where holder <> ? and until > ?"
        rows = db.execute(sql, (self._holder, moment_text(now))).fetchall()
        return f"{rows[0][0]} ({rows[0][1]})" if rows and rows[0][1] else rows[0][0] if rows else ""

    def hold(self, db: Connection, now: datetime) -> None:
        """Take or renew the lease, within a transaction of the caller's. Refused where another has it."""
        other = self.taken_by(db, now)
        if other:
            raise NotNowError(
                f"{other} is now editing this plan, so this change was not saved. Open the plan again."
            )
        if self._until < moment_text(now + _RENEW):
            self._until = moment_text(now + LENGTH)
            db.execute(
                "insert or replace into lease (id, holder, who, device, until) values (1, ?, ?, ?, ?)",
                (self._holder, self.actor.name, self.actor.device, self._until),
            )

    def is_ending(self, now: datetime) -> bool:
        """Whether it is time to renew it."""
        return self._until < moment_text(now + _RENEW)

    def release(self, db: Connection) -> None:
        """Let the next person write."""
        db.execute("delete from lease where holder = ?", (self._holder,))
