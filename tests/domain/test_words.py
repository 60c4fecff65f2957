"""The English of the plan."""

import inspect
from datetime import date
from enum import StrEnum

import pytest

from tests.plans import action
from tracker.domain import codes, due, words


def code_classes() -> list[type[StrEnum]]:
    found = [*vars(codes).values(), *vars(due).values()]
    return [
        each for each in found if inspect.isclass(each) and issubclass(each, StrEnum) and each is not StrEnum
    ]


@pytest.mark.parametrize("kind", code_classes(), ids=lambda kind: kind.__name__)
def test_every_code_has_english_of_its_own(kind: type[StrEnum]) -> None:
    labels = [words.label(code) for code in kind]
    assert len(set(labels)) == len(kind)
    assert all(label[0].isupper() and "_" not in label for label in labels)


def test_complete_is_never_bare() -> None:
    assert words.label(codes.Lifecycle.COMPLETE) == "Complete, evidence awaited"
    assert words.label(codes.Lifecycle.EMBEDDED) == "Embedded, checked later"
    assert words.label(codes.Delivery.AT_RISK) == "At risk of delay"


def test_each_colour_has_its_own_letter() -> None:
    assert len({words.rag_letter(colour) for colour in codes.RagColour}) == len(codes.RagColour)


def test_the_councils_own_reference_is_shown_first() -> None:
    assert words.shown_ref(action("a12", council_ref="1.2")) == "1.2"
    assert words.shown_ref(action("a12")) == "A12"


def test_a_draft_reads_action_to_be_planned() -> None:
    assert words.title_shown(action(draft=True)) == "Action to be planned"
    assert words.title_shown(action("a1")) == "Action 1"


def test_moves_read_as_a_sentence() -> None:
    assert words.moved_words(0, 0) == "never moved"
    assert words.moved_words(1, 92) == "moved once, +92 days"
    assert words.moved_words(3, 142) == "moved 3 times, +142 days"
    assert words.moved_words(2, -1) == "moved 2 times, −1 day"
    assert words.moved_words(2, 1) == "moved 2 times, +1 day"
    assert words.moved_words(2, 0) == "moved 2 times, 0 days"


def test_a_reset_says_how_late_it_was_before() -> None:
    told = words.reset_words("cabinet", date(2026, 10, 14), 142)
    assert told == "reset by cabinet 14 October 2026, 142 days late before"
    assert words.reset_words("cabinet", date(2026, 10, 14), 0) == "reset by cabinet 14 October 2026"


def test_a_late_completion_says_by_how_much() -> None:
    assert words.completed_words(12) == "completed 12 days late"
    assert words.completed_words(1) == "completed 1 day late"
    assert words.completed_words(0) == "completed in time"
    assert words.completed_words(-3) == "completed in time"
