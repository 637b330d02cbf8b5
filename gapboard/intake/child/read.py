"""Started by ``spreadsheet.py``: reads a workbook from standard input and answers with its sheets as JSON."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import python_calamine as calamine

Rows = list[list[str]]


def main() -> int:
    """Read, bounded; an answer in every case in which the process survives."""
    kind, bounds = sys.argv[1], json.loads(sys.argv[2])
    _bound(bounds)
    try:
        answer = _read(sys.stdin.buffer.read(), kind, bounds)
    except MemoryError:
        answer = _fault("too_many_cells", limit=bounds["cells"])
    except calamine.PasswordError:
        answer = _fault("encrypted")
    except BaseException as error:  # a panic in compiled code is no Exception
        answer = _fault("unreadable_workbook", reason=f"{type(error).__name__}: {error}"[:120])
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
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    tables = [
        (number, sheet.name)
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if len(tables) > bounds["sheets"]:
        return _fault("too_many_sheets", found=len(tables), limit=bounds["sheets"])
    extras = _sibling("biff" if kind == "xls" else "details").details(data, kind)
    sheets: list[dict[str, Any]] = []
    total = 0
    for number, name in tables:
        sheet = book.get_sheet_by_index(number)
        if sheet.end is None:
            sheets.append({"name": name, "rows": []})
            continue
        height, width = sheet.end[0] + 1, sheet.end[1] + 1
        if width > bounds["columns"]:
            return _fault("too_many_columns", found=width, limit=bounds["columns"])
        total += height * width
        if total > bounds["cells"]:
            return _fault("too_many_cells", limit=bounds["cells"])
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        extra = extras.get(number, {"percent": [], "texts": {}, "merged": []})
        for row, column in extra["percent"]:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = _percent(rows[row][column])
        for (row, column), text in extra["texts"].items():
            if row < len(rows) and column < len(rows[row]) and not rows[row][column]:
                rows[row][column] = text
        _fill(rows, [*(sheet.merged_cell_ranges or ()), *extra["merged"]])
        sheets.append({"name": name, "rows": rows})
    return {"sheets": sheets}


def _text(cell: Any) -> str:
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


def _fill(rows: Rows, ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write a merged cell's text into every cell that it covers.

    Not a number, unless it may be a year: one figure must not become several.
    """
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        text = rows[top][left]
        if not text or (_is_number(text) and not _may_be_year(text)):
            continue
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = row[column] or text


def _is_number(text: str) -> bool:
    return text.lstrip("-").rstrip("%").replace(".", "", 1).isdigit()


def _may_be_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1949 <= int(text) <= 2100


def _fault(code: str, **details: Any) -> dict[str, Any]:
    return {"fault": code, "details": details}


def _sibling(name: str) -> ModuleType:
    """The module ``name`` beside this file, without this folder on the path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
