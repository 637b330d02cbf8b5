"""Cells that no spreadsheet takes for a formula, and that no file format refuses.

One rule for every file that a spreadsheet may open, the tables of the data package and SDMX-CSV included:
a text that begins like a formula gets an apostrophe in front. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Value = str | float | int | None

MOST_CHARACTERS = 32_767  # in one cell of a spreadsheet
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold, and so no xlsx file.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(text: str) -> str:
    """``text``, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def in_xml(text: str) -> str:
    """``text`` with a visible mark in the place of every character that XML forbids, cut to a cell's length."""
    shown = _NOT_XML.sub("\ufffd", text)
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - 1] + "…"


def write_csv(rows: Iterable[Sequence[Value]], *, line_end: str = "\r\n") -> str:
    """``rows`` as CSV: texts neutralised, numbers as the shortest decimal that reads back the same."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=line_end)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    return repr(value).removesuffix(".0")
