"""Names that users have confirmed, remembered in ``aliases.csv`` beside the ledger: append-only, as it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import read_text, replace_content

KINDS = ("indicator", "region", "unit")
_HEADER = ("kind", "text", "id", "confirmed_by", "confirmed_at")


@dataclass(frozen=True, slots=True)
class Alias:
    """One confirmation: what ``text`` in a file stands for. A later one of the same text supersedes it."""

    kind: str
    text: str
    id: str
    confirmed_by: str
    confirmed_at: str


class AliasStore:
    """The confirmed names in the CSV file ``path``, which the first confirmation makes."""

    def __init__(self, path: Path | str, *, lock_seconds: float = 10.0) -> None:
        self.path = Path(path)
        self.lock_seconds = lock_seconds

    def read(self) -> tuple[Alias, ...]:
        """Every confirmation in the order of the file; none where there is no file yet."""
        text = read_text(self.path)
        if text is None:
            return ()
        try:
            rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
        except csv.Error as error:
            raise self._fault("bad_csv", problem=str(error)) from None
        if not rows or tuple(rows[0]) != _HEADER:
            found = ",".join(rows[0])[:60] if rows else ""
            raise self._fault("wrong_header", found=found, expected=",".join(_HEADER))
        # A row that is not whole was not confirmed; it stays in the file and is not used.
        return tuple(Alias(*row) for row in rows[1:] if len(row) == len(_HEADER) and row[0] in KINDS)

    def append(self, aliases: Sequence[Alias]) -> None:
        """Add confirmations at the end, all or none: written beside the file and renamed, under a lock."""
        if not aliases:
            return
        target = Path(os.path.realpath(self.path))
        try:
            with FileLock(target.with_name(target.name + ".lock"), timeout=self.lock_seconds):
                self.read()  # a damaged file is not written on
                old = target.read_bytes() if target.exists() else b""
                replace_content(target, old + _lines(aliases, header=not old, after=old))
        except Timeout:
            raise self._fault("ledger_busy", seconds=self.lock_seconds) from None
        except OSError as error:
            raise self._fault("not_written", reason=error.strerror or str(error)) from error

    def _fault(self, code: str, **details: str | float) -> DataFault:
        return DataFault([Fault(self.path.name, code, details=details)])


def _lines(aliases: Sequence[Alias], *, header: bool, after: bytes) -> bytes:
    text = io.StringIO(newline="")
    if after and not after.endswith(b"\n"):
        text.write("\n")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    if header:
        text.write(",".join(_HEADER) + "\n")
    for alias in aliases:
        if alias.kind not in KINDS or not alias.text.strip():
            raise ValueError(f"not an alias: {alias}")
        writer.writerow([cell.replace("\0", "") for cell in astuple(alias)])
    return text.getvalue().encode("utf-8", "replace")


def as_confirmed(aliases: Iterable[Alias]) -> dict[str, str]:
    """Remembered names in the form that ``prepare(confirmed=…)`` takes."""
    return {alias.text: alias.id for alias in aliases}


def confirmations(names: Mapping[str, str], kind: str, by: str, at: dt.datetime) -> list[Alias]:
    """What a user has just confirmed, ready to be remembered."""
    return [Alias(kind, text, ident, by, at.isoformat()) for text, ident in names.items()]
