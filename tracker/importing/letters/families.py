"""Which family a document belongs to, from the words that come first in it."""

import re
from dataclasses import dataclass

from tracker.domain.codes import SourceKind as Kind

_OPENING = 6000  # characters in which a document says what it is


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of document: how it names itself, what people call it and who publishes it."""

    kind: Kind
    label: str
    regulator: str | None
    signs: re.Pattern[str]


def _family(kind: Kind, label: str, regulator: str | None, signs: str) -> Family:
    return Family(kind, label, regulator, re.compile(signs, re.IGNORECASE))


_TOGETHER = "Ofsted, Care Quality Commission, HMICFRS and HMI Probation"
_SEND = "Ofsted and Care Quality Commission"
_SERVICES = r"children.s (?:social care )?services"

OTHER = Family(Kind.OTHER, "another document", None, re.compile("(?!)"))
FAMILIES = (
    _family(
        Kind.FOCUSED_VISIT_LETTER,
        "a focused-visit letter",
        "Ofsted",
        r"focused visit (?:to|of|at) |findings (?:of|from) (?:the|a|our|this) focused visit",
    ),
    _family(
        Kind.MONITORING_VISIT_LETTER,
        "a monitoring-visit letter",
        "Ofsted",
        r"monitoring visit (?:of|to|at) |(?:findings|report) (?:of|from) .{0,20}monitoring visit",
    ),
    _family(
        Kind.JTAI_LETTER,
        "a joint targeted area inspection letter",
        _TOGETHER,
        r"joint targeted area inspection",
    ),
    _family(
        Kind.AREA_SEND_REPORT,
        "an Area SEND inspection report",
        _SEND,
        r"area send (?:full )?inspection of|inspection of .{3,80} local area partnership",
    ),
    _family(
        Kind.AREA_SEND_LETTER_2016_2022,
        "a joint area SEND inspection letter of 2016 to 2022",
        _SEND,
        r"joint (?:local )?area (?:send|special educational needs)|written statement of action",
    ),
    _family(
        Kind.SIF_REPORT,
        "an inspection report of 2013 to 2017 (single inspection framework)",
        "Ofsted",
        r"inspection of services for children in need of help and protection",
    ),
    _family(
        Kind.LOOKED_AFTER_CHILDREN_INSPECTION_REPORT,
        "an inspection report on services for looked after children",
        "Ofsted",
        r"inspection of (?:local authority |services for )?.{0,30}looked after children",
    ),
    _family(
        Kind.ILACS_REPORT,
        "an inspection report on children’s services (ILACS)",
        "Ofsted",
        rf"inspection of .{{0,120}}{_SERVICES}",
    ),
    _family(Kind.ESTYN_LOCAL_AUTHORITY_REPORT, "an Estyn report", "Estyn", r"\bestyn\b"),
    _family(
        Kind.HMICFRS_REPORT,
        "an HMICFRS report",
        "HMICFRS",
        r"national child protection inspection|\bHMICFRS\b|inspectorate of constabulary",
    ),
    _family(
        Kind.HMI_PROBATION_REPORT,
        "an HMI Probation report",
        "HMI Probation",
        r"inspection of (?:.{0,30}youth (?:offending|justice)|probation)|inspectorate of probation",
    ),
    _family(
        Kind.IMPROVEMENT_NOTICE, "an improvement notice", "Department for Education", r"improvement notice"
    ),
)


def family_of(text: str) -> Family:
    """The family whose name for itself comes first in the document's text; OTHER if none does.

    Letters name other families further down (a focused-visit letter the inspection framework), so the
    earliest sign wins.
    """
    opening = " ".join(text[:_OPENING].split())
    found = [(match.start(), family) for family in FAMILIES if (match := family.signs.search(opening))]
    return min(found, key=lambda sign: sign[0])[1] if found else OTHER
