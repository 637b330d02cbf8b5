"""Series that stand beside a target and are never judged: which are drawn, and where their marks lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from gapboard.assess import Assessment, Point
from gapboard.assess.judged import levels
from gapboard.board.board import Board
from gapboard.catalog import Indicator
from gapboard.catalog.models import Related

MOST = 3
_INSET = 4.0  # per cent, so that no mark is cut at the edge


@dataclass(frozen=True)
class Dot:
    """A year's value, and where it lies: per cent from the left and from the top."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True)
class Small:
    """A related series ready to draw; ``lines`` join neighbouring years only, never across a break."""

    related: Related
    indicator: Indicator
    region: str
    dots: tuple[Dot, ...]
    lines: tuple[tuple[Dot, Dot], ...]


def related(board: Board, indicator: Indicator, region: str, results: Iterable[Assessment]) -> list[Small]:
    """At most three related series of an indicator's targets that have a figure; what has none is not drawn."""
    named = [item for result in results for item in result.target.related or indicator.related] or indicator.related
    found = []
    for item in {(item.indicator, item.region or region): item for item in named}.values():
        series = board.catalog.indicators[item.indicator]
        dots = _dots(list(levels(series, item.region or region, board.catalog, board.book).values()))
        if dots:
            found.append(Small(item, series, item.region or region, dots, _lines(dots, series)))
    return found[:MOST]


def _dots(points: list[Point]) -> tuple[Dot, ...]:
    years, values = [point.year for point in points], [point.value for point in points]
    return tuple(
        Dot(point, _place(point.year, min(years), max(years)), 100 - _place(point.value, min(values), max(values)))
        for point in points
    )


def _place(value: float, low: float, high: float) -> float:
    return 50.0 if low == high else round(_INSET + (100 - 2 * _INSET) * (value - low) / (high - low), 2)


def _lines(dots: tuple[Dot, ...], series: Indicator) -> tuple[tuple[Dot, Dot], ...]:
    breaks = {item.year for item in series.breaks}
    return tuple(
        (first, last)
        for first, last in pairwise(dots)
        if last.point.year == first.point.year + 1 and last.point.year not in breaks
    )
