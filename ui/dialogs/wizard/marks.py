"""What is outlined in a document: the areas taken from it, and the sentences that were not."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from tracker.domain.codes import FindingKind
from tracker.importing.items import Item
from tracker.importing.proposal import Proposal
from ui.fonts import SEMIBOLD, font
from ui.theme import light, px
from ui.widgets.paint import rounded

_LETTERS = {
    FindingKind.PRIORITY_ACTION: "P",
    FindingKind.AREA_FOR_IMPROVEMENT: "I",
    FindingKind.RECOMMENDATION: "R",
    FindingKind.CONDITION: "C",
    FindingKind.OTHER_AREA: "O",
}
LABEL_WIDE, LABEL_HIGH = 30, 20


@dataclass(frozen=True, slots=True)
class Mark:
    """The lines of one area. `code` is what stands in the margin, "" for a sentence that was not taken."""

    number: int
    code: str
    lines: tuple[int, ...]
    left_out: bool = False


def codes_of(items: Sequence[Item]) -> list[str]:
    """Short names to tell areas apart while they are sorted: P1, P2, I1 …"""
    counts: dict[FindingKind, int] = {}
    codes = []
    for item in items:
        kind = item.finding.kind
        counts[kind] = counts.get(kind, 0) + 1
        codes.append(f"{_LETTERS[kind]}{counts[kind]}")
    return codes


def marks_of(proposal: Proposal) -> list[Mark]:
    """The outlines of everything that was taken, then of what was not."""
    taken = [
        Mark(n, code, item.finding.lines, item.left_out is not None)
        for n, (code, item) in enumerate(zip(codes_of(proposal.items), proposal.items, strict=True))
    ]
    return taken + [Mark(-1, "", lines) for _, lines in proposal.not_taken]


def draw_ground(painter: QPainter, box: QRectF, *, current: bool) -> None:
    """The tint over the words of an area. The page is white paper in every look, so are its colours light."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    tint = light().selection
    painter.fillRect(box, tint.darker(108) if current else tint)
    painter.restore()


def draw_untaken(painter: QPainter, box: QRectF) -> None:
    """The dotted line under words that were not taken."""
    painter.setPen(QPen(light().edge, 1.5, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.left(), box.bottom() + 1), QPointF(box.right(), box.bottom() + 1))


def draw_label(painter: QPainter, x: float, top: float, bottom: float, mark: Mark, *, current: bool) -> None:
    """The bracket beside an area from `top` to `bottom`, and its code in the margin."""
    t = light()
    painter.setPen(QPen(t.accent if current else t.edge, 2 if current else 1))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    box = QRectF(x + px(6), (top + bottom - px(LABEL_HIGH)) / 2, px(LABEL_WIDE), px(LABEL_HIGH))
    draw_code(painter, box, mark.code, solid=current, faded=mark.left_out)


def draw_code(painter: QPainter, box: QRectF, code: str, *, solid: bool, faded: bool = False) -> None:
    """An area's short name in its box, in the light look's colours."""
    t = light()
    tone = t.edge if faded else t.accent
    rounded(painter, box, tone if solid else t.surface, tone, radius=4)
    painter.setFont(font(13, SEMIBOLD))
    painter.setPen(t.on_accent if solid else (t.muted if faded else t.accent))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, code)
