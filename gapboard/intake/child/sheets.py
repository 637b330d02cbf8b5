"""The sheets of a workbook, row by row: what the compiled reader says, and what it leaves out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import python_calamine as calamine

from . import biff, ods, ole, ooxml
from .bounds import Bounds
from .facts import Area, Facts, cell, within
from .formats import PERCENT
from .refused import Refused

Row = list[str]
_STEP = 1 << 20


class Sheet(NamedTuple):
    """One sheet; ``facts`` are the fields of ``gapboard.intake.model.Sheet`` beside its rows."""

    facts: dict[str, Any]
    rows: Iterator[Row]


def read(file: io.BytesIO, kind: str, bounds: Bounds) -> Iterator[Sheet]:
    """Every sheet of an ``xlsx``, ``xls`` or ``ods`` file, which is closed. The rows of one are to be taken first.

    Raises ``Refused`` before anything is made room for, where the file's own cells say that it is too large.
    """
    try:
        facts = _facts(file, kind, bounds.cells)
        _check(facts, bounds)
        book = calamine.CalamineWorkbook.from_filelike(_Drained(file))
    except calamine.PasswordError:
        raise Refused("encrypted") from None
    tables = [
        (number, sheet)
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if len(tables) > bounds.sheets:
        raise Refused("too_many_sheets", found=len(tables), limit=bounds.sheets)
    for number, meta in tables:
        is_hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        yield _sheet(meta.name, is_hidden, book.get_sheet_by_index(number), facts.pop(number, Facts(bounds.cells)))


class _Drained:
    """A file that is forgotten as it is read: the compiled reader keeps a copy, and one is enough."""

    def __init__(self, file: io.BytesIO) -> None:
        file.seek(0)
        self._blocks = deque(iter(lambda: file.read(_STEP), b""))
        file.close()

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes more."""
        if not self._blocks:
            return b""
        block = self._blocks.popleft()
        if 0 <= size < len(block):
            self._blocks.appendleft(block[size:])
        return block if size < 0 else block[:size]

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """The reader wants to see that there is one, and does not use it."""
        raise io.UnsupportedOperation


def _facts(file: io.BytesIO, kind: str, most: int) -> dict[int, Facts]:
    if kind == "xls":
        return biff.facts(ole.workbook(file.getvalue()), most)
    with zipfile.ZipFile(file) as archive:
        return ooxml.facts(archive, most) if kind == "xlsx" else ods.facts(archive, most)


def _check(facts: dict[int, Facts], bounds: Bounds) -> None:
    for found in facts.values():
        if found.columns > bounds.columns:
            raise Refused("too_many_columns", found=found.columns, limit=bounds.columns)
    if sum(max(found.rows * found.columns, found.cells) for found in facts.values()) > bounds.cells:
        raise Refused("too_many_cells", limit=bounds.cells)
    covered = sum(_size(area) for found in facts.values() for area in _clipped(found, found.rows, found.columns))
    if covered > bounds.cells:  # areas over areas
        raise Refused("too_many_cells", limit=bounds.cells)


def _sheet(name: str, is_hidden: bool, sheet: Any, facts: Facts) -> Sheet:
    end = sheet.end or (-1, -1)
    height, width = max(end[0] + 1, facts.rows), max(end[1] + 1, facts.columns)
    merged = sorted(_clipped(facts, height, width))
    told = {
        "name": name,
        "hidden": is_hidden,
        "hidden_rows": [row + 1 for row in within(facts.hidden_rows, height)],
        "hidden_columns": [column + 1 for column in within(facts.hidden_columns, width)],
        "merges": [[number + 1 for number in area] for area in merged],
        "words": [(word, column + 1, first + 1, last + 1) for word, column, first, last in facts.words()],
    }
    return Sheet(told, _filled(_corrected(_padded(sheet, height, width), facts), merged))


def _padded(sheet: Any, height: int, width: int) -> Iterator[Row]:
    """The cells as text, from the first row and column of the sheet."""
    left = sheet.start[1] if sheet.start else 0
    number = 0
    for cells in sheet.iter_rows() if sheet.start else ():
        row = [*[""] * left, *map(text_of, cells)]
        yield row + [""] * (width - len(row))
        number += 1
    for _ in range(number, height):
        yield [""] * width


def _corrected(rows: Iterator[Row], facts: Facts) -> Iterator[Row]:
    """The rows with numbers as they are shown, and with what the reader has no text for."""
    formatted, texts = facts.in_order(), sorted(facts.texts)
    at, form = next(formatted, (-1, PERCENT))
    at_text = 0
    for number, row in enumerate(rows):
        while at >= 0 and cell(at)[0] == number:
            row[cell(at)[1]] = form.text(row[cell(at)[1]])
            at, form = next(formatted, (-1, PERCENT))
        while at_text < len(texts) and cell(texts[at_text])[0] == number:
            column = cell(texts[at_text])[1]
            row[column] = row[column] or facts.texts[texts[at_text]]
            at_text += 1
        yield row


def _filled(rows: Iterator[Row], areas: list[Area]) -> Iterator[Row]:
    """The rows with a merged cell's text in every cell that it covers; ``areas`` are in order.

    Not a number, unless it may be a year: one figure must not become several.
    """
    following, open_areas = iter(areas), list[tuple[Area, str]]()
    area = next(following, None)
    for number, row in enumerate(rows):
        while area and area[0] == number:
            text = row[area[1]]
            if text and (not _is_number(text) or _may_be_year(text)):
                open_areas.append((area, text))
            area = next(following, None)
        for (_, left, _, right), text in open_areas:
            for column in range(left, right + 1):
                row[column] = row[column] or text
        open_areas = [item for item in open_areas if item[0][2] > number]
        yield row


def _clipped(facts: Facts, height: int, width: int) -> Iterator[Area]:
    """What of the merged areas lies within the table."""
    for top, left, bottom, right in facts.merged:
        inside = (top, left, min(bottom, height - 1), min(right, width - 1))
        if top < height and left < width and inside[:2] != inside[2:]:
            yield inside


def _size(area: Area) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def text_of(cell: object) -> str:
    """A cell as text: numbers in their shortest decimal form, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        text = repr(cell)
        if "e" in text:
            text = format(Decimal(text), "f")
        return text.removesuffix(".0")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def _is_number(text: str) -> bool:
    return text.lstrip("-").rstrip("%").replace(".", "", 1).isdigit()


def _may_be_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1949 <= int(text) <= 2100
