"""A source without a letter: what it is, and its items typed or pasted."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from tracker.domain import words
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.errors import TrackerError
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.typed import USUAL_KIND, WITHOUT_LETTER, read_typed
from ui.theme import px
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import NotesField, TextField
from ui.widgets.frames import Card, button, column, label, row


class TypedCard(Card):
    """Asks for it and sends it as a document. What was typed stays, to be put right."""

    typed = Signal(object)  # ExtractedDocument
    left = Signal()

    def __init__(self) -> None:
        super().__init__("A source without a letter")
        kinds = [(kind, words.label(kind)) for kind in WITHOUT_LETTER]
        self.kind = ChoiceField("What it is", kinds, WITHOUT_LETTER[0])
        self.title = TextField("Title", hint="Improvement notice of March 2026", needed=True)
        self.writer = TextField("Who wrote it", hint="Department for Education")
        item_kinds = [(kind, words.label(kind)) for kind in FindingKind]
        self.item_kind = ChoiceField("Its items are", item_kinds, FindingKind.CONDITION)
        self.items = NotesField("Its items", lines=9)
        self.items.edit.setPlaceholderText(
            "One item a line, with its number if it has one.\n"
            "1. …\n"
            "(a) a line with a letter or a dash is part of the item above it"
        )
        self.kind.changed.connect(self._kind_chosen)
        self.go_on = button("Continue", "primary", icon_name="arrow-right", press=self._send)
        away = button("Back to letters", press=self.left.emit)
        fields = column(gap=12)
        for pair in ((self.kind, self.title), (self.writer, self.item_kind)):
            beside = row(gap=12)
            for field in pair:
                beside.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            fields.addLayout(beside)
        fields.addWidget(self.items)
        fields.addWidget(label("It can be left empty: areas can be typed one by one too.", 13, muted=True))
        fields.addLayout(row(away, None, self.go_on))
        fields.setContentsMargins(px(16), px(4), px(16), px(16))
        self.body.addLayout(fields)

    def document(self) -> ExtractedDocument:
        """What was typed. Raises TrackerError, said beside its field too."""
        wrong = [said for field in (self.title, self.items) if (said := field.check())]
        if wrong:
            raise TrackerError(wrong[0])
        read = read_typed(
            self.items.value(), SourceKind(self.kind.value()), self.item_kind.value(), self.title.value()
        )
        return replace(read, regulator=self.writer.value() or None)

    def _kind_chosen(self) -> None:
        usual = USUAL_KIND.get(self.kind.value(), FindingKind.RECOMMENDATION)
        self.item_kind.set_value(usual)

    def _send(self) -> None:
        try:
            self.typed.emit(self.document())
        except TrackerError:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
