"""An e-mail on its way to be an update."""

from datetime import date

import pytest

from tests.importing.returned.conftest import Desk
from tests.seeded import action
from tracker.domain import commands as c
from tracker.domain.errors import TrackerError
from tracker.domain.records import Update
from tracker.domain.rules.returns import item_called
from tracker.importing.returned.mail import Mail
from tracker.importing.returned.mail_answer import MailAnswer


def answer(desk: Desk, text: str, subject: str = "") -> MailAnswer:
    mail = Mail("Tam Overbeck", "tam@x.example", date(2026, 11, 20), subject, text)
    return MailAnswer.of(mail, desk.session.full_plan(), desk.today)


def test_it_becomes_an_update_of_its_sender_on_its_day(desk: Desk) -> None:
    found = answer(desk, "The rota is agreed.", "RE: A3")
    assert desk.do(found.command()).label == "record an answer by e-mail"
    (update,) = desk.session.full_plan().all(Update)
    assert (update.text, update.whose, update.recorded_by) == (
        "The rota is agreed.",
        "Tam Overbeck",
        "Programme officer",
    )
    assert (update.happened_on, update.action_id) == (date(2026, 11, 20), action(desk.session).id)


@pytest.mark.parametrize(
    ("text", "guesses"),
    [
        ("A3 is done, A99 is not.", ["A3"]),
        ("A3 part 1 is done.", ["A3 part 1"]),
        ("On 2.1 we are late; 2.10 and 12.1 are not ours.", ["A5"]),
        ("BA3 and A33 are roads.", []),
        ("A4 before A3.", ["A4", "A3"]),
    ],
)
def test_references_in_the_words_are_guessed(desk: Desk, text: str, guesses: list[str]) -> None:
    desk.do(c.ChangeAction(id=action(desk.session, 2).id, changes={"council_ref": "2.1"}))
    found = answer(desk, text)
    assert [each.code for each in found.guesses] == guesses
    assert (found.item is not None) == (len(guesses) == 1)


def test_without_one_action_it_asks_which(desk: Desk) -> None:
    found = answer(desk, "A4 before A3.")
    assert found.why_not == "Say which action the message is about. It names A4 and A3."
    with pytest.raises(TrackerError, match="Nothing was changed"):
        found.command()
    item = item_called(desk.session.plan, "A4")
    assert item and found.about(item).why_not == ""


def test_what_is_missing_is_said(desk: Desk) -> None:
    found = answer(desk, "A3 is done.")
    assert found.saying(" ").why_not.startswith("An update has some words")
    assert found.by("", found.on).why_not == "Say whose words they are."
    assert "still to come" in found.by("Tam", date(2026, 12, 24)).why_not


def test_the_same_message_is_recorded_once(desk: Desk) -> None:
    desk.do(answer(desk, "A3 is done.").command())
    assert answer(desk, "A3 is done.").why_not == "These words of Tam Overbeck are recorded on A3 already."


def test_a_day_still_to_come_is_taken_for_a_wrong_clock(desk: Desk) -> None:
    mail = Mail("Tam", "", date(2031, 1, 1), "", "A3 is done.")
    assert MailAnswer.of(mail, desk.session.full_plan(), desk.today).on == desk.today
