import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from tracker.domain.codes import Delivery, Lifecycle
from tracker.reports.look import OVERDUE
from ui import fonts, theme
from ui.theme import Look, Tokens
from ui.widgets.paint import Chip, chip_width, draw_chip, overdue_chip, put, state_chip

LOOKS = {Look.LIGHT: theme.light, Look.DARK: theme.dark, Look.CONTRAST: theme.contrast}
STATES = [*Lifecycle, *Delivery]
CHIPS = [*map(state_chip, STATES), overdue_chip("18 days")]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""

    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds(t: Tokens) -> dict[str, QColor]:
    """Every plain ground that words stand on: pages, cards, table rows of both kinds, one under the mouse,
    a selected one."""
    return {name: getattr(t, name) for name in ("window", "surface", "alternate", "hover", "selection")}


def pairs(t: Tokens) -> Iterator[tuple[str, QColor, QColor]]:
    """Every pair of words and ground, with its name. The words of a state stand bare too: a late date, what
    is wrong in a form, a count that presses. What cannot be used is fainter, and says so by its state."""
    inks = {name: getattr(t, name) for name in ("text", "muted", "accent")}
    inks |= {state: t.states[state].text for state in ("off_track", "at_risk")}
    for (ink, colour), (ground, below) in itertools.product(inks.items(), grounds(t).items()):
        yield f"{ink} on {ground}", colour, below
    yield "on_accent on accent", t.on_accent, t.accent
    for state, tone in t.states.items():
        yield f"{state} on its own ground", tone.text, tone.ground
        if t.outlined and state != OVERDUE:
            for ground, below in grounds(t).items():
                yield f"{state} in its border on {ground}", tone.text, below


@pytest.mark.parametrize("look", LOOKS)
def test_words_are_readable_on_every_ground_they_stand_on(look: Look) -> None:
    found = {name: contrast(ink, ground) for name, ink, ground in pairs(LOOKS[look]())}
    assert {name: round(each, 2) for name, each in found.items() if each < 4.5} == {}


@pytest.mark.parametrize(
    ("text", "window"),
    [("#FFFFFF", "#000000"), ("#000000", "#FFFFFF"), ("#FFFFFF", "#2D3236"), ("#3D3D3D", "#FFFAEF")],
)
def test_words_are_readable_in_the_computers_own_high_contrast(text: str, window: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    found = {name: contrast(ink, ground) for name, ink, ground in pairs(theme.of_system(palette))}
    assert {name: round(each, 2) for name, each in found.items() if each < 4.5} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_edges_of_controls_and_the_focus_ring_can_be_seen(look: Look) -> None:
    t = LOOKS[look]()
    for ground in (t.window, t.surface, t.alternate):
        assert contrast(t.edge, ground) >= 3
        assert contrast(t.focus, ground) >= 3
    assert contrast(t.focus, t.selection) >= 3


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "chip", [*map(state_chip, STATES), overdue_chip("18 days")], ids=lambda chip: chip.word
)
def test_a_chip_is_readable_as_painted_on_a_selected_row_too(
    look: Look, chip: object, dressed: object
) -> None:

    assert isinstance(chip, Chip)
    theme.use(look, 100)
    for ground in (theme.tokens().surface, theme.tokens().selection):
        picture = QImage(chip_width(chip) * 2 + 20, 60, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(2)
        picture.fill(ground)
        painter = QPainter(picture)
        draw_chip(painter, 5, 15, chip)
        painter.end()
        middle = [picture.pixelColor(x, 30) for x in range(20, picture.width() - 20)]
        chip_ground = max(set(map(QColor.rgb, middle)), key=[each.rgb() for each in middle].count)
        assert max(contrast(QColor(chip_ground), each) for each in middle) >= 4.5


def test_every_state_has_a_shape_of_its_own() -> None:
    marks = [state_chip(state).mark for state in STATES]
    assert all(marks)
    assert len(set(marks)) == len(marks)


def test_the_two_weights_differ_in_ink_and_neither_is_the_lightest(dressed: object) -> None:
    def ink(weight: int) -> int:
        picture = QImage(400, 40, QImage.Format.Format_Grayscale8)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        put(
            painter,
            picture.rect(),
            "Recruit eight social workers",
            size=20,
            weight=weight,
            colour=QColor("black"),
        )
        painter.end()
        return sum(255 - value for value in bytes(picture.constBits()))

    assert ink(200) * 1.2 < ink(fonts.REGULAR) < ink(fonts.SEMIBOLD) / 1.15


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
def test_text_and_lengths_grow_together(size: int) -> None:
    theme.use(Look.LIGHT, size)
    assert theme.px(100) == size
    assert fonts.font(14).pixelSize() == round(14 * size / 100)


def test_a_text_size_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match="300"):
        theme.use(Look.LIGHT, 300)


@pytest.mark.parametrize("look", LOOKS)
def test_the_example_in_an_empty_field_is_readable_and_no_value(look: Look, dressed: QApplication) -> None:
    theme.use(look, 100)
    hint = dressed.palette().placeholderText().color()
    assert hint != theme.tokens().text
    assert contrast(hint, theme.tokens().surface) >= 4.5


def test_the_looks_differ(dressed: object) -> None:
    for one, other in itertools.combinations(LOOKS.values(), 2):
        assert one().surface != other().surface
