"""What one person is to update before the next meeting of the board."""

from datetime import date, timedelta

from tracker.domain.plan import Plan
from tracker.domain.records import Action, Post
from tracker.domain.rules.owners import holder, same_name
from tracker.domain.rules.review import comes_up_on, next_meeting
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
    """The open actions of a person's posts that fall due, or are to be looked at again, by the next board;
    the longest overdue first."""
    until, found = update_by(plan, day), []
    for post in posts_of(plan, name, day):
        for action in plan.by(Action, "owner_post_id", post.id):
            on = comes_up_on(action) if is_open(action) else None
            if on is not None and on <= until:
                found.append((on, action.ref, action))
    return tuple(action for *_, action in sorted(found, key=lambda each: each[:2]))
