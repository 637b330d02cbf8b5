"""What every xlsx file that we write has in common: numbers as numbers, texts as texts, never formulas or links."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from gapboard.export.neutral import Value, in_xml, neutral
from gapboard.kernel.wording.numbers import shown_width

__all__ = ["column_letter", "new_book", "shown_width", "write_cell"]


def new_book(file: io.BytesIO) -> Any:
    """A workbook that ``file`` holds once it is closed."""
    return xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def write_cell(sheet: Any, row: int, column: int, value: Value, look: Any = None) -> None:
    """Write ``value`` into a cell, counted from 0, in the format ``look``."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, in_xml(neutral(value)), look)
    else:
        sheet.write_number(row, column, value, look)


def column_letter(number: int) -> str:
    """What spreadsheets call a column, counted from 1."""
    return str(xl_col_to_name(number - 1))
