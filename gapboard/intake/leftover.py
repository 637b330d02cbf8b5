"""What of a sheet is not imported, said so that nothing is lost unseen."""

from __future__ import annotations

from collections.abc import Iterator

from gapboard.intake import grid
from gapboard.intake.collect import value_columns
from gapboard.intake.model import Layout, Remark, Sheet
from gapboard.ledger.check import short

_MOST_ROWS = 50
# Row numbers are figures too, and nobody misses them.
_ROW_NUMBERS = frozenset(("序号", "编号", "行号", "no.", "no", "#", "id"))


def ignored_columns(sheet: Sheet, layout: Layout) -> Iterator[Remark]:
    """Columns with anything in them that no heading explains."""
    used = {*layout.roles.values(), *(column.number for column in value_columns(layout))}
    first, last = layout.first_row, layout.last_row
    for column in range(1, len(sheet.rows[0]) + 1):
        if column in used:
            continue
        heading = sheet.rows[layout.header_row - 1][column - 1].strip() if layout.header_row else ""
        if heading.lower() in _ROW_NUMBERS:
            continue
        texts = grid.texts_of(sheet.rows, column, first, last)
        if any(text.strip() for text in grid.codes_of(texts)[1]):
            details = {"found": short(heading), "expected": ""}
            yield Remark("column_ignored", max(layout.header_row, 1), column, details, serious=False)


def ignored_rows(sheet: Sheet, layout: Layout) -> Iterator[Remark]:
    """Rows with text below the last value: notes."""
    for number, row in enumerate(sheet.rows[layout.last_row : layout.last_row + _MOST_ROWS], layout.last_row + 1):
        text = next((cell for cell in row if cell.strip()), "")
        if text:
            yield Remark("row_ignored", number, 1, {"found": short(text), "expected": ""}, serious=False)
