"""The verb that makes return sheets, and what `import` does with what comes back."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker import jobs
from tracker.cli.common import Verbs, add_as, add_force, add_plan, day, open_plan, today, verb
from tracker.cli.telling import section
from tracker.clock import SystemClock
from tracker.domain import british
from tracker.domain.commands.keeping import same
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Organisation, Post
from tracker.domain.rules.returns import Item, item_called
from tracker.importing.returned.answers import Answers, Row, Standing, people_unknown, row_words
from tracker.importing.returned.carried import carried_by
from tracker.importing.returned.mail import Mail, is_mail
from tracker.importing.returned.mail_answer import MailAnswer
from tracker.importing.returned.round_trip import RoundTrip
from tracker.importing.returned.sheet import is_return_sheet
from tracker.importing.sheets.kinds import is_sheet
from tracker.importing.sheets.workbook import Workbook
from tracker.reports.return_sheets import Asked
from tracker.returning import SheetsOrder, note_sheets, read_returned
from tracker.session import Session

Returned = Workbook | Mail


def add_to(verbs: Verbs) -> None:
    """Add the verb to the command line."""
    make = verb(
        verbs,
        "returns",
        _return_sheets,
        "make a small workbook for each owner and partner to answer in; import reads them back",
    )
    add_plan(make)
    make.add_argument("--out", metavar="FOLDER", type=Path, required=True, help="made if it is not there")
    whom = make.add_mutually_exclusive_group()
    whom.add_argument("--owner", metavar="O", help="only this owner's (the post's title)")
    whom.add_argument("--organisation", metavar="O", help="only this organisation's, with all its posts")
    make.add_argument("--due-back", metavar="DATE", type=day, help="by when an answer is asked")
    make.add_argument("--contact", metavar="WORDS", default="", help="whom to ask for help")
    make.add_argument("--with-money", action="store_true", help="show the budget lines too")
    make.add_argument("--with-restricted", action="store_true", help="restricted actions too")
    add_force(make)
    add_as(make)


def add_import_choices(parser: argparse.ArgumentParser) -> None:
    """What may be said of sheets and e-mails that come back."""
    parser.add_argument(
        "--sheet-wins", action="store_true", help="take the sheet's value where the plan has changed since"
    )
    parser.add_argument("--reason", metavar="WORDS", default="", help="why agreed dates and wording change")
    parser.add_argument("--agreed-by", metavar="WHO", default="", help="who agreed to changed wording")
    parser.add_argument(
        "--action", metavar="REF", help="the action an e-mail is about (A12, 1.2, A12 part 2)"
    )


def sorted_out(files: Iterable[Path]) -> tuple[list[Returned], list[Path]]:
    """What came back among some files, read; and the others."""
    returned: list[Returned] = []
    others = []
    for path in files:
        if is_mail(path):
            returned.append(jobs.read_mail(path))
        elif is_sheet(path) and _came_back(book := jobs.read_workbook(path)):
            returned.append(book)
        else:
            others.append(path)
    return returned, others


def _came_back(book: Workbook) -> bool:
    return carried_by(book) is not None or is_return_sheet(book)


def take_in(session: Session, returned: Iterable[Returned], asked: argparse.Namespace) -> None:
    """Take what came back into the plan, and print what was taken and left and why; a dry run only prints."""
    for each in returned:
        match each:
            case Mail():
                _take_mail(session, each, asked)
            case _:
                _take_sheet(session, each, asked)


def _return_sheets(asked: argparse.Namespace) -> int:
    if asked.due_back and asked.due_back < today():
        raise TrackerError(f"{british.short_day(asked.due_back)} has passed. No sheet was made.")
    with open_plan(asked) as session:
        asked.out.mkdir(parents=True, exist_ok=True)
        order = SheetsOrder(
            plan=session.path,
            folder=asked.out,
            asked=Asked(today(), SystemClock().now(), asked.due_back, asked.contact, asked.with_money),
            only=_only(session.plan, asked),
            restricted=asked.with_restricted,
            overwrite=asked.force,
        )
        made = jobs.run("return_sheets", order.to_json(), subject="Making sheets", limits=jobs.OWN_LIMITS)
        if not session.read_only:
            session.do(note_sheets(order, made))
    print(*(f"Written: {asked.out / name}" for name in made["files"]), sep="\n")
    if made["without"]:
        print(f"In no sheet, since nobody owns them: {british.listed(made['without'])}.")
    return 0


def _only(plan: Plan, asked: argparse.Namespace) -> str | None:
    if asked.owner:
        what, name, names = "owner", asked.owner, {each.title: each.id for each in plan.all(Post)}
    elif asked.organisation:
        what, name = "organisation", asked.organisation
        names = {each.name: each.id for each in plan.all(Organisation)}
    else:
        return None
    for called, record_id in names.items():
        if same(name, called):
            return record_id
    raise TrackerError(f"No {what} is called “{name}”. Give the name as the plan has it. No sheet was made.")


def _take_sheet(session: Session, book: Workbook, asked: argparse.Namespace) -> None:
    found = read_returned(session, book, today())
    assert found  # it was sorted out by what it carries
    if asked.sheet_wins:
        found = _all_taken(found)
    if isinstance(found, Answers):
        lines, count = list(_answer_lines(found)), len(found.taken)
        what = british.plural(count, "answer")
    else:
        found = found.because(asked.reason, asked.agreed_by)
        lines, count = list(_edit_lines(found)), len(found.taken) + len(found.added)
        what = british.plural(count, "edit")
    if count and not asked.dry_run:
        session.do(found.command())
    verb_word = "Would take" if asked.dry_run else "Took"
    print(f"{verb_word} {what} from {book.file}.", *lines, sep="\n")


def _all_taken(found: Answers | RoundTrip) -> Answers | RoundTrip:
    """With everything taken that stands against a later change of the plan."""
    if isinstance(found, Answers):
        for number, row in enumerate(found.rows):
            found = found.take(number) if row.standing is Standing.CONFLICT else found
    else:
        for number, edit in enumerate(found.edits):
            found = found.take(number) if edit.is_conflict else found
    return found


def _answer_lines(found: Answers) -> Iterator[str]:
    yield from section("Taken", [row_words(row) for row in found.taken])
    left = [row for row in found.rows if row.standing is not Standing.TAKEN]
    yield from section("Left", [_why_left(row) for row in left])
    yield from section("Without an answer", [british.listed(found.unanswered)] if found.unanswered else [])
    told = [f"{row.reference}: {note}" for row in found.rows for note in row.judgement.notes]
    if unknown := people_unknown(found):
        told.append(f"Not among the plan's people, and kept as given: {british.listed(unknown)}.")
    yield from section("Please note", [*found.notes, *told])


def _why_left(row: Row) -> str:
    why = (*row.judgement.problems, *(each.words for each in row.conflicts))
    return " ".join((f"{row.place}: {row_words(row)}: {row.outcome}.", *why))


def _edit_lines(found: RoundTrip) -> Iterator[str]:
    yield from section("Taken", [edit.words for edit in found.taken])
    added = [(row.texts["title"], british.listed(row.left)) for row in found.added]
    yield from section("Added", [f"{title}{left and f' (without its {left})'}" for title, left in added])
    left = [(edit.place, edit.words, why) for edit in found.edits if (why := found.why_not(edit))]
    new = [row for row in found.new_rows if row.why_not]
    left += [(row.place, row.texts.get("title", "a new row"), row.why_not) for row in new]
    yield from section("Left", [f"{place}: {words}. {why}" for place, words, why in left])
    yield from section("Please note", found.notes)


def _take_mail(session: Session, mail: Mail, asked: argparse.Namespace) -> None:
    answer = MailAnswer.of(mail, session.full_plan(), today())
    if asked.action:
        answer = answer.about(_item(session.plan, asked.action))
    if answer.item is None:
        raise TrackerError(f"{answer.why_not} Name it with --action. Nothing was changed.")
    command = answer.command()
    if not asked.dry_run:
        session.do(command)
    done = "Would record" if asked.dry_run else "Recorded"
    print(f"{done} on {answer.item.code}, for {answer.whose}, {british.short_day(answer.on)}: {answer.text}")


def _item(plan: Plan, name: str) -> Item:
    own = (
        Item(action) for action in plan.all(Action) if action.council_ref and same(name, action.council_ref)
    )
    found = item_called(plan, name) or next(own, None)
    if found is None:
        raise TrackerError(f"The plan has no action or part “{name}”. Nothing was changed.")
    return found
