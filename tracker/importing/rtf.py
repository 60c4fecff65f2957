"""Rich text (.rtf) to lines. The control words are those of Microsoft's RTF specification 1.9.1."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.importing.blocks import BODY_SIZE, Block, Runs, lines_of_blocks
from tracker.importing.guards import damaged
from tracker.importing.lines import Cell, Lines

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_TYPED = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SIGNS = {"~": "\xa0", "_": "-", "-": "\xad", "{": "{", "}": "}", "\\": "\\"}
_ENDS = frozenset(("par", "sect", "page", "cell", "nestcell", "row", "nestrow"))
# Groups that hold no words of the text.
_PASSED = re.compile(
    "fonttbl|colortbl|stylesheet|info|pict|header|headerl|headerr|headerf|footer|footerl|footerr"
    "|footerf|annotation|fldinst|objdata|themedata|sp|shprslt|nonshppict|nonesttables|listtable"
    "|listoverridetable|bkmkstart|bkmkend|tc|xe|rxe|private|pntxta|pntxtb|revtbl|rsidtbl|filetbl"
    "|generator|template"
)
# Groups that hold words of their own, though some are marked as passable, and what their end ends.
_BEGIN = {
    "listtext": "marker",
    "pntext": "marker",
    "footnote": "note",
    "shptxt": "box",
    "shpinst": "",
    "shppict": "",
}
_SYMBOL_FONT = re.compile(r"\\f(\d{1,6})(?:\\[a-z]{1,32}-?\d{0,9} ?){0,12}?\\fcharset2(?!\d)")
_MARKS = frozenset("0123456789*†")
_DEEPEST = 1000
_TWIPS = 20.0  # in a point
_TRACKED = (
    "The rich text document holds tracked changes that nobody has accepted or refused yet; it is read as if "
    "all were accepted."
)


def read_rtf(data: bytes, name: str) -> Lines:
    """The lines of a rich text document, with the bullets and numbers of its lists.

    Raises TrackerError if it is nested too deep, holds no words or more than is read.
    """
    reader = _Reader(data.decode("latin-1"), name)
    return lines_of_blocks(reader.blocks(), name, reader.warnings)


@dataclass(frozen=True, slots=True)
class _Style:
    """What holds for the words inside a group; `passed` that they are none of the text.

    `skips` is how many characters stand in for one of Unicode, and `ends` what the end of the group ends.
    """

    bold: bool = False
    size: float = BODY_SIZE
    font: int = 0
    raised: bool = False
    hidden: bool = False
    passed: bool = False
    skips: int = 1
    indent: float = 0.0
    heading: bool = False
    in_table: bool = False
    ends: str = ""


class _Reader:
    """One walk through the control words, groups and letters of a document."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._symbols = {int(font) for font in _SYMBOL_FONT.findall(text[:200_000])}
        page = re.search(r"\\ansicpg(\d{1,5})", text[:2000])
        self._encoding = _encoding(page[1] if page else "1252")
        self._style = _Style()
        self._groups: list[_Style] = []
        self._starred = False  # the group is to be passed over by who does not know its first word
        self._bytes = b""
        self._skip = 0  # characters still to be left out after one of Unicode
        self._runs = Runs()
        self._outer: list[Runs] = []  # paragraphs broken off by a list's marker, a note or a text box
        self._marker: str | None = None
        self._table, self._row, self._column = -1, 0, 0
        self._after_table = False
        self.warnings: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """Everything in order."""
        position = 0
        while token := _TOKEN.match(self._text, position):
            position = token.end()
            if token["byte"] is None:
                self._flush()
            if token["word"] == "bin":
                position += max(int(token["number"] or 0), 0)
            elif token["word"]:
                yield from self._word(token["word"], token["number"])
            elif token["brace"]:
                yield from self._open() if token["brace"] == "{" else self._close()
            elif token["byte"]:
                self._bytes += bytes.fromhex(token["byte"])
            elif token["sign"]:
                yield from self._sign(token["sign"])
            elif token["text"]:
                self._add(self._decoded(token["text"].encode("latin-1")))
        self._flush()
        yield from self._end()

    def _open(self) -> Iterator[Block]:
        self._skip = 0
        if len(self._groups) >= _DEEPEST:
            raise damaged(self._name)
        self._groups.append(self._style)
        self._style = replace(self._style, ends="")
        yield from ()

    def _close(self) -> Iterator[Block]:
        self._skip = 0
        ends = self._style.ends
        if ends == "marker":
            self._marker = " ".join(self._runs.text.split()) or None
        elif ends:
            yield from self._end()
        if ends:
            self._runs = self._outer.pop()
        self._style = self._groups.pop() if self._groups else replace(self._style, ends="")

    def _sign(self, sign: str) -> Iterator[Block]:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            yield from self._end()
        else:
            self._add(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: str | None) -> Iterator[Block]:
        starred, self._starred = self._starred, False
        on = number != "0"
        if _PASSED.fullmatch(word) or (starred and word not in _BEGIN):
            self._style = replace(self._style, passed=True)
        elif self._style.passed:
            return
        elif word in _BEGIN:
            self._begin(_BEGIN[word])
        elif word in _ENDS:
            yield from self._end()
            self._count(word)
        elif word in _TYPED:
            self._add(_TYPED[word])
        elif word == "u":
            self._add(chr(int(number or 0) % 0x10000))
            self._skip = self._style.skips
        else:
            self._style = self._styled(word, int(number) if number else None, on)

    def _styled(self, word: str, number: int | None, on: bool) -> _Style:
        """The style after a word that changes it; unknown words change nothing."""
        style = self._style
        match word:
            case "b":
                return replace(style, bold=on)
            case "fs":
                return replace(style, size=max(number or 24, 2) / 2)
            case "f":
                return replace(style, font=number or 0)
            case "super":
                return replace(style, raised=on)
            case "nosupersub":
                return replace(style, raised=False)
            case "v":
                return replace(style, hidden=on)
            case "uc":
                return replace(style, skips=min(max(number or 0, 0), 10))
            case "deleted" | "revised":
                self._mind_changes(on)
                return replace(style, hidden=on) if word == "deleted" else style
            case "plain":
                return replace(style, bold=False, size=12.0, raised=False, hidden=False)
            case "pard":
                return replace(style, indent=0.0, heading=False, in_table=False)
            case "li" | "lin":
                return replace(style, indent=(number or 0) / _TWIPS)
            case "outlinelevel":
                return replace(style, heading=number is not None and number < 9)
            case "intbl":
                return replace(style, in_table=on)
        return style

    def _begin(self, what: str) -> None:
        """Breaks the paragraph off for what the group holds: a list's marker, a note or a text box."""
        if what == "note":
            self._runs.noted = True
        if what and not self._style.ends:
            self._outer.append(self._runs)
            self._runs = Runs()
            self._style = replace(self._style, ends=what)

    def _count(self, word: str) -> None:
        """Counts the cells and rows of tables on; two tables are parted by a paragraph outside of both."""
        if word == "cell":
            self._column += 1
        elif word == "row":
            self._row, self._column = self._row + 1, 0
        else:
            self._after_table = self._after_table or not self._style.in_table

    def _end(self) -> Iterator[Block]:
        """The paragraph that ends here, if it has words."""
        runs, self._runs = self._runs, Runs()
        if not runs.inked:
            return
        if self._style.in_table and (self._after_table or self._table < 0):
            self._table, self._row = self._table + 1, 0
        self._after_table = not self._style.in_table
        marker, self._marker = self._marker, None
        yield Block(
            text=_paired(runs.text),
            marker=marker,
            indent=self._style.indent,
            bold=self._style.heading or runs.bold,
            size=runs.size,
            cell=Cell(self._table, self._row, self._column) if self._style.in_table else None,
            note="note" in (self._style.ends, *(style.ends for style in self._groups)),
            noted=runs.noted,
        )

    def _mind_changes(self, found: bool) -> None:
        if found and not self.warnings:
            self.warnings.append(_TRACKED)

    def _add(self, text: str) -> None:
        skipped = min(self._skip, len(text))
        self._skip -= skipped
        text = text[skipped:]
        if self._style.passed or self._style.hidden or not text:
            return
        if self._style.raised and set(text) <= _MARKS and self._runs.parts:
            self._runs.noted = True
        else:
            self._runs.add(text, self._style.bold, self._style.size)

    def _flush(self) -> None:
        """Letters given by their bytes become text together: some code pages take two for one."""
        if self._bytes:
            taken, self._bytes = self._bytes, b""
            self._add(self._decoded(taken))

    def _decoded(self, taken: bytes) -> str:
        if self._style.font in self._symbols:
            return "".join(chr(0xF000 + each) if each > 32 else " " for each in taken)
        return taken.decode(self._encoding, "replace")


def _paired(text: str) -> str:
    """The text with characters that were given as two halves made whole, and lone halves left out."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _encoding(page: str) -> str:
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == "65001" else "cp1252"
