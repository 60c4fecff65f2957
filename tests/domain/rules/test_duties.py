"""What must be sent, by when, and whether it was."""

from dataclasses import replace
from datetime import date

import pytest

from tests.plans import duty, plan, source
from tracker.domain.codes import SourceKind
from tracker.domain.rules.duties import PRESETS, Standing, due_of, duties_at, presets_for, standing

NOTTINGHAM = source("s1", received_on=date(2020, 2, 27))


def test_a_focused_visit_letter_has_duties_only_with_a_priority_action() -> None:
    kind = SourceKind.FOCUSED_VISIT_LETTER
    told = [(each.what, each.to, each.working_days) for each in presets_for(kind, True)]
    assert told == [("Draft action plan", "Ofsted", 20), ("Final action plan", "Ofsted", 70)]
    assert presets_for(kind, False) == ()


@pytest.mark.parametrize("kind", [SourceKind.ILACS_REPORT, SourceKind.SIF_REPORT])
def test_an_inspection_report_is_published_within_30_and_answered_within_70(kind: SourceKind) -> None:
    assert [each.working_days for each in presets_for(kind, False)] == [30, 70]


def test_an_uncertain_period_has_no_number() -> None:
    assert [each.working_days for each in presets_for(SourceKind.JTAI_LETTER, False)] == [70]
    uncertain = [
        *presets_for(SourceKind.AREA_SEND_REPORT, True),
        *presets_for(SourceKind.IMPROVEMENT_NOTICE, False),
    ]
    assert [each.working_days for each in uncertain] == [None, None, None]
    assert [each.required for each in uncertain] == [True, False, True]
    assert presets_for(SourceKind.AREA_SEND_REPORT, False) == presets_for(SourceKind.PEER_REVIEW, True) == ()


def test_every_preset_says_where_it_comes_from() -> None:
    assert all(
        each.origin and each.period and each.what and each.to
        for family in PRESETS.values()
        for each in family
    )


def test_the_draft_is_due_20_and_the_final_plan_70_working_days_after_receipt() -> None:
    draft, final = (due_of(duty(working_days=period), NOTTINGHAM) for period in (20, 70))
    assert (draft.day, final.day) == (date(2020, 3, 26), date(2020, 6, 10))
    assert draft.words == "20 working days from 27 Feb 2020"
    assert draft.difference == 0


def test_an_assumed_receipt_is_said() -> None:
    due = due_of(duty(working_days=20), source(received_on=date(2020, 2, 27), received_assumed=True))
    assert due.words == "if received on 27 Feb 2020: 20 working days from 27 Feb 2020"


def test_a_printed_date_wins_and_the_computed_one_stands_beside_it() -> None:
    letter = source(received_on=date(2018, 8, 7))
    draft = due_of(duty(working_days=20, due_on=date(2018, 9, 10)), letter)
    final = due_of(duty(working_days=70, due_on=date(2018, 12, 3)), letter)
    assert (draft.day, draft.difference) == (date(2018, 9, 10), 5)
    assert (final.day, final.difference) == (date(2018, 12, 3), 19)
    assert draft.words == (
        "20 working days from 7 Aug 2018; 1 bank holiday skipped would be 5 Sep 2018; "
        "the date given is 5 days later"
    )
    later = due_of(duty(working_days=20, due_on=date(2018, 9, 6)), letter)
    assert later.words.endswith("the date given is 1 day later")
    earlier = due_of(duty(working_days=20, due_on=date(2018, 9, 4)), letter)
    assert earlier.words.endswith("the date given is 1 day earlier")


def test_a_printed_date_without_a_period_has_no_sum() -> None:
    due = due_of(duty(due_on=date(2018, 9, 10)), source(received_on=date(2018, 8, 7)))
    assert (due.day, due.difference, due.words) == (date(2018, 9, 10), None, "")


def test_without_a_period_or_a_receipt_there_is_no_day() -> None:
    for one in (due_of(duty(), NOTTINGHAM), due_of(duty(working_days=20), source())):
        assert (one.day, one.computed, one.difference, one.words) == (None, None, None, "")


@pytest.mark.parametrize(
    ("sent_on", "day", "expected"),
    [
        (None, date(2020, 3, 26), Standing.TO_COME),
        (None, date(2020, 3, 27), Standing.OVERDUE),
        (date(2020, 3, 26), date(2020, 3, 27), Standing.SENT),
        (date(2020, 3, 30), date(2020, 3, 29), Standing.OVERDUE),
        (date(2020, 3, 30), date(2020, 3, 30), Standing.SENT_LATE),
    ],
)
def test_a_duty_is_to_come_overdue_sent_or_sent_late(
    sent_on: date | None, day: date, expected: Standing
) -> None:
    one = duty(working_days=20, sent_on=sent_on)
    assert standing(one, due_of(one, NOTTINGHAM), day) is expected


def test_what_was_only_asked_for_is_never_late() -> None:
    for sent_on, expected in ((None, Standing.TO_COME), (date(2020, 4, 30), Standing.SENT)):
        one = duty(working_days=20, required=False, sent_on=sent_on)
        assert standing(one, due_of(one, NOTTINGHAM), date(2020, 6, 1)) is expected


def test_the_duties_of_a_plan_come_by_their_day_with_their_words() -> None:
    made = plan(
        NOTTINGHAM,
        duty("y1", period="as printed"),
        duty("y2", working_days=70),
        duty("y3", working_days=20),
        duty("y4", working_days=20, sent_on=date(2020, 3, 30)),
        duty("y5", working_days=20, sent_on=date(2020, 3, 20)),
        duty("y6", due_on=date(2020, 7, 1)),
        duty("y7"),
    )
    told = [(each.duty.id, each.words) for each in duties_at(made, date(2020, 6, 30))]
    assert told == [
        ("y3", "due 26 Mar 2020, no record that it was sent"),
        ("y4", "sent 4 days late, 30 Mar 2020"),
        ("y5", "sent 20 Mar 2020"),
        ("y2", "due 10 Jun 2020, no record that it was sent"),
        ("y6", "due 1 Jul 2020"),
        ("y1", "due: as printed"),
        ("y7", "due, no day given"),
    ]


def test_a_period_without_a_day_of_receipt_counts_from_receipt() -> None:
    made = plan(
        replace(NOTTINGHAM, received_on=None),
        duty("y1", period="70 working days", working_days=70),
        duty("y2", due_on=date(2020, 7, 1), required=False),
    )
    assert [each.words for each in duties_at(made, date(2020, 8, 30))] == [
        "asked for by 1 Jul 2020",
        "due 70 working days after it is received",
    ]
