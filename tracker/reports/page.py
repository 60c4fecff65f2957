"""The Document as one HTML file that needs no other: accessible, readable in print, and without scripts."""

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from tracker.reports.clean import safe_link, tidy
from tracker.reports.document import (
    Band,
    Block,
    Chip,
    Document,
    Entry,
    Fact,
    Heading,
    ImpactBars,
    Inline,
    Key,
    Paragraph,
    Run,
    Table,
    TickBox,
)
from tracker.reports.look import CHIPS, COLOURS, TYPE_SIZES
from tracker.reports.marks import MARKS, Area, Circle, Line
from tracker.reports.sheets import SHEETS

# Nothing may be fetched or run, whatever a text might hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(document: Document) -> str:
    """The paper as HTML; all text is escaped, and links are kept only if they are http, https or mailto."""
    blocks = "\n".join(_block(block, n) for n, block in enumerate(document.blocks))
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_text(document.title, " ")}</title>
<style>
{_style(document)}
</style>
</head>
<body>
<header>
<p>{_text(document.authority)}</p>
<p class="marking">{_text(document.marking)}</p>
</header>
<main>
{_opening(document)}
{blocks}
</main>
<footer>
<p>{_text(document.position)}<br>{_text(document.version)}</p>
<p class="marking">{_text(document.marking)}</p>
</footer>
</body>
</html>
"""


def _text(text: str, line_break: str = "<br>") -> str:
    return escape(tidy(text)).replace("\n", line_break)


def _opening(document: Document) -> str:
    item = f'<p class="item">{_text(document.item)}</p>' if document.item else ""
    facts = f'<dl class="facts">{_facts(document.facts)}</dl>' if document.facts else ""
    answer = f'<div class="answer">{_paragraphs(document.answer)}</div>' if document.answer else ""
    figures = "".join(
        f'<li><b class="figure">{_text(figure.number)}</b> <span>{_line(figure.label)}</span>'
        f' <span class="muted small">{_text(figure.note)}</span></li>'
        for figure in document.figures
    )
    figures = f'<ul class="figures">{figures}</ul>' if figures else ""
    return f"{item}<h1>{_text(document.title)}</h1>{facts}{answer}{figures}"


def _block(block: Block, number: int) -> str:
    match block:
        case Paragraph():
            return _paragraphs((block,))
        case Heading(text, note):
            beside = f'<p class="muted">{_text(note)}</p>' if note else ""
            return f"<h2>{_text(text)}</h2>{beside}"
        case Band():
            under = f'<p class="muted">{_text(block.under)}</p>' if block.under else ""
            aside = f'<div class="aside">{_paragraphs(block.aside)}</div>' if block.aside else ""
            bar = f'<div class="band"><div><h2>{_text(block.text)}</h2>{under}</div>{aside}</div>'
            return bar + _paragraphs(block.body)
        case Table():
            return _table(block)
        case Entry():
            return _entry(block, number)
        case Key():
            return _key(block)


def _table(table: Table) -> str:
    total = sum(column.width for column in table.columns)
    widths = "".join(f'<col style="width:{column.width / total:.2%}">' for column in table.columns)
    sides = [f' class="{column.align}"' for column in table.columns]
    titles = (
        f'<th scope="col"{side}>{_text(column.title)}</th>'
        for column, side in zip(table.columns, sides, strict=True)
    )
    rows = []
    for first, *others in table.rows:
        cells = [f'<th scope="row"{sides[0]}>{_paragraphs(first)}</th>']
        cells += (f"<td{side}>{_paragraphs(c)}</td>" for c, side in zip(others, sides[1:], strict=True))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = f"<colgroup>{widths}</colgroup><thead><tr>{''.join(titles)}</tr></thead>"
    return f"<table>{head}<tbody>\n{chr(10).join(rows)}\n</tbody></table>"


def _entry(entry: Entry, number: int) -> str:
    reference = f'<span class="reference">{_text(entry.reference)}</span>'
    title = f'<h3 id="entry-{number}">{reference} {_text(entry.title)}</h3>'
    note = f' <span class="muted">{_text(entry.note)}</span>' if entry.note else ""
    chips = "".join(map(_part, entry.chips))
    body = f'<div class="body">{_paragraphs(entry.body)}</div>' if entry.body else ""
    facts = f"<dl>{_facts(entry.facts)}</dl>" if entry.facts else ""
    words = f'<div class="words">{body}{facts}</div>' if body or facts else ""
    return (
        f'<article aria-labelledby="entry-{number}">'
        f'<div class="entry-line"><div>{title}{note}</div><p>{chips}</p></div>{words}</article>'
    )


def _key(key: Key) -> str:
    groups = []
    for group in key.groups:
        entries = (
            f'<li>{_part(mark)} <span class="muted">{_text(meaning)}</span></li>'
            for mark, meaning in group.entries
        )
        groups.append(f"<div><h2>{_text(group.title)}</h2><ul>{''.join(entries)}</ul></div>")
    note = f'<p class="muted small">{_text(key.note)}</p>' if key.note else ""
    return f'<section class="key"><div class="groups">{"".join(groups)}</div>{note}</section>'


def _facts(facts: Iterable[Fact]) -> str:
    return "".join(f"<div><dt>{_text(fact.label)}</dt><dd>{_line(fact.value)}</dd></div>" for fact in facts)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> str:
    return "".join(
        f'<p class="small">{_line(p)}</p>' if p.small else f"<p>{_line(p)}</p>" for p in paragraphs
    )


def _line(paragraph: Paragraph) -> str:
    return "".join(map(_part, paragraph.parts))


def _part(part: Inline) -> str:
    match part:
        case Run():
            return _run(part)
        case Chip():
            return f'<span class="chip {part.state}">{_mark(CHIPS[part.state].mark)}{_text(part.word)}</span>'
        case ImpactBars():
            return f'<span class="marked">{_mark(f"impact_{part.level}")}{_text(part.word)}</span>'
        case TickBox():
            return f'<span class="marked">{_mark("tick_box")}{_text(part.word)}</span>'


def _run(run: Run) -> str:
    html = _text(run.text)
    if run.big:
        html = f'<b class="big">{html}</b>'
    elif run.strong:
        html = f"<b>{html}</b>"
    if run.muted:
        html = f'<span class="muted">{html}</span>'
    if safe_link(run.link):
        html = f'<a href="{escape(run.link)}">{html}</a>'
    return html


@cache
def _mark(name: str) -> str:
    mark = MARKS[name]
    shapes = "".join(map(_shape, mark.shapes))
    return (
        f'<svg class="mark" viewBox="0 0 {mark.width} 10" fill="currentColor" stroke="currentColor"'
        f' stroke-width="0" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{shapes}</svg>'
    )


def _shape(shape: Line | Area | Circle) -> str:
    if isinstance(shape, Circle):
        pen = f' fill="none" stroke-width="{shape.width}"' if shape.width else ""
        return f'<circle cx="{shape.x}" cy="{shape.y}" r="{shape.radius}"{pen}/>'
    points = " ".join(f"{x},{y}" for x, y in shape.points)
    if isinstance(shape, Area):
        return f'<polygon points="{points}"/>'
    return f'<polyline fill="none" stroke-width="{shape.width}" points="{points}"/>'


def _style(document: Document) -> str:
    sheet = SHEETS[document.page]
    colours = "".join(f"--{name}:{colour};" for name, colour in COLOURS.items())
    sizes = "".join(f"--{name}-size:{size / 10}rem;" for name, size in TYPE_SIZES.items())
    chips = "\n".join(
        f".{state}{{color:{look.ink};background:{look.ground}}}" for state, look in CHIPS.items()
    )
    foot = f"{document.position} · {document.version}"
    page = f"""@page{{
size:{sheet.width}mm {sheet.height}mm;margin:{sheet.top}mm {sheet.side}mm {sheet.bottom}mm;
@top-center{{content:{_css_string(document.marking)}}}
@bottom-left{{content:{_css_string(foot)}}}
@bottom-right{{content:"Page " counter(page) " of " counter(pages)}}
}}"""
    rules = files("resources").joinpath("papers", "paper.css").read_text("utf-8")
    return f":root{{{colours}{sizes}}}\n{chips}\n{page}\n{rules}"


def _css_string(text: str) -> str:
    """A CSS string in which only letters and digits stand for themselves, so that no text can end it."""
    safe = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in tidy(text))
    return f'"{"".join(safe)}"'
