"""All that a chart draws, in plain values and words: what is the same is drawn the same, and once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gapboard.assess import Group
from gapboard.board.chart import Aim, Chart
from gapboard.catalog import Kind
from gapboard.export.charts.look import BOLD_LETTER
from gapboard.kernel.wording.numbers import shown_width

Spec = dict[str, Any]
"""A specification of Vega-Lite."""
LabelOf = Callable[[list[Aim]], str]
"""The label of the targets that share a place in the chart."""
AWAY = 9  # pixels from the bracket to its words
PAST = 0.3  # of a year, by which the line of several years goes on before the first and after the last


@dataclass(frozen=True)
class Goal:
    """The targets that share a place: value in the chart's unit, and whether it is the higher aim.

    Its mark stands ``at`` a year; that of an average at the end of its line, which begins at ``since``, clear of the
    last year's own value. ``years`` are those that it is for; ``label`` stands beside it, ``short`` where there is
    little room.
    """

    at: float
    since: float | None
    years: str
    value: float
    stretch: bool
    label: str
    short: str
    documents: str


@dataclass(frozen=True)
class Bracket:
    """The gap: ``actual`` at ``year`` against ``goal`` at ``due``, in the chart's values; ``short`` is for a phone.

    ``group`` is the verdict's; ``None`` where another year only indicates something.
    """

    year: float
    actual: float
    due: float
    goal: float
    text: str
    short: str
    group: Group | None

    def room(self, narrow: str) -> str:
        """The pixels that its words take at the right of the plot, as an expression of Vega."""
        wide, small = (round(AWAY + 6 + BOLD_LETTER * shown_width(text)) for text in (self.text, self.short))
        return f"({narrow} ? {small} : {wide})"


@dataclass(frozen=True)
class Content:
    """What one chart draws, in one language.

    ``scale`` brings the values of ``chart`` into ``unit``. ``unfinished`` are the years that were not over when their
    figure was on record; ``crossed`` says of a target that its path leads across a break, ``spans`` what is known of a
    year of which only a bound is, ``averages`` each of the chart's in words. ``long_labels`` stand above the targets
    and not beside them.
    """

    chart: Chart
    kind: Kind
    scale: float
    unit: str
    language: str
    goals: tuple[Goal, ...]
    unfinished: frozenset[int]
    crossed: tuple[tuple[str, str], ...]
    spans: tuple[tuple[int, str], ...]
    averages: tuple[str, ...]
    long_labels: bool
    bracket: Bracket | None
