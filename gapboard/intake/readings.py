"""Cells that can be read in two ways, and the reading that a user has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gapboard.intake.model import Batch, Remark, Sheet

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A cell to ask about: why, what is written there, and the readings it may have, each with what it comes to."""

    code: str
    row: int
    column: int
    found: str
    readings: tuple[tuple[str, str], ...]


def questions(batch: Batch) -> Iterator[Question]:
    """The cells of a batch that only a person can tell the reading of."""
    for text, remarks in batch.doubted():
        yield from questions_of(text, remarks)


def questions_of(text: str, remarks: Iterable[Remark]) -> Iterator[Question]:
    """What is to be asked about a cell with ``text``."""
    for remark in remarks:
        if offered := remark.details.get("readings"):
            yield Question(remark.code, remark.row, remark.column, text, tuple(offered))


def with_readings(sheet: Sheet, readings: Mapping[Cell, str]) -> Sheet:
    """The sheet with the cells of ``readings`` as the user reads them; cells outside it are left alone."""
    rows = list(sheet.rows)
    for (row, column), text in readings.items():
        if 1 <= row <= len(rows) and 1 <= column <= len(rows[row - 1]):
            cells = rows[row - 1]
            rows[row - 1] = (*cells[: column - 1], text, *cells[column:])
    return replace(sheet, rows=rows)
