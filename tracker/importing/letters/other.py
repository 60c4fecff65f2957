"""Documents of no known family: any headed list of recommendations, offered for somebody to check."""

import re
from dataclasses import replace

from tracker.domain.codes import FindingKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.form import heading_words
from tracker.importing.letters.labels import labelled, read_recommendations
from tracker.importing.letters.reading import IMPROVE_HEADING, LETTER_CLOSING, PRIORITY_HEADING, Form
from tracker.importing.lines import Lines

_FOR = r"(?: (?:for|to|of|from|in) .{3,80})?"
OTHER = Form(
    noun="document",
    titles=(),
    named=(
        r"\b(?:review|audit|assessment|challenge|inspection|diagnostic) (?:of|at|in)"
        r" (?P<name>[A-Z][^.,;:]{2,60} (?:council|borough|county|city|partnership))\b"
    ),
    lists=(
        (FindingKind.PRIORITY_ACTION, PRIORITY_HEADING),
        (
            FindingKind.AREA_FOR_IMPROVEMENT,
            rf"{IMPROVE_HEADING}"
            rf"|areas? (?:for|of) (?:further )?(?:development|consideration|focus|concern){_FOR}",
        ),
        (
            FindingKind.RECOMMENDATION,
            r"(?:\d{1,2}(?:\.\d{1,2})?\.? )?(?:(?:main|key|our|summary of(?: the)?|detailed"
            r"|conclusions? and|learning points? and|priority) )?(?:recommendations?"
            rf"|recommended actions?|actions? required|required actions?|learning points?){_FOR}",
        ),
    ),
    others=(
        r"(?:\d{1,2}(?:\.\d{1,2})?\.? )?(?:(?:executive )?summary|introduction|background|context"
        r"|(?:main |key )?findings|(?:key )?strengths|conclusions?|next steps|appendix .*|annex .*"
        r"|methodology|scope.*|contents|glossary|what is working well|legal implications.*"
        r"|financial implications.*|reasons? for .+|references)"
    ),
    closing=rf"{LETTER_CLOSING}|signed\b",
    visited="",
)
# "5.2 Keep the record …": a numbered paragraph, unless a label follows that is its reference.
_PARAGRAPH = re.compile(
    r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?!R(?:ecommendation)? ?\d)(?P<words>[A-Z‘“].*)"
)
_COUNTED = re.compile(r"\(?(\d{1,2})[.)]")
_CHECK = "Found by the words of a heading or label, in a document of a kind that is not known; check it."


def read_other(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with whatever stands under headings such as "Recommendations", with a warning each."""
    form = replace(OTHER, others="|".join((OTHER.others, *map(re.escape, _next_chapters(source)))))
    read = read_recommendations(labelled(source, _PARAGRAPH), document, form)
    if read.findings:
        words = (
            "This is no letter or report that this version knows. What stands under headings such as "
            f"“{read.findings[0].section or 'Recommendation 1'}” is offered; check each, and what is"
            f" missing."
        )
    else:
        words = "This is no letter or report that this version knows, so no findings were taken from it."
    findings = tuple(replace(finding, warnings=(*finding.warnings, _CHECK)) for finding in read.findings)
    return replace(read, findings=findings, warnings=(words, *read.warnings))


def _next_chapters(source: Lines) -> list[str]:
    """The headings of the chapters that follow a numbered one with a list.

    After "5. Recommendations" that is "6. Response", unless it is the sixth item.
    """
    found = []
    after: int | None = None  # the number of the next chapter
    last = 0  # of the item before
    for line in source.lines:
        counted = _COUNTED.fullmatch(line.marker or "")
        number = int(counted[1]) if counted else None
        if number and OTHER.kind_of(line.text):
            after, last = number + 1, 0
        elif number and number == after != last + 1:
            found.append(heading_words(line.text))
            after = None
        elif number:
            last = number
    return found
