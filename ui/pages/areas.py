"""The Improvement areas page: what the letters ask for, what answers it, and what must be sent by when."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent

from tracker.domain import british
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.commands import RemoveRecord
from tracker.domain.records import (
    Action,
    ActionEvidence,
    ActionFinding,
    BudgetChange,
    BudgetLine,
    Duty,
    Evidence,
    Figure,
    Finding,
    LineAction,
    Measure,
    MeasureAction,
    MeasureFinding,
    PathPoint,
    Record,
    RecordTag,
    Source,
    Tag,
)
from tracker.domain.rules.duties import DutyLine, duties_at
from tracker.domain.rules.states import standing
from tracker.domain.rules.tags import tag_words
from tracker.domain.rules.thread import Break, Evidenced, break_words, evidenced_in, thread
from ui.dialogs.actions import ConfirmForm
from ui.dialogs.findings import opening
from ui.dialogs.sources import DutyForm, received_words, sent_form
from ui.pages.areas_detail import AreaDetail
from ui.pages.areas_rows import Area, area_columns, draw_source_bar, duty_columns, in_order
from ui.pages.beside import Beside
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.columns import Grouping, Head
from ui.widgets.frames import Card, Empty, Segments, button, column
from ui.widgets.grid import Grid
from ui.widgets.listing import Listing
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_MENU = (
    "add_here",
    "answer_area",
    "area_actions",
    "area_measure",
    "area_measures",
    "open_letter",
    "",
    "annotate",
    "tags",
    "correct",
    "leave_out",
    "take_in",
    "",
    "add_area",
    "remove",
)
_THREADS = (
    *(Finding, ActionFinding, Source, Measure, MeasureAction, MeasureFinding, Figure, PathPoint),
    *(RecordTag, Tag),
    *(BudgetLine, BudgetChange, LineAction),
)  # of these, any number of areas may look different
_EVIDENCE = (ActionEvidence, Evidence)
_AT_ONCE = 400  # actions whose threads are followed without being felt
_DUTIES = 3  # rows in sight; more are scrolled to
_TESTS: dict[str, Callable[[Area], bool]] = {
    "gaps": lambda area: bool(area.breaks),
    "left_out": lambda area: area.is_left_out,
}
_FROM_LETTER = (
    "Add the inspection letter: its areas are read from it, each with a draft action.",
    "Add a document",
)
_FROM_TEXT = (
    "Nothing was taken from the letter as an area. Passages of its text can be taken one by one.",
    "Add from the text",
)


class AreasPage(Page):
    """Areas by letter, gaps marked; the selected one in full beside the table."""

    title = "Improvement areas"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._areas: dict[str, Area] = {}
        self._evidenced: Evidenced | None = None
        self._bars: dict[str, tuple[tuple[str, int], ...]] = {}  # by document, how its actions stand
        self._unfollowed: set[str] = set()
        self._following: Iterator[None] = iter(())
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.shown = Segments("Which areas", [("all", "All"), ("gaps", "Gaps"), ("left_out", "Left out")])
        document = button("Add a document", icon_name="file-input", press=self._add_document)
        self._document = document
        letters = button("Letters and duties", icon_name="files", press=self._sources)
        for each in (self.shown, letters, document):
            self.head.at_right.addWidget(each)
        self.body.addWidget(self._duties_card())
        self.rows: RowsModel[Area] = RowsModel(
            area_columns(), key=lambda area: area.id, also=_further_words, parent=self
        )
        self.rows.set_grouping(Grouping(of=_source_id, order=self._sources_in_order, head=self._head))
        self.grid: Grid[Area] = Grid(self.rows, "Areas by letter", row_high=48, sheet=True)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self._opened)
        self.grid.menu_wanted.connect(self._show_menu)
        self._none = Empty("No improvement areas yet", "", "Add a document", icon_name="flag")
        self._none.pressed.connect(self._add_first)
        self.listing = Listing(
            "Filter improvement areas",
            self.grid,
            choices=self.shown,
            tests=_TESTS,
            none=self._none,
            none_fits="No area fits",
        )
        self.listing.looked_at.connect(self._looked_at)
        self.detail = AreaDetail(self.window_)
        self._beside = Beside(self.listing, self.detail, wide=372, high=260, roomy=900)
        self.body.addWidget(self._beside, 1)

    def _duties_card(self) -> Card:
        self._card = Card("What must be sent")
        self._sent = button("Sent on…", "ghost", icon_name="mail-check", small=True, press=self._record_sent)
        change = button("Change…", "ghost", icon_name="pencil", small=True, press=self._change_duty)
        self._duty_deeds = (self._sent, change)
        for each in self._duty_deeds:
            self._card.head.addWidget(each)
        self.duty_rows: RowsModel[DutyLine] = RowsModel(
            duty_columns(), key=lambda line: line.duty.id, parent=self
        )
        self.duties: Grid[DutyLine] = Grid(self.duty_rows, "What must be sent", row_high=48)
        self.duties.horizontalHeader().hide()
        self.duties.moved.connect(self._duty_moved)
        self.duties.opened.connect(self._duty_opened)
        inside = column(self.duties)
        inside.setContentsMargins(0, 0, 0, px(4))
        self._card.body.addLayout(inside)
        return self._card

    # The plan as it stands.

    def refresh(self, changes: Changes) -> None:
        """Take in what changed."""
        plan = self._workspace.plan
        for each in (self._document, self._none.button):
            each.setEnabled(not self._workspace.read_only)
            each.setToolTip(self._workspace.read_only)
        if changes.touched(Action, *_THREADS):
            if changes.touched(*_THREADS):
                known = self._areas
                self._areas = {
                    each.id: Area(plan, each, known[each.id].followed if each.id in known else None)
                    for each in plan.all(Finding)
                }
                self._unfollowed = set(self._areas)
            else:
                self._renew(changes.ids(Action))
            self.rows.set_rows(sorted(self._areas.values(), key=lambda area: area.finding.position))
            self.listing.look()
        if changes.touched(*_EVIDENCE):
            self._evidenced, self._unfollowed = None, set(self._areas)
        if changes.touched(Action, *_THREADS, *_EVIDENCE):
            self._follow()
        if changes.touched(Duty, Source):
            lines = duties_at(plan, self._workspace.day)
            self.duty_rows.set_rows(lines)
            self._show_duties()
            self.duties.setFixedHeight(px(48) * min(max(len(lines), 1), _DUTIES))
            unsent = sum(line.duty.sent_on is None for line in lines)
            self._card.second.setText(f"{unsent} not sent yet" if unsent else "all sent")
            self._duty_moved(self.duties.current)

    def _renew(self, action_ids: Collection[str]) -> None:
        """Work out again the areas that these actions answer."""
        plan = self._workspace.plan
        for area in self._areas.values():
            area.plan = plan
        ties = (tie for each in action_ids for tie in plan.by(ActionFinding, "action_id", each))
        for finding_id in {tie.finding_id for tie in ties}:
            before = self._areas[finding_id].followed
            self._areas[finding_id] = Area(plan, plan.get(Finding, finding_id), before)
            self._unfollowed.add(finding_id)

    def _follow(self) -> None:
        """Follow the threads: at once in a small plan, else in slices after the page was painted."""
        self._workspace.slices.drop(self._following)
        self._following = self._followed()
        if len(self._workspace.plan.all(Action)) > _AT_ONCE:
            self._workspace.slices.add(self._following, of=self)
        else:
            for _ in self._following:
                pass

    def _followed(self) -> Iterator[None]:
        yield
        plan = self._workspace.plan
        if self._evidenced is None:
            whole = ActionEvidence in plan.kinds
            self._evidenced = evidenced_in(plan) if whole else self._workspace.session.evidenced()
        waiting = [self._areas[each] for each in self._unfollowed if each in self._areas]
        for area in waiting:
            yield
            area.follow(self._evidenced)
        yield from self._drawn({area.finding.source_id for area in waiting})
        self._unfollowed.clear()
        yield
        self.rows.change_rows(waiting)
        self._show_foot()

    def _drawn(self, source_ids: Collection[str]) -> Iterator[None]:
        """Count how the actions of these documents stand, each once."""
        found: dict[str, dict[str, Delivery | Lifecycle]] = {each: {} for each in source_ids}
        for area in self._areas.values():
            if area.finding.source_id in found:
                yield
                found[area.finding.source_id] |= {each.id: standing(each) for each in area.live}
        self._bars |= {key: in_order(Counter(states.values())) for key, states in found.items()}

    def _show_foot(self) -> None:
        areas = self.rows.rows()
        count, gaps = len(areas), sum(area.is_gap for area in areas)
        left_out = sum(area.is_left_out for area in areas)
        parts = [f"{count} of {british.plural(self.rows.total, 'area')}"]
        parts += [f"{gaps} without an action"] if gaps else ["each has an action"] if count else []
        for what, each in (("a measure", Break.NO_MEASURE), ("evidence", Break.NO_EVIDENCE)):
            without = sum(each in area.breaks for area in areas)
            parts += [f"{without} without {what}"] if without else []
        parts += [f"{left_out} left out"] if left_out else []
        self.listing.foot.setText("   ·   ".join(parts))

    def _looked_at(self) -> None:
        self._show_foot()
        words, deed = _FROM_TEXT if self._workspace.plan.all(Source) else _FROM_LETTER
        self._none.words.setText(words)
        self._none.button.setText(deed)
        self._beside.offer_side(bool(self.rows.total))
        if self.grid.current is not self.detail.row:
            self.detail.show_row(self.grid.current)

    def _sources_in_order(self) -> list[str]:
        return [each.id for each in self._workspace.plan.all(Source)]

    def _head(self, source_id: str, areas: Sequence[Area]) -> Head[Area]:
        source = self._workspace.plan.get(Source, source_id)
        gaps = sum(len(area.breaks) for area in areas)
        told = ", ".join(filter(None, (source.body, received_words(source))))
        words = {0: "no gaps"}.get(gaps, british.plural(gaps, "gap"))
        bar = partial(draw_source_bar, self._bars.get(source_id, ()))
        return Head(title=source.title, words=told, cells={"measures": words}, draws={"progress": bar})

    # What happens on it.

    def _moved(self, area: Area | None) -> None:
        self.detail.show_row(area)
        self.window_.refresh_commands()

    def _opened(self, area: Area, key: str) -> None:
        if key == "measures" and not area.is_gap:
            first = next(iter(thread(self._workspace.plan, area.finding).measures), None)
            self.window_.go("measures", first.id) if first else self.window_.commands.run("area_measure")
            return
        self.window_.commands.run("answer_area" if area.is_gap else "area_actions")

    def _show_menu(self, place: QPoint) -> None:
        self.pop_up(_MENU, place)

    def _add_first(self) -> None:
        self.window_.commands.run("add_area" if self._workspace.plan.all(Source) else "add_document")

    def _add_document(self) -> None:
        self.window_.commands.run("add_document")

    def _sources(self) -> None:
        self.window_.commands.run("sources")

    # Duties.

    def _duty_moved(self, line: DutyLine | None) -> None:
        why_not = self._workspace.read_only
        for each in self._duty_deeds:
            each.setEnabled(line is not None and not why_not)
            each.setToolTip(why_not)
        if line is not None and line.duty.sent_on is not None:
            self._sent.setEnabled(False)
            self._sent.setToolTip("It is noted as sent already.")

    def _duty_opened(self, line: DutyLine, key: str) -> None:
        if self._sent.isEnabled():
            self._record_sent()

    def _record_sent(self) -> None:
        if (line := self.duties.current) is not None:
            sent_form(self, self.window_, line.duty).send(self._workspace.do)

    def _change_duty(self) -> None:
        if (line := self.duties.current) is not None:
            DutyForm(self, line.source, self._workspace.day, line.duty).send(self._workspace.do)

    # What the window asks.

    def selected_record(self) -> Record | None:
        """The area that has the keyboard."""
        area = self.grid.current
        return area.finding if area else None

    @property
    def chosen_column(self) -> str:
        """The column that the keyboard is in: by it “Ins” adds what is missing."""
        return self.grid.current_column

    def show_record(self, record_id: str) -> bool:
        """Select an area, or the first one of a letter."""
        if record_id in {each.id for each in self._workspace.plan.all(Source)}:
            first = next((area for area in self.rows.rows() if area.finding.source_id == record_id), None)
            record_id = first.finding.id if first else record_id
        elif not any(area.finding.id == record_id for area in self.rows.rows()):
            self.listing.show_all()
        finding = self._workspace.plan.find(Finding, record_id)
        if finding is not None:
            self.rows.fold(finding.source_id, False)
        return self.grid.go_to(record_id)

    def show_part(self, part: str) -> None:
        """Show only areas with a gap (“gaps”), without an action (“unanswered”), or left out (“left_out”)."""
        self.listing.show_all()
        if part == "unanswered":
            self.rows.set_values("progress", frozenset({break_words(Break.NO_ACTION)}))
        else:
            self.listing.narrow(part)

    def to_filter(self) -> None:
        """Ctrl+F."""
        self.listing.filter.setFocus()

    def edit(self) -> None:
        """F2: annotate."""
        self.window_.commands.run("annotate")

    def remove(self) -> None:
        """Del: an area that was a mistake."""
        area = self.grid.current
        if area is not None:
            about = (
                f"{area.finding.ref}  {opening(area.finding.text)}\nFor what was added by mistake. What is "
                "not to be answered is left out instead. It can be brought back by Undo."
            )
            command = RemoveRecord(record=Finding, id=area.finding.id)
            form = ConfirmForm(self, "Remove this improvement area?", about, "Remove", command)
            form.send(self._workspace.do)

    def take_keyboard(self) -> None:
        """To the table; where there is none, to what fills it."""
        self.listing.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is low, what must be sent is left to its dialog."""
        super().resizeEvent(event)
        self._show_duties()

    def _show_duties(self) -> None:
        self._card.setVisible(bool(self.duty_rows.total) and self.height() >= px(520))


def _source_id(area: Area) -> str:
    return area.finding.source_id


def _further_words(area: Area) -> str:
    finding = area.finding
    told = (finding.lead_in, *finding.sub_items, finding.annotation, finding.section, finding.theme)
    return " ".join((*told, tag_words(area.plan, finding)))
