"""From a document as read, by way of what a person makes of it, to the command that takes it into a plan."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.commands.refusing import refuse
from tracker.domain.commands.sources import AddSource, NewDraft, NewDuty, NewFinding
from tracker.domain.due import DueDate
from tracker.domain.records import Duty, Source
from tracker.domain.rules.duties import DutyDue, due_of
from tracker.importing.dates import Visit
from tracker.importing.extracted import ExtractedDocument, ExtractedFinding
from tracker.importing.lines import split_marker
from tracker.importing.paragraphs import join
from tracker.importing.proposed_duties import duties_of

_BLANK = NewDraft()
_DUE = ("what", "to", "basis", "working_days", "due_on")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage on its way into the plan. `left_out` is why it stays out: None where it comes in, "" while
    nobody has said why. `taken_by_hand`: a person took it, the reader had not."""

    finding: ExtractedFinding
    left_out: str | None = None
    taken_by_hand: bool = False
    draft: NewDraft = _BLANK

    @property
    def parts(self) -> tuple[str, ...]:
        """The whole wording: the text, then its sub-items."""
        return (self.finding.text, *self.finding.sub_items)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is about to be taken into a plan. A value: each change makes another.

    The facts begin as the document prints them. Without `received_on` the letter's own date is taken and
    marked as assumed.
    """

    document: ExtractedDocument
    kind: SourceKind
    title: str
    authority: str
    published_on: date | None
    received_on: date | None
    visit: Visit
    items: tuple[Item, ...]

    @classmethod
    def of(cls, document: ExtractedDocument, received_on: date | None = None) -> Self:
        """The document as it was read, nothing changed."""
        visit = Visit(document.visited_from, document.visited_to, document.visited_as_printed)
        return cls(
            document,
            document.kind,
            document.title or document.file,
            document.authority or "",
            document.published_on,
            received_on,
            visit,
            tuple(Item(finding) for finding in document.findings),
        )

    # Sorting out the items.

    @property
    def coming_in(self) -> tuple[Item, ...]:
        """The items that are not left out."""
        return tuple(item for item in self.items if item.left_out is None)

    def with_item(self, number: int, item: Item) -> Self:
        """With another item in that place."""
        return replace(self, items=(*self.items[:number], item, *self.items[number + 1 :]))

    def of_kind(self, number: int, kind: FindingKind) -> Self:
        """With that item of another kind."""
        item = self.items[number]
        return self.with_item(number, replace(item, finding=replace(item.finding, kind=kind)))

    def split(self, number: int, part: int, at: int) -> Self:
        """With the item cut in two, `at` characters into its text (part 0) or into a sub-item (1, 2 …).

        A word is never cut: it goes to the second half. Raises Refused where one side would have no words.
        """
        item = self.items[number]
        words = item.parts[part]
        if at < len(words) and not words[at].isspace():
            at = words.rfind(" ", 0, at) + 1
        first = (*item.parts[:part], words[:at].strip())
        second = (words[at:].strip(), *item.parts[part + 1 :])
        first = first if first[-1] else first[:-1]
        second = second if second[0] else second[1:]
        if not first or not second:
            refuse("Put the cursor between two words first, where the second area begins.")
        before, after = self._lines_split(item.finding.lines, first)
        pair = (
            replace(item, finding=_worded(item.finding, first, before)),
            replace(item, finding=_worded(replace(item.finding, reference=None), second, after)),
        )
        return replace(self, items=(*self.items[:number], *pair, *self.items[number + 1 :]))

    def join_next(self, number: int) -> Self:
        """With the item and the next made one, of the first one's kind. Raises Refused for the last."""
        if number + 1 >= len(self.items):
            refuse("There is no area after this one to join it with.")
        first, second = self.items[number], self.items[number + 1]
        if first.finding.sub_items:
            parts = (*first.parts, *second.parts)
        else:
            parts = (join(first.finding.text, second.finding.text), *second.finding.sub_items)
        lines = tuple(dict.fromkeys(first.finding.lines + second.finding.lines))
        whole = _worded(first.finding, parts, lines)
        warnings = tuple(dict.fromkeys(first.finding.warnings + second.finding.warnings))
        joined = replace(first, finding=replace(whole, warnings=warnings))
        return replace(self, items=(*self.items[:number], joined, *self.items[number + 2 :]))

    def take(self, text: str, lines: Sequence[int], kind: FindingKind) -> tuple[Self, int]:
        """With one more item of these words of the document, in its place among the others; and its number.

        Raises Refused where the words do not stand on those lines just so.
        """
        words = " ".join(text.split())
        if not words:
            refuse("Mark the words in the document first.")
        if _bare(words) not in _bare(self.passage(lines)):
            refuse("Keep the words as they are printed: they may be shortened at either end, and no more.")
        page = self.document.lines[lines[0]].page
        found = ExtractedFinding(kind, words, page=page, lines=tuple(lines))
        place = sum(item.finding.lines[:1] <= (lines[0],) for item in self.items)
        items = (*self.items[:place], Item(found, taken_by_hand=True), *self.items[place:])
        return replace(self, items=items), place

    def put_back(self, number: int) -> Self:
        """Without an item that was taken by hand."""
        return replace(self, items=self.items[:number] + self.items[number + 1 :])

    def passage(self, lines: Sequence[int]) -> str:
        """The words of these lines as running text, without the bullet at their beginning."""
        text, split = "", False
        for number in lines:
            line = self.document.lines[number]
            text = join(text, line.text if text else split_marker(line.text)[1], split=split)
            split = line.split
        return text

    @property
    def not_taken(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The statements of the findings' sections that nobody has taken, each with its lines."""
        taken = {number for item in self.items if item.taken_by_hand for number in item.finding.lines}
        both = zip(self.document.statements, self.document.statement_lines, strict=True)
        return tuple((text, lines) for text, lines in both if not taken & set(lines))

    def _lines_split(
        self, lines: tuple[int, ...], first: Sequence[str]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The lines on which each half stands: one in which the cut falls belongs to both."""
        left = len(_bare("".join(first)))
        for count, number in enumerate(lines, 1):
            left -= len(_bare(split_marker(self.document.lines[number].text)[1]))
            if left <= 0:
                return lines[:count], lines[count:] if left == 0 else lines[count - 1 :]
        return lines, lines[-1:]

    # Into the plan.

    @property
    def duties(self) -> tuple[tuple[NewDuty, DutyDue], ...]:
        """What must be sent, each with its day: what the document prints, else its family's usual duties."""
        kinds = [item.finding.kind for item in self.coming_in]
        found = duties_of(self.document, self.kind, FindingKind.PRIORITY_ACTION in kinds)
        source = Source(
            id="",
            kind=self.kind,
            title=self.title,
            received_on=self._received,
            received_assumed=self.received_on is None,
            in_plan_from=date.min,
        )
        kept = [Duty(id="", source_id="", **{name: getattr(duty, name) for name in _DUE}) for duty in found]
        return tuple((duty, due_of(each, source)) for duty, each in zip(found, kept, strict=True))

    def command(self, content: bytes | None, today: date) -> AddSource:
        """The command that adds the document with its items, draft actions and duties.

        The source is in the plan from the day it was received. Raises Refused while an item is left out
        and nobody has said why.
        """
        for item in self.items:
            if item.left_out is not None and not item.left_out.strip():
                refuse(f"Say why “{item.finding.text[:60]}” is left out.")
        document = self.document
        return AddSource(
            source_kind=self.kind,
            title=self.title,
            body=document.regulator or "",
            authority=self.authority,
            published_on=self.published_on,
            received_on=self._received,
            received_assumed=self.received_on is None,
            visited_from=self.visit.first,
            visited_to=self.visit.last,
            visited_as_printed=self.visit.printed or "",
            file_name=document.file,
            content=content,
            full_text=document.text,
            statements=tuple(text for text, _ in self.not_taken),
            warnings=document.warnings,
            in_plan_from=min(self._received, today) if self._received else None,
            findings=tuple(map(_finding, self.items)),
            duties=tuple(duty for duty, _ in self.duties),
        )

    @property
    def _received(self) -> date | None:
        return self.received_on or self.published_on

    # Kept until it is finished.

    def to_json(self) -> dict[str, Any]:
        """What was made of the document, as JSON values; the document itself is no part of them."""
        return {
            "kind": self.kind,
            "title": self.title,
            "authority": self.authority,
            "published_on": _iso(self.published_on),
            "received_on": _iso(self.received_on),
            "visit": [_iso(self.visit.first), _iso(self.visit.last), self.visit.printed],
            "items": [_item_to_json(item) for item in self.items],
        }

    @classmethod
    def from_json(cls, document: ExtractedDocument, values: Mapping[str, Any]) -> Self:
        """The proposal back from its document and `to_json`.

        Raises KeyError, TypeError or ValueError for anything else.
        """
        first, last, printed = values["visit"]
        return cls(
            document,
            SourceKind(values["kind"]),
            values["title"],
            values["authority"],
            _day(values["published_on"]),
            _day(values["received_on"]),
            Visit(_day(first), _day(last), printed),
            tuple(map(_item_from_json, values["items"])),
        )


def source_command(
    document: ExtractedDocument, content: bytes | None, *, received_on: date | None, today: date
) -> AddSource:
    """The command that adds a document just as it was read, with a draft action for each finding."""
    return Proposal.of(document, received_on).command(content, today)


def _worded(finding: ExtractedFinding, parts: Sequence[str], lines: tuple[int, ...]) -> ExtractedFinding:
    return replace(finding, text=parts[0], sub_items=tuple(parts[1:]), lines=lines)


def _bare(text: str) -> str:
    """Letters and signs alone: line ends, hyphens and spaces differ between a page and its words."""
    return re.sub(r"[\s\-‐‑\xad]", "", text)


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
        warnings=finding.warnings,
        left_out_reason=item.left_out or "",
        draft=item.draft,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _item_to_json(item: Item) -> dict[str, Any]:
    draft = asdict(item.draft) | {"due": item.draft.due.code if item.draft.due else None}
    return asdict(item) | {"draft": draft}


def _item_from_json(values: dict[str, Any]) -> Item:
    due = values["draft"]["due"]
    return Item(
        ExtractedFinding.from_json(values["finding"]),
        values["left_out"],
        values["taken_by_hand"],
        NewDraft(**values["draft"] | {"due": DueDate.parse(due) if due else None}),
    )
