"""The filter language: what is typed is understood, shown again as it was, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import plan
from tracker.domain.codes import OwnColumnKind
from tracker.domain.records import OwnColumn
from tracker.domain.rules.query import (
    Language,
    Query,
    described,
    language_of,
    parse,
    pieces,
    show,
    shown_term,
)
from tracker.domain.rules.query_terms import FIELDS, Term

LANGUAGE = Language(("Cost code", "late"), stream="Theme", owner="Responsible officer")
NAMES = [name for field in FIELDS for name in (field.key, *field.names)]
VALUES = ["none", "30", "31 March 2027", "2027", "on track", "h", "a,b", "next month", "x y", "", "-3", "2w"]
tokens = st.one_of(
    st.sampled_from(
        ["late", "-stale", "mine", '"front door"', '-"x"', '"', "-", ":", "<30", "due", "ongoing"]
    ),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "-"]),
        st.sampled_from(
            [*NAMES, '"Cost code"', '"late"', '"Responsible officer"', "theme", "other", '"no such"']
        ),
        st.sampled_from([":", "<", ">", "<=", ">=", "=", ": ", "≤"]),
        st.sampled_from([*VALUES, *(f'"{value}"' for value in VALUES)]),
    ),
    st.text(max_size=12),
)
typed = st.lists(tokens, max_size=5).map(" ".join)


@given(typed)
def test_what_was_understood_is_understood_again_as_it_is_shown(text: str) -> None:
    query = parse(text, LANGUAGE)
    assert parse(show(query), LANGUAGE) == query
    assert described(query, LANGUAGE).count(";") >= len(query.terms) - 1


@given(typed)
def test_the_parts_stand_in_order_and_leave_out_nothing_but_spaces(text: str) -> None:
    at, left = 0, []
    for piece in pieces(text, LANGUAGE):
        assert at <= piece.start < piece.end <= len(text)
        left.append(text[at : piece.start])
        at = piece.end
    assert not "".join((*left, text[at:])).strip()


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("owner:none", Term("owner", ":", ("none",))),
        ("lead: Head", Term("owner", ":", ("Head",))),
        ("mine", Term("owner", ":", ("me",))),
        ("no:date", Term("due", ":", ("none",))),
        ("due<=30", Term("due", "<", ("30",))),
        ("due:2w", Term("due", "<", ("14",))),
        ("due<31/03/2027", Term("due", "<", ("31 Mar 2027",))),
        ("due<=31 march 2027", Term("due", "<", ("1 Apr 2027",))),
        ("due>=march 2027", Term("due", ">", ("February 2027",))),
        ("due:next month", Term("due", ":", ("next month",))),
        ("overdue", Term("late")),
        ("-late>30", Term("late", ">", ("30",), negated=True)),
        ("moved>=2", Term("moved", ">", ("1",))),
        ("no:date,due", Term("due", ":", ("none",))),
        ("moved:never", Term("moved", ":", ("0",))),
        ("rating:off", Term("rating", ":", ("off track",))),
        ("rating:o", Term("rating", ":", ("on track", "off track"))),
        ("status:done,open", Term("status", ":", ("finished", "open"))),
        ("rag:n", Term("rag", ":", ("grey",))),
        ("awaiting:proof", Term("awaiting", ":", ("evidence",))),
        ("theme:1", Term("stream", ":", ("1",))),
        ('"responsible officer":me', Term("owner", ":", ("me",))),
        ("“cost code”:12", Term("own", ":", ("12",), column="Cost code")),
        ('"cost code">=12.5', Term("own", ">=", ("12.5",), column="Cost code")),
        ('"late":yes', Term("own", ":", ("yes",), column="late")),
        ('"late"', Term("text", ":", ("late",))),
        ("-spam", Term("text", ":", ("spam",), negated=True)),
    ],
)
def test_a_term_is_read_as_board_members_write_it(text: str, term: Term) -> None:
    assert parse(text, LANGUAGE) == Query((term,))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("due<banana", "“due<banana” is not a date or a number of days: it was looked for as words."),
        ("rating:green", "“rating:green” is not one of on track, at risk, off track, none: "),
        ("foo:bar", "“foo:bar” was looked for as words: nothing here is called “foo”."),
        ("late:soon", "“late:soon” is not a number of days"),
        ("owner>3", "“owner>3” asks for more or less of what has no size"),
        ("due<3,4", "“due<3,4” names more than one limit"),
        ("due<=31 Dec 2199", "“due<=31 Dec 2199” lies beyond the dates that can be read"),
        ("late<=999", "“late<=999” lies beyond the numbers that can be read"),
        ("stale:30", "“stale:30” is not asked for with a value"),
    ],
)
def test_what_is_not_understood_is_looked_for_and_said(text: str, fault: str) -> None:
    query = parse(text, LANGUAGE)
    assert query.terms == ()
    assert query.words == (text,)
    assert query.faults[0].startswith(fault)


@pytest.mark.parametrize("text", ["10:30", "https://example.org/a", "owner:", "-", '"', "due<"])
def test_words_that_look_like_a_term_and_terms_that_are_only_begun_are_no_fault(text: str) -> None:
    assert parse(text).faults == ()
    assert parse(text).terms == ()


def test_it_is_told_in_the_plans_own_words() -> None:
    language = language_of(
        plan(
            OwnColumn(id="o2", name="Cost", kind=OwnColumnKind.NUMBER, position=2),
            OwnColumn(id="o1", name='Also  "told" “who”', kind=OwnColumnKind.TEXT, position=1),
            workstream_label="Theme",
            owner_label="Lead",
            stale_after_days=45,
        )
    )
    assert language == Language(("Also told who", "Cost"), "Theme", "Lead", 45)
    query = parse("lead:vacant due<30 stale -status:gone late>7 cost<5 moved>1 contact", language)
    assert described(query, language) == (
        "Lead nobody in post; Due within 30 days; Updates none for 45 days; Status any but withdrawn; "
        "Overdue more than 7 days; Cost less than 5; Moved more than 1 time; With “contact”"
    )
    assert described(parse("due:30,none late:1 moved:3 -tag:gone")) == (
        "Due within 30 days or none; Overdue 1 day; Moved 3 times; Tag not gone"
    )


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("owner:head", [False]),
        ("owner:head ", [True]),
        ('owner:"head of', [False]),
        ("due<31 ", [False]),
        ("due<31 ma", [False]),
        ("due<31 march 2027 ", [False]),
        ("due<31 contact", [True]),
        ("late due:none x", [True, True]),
    ],
)
def test_a_term_is_settled_once_nothing_can_be_added_to_it(text: str, settled: list[bool]) -> None:
    assert [piece.settled for piece in pieces(text) if piece.term] == settled


def test_terms_are_put_to_a_query_and_taken_from_it() -> None:
    late, none = parse("late").terms[0], parse("due:none").terms[0]
    query = parse("late contact").with_terms(none, late)
    assert show(query) == "late due:none contact"
    assert show(query.without(late)) == "due:none contact"
    assert shown_term(parse('"Cost code":"a b"', LANGUAGE).terms[0]) == '"Cost code":"a b"'
