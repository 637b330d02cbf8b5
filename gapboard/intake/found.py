"""The values of a file in columns of equal length, with the findings of those few that have any."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from gapboard.intake.grid import Codes, Floats, Mask
from gapboard.intake.model import Remark
from gapboard.intake.recognise import Subject, Subjects

_WIDTH = 1 << 15  # more columns than any sheet has


@dataclass(slots=True)
class Odd:
    """One value that had to be looked at by itself; ``value`` is ``None`` where there is no number."""

    row: int
    column: int
    subject: Subject
    period: str
    status: str = ""
    value: float | None = None
    findings: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class Plain:
    """The values of one column that were taken all at once."""

    rows: Codes
    column: int
    subjects: Codes
    periods: Codes
    statuses: Codes
    values: Floats


class Numbered:
    """Texts by number, in the order in which they first came."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of ``text``."""
        found = self._numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found


class Found:
    """All values of a table in the order of its rows.

    ``subjects``, ``periods`` and ``statuses`` are numbers in ``subject_list``, ``period_list`` and
    ``status_list``; a value is NaN where there is none. ``findings`` are by position; ``is_odd`` says which values
    had to be looked at by themselves.
    """

    def __init__(self) -> None:
        self.subject_list = Subjects()
        self.period_list, self.status_list = Numbered(), Numbered()
        self.rows = self.columns = self.subjects = self.periods = self.statuses = np.zeros(0, np.int64)
        self.values: Floats = np.zeros(0)
        self.is_odd: Mask = np.zeros(0, np.bool_)
        self.findings: dict[int, list[Remark]] = {}
        self._plain: list[Plain] = []
        self._odd: list[Odd] = []

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def count(self) -> int:
        """How many values there are so far."""
        return sum(len(part.rows) for part in self._plain) + len(self._odd)

    def add_plain(self, plain: Plain) -> None:
        """Take in the plain values of a column."""
        self._plain.append(plain)

    def add_odd(self, odd: Odd) -> None:
        """Take in one value that is not plain."""
        self._odd.append(odd)

    def finish(self) -> None:
        """Bring everything into the order of the file."""
        plain, odd = self._plain, self._odd
        values = [np.nan if item.value is None else item.value for item in odd]
        rows = _joined([part.rows for part in plain], [item.row for item in odd])
        columns = _joined([np.full(len(p.rows), p.column) for p in plain], [item.column for item in odd])
        order = np.argsort(rows * _WIDTH + columns, kind="stable")  # quick on runs that are in order already
        self.rows, self.columns = rows[order], columns[order]
        subjects = self.subject_list.add([item.subject for item in odd]).tolist()
        periods = [self.period_list.number(item.period) for item in odd]
        statuses = [self.status_list.number(item.status) for item in odd]
        self.subjects = _joined([part.subjects for part in plain], subjects)[order]
        self.periods = _joined([part.periods for part in plain], periods)[order]
        self.statuses = _joined([part.statuses for part in plain], statuses)[order]
        self.values = np.concatenate([*(part.values for part in plain), np.array(values, np.float64)])[order]
        positions = np.empty(len(rows), np.int64)
        positions[order] = np.arange(len(rows))
        first_odd = len(rows) - len(odd)
        self.is_odd = order >= first_odd
        self.findings = {
            int(positions[first_odd + number]): item.findings for number, item in enumerate(odd) if item.findings
        }
        self._plain, self._odd = [], []


def _joined(parts: list[Codes], rest: list[int]) -> Codes:
    return np.concatenate([*parts, np.array(rest, np.int64)])
