"""The ledger in memory, and what it says as known on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapboard.ledger.observation import Key, Observation

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
        return sorted(self.rows, key=lambda row: row.recorded_at)

    def known_on(self, day: dt.date | None = None) -> Book:
        """What the ledger said at the end of ``day`` (local to each row's time zone); now, if not given."""
        rows = self._in_time
        if day is not None:
            rows = [row for row in rows if row.recorded_at.date() <= day]
        return Book(rows)

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

    def latest(self, keys: Container[Key]) -> dict[Key, Observation]:
        """The latest version of each of ``keys`` that has one, withdrawals included."""
        return {row.key: row for row in self._in_time if row.key in keys}

    def until(self, moment: dt.datetime) -> Ledger:
        """The ledger as it stood at a moment, which must carry its time zone."""
        return Ledger(tuple(row for row in self.rows if row.recorded_at <= moment))

    def vintages(self, region: str, indicator: str, period: str) -> list[Observation]:
        """Every version of one value, the oldest first, withdrawals included."""
        return [row for row in self._in_time if row.key == (region, indicator, period)]


class Book:
    """The latest vintage of every value, as of one date."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        latest: dict[tuple[str, str, str], Observation] = {row.key: row for row in rows}
        self._annual: dict[tuple[str, str], dict[int, Observation]] = {}
        self._other: dict[tuple[str, str], list[Observation]] = {}
        for row in latest.values():
            if row.value is None:
                continue
            year = row.period.year
            if year is None:
                self._other.setdefault((row.region, row.indicator), []).append(row)
            else:
                self._annual.setdefault((row.region, row.indicator), {})[year] = row
        for pair, series in self._annual.items():
            self._annual[pair] = dict(sorted(series.items()))

    def series(self, region: str, indicator: str) -> Series:
        """The annual series of one indicator in one region, by year; empty where nothing is known."""
        return self._annual.get((region, indicator), _EMPTY)

    def not_annual(self, region: str, indicator: str) -> list[Observation]:
        """Part-years and sums over several years: shown as text, never as full-year actuals."""
        return sorted(self._other.get((region, indicator), []), key=lambda row: row.period)

    def observations(self) -> dict[tuple[str, str, str], Observation]:
        """Every value there is, annual or not, by region, indicator and period."""
        annual = (row for series in self._annual.values() for row in series.values())
        other = (row for rows in self._other.values() for row in rows)
        return {row.key: row for row in (*annual, *other)}

    def pairs(self) -> list[tuple[str, str]]:
        """Every (region, indicator) with an annual value."""
        return sorted(self._annual)
