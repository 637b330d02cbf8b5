"""A figure that may be a bound: what it can be at least and at most, and how it is shown and written."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import NamedTuple

from gapboard.intake.bounds import RANGE, Bounded
from gapboard.ledger import Observation
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST

_SHOWN = {AT_LEAST: "≥", AT_MOST: "≤", ABOUT: "≈"}
Shown = float | str


class Figure(NamedTuple):
    """A value in its indicator's unit, and how it is meant, in the ledger's own words."""

    value: float
    bound: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it has a lower and an upper end."""
        return self.bound.startswith(RANGE)

    @property
    def least(self) -> float:
        """The least that it can be; what is about a figure is taken for it."""
        return -inf if self.bound == AT_MOST else self.value

    @property
    def most(self) -> float:
        """The most that it can be."""
        if self.is_range:
            return float(self.bound.removeprefix(RANGE))
        return inf if self.bound == AT_LEAST else self.value

    @property
    def shown(self) -> Shown:
        """For a message: the number where it is exact, else with a sign that every language has."""
        if self.is_range:
            return f"{self.value:.12g}–{self.bound.removeprefix(RANGE)}"
        return f"{_SHOWN[self.bound]}{self.value:.12g}" if self.bound else self.value

    def written(self, unit: str, power: int = 0) -> str:
        """Shifted by a power of ten, in a form that ``read_bounded`` reads in one way only."""
        if self.is_range:
            return f"{_plain(self.value, power)}{RANGE}{_plain(self.most, power)}{unit}"
        return f"{self.bound}{_plain(self.value, power)}{unit}"


def read_as(read: Bounded) -> Figure | None:
    """What a cell says, in its own unit; ``None`` where it has no figure."""
    return None if read.cell.value is None else Figure(float(read.cell.value), read.bound())


def figure_of(row: Observation | None) -> Figure | None:
    """What a row of the ledger says; ``None`` where it has no value."""
    return Figure(row.value, row.bound) if row is not None and row.value is not None else None


def _plain(value: float, power: int) -> str:
    return f"{Decimal(repr(value)).scaleb(power).normalize():f}"
