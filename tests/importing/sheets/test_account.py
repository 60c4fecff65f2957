from tests.importing.sheets.trackers import sheet, workbook
from tracker.importing.sheets.account import Accounted, Fate, Ledger, totals


def test_every_filled_cell_has_one_fate_the_best_that_was_noted() -> None:
    page = sheet(["a", "fill:FF0000", "b"], ["c"])
    ledger = Ledger(workbook(page))
    first = page.rows[1][0]
    ledger.note(0, first, Fate.UNREAD, "why not")
    ledger.note(0, first, Fate.TAKEN, "owner")
    ledger.note(0, first, Fate.OWN, "own column")
    assert ledger.account() == (
        Accounted("Plan!A1", "a", Fate.TAKEN, "owner"),
        Accounted("Plan!C1", "b", Fate.LEFT_OUT, "no part of a table"),
        Accounted("Plan!A2", "c", Fate.LEFT_OUT, "no part of a table"),
    )


def test_a_row_set_aside_is_so_whatever_was_noted_of_it() -> None:
    page = sheet(["a"], ["b"], ["c"])
    ledger = Ledger(workbook(page))
    for cells in page.rows.values():
        ledger.note(0, cells[0], Fate.TAKEN, "action")
    ledger.set_aside(0, 2, 3, Fate.UNREAD, "twice")
    assert totals(ledger.account()) == {(Fate.TAKEN, "action"): 1, (Fate.UNREAD, "twice"): 2}
