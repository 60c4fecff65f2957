"""Laws that hold for every command, and for any row of them."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import EXAMPLES, seed
from tests.small import Write, action, new, opened, tables, tag
from tracker.domain.commands import Redact
from tracker.domain.commands.base import Command, Tx
from tracker.domain.errors import Refused
from tracker.domain.plan import FullPlan
from tracker.domain.records import RECORDS, Action, ActionTag, Tag, link
from tracker.session import Session


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded plan, made once and copied for each test."""
    path = tmp_path_factory.mktemp("seeded") / "plan.iplan"
    with new(path) as session:
        seed(session)
    return path


@pytest.mark.parametrize(
    "command", [each for each in EXAMPLES if each is not Redact], ids=lambda each: each.kind
)
def test_do_undo_redo(command: type[Command], seeded: Path, tmp_path: Path) -> None:
    """As before after undo, as after once redone, row by row in every table."""
    path = tmp_path / "plan.iplan"
    if command.kind != "set_up_plan":
        shutil.copyfile(seeded, path)
    with opened(path) if path.exists() else new(path) as session:
        doing = EXAMPLES[command](session)
        before = tables(path)
        done = session.do(doing)
        after = tables(path)
        assert before != after
        if command.undoable:
            session.undo()
            assert tables(path) == before
            session.redo()
            assert tables(path) == after
        else:
            with pytest.raises(Refused, match="cannot be taken back"):
                session.reverse(done.seq)
        assert same(session, session.full_plan())
        assert session.check() == []


def same(session: Session, full: FullPlan) -> bool:
    """Whether the plan that followed the changes one by one is the plan in the file, in the same order."""
    plan = session.plan
    return (plan.seq, plan.digest) == (full.seq, full.digest) and all(
        list(plan.all(kind)) == list(full.all(kind)) for kind in plan.kinds
    )


def toggle_tag(name: str) -> Callable[[Tx], None]:
    def how(tx: Tx) -> None:
        found = tx.find(Tag, name)
        for tie in tx.all(ActionTag, tag_id=name):
            tx.remove(tie)
        if found:
            tx.remove(found)
        else:
            tx.put(tag(name))

    return how


def rename(ref: str, title: str) -> Callable[[Tx], None]:
    return lambda tx: tx.put(action(ref, title=title))


def tie(ref: str, name: str) -> Callable[[Tx], None]:
    def how(tx: Tx) -> None:
        if tx.find(Action, ref) and tx.find(Tag, name):
            tx.put(link(ActionTag, action_id=ref, tag_id=name))

    return how


def retie(ref: str) -> Callable[[Tx], None]:
    """Take all the tags from an action and put them back, as a command that sets a list may do."""

    def how(tx: Tx) -> None:
        ties = tx.all(ActionTag, action_id=ref)
        for each in (*ties, *ties[:1]):
            tx.remove(each)
            tx.put(each)

    return how


REFS = ("A1", "A2")
SOME_REF, SOME_WORD = st.sampled_from(REFS), st.sampled_from(["north", "south", "east"])
CHANGES = st.one_of(
    st.builds(toggle_tag, SOME_WORD),
    st.builds(rename, SOME_REF, SOME_WORD),
    st.builds(tie, SOME_REF, SOME_WORD),
    st.builds(retie, SOME_REF),
)
STEPS = st.one_of(CHANGES, st.sampled_from(["undo", "redo"]))


@settings(max_examples=25)
@given(steps=st.lists(STEPS, max_size=12))
def test_whatever_was_done_the_history_tells_it_and_undo_takes_it_all_back(
    steps: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "plan.iplan"
    with new(path) as session:
        start = tables(path)
        for _ in REFS:
            session.do(Write(how=lambda tx: tx.put(action(tx.next_ref(Action)))))
        for step in steps:
            if callable(step):
                session.do(Write(how=step))
            elif step == "undo":
                quietly(session.undo)
            else:
                quietly(session.redo)
            assert same(session, session.full_plan())
        assert session.check() == []
        assert tables_of(session.as_known(date(2026, 11, 21))) == tables_of(session.full_plan())
        while quietly(session.undo):
            pass
        assert tables(path) == start


def quietly(change: Callable[[], object]) -> bool:
    try:
        change()
    except Refused as refusal:
        assert "nothing to" in str(refusal)
        return False
    return True


def tables_of(plan: FullPlan) -> dict[str, list[Any]]:
    return {kind.table: list(plan.all(kind)) for kind in RECORDS}
