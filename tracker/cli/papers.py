"""The verbs that read a plan out: show, overdue, report, export."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from tracker import jobs
from tracker.cli.common import (
    Verbs,
    add_as,
    add_force,
    add_plan,
    add_position,
    day,
    open_plan,
    today,
    verb,
)
from tracker.cli.telling import duty_lines, gap_lines, section
from tracker.clock import SystemClock
from tracker.domain import british
from tracker.domain.codes import CopyKind
from tracker.domain.commands.keeping import same
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.records import Action, Finding, Measure, Post, Source, Workstream
from tracker.domain.rules.lateness import is_overdue
from tracker.domain.rules.measures import is_in_use
from tracker.domain.rules.money import plan_money
from tracker.domain.rules.states import is_open
from tracker.domain.rules.targets import OFF_TARGET, standing
from tracker.publishing import EXPORT_FORMATS, PAPER_FORMATS, Order, check, note, read_for
from tracker.reports import export, overdue
from tracker.reports.papers import PAPERS
from tracker.reports.scope import Scope
from tracker.reports.wording import begun
from tracker.reports.write import write
from tracker.session import Session


def add_to(verbs: Verbs) -> None:
    """Add these verbs to the command line."""
    show = verb(verbs, "show", _show, "print counts, dates, gaps and money")
    add_plan(show)
    _add_days(show)
    show.add_argument("--json", action="store_true", help="the whole plan as JSON")

    late = verb(verbs, "overdue", _overdue, "print the tables of the overdue paper")
    add_plan(late)
    add_position(late)
    late.add_argument("--json", action="store_true", help="the tables as JSON")

    report = verb(verbs, "report", _report, "write a paper for the board")
    report.add_argument("plan", metavar="PLAN", nargs="?", type=Path, help="the plan's file")
    report.add_argument("--list", action="store_true", help="name the papers")
    report.add_argument("--paper", metavar="NAME", choices=PAPERS, help=", ".join(PAPERS))
    report.add_argument("--out", metavar="FILE", type=Path, help=_ending(PAPER_FORMATS))
    _add_days(report)
    report.add_argument("--workstream", metavar="W", help="only this workstream (its number or title)")
    report.add_argument("--owner", metavar="O", help="only this owner's actions (the post's title)")
    report.add_argument("--no-money", action="store_true", help="leave every sum out")
    report.add_argument("--public", action="store_true", help="leave restricted actions out")
    add_force(report)
    add_as(report)

    out = verb(verbs, "export", _export, "write the plan's data to a file")
    add_plan(out)
    out.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        required=True,
        help=_ending(EXPORT_FORMATS),
    )
    add_force(out)
    add_as(out)


def _ending(formats: tuple[str, ...]) -> str:
    return f"ending in {', '.join(formats[:-1])} or {formats[-1]}"


def _add_days(parser: argparse.ArgumentParser) -> None:
    days = parser.add_mutually_exclusive_group()
    add_position(days)
    days.add_argument(
        "--as-known", metavar="DATE", type=day, help="what the plan said at the end of that day"
    )


def _scope(asked: argparse.Namespace) -> Scope:
    known: date | None = getattr(asked, "as_known", None)
    if known and known > today():
        raise TrackerError(
            f"What will be known on {british.short_day(known)} nobody can say yet. "
            "Use --position-at to look ahead."
        )
    return Scope(
        day=known or asked.position_at or today(), made_at=SystemClock().now(), as_known=known is not None
    )


def _show(asked: argparse.Namespace) -> int:
    scope = _scope(asked)
    with open_plan(asked, read_only=True) as session:
        plan = read_for(session, scope)
    print(export.as_json(plan) if asked.json else "\n".join(_summary(plan, scope)))
    return 0


def _summary(plan: FullPlan, scope: Scope) -> Iterable[str]:
    if not begun(plan):
        yield f"Nothing was recorded in this plan by {british.short_day(scope.day)}."
        return
    actions = plan.all(Action)
    money = plan_money(plan)
    yield plan.settings.title
    yield f"{'As known on' if scope.as_known else 'Position at'} {british.short_day(scope.day)}"
    yield ""
    for count, word in (
        (len(plan.all(Source)), "source"),
        (sum(not finding.left_out_on for finding in plan.all(Finding)), "improvement area"),
        (len(actions), "action"),
        (sum(is_open(action) for action in actions), "open action"),
        (sum(is_overdue(action, scope.day) for action in actions), "overdue action"),
    ):
        yield f"  {british.plural(count, word)}"
    if measures := [each for each in plan.all(Measure) if is_in_use(each)]:
        off = sum(standing(plan, each).reach in OFF_TARGET for each in measures)
        yield f"  {british.plural(len(measures), 'measure')} in use, {off:,} off target"
    if money.base or money.changes:
        yield (
            f"  {british.pounds(money.revised)} revised budget "
            f"({british.pounds(money.base)} and approved changes of {british.pounds(money.changes)})"
        )
    yield from section("To be sent", duty_lines(plan, scope.day))
    yield from section("To fill in", gap_lines(plan, scope.day))


def _overdue(asked: argparse.Namespace) -> int:
    scope = _scope(asked)
    with open_plan(asked, read_only=True) as session:
        plan = read_for(session, scope)
    if asked.json:
        print(json.dumps(overdue.tables(plan, scope), indent=2))
    else:
        print(write(overdue.build(plan, scope), "txt", scope.made_at).decode(), end="")
    return 0


def _report(asked: argparse.Namespace) -> int:
    if asked.list:
        print("\n".join(f"{name:12}{paper.purpose}" for name, paper in PAPERS.items()))
        return 0
    missing = [name for name in ("plan", "paper", "out") if getattr(asked, name) is None]
    if missing:
        needs = british.listed([_SPELT[name] for name in missing])
        print(f"usage: report needs {needs}; “report --help” says more.", file=sys.stderr)
        return 2
    scope = replace(_scope(asked), money=not asked.no_money, public=asked.public)
    with open_plan(asked) as session:
        plan = session.plan
        scope = replace(
            scope,
            workstream_id=_workstream(plan, asked.workstream) if asked.workstream else None,
            owner_post_id=_owner(plan, asked.owner) if asked.owner else None,
        )
        publish(session, CopyKind.PAPER, asked.paper, asked.out, scope, overwrite=asked.force)
    print(f"Written: {asked.out}")
    return 0


_SPELT = {"plan": "PLAN", "paper": "--paper NAME", "out": "--out FILE"}


def publish(session: Session, kind: CopyKind, name: str, out: Path, scope: Scope, *, overwrite: bool) -> None:
    """Have the worker write a paper or an export, and note in the plan that it left it."""
    order = Order(plan=session.path, kind=kind, name=name, out=out, scope=scope, overwrite=overwrite)
    check(order)
    subject = f"Writing {out.name}"
    made = jobs.run("publish", order.to_json(), subject=subject, limits=jobs.OWN_LIMITS)
    if session.read_only:
        return
    try:
        session.do(note(order, made))
    except TrackerError as refusal:
        raise TrackerError(f"{out} is written, but the plan could not note that it is. {refusal}") from None


def _export(asked: argparse.Namespace) -> int:
    with open_plan(asked) as session:
        scope = Scope(day=today(), made_at=SystemClock().now())
        publish(session, CopyKind.EXPORT, "the whole plan", asked.out, scope, overwrite=asked.force)
    print(f"Written: {asked.out}")
    return 0


def _workstream(plan: Plan, asked: str) -> str:
    streams = list(plan.all(Workstream))
    for stream in streams:
        if any(same(asked, name) for name in (stream.title, stream.council_ref, str(stream.position))):
            return stream.id
    raise TrackerError(
        f"There is no workstream “{asked}”. There are: {british.listed([each.title for each in streams])}."
    )


def _owner(plan: Plan, asked: str) -> str:
    for post in plan.all(Post):
        if same(asked, post.title):
            return post.id
    raise TrackerError(f"No owner is called “{asked}”. Give the post's title as the plan has it.")
