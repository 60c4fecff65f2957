"""What every field of every record holds true, whichever command writes it."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.codes import Delivery
from tracker.domain.commands.keeping import LONGEST_LINE, LONGEST_TEXT, clean, field_types
from tracker.domain.due import DueDate
from tracker.domain.records import RECORDS, BudgetLine, Finding, Source, Tag, Update
from tracker.domain.references import REFERS_TO
from tracker.session import Session

Refuses = Callable[..., None]

HOSTILE = (
    '#read("secret") $x$ <b>bold</b> & {{ }} %s \\n',
    "Robert'); drop table action; --",
    "👩‍👩‍👧 مرحبا بالعالم",
    "x" * 50_000,
    "a\x00b\x1b[31mc\ud800d",
)


@given(st.text(), st.booleans())
def test_a_cleaned_text_is_clean_and_cleaning_it_again_changes_nothing(text: str, one_line: bool) -> None:
    once = clean(text, one_line)
    assert clean(once, one_line) == once
    assert all(each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs") for each in once)
    assert not (one_line and "\n" in once)
    once.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text_without_what_no_file_can_hold(session: Session, text: str) -> None:
    said = c.AddUpdate(
        action_id=action(session).id,
        text=text,
        delivery=Delivery.OFF_TRACK,
        delivery_reason=text,
        barrier=text,
        ask=text,
        next=text,
    )
    update = session.do(said).made(Update)
    assert update.text == update.next == update.delivery_reason == clean(text)
    assert an(session, Update) == update


def test_a_long_line_and_a_long_text_are_refused_with_their_length(
    session: Session, refuses: Refuses
) -> None:
    refuses(c.AddTag(name="x" * (LONGEST_LINE + 1)), "501 characters long; 500 is the most")
    update = c.AddUpdate(action_id=action(session).id, text="x" * (LONGEST_TEXT + 1))
    refuses(update, "100,000 is the most")


@pytest.mark.parametrize("name", ["", "   ", "\x00\n"])
def test_a_name_of_nothing_is_refused(refuses: Refuses, name: str) -> None:
    refuses(c.AddTag(name=name), "“Name” is empty")


@pytest.mark.parametrize(
    ("happened_on", "words"),
    [
        (date(2026, 11, 22), "cannot be 22 Nov 2026: that is still to come"),
        (date(1026, 11, 20), "years from 1950 to 2099"),
        (date.max, "years from 1950 to 2099"),
    ],
)
def test_a_fact_of_an_impossible_day_is_refused(
    session: Session, refuses: Refuses, happened_on: date, words: str
) -> None:
    refuses(c.AddUpdate(action_id=action(session).id, text="News", happened_on=happened_on), words)


def test_an_impossible_due_date_is_refused(refuses: Refuses) -> None:
    refuses(c.AddAction(title="Later", due=DueDate.month(3026, 3)), "years from 1950 to 2099")


@pytest.mark.parametrize(
    ("pence", "words"),
    [(-1, "below nought"), (10_000_000_000_01, "more than £10,000,000,000"), (2**70, "more than")],
)
def test_negative_and_huge_money_is_refused(refuses: Refuses, pence: int, words: str) -> None:
    refuses(c.AddBudgetLine(title="Hub", year=2026, base_pence=pence), words)


def test_the_largest_sum_is_kept_to_the_penny(session: Session) -> None:
    line = c.AddBudgetLine(title="Everything", year=2026, base_pence=9_999_999_999_99)
    assert session.do(line).made(BudgetLine).base_pence == 9_999_999_999_99


def test_a_number_out_of_all_reason_is_refused(session: Session, refuses: Refuses) -> None:
    refuses(c.AddBudgetLine(title="Hub", year=26, base_pence=1), "between 1990 and 2098")
    refuses(c.ChangeSettings(changes={"stale_after_days": 0}), "between 1 and 3650")


def test_days_in_the_wrong_order_are_refused(session: Session, refuses: Refuses) -> None:
    source = an(session, Source)
    wrong = {"in_force_on": date(2026, 5, 2), "lifted_on": date(2026, 5, 1)}
    refuses(c.ChangeSource(id=source.id, changes=wrong), "cannot be 1 May 2026: that is before 2 May 2026")


def test_an_id_that_leads_nowhere_is_refused(refuses: Refuses) -> None:
    refuses(c.AddUpdate(action_id="nobody knows", text="News"), "no longer in the plan")
    refuses(c.AddAction(title="Ownerless", owner_post_id="nobody"), "no longer in the plan")


def test_the_same_name_is_refused_however_it_is_written(session: Session, refuses: Refuses) -> None:
    session.do(c.AddTag(name="Waiting Times"))
    refuses(c.AddTag(name=" waiting  times"), "in the plan already")
    assert session.do(c.AddTag(name="Waiting")).made(Tag).name == "Waiting"


def test_a_field_is_changed_only_to_what_it_can_hold(session: Session, refuses: Refuses) -> None:
    refuses(c.ChangeSettings(changes={"stale_after_days": "soon"}), "cannot hold what was given")
    refuses(c.ChangeSettings(changes={"stale_after_days": True}), "cannot hold what was given")
    refuses(c.ChangeSettings(changes={"officer_limit_days": 1.5}), "cannot hold what was given")
    session.do(c.ChangeSettings(changes={"officer_limit_days": None}))
    finding = an(session, Finding)
    refuses(c.AnnotateFinding(id=finding.id, changes={"text": "Milder"}), "cannot be changed here")


def test_it_is_known_where_every_reference_leads() -> None:
    ids = {name for kind in RECORDS for name in field_types(kind) if name.endswith("_id")}
    assert ids - set(REFERS_TO) == {"entity_id"}
