"""Growth achieved a year against growth needed a year.

For a target that is still open: the latest change against what is needed from the latest actual to the due
year. For one that has fallen due: the whole way from the base to the due year, achieved against needed.
Growth is compound (``gapboard.assess.pace.yearly_growth``), in per cent a year; for figures that are
percentages themselves it is the change in points a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gapboard.assess import Assessment, Point
from gapboard.assess.judged import average_growth
from gapboard.assess.pace import yearly_growth
from gapboard.board.board import Board
from gapboard.catalog import Indicator
from gapboard.catalog import Prices as PricesOfLevels
from gapboard.catalog.measures import Way

_ROUNDING = 1e-9


class Prices(StrEnum):
    """What prices a growth is counted in."""

    NOMINAL = "nominal"
    REAL = "real"
    NONE = "none"


@dataclass(frozen=True)
class Rate:
    """Change a year from one year to another: per cent a year, or points a year."""

    value: float
    first: int
    last: int
    prices: Prices


@dataclass(frozen=True)
class Speed:
    """One target's two rates; ``achieved`` is ``None`` where the series does not allow it (see the method)."""

    result: Assessment
    needed: Rate
    achieved: Rate | None
    in_points: bool

    @property
    def mixed(self) -> bool:
        """Whether real growth is held against nominal growth, so that the comparison is only indicative."""
        if self.achieved is None:
            return False
        return {self.needed.prices, self.achieved.prices} == {Prices.NOMINAL, Prices.REAL}

    @property
    def margin(self) -> float | None:
        """Achieved less needed in the target's own direction; negative means that it must speed up."""
        if self.achieved is None:
            return None
        return self.result.direction * (self.achieved.value - self.needed.value)

    @property
    def enough(self) -> bool | None:
        """Whether the speed suffices; ``None`` where it is not known."""
        return None if self.margin is None else self.margin >= -_ROUNDING


def compare_speeds(board: Board) -> tuple[Speed, ...]:
    """Every target with a base and an actual after it, the largest shortfall of speed first, unknown last."""
    found = (_speed(result, board) for result in board.assessments)
    return tuple(sorted((item for item in found if item), key=lambda item: (item.margin is None, item.margin or 0)))


def _speed(result: Assessment, board: Board) -> Speed | None:
    if result.judged is None or result.goal is None:
        return None
    if result.target.measure.way is Way.AVERAGE:
        return _average(result, result.judged, result.goal, board)
    if not result.target.measure.has_path or result.base is None:
        return None
    indicator = board.catalog.indicators[result.target.indicator]
    base, now, due = result.base.point, result.judged, result.target.due
    is_open = now.year < due
    start = now if is_open else base
    in_points = indicator.unit == "%"
    if start.year >= due or now.year <= base.year:
        return None
    needed = _change(start.year, start.value, due, result.goal, in_points)
    if needed is None:
        return None
    lately = (result.change.first, result.change.last) if is_open and result.change else None
    first, last = lately or (base, now)
    achieved = _points(first, last, indicator) if in_points else _growth(first, last, indicator, result, board)
    return Speed(result, Rate(needed, start.year, due, _prices(indicator)), achieved, in_points)


def _average(result: Assessment, judged: Point, goal: float, board: Board) -> Speed | None:
    """An average over a period: what the years left must bring so that the average comes out.

    ((1 + goal)^n ÷ (1 + so far)^k)^(1 ÷ (n − k)) − 1, with k of n years gone; at the end it is the goal itself.
    """
    target, base = result.target, result.target.growth_base
    indicator = board.catalog.indicators[target.indicator]
    prices = {"real": Prices.REAL, "nominal": Prices.NOMINAL}.get(indicator.growth_prices or "", Prices.NONE)
    start, needed = base, goal
    if judged.year < target.due:
        index, wanted = (1 + judged.value / 100) ** (judged.year - base), (1 + goal / 100) ** (target.due - base)
        left = yearly_growth(judged.year, index, target.due, wanted)
        if left is None:
            return None
        start, needed = judged.year, 100 * left
    made_in = prices if judged.how == "mean_of_rates" else _prices(indicator)
    achieved = Rate(judged.value, base, judged.year, made_in)
    return Speed(result, Rate(needed, start, target.due, prices), achieved, in_points=False)


def _change(first_year: int, first: float, last_year: int, last: float, in_points: bool) -> float | None:
    if in_points:
        return (last - first) / (last_year - first_year)
    rate = yearly_growth(first_year, first, last_year, last)
    return None if rate is None else 100 * rate


def _broken(first: Point, last: Point, indicator: Indicator) -> bool:
    return any(first.year < item.year <= last.year for item in indicator.breaks)


def _points(first: Point, last: Point, indicator: Indicator) -> Rate | None:
    if _broken(first, last, indicator):
        return None
    value = (last.value - first.value) / (last.year - first.year)
    return Rate(value, first.year, last.year, Prices.NONE)


def _growth(first: Point, last: Point, indicator: Indicator, result: Assessment, board: Board) -> Rate | None:
    """Growth of the levels; across a break the mean of the published rates, if every year's is known."""
    if not _broken(first, last, indicator):
        value = _change(first.year, first.value, last.year, last.value, in_points=False)
        return None if value is None else Rate(value, first.year, last.year, _prices(indicator))
    span = {"period": (first.year + 1, last.year), "base": first.year}
    mean = average_growth(result.target.model_copy(update=span), board.catalog, board.book).get(last.year)
    if mean is None:
        return None
    prices = Prices.REAL if indicator.growth_prices == "real" else _prices(indicator)
    return Rate(mean.value, first.year, last.year, prices)


def _prices(indicator: Indicator) -> Prices:
    """The prices of an indicator's own levels; things that are not money have none."""
    known = {PricesOfLevels.CURRENT: Prices.NOMINAL, PricesOfLevels.CONSTANT: Prices.REAL}
    return known[indicator.prices] if indicator.prices else Prices.NONE
