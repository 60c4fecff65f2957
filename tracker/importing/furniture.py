"""What is printed round the text and is no part of it: running heads and feet, page numbers, letterheads."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tracker.importing.lines import Line

_BAND = 3  # lines at the top and foot of a page that may be furniture
_PAGE_NUMBER = re.compile(r"(page\s*)?[-–—|\s]*\d{1,3}[-–—|\s]*((of|/)\s*\d{1,3})?", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(r"(.{10,100}?)\s(?:page\s)?(\d{1,3})", re.IGNORECASE)
_PAGES_TO_COUNT = 3
_LETTERHEAD = re.compile(
    r"Ofsted|Piccadilly Gate|Store Street|Manchester|(Manchester )?M1 2WD|Aviation House|125 Kingsway"
    r"|(London )?WC2B 6SE|Royal Exchange Buildings|St Ann.s Square|(Manchester )?M2 7LA"
    r"|(T|Tel|F|Fax|Textphone|Telephone|Phone)[:.]? ?0[\d ]{8,14}|(E|Email)?[:.]? ?\S+@ofsted\.gov\.uk"
    r"|(W )?(https?://)?www\.(gov\.uk/ofsted|ofsted\.gov\.uk)/?",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines that repeat at their edges, page numbers and the regulator's letterhead.

    Digits do not count in the comparison ("Page 2 of 6"), and half the pages suffice (left and right heads
    differ). A line that occurs once is never dropped for repeating.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({(_masked(line), place) for line, place in _edges(page)})
    usual = max(2, len(pages) / 2)
    kept = []
    for page in pages:
        drop = {
            id(line)
            for line, place in _edges(page)
            if seen[_masked(line), place] >= usual
            or (line.page is not None and _PAGE_NUMBER.fullmatch(line.whole))
        }
        kept.append(_without_letterhead([line for line in page if id(line) not in drop]))
    return kept


def without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Text without page marks freed of page numbers (2, 3, 4 … alone on their lines) and of running heads.

    A running head stands beside most of those numbers, or ends with the number: "Report 2", "Report 3".
    """
    numbered = _counting(lines) | _counting_heads(lines)
    beside = {place for number in numbered for place in range(number - 2, number + 3)} - numbered
    near = [place for place in beside if 0 <= place < len(lines) and lines[place].marker is None]
    seen = Counter(_masked(lines[place]) for place in near)
    heads = {place for place in near if seen[_masked(lines[place])] >= max(2, len(numbered) / 2)}
    drop = numbered | heads
    return [line for place, line in enumerate(lines) if place not in drop]


def _counting(lines: Sequence[Line]) -> set[int]:
    """The places of lines that are only the next page's number."""
    places: set[int] = set()
    expected = {"1", "2"}  # a first page often prints no number
    for place, line in enumerate(lines):
        if line.marker is None and line.text in expected:
            expected = {str(int(line.text) + 1)}
            places.add(place)
    return places


def _counting_heads(lines: Sequence[Line]) -> set[int]:
    """The places of lines with the same words that end with a number, one more each time."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        if line.marker is None and (ending := _ENDS_IN_NUMBER.fullmatch(line.text)):
            groups.setdefault(ending[1], []).append((place, int(ending[2])))
    return {
        place
        for group in groups.values()
        if len(group) >= _PAGES_TO_COUNT and all(b[1] == a[1] + 1 for a, b in pairwise(group))
        for place, _ in group
    }


def _edges(page: Sequence[Line]) -> list[tuple[Line, int]]:
    """The lines near the edges of a page, each with its place: height in a PDF, else from top or foot."""
    top = [(line, round(line.y / 6) if line.y else index + 1) for index, line in enumerate(page[:_BAND])]
    foot = [
        (line, round(line.y / 6) if line.y else -index - 1)
        for index, line in enumerate(reversed(page[-_BAND:]))
    ]
    return top + foot


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "0", line.whole).casefold()


def _without_letterhead(page: Sequence[Line]) -> list[Line]:
    """Drops runs of three or more letterhead lines, wherever copying from a PDF has put them."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in page:
        if line.marker is None and _LETTERHEAD.fullmatch(line.text):
            run.append(line)
            continue
        kept += run if len(run) < 3 else []
        run = []
        kept.append(line)
    return kept + (run if len(run) < 3 else [])
