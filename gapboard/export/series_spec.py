"""A chart of one indicator as a Vega-Lite specification."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import accumulate, groupby, pairwise
from types import MappingProxyType
from typing import Any

from gapboard.board.chart import Aim, Chart
from gapboard.catalog import Kind
from gapboard.explain import Figures
from gapboard.export.bracket_spec import Bracket, Spec, bracket_layers
from gapboard.export.xlsx import shown_width
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import WATER_CLASSES

# The label of the targets that share a place in the chart.
LabelOf = Callable[[list[Aim]], str]
Place = tuple[int, float, bool]
"""Where targets are drawn: year, value, and whether it is the higher aim."""
LIGHT = {
    "text": "#1d2733",
    "quiet": "#5b6875",
    "line": "#d5dce4",
    "actual": "#1f5f99",
    "target": "#b23a1e",
    "page": "#ffffff",
}
_DARK = {
    "text": "#e6edf3",
    "quiet": "#a3b0bd",
    "line": "#2c3946",
    "actual": "#7db6ee",
    "target": "#f08a6c",
    "page": "#10161d",
}
HEIGHT = 360  # pixels, on a page with its axes
# Of the plot itself: in a picture the whole is wider. A phone has room for values and years only.
_NARROW = "item.mark.group.width < 560"
_NARROW_CHART = "width < 560"
_EDGE = 0.55  # of a year, from the end of the axis to the bracket
_BESIDE_BRACKET = 0.8
_BREAK_ROW = 18  # pixels
_BREAK_WIDTH = 0.24  # of a break's label, as a share of the plot: the whole text at 560 pixels, the year alone at 190
_LABEL_ROOM = 0.1  # of the values drawn: labels of one year that are closer are moved apart
_LABEL_STEP = 18.0  # pixels from one to the next
# From a foot at the value that is known, upwards or downwards.
_ARROW_UP = "M-0.9,0L0.9,0M0,0L0,-2M-0.7,-1.24L0,-2L0.7,-1.24"
_ARROW_DOWN = "M-0.9,0L0.9,0M0,0L0,2M-0.7,1.24L0,2L0.7,1.24"
_LETTER = 7.6  # pixels of a half-width character of a label, a little more than most take


def point_marks(colours: Mapping[str, str]) -> dict[str, Spec]:
    """How each kind of point is drawn, in the chart and in its legend, by its key under ``indicator.legend``."""
    actual, target, quiet, page = (colours[name] for name in ("actual", "target", "quiet", "page"))
    return {
        "actual": {"shape": "circle", "size": 75, "filled": True, "color": actual},
        "unfinished": {"shape": "circle", "size": 75, "color": actual, "fill": page, "strokeWidth": 2.2},
        "bound": {"shape": _ARROW_UP, "size": 325, "filled": False, "color": actual, "strokeWidth": 2.4}
        | {"strokeJoin": "round", "strokeCap": "round"},
        "vintage": {"shape": "cross", "size": 70, "color": quiet, "strokeWidth": 1.6},
        "target": {"shape": "diamond", "size": 190, "color": target, "fill": target, "strokeWidth": 2.2},
        "stretch": {"shape": "diamond", "size": 190, "color": target, "fill": "transparent", "strokeWidth": 2.2},
    }


def line_marks(colours: Mapping[str, str]) -> dict[str, Spec]:
    """How each kind of line is drawn, likewise."""
    actual, quiet = colours["actual"], colours["quiet"]
    return {
        "actual": {"strokeWidth": 3, "color": actual},
        "gap": {"strokeDash": [7, 6], "strokeWidth": 1.4, "color": actual},
        "path": {"strokeDash": [6, 4], "strokeWidth": 1.8, "color": quiet},
        "projection": {"strokeDash": [2, 3], "strokeWidth": 1.8, "color": actual},
        "break": {"strokeDash": [1, 3], "strokeWidth": 2, "color": quiet},
    }


def series_spec(
    chart: Chart,
    figures: dict[str, Figures],
    *,
    kind: Kind,
    scale: float,
    unit: str,
    language: str,
    dark: bool,
    label_of: LabelOf | None = None,
    spans: Mapping[int, str] = MappingProxyType({}),
    bracket: Bracket | None = None,
) -> Spec:
    """The specification of ``chart``; ``figures`` names each target, ``scale`` brings values into ``unit``.

    ``bracket`` is the gap to draw at its right.

    ``spans`` says in words what is known of the years of which only a bound is.

    ``label_of`` gives the label of the targets that share a place, where it is not to be "target" and value.
    """
    colours = _DARK if dark else LIGHT
    years = [mark.year for mark in (*chart.points, *chart.vintages)]
    years += [year for aim in chart.aims for year in (aim.first, aim.last)]
    years += [line.first for line in chart.paths] + [bound.year for bound in chart.bounds]
    first, last = min(years) - 1, max(years) + 1
    if bracket:
        first, last = min(first, bracket.year - 1), max(last, bracket.year + 1)
    x = _years_axis(first, last, bracket)
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": _axis(kind, unit, 1 + max((row for row, _ in _break_rows(chart, x).values()), default=-1)),
        "scale": _y_scale(kind, _values(chart, scale), 14 if label_of is None else 32),
    }
    names = {
        key: say(f"indicator.legend.{key}", language)
        for key in ("actual", "unfinished", "vintage", "target", "stretch", "gap", "bound")
    }
    names["year"] = say("indicator.year", language)

    def said(key: str) -> Callable[[str], str]:
        """What a line of a target is, and that it counts from a year before a break."""
        return lambda target: " · ".join(
            filter(None, (say(f"indicator.legend.{key}", language), figures[target].crossed))
        )

    layers = [
        *_breaks(chart, x, colours, language),
        _lines(chart.paths, scale, x, y, line_marks(colours)["path"], said("path")),
        _lines(chart.projections, scale, x, y, line_marks(colours)["projection"], said("projection")),
        _floors(chart, scale, x, y, colours),
        *_bounds(chart, scale, x, y, colours, names, spans),
        *_series(chart, scale, x, y, colours, names, unit),
        *_targets(chart, figures, scale, x, y, colours, names, label_of),
    ]
    if bracket:
        layers += bracket_layers(bracket, last - _EDGE, scale, x, y, colours["page"], _NARROW_CHART, dark=dark)
    return {
        "layer": [layer for layer in layers if layer],
        "height": HEIGHT,
        "config": {
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 14,
                "titleFontSize": 14,
                "titleFontWeight": "normal",
                "labelPadding": 8,
                "labelFlush": False,
                "labelOverlap": True,
                "ticks": False,
                "domain": False,
                "gridColor": colours["line"],
                "labelColor": colours["text"],
                "titleColor": colours["quiet"],
            },
            "text": {"fontSize": 13, "color": colours["text"]},
        },
    }


def _years_axis(first: int, last: int, bracket: Bracket | None) -> Spec:
    """The axis of years; with a bracket there is room at its right for the words, and no year stands below them."""
    axis: Spec = {"format": "d", "tickMinStep": 1, "title": None, "grid": False, "labelPadding": 14}
    domain: list[Any] = [first, last]
    if bracket is None:
        axis["tickCount"] = min(last - first, 14)
    else:
        room, end = bracket.room(_NARROW_CHART), last - _EDGE
        domain[1] = {"expr": f"{end} + {end - first} * {room} / (width - {room})"}
        axis["values"] = list(range(first + 1, last, 1 + (last - first) // 14))
        axis["labelSeparation"] = 8
    return {"field": "year", "type": "quantitative", "axis": axis, "scale": {"domain": domain, "nice": False}}


def _axis(kind: Kind, unit: str, rows: int) -> Spec:
    """The axis of values; its unit stands above ``rows`` rows of labels."""
    if kind is not Kind.CLASS:
        title_y = -12 - _BREAK_ROW * rows
        return {"title": unit, "titleAngle": 0, "titleAlign": "left", "titleY": title_y, "titleX": 0, "tickCount": 6}
    names = {str(number): name for number, name in WATER_CLASSES.items()}
    return {"title": None, "values": list(WATER_CLASSES), "labelExpr": f"({names})[datum.value]"}


def _values(chart: Chart, scale: float) -> set[float]:
    """Every value that the chart draws."""
    values = {mark.value for mark in (*chart.points, *chart.vintages)} | {aim.value for aim in chart.aims}
    values |= {end for bound in chart.bounds for end in bound.ends}
    values |= {end for line in (*chart.paths, *chart.projections) for end in (line.start, line.end)}
    return {value * scale for value in values}


def _y_scale(kind: Kind, values: set[float], padding: int) -> Spec:
    """Water classes with the best at the top; amounts close to their range, as lines need no zero.

    ``padding`` is in pixels. A single value has no range: Vega would name it by the nearest whole number.
    """
    if kind is Kind.CLASS:
        return {"domain": [6.4, 0.6], "nice": False}
    if len(values) == 1:
        (value,) = values
        return {"domain": sorted((0, 2 * value or 1)), "nice": True}
    return {"zero": False, "nice": True, "padding": padding}


def _breaks(chart: Chart, x: Spec, colours: dict[str, str], language: str) -> list[Spec]:
    """A dotted line before each year of a break, named above the plot, where no axis, value or target stands."""
    mark: Spec = {"type": "rule", **line_marks(colours)["break"]}
    word = say("indicator.legend.break", language)
    layers: list[Spec] = []
    for year, (row, align) in _break_rows(chart, x).items():
        data = {"values": [{"year": year - 0.5, "what": f"{year} {word}", "short": str(year)}]}
        layers.append({"data": data, "mark": mark, "encoding": {"x": x}})
        label: Spec = {"type": "text", "align": align, "baseline": "middle", "color": colours["quiet"]}
        text: Spec = {"field": "what", "condition": {"test": _NARROW, "field": "short"}}
        encoding = {"x": x, "y": {"value": -_BREAK_ROW * (row + 0.6)}, "text": text}
        layers.append({"data": data, "mark": label, "encoding": encoding})
    return layers


def _break_rows(chart: Chart, x: Spec) -> dict[int, tuple[int, str]]:
    """For each break the row of its label above the plot, and how it is set so that it does not stick out."""
    ends: list[float] = []  # of the last label in each row, as a share of the plot's width
    rows = {}
    for year in chart.breaks:
        at = _share(year - 0.5, x)
        align = "left" if at < _BREAK_WIDTH / 2 else "right" if at > 1 - _BREAK_WIDTH / 2 else "center"
        start = at - {"left": 0, "center": 0.5, "right": 1}[align] * _BREAK_WIDTH
        row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [start + _BREAK_WIDTH]
        rows[year] = row, align
    return rows


def _share(year: float, x: Spec) -> float:
    """Where a year lies between the two ends of the axis; the words of a bracket take a fifth of it at most."""
    first, last = x["scale"]["domain"]
    if isinstance(last, dict):
        last = max(x["axis"]["values"]) + 1 - _EDGE
        return float(_BESIDE_BRACKET * (year - first) / (last - first))
    return float((year - first) / (last - first))


def _lines(lines: tuple[Any, ...], scale: float, x: Spec, y: Spec, mark: Spec, said: Callable[[str], str]) -> Spec:
    rows = [
        {"year": year, "value": value * scale, "line": line.target, "what": said(line.target)}
        for line in lines
        for year, value in ((line.first, line.start), (line.last, line.end))
    ]
    if not rows:
        return {}
    return {
        "data": {"values": rows},
        "mark": {"type": "line", **mark},
        "encoding": {"x": x, "y": y, "detail": {"field": "line"}, "tooltip": [{"field": "what", "title": " "}]},
    }


def _floors(chart: Chart, scale: float, x: Spec, y: Spec, colours: dict[str, str]) -> Spec:
    """A target that holds over several years is a level line, not a point."""
    rows = [
        {"year": year, "value": aim.value * scale, "line": f"{aim.target}{aim.stretch}"}
        for aim in chart.aims
        if aim.first != aim.last
        for year in (aim.first - 0.3, aim.last + 0.3)
    ]
    if not rows:
        return {}
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 2.5, "color": colours["target"]},
        "encoding": {"x": x, "y": y, "detail": {"field": "line"}},
    }


def _bounds(
    chart: Chart,
    scale: float,
    x: Spec,
    y: Spec,
    colours: dict[str, str],
    names: dict[str, str],
    spans: Mapping[int, str],
) -> list[Spec]:
    """An arrow up from what a year is at least, down from what it is at most; a bar over a range."""
    rows = [
        {"year": bound.year, "value": bound.ends[0] * scale, "high": bound.ends[-1] * scale, "what": names["bound"]}
        | {"said": spans.get(bound.year, ""), "up": math.isinf(bound.high), "bar": len(bound.ends) > 1}
        for bound in chart.bounds
    ]
    tooltip = [
        {"field": "what", "title": " "},
        {"field": "year", "title": names["year"]},
        {"field": "said", "title": " "},
    ]
    both: Spec = {"x": x, "y": y, "tooltip": tooltip}
    layers: list[Spec] = []
    if bars := [row for row in rows if row["bar"]]:
        bar: Spec = {"type": "rule", "strokeWidth": 9, "opacity": 0.45, "color": colours["actual"]}
        layers.append({"data": {"values": bars}, "mark": bar, "encoding": {**both, "y2": {"field": "high"}}})
    for up, shape in ((True, _ARROW_UP), (False, _ARROW_DOWN)):
        if arrows := [row for row in rows if not row["bar"] and row["up"] is up]:
            arrow: Spec = {"type": "point", **point_marks(colours)["bound"], "shape": shape, "opacity": 1}
            # Strokes are hard to point at.
            around: Spec = {"type": "point", "shape": "circle", "size": 900, "filled": True, "color": "transparent"}
            layers += [{"data": {"values": arrows}, "mark": mark, "encoding": both} for mark in (arrow, around)]
    return layers


def _gaps(chart: Chart, scale: float, x: Spec, y: Spec, colours: dict[str, str], what: str) -> list[Spec]:
    """A thin dashed line over years that nobody published."""
    rows = [
        {"year": mark.year, "value": mark.value * scale, "line": number, "what": what}
        for number, pair in enumerate(chart.gaps)
        for mark in pair
    ]
    if not rows:
        return []
    mark: Spec = {"type": "line", **line_marks(colours)["gap"]}
    encoding = {"x": x, "y": y, "detail": {"field": "line"}, "tooltip": [{"field": "what", "title": " "}]}
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]


def _series(
    chart: Chart, scale: float, x: Spec, y: Spec, colours: dict[str, str], names: dict[str, str], unit: str
) -> list[Spec]:
    tooltip = [
        {"field": "what", "title": " "},
        {"field": "year", "title": names["year"]},
        {"field": "value", "title": unit or " "},
    ]
    old = [{"year": mark.year, "value": mark.value * scale, "what": names["vintage"]} for mark in chart.vintages]
    after_gap = {b.year for a, b in pairwise(chart.points) if b.year > a.year + 1}
    runs = accumulate(int(mark.year in after_gap) for mark in chart.points)
    now = [
        {"year": mark.year, "value": mark.value * scale, "segment": f"{mark.segment}.{run}"}
        | {"what": names["unfinished" if mark.unfinished else "actual"]}
        for mark, run in zip(chart.points, runs, strict=True)
    ]
    layers, points = _gaps(chart, scale, x, y, colours, names["gap"]), point_marks(colours)
    if old:
        mark: Spec = {"type": "point", **points["vintage"], "opacity": 1}
        layers.append({"data": {"values": old}, "mark": mark, "encoding": {"x": x, "y": y, "tooltip": tooltip}})
    if now:
        mark = {"type": "line", **line_marks(colours)["actual"], "point": points["actual"]}
        encoding = {"x": x, "y": y, "detail": {"field": "segment"}, "tooltip": tooltip}
        layers.append({"data": {"values": now}, "mark": mark, "encoding": encoding})
    if hollow := [row for row in now if row["what"] == names["unfinished"]]:
        mark = {"type": "point", **points["unfinished"], "opacity": 1}
        layers.append({"data": {"values": hollow}, "mark": mark, "encoding": {"x": x, "y": y, "tooltip": tooltip}})
    return layers


def _targets(
    chart: Chart,
    figures: dict[str, Figures],
    scale: float,
    x: Spec,
    y: Spec,
    colours: dict[str, str],
    names: dict[str, str],
    label_of: LabelOf | None,
) -> list[Spec]:
    """Diamonds, hollow for a stretch. Targets that share a place share one label."""
    if not chart.aims:
        return []
    places: dict[Place, list[Aim]] = {}
    for aim in chart.aims:
        places.setdefault((aim.last, aim.value, aim.stretch), []).append(aim)
    rows, shifts = [], _shifts(list(places), _values(chart, 1))
    for (year, value, stretch), aims in places.items():
        of = [figures[aim.target] for aim in aims]
        documents = " / ".join(dict.fromkeys(item.document_short for item in of))
        what = names["stretch" if stretch else "target"]
        short = of[0].bare(value)
        named = label_of(aims) if label_of else f"{what} {short}"
        rows.append(
            {
                "year": year,
                "value": value * scale,
                "stretch": stretch,
                "what": what,
                "short": short,
                "label": named,
                "shift": shifts[year, value, stretch],
                "share": _share(year, x),
                "room": 16 + _LETTER * shown_width(named),
                "short_room": 16 + _LETTER * shown_width(short),
                "documents": documents,
            }
        )
    tooltip = [
        {"field": "label", "title": " "},
        {"field": "year", "title": names["year"]},
        {"field": "documents", "title": " "},
    ]
    diamond: Spec = {"type": "point", **point_marks(colours)["target"], "opacity": 1}
    both = {"x": x, "y": y, "tooltip": tooltip}
    full = {"condition": {"test": "datum.stretch", "value": "transparent"}, "value": colours["target"]}
    # Left of its mark, except where it would run into the axis.
    fits = f"item.mark.group.width * datum.share > ({_NARROW} ? datum.short_room : datum.room)"
    away = 12 if not label_of else -8  # long ones stand above the mark, clear of the lines that lead to the target
    label: Spec = {
        "type": "text",
        "align": {"expr": f"{fits} ? 'right' : 'left'"},
        "dx": {"expr": f"{fits} ? {-away} : {away}"},
        "dy": {"expr": f"datum.shift + {-18 if label_of else -1}"},
        "color": colours["target"],
        "fontWeight": 600,
    }
    text = {"field": "label", "condition": {"test": _NARROW, "field": "short"}}
    # Behind the label, so that no line runs through it.
    clear = label | {"stroke": colours["page"], "strokeWidth": 5, "strokeJoin": "round"}
    words = {"x": x, "y": y, "text": text}
    return [
        {"data": {"values": rows}, "mark": diamond, "encoding": {**both, "fill": full}},
        *({"data": {"values": rows}, "mark": mark, "encoding": words} for mark in (clear, label)),
    ]


def _shifts(places: list[Place], values: set[float]) -> dict[Place, float]:
    """By how many pixels the label of each target is moved, so that those of one year cover none of each other."""
    room = _LABEL_ROOM * (max(values) - min(values))
    shifts: dict[Place, float] = {}
    for _, of_year in groupby(sorted(places), key=lambda place: place[0]):
        close: list[Place] = []
        for place in [*of_year, None]:
            if place is not None and (not close or place[1] - close[-1][1] < room):
                close.append(place)
                continue
            middle = (len(close) - 1) / 2
            shifts |= {kept: _LABEL_STEP * (middle - number) for number, kept in enumerate(close)}
            close = [place] if place is not None else []
    return shifts
