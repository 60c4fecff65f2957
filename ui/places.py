"""The pages of the window, in the order of the navigation, the View menu and the keys from Ctrl+1 on."""

from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page. `full` is its name where there is room; `urgent`: its count is a solid pill."""

    name: str
    title: str
    icon: str
    full: str = ""
    urgent: bool = False


PLACES = (
    Place("overview", "Overview", "layout-dashboard"),
    Place("areas", "Areas", "flag", "Improvement areas"),
    Place("actions", "Actions", "list-checks"),
    Place("overdue", "Overdue", "clock-alert", urgent=True),
    Place("money", "Money", "pound-sterling"),
    Place("measures", "Measures", "chart-line"),
    Place("risks", "Risks", "shield-alert"),
    Place("people", "People", "users", "Posts and people"),
    Place("history", "History", "history"),
)
