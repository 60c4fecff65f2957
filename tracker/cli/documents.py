"""The verbs that read documents: extract, new, import."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from tracker import jobs
from tracker.cli import returns, trackers
from tracker.cli.common import Verbs, actor, add_as, add_plan, day, open_plan, today, verb
from tracker.cli.telling import duty_lines, section
from tracker.clock import SystemClock
from tracker.domain import british
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.commands import AddSource, SetUpPlan
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Finding
from tracker.domain.words import label
from tracker.importing.extracted import ExtractedDocument, ExtractedDuty
from tracker.importing.proposal import source_command
from tracker.session import Done, Session

Kind = TypeVar("Kind", Finding, Action)


def add_to(verbs: Verbs) -> None:
    """Add these verbs to the command line."""
    extract = verb(verbs, "extract", _extract, "read documents and print what would be imported")
    extract.add_argument("files", metavar="FILE", nargs="+", type=Path)
    extract.add_argument("--json", action="store_true", help="one JSON object on a line for each document")

    new = verb(
        verbs, "new", _new, "make a plan from documents, with a draft action for each improvement area"
    )
    add_plan(new)
    new.add_argument("--from", dest="files", metavar="FILE", nargs="+", type=Path, required=True)
    new.add_argument(
        "--received",
        metavar="DATE",
        type=day,
        help="when the documents were received (default: their own date, marked as assumed)",
    )
    new.add_argument("--title", metavar="T", help="the plan's title")
    add_as(new)

    take = verb(verbs, "import", _import, "add documents, and what comes back, to a plan")
    add_plan(take)
    take.add_argument("files", metavar="FILE", nargs="+", type=Path)
    take.add_argument("--dry-run", action="store_true", help="say what would be added, and add nothing")
    returns.add_import_choices(take)
    trackers.add_import_choices(take)
    add_as(take)


def _extract(asked: argparse.Namespace) -> int:
    failed = False
    for path in asked.files:
        try:
            document = jobs.read_document(path)
        except TrackerError as refusal:
            failed = True
            if asked.json:
                print(json.dumps({"file": path.name, "error": str(refusal), "findings": []}))
            else:
                print(refusal, file=sys.stderr)
        else:
            print(json.dumps(_printable(document)) if asked.json else _described(document), flush=True)
    return 1 if failed else 0


def _printable(document: ExtractedDocument) -> dict[str, Any]:
    """The document as the command line promises it.

    Without its full text, which is kept with the plan, and our reading of whether a duty is required, which
    its own words tell. A direction is printed among the notices, for it is read and answered as one.
    """
    values = document.to_json()
    if document.kind is SourceKind.DIRECTION:
        values["kind"] = SourceKind.IMPROVEMENT_NOTICE
    del values["text"]
    for duty in values["duties"]:
        del duty["required"]
    return values


def _described(document: ExtractedDocument) -> str:
    lines = [document.title or document.file, f"  {label(document.kind)}, {_who(document)}"]
    if document.visited_as_printed:
        lines.append(f"  Visited {document.visited_as_printed}")
    heading: tuple[str, str | None] = ("", None)
    for number, item in enumerate(document.findings, 1):
        if (item.section, item.lead_in) != heading:
            heading = (item.section, item.lead_in)
            lines += ["", *filter(None, heading)]
        lines.append(f"  {number}. [{label(item.kind)}, {_page(item.page)}] {item.text}")
        lines += [f"     – {sub_item}" for sub_item in item.sub_items]
        lines += [f"     Please look at: {warning}" for warning in item.warnings]
    if not document.findings:
        lines += ["", "  No improvement areas were taken."]
    lines += section("Printed there and not taken", document.statements)
    lines += section("To be sent", [_duty(each) for each in document.duties])
    lines += section("Please look at", document.warnings)
    return "\n".join(lines) + "\n"


def _who(document: ExtractedDocument) -> str:
    parts = [document.regulator, document.authority]
    published = british.short_day(document.published_on) if document.published_on else "no date read"
    return ", ".join([part for part in parts if part] + [published])


def _duty(duty: ExtractedDuty) -> str:
    return f"{duty.what[:1].upper()}{duty.what[1:]} to {duty.to}: “{duty.text}” ({_page(duty.page)})"


def _page(page: int | None) -> str:
    return f"page {page}" if page else "no page"


def _new(asked: argparse.Namespace) -> int:
    documents = _read(asked.files)
    first = _command(documents[0], asked.received, None)
    setting_up = SetUpPlan(
        title=asked.title or f"Improvement plan: {first.authority or first.title}", authority=first.authority
    )
    session = Session.create(asked.plan, actor(asked.name), SystemClock())
    with _or_none(asked.plan), session:
        session.do(setting_up)
        for document in documents:
            print(_added(session, _command(document, asked.received, session.plan)))
        print(*section("To be sent", duty_lines(session.plan, today())), "", sep="\n")
    print(f"The plan is in {asked.plan}.")
    return 0


@contextmanager
def _or_none(plan: Path) -> Iterator[None]:
    """A new plan whole, or no plan: one that breaks off half-way is taken away again."""
    try:
        yield
    except BaseException:
        for end in ("", "-wal", "-shm", "-journal"):
            plan.with_name(plan.name + end).unlink(missing_ok=True)
        raise


def _import(asked: argparse.Namespace) -> int:
    returned, files = returns.sorted_out(asked.files)
    kept_elsewhere, files = trackers.sorted_out(files, asked)
    documents = _read(files)
    if returned or kept_elsewhere:
        with open_plan(asked, read_only=asked.dry_run) as session:
            returns.take_in(session, returned, asked)
            trackers.take_in(session, kept_elsewhere, asked)
    if documents:
        with open_plan(asked, read_only=asked.dry_run) as session:
            for document in documents:
                source = _command(document, None, session.plan)
                if asked.dry_run:
                    print("\n".join([f"Would add {_counted(source)}.", *_said_again(session.plan, source)]))
                else:
                    print(_added(session, source))
    return 0


def _read(files: list[Path]) -> list[tuple[ExtractedDocument, bytes]]:
    """Read every document before anything is written, so that one bad file leaves nothing half done."""
    return [(jobs.read_document(path), path.read_bytes()) for path in files]


def _command(read: tuple[ExtractedDocument, bytes], received: date | None, plan: Plan | None) -> AddSource:
    """What adds a document; what it says again of the plan's own areas is linked to these."""
    document, content = read
    return source_command(document, content, received_on=received, today=today(), plan=plan)


def _said_again(plan: Plan, source: AddSource) -> list[str]:
    """The plan's areas that a document says again, or of which it says that they remain."""
    told = []
    for mention in source.mentions:
        earlier = plan.get(Finding, mention.finding_id)
        if mention.again is None:
            told.append(f"  Says that it remains: {earlier.ref}: “{mention.text}”")
            continue
        now = source.findings[mention.again]
        same = [*map(folded, (now.text, *now.sub_items))] == [
            *map(folded, (earlier.text, *earlier.sub_items))
        ]
        words = f"{now.text} {'; '.join(now.sub_items)}".rstrip()
        told.append(f"  Says again{'' if same else ', in other words,'} {earlier.ref}: “{words}”")
    return told


def _added(session: Session, source: AddSource) -> str:
    again = _said_again(session.plan, source)
    done = session.do(source)
    findings, actions = _made(done, Finding), _made(done, Action)
    refs = ", ".join(filter(None, (_span(findings), _span(actions))))
    doubts = [f"  Please look at: {warning}" for warning in source.warnings]
    doubts += [f"  Please look at {each.ref}: {warning}" for each in findings for warning in each.warnings]
    return "\n".join([f"Added {_counted(source)}{f' ({refs})' if refs else ''}.", *again, *doubts])


def _made(done: Done, kind: type[Kind]) -> list[Kind]:
    return [record for edit in done.edits if isinstance(record := edit.after, kind)]


def _span(records: list[Finding] | list[Action]) -> str:
    """The references given, such as “F1 to F6”."""
    return " to ".join(dict.fromkeys((records[0].ref, records[-1].ref))) if records else ""


_MANY = {
    FindingKind.PRIORITY_ACTION: "areas for priority action",
    FindingKind.AREA_FOR_IMPROVEMENT: "areas for improvement",
    FindingKind.RECOMMENDATION: "recommendations",
    FindingKind.CONDITION: "conditions",
    FindingKind.OTHER_AREA: "other areas",
}


def _counted(source: AddSource) -> str:
    counts = Counter(finding.kind for finding in source.findings)
    words = [british.plural(n, label(kind).casefold(), _MANY[kind]) for kind, n in counts.items()]
    return f"“{source.title}”: {british.listed(words) or 'no improvement areas'}"
