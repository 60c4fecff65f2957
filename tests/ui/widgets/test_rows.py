from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from tests.ui.widgets.table import ROWS, Row, by_stream, made, spelt
from ui.widgets.rows import RowsModel


def titles(rows: Sequence[Row]) -> str:
    return "".join(row.id for row in rows)


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
    model.set_values("days", frozenset({"9 days", ""}))
    model.set_values("days", None)
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
        "DECIDE": "c",
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
        st.tuples(st.just("sort"), st.permutations(["days", "title", "gone"]).map(tuple)),
        st.tuples(st.just("values"), st.sampled_from([None, frozenset({"9 days", ""})])),
        st.tuples(st.just("elsewhere"), st.sampled_from([(), ("a", "c")])),
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
        model.sort_by_several([(key, key == "title") for key in value[:2]])
    elif kind == "values":
        model.set_values("days", value)
    elif kind == "elsewhere":
        model.set_found_elsewhere(value)
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
            kept = kind + str(value) if kind == "fold" else kind
            settled.pop(kept, None)  # a filter forgets what was found elsewhere before it
            settled[kept] = (kind, value)
            settle(model, kind, value)
        fresh = made(list(rows.values()))
        for each in settled.values():
            settle(fresh, *each)
        assert (lines(model), model.rows(), model.shown) == (lines(fresh), fresh.rows(), fresh.shown)
        assert [model.index(n, 0).data() for n in range(model.rowCount())] == [
            fresh.index(n, 0).data() for n in range(fresh.rowCount())
        ]
        assert heads(model) == heads(fresh)


TITLES = st.sampled_from(["Audit", "audit ten", "Écoute", "Ten", ""])
MANY = st.lists(st.tuples(TITLES, st.sampled_from([None, 9, 30])), max_size=8)
SORTS = st.lists(st.tuples(st.sampled_from(["days", "title"]), st.booleans()), unique_by=lambda sort: sort[0])


@given(MANY, SORTS, st.sampled_from(["", "aud", "ecoute", "ten 9"]), st.sets(st.sampled_from(["9 days", ""])))
def test_what_is_shown_is_what_a_plain_search_and_sort_would_give(
    given_rows: list[tuple[str, int | None]], sorts: list[tuple[str, bool]], words: str, ticked: set[str]
) -> None:
    rows = [Row(str(n), title, days=days) for n, (title, days) in enumerate(given_rows)]
    model = made(rows)
    model.sort_by_several(sorts)
    model.set_filter(words)
    hays = {row: f"{row.title} {spelt(row)} {row.stream}".lower().replace("é", "e") for row in rows}
    said = [row for row in rows if all(word in hays[row] for word in words.split())]
    counts = {text: sum(spelt(row) == text for row in said) for text in map(spelt, said)}
    assert model.values_of("days") == counts
    model.set_values("days", frozenset(ticked))
    wanted = [row for row in said if spelt(row) in ticked]
    for key, down in reversed(sorts):
        with_value = [row for row in wanted if value_of(row, key) is not None]
        without = [row for row in wanted if value_of(row, key) is None]
        wanted = sorted(with_value, key=lambda row: value_of(row, key), reverse=down) + without
    assert model.rows() == wanted
    assert model.values_of("days") == counts


def value_of(row: Row, key: str) -> Any:
    return row.days if key == "days" else row.title.lower().replace("é", "e") or None


def test_values_come_in_the_columns_own_order_with_the_blank_one_last() -> None:
    model = made()
    assert list(model.values_of("days").items()) == [("9 days", 1), ("30 days", 1), ("100 days", 1), ("", 1)]
    assert model.values_of("unknown") == {}


def test_values_are_those_of_the_rows_that_pass_everything_else() -> None:
    model, told = made(), []
    model.values_changed.connect(lambda: told.append(model.valued))
    model.set_test(lambda row: row.stream == "w1")
    model.set_values("days", frozenset({"9 days"}))
    assert titles(model.rows()) == "b"
    assert list(model.values_of("days")) == ["9 days", "30 days"]
    assert model.values_of("title") == {"Recruit eight social workers": 1}
    model.set_values("days", None)
    assert titles(model.rows()) == "ab"
    assert told == [{"days": frozenset({"9 days"})}, {}]


def test_rows_whose_words_were_found_elsewhere_are_shown_and_marked_until_others_are_typed() -> None:
    model = made()
    model.set_filter("recruit")
    model.set_found_elsewhere(["b", "d"])
    assert titles(model.rows()) == "bd"
    assert [model.is_found_elsewhere(key) for key in "abd"] == [False, False, True]
    assert model.values_of("days") == {"9 days": 1, "100 days": 1}
    model.set_test(lambda row: row.stream == "w1")
    assert titles(model.rows()) == "b"
    model.set_test(None)
    model.set_filter("recruit eight")
    assert titles(model.rows()) == "b"
    assert not model.is_found_elsewhere("d")


def test_words_are_looked_for_in_all_rows_and_what_values_alone_hide_is_counted() -> None:
    model = made()
    model.set_filter("deci")
    assert model.holding("CONTACT w2") == set()
    assert model.holding("decide EVERY") == {"c"}
    assert model.hidden_by_values == 0
    model.set_values("days", frozenset({"100 days"}))
    assert (titles(model.rows()), model.hidden_by_values) == ("d", 1)


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
    model.sort_by_several([("title", False), ("days", True), ("title", True)])
    model.set_values("days", frozenset({"9 days"}))
    spoken = model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Days, sorted downwards, 2 of 2 in the sort, some values only"


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
