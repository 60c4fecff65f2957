from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from ui.widgets.rows import Column, Grouping, Head, RowsModel


@dataclass(frozen=True)
class Row:
    id: str
    title: str
    stream: str = "w1"
    days: int | None = None


ROWS = [
    Row("a", "Agree one threshold", "w1", 30),
    Row("b", "Recruit eight social workers", "w1", 9),
    Row("c", "Décide every contact", "w2", None),
    Row("d", "Audit decisions monthly", "w2", 100),
]


def titles(rows: Sequence[Row]) -> str:
    return "".join(row.id for row in rows)


def made(rows: Sequence[Row] = ROWS) -> RowsModel[Row]:
    model: RowsModel[Row] = RowsModel(
        [
            Column(key="title", title="Action", text=lambda row: row.title, width=100, stretch=True),
            Column(
                key="days",
                title="Days",
                text=lambda row: "" if row.days is None else f"{row.days} days",
                width=80,
                sort=lambda row: row.days,
                accessible=lambda row: "no date" if row.days is None else f"in {row.days} days",
            ),
        ],
        lambda row: row.id,
        also=lambda row: row.stream,
    )
    model.set_rows(rows)
    return model


def by_stream() -> Grouping[Row]:
    return Grouping(
        of=lambda row: row.stream,
        order=lambda: ["w2", "w1"],
        head=lambda key, rows: Head(title=key, words=f"{len(rows)} actions", cells={"days": "sum"}),
    )


def lines(model: RowsModel[Row]) -> str:
    """The model's lines: a row's id, or [the group's key]."""
    found = ""
    for n in range(model.rowCount()):
        row, group = model.row_at(n), model.group_at(n)
        found += row.id if row else f"[{group.key}]" if group else "?"
    return found


@pytest.mark.parametrize("grouped", [False, True])
def test_qt_finds_no_fault_with_it_through_every_change(grouped: bool, qtmodeltester: ModelTester) -> None:
    model = made()
    model.set_grouping(by_stream() if grouped else None)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_filter("decid")
    model.sort_by("days", descending=True)
    model.set_filter("")
    model.fold("w1", True)
    model.change_rows([replace(ROWS[0], title="Other")], gone=["b"])
    model.set_rows([])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_every_word_typed_must_be_found_in_any_column_and_in_the_words_beside() -> None:
    model = made()
    for typed, found in {
        "": "abcd",
        "i": "bcd",
        "recruit  WORKERS": "b",
        "w2 month": "d",
        "décide": "c",
        "30 days": "a",
        "zebra": "",
    }.items():
        model.set_filter(typed)
        assert (typed, titles(model.rows()), model.shown) == (typed, found, len(found))
    assert model.total == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from("abc é"), max_size=6), max_size=12))
def test_typing_on_and_deleting_find_what_a_fresh_search_finds(typed: list[str]) -> None:
    words = ["abc", "ab ca", "a b", "é", "b", "cab abc", ""]
    rows = [Row(str(n), text) for n, text in enumerate(words)]
    model = made(rows)
    for text in typed:
        model.set_filter(text)
        wanted = [row for row in rows if all(word in f"{row.title}\n\nw1" for word in text.split())]
        assert model.rows() == wanted


def test_a_very_long_text_is_filtered_by_all_the_same() -> None:
    model = made()
    model.set_filter("recruit " * 3000)
    assert titles(model.rows()) == "b"


def test_sorting_is_by_value_and_what_has_none_comes_last_both_ways() -> None:
    model = made()
    model.sort_by("days")
    assert titles(model.rows()) == "badc"
    model.sort_by("days", descending=True)
    assert titles(model.rows()) == "dabc"
    model.sort_by("title")
    assert titles(model.rows()) == "adcb"
    model.sort_by("")
    assert titles(model.rows()) == "abcd"


def test_the_filter_and_the_order_hold_through_a_change_of_rows() -> None:
    model = made()
    model.sort_by("days")
    model.set_filter("days")
    model.change_rows([replace(ROWS[2], days=1)], gone=["a"])
    assert titles(model.rows()) == "cbd"
    model.set_rows([*ROWS, Row("e", "New", days=50)])
    assert titles(model.rows()) == "baed"


def test_a_change_that_moves_nothing_leaves_the_lines_in_place() -> None:
    model = made()
    resets: list[str] = []
    model.modelReset.connect(lambda: resets.append("reset"))
    model.change_rows([replace(ROWS[1], title="Recruit nine")])
    assert not resets
    assert model.index(1, 0).data() == "Recruit nine"
    model.set_filter("nine")
    assert titles(model.rows()) == "b"


KEYS = st.sampled_from("abcde")
CHANGES = st.lists(
    st.one_of(
        st.tuples(
            st.just("change"),
            st.builds(
                Row,
                KEYS,
                st.sampled_from(["Audit", "Recruit nine", "Agree nine"]),
                st.sampled_from(["w1", "w2", "w9"]),
                st.sampled_from([None, 9, 30]),
            ),
        ),
        st.tuples(st.just("gone"), KEYS),
        st.tuples(st.just("filter"), st.sampled_from(["", "n", "nine", "w2"])),
        st.tuples(st.just("sort"), st.sampled_from(["", "days", "title"])),
        st.tuples(st.just("test"), st.sampled_from([None, 9])),
        st.tuples(st.just("group"), st.booleans()),
        st.tuples(st.just("fold"), st.sampled_from(["w1", "w2"])),
    ),
    max_size=12,
)


def heads(model: RowsModel[Row]) -> list[tuple[str, str]]:
    groups = [model.group_at(line) for line in model.lines_of_groups()]
    return [(group.head.words, group.sentence) for group in groups if group]


def settle(model: RowsModel[Row], kind: str, value: Any) -> None:
    if kind == "filter":
        model.set_filter(value)
    elif kind == "sort":
        model.sort_by(value)
    elif kind == "test":
        model.set_test(None if value is None else lambda row: row.days == value)
    elif kind == "group":
        model.set_grouping(by_stream() if value else None)
    elif kind == "fold":
        model.fold(value, True)


@given(CHANGES)
def test_whatever_changes_the_lines_are_those_of_a_model_made_anew(changes: list[tuple[str, Any]]) -> None:
    model, rows, settled = made(), {row.id: row for row in ROWS}, dict[str, Any]()
    for kind, value in changes:
        if kind == "change":
            rows[value.id] = value
            model.change_rows([value])
        elif kind == "gone":
            rows.pop(value, None)
            model.change_rows([], [value])
        else:
            settled[kind + str(value) if kind == "fold" else kind] = (kind, value)
            settle(model, kind, value)
        fresh = made(list(rows.values()))
        for each in settled.values():
            settle(fresh, *each)
        assert (lines(model), model.rows(), model.shown) == (lines(fresh), fresh.rows(), fresh.shown)
        assert [model.index(n, 0).data() for n in range(model.rowCount())] == [
            fresh.index(n, 0).data() for n in range(fresh.rowCount())
        ]
        assert heads(model) == heads(fresh)


def test_rows_stand_in_groups_in_their_order_and_a_folded_group_keeps_its_count() -> None:
    model = made()
    model.set_grouping(by_stream())
    assert lines(model) == "[w2]cd[w1]ab"
    model.fold("w2", True)
    assert lines(model) == "[w2][w1]ab"
    assert (model.shown, titles(model.rows())) == (4, "cdab")
    model.set_filter("recruit")
    assert lines(model) == "[w1]b"
    group = model.group_at(0)
    assert group is not None
    assert group.head.words == "1 actions"
    model.set_filter("")
    assert lines(model) == "[w2][w1]ab"
    model.set_grouping(None)
    assert lines(model) == "abcd"


def test_a_group_nobody_gave_an_order_comes_last() -> None:
    model = made([*ROWS, Row("e", "Elsewhere", "w9")])
    model.set_grouping(by_stream())
    assert lines(model) == "[w2]cd[w1]ab[w9]e"


def test_a_further_test_narrows_what_the_filter_finds() -> None:
    model = made()
    model.set_test(lambda row: row.stream == "w2")
    model.set_filter("month")
    assert titles(model.rows()) == "d"
    model.set_test(None)
    model.set_filter("")
    assert titles(model.rows()) == "abcd"


def test_a_row_reads_as_a_sentence_and_a_group_says_whether_it_is_open() -> None:
    model = made()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Agree one threshold, in 30 days"
    assert model.index(2, 1).data(role) == "Days: no date"
    model.set_grouping(by_stream())
    assert model.index(0, 0).data(role) == "w2, 2 actions, sum, open"
    model.fold("w2", True)
    assert model.index(0, 0).data(role) == "w2, 2 actions, sum, folded"


def test_the_sorted_column_says_so_to_a_screen_reader() -> None:
    model = made()
    model.sort_by("days", descending=True)
    spoken = model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Days, sorted downwards"


def test_lines_that_are_not_there_are_nothing() -> None:
    model = made()
    assert model.row_at(-1) is None
    assert model.row_at(99) is None
    assert model.line_of("zebra") == -1
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_searchable_texts_are_prepared_in_small_turns() -> None:
    rows = [Row(str(n), f"Action {n}") for n in range(500)]
    model = made(rows)
    assert sum(1 for _ in model.prepare()) >= 10
    model.set_filter("action 499")
    assert model.shown == 1
