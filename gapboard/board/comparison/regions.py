"""One indicator across regions, in one unit and, where there is one, in one year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gapboard.assess import Assessment, Point
from gapboard.assess.judged import levels
from gapboard.board.board import Board
from gapboard.catalog import Indicator


@dataclass(frozen=True)
class RegionRow:
    """One region: its value of the common year, its latest value, and its targets by due year."""

    region: str
    value: Point | None
    latest: Point | None
    results: tuple[Assessment, ...]

    @property
    def shown(self) -> Point | None:
        """The value that is drawn: of the common year, else the latest."""
        return self.value or self.latest

    @property
    def goals(self) -> tuple[Assessment, ...]:
        """The targets that stand in the indicator's own unit and can be drawn beside its value."""
        return tuple(item for item in self.results if item.target.measure.has_path and item.goal is not None)


@dataclass(frozen=True)
class Regions:
    """The regions with a value or a target, the largest value first; ``year`` is the latest common year."""

    indicator: Indicator
    year: int | None
    rows: tuple[RegionRow, ...]

    @property
    def known(self) -> tuple[RegionRow, ...]:
        """The regions with a value."""
        return tuple(row for row in self.rows if row.shown)

    @property
    def latest_differ(self) -> bool:
        """Whether the regions' latest values are of different years."""
        return len({row.latest.year for row in self.rows if row.latest}) > 1

    @cached_property
    def _range(self) -> tuple[float, float]:
        values = [row.shown.value for row in self.rows if row.shown]
        values += [item.goal for row in self.rows for item in row.goals if item.goal is not None]
        return min(0.0, *values, 0.0), max(0.0, *values, 0.0)

    def place(self, value: float) -> float:
        """Where a value lies from 0 to 100 on the axis that all regions share; amounts are drawn from zero."""
        low, high = self._range
        return 100 * (value - low) / (high - low) if high > low else 0.0


def in_several_regions(board: Board) -> list[str]:
    """The indicators that at least two regions have a value or a target for, one of them a value."""
    valued = {(region, indicator) for region, indicator in board.book.pairs()}
    found = valued | {(target.region, target.indicator) for target in board.targets}
    return [
        indicator
        for indicator in board.catalog.indicators
        if sum(of == indicator for _, of in found) > 1 and any(of == indicator for _, of in valued)
    ]


def compare_regions(board: Board, indicator: str) -> Regions:
    """One indicator in every region that has a value or a target for it.

    The common year is the latest for which every region with values has one; ``None`` where there is none,
    and each region then shows its own latest value.
    """
    record = board.catalog.indicators[indicator]
    series = {region: levels(record, region, board.catalog, board.book) for region in board.catalog.regions}
    years = [set(points) for points in series.values() if points]
    common = max(set.intersection(*years), default=None) if years else None
    rows = []
    for region, points in series.items():
        results = tuple(board.of_indicator(indicator, region))
        if points or results:
            value = points.get(common) if common is not None else None
            rows.append(RegionRow(region, value, points[max(points)] if points else None, results))
    rows.sort(key=lambda row: (row.shown is None, -(row.shown.value if row.shown else 0)))
    return Regions(record, common, tuple(rows))
