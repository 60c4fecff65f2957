"""What changed between two moments, as rows of a table and as a page to print or paste."""

from collections.abc import Iterable, Sequence
from html import escape

from tracker.domain import british
from tracker.domain.record_words import record_label
from tracker.domain.rules.difference import Difference, Fate, Line
from tracker.frozen import dataclass
from ui.widgets.columns import Column, Grouping, Head

_FATES = {Fate.CHANGED: "changed", Fate.ADDED: "added", Fate.REMOVED: "removed"}


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One thing that differs of a record. `number` tells lines of one record apart."""

    of: Difference
    number: int
    line: Line


def key_of(row: ChangedLine) -> tuple[str, int]:
    """What tells a row from every other."""
    return row.of.id, row.number


def lines_of(found: Iterable[Difference]) -> list[ChangedLine]:
    """Every line of every record, then the reasons given; a record made or removed has a line of its own."""
    made = []
    for each in found:
        lines = [*each.lines, *(Line("Reason", "", reason) for reason in each.reasons)]
        if each.fate is not Fate.CHANGED:
            lines.insert(0, Line(_FATES[each.fate].capitalize(), "", ""))
        made += [ChangedLine(each, number, line) for number, line in enumerate(lines)]
    return made


def columns() -> tuple[Column[ChangedLine], ...]:
    """What changed, what stood there before, and what stands there after."""
    what: Column[ChangedLine] = Column(
        key="what", title="What", text=lambda row: row.line.what, width=150, keep=True
    )
    before: Column[ChangedLine] = Column(
        key="before", title="Before", text=lambda row: row.line.before, width=180, muted=True, keep=True
    )
    after: Column[ChangedLine] = Column(
        key="after", title="After", text=lambda row: row.line.after, width=200, stretch=True
    )
    return what, before, after


def grouping(found: Sequence[Difference]) -> Grouping[ChangedLine]:
    """By record, in the order of what was found."""
    order = [each.id for each in found]

    def head(key: str, rows: Sequence[ChangedLine]) -> Head[ChangedLine]:
        of = rows[0].of
        return Head(title=of.name, words=f"{record_label(of.kind)} {_FATES[of.fate]}")

    return Grouping(of=lambda row: row.of.id, order=lambda: order, head=head)


def sum_words(found: Sequence[Difference], total: int) -> str:
    """“12 records differ: 9 changed, 2 added, 1 removed”."""
    if not found:
        return "Nothing differs. What was done and taken back in between does not count."
    counts = {
        fate: sum(each.fate is fate for each in found) for fate in (Fate.CHANGED, Fate.ADDED, Fate.REMOVED)
    }
    told = ", ".join(f"{count:,} {_FATES[fate]}" for fate, count in counts.items() if count)
    records = british.plural(total, "record")
    if total > len(found):
        return f"{records} differ. The first {len(found):,} are shown: {told}. Choose a shorter time for all."
    return f"{records} {'differs' if total == 1 else 'differ'}: {told}"


def as_page(title: str, found: Iterable[Difference]) -> str:
    """The whole as HTML, to print or to paste into Word."""
    parts = [f"<h2>{escape(title)}</h2>"]
    for each in found:
        parts.append(
            f"<h4>{escape(each.name)} <span style='font-weight:400'>({record_label(each.kind)} "
            f"{_FATES[each.fate]})</span></h4>"
        )
        if each.lines:
            cells = "".join(
                "<tr>" + "".join(f"<td>{escape(words)}</td>" for words in _cells(line)) + "</tr>"
                for line in each.lines
            )
            parts.append(
                "<table border='1' cellspacing='0' cellpadding='4' width='100%'>"
                f"<tr><th align='left'>What</th><th align='left'>Before</th><th align='left'>After</th></tr>"
                f"{cells}</table>"
            )
        parts += [f"<p>Reason: {escape(reason)}</p>" for reason in each.reasons]
    return "".join(parts)


def as_text(title: str, found: Iterable[Difference]) -> str:
    """The whole as lines of text with tabs, to paste anywhere else."""
    told = [title]
    for row in lines_of(found):
        told.append("\t".join((row.of.name, *_cells(row.line))))
    return "\n".join(told)


def _cells(line: Line) -> tuple[str, str, str]:
    return line.what, " ".join(line.before.split()), " ".join(line.after.split())
