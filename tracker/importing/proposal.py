"""From a document as read, by way of what a person makes of it, to the command that takes it into a plan."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.commands.refusing import refuse
from tracker.domain.commands.sources import AddSource, NewDraft, NewDuty, NewFinding, NewMention
from tracker.domain.plan import Plan
from tracker.domain.records import Duty, Source
from tracker.domain.rules.duties import DutyDue, due_of
from tracker.importing.dates import Visit
from tracker.importing.drafts import Draft, Drafts
from tracker.importing.earlier import Earlier, earlier_findings, remaining, said_again
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.items import Item, cut, joined, listed, passage, stands_in
from tracker.importing.proposed_duties import duties_of

_DUE = ("what", "to", "basis", "working_days", "due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is about to be taken into a plan. A value: each change makes another.

    The facts begin as the document prints them. Without `received_on` the letter's own date is taken and
    marked as assumed. `remain` are earlier findings of which the document says that they remain, by id, with
    its words. `given_duties` take the place of what is printed or usual. `plan` is the one it goes into, as
    it stood: what it holds already stands beside what is new.
    """

    document: ExtractedDocument
    kind: SourceKind
    title: str
    body: str
    authority: str
    published_on: date | None
    received_on: date | None
    in_force_on: date | None = None
    visit: Visit
    items: tuple[Item, ...]
    drafts: Drafts
    remain: Mapping[str, str] = field(default_factory=dict)
    replaces_id: str | None = None
    given_duties: tuple[NewDuty, ...] | None = None
    plan: Plan | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(
        cls, document: ExtractedDocument, received_on: date | None = None, plan: Plan | None = None
    ) -> Self:
        """The document as it was read; what an earlier one of the plan said is linked to it."""
        made = cls(
            document=document,
            kind=document.kind,
            title=document.title or document.file,
            body=document.regulator or "",
            authority=document.authority or "",
            published_on=document.published_on,
            received_on=received_on,
            visit=Visit(document.visited_from, document.visited_to, document.visited_as_printed),
            items=tuple(Item(finding, key) for key, finding in enumerate(document.findings)),
            drafts=Drafts.one_each(range(len(document.findings))),
            plan=plan,
        )
        leads = dict.fromkeys(finding.lead_in or "" for finding in document.findings)
        words = (*document.statements, *leads)
        return made._matched(None).with_remain(remaining(words, made.earlier))

    # Sorting out the items.

    @property
    def coming_in(self) -> tuple[Item, ...]:
        """The items that are not left out."""
        return tuple(item for item in self.items if item.left_out is None)

    def place_of(self, key: int) -> int:
        """The number of the item with this key."""
        return next(n for n, item in enumerate(self.items) if item.key == key)

    def with_item(self, number: int, item: Item) -> Self:
        """With another item in that place."""
        return replace(self, items=(*self.items[:number], item, *self.items[number + 1 :]))

    def of_kind(self, number: int, kind: FindingKind) -> Self:
        """With that item of another kind."""
        item = self.items[number]
        return self.with_item(number, replace(item, finding=replace(item.finding, kind=kind)))

    def corrected(self, number: int, wording: str) -> Self:
        """With that item's words put right (see `Item.wording`); what was read in a file is kept beside them.

        Raises Refused without words.
        """
        item = self.items[number]
        from_page = bool(self.document.sha256) and bool(item.finding.lines)
        return self.with_item(number, item.corrected(wording, against_page=from_page))

    def split(self, number: int, part: int, at: int) -> Self:
        """With the item cut in two, `at` characters into its text (part 0) or into a sub-item (1, 2 …).

        A word is never cut: it goes to the second half. Raises Refused where one side would have no words.
        """
        first, second = cut(self.items[number], self.document, part, at)
        second = replace(second, key=self._next_key(), repeats=None)
        items = (*self.items[:number], first, second, *self.items[number + 1 :])
        return replace(self, items=items, drafts=self.drafts.with_item(second.key))

    def join_next(self, number: int) -> Self:
        """With the item and the next made one, of the first one's kind. Raises Refused for the last."""
        if number + 1 >= len(self.items):
            refuse("There is no area after this one to join it with.")
        first, second = self.items[number], self.items[number + 1]
        items = (*self.items[:number], joined(first, second), *self.items[number + 2 :])
        return replace(self, items=items, drafts=self.drafts.with_items_joined(first.key, second.key))

    def moved(self, number: int, by: int) -> Self:
        """With the item so many places further down, or up; no further than the ends."""
        items = list(self.items)
        item = items.pop(number)
        items.insert(min(max(number + by, 0), len(items)), item)
        return replace(self, items=tuple(items))

    def take(self, text: str, lines: Sequence[int], kind: FindingKind) -> tuple[Self, int]:
        """With one more item of these words of the document, in its place among the others; and its number.

        Raises Refused where the words do not stand on those lines just so.
        """
        words = " ".join(text.split())
        if not words:
            refuse("Mark the words in the document first.")
        if not stands_in(words, passage(self.document, lines)):
            refuse("Keep the words as they are printed: they may be shortened at either end, and no more.")
        page = self.document.lines[lines[0]].page
        found = ExtractedFinding(kind, words, page=page, lines=tuple(lines))
        place = sum(item.finding.lines[:1] <= (lines[0],) for item in self.items)
        return self._with_new(found, place), place

    def take_each(self, lines: Sequence[int], kind: FindingKind) -> tuple[Self, int]:
        """With one more item for each entry of the list on these lines; and the number of the first."""
        proposal, places = self, []
        for each in listed(self.document, lines):
            proposal, place = proposal.take(passage(self.document, each), each, kind)
            places.append(place)
        if not places:
            refuse("Mark the words in the document first.")
        return proposal, places[0]

    def write(self, text: str, kind: FindingKind, page: int | None = None) -> tuple[Self, int]:
        """With one more item in words that somebody typed off the page, at the end; and its number.

        Raises Refused without words.
        """
        blank = Item(ExtractedFinding(kind, "", page=page), taken_by_hand=True)
        found = blank.corrected(text, against_page=False).finding
        return self._with_new(found, len(self.items)), len(self.items)

    def put_back(self, number: int) -> Self:
        """Without an item that was taken by hand."""
        key = self.items[number].key
        items = self.items[:number] + self.items[number + 1 :]
        return replace(self, items=items, drafts=self.drafts.without_item(key))

    @property
    def not_taken(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The statements of the findings' sections that nobody has taken, each with its lines."""
        taken = {number for item in self.items if item.taken_by_hand for number in item.finding.lines}
        both = zip(self.document.statements, self.document.statement_lines, strict=True)
        return tuple((text, lines) for text, lines in both if not taken & set(lines))

    def _next_key(self) -> int:
        return 1 + max((item.key for item in self.items), default=-1)

    def _with_new(self, found: ExtractedFinding, place: int) -> Self:
        key = self._next_key()
        items = (*self.items[:place], Item(found, key, taken_by_hand=True), *self.items[place:])
        return replace(self, items=items, drafts=self.drafts.with_item(key))

    # What the plan has already.

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """The findings that the plan has, those of its latest source first."""
        return earlier_findings(self.plan)

    def replacing(self, source_id: str | None) -> Self:
        """In place of that source of the plan: its findings are matched item by item."""
        return replace(self, replaces_id=source_id)._matched(source_id)

    def repeating(self, number: int, finding_id: str | None) -> Self:
        """With that item saying the earlier finding again, or none: then it needs an action of its own.

        An earlier finding is said again by one item at most.
        """
        item = self.items[number]
        drafts = self.drafts.without_blank(item.key) if finding_id else self.drafts.with_item(item.key)
        made = replace(self, drafts=drafts)
        for n, each in enumerate(self.items):
            if finding_id and each.repeats == finding_id and n != number:
                made = made.repeating(n, None)
        remain = {key: words for key, words in self.remain.items() if key != finding_id}
        return replace(made.with_item(number, replace(item, repeats=finding_id)), remain=remain)

    def remaining(self, finding_id: str, words: str | None) -> Self:
        """With these words of the document said of an earlier finding; None: it says nothing of it."""
        rest = {key: said for key, said in self.remain.items() if key != finding_id}
        made = self
        for n, item in enumerate(self.items):
            if item.repeats == finding_id:
                made = made.repeating(n, None)
        return replace(made, remain=rest if words is None else rest | {finding_id: words})

    def _matched(self, replaced_id: str | None) -> Self:
        free = {item.key: " ".join(item.parts) for item in self.items if item.repeats is None}
        taken = {item.repeats for item in self.items}
        known = [each for each in self.earlier if each.finding.id not in taken]
        made = self
        for key, finding_id in said_again(free, known, replaced_id).items():
            made = made.repeating(made.place_of(key), finding_id)
        return made

    def with_remain(self, found: Mapping[str, str]) -> Self:
        """With these words of the document said of earlier findings, by id, where no item says them again."""
        said = {item.repeats for item in self.items}
        return replace(self, remain={key: words for key, words in found.items() if key not in said})

    # The draft actions.

    @property
    def actions(self) -> tuple[tuple[int, Draft], ...]:
        """The draft actions that will be made, each with its number in `drafts`, in the areas' order."""
        return self.drafts.made([item.key for item in self.coming_in])

    def filled(self, numbers: Collection[int], given: NewDraft) -> Self:
        """With owner, date and workstream given to those of these draft actions that have none."""
        return replace(self, drafts=self.drafts.filled(numbers, given))

    # What must be sent.

    @property
    def duties(self) -> tuple[tuple[NewDuty, DutyDue], ...]:
        """What must be sent, each with its day: as given, else what is printed, else the family's usual."""
        kinds = [item.finding.kind for item in self.coming_in]
        usual = duties_of(self.document, self.kind, FindingKind.PRIORITY_ACTION in kinds, self.plan)
        found = usual if self.given_duties is None else self.given_duties
        source = self.source
        kept = [Duty(id="", source_id="", **{name: getattr(duty, name) for name in _DUE}) for duty in found]
        return tuple((duty, due_of(each, source)) for duty, each in zip(found, kept, strict=True))

    @property
    def source(self) -> Source:
        """The source as it would be, for what is counted from its days."""
        return Source(
            id="",
            kind=self.kind,
            title=self.title,
            received_on=self._received,
            received_assumed=self.received_on is None,
            in_plan_from=date.min,
        )

    # Into the plan.

    def command(self, content: bytes | None, today: date) -> AddSource:
        """The command that adds the document with its items, draft actions and duties.

        The source is in the plan from the day it was received. Raises Refused while an item is left out
        and nobody has said why.
        """
        for item in self.items:
            if item.left_out is not None and not item.left_out.strip():
                refuse(f"Say why “{item.finding.text[:60]}” is left out.")
        document = self.document
        place = {item.key: n for n, item in enumerate(self.items)}
        drafts = (
            replace(draft.new, answers=tuple(place[key] for key in draft.answers))
            for _, draft in self.actions
        )
        return AddSource(
            source_kind=self.kind,
            title=self.title,
            body=self.body,
            authority=self.authority,
            published_on=self.published_on,
            received_on=self._received,
            received_assumed=self.received_on is None and self._received is not None,
            visited_from=self.visit.first,
            visited_to=self.visit.last,
            visited_as_printed=self.visit.printed or "",
            in_force_on=self.in_force_on,
            replaces_id=self.replaces_id,
            file_name=document.file,
            content=content,
            full_text=document.text,
            statements=tuple(text for text, _ in self.not_taken),
            warnings=document.warnings,
            in_plan_from=min(self._received, today) if self._received else None,
            findings=tuple(map(_finding, self.items)),
            duties=tuple(duty for duty, _ in self.duties),
            drafts=tuple(drafts),
            mentions=self._mentions(),
        )

    def _mentions(self) -> tuple[NewMention, ...]:
        again = [
            NewMention(finding_id=item.repeats, text=item.finding.text, again=n)
            for n, item in enumerate(self.items)
            if item.repeats
        ]
        return (*again, *(NewMention(finding_id=key, text=words) for key, words in self.remain.items()))

    @property
    def _received(self) -> date | None:
        return self.received_on or self.published_on


def source_command(
    document: ExtractedDocument,
    content: bytes | None,
    *,
    received_on: date | None,
    today: date,
    plan: Plan | None = None,
) -> AddSource:
    """The command that adds a document just as it was read, with a draft action for each finding that says
    nothing the plan has already."""
    return Proposal.of(document, received_on, plan).command(content, today)


def _finding(item: Item) -> NewFinding:
    finding = item.finding
    return NewFinding(
        kind=finding.kind,
        text=finding.text,
        lead_in=finding.lead_in or "",
        sub_items=finding.sub_items,
        printed_reference=finding.reference or "",
        section=finding.section,
        page=finding.page,
        theme=finding.theme or "",
        responsible=finding.responsible,
        addressee=finding.addressee or "",
        timescale=finding.timescale or "",
        warnings=(*finding.warnings, *_correction(item)),
        left_out_reason=item.left_out or "",
        as_read=item.as_read,
    )


def _correction(item: Item) -> tuple[str, ...]:
    """What is shown beside an item that was put right."""
    return (
        (f"Corrected against the page. It was read as “{'; '.join(item.as_read)}”.",) if item.as_read else ()
    )
