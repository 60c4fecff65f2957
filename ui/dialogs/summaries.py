"""Write summary: the words of a board cycle, with last time's and a draft from the updates beside them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tracker.domain import british
from tracker.domain.codes import Delivery, Impact
from tracker.domain.commands import WriteSummary
from tracker.domain.records import Finding, Meeting, Summary
from tracker.domain.rules.order import workstreams
from tracker.domain.rules.review import news_since, next_meeting
from tracker.domain.rules.summaries import Scope, actions_in, draft_of, joined, last_time, written_for
from tracker.domain.words import label as words_of
from ui.dialogs.facts import FactForm
from ui.dialogs.findings import opening
from ui.fonts import metrics
from ui.reading import summaries
from ui.theme import px
from ui.widgets.choices import ChoiceField, SegmentsField
from ui.widgets.fields import NotesField
from ui.widgets.frames import Segments, button, column, label, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PARTS = (
    ("text", "What difference was made"),
    ("done", "Done since last time"),
    ("next", "What comes next"),
    ("risks", "Risks and barriers"),
    ("ask", "Ask of the board"),
)
_LINES = 3


class SummaryForm(FactForm):
    """Beside each field stands what was said last time or what the updates say, to be taken or left."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, scope: Scope) -> None:
        about = "Another summary for the same meeting takes this one’s place; both stay in History."
        super().__init__(parent, workspace, "Write summary", save="Save summary", about=about, wide=940)
        self._work: Iterator[None] = iter(())
        self.scope = ChoiceField("About", self._scopes(), scope)
        following = next_meeting(self.plan, self.today)
        self.meeting = ChoiceField("For", self._meetings(), following.id if following else None)
        ratings = [("", "Not rated"), *((each.value, words_of(each)) for each in Delivery)]
        self.delivery = SegmentsField("Delivery rating", ratings)
        self.impact = ChoiceField(
            "Impact rating", [(None, "Not rated"), *((each, words_of(each)) for each in Impact)]
        )
        self.beside_is = Segments(
            "Words beside the fields", [("last", "Last time"), ("draft", "From updates")]
        )
        self._said = label("", 13, muted=True, wrap=True)
        self.standing = label("", 14, wrap=True)
        self._written: Summary | None = None  # what stands for the meeting, as it was put into the fields
        self.texts = {part: NotesField(title, lines=_LINES) for part, title in _PARTS}
        self.beside = {part: _Beside(self.texts[part]) for part, _ in _PARTS}
        self.add(self.scope, self.meeting)
        self.add(self.standing)
        self.add(self.delivery, self.impact)
        self.add(row(self._said), row(self.beside_is, None))
        for part, _ in _PARTS:
            self.add(self.texts[part], self.beside[part])
        self.add_hands()
        self.begin_with = self.texts["text"]
        for field in (self.scope, self.meeting):
            field.changed.connect(self._fill_in_written)
            field.changed.connect(self._show_beside)
        self.beside_is.changed.connect(self._show_beside)
        self.finished.connect(self._stop)
        self._fill_in_written()
        self._show_beside()

    def _scopes(self) -> list[tuple[Scope, str]]:
        found = [(Scope(), "The whole plan")]
        found += [(Scope(each.id), f"Workstream: {each.title}") for each in workstreams(self.plan)]
        areas = (each for each in self.plan.all(Finding) if each.left_out_on is None)
        return found + [
            (Scope(finding_id=each.id), f"{each.ref}: {opening(each.text, 60)}") for each in areas
        ]

    def _meetings(self) -> list[tuple[str | None, str]]:
        found = sorted(self.plan.all(Meeting), key=lambda each: each.held_on, reverse=True)
        named = [(each.id, f"{each.body}, {british.short_day(each.held_on)}") for each in found]
        return [*named, (None, "No meeting: between meetings")]

    def _fill_in_written(self) -> None:
        """What stands for this meeting already is changed, not written anew; what was typed here stays."""
        scope = self.scope.value()
        said = written_for(summaries(self.workspace, scope), scope, self.meeting.value())
        was, self._written = self._written, said
        fields: dict[str, Any] = {**self.texts, "delivery": self.delivery, "impact": self.impact}
        for part, field in fields.items():
            if (field.value() or "") == (getattr(was, part, None) or ""):
                field.set_value(getattr(said, part, None) or "")
        when = f"Written on {british.short_day(said.happened_on)} by {said.whose}" if said else ""
        self.standing.setText(f"{when}: what you change here takes its place." if said else "")
        self.standing.setVisible(said is not None)

    # What stands beside the fields.

    def _show_beside(self) -> None:
        self._stop()
        for each in self.beside.values():
            each.show_words("")
        if self.beside_is.chosen == "last":
            self._show_last_time()
        else:
            self._work = self._drafted()
            self.workspace.slices.add(self._work, of=self)

    def _show_last_time(self) -> None:
        scope = self.scope.value()
        said = last_time(self.plan, summaries(self.workspace, scope), scope, self.meeting.value())
        if said is None:
            self._said.setText("Nothing was written for an earlier meeting.")
            return
        held = self.plan.find(Meeting, said.meeting_id)
        when = british.short_day(held.held_on if held else said.happened_on)
        rated = f", rated {words_of(said.delivery)}" if said.delivery else ""
        self._said.setText(f"by {said.whose} for the meeting on {when}{rated}")
        for part, beside in self.beside.items():
            beside.show_words(getattr(said, part))

    def _drafted(self) -> Iterator[None]:
        """The updates since the meeting before, an action at a time."""
        meeting = self.plan.find(Meeting, self.meeting.value())
        until = min(meeting.held_on, self.today) if meeting else self.today
        since = news_since(self.plan, until)
        drafts = []
        for action in actions_in(self.plan, self.scope.value()):
            if action.updated_on is not None and action.updated_on > since:
                updates = self.workspace.session.updates(action.id, at=self.plan.seq)
                drafts.append(draft_of(action, updates, since, until))
            yield
        told = joined(drafts)
        span = f"{british.short_day(since)} to {british.short_day(until)}"
        self._said.setText(f"Updates from {span}: read them before you take any.")
        for part in ("done", "next", "risks", "ask"):
            self.beside[part].show_words(getattr(told, part))

    def _stop(self) -> None:
        self.workspace.slices.drop(self._work)

    # The command.

    def build(self) -> WriteSummary:
        """The summary as filled in."""
        scope, rating = self.scope.value(), self.delivery.value()
        return WriteSummary(
            workstream_id=scope.workstream_id,
            finding_id=scope.finding_id,
            meeting_id=self.meeting.value(),
            delivery=Delivery(rating) if rating else None,
            impact=self.impact.value(),
            **{part: field.value() for part, field in self.texts.items()},
            happened_on=self.happened_on.read(),
        )


class _Beside(QWidget):
    """Words to read, and a button that puts them into the field after what is there."""

    def __init__(self, field: NotesField) -> None:
        super().__init__()
        self._field = field
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setProperty("offered", True)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(metrics(14).lineSpacing() * _LINES + px(18))
        self.words.setAccessibleName(f"Offered for “{field.name}”")
        self.take = button("Use these words", "ghost", icon_name="arrow-left", small=True, press=self._take)
        self.take.setAccessibleName(f"Use these words for “{field.name}”")
        self.setLayout(column(row(self.take, None), self.words, gap=0))

    def show_words(self, words: str) -> None:
        """Offer these."""
        self.words.setPlainText(words)
        self.setVisible(bool(words))

    def _take(self) -> None:
        self._field.set_value("\n".join(filter(None, (self._field.value(), self.words.toPlainText()))))
        self._field.setFocus()


def write_summary(window: "MainWindow") -> None:
    """Write the summary of the plan; of the area that is selected, where one is."""
    assert window.workspace is not None
    selected = window.selected_record()
    scope = Scope()
    if isinstance(selected, Finding) and selected.left_out_on is None:
        scope = Scope(finding_id=selected.id)
    SummaryForm(window, window.workspace, scope).record()
