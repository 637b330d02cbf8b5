"""How our xlsx files look: fonts, fills and column widths."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from openpyxl.styles import Font, PatternFill

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADING = Font(bold=True)
KNOWN = PatternFill("solid", fgColor="E7E6E6")
MISSING = PatternFill("solid", fgColor="FFF2CC")
FAULT = PatternFill("solid", fgColor="F8CBAD")
DOUBT = PatternFill("solid", fgColor="FFE699")
REPAIR = PatternFill("solid", fgColor="BDD7EE")

_WIDEST = 60
_NARROWEST = 8
_ROWS_LOOKED_AT = 500


def widen(sheet: Worksheet) -> None:
    """Make each column as wide as its longest text needs, within reason."""
    for cells in sheet.iter_cols(max_row=_ROWS_LOOKED_AT):
        longest = max((shown_width(str(cell.value)) for cell in cells if cell.value is not None), default=0)
        letter = cells[0].column_letter
        sheet.column_dimensions[letter].width = min(max(longest + 2, _NARROWEST), _WIDEST)


def shown_width(text: str) -> int:
    """The width of ``text`` in half-width characters; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
