"""The days of meetings, in ``meetings.txt`` beside the ledger: what "since the last meeting" means."""

from __future__ import annotations

import calendar
import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.one_line import one_line
from gapboard.kernel.text_file import read_text, replace_content

FILE = "meetings.txt"
_SHOWN = 40  # characters of a faulty line


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting's day and, where one was given, its name."""

    day: dt.date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """The day to compare with, and the meeting it comes from; ``None``: a month back, for want of a meeting."""

    day: dt.date
    meeting: Meeting | None = None


class Meetings:
    """The meetings in the text file ``path``, which the first one noted makes.

    One meeting a line: the day as 2026-11-20 and, after a space, an optional name. Lines that begin with ``#``
    and empty lines are left alone.
    """

    def __init__(self, path: Path | str, *, lock_seconds: float = 10.0) -> None:
        self.path = Path(path)
        self.lock_seconds = lock_seconds

    def read(self) -> tuple[Meeting, ...]:
        """Every meeting, the earliest first; none where there is no file. Raises ``DataFault`` with every bad line."""
        text = read_text(self.path)
        if text is None:
            return ()
        faults: list[Fault] = []
        found = list(self._meetings(text, faults))
        if faults:
            raise DataFault(faults)
        return tuple(sorted(found, key=lambda meeting: meeting.day))

    def _meetings(self, text: str, faults: list[Fault]) -> Iterator[Meeting]:
        for number, line in enumerate(text.splitlines(), 1):
            day, _, name = line.strip().replace("\u3000", " ").partition(" ")
            if not day or day.startswith("#"):
                continue
            try:
                yield Meeting(dt.datetime.strptime(day, "%Y-%m-%d").date(), name.strip())
            except ValueError:
                faults.append(Fault(self.path.name, "not_a_date", number, details={"found": day[:_SHOWN]}))

    def add(self, meeting: Meeting) -> None:
        """Note a meeting at the end of the file; of its name, line breaks and characters that do not print are dropped.

        Raises ``DataFault`` if the file is damaged, held by another writer, or cannot be written.
        """
        name = one_line(meeting.name)
        target = Path(os.path.realpath(self.path))
        try:
            with FileLock(target.with_name(target.name + ".lock"), timeout=self.lock_seconds):
                self.read()  # a damaged file is not written on
                old = target.read_bytes() if target.exists() else b""
                end = b"" if not old or old.endswith(b"\n") else b"\n"
                replace_content(target, old + end + f"{meeting.day.isoformat()} {name}".rstrip().encode() + b"\n")
        except Timeout:
            raise self._fault("file_busy", seconds=self.lock_seconds) from None
        except OSError as error:
            raise self._fault("file_not_written", reason=error.strerror or str(error)) from error

    def since(self, on: dt.date) -> Since:
        """The last meeting before ``on``; where there was none, the same day of the month before."""
        before = [meeting for meeting in self.read() if meeting.day < on]
        return Since(before[-1].day, before[-1]) if before else Since(_month_before(on))

    def _fault(self, code: str, **details: str | float) -> DataFault:
        return DataFault([Fault(self.path.name, code, details=details)])


def _month_before(day: dt.date) -> dt.date:
    """The same day of the month before, or its last day where it is shorter; the first of all days has none before."""
    if (day.year, day.month) == (dt.MINYEAR, 1):
        return dt.date.min
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
