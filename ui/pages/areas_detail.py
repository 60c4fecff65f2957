"""The selected improvement area in full: its verbatim words, notes, actions, and the letter it stands in."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.records import Source
from tracker.domain.rules.measures import is_in_use, measures_for
from tracker.domain.rules.mentions import mention_words
from tracker.domain.rules.tags import tag_words
from tracker.domain.rules.targets import reach_words
from tracker.domain.rules.thread import Break, break_words
from tracker.domain.words import label as word
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.sources import ReceivedForm, received_words
from ui.fonts import SEMIBOLD
from ui.pages.areas_rows import GAP, Area
from ui.pages.measures_rows import measure_rows
from ui.theme import px
from ui.widgets.frames import Card, ChipLabel, Facts, Line, ListRow, Scroll, button, empty, label, row
from ui.widgets.paint import chip_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow


_MOST = 20  # actions shown here; each widget costs, and all of them stand on their own page


class AreaDetail(Card):
    """Shows one area; nothing but a hint while none is selected."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self.window_ = window
        self.setAccessibleName("The selected improvement area")
        self.area: Area | None = None
        inside = QWidget()
        self._parts = QVBoxLayout(inside)
        self._parts.setContentsMargins(px(16), px(14), px(12), px(14))
        self._parts.setSpacing(px(8))
        self._scroll = Scroll(inside)
        self._scroll.setAccessibleName("The area in full")
        self.body.addWidget(self._scroll)

    def show_area(self, area: Area | None) -> None:
        """Show this one, from its beginning if it is another than before."""
        same = area is not None and self.area is not None and area.finding.id == self.area.finding.id
        self.area = area
        empty(self._parts)
        if area is None:
            self._parts.addWidget(
                label("Select an improvement area to read it in full.", 14, muted=True, wrap=True)
            )
        else:
            self._show_words(area)
            self._show_notes(area)
            self._show_actions(area)
            self._show_measures(area)
            self._show_source(area)
        self._parts.addStretch(1)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_words(self, area: Area) -> None:
        finding = area.finding
        head = row(label(finding.ref, 14, SEMIBOLD), label(word(finding.kind), 14, muted=True), None)
        if area.is_gap:
            head.addWidget(ChipLabel(GAP))
        self._parts.addLayout(head)
        if finding.lead_in:
            self._parts.addWidget(label(finding.lead_in, 14, muted=True, wrap=True, select=True))
        self._parts.addWidget(label(finding.text, 16, wrap=True, select=True))
        for item in finding.sub_items:
            self._parts.addWidget(label(f"•  {item}", 14, wrap=True, select=True))
        facts = Facts(96)
        facts.show_facts(
            (
                ("Page", str(finding.page) if finding.page else ""),
                ("Section", finding.section),
                ("Printed as", finding.printed_reference),
                ("Theme", finding.theme),
                ("Our theme", finding.own_theme),
                ("Responsible", british.listed(finding.responsible)),
                ("Addressed to", finding.addressee),
                ("Timescale", finding.timescale),
                ("Check", "; ".join(finding.warnings)),
                ("Other letters", "; ".join(mention_words(area.plan, finding))),
                ("Tags", tag_words(area.plan, finding)),
            )
        )
        self._parts.addWidget(facts)

    def _show_notes(self, area: Area) -> None:
        finding = area.finding
        if area.is_left_out:
            on = british.short_day(finding.left_out_on) if finding.left_out_on else ""
            self._parts.addWidget(Line())
            self._parts.addWidget(label(f"Left out by {finding.left_out_by}, {on}", 14, SEMIBOLD, wrap=True))
            self._parts.addWidget(label(finding.left_out_reason, 14, wrap=True, select=True))
            self._parts.addLayout(row(self._deed("take_in"), None))
            return
        if finding.annotation:
            self._parts.addWidget(Line())
            self._parts.addWidget(label("Note", 14, SEMIBOLD))
            self._parts.addWidget(label(finding.annotation, 14, wrap=True, select=True))
        self._parts.addLayout(row(self._deed("annotate"), self._deed("leave_out"), None))

    def _show_actions(self, area: Area) -> None:
        self._parts.addWidget(Line())
        count = british.plural(len(area.actions), "action") if area.actions else "No action yet"
        self._parts.addLayout(row(label("Answered by", 14, SEMIBOLD), label(count, 13, muted=True), None))
        for action in area.actions[:_MOST]:
            due = f", due {british.due_words(action.due)}" if action.due else ", no date"
            made = ListRow(
                f"{shown_ref(action)}  {title_shown(action)}",
                f"{chip_of(action).word}{due}",
                high=48,
                inset=8,
            )
            made.setProperty("action", action.id)
            made.clicked.connect(self._go)
            self._parts.addWidget(made)
        if len(area.actions) > _MOST:
            self._parts.addWidget(label(f"and {len(area.actions) - _MOST} more", 13, muted=True))
        if not area.is_left_out:
            answer = self._deed(
                "answer_area", "Plan the draft action" if area.is_gap and area.actions else "Add action"
            )
            self._parts.addLayout(row(answer, self._deed("area_actions"), None))

    def _show_measures(self, area: Area) -> None:
        """Its own measures and those of its actions, with the latest value and what is to be said of it."""
        workspace = self.window_.workspace
        assert workspace is not None
        ids = {each.id for each in measures_for(area.plan, area.finding) if is_in_use(each)}
        found = [each for each in measure_rows(workspace) if each.id in ids]
        self._parts.addWidget(Line())
        count = british.plural(len(found), "measure") if found else break_words(Break.NO_MEASURE)
        self._parts.addLayout(row(label("Seen by", 14, SEMIBOLD), label(count, 13, muted=True), None))
        for each in found[:_MOST]:
            reach = reach_words(each.stands.reach)
            said = f"{each.latest}, {each.verdict.lower()}, {reach.lower()}" if each.latest else reach
            made = ListRow(f"{each.measure.ref}  {each.measure.title}", said, high=48, inset=8)
            made.setProperty("measure", each.id)
            made.clicked.connect(self._go_to_measure)
            self._parts.addWidget(made)
        if not area.is_left_out:
            self._parts.addLayout(row(self._deed("area_measure"), self._deed("area_measures", "Link…"), None))

    def _show_source(self, area: Area) -> None:
        source = area.plan.get(Source, area.finding.source_id)
        self._parts.addWidget(Line())
        self._parts.addWidget(label(source.title, 14, SEMIBOLD, wrap=True))
        facts = Facts(88)
        received = received_words(source).removeprefix("received ").replace("day of receipt ", "")
        published = british.short_day(source.published_on) if source.published_on else ""
        facts.show_facts(
            (
                ("Kind", word(source.kind)),
                ("By", source.body),
                ("Published", published),
                ("Received", received),
                (
                    "Not taken",
                    british.plural(len(source.statements), "sentence") if source.statements else "",
                ),
            )
        )
        self._parts.addWidget(facts)
        receive = button("Received…", small=True, press=self._receive, tip="Say when it was received")
        why_not = self.window_.workspace.read_only if self.window_.workspace else ""
        receive.setEnabled(not why_not)
        if why_not:
            receive.setToolTip(why_not)
        self._parts.addLayout(row(receive, self._deed("add_area"), None))
        if source.file_sha256 is not None:
            at = f" at page {area.finding.page}" if area.finding.page else ""
            self._parts.addLayout(row(self._deed("open_letter", f"Open the letter{at}"), None))

    def _deed(self, name: str, text: str = "") -> QWidget:
        command = self.window_.commands[name]
        made = button(text or command.text(), small=True)
        made.setProperty("command", name)
        made.setEnabled(command.isEnabled())
        made.setToolTip(command.toolTip())
        made.clicked.connect(self._run)
        return made

    def _run(self) -> None:
        self.window_.commands.run(self.sender().property("command"))

    def _go(self) -> None:
        self.window_.go("actions", self.sender().property("action"))

    def _go_to_measure(self) -> None:
        self.window_.go("measures", self.sender().property("measure"))

    def _receive(self) -> None:
        workspace = self.window_.workspace
        if self.area is not None and workspace is not None:
            source = self.area.plan.get(Source, self.area.finding.source_id)
            ReceivedForm(self.window_, source, workspace.day).send(workspace.do)
