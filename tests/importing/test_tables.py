import itertools
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from tracker.importing.lines import Cell, Line
from tracker.importing.tables import Rule, grids, in_cell_order, over_pages, with_edges

widths = st.lists(st.floats(20, 200), min_size=1, max_size=5)


def places(start: float, sizes: Iterable[float]) -> list[float]:
    found = [start]
    for size in sizes:
        found.append(found[-1] + size)
    return found


def ruled(xs: list[float], ys: list[float]) -> list[Rule]:
    """The rules round each cell by themselves, as word processors draw them: inner ones come twice."""
    cells = [(a, b, c, d) for a, b in itertools.pairwise(xs) for c, d in itertools.pairwise(ys)]
    return [
        rule
        for a, b, c, d in cells
        for rule in (Rule(True, c, a, b), Rule(True, d, a, b), Rule(False, a, c, d), Rule(False, b, c, d))
    ]


def box(table: int, row: int, column: int, text: str, *, page: int = 1, right: float = 100.0) -> Line:
    return Line(
        text, page=page, x0=10.0, x1=90.0, at=10.0 + 100 * column, cell=Cell(table, row, column, right)
    )


@given(widths, widths, st.randoms(use_true_random=False))
def test_every_cell_is_found_by_the_rules_round_it(
    across: list[float], down: list[float], random: object
) -> None:
    xs, ys = places(50, across), places(100, down)
    rules = ruled(xs, ys)
    random.shuffle(rules)  # type: ignore[attr-defined]
    found = grids(rules)
    if len(across) * len(down) == 1:
        assert found == []  # a frame is no table
        return
    (grid,) = found
    for column, (left, right) in enumerate(itertools.pairwise(xs)):
        for place, (bottom, top) in enumerate(itertools.pairwise(ys)):
            cell = grid.cell_at((left + right) / 2, (bottom + top) / 2)
            assert cell is not None
            assert cell[:2] == (len(ys) - 2 - place, column)
            assert left < cell[2] < right
    assert grid.cell_at(xs[0] - 20, ys[0] + 1) is None
    assert grid.cell_at(xs[0] + 1, ys[-1] + 20) is None


@given(widths, widths)
def test_a_cell_without_a_rule_before_it_belongs_to_its_neighbour(
    across: list[float], down: list[float]
) -> None:
    xs, ys = places(50, [*across, 60]), places(100, [*down, 40])
    middle = (ys[-2] + ys[-1]) / 2  # the top row has no upright rules inside
    rules = [r for r in ruled(xs, ys) if r.level or not r.start <= middle <= r.end or r.at in (xs[0], xs[-1])]
    (grid,) = grids(rules)
    cells = {grid.cell_at((a + b) / 2, middle) for a, b in itertools.pairwise(xs)}
    assert len(cells) == 1


def test_rules_apart_are_tables_of_their_own() -> None:
    first, second = ruled([50, 100, 200], [500, 600, 700]), ruled([50, 100, 200], [100, 200, 300])
    assert len(grids([*first, *second])) == 2


def test_underlines_and_separators_are_no_table() -> None:
    assert grids([Rule(True, 700, 50, 550), Rule(True, 500, 60, 90), Rule(True, 50, 50, 550)]) == []


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    dense = [Rule(level, 5.0 * n, 0, 3_000) for n in range(600) for level in (True, False)]
    assert grids(dense) == []
    assert grids([rule for rule in dense if rule.at < 500]) == []


def test_columns_written_line_by_line_are_read_cell_by_cell() -> None:
    before, after = Line("before", page=1), Line("after", page=1)
    mixed = [before, box(0, 0, 0, "A"), box(0, 0, 1, "one"), box(0, 0, 0, "B"), box(0, 0, 1, "two"), after]
    assert [line.text for line in in_cell_order(mixed)] == ["before", "A", "B", "one", "two", "after"]


def test_a_column_without_rules_ends_with_its_widest_line() -> None:
    lines = [Line("a", x1=80, cell=Cell(0, 0, 0)), Line("b", x1=95, cell=Cell(0, 1, 0))]
    assert [line.cell and line.cell.right for line in with_edges(lines)] == [95, 95]


def rows_of(lines: Iterable[Line]) -> list[tuple[int, int, str]]:
    return [(line.cell.row, line.cell.column, line.text) for line in lines if line.cell]


HEAD = [box(0, 0, 0, "Body"), box(0, 0, 1, "Area")]


def test_a_table_goes_on_over_the_page_without_its_repeated_head() -> None:
    one = [*HEAD, box(0, 1, 0, "Council"), box(0, 1, 1, "Do one.")]
    two = [box(0, 0, 0, "Body"), box(0, 0, 1, "Area"), box(0, 1, 0, "Board"), box(0, 1, 1, "Do two.")]
    assert rows_of(over_pages([one, two])) == [
        *[(0, 0, "Body"), (0, 1, "Area"), (1, 0, "Council"), (1, 1, "Do one.")],
        *[(2, 0, "Board"), (2, 1, "Do two.")],
    ]


def test_a_row_broken_by_the_page_is_one_row_cell_by_cell() -> None:
    one = [*HEAD, box(0, 1, 0, "Harrowmere"), box(0, 1, 1, "Leaders should")]
    two = [box(0, 0, 0, "Council", page=2), box(0, 0, 1, "act.", page=2)]
    assert rows_of(over_pages([one, two]))[2:] == [
        *[(1, 0, "Harrowmere"), (1, 0, "Council"), (1, 1, "Leaders should"), (1, 1, "act.")]
    ]


def test_an_empty_first_cell_goes_on_with_the_row_before() -> None:
    one = [*HEAD, box(0, 1, 0, "Council"), box(0, 1, 1, "Do one.")]
    assert rows_of(over_pages([one, [box(0, 0, 1, "Do more.", page=2)]]))[-1] == (1, 1, "Do more.")


def test_other_columns_are_another_table() -> None:
    one = [*HEAD, box(0, 1, 0, "Council"), box(0, 1, 1, "Do one.")]
    two = [box(0, 0, 0, "Alone", page=2, right=300.0)]
    two[0] = Line("Alone", page=2, at=200.0, cell=Cell(0, 0, 0, 300.0))
    tables = [line.cell.table for line in over_pages([one, two]) if line.cell]
    assert tables == [0, 0, 0, 0, 1]


def test_words_between_part_two_tables() -> None:
    one = [*HEAD, box(0, 1, 0, "Council"), box(0, 1, 1, "Do one.")]
    two = [Line("Something else.", page=2), *HEAD]
    assert {line.cell.table for line in over_pages([one, two]) if line.cell} == {0, 1}


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 2)), max_size=8), max_size=4
    )
)
def test_no_line_is_lost_unless_a_head_is_repeated(pages: list[list[tuple[int, int, int]]]) -> None:
    numbered = [
        in_cell_order([box(*cell, f"{page} {place}.", page=page) for place, cell in enumerate(cells)])
        for page, cells in enumerate(pages)
    ]
    given_lines = sorted(line.text for page in numbered for line in page)
    assert sorted(line.text for line in over_pages(numbered)) == given_lines
