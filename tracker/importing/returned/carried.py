"""What a file says of where it was made from, and the refusal of what was made elsewhere."""

from dataclasses import dataclass
from typing import Protocol

from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.sheet_code import SheetCode
from tracker.importing.returned.cells import cell_text
from tracker.importing.returned.since import Step
from tracker.importing.sheets.workbook import Sheet, Workbook

META = "_meta"


class Origin(Protocol):
    """Which plan a file of ours holds, and which line of its copies."""

    @property
    def plan(self) -> str: ...
    @property
    def lineage(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """The code of the state that a file shows; the title of the plan where an export carries it. A return
    sheet says what the code is (`in_words`); an exported list has it alone in its cells."""

    code: SheetCode
    title: str = ""
    in_words: bool = False


def carried_by(book: Workbook) -> Carried | None:
    """What an export or a return sheet carries, None for any other workbook or list."""
    for sheet in book.sheets:
        if sheet.name == META and (found := _meta(sheet)):
            return found
    for sheet in book.sheets:
        for cell in sheet.filled():
            if isinstance(cell.value, str) and (code := SheetCode.find(cell.value)):
                return Carried(code, in_words=cell.value.strip() != str(code))
    return None


def check_origin(file: str, carried: Carried, plan: Plan, origin: Origin, made: Step | None) -> None:
    """Raise TrackerError, by name, for a sheet of another plan, of another line of its copies, or of a state
    that this file never had; `made` is the change whose number the sheet carries, if there is one."""
    here, code = SheetCode.of(origin.plan, origin.lineage, 0, ""), carried.code
    title = f"“{plan.settings.title}”"
    if code.plan != here.plan:
        other = f", “{carried.title}”" if carried.title else ""
        raise TrackerError(
            f"{file} was made from another plan{other}, not from {title}. Open that plan to read it. "
            "Nothing was changed."
        )
    if code.lineage != here.lineage:
        raise TrackerError(
            f"{file} was made from another copy of {title}: this one, or that one, was restored from a "
            "backup. Open the copy it was made from, or make the sheet again. Nothing was changed."
        )
    if made is None or made.digest[:8] != code.digest8:
        raise TrackerError(
            f"{file} shows a state of {title} that this file never had: one of them is an older copy. Open "
            "the newest one. Nothing was changed."
        )


def _meta(sheet: Sheet) -> Carried | None:
    said = {cell_text(sheet.cell(row, 1)): cell_text(sheet.cell(row, 2)) for row in sheet.rows}
    if not said.get("plan") or not said.get("change", "").isdecimal():
        return None
    code = SheetCode.of(said["plan"], said.get("lineage", ""), int(said["change"]), said.get("digest", ""))
    return Carried(code, said.get("title", ""))
