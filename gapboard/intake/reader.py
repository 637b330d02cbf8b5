"""A file's bytes as sheets of text. What the file is, its content decides, not its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from gapboard.export.neutral import as_written
from gapboard.intake.cells import read_number
from gapboard.intake.limits import MAX_BYTES
from gapboard.intake.model import Sheet, Workbook
from gapboard.intake.readers import Line, answer_of
from gapboard.intake.units import is_known, parse
from gapboard.kernel.faults import DataFault, Fault

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def is_text(data: bytes) -> bool:
    """Whether a file is taken for a text, whose encoding a user may choose: whatever is nothing else."""
    return not data.startswith((_ZIP, _OLE, *_FOREIGN))


def read_workbook(
    data: bytes, name: str, *, encoding: str | None = None, waits: Callable[[], None] = lambda: None
) -> Workbook:
    """The tables of a file; ``encoding`` overrides what would be decided for a text file.

    ``waits`` is called now and then while other files are being read and this one has to wait.
    Raises ``DataFault`` for everything that is not a table, is damaged, is encrypted, or is too large.
    """
    if len(data) > MAX_BYTES:
        details = {"found": round(len(data) / 1024**2, 1), "limit": MAX_BYTES // 1024**2}
        raise DataFault([Fault(name, "too_large", details=details)])
    if not data or data.isspace():
        raise DataFault([Fault(name, "empty_file")])
    if data.startswith(_FOREIGN):
        raise DataFault([Fault(name, "not_a_table")])
    with answer_of(data, name, encoding, waits) as lines:
        head = next(lines)
        sheets = tuple(_sheets(lines, name))
    if not any(cell.strip() for sheet in sheets for row in sheet.rows for cell in row):
        raise DataFault([Fault(name, "empty_file")])
    return Workbook(name, head["kind"], head["encoding"], sheets)


def _sheets(lines: Iterator[Line], name: str) -> Iterator[Sheet]:
    facts: dict[str, Any] = {}
    rows = list[tuple[str, ...]]()
    for line in lines:
        if "rows" in line:
            rows.extend(tuple(map(_own, row)) for row in line["rows"])
            continue
        if facts:
            yield _sheet(facts, rows)
        facts, rows = {"name": name} | line["sheet"], []
    if facts:
        yield _sheet(facts, rows)


def _own(cell: str) -> str:
    """A cell without the apostrophe that our exports put before a text like a formula.

    Before a number it is somebody else's, and told as a repair when the number is read.
    """
    if not cell.startswith("'"):
        return cell
    text = as_written(cell)
    return cell if text == cell or read_number(text).value is not None else text


def _is_unit(word: str) -> bool:
    """Whether a word of a number format is a unit, or a bare 万."""
    unit = parse(word)
    return is_known(word) or (unit is not None and not unit.base)


def _sheet(facts: dict[str, Any], rows: list[tuple[str, ...]]) -> Sheet:
    words = facts.get("words", ())
    for word, column, first, last in words:
        if not _is_unit(word):  # 0"月": 9 is shown as 9月
            for at in range(first - 1, last):
                rows[at] = (*rows[at][: column - 1], rows[at][column - 1] + word, *rows[at][column:])
    width = max(map(len, rows), default=0)
    blanks = ("",) * width
    padded = (row if len(row) == width else row + blanks[len(row) :] for row in rows)
    return dataclasses.replace(
        Sheet(facts["name"], tuple(padded)),
        hidden=facts.get("hidden", False),
        hidden_rows=frozenset(facts.get("hidden_rows", ())),
        hidden_columns=frozenset(facts.get("hidden_columns", ())),
        merges=tuple(map(tuple, facts.get("merges", ()))),
        units=tuple(tuple(run) for run in words if _is_unit(run[0])),
    )
