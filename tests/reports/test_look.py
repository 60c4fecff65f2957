import pytest

from tracker.domain.codes import Delivery, Lifecycle, RagColour
from tracker.reports.look import CHIPS, COLOURS, OVERDUE, TYPE_SIZES
from tracker.reports.marks import MARKS, Area, Circle, Line
from tracker.reports.sheets import SHEETS

STATES = {state for state in CHIPS if not state.startswith("rag_")}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_state_of_an_action_has_a_chip() -> None:
    assert {*Lifecycle, *Delivery, OVERDUE} == STATES
    assert set(CHIPS) - STATES == {f"rag_{colour}" for colour in RagColour}


@pytest.mark.parametrize("state", CHIPS)
def test_a_chip_reads_on_its_ground_and_its_edge_shows_on_paper(state: str) -> None:
    look = CHIPS[state]
    assert contrast(look.ink, look.ground) >= 5
    edge = look.ground if state == OVERDUE else look.ink
    assert contrast(edge, "#FFFFFF") >= 5


def test_no_two_states_that_share_colours_share_a_mark() -> None:
    for group in (STATES, set(CHIPS) - STATES):
        assert len({(CHIPS[state].mark, CHIPS[state].ink) for state in group}) == len(group)
    assert {look.mark for look in CHIPS.values()} <= set(MARKS)


@pytest.mark.parametrize("ground", ["#FFFFFF", COLOURS["ground"]])
@pytest.mark.parametrize("ink", ["ink", "muted", "accent"])
def test_text_reads_on_paper_and_on_a_band(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], ground) >= 5


def test_nothing_is_set_smaller_than_small_print() -> None:
    assert min(TYPE_SIZES.values()) == TYPE_SIZES["small"] == 8.5


def test_the_sheets_are_a4() -> None:
    assert {tuple(sorted((sheet.width, sheet.height))) for sheet in SHEETS.values()} == {(210, 297)}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_stays_on_its_field(name: str) -> None:
    mark = MARKS[name]
    for shape in mark.shapes:
        match shape:
            case Circle(x, y, radius, width):
                edge = radius + width / 2
                points = [(x - edge, y - edge), (x + edge, y + edge)]
            case Line(through, width):
                points = [(x + side, y + side) for x, y in through for side in (-width / 2, width / 2)]
            case Area(corners):
                points = list(corners)
        assert all(0 <= x <= mark.width and 0 <= y <= 10 for x, y in points)
