from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.reports.board import NOW, SCOPE, plan
from tests.reports.reading import pages
from tracker.domain.plan import FullPlan
from tracker.domain.records import RECORDS, Record
from tracker.reports.papers import PAPERS
from tracker.reports.write import FORMATS, write

HOSTILE = "#read(\"x\") $1 <b>b</b> 👍 مرحبا \u202eback\0 = 'q' " + "z" * 440  # as long as a title may be
# Texts that rules compare or that find another record.
KEPT = {"id", "ref", "board_name", "entity", "field", "link"}

NAMES = pytest.mark.parametrize("name", PAPERS)


def hostile(record: Record) -> Record:
    """The record with hostile text in each of its texts."""
    texts = (each.name for each in fields(record) if each.type is str and each.name not in KEPT)
    own = (name for name in texts if not name.endswith("_id"))
    return replace(record, **dict.fromkeys(own, HOSTILE))


@NAMES
def test_a_paper_goes_by_its_name_and_says_what_it_is_for(name: str) -> None:
    paper = PAPERS[name]
    assert paper.name == name
    assert paper.purpose
    assert paper.build(plan(), SCOPE).title == paper.title


@NAMES
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_in_every_field_of_the_plan_can_be_printed(name: str, format: str) -> None:
    tables = {kind: {each.id: hostile(each) for each in plan().all(kind)} for kind in RECORDS}
    made = write(PAPERS[name].build(plan().replacing(tables), SCOPE), format, NOW)
    if format == "pdf":
        shown = "\n".join(pages(made))
        assert '#read("x")' in shown
        assert "could not be printed" in shown
    else:
        assert b"read(" in made
        assert b"\0" not in made
        assert b"<b>b</b>" not in made or format == "txt"


@NAMES
def test_the_papers_of_a_plan_pass_pdf_ua_1_and_pdf_a_2a(
    name: str, tmp_path: Path, validate_pdf: Callable[[Path], list[str]]
) -> None:
    for number, made in enumerate((plan(), FullPlan({}))):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(write(PAPERS[name].build(made, SCOPE), "pdf", NOW))
        assert validate_pdf(file) == []
