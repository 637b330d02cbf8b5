"""The register of what was reported as a CSV file, which a spreadsheet opens: rows are only ever added."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import read_text, replace_content
from gapboard.ledger.journal import JournalFile, Numbered

REPORTS = "reports.csv"
FIRST_COLUMNS = (
    "kind",
    "subject",
    "period",
    "body",
    "state",
    "received_on",
    "file",
    "sha256",
    "batch",
    "note",
    "recorded_at",
    "recorded_by",
)
"""What the register began with; every row has them."""
COLUMNS = (
    *FIRST_COLUMNS,
    "delayed_to",
    "done",
    "planned",
    "obstacle",
    "evidence_title",
    "evidence_url",
    "evidence_date",
    "stage",
    "recorded_as",
)


class ReportTable(JournalFile):
    """A journal of rows by the names of their columns.

    A file of an older board may lack the last columns: its rows are empty there, and the next row adds them.
    """

    def read(self) -> Numbered:
        """Every row with the line it begins on; ``None`` for one of another width. Raises ``DataFault``."""
        reader = csv.reader(io.StringIO(read_text(self.path) or "", newline=""), strict=True)
        found: Numbered = []
        try:
            header = self._header(next(reader, COLUMNS))
            ended = reader.line_num
            for cells in reader:
                line, ended = ended + 1, reader.line_num
                if cells:
                    fits = len(cells) == len(header)
                    found.append((line, _row(cells) if fits else None))
        except csv.Error as error:
            raise DataFault([Fault(self.name, "bad_csv", reader.line_num, details={"problem": str(error)})]) from None
        return found

    def add(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Within a turn: all rows or none, whatever happens. Raises ``DataFault`` for a damaged file."""
        before = self.read()
        damaged = [line for line, row in before if row is None]
        if damaged:
            raise DataFault([Fault(self.name, "ledger_damaged", damaged[0])])
        file = io.StringIO(newline="")
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([row[name] for name in COLUMNS] for row in (*(row for _, row in before), *entries))
        replace_content(Path(os.path.realpath(self.path)), file.getvalue().encode())

    def _header(self, cells: Sequence[str]) -> tuple[str, ...]:
        header = tuple(cells)
        if header != COLUMNS[: len(header)]:
            details = {"found": ",".join(header)[:60], "expected": ",".join(COLUMNS)}
            raise DataFault([Fault(self.name, "wrong_header", 1, details=details)])
        return header


def _row(cells: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, cells, strict=False))
