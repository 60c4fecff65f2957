"""What one person is to update before the next meeting of the board."""

from datetime import date, timedelta

from tracker.domain.plan import Plan
from tracker.domain.records import Action, Post
from tracker.domain.rules.gaps import quiet_since
from tracker.domain.rules.owners import holder, same_name
from tracker.domain.rules.review import comes_up_on, last_meeting, next_meeting
from tracker.domain.rules.states import is_open


def posts_of(plan: Plan, name: str, day: date) -> tuple[Post, ...]:
    """The posts that somebody of this name holds or covers on a day."""
    found = ((post, holder(plan, post.id, day)) for post in plan.all(Post))
    return tuple(
        post
        for post, held in found
        if held and any(same_name(name, each.name) for each in (*held.people, *held.acting))
    )


def update_by(plan: Plan, day: date) -> date:
    """The day of the board's next meeting; where none is entered, the last one that counts as due soon."""
    meeting = next_meeting(plan, day)
    return meeting.held_on if meeting else day + timedelta(days=plan.settings.due_soon_days)


def to_update(plan: Plan, name: str, day: date) -> tuple[Action, ...]:
    """The open actions of a person's posts that the next board will ask about and that have no update since
    the last: those that fall due or are to be looked at again by then, the longest overdue first, then the
    others, the longest silence first. Without a last board it is the days after which an action is stale."""
    until, last = update_by(plan, day), last_meeting(plan, day)
    since = last.held_on if last else day - timedelta(days=plan.settings.stale_after_days)
    due, others = [], []
    for post in posts_of(plan, name, day):
        for action in plan.by(Action, "owner_post_id", post.id):
            if not is_open(action) or (action.updated_on and action.updated_on >= since):
                continue
            on = comes_up_on(action)
            if on is not None and on <= until:
                due.append((on, action.ref, action))
            elif quiet_since(action) < since:
                others.append((quiet_since(action), action.ref, action))
    return tuple(action for part in (due, others) for *_, action in sorted(part, key=lambda each: each[:2]))
