"""Area SEND inspection reports, 2023 to now: findings in tables, with the body responsible."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument, ExtractedDuty
from tracker.importing.letters.duties import sentences
from tracker.importing.letters.finding_tables import read_tables_and_text
from tracker.importing.letters.form import IMPROVE_HEADING, PRIORITY_HEADING, Form
from tracker.importing.letters.opening import opening_facts
from tracker.importing.letters.reading import filled
from tracker.importing.lines import Lines
from tracker.importing.paragraphs import Paragraph, join, paragraphs

AREA_SEND = Form(
    noun="report",
    titles=(
        r"area send (?:\w+ )?inspection (?:of|in) (?P<name>.+)",
        r"inspection of (?P<name>.+ local area partnership)",
    ),
    named=r"part of the (?P<name>[A-Z].{2,60}? local area partnership)",
    lists=(
        (FindingKind.PRIORITY_ACTION, PRIORITY_HEADING),
        (FindingKind.AREA_FOR_IMPROVEMENT, IMPROVE_HEADING),
    ),
    others=(
        r"local area partnership details|information about (?:this inspection|the local area partnership)"
        r"|inspection (?:team|outcome|details)|what is it like to be .+"
        r"|what is the area partnership doing .+|what (?:does|do) .+ do .+|next steps|glossary"
    ),
    closing=r"if you are not happy with the inspection|the office for standards in education",
    no_list="The report has no table of areas for priority action or for improvement.",
)
_OPENING = 20  # paragraphs in which the title stands
_LONGEST = 3_000  # characters of a paragraph that are read for what is due
_MONITORING = (
    "This is the report of a monitoring inspection: what it lists was set earlier. No new findings were "
    "taken; link what it says to the plan's areas."
)
# What the outcome obliges or asks to be sent: name, words that ask for it, and whether it is required.
_OUTCOMES = (
    (
        "priority action plan",
        r"\brequires?\b.*\b(?:prepare|submit|produce)\b.*\bpriority action plan\b",
        True,
    ),
    ("updated strategic plan", r"\bask\b.*\b(?:update|publish).*\bstrategic plan\b", False),
    ("progress for the monitoring inspection", r"\bmonitoring inspection will\b", False),
)
_PERIOD = re.compile(
    r"within ((?:approximately |about )?(?:\d+|[a-z]+) (?:working days|days|weeks|months|years))",
    re.IGNORECASE,
)


def read_area_send(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what the report says: dates, partnership, findings row by row, and what is due."""
    report = _titles_joined(paragraphs(source, AREA_SEND.is_heading))
    facts = opening_facts(report, source, AREA_SEND)
    read = read_tables_and_text(report, source, AREA_SEND)
    done = filled(document, report, facts, read, AREA_SEND)
    done = replace(done, duties=tuple(_duties(report, document.regulator or "Ofsted")))
    return _as_monitoring(done) if "monitoring inspection" in (facts.title or "").casefold() else done


def _titles_joined(report: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs with a title set on two lines made one."""
    for index, (paragraph, following) in enumerate(pairwise(report[:_OPENING])):
        is_title = re.match(r"area send (?:\w+ )?inspection\b", paragraph.text, re.IGNORECASE)
        goes_on = re.fullmatch(r"(?:of |in )?.{0,60}\blocal area partnership", following.text, re.IGNORECASE)
        if is_title and goes_on and "partnership" not in paragraph.text.casefold():
            whole = replace(
                paragraph,
                text=join(paragraph.text, following.text),
                lines=paragraph.lines + following.lines,
            )
            return [*report[:index], whole, *report[index + 2 :]]
    return list(report)


def _duties(report: Iterable[Paragraph], regulator: str) -> list[ExtractedDuty]:
    """What the inspection's outcome obliges or asks the partnership to send or show."""
    found: dict[str, ExtractedDuty] = {}
    for paragraph in report:
        for sentence in sentences(paragraph.text[:_LONGEST]):
            for what, words, required in _OUTCOMES:
                if what not in found and re.search(words, sentence, re.IGNORECASE):
                    period = _PERIOD.search(sentence)
                    found[what] = ExtractedDuty(
                        what=what,
                        to="the public" if "publish" in sentence else regulator,
                        period=period.group(1) if period else None,
                        due_on=None,
                        text=sentence,
                        page=paragraph.page,
                        required=required,
                    )
    return list(found.values())


def _as_monitoring(done: ExtractedDocument) -> ExtractedDocument:
    """A monitoring report: what it lists was set by the inspection before, and is shown."""
    earlier = [(" ".join((finding.text, *finding.sub_items)), finding.lines) for finding in done.findings]
    return replace(
        done,
        findings=(),
        statements=(*(text for text, _ in earlier), *done.statements),
        statement_lines=(*(lines for _, lines in earlier), *done.statement_lines),
        warnings=(*(each for each in done.warnings if each != AREA_SEND.no_list), _MONITORING),
    )
