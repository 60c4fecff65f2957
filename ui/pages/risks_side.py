"""Beside the list of risks: the 5 × 5 grid, and the selected risk in full."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from tracker.domain import british, words
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, Risk
from tracker.domain.rules.risks import Score, is_rated_worse, score, score_words
from tracker.domain.words import shown_ref, title_shown
from ui.fonts import SEMIBOLD
from ui.pages.risks_matrix import RiskMatrix
from ui.pages.risks_rows import SCORES, RiskRow, score_chip
from ui.pages.side import MOST, Side
from ui.theme import px
from ui.widgets.frames import ChipLabel, Facts, Line, ListRow, Segments, label, row
from ui.widgets.paint import chip_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LABEL = 134  # the room for “What is done about it”


class RiskSide(Side):
    """Follows the list: `show_risks` with the open ones, `show_row` with the selected one."""

    def __init__(self, window: "MainWindow") -> None:
        hint = "Select a risk to read it in full."
        super().__init__(window, "The grid and the selected risk", hint)
        self._risks: Sequence[Risk] = ()
        order = (Score.INHERENT, Score.CURRENT, Score.TARGET)
        self.which = Segments("Which score the grid shows", [(each.value, SCORES[each]) for each in order])
        self.which.choose(Score.CURRENT.value)
        self.which.changed.connect(self._show_grid)
        self.matrix = RiskMatrix()
        self.above.addLayout(row(self.which, None))
        self.above.addWidget(self.matrix)
        self.above.addWidget(Line())
        self.above.addSpacing(px(10))

    def show_risks(self, risks: Sequence[Risk]) -> None:
        """Put these into the grid."""
        self._risks = risks
        self._show_grid()

    def _show_grid(self) -> None:
        self.matrix.show_risks(self._risks, Score(self.which.chosen))

    def show_row(self, found: RiskRow | None) -> None:
        """Draw this risk's way through the grid, and in a moment show it in full."""
        self.matrix.show_way(found.risk if found else None)
        super().show_row(found)

    def fill(self, found: RiskRow) -> None:
        """Show this one."""
        self._show_words(found)
        self._show_scores(found.risk)
        self._show_actions(found)

    def _show_words(self, found: RiskRow) -> None:
        risk = found.risk
        self.add(label(f"{risk.ref}  {risk.title}", 16, SEMIBOLD, wrap=True, select=True))
        if risk.closed_on is not None:
            self.add(
                label(f"Closed {british.short_day(risk.closed_on)}", 14, SEMIBOLD),
                label(risk.closed_reason, 14, wrap=True, select=True),
            )
        facts = Facts(_LABEL)
        review = british.short_day(risk.review_on) if risk.review_on else ""
        due = ", review due" if found.is_review_due else ""
        corporate = f"{risk.corporate_ref} in the corporate register" if risk.corporate_ref else ""
        facts.show_facts(
            (
                (_called("cause"), risk.cause),
                (_called("event"), risk.event),
                (_called("effect"), risk.effect),
                ("Owner", "\n".join(filter(None, (found.owner, found.in_post)))),
                ("Response", words.label(risk.response)),
                (_called("controls"), risk.controls),
                (_called("review_on"), f"{review}{due}"),
                ("Number", corporate),
                ("Tags", found.tags),
            )
        )
        self.add(facts)
        deeds = ("reopen_risk",) if risk.closed_on else ("edit_risk", "close_risk")
        self.add(row(*(self.deed(each) for each in deeds), None))

    def _show_scores(self, risk: Risk) -> None:
        self.add(Line())
        for which, name in SCORES.items():
            chip = score_chip(score(risk, which))
            shown: QWidget = ChipLabel(chip) if chip else label("Not scored", 14, muted=True)
            shown.setAccessibleName(f"{name}: {score_words(score(risk, which))}")
            said = label(name, 14, muted=True)
            said.setFixedWidth(px(_LABEL))
            self.add(row(said, shown, None, gap=4))
        if is_rated_worse(risk):
            self.add(_warning("It is scored higher now than with nothing done: is that so?"))

    def _show_actions(self, found: RiskRow) -> None:
        count = british.plural(len(found.actions), "action") if found.actions else "No action yet"
        self.section("What is done about it", count)
        for action in found.actions[:MOST]:
            self.add(self._action_row(action))
        self.more(len(found.actions))
        self.add(row(self.deed("risk_actions"), None))

    def _action_row(self, action: Action) -> ListRow:
        due = f", due {british.due_words(action.due)}" if action.due else ", no date"
        title = f"{shown_ref(action)}  {title_shown(action)}"
        return self.link(f"actions:{action.id}", title, f"{chip_of(action).word}{due}")


def _called(field: str) -> str:
    return field_label(Risk, field)


def _warning(words_said: str) -> QLabel:
    return label(f"▲ {words_said}", 13, wrap=True)
