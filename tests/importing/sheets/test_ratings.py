import pytest

from tracker.domain.codes import Delivery, Impact, Lifecycle, Priority
from tracker.importing.sheets.ratings import (
    LIFECYCLES,
    Meaning,
    colour_name,
    impact_meaning,
    read_priority,
    state_meaning,
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Green", Meaning(delivery=Delivery.ON_TRACK)),
        ("G", Meaning(delivery=Delivery.ON_TRACK)),
        ("AMBER", Meaning(delivery=Delivery.AT_RISK)),
        ("Amber/Red", Meaning(delivery=Delivery.AT_RISK)),
        ("Red – overdue", Meaning(delivery=Delivery.OFF_TRACK)),
        ("On track", Meaning(delivery=Delivery.ON_TRACK)),
        ("Blue", Meaning(Lifecycle.COMPLETE)),
        ("Closed", Meaning(Lifecycle.COMPLETE)),
        ("🟢", Meaning(delivery=Delivery.ON_TRACK)),
        ("🟥 4 weeks", Meaning(delivery=Delivery.OFF_TRACK)),
        ("✔", Meaning(Lifecycle.COMPLETE)),
        ("Completed late", Meaning(Lifecycle.COMPLETE)),
        ("Not complete", Meaning(Lifecycle.IN_PROGRESS)),
        ("Partially complete", Meaning(delivery=Delivery.AT_RISK)),
        ("In progress", Meaning(Lifecycle.IN_PROGRESS)),
        ("Not started", Meaning(Lifecycle.NOT_STARTED)),
        ("On hold", Meaning()),
        ("Great", Meaning()),
        ("", Meaning()),
    ],
)
def test_states_mean_what_boards_mean_by_them(text: str, meaning: Meaning) -> None:
    assert state_meaning(text) == meaning


def test_no_state_means_what_an_import_may_not_say() -> None:
    """Closed needs accepted evidence, a hold a decision."""
    for text in ("Closed", "Embedded", "On hold", "Withdrawn", "Superseded"):
        assert state_meaning(text).lifecycle in (None, *LIFECYCLES)


def test_ratings_of_impact_have_their_own_axis() -> None:
    assert impact_meaning("Green") == Meaning(impact=Impact.IMPROVING)
    assert impact_meaning("Some evidence") == Meaning(impact=Impact.EARLY_SIGNS)
    assert impact_meaning("No evidence") == Meaning(impact=Impact.NO_EVIDENCE_YET)
    assert impact_meaning("B") == Meaning(impact=Impact.SUSTAINED)
    assert impact_meaning("!") == Meaning()


@pytest.mark.parametrize(
    ("name", "fills"),
    [
        ("red", ["FF0000", "C00000", "FFC7CE", "F4B6B6"]),
        ("amber", ["FFC000", "FFFF00", "FFEB9C", "ED7D31"]),
        ("green", ["00B050", "92D050", "C6EFCE"]),
        ("blue", ["0070C0", "00B0F0", "B4C6E7"]),
        ("purple", ["7030A0"]),
        ("grey", ["BFBFBF", "808080", "FEFEFE"]),
        ("", [""]),
    ],
)
def test_colours_are_named_from_pale_to_strong(name: str, fills: list[str]) -> None:
    assert [colour_name(fill) for fill in fills] == [name] * len(fills)


def test_priorities_are_read_from_words_letters_and_numbers() -> None:
    assert [read_priority(text) for text in ("High", "M", "3", "P1", "Theme 1")] == [
        *(Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.HIGH, None)
    ]
