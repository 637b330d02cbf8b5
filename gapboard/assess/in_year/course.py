"""What is known of one year up to each of its months: cumulated amounts, or states at a month's end."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from gapboard.catalog import Indicator, Kind
from gapboard.kernel.value import value
from gapboard.ledger import Observation

MONTHS = 12
Rows = Sequence[Observation]
Pair = tuple[str, str]


class How(StrEnum):
    """Where a value up to a month comes from."""

    PUBLISHED = "published"
    ADDED_UP = "added_up"  # from complete months, quarters or spans that follow each other
    YEAR = "year"  # the figure of the whole year


@value
class Known:
    """A value of a year up to the end of ``month``, in the indicator's unit.

    ``span`` says that it is of all the months up to there, and not of that month or its end alone.
    """

    year: int
    month: int
    value: float
    how: How
    span: bool
    inputs: tuple[Observation, ...]

    @property
    def since(self) -> dt.date:
        """The day on which all that went in was on record."""
        return max(row.recorded_at.date() for row in self.inputs)

    @property
    def is_broken(self) -> bool:
        """Whether what went in is marked as not comparable with what was before."""
        return any(row.obs_status == "B" for row in self.inputs)


Course = Mapping[int, Known]
"""What is known, by month, in the order of the months."""


class Histories:
    """Every version of the figures of whole years and of parts of one year, by series and year, the oldest first."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        """``rows`` in the order in which they became known, as ``Ledger.in_time`` gives them."""
        self._series: dict[Pair, dict[int, list[Observation]]] = {}
        years: dict[str, int | None] = {}
        for row in rows:
            text = row.period.text
            if text not in years:
                years[text] = row.period.year or row.period.within
            year = years[text]
            if year is not None:
                self._series.setdefault((row.region, row.indicator), {}).setdefault(year, []).append(row)

    def of(self, region: str, indicator: str) -> Mapping[int, Rows]:
        """The rows of one series by year; empty where there is none."""
        return self._series.get((region, indicator), {})

    def in_years(self) -> Mapping[int, set[Pair]]:
        """By year, the series with a figure of a part of it."""
        found: defaultdict[int, set[Pair]] = defaultdict(set)
        for pair in self._series:
            for year in self.years_within(*pair):
                found[year].add(pair)
        return found

    def years_within(self, region: str, indicator: str) -> list[int]:
        """The years of which a part of one series is known."""
        years = self.of(region, indicator)
        return [year for year, rows in years.items() if any(row.period.year is None for row in latest(rows))]


def latest(rows: Iterable[Observation]) -> list[Observation]:
    """The version in force of each period, without those withdrawn."""
    found = {row.period.text: row for row in rows}
    return [row for row in found.values() if row.value is not None]


def course(rows: Rows, year: int, indicator: Indicator, through: int = MONTHS) -> Course:
    """What ``rows`` of one series and ``year`` say up to each month up to ``through``; bounds are left out."""
    whole: Known | None = None
    parts: dict[tuple[int, int], Observation] = {}
    for row in latest(rows):
        if not row.is_exact:
            continue
        if row.period.year is not None:
            whole = _known(year, MONTHS, How.YEAR, True, (row,))
        else:
            parts[_months(row)] = row
    adds = indicator.kind is Kind.FLOW or (indicator.kind is Kind.COUNT and any(a < b for a, b in parts))
    found = {known.month: known for known in (_added(parts, year) if adds else _states(parts, year, indicator))}
    if whole is not None:
        found[MONTHS] = whole
    return {month: found[month] for month in sorted(found) if month <= through}


def _added(parts: Mapping[tuple[int, int], Observation], year: int) -> Iterator[Known]:
    """Cumulated amounts: published from January on, else what is known up to a month and the parts that follow it."""
    upto: dict[int, Known] = {}
    for first, last in sorted(parts, key=lambda part: (part[1], part[0])):
        row = parts[first, last]
        if first == 1:
            upto[last] = _known(year, last, How.PUBLISHED, True, (row,))
        elif last not in upto and first - 1 in upto:
            upto[last] = _known(year, last, How.ADDED_UP, True, (*upto[first - 1].inputs, row))
    yield from upto.values()


def _states(parts: Mapping[tuple[int, int], Observation], year: int, indicator: Indicator) -> Iterator[Known]:
    """States at a month's end and rates over a span; of both, a rate is rather that of the span."""
    rates = indicator.kind in (Kind.RATE, Kind.CLASS)
    for first, last in sorted(parts, key=lambda part: (part[0] == 1) is rates):
        if first in (1, last):
            yield _known(year, last, How.PUBLISHED, first < last or (rates and last == 1), (parts[first, last],))


def _known(year: int, month: int, how: How, span: bool, rows: tuple[Observation, ...]) -> Known:
    return Known(year, month, sum(row.value or 0.0 for row in rows), how, span, rows)


def _months(row: Observation) -> tuple[int, int]:
    """First and last month of a part of one year."""
    first, _, last = row.period.text.partition("/")
    return int(first[5:]), int((last or first)[5:])
