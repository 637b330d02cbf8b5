"""The ledger in memory, and what it says as known on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from gapboard.kernel import collector
from gapboard.ledger.observation import Key, Observation, Period

Series = Mapping[int, Observation]
"""Annual observations by year, the latest vintage of each."""

_EMPTY: Series = {}


@dataclass(frozen=True)
class Ledger:
    """All rows, in the order in which they were written."""

    rows: tuple[Observation, ...]

    @cached_property
    def _in_time(self) -> list[Observation]:
        # The sort is stable: of two rows recorded at one moment the later line is the later vintage.
        # Ranked first, because rows share few moments and comparing those of a time zone is slow.
        rank = {moment: place for place, moment in enumerate(sorted({row.recorded_at for row in self.rows}))}
        return sorted(self.rows, key=lambda row: rank[row.recorded_at])

    def in_time(self, day: dt.date | None = None) -> list[Observation]:
        """The rows known at the end of ``day`` (local to each row's time zone), the oldest first; all, if not given."""
        return self._in_time if day is None else [row for row in self._in_time if row.recorded_at.date() <= day]

    def known_on(self, day: dt.date | None = None) -> Book:
        """What the ledger said at the end of ``day`` (local to each row's time zone); now, if not given."""
        return Book(self.in_time(day))

    def of(self, regions: Collection[str] | None, indicators: Collection[str] | None) -> Ledger:
        """The rows of these regions and indicators; ``None`` stands for all."""
        if regions is None and indicators is None:
            return self
        return Ledger(
            tuple(
                row
                for row in self.rows
                if (regions is None or row.region in regions) and (indicators is None or row.indicator in indicators)
            )
        )

    @cached_property
    def last(self) -> Mapping[Key, Observation]:
        """The latest version of every value, withdrawals included."""
        return {(row.region, row.indicator, row.period.text): row for row in self._in_time}

    def latest(self, keys: Iterable[Key]) -> dict[Key, Observation]:
        """The latest version of each of ``keys`` that has one, withdrawals included."""
        return {key: self.last[key] for key in keys if key in self.last}

    def until(self, moment: dt.datetime) -> Ledger:
        """The ledger as it stood at a moment, which must carry its time zone."""
        return Ledger(tuple(row for row in self.rows if row.recorded_at <= moment))

    def vintages(self, region: str, indicator: str, period: str) -> list[Observation]:
        """Every version of one value, the oldest first, withdrawals included."""
        return [row for row in self._in_time if row.key == (region, indicator, period)]


class Book:
    """The latest vintage of every value, as of one date."""

    @collector.paused()
    def __init__(self, rows: Iterable[Observation]) -> None:
        self._annual: dict[tuple[str, str], dict[int, Observation]] = {}
        self._bounded: dict[tuple[str, str], dict[int, Observation]] = {}
        self._other: dict[tuple[str, str], dict[Period, Observation]] = {}
        for row in rows:  # a later vintage takes the place of an earlier one
            year = row.period.year
            if year is None:
                self._other.setdefault((row.region, row.indicator), {})[row.period] = row
            else:
                self._annual.setdefault((row.region, row.indicator), {})[year] = row
        for pair, series in list(self._annual.items()):
            years = sorted(series)
            exact = {year: row for year in years if (row := series[year]).value is not None and not row.bound}
            if exact:
                self._annual[pair] = exact
            else:
                del self._annual[pair]
            if len(exact) < len(years):
                within = {year: row for year in years if (row := series[year]).value is not None and row.bound}
                if within:
                    self._bounded[pair] = within

    def with_rows(self, rows: Iterable[Observation]) -> Book:
        """What would be said if ``rows``, later than what is known of their keys, were known as well."""
        later = sorted(rows, key=attrgetter("recorded_at"))
        pairs = {(row.region, row.indicator) for row in later}
        known = [
            row
            for pair in pairs
            for kept in (self._annual, self._bounded, self._other)
            for row in kept.get(pair, {}).values()
        ]
        anew, found = Book([*known, *later]), Book(())
        # The series that no row is of are shared.
        found._annual = {pair: series for pair, series in self._annual.items() if pair not in pairs} | anew._annual
        found._bounded = {pair: series for pair, series in self._bounded.items() if pair not in pairs} | anew._bounded
        found._other = {pair: series for pair, series in self._other.items() if pair not in pairs} | anew._other
        return found

    def series(self, region: str, indicator: str) -> Series:
        """The exact annual values of one indicator in one region, by year; empty where nothing is known."""
        return self._annual.get((region, indicator), _EMPTY)

    def bounded(self, region: str, indicator: str) -> Series:
        """The years of which only a bound, an approximation or a range is known. None of them is in ``series``."""
        return self._bounded.get((region, indicator), _EMPTY)

    def not_annual(self, region: str, indicator: str) -> list[Observation]:
        """Part-years and sums over several years: shown as text, never as full-year actuals."""
        known = [row for row in self._other.get((region, indicator), {}).values() if row.value is not None]
        return sorted(known, key=lambda row: row.period)

    def observations(self) -> dict[tuple[str, str, str], Observation]:
        """Every value there is, annual or not, by region, indicator and period."""
        kept = (*self._annual.values(), *self._bounded.values())
        annual = (row for series in kept for row in series.values())
        other = (row for rows in self._other.values() for row in rows.values() if row.value is not None)
        return {row.key: row for row in (*annual, *other)}

    def pairs(self) -> list[tuple[str, str]]:
        """Every (region, indicator) with an exact annual value."""
        return sorted(self._annual)
