"""Cells that no spreadsheet takes for a formula, and that no file format refuses.

One rule for every file that a spreadsheet may open, the tables of the data package and SDMX-CSV included:
a text that begins like a formula gets an apostrophe in front, also one in full-width characters, which a spreadsheet
in Chinese or Japanese takes for a formula as well. Numbers are never touched. The import takes it off again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Value = str | float | int | None

_DIGITS_COMPUTED = 6
MOST_CHARACTERS = 32_767  # in one cell of a spreadsheet
# After apostrophes of its own a text gets one more, so that taking one off always gives back what there was.
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
# What XML 1.0 cannot hold, and so no xlsx file.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(text: str) -> str:
    """``text``, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + text if _LIKE_A_FORMULA.match(text) else text


def as_written(text: str) -> str:
    """``text`` without the apostrophe that ``neutral`` puts in front."""
    return text[1:] if text.startswith("'") and _LIKE_A_FORMULA.match(text) else text


def in_xml(text: str) -> str:
    """``text`` with a visible mark in the place of every character that XML forbids, cut to a cell's length."""
    shown = _NOT_XML.sub("\ufffd", text)
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - 1] + "…"


def computed(value: float) -> float:
    """A figure that the board worked out, to six digits after the point: more would be noise, not knowledge."""
    return round(value, _DIGITS_COMPUTED)


def published(value: float) -> float:
    """A figure with all the digits that it was published with, without what a change of unit adds in the sixteenth."""
    return float(f"{value:.15g}")


def write_csv(rows: Iterable[Sequence[Value]], *, line_end: str = "\r\n") -> str:
    """``rows`` as CSV: texts neutralised and quoted, numbers as the shortest decimal that reads back the same.

    Every text, for a carriage return in one would end its row for some programs, and the next begin as it likes.
    """
    return "".join(",".join(map(_cell, row)) + line_end for row in rows)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        quoted = neutral(value).replace('"', '""')
        return f'"{quoted}"'
    return repr(value).removesuffix(".0")
