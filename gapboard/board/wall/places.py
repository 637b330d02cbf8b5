"""Where a card's marks lie: per cent of its plot from the left and from the top, for a component to draw."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gapboard.board.wall.card import Card, Stands
from gapboard.catalog import Kind

_PAD = 0.09  # of the plot, above the highest mark and below the lowest
_SIDE = 3.0  # per cent, so that no mark is cut at the edge
_INDEX_TOP, _INDEX_BOTTOM = 150.0, -20.0  # per cent of the goal at the plot's edges, the same for every card
WORST_CLASS, BEST_CLASS = 6.4, 0.6

Place = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """A mark at ``x`` and ``y``; ``index`` is its ``y`` where every goal is 100 %, held within the plot."""

    x: float
    y: float
    index: float


@dataclass(frozen=True)
class Arrow:
    """A bound: the value is at least (``up``) or at most what the spot marks."""

    at: Spot
    up: bool


@dataclass(frozen=True)
class Goal:
    """A goal's spot; ``leads`` if the card is held against it."""

    at: Spot
    leads: bool
    stretch: bool


@dataclass(frozen=True)
class Places:
    """Everything that a card's plot draws.

    ``lines`` are drawn through, ``gaps`` dashed over years that nobody published; ``dots`` are all years. ``level``
    turns ``y`` into ``index``: factor and summand; ``None`` where nothing can be put in per cent of the goal.
    ``actual`` and ``goal`` are the ends of the bracket, ``actual`` the value that stands against the goal.
    """

    lines: tuple[tuple[Place, ...], ...]
    gaps: tuple[tuple[Place, Place], ...]
    dots: tuple[Place, ...]
    breaks: tuple[float, ...]
    bounds: tuple[Arrow, ...]
    goals: tuple[Goal, ...]
    actual: Spot | None
    goal: Spot | None
    level: Place | None


def places(card: Card) -> Places | None:
    """The places of a card's marks; ``None`` for a card without a chart."""
    if not card.chart:
        return None
    x, y = _across(card), _up(card)
    leading = next((goal.value for goal in card.goals if goal.leads and not goal.stretch), None)
    level = _index(card, y, leading)

    def spot(year: float, value: float) -> Spot:
        at = y(value)
        index = at if level is None else min(max(level[0] * at + level[1], 2.0), 98.0)
        return Spot(x(year), at, round(index, 1))

    runs = [tuple((x(mark.year), y(mark.value)) for mark in run) for run in card.chart.runs]
    shown = card.shown
    goals = tuple(Goal(spot(item.year, item.value), item.leads, item.stretch) for item in card.goals)
    return Places(
        lines=tuple(run for run in runs if len(run) > 1),
        gaps=tuple(((x(a.year), y(a.value)), (x(b.year), y(b.value))) for a, b in card.chart.gaps),
        dots=tuple(place for run in runs for place in run),
        breaks=tuple(x(year - 0.5) for year in card.chart.breaks),
        bounds=tuple(_arrows(card, spot)),
        goals=goals,
        actual=spot(shown.year, shown.value) if shown else None,
        goal=next((goal.at for goal in goals if goal.leads and not goal.stretch), None),
        level=level,
    )


@dataclass(frozen=True)
class Beside:
    """Where a figure stands at its dot: above or ``under`` it; ``aside`` is -1 to the left of it, 1 to the right."""

    under: bool = False
    aside: int = 0


FLAT = 0.25  # of rise for one across: a steeper line would cross a figure that stands over the middle of its dot


def free(before: float, after: float) -> Beside:
    """Where no line crosses a figure; ``before`` and ``after`` are how steeply the lines to and from its dot rise."""
    if before >= -FLAT and after <= FLAT:
        return Beside()
    if before <= FLAT and after >= -FLAT:
        return Beside(under=True)
    return Beside(aside=-1 if after > 0 else 1)


def figures_beside(found: Places, height: float) -> list[Beside]:
    """Where the figure of each dot stands; ``height`` is the plot's, in its own widths."""
    joined = [pair for line in found.lines for pair in pairwise(line)] + list(found.gaps)
    to, out = {end: start for start, end in joined}, dict(joined)

    def rise(start: Place | None, end: Place | None) -> float:
        return height * (start[1] - end[1]) / (end[0] - start[0]) if start and end else 0.0

    return [free(rise(to.get(dot), dot), rise(dot, out.get(dot))) for dot in found.dots]


def years(card: Card, most: int = 12) -> tuple[tuple[float, int], ...]:
    """Where the years of a card's axis stand, from the last back, no more than ``most`` of them."""
    x = _across(card)
    step = -(-(card.last - card.first + 1) // most)
    return tuple((x(year), year) for year in range(card.last, card.first - 1, -step))[::-1]


def _across(card: Card) -> Callable[[float], float]:
    span = max(card.last - card.first, 1)
    return lambda year: round(_SIDE + (100 - 2 * _SIDE) * (year - card.first) / span, 1)


def _up(card: Card) -> Callable[[float], float]:
    """Water classes with the best at the top; amounts over their range, since lines need no nought."""
    low, high = (WORST_CLASS, BEST_CLASS) if card.indicator.kind is Kind.CLASS else value_range(_values(card), _PAD)
    return lambda value: round(100 * (high - value) / (high - low), 1)


def value_range(values: Iterable[float], pad: float) -> tuple[float, float]:
    """The lower and upper end of an axis over some values, with ``pad`` of it free above and below."""
    known = list(values)
    low, high = min(known), max(known)
    room = (high - low or abs(high) or 1.0) * pad / (1 - 2 * pad)
    return low - room, high + room


def _values(card: Card) -> Iterator[float]:
    yield from (mark.value for mark in card.chart.points)
    yield from (end for bound in card.chart.bounds for end in bound.ends)
    yield from (goal.value for goal in card.goals)
    if card.shown:
        yield card.shown.value


def _index(card: Card, y: Callable[[float], float], goal: float | None) -> Place | None:
    """A straight line from ``y`` to the place in per cent of the goal: the goal at 100, nought at 0."""
    if goal is None or goal <= 0 or card.indicator.kind is Kind.CLASS or card.promises[0].stands is Stands.SILENT:
        return None
    scale = 100 / (_INDEX_TOP - _INDEX_BOTTOM)
    at_goal, at_nought = scale * (_INDEX_TOP - 100), scale * _INDEX_TOP
    # Two places of the drawing, far enough apart that rounding does not tilt the line.
    first, last = goal, 0.0
    factor = (at_goal - at_nought) / (y(first) - y(last)) if y(first) != y(last) else 0.0
    return round(factor, 4), round(at_goal - factor * y(first), 2)


def _arrows(card: Card, spot: Callable[[float, float], Spot]) -> Iterator[Arrow]:
    for bound in card.chart.bounds:
        for end in bound.ends:
            yield Arrow(spot(bound.year, end), end == bound.low and (math.isinf(bound.high) or end != bound.high))


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """The upper edges of labels whose middles are wanted at ``wanted``, moved so that none covers another or sticks out
    of ``room``; all in one unit. Where they do not fit they stand close together from the top.
    """
    order = sorted(range(len(wanted)), key=lambda item: wanted[item])
    tops = [wanted[item] - heights[item] / 2 for item in range(len(wanted))]
    end = 0.0
    for item in order:
        tops[item] = max(tops[item], end)
        end = tops[item] + heights[item]
    limit = max(room, sum(heights))
    for item in reversed(order):
        tops[item] = min(tops[item], limit - heights[item])
        limit = tops[item]
    return [round(top, 1) for top in tops]
