"""Cells that can be read in two ways: what is to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gapboard.intake.model import Remark


@dataclass(frozen=True, slots=True)
class Question:
    """A cell to ask about: why, what is written there, and the readings it may have, each with what it comes to."""

    code: str
    row: int
    column: int
    found: str
    readings: tuple[tuple[str, str], ...]


def questions_of(text: str, remarks: Iterable[Remark]) -> Iterator[Question]:
    """What is to be asked about a cell with ``text``."""
    for remark in remarks:
        if offered := remark.details.get("readings"):
            yield Question(remark.code, remark.row, remark.column, text, tuple(offered))
