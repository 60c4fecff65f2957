"""The sheets that papers are laid out on; apart from `look`, which the window needs without documents."""

from dataclasses import dataclass

from tracker.reports.document import Page


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and its margins in millimetres; `side` is the margin at left and right."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        """Millimetres between the side margins."""
        return self.width - 2 * self.side


SHEETS = {
    Page.A4_PORTRAIT: Sheet(210, 297, side=20, top=25, bottom=22),
    Page.A4_LANDSCAPE: Sheet(297, 210, side=16, top=22, bottom=19),
}
