"""A file's bytes as sheets of text. What the file is, its content decides, not its name."""

from __future__ import annotations

from gapboard.intake import archive, spreadsheet, text
from gapboard.intake.grid import Grid
from gapboard.intake.limits import MAX_BYTES
from gapboard.intake.model import Sheet, Workbook
from gapboard.kernel.faults import DataFault, Fault

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def is_text(data: bytes) -> bool:
    """Whether a file is taken for a text, whose encoding a user may choose: whatever is nothing else."""
    return not data.startswith((_ZIP, _OLE, *_FOREIGN))


def read_workbook(data: bytes, name: str, *, encoding: str | None = None) -> Workbook:
    """The tables of a file; ``encoding`` overrides what would be decided for a text file.

    Raises ``DataFault`` for everything that is not a table, is damaged, is encrypted, or is too large.
    """
    if len(data) > MAX_BYTES:
        details = {"found": round(len(data) / 1024**2, 1), "limit": MAX_BYTES // 1024**2}
        raise DataFault([Fault(name, "too_large", details=details)])
    if not data or data.isspace():
        raise DataFault([Fault(name, "empty_file")])
    if data.startswith(_FOREIGN):
        raise DataFault([Fault(name, "not_a_table")])
    if data.startswith(_ZIP):
        kind = archive.inspect(data, name)
        return Workbook(name, kind, None, spreadsheet.read(data, kind, name))
    if data.startswith(_OLE):
        return Workbook(name, "xls", None, spreadsheet.read(data, "xls", name))
    kind, found, rows = text.read(data, name, encoding)
    if not any(cell.strip() for row in rows for cell in row):  # stops at the first cell with a text
        raise DataFault([Fault(name, "empty_file")])
    return Workbook(name, kind, found, (Sheet(name, rows if isinstance(rows, Grid) else tuple(rows)),))
