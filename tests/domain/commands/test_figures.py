"""Figures are given once for a period that is over, corrected openly, and read from a pasted column."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import measure
from tests.seeded import measured, the_figures
from tracker.domain import commands as c
from tracker.domain.codes import Frequency
from tracker.domain.commands.figures import read_pasted
from tracker.domain.errors import TrackerError
from tracker.domain.records import Amendment, Figure
from tracker.domain.rules.measures import figure_words, figures_of
from tracker.session import Session

Refuses = Callable[..., None]
FIRST = date(2026, 1, 15)


def test_figures_are_of_whole_periods_and_belong_to_who_gave_them(session: Session) -> None:
    one = measured(session)
    session.do(the_figures(one, (48, 100), (31.5, 50)), whose="Head of Performance")
    given_figures = figures_of(session.plan, one)
    assert [figure_words(one, each) for each in given_figures] == [
        "September 2026: 48% (48 of 100)",
        "October 2026: 63% (31.5 of 50)",
    ]
    assert {(each.whose, each.recorded_by) for each in given_figures} == {
        ("Head of Performance", "Programme Manager")
    }


@pytest.mark.parametrize(
    ("given_figure", "words"),
    [
        ({"period": date(2026, 11, 2), "value": Decimal(50)}, "November 2026 cannot be known yet"),
        ({"period": date(2026, 9, 2), "value": Decimal(50)}, "figure for September 2026 already"),
        ({"period": date(2026, 10, 2)}, "either the counts or the value"),
        ({"period": date(2026, 10, 2), "numerator": Decimal(5)}, "out of how many"),
        ({"period": date(2026, 10, 2), "value": Decimal("NaN")}, "cannot be more than"),
        ({"period": date(2026, 10, 2), "numerator": Decimal(-1), "denominator": Decimal(2)}, "below nought"),
    ],
)
def test_what_is_no_figure_is_refused(
    session: Session, refuses: Refuses, given_figure: dict[str, Any], words: str
) -> None:
    one = measured(session)
    session.do(the_figures(one, (48, 100)))
    refuses(c.AddFigures(measure_id=one.id, figures=(c.NewFigure(**given_figure),)), words)


def test_of_several_all_are_kept_or_none(session: Session, refuses: Refuses) -> None:
    one = measured(session)
    twice = (c.NewFigure(period=date(2026, 9, 1), value=Decimal(50)),) * 2
    refuses(c.AddFigures(measure_id=one.id, figures=twice), "already")
    refuses(c.AddFigures(measure_id=one.id, figures=()), "No figure was given")


def test_a_figure_is_corrected_openly_and_never_removed(session: Session, refuses: Refuses) -> None:
    one = measured(session)
    wrong = session.do(the_figures(one, (48, 100))).made(Figure)
    mend: dict[str, Any] = {"record": Figure, "id": wrong.id, "reason": "Misread", "agreed_by": "Chair"}
    refuses(c.RemoveRecord(record=Figure, id=wrong.id), "is never removed")
    refuses(c.CorrectEntry(**mend, field="numerator", value=None), "either the counts or the value")
    refuses(c.CorrectEntry(**mend, field="happened_on", value=date(2026, 9, 29)), "ends with September 2026")
    session.do(c.CorrectEntry(**mend, field="numerator", value=Decimal("84")))
    (kept,) = session.full_plan().all(Amendment)
    assert (kept.field, kept.old, kept.new) == ("numerator", "48", "84")


def test_a_pasted_table_is_read_with_its_periods() -> None:
    text = "Month\tDecided\tContacts\tShare\nJan 2026\t1,074\t1,180\t91.0%\n\n31/3/2026; 64%\n;\n70\n"
    assert read_pasted(measure(), text, FIRST) == (
        c.NewFigure(period=date(2026, 1, 31), numerator=Decimal(1074), denominator=Decimal(1180)),
        c.NewFigure(period=date(2026, 3, 31), value=Decimal(64)),
        c.NewFigure(period=date(2026, 4, 30), value=Decimal(70)),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("91\nnothing yet", "Line 2, “nothing yet”, cannot be read"),
        ("91\nMarch 2026", "It holds no number"),
        ("Widgets\t5", "Line 1"),
        ("ongoing, review 3 March 2026\t5", "A figure is for a period"),
        ("Jan 2026\t1\t2\nFeb 2026\t\t1180", "Line 2, “Feb 2026 1180”, .* neither two counts"),
        ("Jan 2026\t1074\tn/a\t91%", "neither two counts"),
        ("2026\t91%", "neither two counts"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(TrackerError, match=words):
        read_pasted(measure(), text, FIRST)


def test_words_empty_columns_and_what_stands_beside_a_share_are_passed_over() -> None:
    text = "Jan 2026\t\tDecided in time\t91%\t95%\n\t\tDecided in time\t92.5%\t95%"
    assert [(each.period.month, each.value) for each in read_pasted(measure(), text, FIRST)] == [
        (1, Decimal(91)),
        (2, Decimal("92.5")),
    ]


def test_a_year_alone_is_no_count() -> None:
    yearly = measure(frequency=Frequency.YEARLY)
    with pytest.raises(TrackerError, match="the day on which the year ends"):
        read_pasted(yearly, "2026\t1074\t1180", FIRST)
    (read,) = read_pasted(yearly, "2026", FIRST)
    assert read.value == 2026


@given(st.sampled_from(Frequency), st.lists(st.integers(0, 10**6), max_size=30))
def test_a_pasted_column_runs_from_the_first_period_on(frequency: Frequency, values: list[int]) -> None:
    read = read_pasted(measure(frequency=frequency), "\n".join(f"{each:,}" for each in values), FIRST)
    assert [each.value for each in read] == values
    periods = [each.period for each in read]
    assert sorted(set(periods)) == periods
    assert not periods or periods[0] >= FIRST


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        read = read_pasted(measure(), text, FIRST)
    except TrackerError as refusal:
        assert "cannot be read" in str(refusal)
    else:
        assert all(each.value is not None or each.denominator is not None for each in read)
