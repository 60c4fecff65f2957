"""Words typed into a form that was left before it was saved, offered when the same form is opened again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.above import window_over

if TYPE_CHECKING:
    from ui.dialogs.form import Form
    from ui.main_window import MainWindow

_MOST = 20  # of the latest are kept
_PAUSE = 1500  # milliseconds without a key


class Draft:
    """What was typed into one form. It is kept beside the preferences, and dropped once the form is saved."""

    def __init__(self, form: "Form", window: "MainWindow", about: str) -> None:
        self._form, self._preferences = form, window.preferences
        plan = str(window.workspace.session.path) if window.workspace else ""
        self._key = "\n".join((plan, form.windowTitle(), about))
        self._begun = self._typed()
        self._pause = QTimer(form)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._keep)
        for field in form.fields:
            field.changed.connect(self._pause.start)

    @property
    def is_there(self) -> bool:
        """Whether words were left in this form."""
        return bool(self._kept())

    def put_back(self) -> None:
        """Fill in what was left."""
        values = self._kept()
        for name, edit in self._edits().items():
            if name in values:
                edit.setText(values[name]) if isinstance(edit, QLineEdit) else edit.setPlainText(values[name])

    def end(self, *, saved: bool) -> None:
        """The form is closed."""
        self._pause.stop()
        if saved:
            self._write({})
        else:
            self._keep()

    def _edits(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        found = {field.name: getattr(field, "edit", None) for field in self._form.fields}
        return {name: edit for name, edit in found.items() if isinstance(edit, QLineEdit | QPlainTextEdit)}

    def _typed(self) -> dict[str, str]:
        return {
            name: edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
            for name, edit in self._edits().items()
        }

    def _keep(self) -> None:
        typed = self._typed()
        changed = {name: text for name, text in typed.items() if text != self._begun.get(name)}
        if changed:
            self._write(changed)

    def _kept(self) -> Mapping[str, str]:
        values = self._preferences.get("drafts", {}).get(self._key, {})
        return values if isinstance(values, dict) else {}

    def _write(self, values: Mapping[str, str]) -> None:
        others = {key: each for key, each in self._preferences.get("drafts", {}).items() if key != self._key}
        kept = {**others, self._key: values} if values else others
        self._preferences.keep("drafts", dict(list(kept.items())[-_MOST:]))


def draft_of(form: "Form", about: str) -> Draft | None:
    """The draft of a form over a window; None where there is no window, whose preferences would keep it."""
    window = window_over(form)
    return Draft(form, window, about) if window is not None else None


def forget_drafts(window: "MainWindow") -> None:
    """Drop what was left in any form over this plan: a text that was removed for good may be among it."""
    assert window.workspace is not None
    of_plan = f"{window.workspace.session.path}\n"
    drafts = window.preferences.get("drafts", {})
    kept = {key: each for key, each in drafts.items() if not key.startswith(of_plan)}
    window.preferences.keep("drafts", kept)
