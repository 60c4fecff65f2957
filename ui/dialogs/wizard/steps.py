"""The four steps at the top of the wizard, and which of them one is at."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.announcing import announce
from ui.fonts import REGULAR, SEMIBOLD, font, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens

_CIRCLE, _LINE = 24, 28


class Steps(QWidget):
    """Painted; a screen reader says "Step 2 of 4: Improvement areas"."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(_CIRCLE + 4))
        self.go_to(0)

    def go_to(self, step: int) -> None:
        """Show that this is the step, and those before it done."""
        self._step = step
        self.setAccessibleName(f"Step {step + 1} of {len(self._names)}: {self._names[step]}")
        self.updateGeometry()
        self.update()
        if self.isVisible():
            announce(self, self.accessibleName())

    def _wide(self, names: Sequence[str]) -> int:
        words = sum(metrics(14, SEMIBOLD).horizontalAdvance(name) + px(8) for name in names)
        return words + len(self._names) * px(_CIRCLE) + (len(self._names) - 1) * px(_LINE + 20) + 2

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._names), px(_CIRCLE + 4))

    def minimumSizeHint(self) -> QSize:
        """Where there is no room, only the step one is at is named."""
        return QSize(self._wide([self._names[self._step]]), px(_CIRCLE + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, side = self.height() / 2, px(_CIRCLE)
        all_named = self.width() >= self._wide(self._names)
        named = self._names if all_named else [self._names[self._step]]
        x = max(self.width() - self._wide(named), 0) + 1.0  # at the right, as all of them would be
        for n, name in enumerate(self._names):
            if n:
                painter.setPen(QPen(t.border, 1))
                painter.drawLine(QPointF(x + px(10), middle), QPointF(x + px(10 + _LINE), middle))
                x += px(_LINE + 20)
            current, circle = n == self._step, QRectF(x, middle - side / 2, side, side)
            painter.setPen(QPen(t.accent if n <= self._step else t.edge, 1.5))
            painter.setBrush(t.accent if current else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            if n < self._step:
                draw_icon(painter, "check", x + px(5), middle - px(7), 14, t.accent)
            else:
                painter.setFont(font(13, SEMIBOLD))
                painter.setPen(t.on_accent if current else t.muted)
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(n + 1))
            x += side
            if not (all_named or current):
                continue
            x += px(8)
            wide = metrics(14, SEMIBOLD).horizontalAdvance(name)
            painter.setFont(font(14, SEMIBOLD if current else REGULAR))
            painter.setPen(t.text if n <= self._step else t.muted)
            painter.drawText(QRectF(x, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += wide
        painter.end()
