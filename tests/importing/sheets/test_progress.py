from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.importing.sheets.trackers import GROWN, TODAY
from tracker.importing.sheets.progress import Entry, entries
from tracker.importing.sheets.when import DayOrder


def test_a_cell_that_grew_for_years_becomes_its_updates() -> None:
    assert entries(GROWN, None, TODAY) == [
        Entry("Background: agreed with partners."),
        Entry("Rota agreed.\nStaff told.", date(2026, 3, 12)),
        Entry("Two posts out to advert", date(2026, 4, 15)),
        Entry("Interviews held.", date(2026, 5, 3)),
        Entry("Both appointed.\nMarch 2027: launch planned", date(2026, 6, 10)),
    ]


def test_a_date_within_a_sentence_begins_no_update() -> None:
    text = "We meet on 3 June 2026: all are asked. On 4 June 2026 we report"
    assert entries(text, None, TODAY) == [Entry(text)]


def test_labels_and_initials_before_a_date_belong_to_it() -> None:
    found = entries("Update 1/6/26: sent\nJS 2/6/26 chased\nJuly 2026\nanswered", None, TODAY)
    assert [(each.text, each.said_on) for each in found] == [
        ("sent", date(2026, 6, 1)),
        ("chased", date(2026, 6, 2)),
        ("answered", date(2026, 7, 31)),
    ]


def test_dates_are_read_in_the_order_of_their_column() -> None:
    assert entries("3/4/26: sent", DayOrder.MONTH_FIRST, TODAY) == [Entry("sent", date(2026, 3, 4))]


@given(
    st.lists(
        st.sampled_from(["12/03/26", ": ", "\n", "Rota agreed", ". ", "- ", "May 2026", "31/02/26", " "])
    )
)
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    kept = "".join(each.text for each in entries(text, None, TODAY))
    assert kept.count("Rota agreed") == text.count("Rota agreed")
