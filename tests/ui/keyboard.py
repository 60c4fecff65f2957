"""Somebody who works the window by keys alone: the hands of tests about keyboard paths."""

from collections.abc import Callable, Generator

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QWidget
from shiboken6 import isValid

from ui.dialogs.palette import Palette

# A key such as “Ctrl+U”, words to type after an apostrophe, or what must be true before it goes on.
Step = str | Callable[[], object]
Steps = Generator[Step, None, None]

_PATIENCE = 5_000  # milliseconds
_MOST_TABS = 80


class Hands(QObject):
    """Does one step after the other, through every dialog that a key opens and closes.

    The steps are a generator: what it asserts between two steps it sees between two keys.
    """

    def __init__(self) -> None:
        super().__init__()
        self._steps: Steps = no_steps()
        self._until: Callable[[], object] | None = None
        self._deadline = QDeadlineTimer(_PATIENCE)
        self._failed: BaseException | None = None
        self._over = False

    def do(self, steps: Steps) -> None:
        """Do all of them. Raises what a step raised."""
        self._steps, self._over, self._until = steps, False, None
        self._later()
        while not self._over:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if self._failed is not None:
            raise self._failed

    def _later(self) -> None:
        """A new timer each time: one that is at work does not fire in the loop of a dialog it opened."""
        QTimer.singleShot(1, self, self._go_on)

    def _go_on(self) -> None:
        try:
            if QApplication.activeWindow() is None:
                bring_forward()
            if is_lost() or (self._until is not None and not self._until()):
                if self._deadline.hasExpired():  # raised where it waits
                    self._steps.throw(AssertionError(f"waited in vain with {where()}"))
                self._later()
                return
            step = next(self._steps)
        except StopIteration:
            self._over = True
            return
        except BaseException as error:
            self._failed, self._over = error, True
            while (shown := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
                shown.hide()
            return
        self._until, self._deadline = None, QDeadlineTimer(_PATIENCE)
        self._later()
        if callable(step):
            self._until = step
        elif step.startswith("'"):
            for each in step[1:]:  # the first may take the keyboard elsewhere
                QTest.keyClicks(in_hand(), each)
        else:
            keys = QKeySequence(step)[0]  # type: ignore[index]
            QTest.keyClick(in_hand(), keys.key(), keys.keyboardModifiers())


def is_lost() -> bool:
    """Whether there are windows, but none of them has the keyboard."""
    shown = any(each.isVisible() for each in QApplication.topLevelWidgets())
    return shown and (QApplication.activeWindow() is None or held() is None)


def bring_forward() -> None:
    """What a window manager does when the window with the keyboard has closed."""
    shown = QApplication.activeModalWidget()
    for each in [shown] if shown is not None else QApplication.topLevelWidgets():
        if isinstance(each, QMainWindow) or each is shown:
            each.activateWindow()


def no_steps() -> Steps:
    """Nothing to do."""
    yield from ()


def held() -> QWidget | None:
    """What a key goes to now; None while the keyboard is between two windows."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()


def in_hand() -> QWidget:
    """What a key goes to, where there is something."""
    found = held()
    assert found is not None, "no window has the keyboard"
    return found


def here() -> str:
    """What the control is called that has the keyboard."""
    found = held()
    if found is None:
        return ""
    words = found.text() if isinstance(found, QAbstractButton) else ""
    return found.accessibleName() or words.replace("&", "")


def window_here() -> QWidget | None:
    """The window that has the keyboard."""
    found = held()
    return found.window() if found is not None else None


def where() -> str:
    """What has the keyboard, in words."""
    found = held()
    if found is None:
        return "nothing"
    return f"{type(found).__name__} “{here()}” of “{found.window().windowTitle()}”"


def dialog(title: str) -> Step:
    """Until the dialog with this title is in front."""

    def is_shown() -> bool:
        shown = QApplication.activeModalWidget()
        return shown is not None and shown.windowTitle() == title and window_here() is shown

    return is_shown


def no_dialog() -> bool:
    """Until none is in front."""
    return QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None


def to(name: str, key: str = "Tab") -> Steps:
    """Tab, or that key, to the control whose name begins so; it must be reached."""
    passed = []
    for _ in range(_MOST_TABS):
        if here().startswith(name):
            return
        passed.append(here())
        yield key
    raise AssertionError(f"{key} does not reach “{name}”, but {passed}")


def fill(**fields: str) -> Steps:
    """Type into fields by their names, with _ for a blank, in the order in which Tab comes to them."""
    for name, words in fields.items():
        yield from to(name.replace("_", " "))
        field = in_hand()
        if isinstance(field, QLineEdit) and field.text():
            yield "Ctrl+A"
        yield f"'{words}"


def command(words: str) -> Steps:
    """A command by its words, as it is found by Ctrl+K."""
    yield "Ctrl+K"
    yield lambda: isinstance(window_here(), Palette)
    yield f"'{words.rstrip('…')}"
    palette = in_hand().window()
    assert isinstance(palette, Palette)
    for _ in range(palette.model.shown):
        if palette.grid.current is not None and palette.grid.current.title == words.rstrip("…"):
            break
        yield "Down"
    else:
        raise AssertionError(f"Ctrl+K does not find “{words}”")
    yield "Return"
    yield lambda: not (isValid(palette) and palette.isVisible())


def leave() -> Steps:
    """Escape until no dialog is in front: where somebody filters, the first one leaves the filter."""
    while not no_dialog():
        yield "Escape"
