"""Who owes what, when (报送): the periods of each duty, what came in for them and when, and how punctual a body is."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from gapboard.catalog import Body
from gapboard.catalog.reporting import Duty, LastDay, Moved, Reporting
from gapboard.ledger import Period
from gapboard.ledger.reports import HANDED_IN, REFUSED, RETURN, SENT_BACK, TAKEN, WITHDRAWN, Report, latest

SOON = 15
"""How many days before its last day a return is announced as due."""
LAST = 4
"""How many periods of each duty the rate on time looks back on."""


class Standing(StrEnum):
    """How one body stands with one return."""

    ON_TIME = "on_time"
    LATE = "late"
    RECEIVED = "received"  # where no last day is stated, it is neither on time nor late
    DUE = "due"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    NO_DAY = "no_day"  # its period is over, and no last day is stated
    NOT_KEPT = "not_kept"  # due before returns were on record here


CAME_IN = frozenset({Standing.ON_TIME, Standing.LATE, Standing.RECEIVED})
OUTSTANDING = frozenset({Standing.DUE, Standing.OVERDUE, Standing.NO_DAY})


@dataclass(frozen=True)
class Due:
    """One period of a duty. ``last_day`` is ``None`` where none is stated, ``moved_from`` where it was not moved."""

    duty: Duty
    period: Period
    ends: dt.date
    last_day: dt.date | None
    moved_from: dt.date | None = None

    @property
    def begins(self) -> dt.date:
        """The first day of the period."""
        return _first_day(self.period)

    @property
    def by(self) -> dt.date:
        """The day that counts for who owes it: its last day, else the end of its period."""
        return self.last_day or self.ends


@dataclass(frozen=True)
class Cell:
    """One body's return for one period. ``days`` is how far its last day is away: left to it, or late by."""

    body: Body
    due: Due
    standing: Standing
    days: int = 0
    reports: tuple[Report, ...] = ()  # what stands, what was refused or withdrawn included, in the order it came in

    @property
    def accepted(self) -> Report | None:
        """The report that it counts by: the first that was not refused."""
        return next((item for item in self.reports if counts(item)), None)


@dataclass(frozen=True)
class Punctuality:
    """How many of the last returns that were due came in on time."""

    on_time: int
    counted: int

    @property
    def rate(self) -> float | None:
        """The share on time, from 0 to 1; ``None`` where nothing has fallen due."""
        return self.on_time / self.counted if self.counted else None


@dataclass(frozen=True)
class Row:
    """One body: its returns for one duty, by period."""

    body: Body
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Matrix:
    """One duty: bodies × periods."""

    duty: Duty
    periods: tuple[Due, ...]
    rows: tuple[Row, ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, body by body."""
        return tuple(cell for row in self.rows for cell in row.cells.values())

    @cached_property
    def before_record(self) -> tuple[Due, ...]:
        """Its first periods, while all owed for them was due before returns were on record here, and none came."""
        kept = {key for row in self.rows for key, cell in row.cells.items() if cell.standing is not Standing.NOT_KEPT}
        owed = {key for row in self.rows for key in row.cells}
        return tuple(takewhile(lambda due: due.period.text in owed - kept, self.periods))


class Returns:
    """The returns as they stand on ``on``, by the ``reports`` that were on record then.

    ``undone`` are the batches that were taken back and ``sent_back`` those that review returned: what they brought does
    not count as come in. ``in_ledger`` are those that the ledger holds. ``batches`` are all that the register knows,
    which had ``seen`` rows.
    """

    def __init__(
        self,
        reporting: Reporting,
        reports: Iterable[Report],
        on: dt.date,
        *,
        undone: Collection[str] = (),
        sent_back: Collection[str] = (),
        in_ledger: Collection[str] = (),
    ) -> None:
        self.reporting = reporting
        self.on = on
        self.in_ledger = frozenset(in_ledger)
        self._of: dict[tuple[str, str, str], list[Report]] = {}
        rows = tuple(reports)
        self.seen = len(rows)
        known = [item for item in rows if item.kind == RETURN and item.recorded_at.date() <= on]
        self.batches = frozenset(item.batch for item in known)
        for report in latest(known):
            if report.batch not in undone:
                now = replace(report, state=_became(report, sent_back, in_ledger))
                self._of.setdefault(report.key, []).append(now)

    @cached_property
    def by_file(self) -> Mapping[str, Report]:
        """What stands of each file by its hash, the last; one that does not count may be handed in again as it is.

        Of a body that it was no return of, or before it was chosen, it may be one now.
        """
        found = (item for reports in self._of.values() for item in reports if counts(item))
        return {item.sha256: item for item in found if item.sha256}

    def cell(self, body: Body, due: Due) -> Cell:
        """How ``body`` stands with its return for a period."""
        reports = tuple(
            sorted(self._of.get((due.duty.id, due.period.text, body.id), ()), key=lambda item: item.received_on)
        )
        found = Cell(body, due, Standing.NOT_DUE, reports=reports)
        standing, days = self._standing(due, found.accepted)
        return Cell(body, due, standing, days, reports)

    def matrix(self, duty: Duty, year: int) -> Matrix:
        """A duty's returns for the periods that end in ``year``; bodies that owe none of them are left out."""
        periods = tuple(due for due in periods_of(duty, self.reporting) if due.ends.year == year)
        owing = [(due, self.reporting.owing(duty, due.by)) for due in periods]
        bodies = dict.fromkeys(body for _, found in owing for body in found)
        rows = (
            Row(body, {due.period.text: self.cell(body, due) for due, found in owing if body in found})
            for body in bodies
        )
        return Matrix(duty, periods, tuple(rows))

    def of_body(self, body: Body) -> list[Cell]:
        """Every return that ``body`` owes or owed, the one that is to come in first at the top."""
        found = [
            self.cell(body, due)
            for duty in self.reporting.duties.values()
            for due in periods_of(duty, self.reporting)
            if body in self.reporting.owing(duty, due.by)
        ]
        return sorted(found, key=lambda cell: (cell.due.by, cell.due.duty.id))

    def owed(self, body: Body) -> list[Cell]:
        """What ``body`` has to send in by now, or soon."""
        return [cell for cell in self.of_body(body) if cell.standing in OUTSTANDING]

    def punctuality(self, body: Body, duty: Duty | None = None) -> Punctuality:
        """How many of the last four returns that were due came in on time: of one duty, else of each of them.

        Only returns whose last day is past count; those that no last day is stated for never do, nor those that were
        due before returns were on record.
        """
        judged: dict[str, list[bool]] = {}
        for cell in self.of_body(body):
            last_day = cell.due.last_day
            if (
                duty in (None, cell.due.duty)
                and last_day is not None
                and last_day < self.on
                and cell.standing is not Standing.NOT_KEPT
            ):
                judged.setdefault(cell.due.duty.id, []).append(cell.standing is Standing.ON_TIME)
        counted = [came for found in judged.values() for came in found[-LAST:]]
        return Punctuality(sum(counted), len(counted))

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Every body that owes a return for some period, in the order of the catalogue."""
        found = {
            body.id
            for duty in self.reporting.duties.values()
            for due in periods_of(duty, self.reporting)
            for body in self.reporting.owing(duty, due.by)
        }
        return tuple(body for body in self.reporting.catalog.bodies.values() if body.id in found)

    def _standing(self, due: Due, report: Report | None) -> tuple[Standing, int]:
        if report is not None:
            if due.last_day is None:
                return Standing.RECEIVED, 0
            late = (report.received_on - due.last_day).days
            return (Standing.LATE, late) if late > 0 else (Standing.ON_TIME, 0)
        if due.by < self.reporting.kept_from:
            return Standing.NOT_KEPT, 0
        if due.last_day is None:
            return (Standing.NO_DAY if due.ends < self.on else Standing.NOT_DUE), 0
        left = (due.last_day - self.on).days
        if left < 0:
            return Standing.OVERDUE, -left
        return (Standing.DUE if left <= SOON else Standing.NOT_DUE), left


def counts(report: Report) -> bool:
    """Whether a report counts as come in: neither refused nor withdrawn, nor sent back in review."""
    return report.state not in (REFUSED, WITHDRAWN, SENT_BACK)


def _became(report: Report, sent_back: Collection[str], in_ledger: Collection[str]) -> str:
    """What stands of a report: one that was handed in for review is taken, or sent back, once review has decided."""
    if report.state != HANDED_IN:
        return report.state
    if report.batch in in_ledger:
        return TAKEN
    return SENT_BACK if report.batch in sent_back else HANDED_IN


def periods_of(duty: Duty, reporting: Reporting) -> tuple[Due, ...]:
    """The periods of a duty that begin within its years, one after the other from the first January.

    What would have been due before the duty was decided was never owed.
    """
    first, last = reporting.years(duty)
    starts = range(first * 12, (last + 1) * 12, duty.rhythm.months)
    found = (_due(duty, start, reporting) for start in starts)
    return tuple(due for due in found if due.by >= reporting.decided(duty))


def find_due(duty: Duty, period: str, reporting: Reporting) -> Due | None:
    """The period of a duty that ``period`` writes; ``None`` where the duty has none such."""
    return next((due for due in periods_of(duty, reporting) if due.period.text == period), None)


def years_of(duties: Sequence[Duty], reporting: Reporting) -> list[int]:
    """The years in which some period of ``duties`` ends."""
    return sorted({due.ends.year for duty in duties for due in periods_of(duty, reporting)})


def _due(duty: Duty, start: int, reporting: Reporting) -> Due:
    """The period that begins with month ``start``, counted from the year 0."""
    end = start + duty.rhythm.months - 1
    ends = _clipped(end, 31)
    if duty.last_day is None:
        return Due(duty, _period(start, end), ends, None)
    stated = _clipped(end + duty.last_day.months_after, duty.last_day.day)
    last_day = _moved(stated, duty.last_day, reporting)
    return Due(duty, _period(start, end), ends, last_day, None if last_day == stated else stated)


def _period(start: int, end: int) -> Period:
    whole_years = start % 12 == 0 and end % 12 == 11
    first, last = (f"{month // 12}" if whole_years else f"{month // 12}-{month % 12 + 1:02}" for month in (start, end))
    return Period(first if first == last else f"{first}/{last}")


def _first_day(period: Period) -> dt.date:
    first = period.text.split("/")[0]
    return dt.date(int(first[:4]), int(first[5:] or 1), 1)


def _clipped(month: int, day: int) -> dt.date:
    """A day of a month counted from the year 0, or the month's last."""
    year, number = month // 12, month % 12 + 1
    return dt.date(year, number, min(day, calendar.monthrange(year, number)[1]))


def _moved(day: dt.date, stated: LastDay, reporting: Reporting) -> dt.date:
    """The day itself, or the next or last before it on which offices are open."""
    if stated.if_closed is Moved.STAYS:
        return day
    step = dt.timedelta(days=1 if stated.if_closed is Moved.NEXT else -1)
    while reporting.is_closed(day):
        day += step
    return day
