"""What a letter obliges or asks to be sent, where it prints that: to whom, and by when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.importing.dates import find_date
from tracker.importing.extracted import ExtractedDuty
from tracker.importing.paragraphs import Paragraph

# "You should submit an action plan …", "we require you to …", "it would be helpful if you can share …".
_ASKS = re.compile(
    r"\b(?:you (?:should|must|are required to|are asked to|will need to|need to|are expected to)"
    r"|(?:we|ofsted) (?:\w+ ){0,3}(?:require|ask|expect|request)s? (?:you|that you|the (?:council|local))"
    r"|(?:local authority|local area|council) (?:should|must|is (?:now )?required to|will need to|needs to)"
    r"|it would be (?:\w+ )?helpful|please)\b.{0,300}?\b(?:submit|send|share|provide|receive|publish)"
    r"|\b(?:should|must|(?:is|are) required to) (?:prepare|produce|send|submit)\b.{0,60}\bstatement of"
    r"|\b(?:plan|action|draft)\b.{0,120}\b(?:should|must|is to) be (?:submitted|sent|shared|provided)\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"would be (?:\w+ )?helpful|would (?:\w+ ){0,3}(?:ask|like|welcome)", re.IGNORECASE)
_STATEMENT = re.compile(r"\b(?:written )?statement of (?:proposed )?action\b", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:action|improvement|draft|final) plan\b|\b(?:early draft|of (?:the|your|its) plan)\b", re.IGNORECASE
)
_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
_SECOND_DUTY = re.compile(r",? and (?=(?:a|an|the|your)?\s?(?:early )?(?:draft|final)\b)", re.IGNORECASE)
_PERIOD = re.compile(
    r"\bwithin ((?:\d{1,3}|[a-z]+(?:-[a-z]+)?) (?:working |calendar |clear )?(?:day|week|month)s?)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\bto (?:the )?(?:\S+@)?(Department for Education|DfE|Secretary of State(?: for Education)?|Ofsted)\b",
    re.IGNORECASE,
)
_TO_IN_FULL = {"dfe": "Department for Education", "ofsted": "Ofsted"}
_LONGEST = 3000  # characters; a longer sentence is none that people wrote
_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bNo\.)\s+(?=[A-Z‘“\"'(])")


def find_duties(paragraphs: Iterable[Paragraph], regulator: str) -> tuple[ExtractedDuty, ...]:
    """The duties printed in these paragraphs, from each sentence that asks for a plan or statement.

    `regulator` is who "us" is. A plan the letter says was sent already is none. Sentences that say who
    prepares a written statement and where it goes by when are one duty.
    """
    found = [
        duty
        for paragraph in paragraphs
        for sentence in sentences(paragraph.text)
        if len(sentence) <= _LONGEST
        and _ASKS.search(sentence)
        and (_PLAN.search(sentence) or _STATEMENT.search(sentence))
        for duty in _duties(sentence, regulator, paragraph.page)
    ]
    of_statement = [duty for duty in found if _STATEMENT.fullmatch(duty.what)]
    if not of_statement:
        return tuple(found)
    return (_whole(of_statement, regulator), *(duty for duty in found if duty not in of_statement))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return _SENTENCE_END.split(text)


def _whole(parts: Sequence[ExtractedDuty], regulator: str) -> ExtractedDuty:
    """One duty of the sentences about one statement: the fullest name, the first date and period."""
    dated = next((duty for duty in parts if duty.due_on), parts[0])
    return replace(
        dated,
        what=max((duty.what for duty in parts), key=len),
        to=next((duty.to for duty in parts if duty.to != regulator), regulator),
        period=next((duty.period for duty in parts if duty.period), None),
        text=" ".join(dict.fromkeys(duty.text for duty in parts)),
        required=any(duty.required for duty in parts),
    )


def _duties(sentence: str, regulator: str, page: int | None) -> Iterator[ExtractedDuty]:
    statement = _STATEMENT.search(sentence)
    to = _TO.search(sentence)
    for words in _SECOND_DUTY.split(sentence):
        plan = "draft action plan" if _DRAFT.search(words) else "final action plan"
        period = _PERIOD.search(words)
        yield ExtractedDuty(
            what=statement.group().lower() if statement else plan,
            to=_TO_IN_FULL.get(to.group(1).casefold(), to.group(1)) if to else regulator,
            period=period.group(1) if period else None,
            due_on=find_date(words),
            text=sentence,
            page=page,
            required=not _ASKED_FOR.search(sentence),
        )
