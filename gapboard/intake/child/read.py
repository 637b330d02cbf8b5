"""Started by ``start.py``: reads a workbook from standard input and answers with its sheets as JSON."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import python_calamine as calamine

from . import biff, ods, ole, ooxml
from .facts import Area, Facts, cell, within
from .refused import Refused

Rows = list[list[str]]


def main() -> int:
    """Read, bounded; an answer in every case in which the process survives."""
    kind, bounds = sys.argv[1], json.loads(sys.argv[2])
    _bound(bounds)
    try:
        answer = _read(sys.stdin.buffer.read(), kind, bounds)
    except Refused as no:
        answer = {"fault": no.code, "details": no.details}
    except MemoryError:
        answer = {"fault": "too_many_cells", "details": {"limit": bounds["cells"]}}
    except calamine.PasswordError:
        answer = {"fault": "encrypted", "details": {}}
    except BaseException as error:  # a panic in compiled code is no Exception
        reason = f"{type(error).__name__}: {error}"[:120]
        answer = {"fault": "unreadable_workbook", "details": {"reason": reason}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def _bound(bounds: dict[str, int]) -> None:
    try:
        import resource
    except ImportError:  # Windows: only the time limit of the parent holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (bounds["memory"], bounds["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds["seconds"], bounds["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, kind: str, bounds: dict[str, int]) -> dict[str, Any]:
    facts = _facts(data, kind)
    for found in facts.values():
        if found.columns > bounds["columns"]:
            raise Refused("too_many_columns", found=found.columns, limit=bounds["columns"])
    if sum(found.rows * found.columns for found in facts.values()) > bounds["cells"]:
        raise Refused("too_many_cells", limit=bounds["cells"])
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    tables = [
        (number, sheet)
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if len(tables) > bounds["sheets"]:
        raise Refused("too_many_sheets", found=len(tables), limit=bounds["sheets"])
    sheets: list[dict[str, Any]] = []
    total = 0
    for number, meta in tables:
        sheet, known = book.get_sheet_by_index(number), facts.get(number, Facts())
        end = sheet.end or (-1, -1)
        height, width = max(end[0] + 1, known.rows), max(end[1] + 1, known.columns)
        if width > bounds["columns"]:
            raise Refused("too_many_columns", found=width, limit=bounds["columns"])
        total += height * width
        if total > bounds["cells"]:
            raise Refused("too_many_cells", limit=bounds["cells"])
        rows = _rows(sheet, height, width)
        for row, column in map(cell, known.percent):
            rows[row][column] = _percent(rows[row][column])
        for at, text in known.texts.items():
            row, column = cell(at)
            rows[row][column] = rows[row][column] or text
        merged = list(_clipped(known.merged, height, width))
        _fill(rows, merged)
        hidden = {
            "hidden": meta.visible != calamine.SheetVisibleEnum.Visible,
            "hidden_rows": [row + 1 for row in within(known.hidden_rows, height)],
            "hidden_columns": [column + 1 for column in within(known.hidden_columns, width)],
            "merges": [[number + 1 for number in area] for area in merged],
        }
        sheets.append({"name": meta.name, "rows": rows, **hidden})
    return {"sheets": sheets}


def _facts(data: bytes, kind: str) -> dict[int, Facts]:
    if kind == "xls":
        return biff.facts(ole.workbook(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ooxml.facts(archive) if kind == "xlsx" else ods.facts(archive)


def _rows(sheet: Any, height: int, width: int) -> Rows:
    """The cells as text, from the first row and column of the sheet."""
    left = sheet.start[1] if sheet.start else 0
    rows = [[*[""] * left, *map(_text, cells)] for cells in sheet.iter_rows()]
    for row in rows:
        row.extend([""] * (width - len(row)))
    rows.extend([""] * width for _ in range(height - len(rows)))
    return rows


def _clipped(areas: list[Area], height: int, width: int) -> Iterator[Area]:
    """What of the merged areas lies within the table."""
    for top, left, bottom, right in areas:
        inside = (top, left, min(bottom, height - 1), min(right, width - 1))
        if top < height and left < width and inside[:2] != inside[2:]:
            yield inside


def _text(cell: object) -> str:
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


def _percent(text: str) -> str:
    """What the spreadsheet shows for a number formatted as a percentage: it stores 7.8% as 0.078."""
    try:
        shown = format((Decimal(text) * 100).normalize(), "f")
    except ArithmeticError:
        return text
    return f"{shown}%"


def _fill(rows: Rows, areas: list[Area]) -> None:
    """Write a merged cell's text into every cell that it covers.

    Not a number, unless it may be a year: one figure must not become several.
    """
    for top, left, bottom, right in areas:
        text = rows[top][left]
        if not text or (_is_number(text) and not _may_be_year(text)):
            continue
        for row in rows[top : bottom + 1]:
            for column in range(left, right + 1):
                row[column] = row[column] or text


def _is_number(text: str) -> bool:
    return text.lstrip("-").rstrip("%").replace(".", "", 1).isdigit()


def _may_be_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1949 <= int(text) <= 2100
