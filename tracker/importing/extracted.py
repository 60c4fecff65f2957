"""What reading a document yields, as plain values that travel between processes as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self

from tracker.domain.codes import FindingKind, SourceKind

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it stands in the document, with its bullet; blank lines of plain text are lines too.

    `box` is where its words stand on the page as it is looked at: left, top, right and bottom as shares of
    the page's width and height; None in plain text. `split` says that a soft hyphen breaks its last word.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    split: bool = False


@dataclass(frozen=True, slots=True)
class ExtractedFinding:
    """One item to answer. `text` is its own wording verbatim, without bullet, lead-in or sub-items.

    `section` is the heading as printed, `reference` a printed number, `theme` a framework tag (which also
    stays in the text), `page` None where the document has none. `lines` are the numbers of the document's
    lines on which it stands.
    """

    kind: FindingKind
    text: str
    lead_in: str | None = None
    sub_items: tuple[str, ...] = ()
    reference: str | None = None
    page: int | None = None
    section: str = ""
    theme: str | None = None
    responsible: tuple[str, ...] = ()
    addressee: str | None = None
    timescale: str | None = None
    warnings: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The finding back from its JSON values."""
        return cls(**{**_tuples(values), "kind": FindingKind(values["kind"])})


@dataclass(frozen=True, slots=True)
class ExtractedDuty:
    """Something the document prints as to be sent; `required` is False where it is only asked for."""

    what: str
    to: str
    period: str | None
    due_on: date | None
    text: str
    page: int | None
    required: bool = True


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """A document as read: who wrote what about whom, its findings in order, and what was not taken.

    `statements` are sentences of the findings' sections that are none (and footnotes there), `text` is
    everything as read, pages parted by form feeds. `lines` are its lines in reading order, `statement_lines`
    the numbers of those on which each statement stands, and `page_sizes` the pages' width and height in
    points (none in plain text).
    """

    file: str
    sha256: str
    kind: SourceKind
    text: str
    regulator: str | None = None
    authority: str | None = None
    title: str | None = None
    published_on: date | None = None
    visited_from: date | None = None
    visited_to: date | None = None
    visited_as_printed: str | None = None
    findings: tuple[ExtractedFinding, ...] = ()
    statements: tuple[str, ...] = ()
    duties: tuple[ExtractedDuty, ...] = ()
    warnings: tuple[str, ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    statement_lines: tuple[tuple[int, ...], ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()

    def to_json(self, *, places: bool = False) -> dict[str, Any]:
        """The document as JSON values: codes and ISO dates as text, tuples as lists.

        Where its lines stand, and which of them a finding or statement takes, is left out unless asked for.
        """
        values: dict[str, Any] = _plain(asdict(replace(self, lines=())))
        if places:
            values["lines"] = [
                [line.text, line.page, line.box and list(line.box), line.split] for line in self.lines
            ]
            return values
        for name in ("lines", "statement_lines", "page_sizes"):
            del values[name]
        for finding in values["findings"]:
            del finding["lines"]
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The document back from `to_json`."""
        given = dict(values)
        given["kind"] = SourceKind(given["kind"])
        for name in ("published_on", "visited_from", "visited_to"):
            given[name] = _day(given[name])
        given["findings"] = tuple(map(ExtractedFinding.from_json, given["findings"]))
        given["duties"] = tuple(
            ExtractedDuty(**{**item, "due_on": _day(item["due_on"])}) for item in given["duties"]
        )
        given["lines"] = tuple(
            PrintedLine(text, page, box and tuple(box), split)
            for text, page, box, split in given.get("lines", ())
        )
        for name in ("statement_lines", "page_sizes"):
            given[name] = tuple(tuple(each) for each in given.get(name, ()))
        return cls(**{field.name: _tuple(given[field.name]) for field in fields(cls)})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) for key, value in values.items()}
