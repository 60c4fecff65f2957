"""The same paragraphs as a Word, OpenDocument, rich text, web and plain text file, written by hand.

The files are as small as their programs still take them, so that a test says all that is in them.
"""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


@dataclass(frozen=True)
class Piece:
    """A paragraph: its words and `form`, one of plain, heading, bullet, dash (a bullet below), number, row.

    A row of a table has its cells parted by " | ".
    """

    words: str
    form: str = "plain"

    @property
    def cells(self) -> list[str]:
        return self.words.split(" | ")


def pieces(text: str) -> list[Piece]:
    """Pieces from lines: "# heading", "* bullet", "- dash", "1 number", "| row", anything else plain."""
    forms = {"# ": "heading", "* ": "bullet", "- ": "dash", "1 ": "number", "| ": "row"}
    return [
        Piece(line[2:], forms[line[:2]]) if line[:2] in forms else Piece(line)
        for line in text.split("\n")
        if line
    ]


def as_text(content: Iterable[Piece], path: Path) -> Path:
    marks = {"plain": "", "heading": "", "bullet": "• ", "dash": "   – "}
    paragraphs = []
    for form, group in _grouped(content):
        if form == "row":
            paragraphs.append("\n".join("\t".join(piece.cells) for piece in group))
        elif form == "number":
            paragraphs += [f"{count}. {piece.words}" for count, piece in enumerate(group, 1)]
        else:
            paragraphs += [marks[form] + piece.words for piece in group]
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


_LEVELS = {"bullet": (1, 0), "dash": (1, 1), "number": (2, 0)}
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
)


def _word_list(number: int, levels: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (ilvl + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for ilvl, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )


NUMBERING = (
    _word_list(1, [("bullet", "\uf0b7"), ("bullet", "–")])
    + _word_list(2, [("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%2.%3")])
    + _word_list(3, [("decimal", "Recommendation %1:")])
)


def word_paragraph(words: str, form: str = "plain", *, properties: str = "") -> str:
    """A paragraph in Word's XML; `words` are its text, or runs if they are XML themselves."""
    inner = words if words.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    if form == "heading":
        properties += '<w:pStyle w:val="Heading2"/>'
    elif form in _LEVELS:
        list_id, level = _LEVELS[form]
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A Word document of this body; further parts by name (`footnotes=…`) are the inside of their roots."""
    inside = {"document": f"<w:body>{body}</w:body>", "styles": _STYLES, "numbering": NUMBERING, **parts}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in inside.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return path


def as_docx(content: Iterable[Piece], path: Path) -> Path:
    body = ""
    for form, group in _grouped(content):
        if form == "row":
            cells = ("".join(f"<w:tc>{word_paragraph(words)}</w:tc>" for words in row.cells) for row in group)
            body += f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
        else:
            body += "".join(word_paragraph(piece.words, form) for piece in group)
    return write_docx(path, body)


def write_odt(path: Path, body: str, styles: str = "") -> Path:
    """An OpenDocument text of this body, with list styles B (bullets) and N (numbers)."""
    bullets = "".join(f'<text:list-level-style-bullet text:level="{n}"/>' for n in (1, 2))
    numbers = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    names = " ".join(
        f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text", "style", "table", "draw")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content {names} xmlns:fo="{OFFICE}xsl-fo-compatible:1.0">'
            f"<office:automatic-styles>"
            f'<text:list-style style:name="B">{bullets}</text:list-style>'
            f'<text:list-style style:name="N">{numbers}</text:list-style>{styles}</office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return path


def as_odt(content: Iterable[Piece], path: Path) -> Path:
    body = ""
    for form, group in _grouped(content):
        paragraphs = [f"<text:p>{escape(piece.words)}</text:p>" for piece in group]
        if form == "heading":
            body += "".join(f"<text:h>{escape(piece.words)}</text:h>" for piece in group)
        elif form == "plain":
            body += "".join(paragraphs)
        elif form == "row":
            cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
            cells = ("".join(cell.format(escape(words)) for words in row.cells) for row in group)
            rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
            body += f"<table:table>{rows}</table:table>"
        else:
            items = "".join(f"<text:list-item>{each}</text:list-item>" for each in paragraphs)
            inner = f'<text:list text:style-name="{"N" if form == "number" else "B"}">{items}</text:list>'
            if form == "dash":
                body = (
                    body.removesuffix("</text:list-item></text:list>")
                    + inner
                    + "</text:list-item></text:list>"
                )
            else:
                body += inner
    return write_odt(path, body)


def as_html(content: Iterable[Piece], path: Path) -> Path:
    body = ""
    for form, group in _grouped(content):
        if form in ("plain", "heading"):
            tag = "h2" if form == "heading" else "p"
            body += "".join(f"<{tag}>{escape(piece.words)}</{tag}>\n" for piece in group)
            continue
        if form == "row":
            cells = ("".join(f"<td>{escape(words)}</td>" for words in row.cells) for row in group)
            body += f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
            continue
        tag = "ol" if form == "number" else "ul"
        inner = f"<{tag}>" + "".join(f"<li>{escape(piece.words)}</li>" for piece in group) + f"</{tag}>"
        body = body.removesuffix("</li></ul>") + inner + "</li></ul>" if form == "dash" else body + inner
    path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    return path


def as_rtf(content: Iterable[Piece], path: Path) -> Path:
    marks = {
        "bullet": r"{\listtext\f1 \'b7\tab}\li720 ",
        "dash": r"{\listtext \u8211?\tab}\li1440 ",
        "plain": "",
        "heading": r"\b ",
    }
    body, count = "", 0
    for piece in content:
        if piece.form == "row":
            cells = "".join(rf"\pard\intbl {_rtf_words(words)}\cell" for words in piece.cells)
            body += rf"\trowd{cells}\row\pard" + "\n"
            continue
        count = count + 1 if piece.form == "number" else 0
        mark = rf"{{\listtext {count}.\tab}}\li720 " if count else marks[piece.form]
        body += rf"{{\pard {mark}{_rtf_words(piece.words)}\par}}" + "\n"
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}}"
    path.write_bytes(rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{body}}}".encode("ascii"))
    return path


def _rtf_words(words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(each if each.isascii() else _rtf_unicode(each) for each in escaped)


def _rtf_unicode(letter: str) -> str:
    units = memoryview(letter.encode("utf-16-le")).cast("h")
    return "".join(rf"\u{unit}?" for unit in units)


def _grouped(content: Iterable[Piece]) -> list[tuple[str, list[Piece]]]:
    groups: list[tuple[str, list[Piece]]] = []
    for piece in content:
        if groups and groups[-1][0] == piece.form:
            groups[-1][1].append(piece)
        else:
            groups.append((piece.form, [piece]))
    return groups


FORMS: dict[str, Callable[[Iterable[Piece], Path], Path]] = {
    "txt": as_text,
    "docx": as_docx,
    "odt": as_odt,
    "html": as_html,
    "rtf": as_rtf,
}
