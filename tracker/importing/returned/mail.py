"""Answers that came by e-mail: a message saved from a mail program (.eml, .msg), or pasted text."""

import email
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Self

from tracker.clock import day_of
from tracker.domain.errors import TrackerError
from tracker.importing.dates import find_date
from tracker.importing.guards import checked
from tracker.importing.plain import decode

ENDINGS = (".eml", ".msg")
_OUTLOOK = b"\xd0\xcf\x11\xe0"
_HEADER = re.compile(r"(from|sent|date|to|cc|subject)\s*:\s*(.*)", re.IGNORECASE)
# Where a mail program begins to repeat the message that is answered.
_QUOTE = re.compile(
    r"-{2,}\s*(original|forwarded) message|_{10,}\s*$|on\b.{6,200}\bwrote:\s*$", re.IGNORECASE
)
_LINE_ENDS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote"}
_UNSEEN = {"style", "script", "head", "title"}


@dataclass(frozen=True, slots=True)
class Mail:
    """An answer by e-mail: whose it is, of which day, and its words without the message it replies to.

    `sender` is the name, else the address; "" where there is none. `repeated` is what was left off.
    """

    sender: str
    address: str
    sent_on: date | None
    subject: str
    text: str
    repeated: str = ""

    def to_json(self) -> dict[str, Any]:
        """The message as JSON values."""
        sent_on = self.sent_on.isoformat() if self.sent_on else None
        names = ("sender", "address", "subject", "text", "repeated")
        return {"sent_on": sent_on, **{name: getattr(self, name) for name in names}}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The message back from `to_json`."""
        sent_on = values["sent_on"]
        return cls(**{**values, "sent_on": date.fromisoformat(sent_on) if sent_on else None})


def is_mail(path: Path) -> bool:
    """Whether a file is called as mail programs call a saved message."""
    return path.suffix.casefold() in ENDINGS


def read_mail(path: Path) -> Mail:
    """A message saved as .eml or .msg.

    Parses in this process: files from elsewhere belong in the worker (`tracker.jobs`). Raises TrackerError,
    in a sentence, for a file that is no message or has no words.
    """
    start, _ = checked(path)
    try:
        mail = _outlook(path) if start.startswith(_OUTLOOK) else _internet(path)
    except (TrackerError, MemoryError):
        raise
    except Exception as error:  # both parsers raise nearly anything for a damaged file
        raise TrackerError(f"{path.name} is damaged or no e-mail. Open it and paste its text.") from error
    if not mail.text:
        raise TrackerError(f"{path.name} holds no words of its own. Open it and paste its text.")
    return mail


def read_pasted_mail(text: str) -> Mail:
    """Pasted text, with the lines that say from whom and when where they were pasted too.

    Raises TrackerError if it has no words.
    """
    lines = text.replace("\r\n", "\n").strip().split("\n")
    said: dict[str, str] = {}
    while lines and (found := _HEADER.fullmatch(lines[0].strip())):
        said.setdefault(found[1].casefold(), found[2].strip())
        lines.pop(0)
    name, address = _person(said.get("from", ""))
    own, repeated = _parted("\n".join(lines))
    if not own:
        raise TrackerError("The pasted text holds no words.")
    sent_on = find_date(said.get("sent") or said.get("date") or "")
    return Mail(name, address, sent_on, said.get("subject", ""), own, repeated)


def read_mail_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"path": …}` to the message's JSON values. Raises TrackerError."""
    path = Path(values["path"])
    progress(0.0, f"Reading {path.name}")
    return read_mail(path).to_json()


def _internet(path: Path) -> Mail:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not message["From"] and not message["Date"]:
        raise TrackerError(f"{path.name} is no e-mail. Open it and paste its text.")
    part = message.get_body(preferencelist=("plain", "html"))
    body = _body(part) if isinstance(part, EmailMessage) else ""
    date_header = message["Date"]
    return _mail(str(message["From"] or ""), date_header and date_header.datetime, message["Subject"], body)


def _body(part: EmailMessage) -> str:
    try:
        text = str(part.get_content())
    except LookupError:  # an encoding that nobody knows
        text = decode(part.get_payload(decode=True) or b"") or ""  # type: ignore[arg-type]
    return _words_of(text) if part.get_content_type() == "text/html" else text


def _outlook(path: Path) -> Mail:
    from oxmsg import Message  # only where it is needed

    message = Message.load(path.read_bytes())
    if not message.message_class.casefold().startswith("ipm"):
        raise TrackerError(f"{path.name} is no message saved from Outlook.")
    body = message.body or _words_of(message.html_body or "")
    return _mail(message.sender or "", message.sent_date, message.subject, body)


def _mail(sender: str, sent: datetime | None, subject: str | None, body: str) -> Mail:
    name, address = _person(sender)
    own, repeated = _parted(body)
    sent_on = None if sent is None else day_of(sent) if sent.tzinfo else sent.date()
    return Mail(name, address, sent_on, str(subject or "").strip(), own, repeated)


def _person(sender: str) -> tuple[str, str]:
    """Name and address; “Overbeck, Tam” reads “Tam Overbeck”, and the name of a list of senders the first."""
    name, address = parseaddr(sender)
    if not name and "@" not in address:
        name, address = sender.strip(), ""
    name = name.strip(" \"'")
    family, comma, given = name.partition(", ")
    return (f"{given} {family}" if comma and " " not in family else name) or address, address


def _parted(body: str) -> tuple[str, str]:
    """The words of the message itself, and those of the message it repeats."""
    lines = body.replace("\r\n", "\n").replace("\xa0", " ").split("\n")
    end = next((n for n, line in enumerate(lines) if _begins_quote(lines, n)), len(lines))
    own = [line.rstrip() for line in lines[:end] if not line.startswith(">")]
    quoted = [line for line in lines[:end] if line.startswith(">")] + lines[end:]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()
    return text, "\n".join(quoted).strip()


def _begins_quote(lines: list[str], number: int) -> bool:
    line = lines[number].strip()
    if _QUOTE.match(line):
        return True
    heads = {
        found[1].casefold() for each in lines[number : number + 4] if (found := _HEADER.match(each.strip()))
    }
    return line.casefold().startswith("from:") and len(heads & {"sent", "date", "to", "subject"}) >= 2


class _Words(HTMLParser):
    """Gathers the words of a message in HTML, a line for each paragraph, what is quoted behind “>”."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self._unseen = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a line, a quotation, or what nobody sees."""
        self._unseen += tag in _UNSEEN
        self._quoted += tag == "blockquote"
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line, a quotation, or what nobody sees."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._quoted -= tag == "blockquote" and self._quoted > 0
        self._end_line(tag)

    def _end_line(self, tag: str) -> None:
        if tag in _LINE_ENDS:
            self.told.append("\n> " if self._quoted else "\n")

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._unseen:
            self.told.append(re.sub(r"[ \t\r\n]+", " ", data))


def _words_of(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    lines = (line.strip() for line in "".join(words.told).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
