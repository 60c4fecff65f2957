"""The beginning of a long paper, to be looked at while somebody chooses what it covers."""

from collections.abc import Iterator
from dataclasses import replace

from tracker.reports.document import Block, Document, Entry, Paragraph, Table, para, strong

WHOLE_UP_TO = 300  # rows and entries: as many are set in a third of a second
SHOWN = 100


def beginning(document: Document) -> Document:
    """The paper with its first 100 rows and entries, saying so, if it has more than 300; else the paper.

    Its counts and figures stay those of the whole paper.
    """
    total = sum(_size(block) for block in document.blocks)
    if total <= WHOLE_UP_TO:
        return document
    return replace(document, blocks=(_told(total), *_cut(document.blocks)))


def _told(total: int) -> Paragraph:
    rest = f" This shows the first {SHOWN} of {total:,} rows; what is saved or printed has all of them."
    return para(strong("Shortened preview."), rest)


def _size(block: Block) -> int:
    match block:
        case Table():
            return len(block.rows)
        case Entry():
            return 1
        case _:
            return 0


def _cut(blocks: tuple[Block, ...]) -> Iterator[Block]:
    left = SHOWN
    for block in blocks:
        yield replace(block, rows=block.rows[:left]) if isinstance(block, Table) else block
        left -= _size(block)
        if left <= 0:
            return
