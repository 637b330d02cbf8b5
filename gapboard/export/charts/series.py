"""A chart of one indicator as a specification of Vega-Lite, built with Altair."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import altair as alt

from gapboard.board.chart import Aim, Average, Chart, Line
from gapboard.board.wall.places import BEST_CLASS, WORST_CLASS
from gapboard.catalog import Kind
from gapboard.export.charts import look
from gapboard.export.charts.bracket import add_bracket
from gapboard.export.charts.content import PAST, Content, Goal, Spec
from gapboard.export.charts.layers import Layers, Row, checked
from gapboard.export.charts.look import Colours, line_marks, point_marks
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import WATER_CLASSES, shown_width

_MOST = 512  # every chart of the board, in both languages, light and dark, near and whole
_EDGE = 0.55  # of a year, from the end of the axis to the bracket
_BESIDE_BRACKET = 0.8
_BREAK_WIDTH = 0.24  # of a break's label, as a share of the plot: the whole text at 560 pixels, the year alone at 190
_LABEL_ROOM = 0.1  # of the values drawn: labels of one year that are closer are moved apart


def series_spec(content: Content, *, dark: bool) -> Spec:
    """The specification of a chart, checked when it is made first; a copy that the caller may change."""
    spec: Spec = json.loads(_made(content, dark))
    return spec


@lru_cache(maxsize=_MOST)
def _made(content: Content, dark: bool) -> str:
    chart, layers = series_chart(content, look.colours_of(dark=dark))
    return checked(chart, layers)


def series_chart(content: Content, colours: Colours) -> tuple[Any, Layers]:
    """The chart by itself, and its layers with their rows; ``layers.checked`` makes a specification of both."""
    drawing = _Drawing(content, colours)
    axis = alt.AxisConfig(**look.axis_look(colours))
    return (
        alt.layer(*drawing.layers.drawn)
        .encode(x=drawing.x, y=drawing.y)
        .properties(height=look.HEIGHT)
        .configure(view=alt.ViewConfig(stroke=None), axis=axis)
        .configure_text(fontSize=13, color=colours["text"])
    ), drawing.layers


class _Drawing:
    """The layers of one chart, from the lowest to the uppermost, with the axes that all of them share."""

    def __init__(self, content: Content, colours: Colours) -> None:
        self.content, self.colours = content, colours
        self.points, self.lines = point_marks(colours), line_marks(colours)
        self.layers = Layers()
        self.years = _Years(content)
        breaks = _break_rows(content.chart, self.years)
        self.x = self.years.axis()
        self.y = _values_axis(content, 1 + max((row for row, _ in breaks.values()), default=-1))
        self._breaks(breaks)
        self._straight("path", content.chart.paths)
        self._straight("projection", content.chart.projections)
        self._floors(content.chart.aims)
        self._bounds()
        self._gaps()
        self._averages()
        shifts = _shifts(content.goals, content)
        goals = {goal: self._goal(goal, shifts[goal]) for goal in content.goals}
        self._diamonds(list(goals.values()))
        self._series()  # over the diamonds: one that is met to the digit would hide the figure
        self._goal_labels([row for goal, row in goals.items() if goal.since is None])
        self._along([row for goal, row in goals.items() if goal.since is not None], "target")
        self._average_labels()
        if content.bracket:
            add_bracket(self.layers, content.bracket, self.years.edge, content.scale, colours)

    def _say(self, key: str) -> str:
        return say(f"indicator.legend.{key}", self.content.language)

    def _row(self, year: float, value: float, **more: Any) -> Row:
        return {"year": year, "value": value * self.content.scale, **more}

    def _told(self, *fields: str) -> list[alt.Tooltip]:
        """What a mark says when one points at it; a field without a title would be called by its own name."""
        year = say("indicator.year", self.content.language)
        titles = {"year": year, "years": year, "value": self.content.unit or " "}
        return [alt.Tooltip(field, type="nominal", title=titles.get(field, " ")) for field in fields]

    def _breaks(self, rows: dict[int, tuple[int, str]]) -> None:
        """A dotted line before each year of a break, named above the plot, where no axis, value or target stands."""
        text = alt.expr(f"{look.NARROW} ? datum.short : datum.what")
        for year, (row, align) in rows.items():
            data = [{"year": year - 0.5, "what": f"{year} {self._say('break')}", "short": str(year)}]
            rule = {"type": "rule", **self.lines["break"]}
            self.layers.add(data, rule, y=alt.YValue(0), y2=alt.Y2Value("height"))
            label = {"type": "text", "align": align, "baseline": "middle", "color": self.colours["quiet"], "text": text}
            self.layers.add(data, label, y=alt.YValue(-look.BREAK_ROW * (row + 0.6)))

    def _straight(self, key: str, lines: Iterable[Line]) -> None:
        """Paths or projections; one that counts from a year before a break says so."""
        crossed = dict(self.content.crossed)
        rows = [
            self._row(year, value, line=line.target, what=" · ".join(filter(None, (said, crossed[line.target]))))
            for said in [self._say(key)]
            for line in lines
            for year, value in ((line.first, line.start), (line.last, line.end))
        ]
        self._line(rows, key, tooltip=self._told("what"))

    def _line(self, rows: Sequence[Row], key: str, **channels: Any) -> None:
        self.layers.add(rows, {"type": "line", **self.lines[key]}, detail=alt.Detail("line:N"), **channels)

    def _floors(self, aims: Iterable[Aim]) -> None:
        """A target that holds over several years is a level line, not a point."""
        rows = [
            self._row(year, aim.value, line=f"{aim.target}{aim.stretch}")
            for aim in aims
            if aim.first != aim.last
            for year in (aim.first - PAST, aim.last + PAST)
        ]
        self._line(rows, "floor")

    def _averages(self) -> None:
        """What was reached on average is a level line over its years."""
        rows = [
            self._row(year, item.value, line=item.target, what=said)
            for item, said in self._said_averages()
            for year in (item.first - PAST, item.last + PAST)
        ]
        self._line(rows, "average", tooltip=self._told("what"))

    def _average_labels(self) -> None:
        """Unless the bracket says it."""
        bracket = self.content.bracket
        rows = [
            self._row(item.last + PAST, item.value, since=item.first - PAST, label=said, short=said)
            for item, said in self._said_averages()
            if bracket is None or bracket.actual != item.value
        ]
        self._along(rows, "actual")

    def _said_averages(self) -> list[tuple[Average, str]]:
        return list(zip(self.content.chart.averages, self.content.averages, strict=True))

    @property
    def _clear(self) -> Row:
        """Behind a label, so that no line runs through it."""
        return {"stroke": self.colours["page"], "strokeWidth": 5, "strokeJoin": "round"}

    def _bounds(self) -> None:
        """An arrow up from what a year is at least, down from what it is at most; a bar over a range."""
        said, told = dict(self.content.spans), self._told("what", "year", "said")
        bars: list[Row] = []
        up: list[Row] = []
        down: list[Row] = []
        for bound in self.content.chart.bounds:
            row = self._row(bound.year, bound.ends[0], what=self._say("bound"), said=said.get(bound.year, ""))
            if len(bound.ends) > 1:
                bars.append(row | {"high": bound.high * self.content.scale})
            else:
                (up if math.isinf(bound.high) else down).append(row)
        self.layers.add(bars, {"type": "rule", **self.lines["range"]}, y2=alt.Y2("high"), tooltip=told)
        for rows, shape in ((up, look.ARROW_UP), (down, look.ARROW_DOWN)):
            arrow = {"type": "point", **self.points["bound"], "shape": shape, "opacity": 1}
            # Strokes are hard to point at.
            around = {"type": "point", "shape": "circle", "size": 900, "filled": True, "color": "transparent"}
            self.layers.add(rows, arrow, around, tooltip=told)

    def _gaps(self) -> None:
        """A thin dashed line over years that nobody published."""
        rows = [
            self._row(mark.year, mark.value, line=number, what=self._say("gap"))
            for number, pair in enumerate(self.content.chart.gaps)
            for mark in pair
        ]
        self._line(rows, "gap", tooltip=self._told("what"))

    def _series(self) -> None:
        """Earlier releases, then the figures with their line, hollow where the year was not over."""
        chart, told = self.content.chart, self._told("what", "year", "value")
        old = [self._row(mark.year, mark.value, what=self._say("vintage")) for mark in chart.vintages]
        self.layers.add(old, {"type": "point", **self.points["vintage"], "opacity": 1}, tooltip=told)
        now = [
            self._row(mark.year, mark.value, segment=number, what=self._say(self._kind(mark.year)))
            for number, run in enumerate(chart.runs)
            for mark in run
        ]
        line = {"type": "line", **self.lines["actual"], "point": self.points["actual"]}
        self.layers.add(now, line, detail=alt.Detail("segment:N"), tooltip=told)
        hollow = [row for row in now if row["year"] in self.content.unfinished]
        self.layers.add(hollow, {"type": "point", **self.points["unfinished"], "opacity": 1}, tooltip=told)

    def _kind(self, year: int) -> str:
        return "unfinished" if year in self.content.unfinished else "actual"

    def _diamonds(self, rows: list[Row]) -> None:
        """Hollow for a stretch."""
        full = alt.expr(f"datum.stretch ? 'transparent' : '{self.colours['target']}'")
        diamond = {"type": "point", **self.points["target"], "opacity": 1, "fill": full}
        self.layers.add(rows, diamond, tooltip=self._told("label", "years", "documents"))

    def _goal_labels(self, rows: list[Row]) -> None:
        """What each diamond stands for."""
        # Left of its mark, except where it would run into the axis.
        fits = f"item.mark.group.width * datum.share > ({look.NARROW} ? datum.short_room : datum.room)"
        # Long ones stand above the mark, clear of the lines that lead to the target.
        away, lift = (-8, -18) if self.content.long_labels else (12, -1)
        label = {
            "type": "text",
            "text": alt.expr(f"{look.NARROW} ? datum.short : datum.label"),
            "align": alt.expr(f"{fits} ? 'right' : 'left'"),
            "dx": alt.expr(f"{fits} ? {-away} : {away}"),
            "dy": alt.expr(f"datum.shift + {lift}"),
            "color": self.colours["target"],
            "fontWeight": 600,
        }
        self.layers.add(rows, label | self._clear, label)

    def _along(self, rows: list[Row], colour: str) -> None:
        """Labels of lines, at the side where the values of their years leave more room: from where a line begins on,
        and on a phone, where a line is shorter than its label, up to its end.
        """
        above: list[Row] = []
        below: list[Row] = []
        for row in rows:
            drawn = [mark.value * self.content.scale for mark in self.content.chart.points if mark.year >= row["since"]]
            over = min((value - row["value"] for value in drawn if value >= row["value"]), default=math.inf)
            under = min((row["value"] - value for value in drawn if value < row["value"]), default=math.inf)
            (above if over >= under else below).append(row)
        for side, lift in ((above, -12), (below, 14)):
            label = {"type": "text", "dy": lift, "color": self.colours[colour], "fontWeight": 600}
            wide = label | {"align": "left", "text": alt.expr(f"{look.NARROW} ? '' : datum.label")}
            self.layers.add([row | {"year": row["since"]} for row in side], wide | self._clear, wide)
            narrow = label | {"align": "right", "text": alt.expr(f"{look.NARROW} ? datum.short : ''")}
            self.layers.add(side, narrow | self._clear, narrow)

    def _goal(self, goal: Goal, shift: float) -> Row:
        return {
            "year": goal.at,
            "since": goal.since,
            "years": goal.years,
            "value": goal.value,
            "stretch": goal.stretch,
            "label": goal.label,
            "short": goal.short,
            "shift": shift,
            "share": self.years.share(goal.at),
            "room": 16 + look.LETTER * shown_width(goal.label),
            "short_room": 16 + look.LETTER * shown_width(goal.short),
            "documents": goal.documents,
        }


class _Years:
    """The axis of years; with a bracket there is room at its right for the words, and no year stands below them."""

    def __init__(self, content: Content) -> None:
        chart, self._bracket = content.chart, content.bracket
        years = [mark.year for mark in (*chart.points, *chart.vintages)]
        years += [year for aim in chart.aims for year in (aim.first, aim.last)]
        years += [line.first for line in chart.paths] + [bound.year for bound in chart.bounds]
        self.first, self.last = min(years) - 1, max(years) + 1
        if self._bracket:
            year = math.floor(self._bracket.year)
            self.first, self.last = min(self.first, year - 1), max(self.last, year + 1)
        # The mark of an average stands behind its last year.
        self.edge = self.last - _EDGE + PAST * any(aim.average for aim in chart.aims)
        """Where the bracket stands."""

    def axis(self) -> alt.X:
        span = self.last - self.first
        axis = alt.Axis(format="d", tickMinStep=1, title=None, grid=False, labelPadding=14)
        end: Any = self.last
        if self._bracket is None:
            axis.tickCount = min(span, 14)
        else:
            room = self._bracket.room(look.NARROW_CHART)
            end = alt.expr(f"{self.edge} + {self.edge - self.first} * {room} / (width - {room})")
            axis.values = list(range(self.first + 1, self.last, 1 + span // 14))
            axis.labelSeparation = 8
        return alt.X("year:Q", axis=axis, scale=alt.Scale(domain=[self.first, end], nice=False))

    def share(self, year: float) -> float:
        """Where a year lies between the two ends of the axis; the words of a bracket take a fifth of it at most."""
        if self._bracket:
            return _BESIDE_BRACKET * (year - self.first) / (self.edge - self.first)
        return (year - self.first) / (self.last - self.first)


def _values_axis(content: Content, rows: int) -> alt.Y:
    """The axis of values; its unit stands above ``rows`` rows of labels."""
    if content.kind is Kind.CLASS:
        names = {str(number): name for number, name in WATER_CLASSES.items()}
        axis = alt.Axis(title=None, values=list(WATER_CLASSES), labelExpr=f"({names})[datum.value]")
    else:
        axis = alt.Axis(title=content.unit, titleAngle=0, titleAlign="left", titleX=0, tickCount=6)
        axis.titleY = -12 - look.BREAK_ROW * rows
    return alt.Y("value:Q", axis=axis, scale=_values_scale(content))


def _values_scale(content: Content) -> alt.Scale:
    """Water classes with the best at the top; amounts close to their range, as lines need no zero.

    A single value has no range: Vega would name it by the nearest whole number.
    """
    if content.kind is Kind.CLASS:
        return alt.Scale(domain=[WORST_CLASS, BEST_CLASS], nice=False)
    values = _values(content)
    if len(values) == 1:
        (value,) = values
        return alt.Scale(domain=sorted((0, 2 * value or 1)), nice=True)
    return alt.Scale(zero=False, nice=True, padding=32 if content.long_labels else 14)


def _values(content: Content) -> set[float]:
    """Every value that the chart draws, in its unit."""
    chart = content.chart
    values = {mark.value for mark in (*chart.points, *chart.vintages)} | {aim.value for aim in chart.aims}
    values |= {end for bound in chart.bounds for end in bound.ends} | {item.value for item in chart.averages}
    values |= {end for line in (*chart.paths, *chart.projections) for end in (line.start, line.end)}
    return {value * content.scale for value in values}


def _break_rows(chart: Chart, years: _Years) -> dict[int, tuple[int, str]]:
    """For each break the row of its label above the plot, and how it is set so that it does not stick out."""
    ends: list[float] = []  # of the last label in each row, as a share of the plot's width
    rows = {}
    for year in chart.breaks:
        at = years.share(year - 0.5)
        align = "left" if at < _BREAK_WIDTH / 2 else "right" if at > 1 - _BREAK_WIDTH / 2 else "center"
        start = at - {"left": 0, "center": 0.5, "right": 1}[align] * _BREAK_WIDTH
        row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [start + _BREAK_WIDTH]
        rows[year] = row, align
    return rows


def _shifts(goals: Iterable[Goal], content: Content) -> dict[Goal, float]:
    """By how many pixels the label of each target is moved, so that those of one year cover none of each other."""
    values = _values(content)
    room = _LABEL_ROOM * (max(values) - min(values))
    shifts: dict[Goal, float] = {}
    in_order = sorted(goals, key=lambda goal: (int(goal.at), goal.value, goal.stretch))
    for _, of_year in groupby(in_order, key=lambda goal: int(goal.at)):
        close: list[Goal] = []
        for goal in [*of_year, None]:
            if goal is not None and (not close or goal.value - close[-1].value < room):
                close.append(goal)
                continue
            middle = (len(close) - 1) / 2
            shifts |= {kept: look.LABEL_STEP * (middle - number) for number, kept in enumerate(close)}
            close = [goal] if goal is not None else []
    return shifts
