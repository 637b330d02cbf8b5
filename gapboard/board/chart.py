"""What a chart of one indicator shows: the series with its vintages and breaks, targets, paths, projections."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, pairwise

from gapboard.assess import Assessment, Point, evidence
from gapboard.assess import pace as method
from gapboard.assess.judged import growth, levels
from gapboard.board.board import Board
from gapboard.catalog import Indicator, Kind, Target
from gapboard.catalog.measures import Axis, Series
from gapboard.ledger import Observation


@dataclass(frozen=True)
class Mark:
    """A value of a year. ``segment`` counts up at each break, so that no line crosses one.

    ``rows`` are the releases that it rests on.
    """

    year: int
    value: float
    segment: int = 0
    how: str = "published"
    obs_status: str = "A"
    rows: tuple[Observation, ...] = field(default=(), compare=False, repr=False)

    @property
    def unfinished(self) -> bool:
        """Whether the year was not over when its figure was on record."""
        return any(row.is_unfinished and row.period.year == self.year for row in self.rows)


@dataclass(frozen=True)
class Bound:
    """A year of which only an interval is known; an end that is not known is infinite. ``how`` is the rule."""

    year: int
    low: float
    high: float
    how: str
    rows: tuple[Observation, ...] = field(default=(), compare=False, repr=False)

    @property
    def ends(self) -> tuple[float, ...]:
        """The ends that are known."""
        return tuple(end for end in (self.low, self.high) if math.isfinite(end))


@dataclass(frozen=True)
class Aim:
    """A target's value in the year or years it is for; ``stretch`` marks the higher aim.

    ``average`` says that it is for all the years together: none of them is held against it by itself.
    """

    target: str
    first: int
    last: int
    value: float
    stretch: bool = False
    average: bool = False


@dataclass(frozen=True)
class Average:
    """What was reached on average from ``first`` to ``last``, the years of a target for an average so far.

    Of a bound one end is infinite.
    """

    target: str
    first: int
    last: int
    low: float
    high: float
    how: str
    rows: tuple[Observation, ...] = field(default=(), compare=False, repr=False)

    @property
    def value(self) -> float:
        """The average, or the end of the bound that is known."""
        return self.low if math.isfinite(self.low) else self.high


@dataclass(frozen=True)
class Line:
    """A straight line between two years, for an expected path or a projection."""

    target: str
    first: int
    start: float
    last: int
    end: float


@dataclass(frozen=True)
class Chart:
    """One chart, in the indicator's unit (``levels``) or in per cent a year (``growth``)."""

    points: tuple[Mark, ...]
    vintages: tuple[Mark, ...]
    aims: tuple[Aim, ...]
    paths: tuple[Line, ...]
    projections: tuple[Line, ...]
    breaks: tuple[int, ...]
    bounds: tuple[Bound, ...] = ()
    averages: tuple[Average, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is something to draw: a target alone makes no chart, and neither does one published figure.

        One that was computed does: it stands nowhere else.
        """
        figures = len(self.points) + len(self.vintages) + len(self.bounds)
        computed = any(mark.how != "published" for mark in self.points)
        return computed or (figures > 0 and figures + len(self.aims) > 1)

    def until(self, year: int) -> Chart:
        """The chart as far as a year: without targets of a later one, and without the lines that lead there."""
        return replace(
            self,
            aims=tuple(aim for aim in self.aims if aim.last <= year),
            paths=tuple(line for line in self.paths if line.last <= year),
            projections=tuple(line for line in self.projections if line.last <= year),
            breaks=tuple(item for item in self.breaks if item <= year),
            averages=tuple(item for item in self.averages if item.last <= year),
        )

    @cached_property
    def runs(self) -> tuple[tuple[Mark, ...], ...]:
        """Runs of neighbouring years, which a line joins: it ends at a break and where nobody published a year."""
        runs = groupby(enumerate(self.points), key=lambda item: (item[1].segment, item[1].year - item[0]))
        return tuple(tuple(mark for _, mark in run) for _, run in runs)

    @property
    def gaps(self) -> tuple[tuple[Mark, Mark], ...]:
        """Neighbouring values of one segment with years between them of which nothing is known.

        Where a bound of such a year is, none: a line between the values could run on the wrong side of it.
        """
        return tuple(
            (a, b)
            for a, b in pairwise(self.points)
            if b.segment == a.segment
            and b.year > a.year + 1
            and not any(a.year < bound.year < b.year for bound in self.bounds)
        )


def level_chart(board: Board, indicator: Indicator, region: str, results: Iterable[Assessment]) -> Chart:
    """The chart of an indicator's own values."""
    own = levels(indicator, region, board.catalog, board.book)
    breaks = sorted(item.year for item in indicator.breaks)
    points = tuple(
        Mark(
            year,
            point.value,
            sum(year >= item for item in breaks),
            point.how,
            point.inputs[-1].obs_status if point.inputs else "A",
            point.inputs,
        )
        for year, point in own.items()
    )
    aims, paths, projections = [], [], []
    results = list(results)
    for result in _drawn(results, Axis.VALUES):
        aims.extend(_aims(result))
        if result.base is None or result.goal is None:
            continue
        target, start = result.target, result.base.point
        paths.append(Line(target.id, start.year, start.value, target.due, result.goal))
        now = result.judged
        if now and now.year < target.due and start.year < now.year:
            end = method.projected(start.year, start.value, now.year, now.value, target.due)
            projections.append(Line(target.id, now.year, now.value, target.due, end))
    # A path that leads across a break says so by the break's line.
    shown = [*(point.year for point in points), *(line.last for line in paths)]
    return Chart(
        points,
        tuple(_vintages(board, indicator.id, region)),
        tuple(aims),
        tuple(paths),
        tuple(projections),
        tuple(item for item in breaks if shown and shown[0] < item <= max(shown)),
        _bounds(board, indicator, region, own, results),
    )


def _bounds(
    board: Board, indicator: Indicator, region: str, own: Mapping[int, Point], results: Iterable[Assessment]
) -> tuple[Bound, ...]:
    """Years of which only a bound is known. What follows from neighbouring years is drawn for due years alone."""
    due = {result.target.due for result in results if result.target.due < board.on.year}
    found = evidence.bounds(indicator, region, board.catalog, board.book, own, max(due, default=None))
    drawn = evidence.informative(point for year, point in found.items() if point.how != "monotone" or year in due)
    return tuple(Bound(year, point.low, point.high, point.how, point.inputs) for year, point in drawn.items())


def growth_chart(board: Board, indicator: Indicator, region: str, results: Iterable[Assessment]) -> Chart:
    """The chart of an indicator's yearly growth, where a target is about growth; else empty."""
    drawn = _drawn(results, Axis.GROWTH)
    aims = [aim for result in drawn for aim in _aims(result)]
    if not aims or (indicator.kind is Kind.RATE and indicator.unit == "%"):
        return Chart((), (), (), (), (), ())
    rates = growth(indicator, region, board.catalog, board.book)
    points = tuple(Mark(year, point.value, 0, point.how, rows=point.inputs) for year, point in rates.items())
    return Chart(points, (), tuple(aims), (), (), (), averages=tuple(_averages(drawn)))


def _averages(results: Iterable[Assessment]) -> Iterator[Average]:
    """What stands against goals for an average: as judged, else the bound that settled the verdict."""
    for result in results:
        point = result.judged or result.proof
        if _is_average(result.target) and result.target.period and point:
            first = result.target.period[0]
            yield Average(result.target.id, first, point.year, point.low, point.high, point.how, point.inputs)


def _is_average(target: Target) -> bool:
    return target.measure.series is Series.AVERAGE


def _drawn(results: Iterable[Assessment], axis: Axis) -> list[Assessment]:
    """The targets whose goal is in the unit of this chart."""
    return [result for result in results if result.target.measure.axis_for(result.target.applies_to) is axis]


def _aims(result: Assessment) -> list[Aim]:
    if result.goal is None:
        return []
    target = result.target
    first = target.period[0] if target.period else target.due
    average = _is_average(target)
    aims = [Aim(target.id, first, target.due, result.goal, average=average)]
    if result.stretch is not None:
        aims.append(Aim(target.id, first, target.due, result.stretch.goal, stretch=True, average=average))
    return aims


def _vintages(board: Board, indicator: str, region: str) -> Iterable[Mark]:
    """Earlier releases of a figure that a later one replaced with another; a bound is no figure."""
    latest = board.book.series(region, indicator)
    for year, row in latest.items():
        for earlier in board.ledger.vintages(region, indicator, str(year)):
            known = board.known_on is None or earlier.recorded_at.date() <= board.known_on
            if known and earlier.is_exact and earlier.value is not None and earlier.value != row.value:
                yield Mark(year, earlier.value, obs_status=earlier.obs_status, rows=(earlier,))
