"""Blocks pasted from a spreadsheet: what has no names, and what has landed among figures where it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gapboard.intake.cells import read_number
from gapboard.intake.model import Sheet

_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*年?\s*")


class Typed(NamedTuple):
    """A cell of a grid as it was changed: its row, the year of its column, and what it says now."""

    row: int
    year: str
    text: str


def has_names(sheet: Sheet) -> bool:
    """Whether a block says what its figures are of: some cell is neither a figure nor a year."""
    return any(_is_word(cell) for row in sheet.rows for cell in row)


def misplaced(cells: Iterable[Typed]) -> Typed | None:
    """The first cell that is a name or a heading and no figure, if there is one.

    A block pasted into a grid goes by position: with a heading or a column of names among it, every figure stands in a
    wrong place, however right it looks. A year is a heading beside other years, and in the column of that year.
    """
    rows: dict[int, list[Typed]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    for changed in rows.values():
        found = next((cell for cell in changed if _is_word(cell.text) or "年" in cell.text), None)
        found = found or next((cell for cell in changed if _YEAR.fullmatch(cell.text) and _heads(cell, changed)), None)
        if found:
            return found
    return None


def _heads(cell: Typed, row: Sequence[Typed]) -> bool:
    return cell.text.strip() == cell.year or (len(row) > 1 and all(_YEAR.fullmatch(other.text) for other in row))


def _is_word(text: str) -> bool:
    """A text with letters and without digits; not a figure, whatever its unit, and no word for there being none."""
    if any(sign.isdigit() for sign in text) or not any(sign.isalpha() for sign in text):
        return False
    return bool(read_number(text).fault)
