"""What a paper covers: whose words for the day, which part of the plan, with or without money."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody asked of a paper.

    The plan given with it has been read for `day` already: the position at that day, or as known on it
    (`as_known`). `workstream_id` and `owner_post_id` narrow the paper; `money` False leaves every sum out;
    `public` leaves restricted actions out and says so. `made_at` (UTC) is when the paper is made.
    """

    day: date
    made_at: datetime
    as_known: bool = False
    workstream_id: str | None = None
    owner_post_id: str | None = None
    money: bool = True
    public: bool = False
