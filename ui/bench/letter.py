"""A letter as PDF to read: the example's, set as a word processor would."""

from datetime import date
from importlib import resources

import typst

from tracker.domain.british import day_month_year
from tracker.reports.faces import faces

_STYLE = """
#set page(paper: "a4", margin: 2.5cm)
#set text(font: "Source Sans 3", size: 12pt)
#set par(leading: 6pt, spacing: 18pt)
#let item(body) = pad(left: 18pt, par(hanging-indent: 18pt, box(width: 18pt)[■] + body))
"""
_LONGEST_HEADING = 80


def letter(today: date) -> bytes:
    """Three pages with headings in bold type and bulleted items."""
    text = (resources.files("resources") / "example" / "letter.txt").read_text(encoding="utf-8")
    day = day_month_year(today)
    lines = text.format(published=day, visited=day).splitlines()
    body = "\n\n".join(_markup(line) for line in lines if line.strip())
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[face.folder for face in faces()],
    )
    return typst.compile((_STYLE + body).encode(), format="pdf", font_paths=fonts)


def _markup(line: str) -> str:
    if line.startswith("- "):
        return f"#item[{line[2:]}]"
    is_heading = len(line) <= _LONGEST_HEADING and line[:1].isupper() and not line.endswith((".", ","))
    return f"*{line}*" if is_heading else line
