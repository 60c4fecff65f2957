from hypothesis import given
from hypothesis import strategies as st

from tracker.reports import plain
from tracker.reports.document import Block, Column, Document, Entry, Heading, Page, Table, para
from tracker.reports.preview import SHOWN, WHOLE_UP_TO, beginning

SHORT = st.lists(st.integers(0, 100), max_size=3)
LONG = st.lists(st.integers(0, 400), min_size=1, max_size=5).filter(lambda sizes: sum(sizes) > WHOLE_UP_TO)


def paper(sizes: list[int], *, as_entries: bool) -> Document:
    """A paper with so many rows, or entries, under each heading."""
    blocks: list[Block] = []
    for part, size in enumerate(sizes):
        blocks.append(Heading(f"Part {part}"))
        if as_entries:
            blocks += [Entry(f"{part}.{n}", "An action") for n in range(size)]
        else:
            blocks.append(Table((Column("Ref", 20),), tuple(((para(f"{part}.{n}"),),) for n in range(size))))
    return Document("Paper", "Council", "OFFICIAL", "Position", "Version", Page.A4_PORTRAIT, tuple(blocks))


def references(document: Document) -> list[str]:
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    in_rows = [part.text for ((cell,),) in rows for part in cell.parts if hasattr(part, "text")]
    return in_rows + [block.reference for block in document.blocks if isinstance(block, Entry)]


@given(SHORT, st.booleans())
def test_a_paper_of_up_to_300_rows_is_shown_whole(sizes: list[int], as_entries: bool) -> None:
    whole = paper(sizes, as_entries=as_entries)
    assert beginning(whole) is whole


@given(LONG, st.booleans())
def test_a_longer_one_is_cut_after_the_first_100_and_says_so(sizes: list[int], as_entries: bool) -> None:
    whole = paper(sizes, as_entries=as_entries)
    cut = beginning(whole)
    assert references(cut) == references(whole)[:SHOWN]
    told = plain.write(cut)
    assert "Shortened preview." in told
    assert f"the first 100 of {sum(sizes):,} rows" in told.replace("\n", " ")
