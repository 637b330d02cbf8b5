"""Series that stand beside a target and are never judged: which are drawn, and where their marks lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from gapboard.assess import Assessment, Point
from gapboard.assess.judged import levels
from gapboard.board.board import Board
from gapboard.catalog import Indicator, Kind
from gapboard.catalog.models import Related
from gapboard.ledger import Observation

MOST = 3
_INSET = 4.0  # per cent, so that no mark is cut at the edge


@dataclass(frozen=True)
class Dot:
    """A year's value, and where it lies: per cent from the left and from the top.

    ``row`` is set where no exact figure of the year is known: a bound, or a part of the year.
    """

    point: Point
    x: float
    y: float
    row: Observation | None = None


@dataclass(frozen=True)
class Small:
    """A related series ready to draw; ``lines`` join exact figures of neighbouring years, never across a break."""

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
        dots = _dots(board, series, item.region or region)
        if dots:
            found.append(Small(item, series, item.region or region, dots, _lines(dots, series)))
    return found[:MOST]


def _dots(board: Board, series: Indicator, region: str) -> tuple[Dot, ...]:
    known: dict[int, tuple[Point, Observation | None]] = {}
    for row in (*board.book.not_annual(region, series.id), *board.book.bounded(region, series.id).values()):
        year = row.period.year or row.period.within  # a sum over years is no value of a year
        if year is not None and row.value is not None:
            known[year] = Point(year, row.value, inputs=(row,)), row
    known |= {year: (point, None) for year, point in levels(series, region, board.catalog, board.book).items()}
    years = sorted(known)
    up = -1 if series.kind is Kind.CLASS else 1  # the best class at the top, as in the large chart
    values = [up * known[year][0].value for year in years]
    return tuple(
        Dot(point, _place(year, years[0], years[-1]), 100 - _place(up * point.value, min(values), max(values)), row)
        for year in years
        for point, row in (known[year],)
    )


def _place(value: float, low: float, high: float) -> float:
    return 50.0 if low == high else round(_INSET + (100 - 2 * _INSET) * (value - low) / (high - low), 2)


def _lines(dots: tuple[Dot, ...], series: Indicator) -> tuple[tuple[Dot, Dot], ...]:
    breaks = {item.year for item in series.breaks}
    return tuple(
        (first, last)
        for first, last in pairwise(dots)
        if last.point.year == first.point.year + 1
        and last.point.year not in breaks
        and first.row is None
        and last.row is None
    )
