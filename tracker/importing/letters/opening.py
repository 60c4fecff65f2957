"""What a document's opening says of it: its title, whose authority it is about, and its dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.importing.dates import Visit, find_date, find_visit, looks_like_date, parse_date
from tracker.importing.letters.form import Form, pattern
from tracker.importing.lines import Lines
from tracker.importing.paragraphs import Paragraph

_DAY_FOLLOWS = r"\s+(?=(?:on )?(?:\w+day,? )?\d)"
_LABELLED_VISIT = re.compile(
    r"(?:^(?:dates? of (?:inspection|visit)|(?:inspection|visit) dates?):?"
    rf"|\b(?:inspection|visit) dates?\s?:){_DAY_FOLLOWS}",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED_DATE = re.compile(
    rf"(?:^(?:(?:report |date )published|(?-i:P)ublished|publication date):?|\bpublished\s?:){_DAY_FOLLOWS}",
    re.IGNORECASE | re.MULTILINE,
)
_OPENING = 60  # paragraphs before which date, subject and visit stand
_LONGEST_TITLE = 250
# The letter's first words, where nothing printed parts them from the subject line.
_FIRST_SENTENCE = re.compile(r"\s+(?=This letter\b|Dear\b)")
_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document's opening says of it, and doubts in words."""

    title: str | None
    authority: str | None
    published_on: date | None
    visit: Visit
    warnings: tuple[str, ...]


def opening_facts(letter: Sequence[Paragraph], source: Lines, form: Form) -> Facts:
    """Title, authority and dates from the document's first paragraphs; what is not found is asked for."""
    warnings: list[str] = []
    opening = letter[:_OPENING]
    labelled = _labelled(source)
    written = _written_on(opening, labelled, form, warnings)
    title, authority = _title(opening, form)
    visit = _visit(opening, labelled, form, written)
    warnings += visit.doubts
    if authority is None:
        warnings.append("The authority's name was not found; enter it.")
    return Facts(title, authority, written, visit, tuple(warnings))


def _labelled(source: Lines) -> str:
    """The first page's lines, small print included, where labels and their dates stand."""
    page = source.lines[0].page if source.lines else None
    notes = [line for line in source.footnotes if line.page == page]
    return "\n".join(line.whole for line in [*source.lines[:_OPENING], *notes])


def _on_one_line(words: str) -> str:
    return " ".join(words[:200].split())


def _written_on(opening: Sequence[Paragraph], labelled: str, form: Form, warnings: list[str]) -> date | None:
    """The day after "published", else the first date that stands alone on a line before the salutation."""
    label = _LABELLED_DATE.search(labelled)
    if label and (found := find_date(_on_one_line(labelled[label.end() :])[:40])):
        return found
    for paragraph in opening:
        if paragraph.text.startswith("Dear "):
            break
        if looks_like_date(paragraph.text):
            found = parse_date(re.sub(r"^date:?\s*", "", paragraph.text, flags=re.IGNORECASE))
            if found is None:
                warnings.append(f"The {form.noun}'s date is printed as “{paragraph.text}”; enter it.")
            return found
    warnings.append(f"The {form.noun}'s date was not found; enter it.")
    return None


def _title(opening: Sequence[Paragraph], form: Form) -> tuple[str | None, str | None]:
    """The title or subject line as printed, and the authority's name in it or beside it."""
    for index, paragraph in enumerate(opening):
        title = _FIRST_SENTENCE.split(paragraph.text)[0]
        match = _title_match(title, form)
        if match and len(title) <= _LONGEST_TITLE:
            return title, authority_name(match.groupdict().get("name") or _beside(opening, index, form))
    for paragraph in opening:
        if named := pattern(form.named).search(paragraph.text):
            return None, authority_name(named["name"])
    return None, None


def _beside(opening: Sequence[Paragraph], index: int, form: Form) -> str:
    """The line before a title, or after it, that can be a name; empty if neither can."""
    beside = [opening[place].text for place in (index - 1, index + 1) if 0 <= place < len(opening)]
    return next((text for text in beside if not _is_no_name(text, form)), "")


def _is_no_name(text: str, form: Form) -> bool:
    long = len(text) > _LONGEST_NAME or text.endswith(".")
    return long or looks_like_date(text) or form.is_heading(text) or text.casefold() == "ofsted"


def _title_match(text: str, form: Form) -> re.Match[str] | None:
    return next((match for title in form.titles if (match := pattern(title).fullmatch(text))), None)


def authority_name(words: str) -> str | None:
    """ "the Durham’s children’s services." → "Durham"."""
    name = re.sub(
        r"(?:\slocal authority)?\s+children.s (?:social care |social work )?services?\b.*$",
        "",
        words,
        flags=re.I,
    )
    name = re.sub(r"^the\s+|(?:[’']s?)?[\s.,:]*$", "", name, flags=re.IGNORECASE)
    return re.sub(r"\s+local authority$", "", name) or None


def _visit(opening: Sequence[Paragraph], labelled: str, form: Form, written: date | None) -> Visit:
    """The visit's days after their label, else from the sentence before the first list that says them."""
    label = _LABELLED_VISIT.search(labelled)
    visit = find_visit(_on_one_line(labelled[label.end() :]), written) if label else Visit()
    if visit.printed or not form.visited:
        return visit
    for paragraph in opening:
        if form.kind_of(paragraph.text):
            break
        if on := pattern(form.visited).search(paragraph.text):
            return find_visit(paragraph.text[on.end() :], written)
    return Visit(doubts=("The visit's dates were not found; enter them.",))
