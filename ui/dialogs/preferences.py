"""What one person chooses on one computer: the look, sizes, the name, whether spelling is checked."""

from typing import TYPE_CHECKING

from ui.dialogs.fields_dialog import FieldsDialog
from ui.spelling import speller_of
from ui.theme import TEXT_SIZES, Density, Look
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import TextField, Tick

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOOKS = (
    (Look.SYSTEM, "As the computer"),
    (Look.LIGHT, "Light"),
    (Look.DARK, "Dark"),
    (Look.CONTRAST, "High contrast"),
)
_DENSITIES = ((Density.COMFORTABLE, "Comfortable"), (Density.COMPACT, "Compact: more rows in sight"))


class SettingsDialog(FieldsDialog):
    """Belongs to the person and to no plan. What is chosen is put on every window when it is saved."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(
            window,
            "Your settings",
            about="Yours on this computer, whatever plan is open. A plan has settings of its own.",
            wide=460,
        )
        self.finished.connect(self.deleteLater)
        self._window = window
        preferences = window.preferences
        self.look = ChoiceField("Look", list(_LOOKS), preferences.look)
        sizes = [(each, f"{each} %") for each in TEXT_SIZES]
        self.text_size = ChoiceField("Size of the text", sizes, preferences.text_size)
        self.density = ChoiceField("Rows of tables", list(_DENSITIES), preferences.density)
        beside = "Stands beside every change you make"
        self.name = TextField("Your name", preferences.name, needed=True, help=beside, is_name=True)
        self.add(self.look, self.text_size)
        self.add(self.density)
        self.add(self.name)
        self._speller = speller_of(self)
        assert self._speller is not None
        self.spelling = Tick("Underline misspelt words while I write", self._speller.is_on)
        self.add(self.spelling)

    def settle(self) -> None:
        """Put it on every window, and keep it."""
        assert self._speller is not None
        self._speller.switch(self.spelling.isChecked())
        self._window.program.use_name(self.name.value())
        self._window.program.use_look(self.look.value(), self.text_size.value(), self.density.value())


def your_settings(window: "MainWindow") -> None:
    """Ask for one's own settings."""
    SettingsDialog(window).exec()
