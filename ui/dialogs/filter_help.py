"""The filter's language on a small page: what can be typed, and what it finds."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from tracker.domain.rules.query import Language
from ui.fonts import SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.frames import button, column, label
from ui.widgets.paint import rounded


class FilterHelp(QDialog):
    """Examples that can be pressed: `chosen` gives one to be typed on."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, language: Language) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("What can be typed in the filter")
        table = QGridLayout()
        table.setHorizontalSpacing(px(16))
        table.setVerticalSpacing(px(2))
        for line, (example, words) in enumerate(examples(language)):
            press = button(example, "link", small=True, press=self._pressed)
            press.setAccessibleName(f"{example}: {words}")
            table.addWidget(press, line, 0)
            table.addWidget(label(words, 13, muted=True), line, 1)
        self.setLayout(
            column(
                label("What can be typed", 16, SEMIBOLD),
                label("Words are looked for everywhere; a name narrows the search.", 13, muted=True),
                table,
                gap=8,
                margin=16,
            )
        )

    def show_below(self, widget: QWidget) -> None:
        """Show it with its right edge at that of a widget."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width(), widget.height() + px(2)))
        self.move(max(corner.x() - self.width(), 0), corner.y())
        self.show()

    def _pressed(self) -> None:
        sender = self.sender()
        self.close()
        self.chosen.emit(sender.text())  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        rounded(painter, self.rect(), None, tokens().edge)
        painter.end()


def examples(language: Language) -> tuple[tuple[str, str], ...]:
    """What to type, and what it finds."""
    owner, stream = language.owner.lower(), language.stream.lower()
    own = ((f'"{language.columns[0]}":', "a column of your own, by its name"),) if language.columns else ()
    return (
        ("front door", "both words, in any field, and in updates"),
        ('"front door"', "these words one after the other"),
        ("owner:me", f"yours; also none, vacant, or a part of the {owner}’s title or name"),
        ("due<30", "due within 30 days; also due>90, due<31/3/2027, due:march 2027, due:none"),
        ("late", "overdue; late>30 by more than 30 days"),
        ("moved>1", "moved twice or more"),
        ("rating:off", "off track; also at risk, on track, none"),
        ("status:open", "also complete, closed, on hold, draft, gone"),
        ("stream:", f"the {stream}, by its number or words"),
        ("tag:", "a tag, by its words"),
        ("area:F3", "what answers an improvement area"),
        ("rag:red", "a colour, where the plan uses them; R, A, G and B will do"),
        ("no:measure", "also no:date, no:owner, no:update, no:evidence"),
        ("stale", f"no update for {language.quiet_days} days"),
        ("awaiting:evidence", "complete, evidence awaited; awaiting:date: a new date was asked for"),
        *own,
        ("-late", "a minus turns anything round; a comma gives a choice: rating:off,risk"),
    )
