"""The one family on screen, Source Sans 3, in two weights.

The file is a variable font: Qt ignores `setWeight` and `font-weight` on it and shows its lightest
instance unless the axis is set, so every font on screen comes from here.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from ui import theme

REGULAR, SEMIBOLD = 400, 600
FAMILY = "Source Sans 3"
_PACKAGES = {
    "fontpkg_source_sans_3": "SourceSans3[wght].ttf",
    "fontpkg_noto_sans_arabic": "NotoSansArabic[wdth,wght].ttf",
}


def load() -> None:
    """Give Qt the family. Call once, after QApplication is made; Arabic follows by `load_arabic`."""
    _add("fontpkg_source_sans_3")


def load_arabic() -> None:
    """Give Qt the Arabic letters too. Not needed for the first paint."""
    _add("fontpkg_noto_sans_arabic")


def _add(package: str) -> None:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "files" / _PACKAGES[package]
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise RuntimeError(f"the font of {package} cannot be read")


def font(size: float = 14, weight: int = REGULAR) -> QFont:
    """The family at `size` pixels (before the chosen text size) and a weight of 400 or 600."""
    return _font(theme.px(size), weight)


@cache
def _font(pixels: int, weight: int) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setVariableAxis(QFont.Tag.fromString("wght"), weight)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def metrics(size: float = 14, weight: int = REGULAR) -> QFontMetrics:
    """How wide and high that font comes out."""
    return _metrics(theme.px(size), weight)


@cache
def _metrics(pixels: int, weight: int) -> QFontMetrics:
    return QFontMetrics(_font(pixels, weight))
