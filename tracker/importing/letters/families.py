"""The families of documents: by which words each is known, and by which reader it is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.domain.codes import SourceKind as Kind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.letters.area_send import read_area_send
from tracker.importing.letters.area_send_letter import read_area_send_letter
from tracker.importing.letters.estyn import read_estyn
from tracker.importing.letters.focused_visit import read_focused_visit
from tracker.importing.letters.hmicfrs import read_hmicfrs
from tracker.importing.letters.ilacs import read_ilacs
from tracker.importing.letters.jtai import read_jtai
from tracker.importing.letters.looked_after import read_looked_after
from tracker.importing.letters.monitoring_visit import read_monitoring_visit
from tracker.importing.letters.notice import read_notice
from tracker.importing.letters.other import read_other
from tracker.importing.letters.probation import read_probation
from tracker.importing.letters.sif import read_sif
from tracker.importing.lines import Lines

Reader = Callable[[Lines, ExtractedDocument], ExtractedDocument]

_OPENING = 6000  # characters in which a document says what it is


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of document: how it names itself, who publishes it and what reads it."""

    kind: Kind
    regulator: str | None
    read: Reader
    signs: re.Pattern[str]


def _family(kind: Kind, regulator: str, read: Reader, signs: str) -> Family:
    return Family(kind, regulator, read, re.compile(signs, re.IGNORECASE))


_TOGETHER = "Ofsted, Care Quality Commission, HMICFRS and HMI Probation"
_SEND = "Ofsted and Care Quality Commission"
_DEPARTMENT = "Department for Education"
_SERVICES = r"children.s (?:social care )?services"

OTHER = Family(Kind.OTHER, None, read_other, re.compile("(?!)"))
FAMILIES = (
    _family(
        Kind.FOCUSED_VISIT_LETTER,
        "Ofsted",
        read_focused_visit,
        r"focused visit (?:to|of|at) |findings (?:of|from) (?:the|a|our|this) focused visit",
    ),
    _family(
        Kind.MONITORING_VISIT_LETTER,
        "Ofsted",
        read_monitoring_visit,
        r"monitoring visit (?:of|to|at) |(?:findings|report) (?:of|from) .{0,20}monitoring visit",
    ),
    _family(Kind.JTAI_LETTER, _TOGETHER, read_jtai, r"joint targeted area inspection"),
    _family(
        Kind.AREA_SEND_REPORT,
        _SEND,
        read_area_send,
        r"area send (?:full )?inspection of|inspection of .{3,80} local area partnership",
    ),
    _family(
        Kind.AREA_SEND_LETTER_2016_2022,
        _SEND,
        read_area_send_letter,
        r"joint (?:local )?area (?:send|special educational needs)|written statement of action",
    ),
    _family(
        Kind.SIF_REPORT,
        "Ofsted",
        read_sif,
        r"inspection of services for children in need of help and protection",
    ),
    # Of the same series, without a kind of its own.
    _family(
        Kind.OTHER,
        "Ofsted",
        read_looked_after,
        r"inspection of .{0,20}arrangements for the protection of children",
    ),
    _family(
        Kind.LOOKED_AFTER_CHILDREN_INSPECTION_REPORT,
        "Ofsted",
        read_looked_after,
        r"inspection of (?:local authority |services for )?.{0,30}looked after children",
    ),
    _family(Kind.ILACS_REPORT, "Ofsted", read_ilacs, rf"inspection of .{{0,120}}{_SERVICES}"),
    _family(Kind.ESTYN_LOCAL_AUTHORITY_REPORT, "Estyn", read_estyn, r"\bestyn\b"),
    _family(
        Kind.HMICFRS_REPORT,
        "HMICFRS",
        read_hmicfrs,
        r"national child protection inspection|\bHMICFRS\b|inspectorate of constabulary",
    ),
    _family(
        Kind.HMI_PROBATION_REPORT,
        "HMI Probation",
        read_probation,
        r"inspection of (?:.{0,30}youth (?:offending|justice)|probation)|inspectorate of probation",
    ),
    _family(Kind.IMPROVEMENT_NOTICE, _DEPARTMENT, read_notice, r"improvement notice"),
    _family(
        Kind.DIRECTION,
        _DEPARTMENT,
        read_notice,
        r"\bdirections? (?:issued|given) (?:to|under)|statutory direction|hereby directs?\b",
    ),
)


def read_by_family(source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    """The document with what its family's reader finds in it.

    One that names a family and is none of its letters (a board paper about a monitoring visit) holds neither
    its title nor its lists: it is read as another document.
    """
    family = family_of("\n".join(line.text for line in source.lines))
    read = _read(family, source, document)
    if family is OTHER or read.title or read.findings or read.statements:
        return read
    other = _read(OTHER, source, document)
    return other if other.findings else read


def _read(family: Family, source: Lines, document: ExtractedDocument) -> ExtractedDocument:
    return family.read(source, replace(document, kind=family.kind, regulator=family.regulator))


def family_of(text: str) -> Family:
    """The family whose name for itself comes first in the document's text; OTHER if none does.

    Letters name other families further down (a focused-visit letter the inspection framework), so the
    earliest sign wins.
    """
    opening = " ".join(text[:_OPENING].split())
    found = [(match.start(), family) for family in FAMILIES if (match := family.signs.search(opening))]
    return min(found, key=lambda sign: sign[0])[1] if found else OTHER
