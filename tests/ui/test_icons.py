import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

import ui
from ui import icons, theme
from ui.menus import entries
from ui.theme import Look

ROOT = Path(ui.__file__).parent


def test_every_icon_the_menus_name_is_in_the_package(dressed: object) -> None:
    for entry in entries():
        if entry.icon:
            assert not icons.picture(entry.icon, 16, theme.tokens().text).isNull()


def test_every_icon_the_code_names_is_in_the_package(dressed: object) -> None:
    pattern = re.compile(r'(?:icon_name=|[^_]icon\(|draw_icon\(\s*painter, )"([a-z0-9-]+)"')
    names = {
        name for path in ROOT.rglob("*.py") for name in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert len(names) > 5
    for name in sorted(names):
        assert not icons.picture(name, 16, theme.tokens().text).isNull(), name


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        icons.picture("no-such-icon", 16, theme.tokens().text)


def test_an_icon_follows_the_look_without_being_made_anew() -> None:
    made = icons.icon("check")

    def darkest() -> int:
        picture = made.pixmap(QSize(16, 16)).toImage()
        inked = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return min(colour.lightness() for colour in inked if colour.alpha() > 200)

    light = darkest()
    theme.use(Look.DARK, 100)
    assert light < 90 < darkest()


def test_an_icon_that_cannot_be_used_is_paler() -> None:
    made = icons.icon("square")
    usable = made.pixmap(QSize(16, 16), QIcon.Mode.Normal).toImage()
    faded = made.pixmap(QSize(16, 16), QIcon.Mode.Disabled).toImage()
    assert usable != faded
