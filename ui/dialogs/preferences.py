"""What one person chooses on one computer: the look, the size of the text, the name."""

from typing import TYPE_CHECKING

from ui.dialogs.fields_dialog import FieldsDialog
from ui.theme import TEXT_SIZES, Look
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOOKS = (
    (Look.SYSTEM, "As the computer"),
    (Look.LIGHT, "Light"),
    (Look.DARK, "Dark"),
    (Look.CONTRAST, "High contrast"),
)


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
        beside = "Stands beside every change you make"
        self.name = TextField("Your name", preferences.name, needed=True, help=beside)
        self.add(self.look, self.text_size)
        self.add(self.name)

    def settle(self) -> None:
        """Put it on every window, and keep it."""
        self._window.program.use_name(self.name.value())
        self._window.program.use_look(self.look.value(), self.text_size.value())


def your_settings(window: "MainWindow") -> None:
    """Ask for one's own settings."""
    SettingsDialog(window).exec()
