"""The plot of a card: the series as a picture, and the labels beside it; the wall and the slides draw it alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from gapboard.board.chart import Chart, Mark
from gapboard.board.wall import Places, spread
from gapboard.board.wall.places import Spot
from gapboard.explain.cards import CardWords
from gapboard.kernel.wording.numbers import number

HEIGHT = 96
"""Of a card's plot with its labels, in pixels; ``styles/21-wall.css`` has the same."""
_LINE = 15  # of a label, in pixels
_MOST_GOALS = 2


@dataclass(frozen=True)
class Label:
    """A text beside the plot: its upper edge in pixels, on its own scale and where the goal is 100 %."""

    kind: str  # ``aim``, ``gap`` or ``now``
    lines: tuple[str, ...]
    top: float
    index_top: float
    index: str = ""  # what it says where the goal is 100 %; empty: the same


def picture(found: Places, thick: float = 1) -> str:
    """The series as an address of an SVG picture of 100 by 100, to be stretched over the plot with lines of even width,
    ``thick`` times as thick as on the wall.

    The page lets the colour of the series shine through it: Streamlit takes no SVG within HTML, and a picture by itself
    does not know whether the page is light or dark. A dot is a line of no length with round ends.
    """
    paths = (
        (1.4, " stroke-dasharray='4 4'", "".join(f"M{_at(first)}L{_at(last)}" for first, last in found.gaps)),
        (2, "", "".join("M" + "L".join(map(_at, run)) for run in found.lines)),
        (5.5, "", "".join(f"M{_at(dot)}h0" for dot in found.dots)),
    )
    return masked((width * thick, more, d) for width, more, d in paths)


def masked(paths: Iterable[tuple[float, str, str]]) -> str:
    """Paths in a square of 100 as an address of a picture for a mask; each with its width, attributes and ``d``."""
    drawn = "".join(
        f"<path vector-effect='non-scaling-stroke' stroke-width='{_short(width)}'{more} d='{d}'/>"
        for width, more, d in paths
        if d
    )
    return (_SVG + drawn + "</svg>").replace("<", "%3C").replace(">", "%3E")


_SVG = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none' "
    "fill='none' stroke='black' stroke-linecap='round' stroke-linejoin='round'>"
)


def _at(place: tuple[float, float]) -> str:
    return f"{_short(place[0])} {_short(place[1])}"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def labels(words: CardWords, found: Places, height: float = HEIGHT) -> tuple[Label, ...]:
    """What stands beside a plot of ``height``: the goals, the value held against them, and the gap between."""
    card = words.card
    texts: list[tuple[str, tuple[str, ...], Spot, str]] = []
    for mark, goal in zip(card.goals, found.goals, strict=True):
        if mark.leads or (mark.year == card.lead.target.due and len(texts) < _MOST_GOALS):
            index = _of_goal(words, mark.value) if found.level else ""
            texts.append(("aim", (_aim_text(words, mark.value, mark.year),), goal.at, index))
    shown = card.shown
    if shown is not None and found.actual is not None:
        year = f"{shown.year}: " if shown.year != card.last else ""
        index = _of_goal(words, shown.value) if found.level else ""
        texts.append(("now", (year + words.value(shown.value),), found.actual, index and year + index))
        lines = tuple(line for line in words.gap if line)
        if lines and found.goal is not None:
            middle = Spot(0, (found.actual.y + found.goal.y) / 2, (found.actual.index + found.goal.index) / 2)
            texts.append(("gap", lines, middle, ""))
    elif latest := _latest(words, found):
        # Nothing is held against the goal: the latest value, so that the chart has a scale all the same.
        texts.append(("now", (latest[0],), latest[1], ""))
    heights = [_LINE * len(lines) for _, lines, _, _ in texts]
    tops = spread([spot.y * height / 100 for _, _, spot, _ in texts], heights, height)
    index_tops = spread([spot.index * height / 100 for _, _, spot, _ in texts], heights, height)
    return tuple(
        Label(kind, lines, top, index_top, index)
        for (kind, lines, _, index), top, index_top in zip(texts, tops, index_tops, strict=True)
    )


def latest_point(chart: Chart) -> Mark | None:
    """The last value of a chart, unless there is a bound of a later year."""
    last = max((bound.year for bound in chart.bounds), default=0)
    return chart.points[-1] if chart.points and chart.points[-1].year >= last else None


def _latest(words: CardWords, found: Places) -> tuple[str, Spot] | None:
    """The figure of the latest year of which anything is known, with its spot; of a bound the end that is known."""
    chart = words.card.chart
    point = latest_point(chart)
    if point is not None:
        x, y = found.dots[-1]
        return f"{point.year}: {words.value(point.value)}", Spot(x, y, y)
    if not chart.bounds:
        return None
    last = max(chart.bounds, key=lambda bound: bound.year)
    at = sum(len(bound.ends) for bound in chart.bounds[: chart.bounds.index(last)])
    sign = "≥" if math.isfinite(last.low) else "≤"
    return f"{last.year}: {sign}{words.value(last.ends[0])}", found.bounds[at].at


def _of_goal(words: CardWords, value: float) -> str:
    """A value in per cent of the leading goal."""
    goal = words.card.lead.goal
    return number(100 * value / goal, 1) + "%" if goal else ""


def _aim_text(words: CardWords, value: float, year: int) -> str:
    text = words.value(value)
    return f"{year}: {text}" if year != words.card.last else text
