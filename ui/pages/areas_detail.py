"""The selected improvement area in full: its verbatim words, notes, actions, and the letter it stands in."""

from typing import TYPE_CHECKING

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
from ui.pages.side import MOST, Side
from ui.widgets.frames import ChipLabel, Facts, Line, button, label, row
from ui.widgets.paint import chip_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class AreaDetail(Side):
    """Shows one area; nothing but a hint while none is selected."""

    def __init__(self, window: "MainWindow") -> None:
        hint = "Select an improvement area to read it in full."
        super().__init__(window, "The selected improvement area", hint)

    def fill(self, found: Area) -> None:
        """Its words, notes, actions and measures, and the letter it stands in."""
        self._show_words(found)
        self._show_notes(found)
        self._show_actions(found)
        self._show_measures(found)
        self._show_source(found)

    def _show_words(self, area: Area) -> None:
        finding = area.finding
        head = row(label(finding.ref, 14, SEMIBOLD), label(word(finding.kind), 14, muted=True), None)
        if area.is_gap:
            head.addWidget(ChipLabel(GAP))
        self.add(head)
        if finding.lead_in:
            self.add(label(finding.lead_in, 14, muted=True, wrap=True, select=True))
        self.add(label(finding.text, 16, wrap=True, select=True))
        self.add(*(label(f"•  {item}", 14, wrap=True, select=True) for item in finding.sub_items))
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
        self.add(facts)

    def _show_notes(self, area: Area) -> None:
        finding = area.finding
        if area.is_left_out:
            on = british.short_day(finding.left_out_on) if finding.left_out_on else ""
            self.add(
                Line(),
                label(f"Left out by {finding.left_out_by}, {on}", 14, SEMIBOLD, wrap=True),
                label(finding.left_out_reason, 14, wrap=True, select=True),
                row(self.deed("take_in"), None),
            )
            return
        if finding.annotation:
            self.section("Note")
            self.add(label(finding.annotation, 14, wrap=True, select=True))
        self.add(row(self.deed("annotate"), self.deed("leave_out"), None))

    def _show_actions(self, area: Area) -> None:
        count = british.plural(len(area.actions), "action") if area.actions else "No action yet"
        self.section("Answered by", count)
        for action in area.actions[:MOST]:
            due = f"due {british.due_words(action.due)}" if action.due else "no date"
            title = f"{shown_ref(action)}  {title_shown(action)}"
            self.add(self.link(f"actions:{action.id}", title, f"{chip_of(action).word}, {due}"))
        self.more(len(area.actions))
        if not area.is_left_out:
            text = "Plan the draft action" if area.is_gap and area.actions else "Add action"
            self.add(row(self.deed("answer_area", text), self.deed("area_actions"), None))

    def _show_measures(self, area: Area) -> None:
        """Its own measures and those of its actions, with the latest value and what is to be said of it."""
        workspace = self.window_.workspace
        assert workspace is not None
        ids = {each.id for each in measures_for(area.plan, area.finding) if is_in_use(each)}
        found = [each for each in measure_rows(workspace) if each.id in ids]
        count = british.plural(len(found), "measure") if found else break_words(Break.NO_MEASURE)
        self.section("Seen by", count)
        for each in found[:MOST]:
            reach = reach_words(each.stands.reach)
            said = f"{each.latest}, {each.verdict.lower()}, {reach.lower()}" if each.latest else reach
            self.add(self.link(f"measures:{each.id}", f"{each.measure.ref}  {each.measure.title}", said))
        self.more(len(found))
        if not area.is_left_out:
            self.add(row(self.deed("area_measure"), self.deed("area_measures", "Link…"), None))

    def _show_source(self, area: Area) -> None:
        source = area.plan.get(Source, area.finding.source_id)
        self.add(Line(), label(source.title, 14, SEMIBOLD, wrap=True))
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
        self.add(facts)
        receive = button("Received…", small=True, press=self._receive, tip="Say when it was received")
        why_not = self.window_.workspace.read_only if self.window_.workspace else ""
        receive.setEnabled(not why_not)
        if why_not:
            receive.setToolTip(why_not)
        self.add(row(receive, self.deed("add_area"), None))
        if source.file_sha256 is not None:
            at = f" at page {area.finding.page}" if area.finding.page else ""
            self.add(row(self.deed("open_letter", f"Open the letter{at}"), None))

    def _receive(self) -> None:
        workspace = self.window_.workspace
        if self.row is not None and workspace is not None:
            source = self.row.plan.get(Source, self.row.finding.source_id)
            ReceivedForm(self.window_, source, workspace.day).send(workspace.do)
