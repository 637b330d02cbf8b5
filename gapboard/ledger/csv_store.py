"""The ledger in a CSV file: read with every fault named, appended to so that no crash can harm it."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from gapboard.kernel import collector
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import remove_leftovers, replace_content, revision_of
from gapboard.ledger.book import Ledger
from gapboard.ledger.conflict import require_no_conflict
from gapboard.ledger.journal import REVIEWS, FileJournal
from gapboard.ledger.moments import after_all_known
from gapboard.ledger.observation import COLUMNS, OLD_COLUMNS, Observation
from gapboard.ledger.report_table import REPORTS, ReportTable
from gapboard.ledger.row_rules import UNFIT, capped, observation_of, row_faults, short, texts_of

_HEADER = ",".join(COLUMNS)
_OLD_HEADER = ",".join(OLD_COLUMNS)
# How many cells a row may have: rows from before the column of bounds may stand in a file that has it since.
_OLD, _NEW = (len(OLD_COLUMNS),), (len(COLUMNS),)
_EITHER = _OLD + _NEW
_FIRST_LINE = re.compile(rb"[^\r\n]*")
_QUOTED = re.compile('[,"\r\n]')


@dataclass(frozen=True)
class Scan:
    """What a ledger's text holds: its good rows, the line each begins on, and everything that is wrong."""

    rows: tuple[Observation, ...] = ()
    lines: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    last_line: int = 1  # the line on which the last row begins, good or bad
    old: bool = False  # whether the first line is that of an older file, without the column of bounds


class CsvStore:
    """A ledger in the CSV file ``path``, which may be a symbolic link.

    ``create`` lets the first ``append`` make a missing file; ``lock_seconds`` is how long a writer waits for
    another one.
    """

    def __init__(self, path: Path | str, *, create: bool = False, lock_seconds: float = 10.0) -> None:
        self.path = Path(path)
        self.create = create
        self.lock_seconds = lock_seconds

    def revision(self) -> str:
        """A token that changes when the file does: ask for it before ``read`` to keep what was read."""
        return revision_of(self.path)

    @property
    def name(self) -> str:
        """The file's name, as faults give it."""
        return self.path.name

    def read(self, *, regions: Collection[str] | None = None, indicators: Collection[str] | None = None) -> Ledger:
        """The ledger, of these regions and indicators where given; raises ``DataFault`` with every fault found.

        The file is read as a whole all the same, so that a fault in any row is known.
        """
        scan = self.scan()
        if scan.faults:
            raise DataFault(capped(scan.faults))
        return Ledger(scan.rows).of(regions, indicators)

    def scan(self) -> Scan:
        """The ledger's rows with their lines, and its faults, without raising: for a check of the file."""
        try:
            return _scan(self.path.read_bytes(), self.path.name)
        except FileNotFoundError:
            return Scan(faults=(Fault(self.path.name, "no_file", details={"path": str(self.path)}),))
        except OSError as error:
            return Scan(faults=(Fault(self.path.name, "unreadable", details={"reason": _reason(error)}),))

    def append(self, rows: Sequence[Observation], *, unchanged_since: Ledger | None = None) -> None:
        """Add ``rows`` at the end, all of them or, after a crash or an error, none.

        ``unchanged_since`` is the state that ``rows`` were compared with: if another writer has since changed
        the value of one of their keys, ``WriteConflict`` is raised; what became of other keys does not matter.
        The rows are then also recorded after everything that the ledger holds of their keys, whatever the clocks
        of the writers say.
        Bytes already in the file stay as they are, but for the first line of an older file: it gets its last column
        when the first row with a bound is added. The rows that such a file holds stay a cell short.
        Raises ``DataFault`` if a row breaks the ledger's rules, the file is damaged, another writer holds it for
        too long, or it cannot be written.
        """
        added = "".join(_line(row) + "\n" for row in rows)
        self._check_new(added)
        if not rows:
            return
        # Replacing a symbolic link would leave the file it leads to behind, unchanged.
        target = Path(os.path.realpath(self.path))
        if not (target.parent if self.create else target).exists():
            raise self._fault("no_file", path=str(self.path))
        try:
            with FileLock(target.with_name(target.name + ".lock"), timeout=self.lock_seconds):
                remove_leftovers(target)
                replace_content(target, self._appended(target, rows, unchanged_since))
        except Timeout:
            raise self._fault("ledger_busy", seconds=self.lock_seconds) from None
        except OSError as error:
            raise self._fault("not_written", reason=_reason(error)) from error

    def journal(self) -> FileJournal:
        """What is kept beside the ledger about batches that wait for review: ``reviews.jsonl`` in its folder."""
        return FileJournal(self.path.with_name(REVIEWS))

    def reports(self) -> ReportTable:
        """The register of what was reported: ``reports.csv`` in its folder."""
        return ReportTable(self.path.with_name(REPORTS))

    def _appended(self, target: Path, rows: Sequence[Observation], since: Ledger | None) -> bytes:
        """The file's new content; its present content must be whole for a row after it to be a row."""
        try:
            old = target.read_bytes()
        except FileNotFoundError:
            if not self.create:
                raise self._fault("no_file", path=str(self.path)) from None
            old = f"{_HEADER}\n".encode()
        scan = _scan(old, self.path.name)
        broken = [fault for fault in scan.faults if fault.line is None or fault.line in (1, scan.last_line)]
        if broken:
            raise DataFault([Fault(self.path.name, "ledger_damaged", broken[0].line), *broken])
        if since is not None:
            now = Ledger(scan.rows)
            require_no_conflict(rows, since, now, self.path.name)
            rows = after_all_known(rows, now)
        end = "\r\n" if b"\r\n" in old[: old.find(b"\n") + 1] else "\n"
        start = "" if old.endswith((b"\n", b"\r")) else end
        width = len(OLD_COLUMNS) if scan.old else len(COLUMNS)
        if scan.old and not all(row.is_exact for row in rows):
            old = _FIRST_LINE.sub(rb"\g<0>,bound", old, count=1)
            width = len(COLUMNS)
        return old + (start + "".join(_line(row, width) + end for row in rows)).encode()

    def _check_new(self, added: str) -> None:
        """Hold new rows to the rules by reading what would be written."""
        doubtful = UNFIT.search(added) is not None
        faults = _scan_text(f"{_HEADER}\n{added}", self.path.name, doubtful=doubtful).faults
        if faults:
            # They have no line in the file yet.
            raise DataFault(capped(replace(fault, line=None) for fault in faults))

    def _fault(self, code: str, **details: str | float) -> DataFault:
        return DataFault([Fault(self.path.name, code, details=details)])


def _scan(content: bytes, file: str) -> Scan:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Scan(faults=(Fault(file, "not_utf8", line, details={"byte": error.start}),), last_line=line)
    return _scan_text(text.removeprefix("\ufeff"), file, doubtful=b"\0" in content)


@collector.paused()
def _scan_text(text: str, file: str, *, doubtful: bool) -> Scan:
    """Scan ``text``; ``doubtful`` if some cell may hold a character that has no place in a ledger."""
    # newline="" keeps line breaks inside quoted fields as they are, and still counts them as lines.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
    except csv.Error as error:
        return Scan(faults=(Fault(file, "bad_csv", 1, details={"problem": str(error)}),))
    old = tuple(header) == OLD_COLUMNS
    if not old and tuple(header) != COLUMNS:
        details = {"found": short(",".join(header)), "expected": _HEADER}
        return Scan(faults=(Fault(file, "wrong_header", 1, details=details),))
    widths = _OLD if old else _EITHER
    rows: list[Observation] = []
    lines: list[int] = []
    faults: list[Fault] = []
    ended = last = reader.line_num
    while True:
        try:
            for cells in reader:
                line, ended = ended + 1, reader.line_num
                if not cells:  # a blank line
                    continue
                last = line
                row = observation_of(cells)
                if row is None or doubtful or len(cells) not in widths:
                    found = list(row_faults(file, line, cells, widths))
                    faults += found
                    if found or row is None:
                        continue
                if len(cells) == len(COLUMNS):
                    widths = _NEW  # a row cut short after this one would pass for an exact one
                rows.append(row)
                lines.append(line)
            break
        except csv.Error as error:
            # The reader goes on with the next line, so that the faults after this one are found as well.
            last, ended = ended + 1, reader.line_num
            faults.append(Fault(file, "bad_csv", last, details={"problem": str(error)}))
    return Scan(tuple(rows), tuple(lines), tuple(faults), last, old)


def _line(row: Observation, width: int = len(COLUMNS)) -> str:
    """The first ``width`` cells of the row as CSV, without a line end."""
    # Not csv.writer: before Python 3.13 it leaves a carriage return unquoted when lines end with \n.
    cells = texts_of(row)[:width]
    return ",".join('"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
