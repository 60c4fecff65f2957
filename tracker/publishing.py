"""Papers and exports of a plan's file: what the worker process does, each from one reading of the plan.

What left the plan is noted in it afterwards: see `note`.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from tracker.clock import SystemClock
from tracker.domain.codes import CopyKind
from tracker.domain.commands import LogCopy
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan
from tracker.domain.rules.position import position_at
from tracker.files import write_whole
from tracker.reports import export
from tracker.reports.papers import PAPERS
from tracker.reports.preview import beginning
from tracker.reports.scope import Scope
from tracker.reports.write import FORMATS as _PAPER_FORMATS
from tracker.reports.write import write
from tracker.session import Session

PAPER_FORMATS = tuple(f".{name}" for name in _PAPER_FORMATS)
EXPORT_FORMATS = (".xlsx", ".csv", ".json")
_READER = Actor(name="")


@dataclass(frozen=True, slots=True)
class Order:
    """A paper or an export to write: of which plan, what, where, and what it covers.

    `name` is a paper's, or what an export holds. The format is the ending of `out`. A `preview` of a long
    paper is its beginning only (see `tracker.reports.preview`).
    """

    plan: Path
    kind: CopyKind
    name: str
    out: Path
    scope: Scope
    overwrite: bool = False
    preview: bool = False

    def to_json(self) -> dict[str, Any]:
        """The order as JSON values, for the worker."""
        scope = asdict(self.scope)
        scope |= {"day": self.scope.day.isoformat(), "made_at": self.scope.made_at.isoformat()}
        return {
            "plan": str(self.plan),
            "kind": self.kind.value,
            "name": self.name,
            "out": str(self.out),
            "scope": scope,
            "overwrite": self.overwrite,
            "preview": self.preview,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The order back from `to_json`."""
        scope = dict(values["scope"])
        scope["day"] = date.fromisoformat(scope["day"])
        scope["made_at"] = datetime.fromisoformat(scope["made_at"])
        return cls(
            plan=Path(values["plan"]),
            kind=CopyKind(values["kind"]),
            name=values["name"],
            out=Path(values["out"]),
            scope=Scope(**scope),
            overwrite=values["overwrite"],
            preview=values["preview"],
        )


def read_for(session: Session, scope: Scope) -> FullPlan:
    """The plan as the scope's day has it: its position then, or as known then."""
    return session.as_known(scope.day) if scope.as_known else position_at(session.full_plan(), scope.day)


def check(order: Order) -> None:
    """Raise TrackerError for an order that nothing in the plan could make good: its format, its place."""
    out, what, endings = order.out, "A paper", PAPER_FORMATS
    if order.kind is CopyKind.EXPORT:
        what, endings = "An export", EXPORT_FORMATS
    if out.suffix.lower() not in endings:
        known = f"{', '.join(endings[:-1])} or {endings[-1]}"
        raise TrackerError(f"{what} ends in {known}; “{out.name}” does not. Nothing was written.")
    try:
        if out.is_dir():
            raise TrackerError(f"{out} is a folder. Name the file to write. Nothing was written.")
        if out.exists() and out.samefile(order.plan):
            raise TrackerError(f"{out} is the plan itself and was left as it is. Choose another name.")
        if out.exists() and not order.overwrite:
            raise there_already(out)
    except OSError as error:
        raise _not_written(out, error) from None


def publish_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """Write what an `Order` asks for, whole or not at all.

    Tells which state of the plan it shows (`seq`, `digest8`), and whether a preview was `shortened`.
    Raises TrackerError, in a sentence, where it cannot be written.
    """
    order = Order.from_json(values)
    check(order)
    progress(0.0, "Reading the plan")
    with Session.open(order.plan, _READER, SystemClock(), read_only=True) as session:
        plan = read_for(session, order.scope)
        origin = session.origin
    progress(0.3, f"Writing {order.out.name}")
    content, shortened = _content(order, plan, origin)
    put(order.out, content, overwrite=order.overwrite)
    return {"seq": plan.seq, "digest8": plan.digest[:8] or "none yet", "shortened": shortened}


def note(order: Order, made: Mapping[str, Any], left_as: str = "") -> LogCopy:
    """The command that notes in the plan what left it: `made` is what `publish_job` returned.

    `left_as` says how it left where it did not as the file `order.out` ("printed on …").
    """
    scope = order.scope
    return LogCopy(
        copy_kind=order.kind,
        name=order.name,
        file_name=left_as or order.out.name,
        position_on=None if scope.as_known else scope.day,
        known_on=scope.day if scope.as_known else None,
        seq=made["seq"],
        digest8=made["digest8"],
    )


def _content(order: Order, plan: FullPlan, origin: export.Origin) -> tuple[bytes, bool]:
    """The bytes of the file, and whether it is only the beginning of a paper."""
    if order.kind is CopyKind.EXPORT:
        return _export(order, plan, origin), False
    paper = PAPERS[order.name].build(plan, order.scope)
    shown = beginning(paper) if order.preview else paper
    ending = order.out.suffix.lower().removeprefix(".")
    return write(shown, ending, order.scope.made_at), shown is not paper


def _export(order: Order, plan: FullPlan, origin: export.Origin) -> bytes:
    match order.out.suffix.lower():
        case ".xlsx":
            return export.xlsx(plan, order.scope.made_at, origin)
        case ".csv":
            return export.csv(plan, origin)
        case _:
            return export.as_json(plan).encode()


def put(out: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file whole or not at all. Raises TrackerError, in a sentence, where it cannot be written."""
    try:
        write_whole(out, content, overwrite=overwrite)
    except FileExistsError:
        raise there_already(out) from None
    except OSError as error:
        raise _not_written(out, error) from None


def there_already(out: Path) -> TrackerError:
    """The refusal to write over a file that nobody said might go."""
    return TrackerError(
        f"{out} is there already and was left as it is. "
        "Choose another name, or have it written over (--force)."
    )


def _not_written(out: Path, error: OSError) -> TrackerError:
    reason = (error.strerror or "the system gave no reason").lower()
    return TrackerError(f"{out} could not be written: {reason}. The plan is as it was.")
