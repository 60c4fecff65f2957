"""A small table, as the tests of tables want it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.rows import RowsModel


@dataclass(frozen=True)
class Row:
    id: str
    title: str
    stream: str = "w1"
    days: int | None = None


ROWS = [
    Row("a", "Agree one threshold", "w1", 30),
    Row("b", "Recruit eight social workers", "w1", 9),
    Row("c", "Décide every contact", "w2", None),
    Row("d", "Audit decisions monthly", "w2", 100),
]


def made(rows: Sequence[Row] = ROWS) -> RowsModel[Row]:
    model: RowsModel[Row] = RowsModel(
        [
            Column(key="title", title="Action", text=lambda row: row.title, width=100, stretch=True),
            Column(
                key="days",
                title="Days",
                text=lambda row: "" if row.days is None else f"{row.days} days",
                width=80,
                sort=lambda row: row.days,
                pickable=True,
                accessible=lambda row: "no date" if row.days is None else f"in {row.days} days",
            ),
        ],
        lambda row: row.id,
        also=lambda row: row.stream,
    )
    model.set_rows(rows)
    return model


def by_stream() -> Grouping[Row]:
    return Grouping(
        of=lambda row: row.stream,
        order=lambda: ["w2", "w1"],
        head=lambda key, rows: Head(title=key, words=f"{len(rows)} actions", cells={"days": "sum"}),
    )


def spelt(row: Row) -> str:
    """What stands in the column of days."""
    return "" if row.days is None else f"{row.days} days"
