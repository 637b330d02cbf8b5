"""How the marked copy of a staff file looks, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Font, PatternFill

from gapboard.export.neutral import Value, in_xml, neutral
from gapboard.export.xlsx import shown_width

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

HEADING = Font(bold=True)
FAULT = PatternFill("solid", fgColor="F8CBAD")
DOUBT = PatternFill("solid", fgColor="FFE699")
REPAIR = PatternFill("solid", fgColor="BDD7EE")

_WIDEST = 60
_NARROWEST = 8
_ROWS_LOOKED_AT = 500


def write_cell(cell: Cell, value: Value) -> None:
    """Write ``value`` into a cell: numbers as numbers, texts as texts and never as formulas."""
    if isinstance(value, str):
        cell.value = in_xml(neutral(value))
        cell.data_type = "s"  # openpyxl takes "#N/A" for an error and "=…" for a formula
    else:
        cell.value = value


def widen(sheet: Worksheet) -> None:
    """Make each column as wide as its longest text needs, within reason."""
    for cells in sheet.iter_cols(max_row=_ROWS_LOOKED_AT):
        longest = max((shown_width(str(cell.value)) for cell in cells if cell.value is not None), default=0)
        letter = cells[0].column_letter
        sheet.column_dimensions[letter].width = min(max(longest + 2, _NARROWEST), _WIDEST)
