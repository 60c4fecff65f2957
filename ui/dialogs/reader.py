"""Help within the program: pages in plain English, opened at the right place by F1."""

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QPixmap, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QWidget

from tracker.frozen import dataclass
from ui.fonts import REGULAR, SEMIBOLD, font
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, button, column, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help; `name` is its file's."""

    name: str
    title: str


TOPICS = (
    Topic("start", "Begin here"),
    Topic("letters", "From a letter to a plan"),
    Topic("overview", "Overview"),
    Topic("areas", "Improvement areas"),
    Topic("actions", "Actions"),
    Topic("life", "From start to embedded"),
    Topic("updates", "Updates"),
    Topic("dates", "Dates and moves"),
    Topic("overdue", "Overdue actions"),
    Topic("money", "Money"),
    Topic("measures", "Measures"),
    Topic("risks", "Risks"),
    Topic("people", "Posts and people"),
    Topic("history", "History"),
    Topic("find", "Find anything"),
    Topic("papers", "Papers for the board"),
    Topic("sheets", "Spreadsheets in and out"),
    Topic("safe", "Saving, backups and sharing"),
    Topic("settings", "Settings"),
    Topic("keys", "Keys"),
)
"""Every page of help, in the order of the list."""

_PICTURE = "picture"
# Modules of dialogs and of what fills the window, and the page of help about them; a class stands before its
# module.
_OF_MODULES = {
    "ApproveForm": "dates",
    "actions": "actions",
    "bulk": "actions",
    "placing": "actions",
    "updates": "updates",
    "dates": "dates",
    "money": "money",
    "money_of_line": "money",
    "measures": "measures",
    "measure_links": "measures",
    "letter": "letters",
    "record_tags": "find",
    "figures": "measures",
    "risks": "risks",
    "people": "people",
    "leaver": "people",
    "findings": "areas",
    "sources": "letters",
    "usual_dates": "letters",
    "wizard": "letters",
    "report": "papers",
    "sheets": "sheets",
    "restore": "safe",
    "removed": "history",
    "compare": "history",
    "sitting": "overdue",
    "plan": "settings",
    "plan_lists": "settings",
    "words": "settings",
    "preferences": "settings",
    "palette": "find",
    "alike": "actions",
    "columns": "actions",
    "filter_help": "actions",
    "paste_rows": "actions",
    "pick": "actions",
    "pieces": "actions",
    "ties": "actions",
    "views": "actions",
    "states": "life",
    "succession": "life",
    "evidence": "life",
    "my_updates": "updates",
    "who": "updates",
    "corrections": "dates",
    "decision": "overdue",
    "meetings": "overdue",
    "review": "overdue",
    "summaries": "overview",
    "redaction": "safe",
    "move": "safe",
    "progress": "safe",
    "problem": "safe",
    "question": "safe",
    "day": "history",
    "new_plan": "start",
    "help": "keys",
}


class Reader(QDialog):
    """A list of pages at the left, the page at the right. Not modal: it can stay open beside the work."""

    def __init__(self, parent: QWidget, topic: str = "start", picture: QPixmap | None = None) -> None:
        """`picture` shows the page of the window that `topic` is about, as it stands."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Help")
        self._texts = {each.name: _text(each.name) for each in TOPICS}
        title: Column[Topic] = Column(
            key="title", title="Page", text=lambda each: each.title, width=160, stretch=True
        )
        self.model: RowsModel[Topic] = RowsModel(
            [title], _name, also=lambda each: self._texts[each.name], parent=self
        )
        self.model.set_rows(TOPICS)
        self.grid: Grid[Topic] = Grid(self.model, "Pages of help")
        self.grid.horizontalHeader().hide()
        self.filter = FilterField("Search the help", "Search the help", icon_name="search")
        self.filter.filtered.connect(self.model.set_filter)
        self.filter.stand_above(self.grid)
        self.text = _Text(topic, picture)
        self.text.anchorClicked.connect(self._follow)
        left, right = Card(), Card()
        left.body.setContentsMargins(px(4), px(4), px(4), px(4))
        left.body.addWidget(self.grid)
        right.body.setContentsMargins(px(4), px(4), px(4), px(4))
        right.body.addWidget(self.text)
        beside = column(self.filter, left, gap=8)
        both = row(beside, right, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 2)
        close = button("Close", press=self.close)
        outer = column(both, row(None, close), gap=12, margin=16)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        room = parent.window().size()
        self.resize(min(px(900), room.width()), min(px(640), room.height()))
        self.grid.moved.connect(self._moved)
        self.show_topic(topic)

    def show_topic(self, name: str) -> None:
        """Show this page."""
        self.filter.edit.clear()
        self.grid.go_to(name)

    def _moved(self, topic: Topic | None) -> None:
        if topic is not None:
            self.text.show_page(topic.name, self._texts[topic.name])

    def _follow(self, link: QUrl) -> None:
        self.show_topic(link.fileName().removesuffix(".md"))


class _Text(QTextBrowser):
    """A page in the program's own letters. A picture of the window's page follows the first paragraph."""

    def __init__(self, pictured: str, picture: QPixmap | None) -> None:
        super().__init__()
        self._pictured, self._picture = pictured, picture
        self._shown = ("", "")
        self._wide = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName("The page of help")
        self.document().setDocumentMargin(px(16))

    def show_page(self, name: str, text: str) -> None:
        """Show this page from its beginning."""
        self._shown = (name, text)
        if name == self._pictured and self._picture is not None:
            head, first, *rest = text.split("\n\n")
            text = "\n\n".join((head, first, f"![The page as it stands now]({_PICTURE}:page)", *rest))
        self.setMarkdown(text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            _dress(block)
            block = block.next()
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The picture is in memory; there is nothing else to load."""
        if self._picture is not None and QUrl(name).scheme() == _PICTURE:
            self._wide = self._room()
            return self._picture.scaledToWidth(self._wide, Qt.TransformationMode.SmoothTransformation)
        return None

    def _room(self) -> int:
        """How wide the picture may be: beside it are the margins, and the scroll bar, shown or not."""
        assert self._picture is not None
        return max(min(px(480), self._picture.width(), self.width() - px(56)), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture keeps within the page."""
        super().resizeEvent(event)
        if self._picture is not None and self._shown[0] == self._pictured and self._wide != self._room():
            self.show_page(*self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """The text holds its colours, so another look writes it again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_shown", ("", ""))[0]:
            self.show_page(*self._shown)


def _dress(block: QTextBlock) -> None:
    """Give a block the sizes, weights and colours of the window."""
    level = block.blockFormat().headingLevel()
    size = {0: 14, 1: 20}.get(level, 16)
    spaced = QTextBlockFormat()
    spaced.setTopMargin(px(18 if level > 1 else 4 if block.textList() else 10))
    if "\ufffc" not in block.text():  # a picture would be heightened too
        spaced.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    QTextCursor(block).mergeBlockFormat(spaced)
    # Each change cuts the block anew, so its pieces are gathered first.
    pieces = []
    each = block.begin()
    while not each.atEnd():
        piece = each.fragment()
        if not piece.charFormat().isImageFormat():
            pieces.append((piece.position(), piece.length(), piece.charFormat()))
        each += 1
    for start, length, was in pieces:
        made = QTextCharFormat()
        heavy = level or was.fontItalic() or was.fontWeight() > QTextCharFormat().font().weight()
        made.setFont(font(size, SEMIBOLD if heavy else REGULAR))
        if was.isAnchor():
            made.setAnchor(True)
            made.setAnchorHref(was.anchorHref())
            made.setFontUnderline(True)
        made.setForeground(tokens().accent if was.isAnchor() else tokens().text)
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(made)


def _text(name: str) -> str:
    return files("resources").joinpath("help", f"{name}.md").read_text(encoding="utf-8")


def _name(topic: Topic) -> str:
    return topic.name


def topic_of(widget: QWidget | None) -> str | None:
    """The page of help about a widget, by the module that it or what holds it is made in; None for none."""
    while widget is not None:
        for part in (type(widget).__name__, *reversed(type(widget).__module__.split("."))):
            if part in _OF_MODULES:
                return _OF_MODULES[part]
        widget = None if isinstance(widget, QDialog) else widget.parentWidget()
    return None


def help_here(window: "MainWindow") -> None:
    """Help for what is in sight: the page shown, with its picture, or what stands in its place."""
    page, names = window.page, {each.name for each in TOPICS}
    if window.is_full or page is None:
        _show(window, topic_of(window.focusWidget()) or "start")
        return
    name = type(page).__module__.rpartition(".")[2]
    _show(window, name if name in names else "start", page.grab())


def help_about(dialog: QDialog) -> None:
    """Help about a dialog, in front of it."""
    _show(dialog, topic_of(dialog) or "start")


def _show(parent: QWidget, topic: str, picture: QPixmap | None = None) -> None:
    """In place of what was asked before, which would stand behind it."""
    for each in parent.findChildren(Reader):
        each.close()
    Reader(parent, topic, picture).show()
