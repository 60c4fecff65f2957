"""The base of every dialog that makes a command."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from tracker.domain.commands.base import Command
from ui.dialogs.drafts import Draft, draft_of
from ui.dialogs.fields_dialog import FieldsDialog


class Form(FieldsDialog):
    """Subclasses add fields in their constructor and give the command in `build`.

    `ask()` shows it and returns the command, None if it was cancelled. `send(do)` shows it and does the
    command while it is still open, so that a refusal is said in it and nothing typed is lost; it returns
    what `do` gave. Tests fill the fields and read `command()`.
    """

    def __init__(
        self, parent: QWidget | None, title: str, *, save: str = "Save", about: str = "", wide: float = 480
    ) -> None:
        super().__init__(parent, title, save=save, about=about, wide=wide)
        self._sent_to: Callable[[Command], Any] | None = None
        self._outcome: Any = None
        self._about = about
        self._draft: Draft | None = None
        self.banner.pressed.connect(self._put_back)

    def build(self) -> Command:
        """The command from fields that were checked. Raises TrackerError for what no single field shows."""
        raise NotImplementedError

    def command(self) -> Command:
        """The command as filled in. Raises TrackerError with what is wrong, said beside its field too."""
        self.check()
        return self.build()

    def ask(self) -> Command | None:
        """Show it; the command, or None if it was cancelled."""
        self.finished.connect(self.deleteLater)
        return self._outcome if self.exec() == QDialog.DialogCode.Accepted else None

    def send(self, do: Callable[[Command], Any]) -> Any:
        """Show it and do its command; what that returned, or None if it was cancelled."""
        self._sent_to = do
        return self.ask()

    def settle(self) -> None:
        """Build the command and do it."""
        command = self.build()
        self._outcome = self._sent_to(command) if self._sent_to else command

    def done(self, result: int) -> None:
        """Close; what was typed is kept unless it was saved."""
        if self._draft is not None:
            self._draft.end(saved=result == QDialog.DialogCode.Accepted)
        super().done(result)

    def _put_back(self) -> None:
        self.banner.say("")
        if self._draft is not None:
            self._draft.put_back()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the words that were left here before."""
        if self._draft is None:
            self._draft = draft_of(self, self._about)
            if self._draft is not None and self._draft.is_there:
                self.banner.say("You left this form with words in it.", "Put them back", "note")
        super().showEvent(event)
