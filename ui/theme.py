"""Colours and sizes: the tokens of the window in light, dark and high contrast, and how they are put on.

Painters ask `tokens()` and `px()` each time they paint, so that a change of look needs a repaint and
nothing else; a change of text size remakes the window, whose sizes are set when it is built.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tracker.frozen import dataclass
from tracker.reports.look import CHIPS, OVERDUE


class Look(StrEnum):
    """What the person chose; `SYSTEM` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Density(StrEnum):
    """How close together a table's rows stand."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


_CLOSER = 6  # by how much compact rows are lower, in pixels of the design
_LOWEST = 24  # no row is lower: a text and what is marked below it still stand apart
TEXT_SIZES = (100, 115, 130, 150, 175, 200)  # per cent


@dataclass(frozen=True, slots=True)
class Tone:
    """A state's colours: its word and shape, and the ground below them."""

    text: QColor
    ground: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the window. `outlined`: chips are words in a border, as in high contrast.

    `border` is for hairlines round cards and heads, `hair` between rows, `edge` for controls that need
    a visible outline. `states` has a tone for each lifecycle, each delivery rating and "overdue".
    """

    window: QColor
    surface: QColor
    alternate: QColor
    border: QColor
    hair: QColor
    edge: QColor
    hover: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    focus: QColor
    states: Mapping[str, Tone]
    dark: bool = False
    outlined: bool = False

    def fill(self, state: str) -> QColor:
        """The state's colour in a bar: pure text colours look muddy side by side."""
        tone = self.states[state]
        ink, ground = (tone.ground, tone.text) if state == OVERDUE else (tone.text, tone.ground)
        return mixed(ink, ground, 0.8)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of one colour and the rest of the other."""
    rest = 1 - share
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * rest,
        one.greenF() * share + other.greenF() * rest,
        one.blueF() * share + other.blueF() * rest,
    )


def _states(pairs: Mapping[str, tuple[str, str]]) -> dict[str, Tone]:
    return {code: Tone(QColor(text), QColor(ground)) for code, (text, ground) in pairs.items()}


_DARK_BLUE, _DARK_GREY = ("#A9CBF7", "#1B3250"), ("#C9D2DC", "#2B343F")


@cache
def light() -> Tokens:
    """The light look; papers use its state colours too."""
    return Tokens(
        window=QColor("#F6F7F9"),
        surface=QColor("#FFFFFF"),
        alternate=QColor("#F0F2F5"),
        border=QColor("#C9D0D9"),
        hair=QColor("#E3E7EC"),
        edge=QColor("#7A8594"),
        hover=QColor("#E9EDF2"),
        text=QColor("#17212D"),
        muted=QColor("#4C5866"),
        accent=QColor("#1B4E8F"),
        on_accent=QColor("#FFFFFF"),
        selection=QColor("#DCE8F8"),
        focus=QColor("#1B4E8F"),
        states=_states({code: (chip.ink, chip.ground) for code, chip in CHIPS.items()}),
    )


@cache
def dark() -> Tokens:
    """The dark look."""
    return Tokens(
        window=QColor("#11161C"),
        surface=QColor("#191F27"),
        alternate=QColor("#1F2731"),
        border=QColor("#3A4655"),
        hair=QColor("#29323D"),
        edge=QColor("#7C8A9B"),
        hover=QColor("#232C37"),
        text=QColor("#E9EEF4"),
        muted=QColor("#A8B4C2"),
        accent=QColor("#86B6F2"),
        on_accent=QColor("#0D1B2C"),
        selection=QColor("#27405F"),
        focus=QColor("#86B6F2"),
        states=_states(
            dict.fromkeys(CHIPS, _DARK_GREY)
            | {
                "on_track": ("#8FDDAE", "#173526"),
                "at_risk": ("#FFD287", "#3D2C0B"),
                "off_track": ("#FFB3AE", "#46191A"),
                "complete": _DARK_BLUE,
                "embedded": ("#8EDDE6", "#12363B"),
                OVERDUE: ("#2A0A08", "#FF8A80"),
            }
        ),
        dark=True,
    )


@cache
def contrast() -> Tokens:
    """White on black with a yellow focus; states are words and shapes in a border."""
    black, white, yellow = QColor("#000000"), QColor("#FFFFFF"), QColor("#FFFF00")
    return Tokens(
        window=black,
        surface=black,
        alternate=QColor("#1A1A1A"),
        border=white,
        hair=QColor("#8C8C8C"),
        edge=white,
        hover=QColor("#2B2B2B"),
        text=white,
        muted=white,
        accent=yellow,
        on_accent=black,
        selection=QColor("#003C78"),
        focus=yellow,
        states={code: Tone(white, black) for code in CHIPS} | {OVERDUE: Tone(black, yellow)},
        dark=True,
        outlined=True,
    )


def of_system(palette: QPalette) -> Tokens:
    """High contrast in the computer's own colours."""
    text, window = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    plain = Tone(text, window)
    return replace(
        contrast(),
        window=window,
        surface=window,
        alternate=mixed(text, window, 0.08),
        hover=mixed(text, window, 0.15),
        border=text,
        hair=mixed(text, window, 0.5),
        edge=text,
        text=text,
        muted=text,
        accent=text,
        on_accent=window,
        focus=text,
        selection=mixed(text, window, 0.25),
        states=dict.fromkeys(CHIPS, plain) | {OVERDUE: Tone(window, text)},
        dark=window.lightnessF() < 0.5,
    )


class _Current:
    """What is on now: the one piece of state of this module, set by `use` alone."""

    tokens: Tokens | None = None
    look = Look.SYSTEM
    scale = 1.0
    density = Density.COMFORTABLE
    system_palette: QPalette | None = None


def tokens() -> Tokens:
    """The colours to paint with."""
    return _Current.tokens or light()


def px(size: float) -> int:
    """A length of the design in pixels at the chosen text size."""
    return round(size * _Current.scale)


def pxf(size: float) -> float:
    """The same, not rounded: for what is drawn finer than pixels."""
    return size * _Current.scale


def row_high(size: float) -> int:
    """The height in pixels of a table's row that is so high in the design, at the chosen density."""
    return px(size if _Current.density is Density.COMFORTABLE else max(_LOWEST, size - _CLOSER))


def use(look: Look = Look.SYSTEM, text_size: int = 100, density: Density = Density.COMFORTABLE) -> None:
    """Put a look, a text size (per cent, 100 to 200) and a density on the whole program.

    Texts and rows laid out already keep their size until their window is made anew. Raises ValueError for
    another text size.
    """
    if text_size not in TEXT_SIZES:
        raise ValueError(f"{text_size} % is no text size")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if _Current.system_palette is None:
        _Current.system_palette = app.palette()
        QGuiApplication.styleHints().colorSchemeChanged.connect(_follow)
    _Current.look, _Current.scale, _Current.density = look, text_size / 100, density
    _put_on(app)


def _follow() -> None:
    app = QApplication.instance()
    if _Current.look is Look.SYSTEM and isinstance(app, QApplication):
        _put_on(app)


def _put_on(app: QApplication) -> None:
    from ui import fonts

    _Current.tokens = _chosen(_Current.look)
    app.setFont(fonts.font(14))
    app.setPalette(_palette(_Current.tokens))
    sheet = _style_sheet(_Current.tokens)
    if sheet != app.styleSheet():  # every widget there is would be laid out anew
        app.setStyleSheet(sheet)


def _chosen(look: Look) -> Tokens:
    if look is Look.SYSTEM:
        hints = QGuiApplication.styleHints()
        wish = hints.accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast and _Current.system_palette is not None:
            return of_system(_Current.system_palette)
        return dark() if hints.colorScheme() == Qt.ColorScheme.Dark else light()
    return {Look.LIGHT: light, Look.DARK: dark, Look.CONTRAST: contrast}[look]()


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.alternate,
        role.Text: t.text,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.ToolTipBase: t.surface,
        role.ToolTipText: t.text,
        role.PlaceholderText: _hint(t),
        role.Highlight: t.selection,
        role.HighlightedText: t.text,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.surface,
        role.Midlight: t.hair,
        role.Mid: t.border,
        role.Dark: t.edge,
        role.Shadow: t.edge,
    }.items():
        palette.setColor(where, colour)
    faded = mixed(t.muted, t.surface, 0.65)
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, faded)
    return palette


def _hint(t: Tokens) -> QColor:
    """For an example in an empty field. In high contrast nothing is muted, and it would pass for a value."""
    return mixed(t.muted, t.surface, 0.7) if t.outlined else t.muted


def _style_sheet(t: Tokens) -> str:
    text = files("resources").joinpath("style", "window.qss").read_text(encoding="utf-8")
    colours = {
        name: value.name()
        for name in Tokens.__dataclass_fields__
        if isinstance(value := getattr(t, name), QColor)
    }
    sizes = {f"px{n}": f"{px(n)}px" for n in (1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 26, 28, 30, 32)}
    states = {"faded": mixed(t.muted, t.surface, 0.65).name(), "wrong": t.states["off_track"].text.name()}
    states["hint"] = _hint(t).name()
    return Template(text).substitute(colours | states | sizes)
