"""A chart of one indicator as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gapboard.catalog import Kind
from gapboard.chart import Aim, Chart
from gapboard.explain import Figures
from gapboard.wording import say
from gapboard.wording.numbers import WATER_CLASSES

Spec = dict[str, Any]
# The label of the targets that share a place in the chart.
LabelOf = Callable[[list[Aim]], str]
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
) -> Spec:
    """The specification of ``chart``; ``figures`` names each target, ``scale`` brings values into ``unit``.

    ``label_of`` gives the label of the targets that share a place, where it is not to be "target" and value.
    """
    colours = _DARK if dark else LIGHT
    years = [mark.year for mark in (*chart.points, *chart.vintages)]
    years += [year for aim in chart.aims for year in (aim.first, aim.last)]
    years += [line.first for line in chart.paths]
    first, last = min(years) - 1, max(years) + 1
    x: Spec = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [first, last], "nice": False},
        "axis": {"format": "d", "tickMinStep": 1, "title": None, "grid": False, "tickCount": min(last - first, 14)}
        | {"labelFlush": False},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": _axis(kind, unit),
        "scale": _y_scale(kind, _values(chart, scale)),
    }
    names = {key: say(f"indicator.legend.{key}", language) for key in ("actual", "vintage", "target", "stretch")}
    layers = [
        *_breaks(chart, x, colours, language),
        _lines(chart.paths, scale, x, y, [6, 4], colours["quiet"], say("indicator.legend.path", language)),
        _lines(chart.projections, scale, x, y, [2, 3], colours["actual"], say("indicator.legend.projection", language)),
        _floors(chart, scale, x, y, colours),
        *_series(chart, scale, x, y, colours, names, unit),
        *_targets(chart, figures, scale, x, y, colours, names, label_of),
    ]
    return {
        "layer": [layer for layer in layers if layer],
        "height": 360,
        "config": {
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 14,
                "titleFontSize": 14,
                "gridColor": colours["line"],
                "domainColor": colours["quiet"],
                "tickColor": colours["quiet"],
                "labelColor": colours["text"],
                "titleColor": colours["quiet"],
            },
            "text": {"fontSize": 13, "color": colours["text"]},
        },
    }


def _axis(kind: Kind, unit: str) -> Spec:
    if kind is not Kind.CLASS:
        return {"title": unit, "titleAngle": 0, "titleAlign": "left", "titleY": -12, "titleX": 0, "tickCount": 6}
    names = {str(number): name for number, name in WATER_CLASSES.items()}
    return {"title": None, "values": list(WATER_CLASSES), "labelExpr": f"({names})[datum.value]"}


def _values(chart: Chart, scale: float) -> set[float]:
    """Every value that the chart draws."""
    values = {mark.value for mark in (*chart.points, *chart.vintages)} | {aim.value for aim in chart.aims}
    values |= {end for line in (*chart.paths, *chart.projections) for end in (line.start, line.end)}
    return {value * scale for value in values}


def _y_scale(kind: Kind, values: set[float]) -> Spec:
    """Water classes with the best at the top; amounts close to their range, as lines need no zero.

    A single value has no range: Vega would name it by the nearest whole number.
    """
    if kind is Kind.CLASS:
        return {"domain": [6.4, 0.6], "nice": False}
    if len(values) == 1:
        (value,) = values
        return {"domain": sorted((0, 2 * value or 1)), "nice": True}
    return {"zero": False, "nice": True, "padding": 14}


def _breaks(chart: Chart, x: Spec, colours: dict[str, str], language: str) -> list[Spec]:
    """A dotted line before each year of a break; the labels are stepped so that neighbours stay legible."""
    word = say("indicator.legend.break", language)
    mark: Spec = {"type": "rule", "strokeDash": [1, 3], "strokeWidth": 2, "color": colours["quiet"]}
    label: Spec = {"type": "text", "align": "right", "dx": -6, "baseline": "top", "color": colours["quiet"]}
    layers: list[Spec] = []
    for row, year in enumerate(chart.breaks):
        data = {"values": [{"year": year - 0.5, "what": f"{year} {word}"}]}
        layers.append({"data": data, "mark": mark, "encoding": {"x": x}})
        encoding = {"x": x, "y": {"value": 4 + 18 * row}, "text": {"field": "what"}}
        layers.append({"data": data, "mark": label, "encoding": encoding})
    return layers


def _lines(lines: tuple[Any, ...], scale: float, x: Spec, y: Spec, dash: list[int], colour: str, what: str) -> Spec:
    rows = [
        {"year": year, "value": value * scale, "line": line.target, "what": what}
        for line in lines
        for year, value in ((line.first, line.start), (line.last, line.end))
    ]
    if not rows:
        return {}
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeDash": dash, "strokeWidth": 1.8, "color": colour},
        "encoding": {"x": x, "y": y, "detail": {"field": "line"}, "tooltip": [{"field": "what"}]},
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


def _series(
    chart: Chart, scale: float, x: Spec, y: Spec, colours: dict[str, str], names: dict[str, str], unit: str
) -> list[Spec]:
    tooltip = [{"field": "what", "title": " "}, {"field": "year"}, {"field": "value", "title": unit}]
    old = [{"year": mark.year, "value": mark.value * scale, "what": names["vintage"]} for mark in chart.vintages]
    now = [
        {"year": mark.year, "value": mark.value * scale, "segment": mark.segment, "what": names["actual"]}
        for mark in chart.points
    ]
    layers: list[Spec] = []
    if old:
        mark: Spec = {"type": "point", "shape": "cross", "size": 70, "color": colours["quiet"], "strokeWidth": 1.6}
        mark["opacity"] = 1
        layers.append({"data": {"values": old}, "mark": mark, "encoding": {"x": x, "y": y, "tooltip": tooltip}})
    if now:
        mark = {
            "type": "line",
            "strokeWidth": 3,
            "color": colours["actual"],
            "point": {"filled": True, "size": 75, "color": colours["actual"]},
        }
        encoding = {"x": x, "y": y, "detail": {"field": "segment"}, "tooltip": tooltip}
        layers.append({"data": {"values": now}, "mark": mark, "encoding": encoding})
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
    places: dict[tuple[int, float, bool], list[Aim]] = {}
    for aim in chart.aims:
        places.setdefault((aim.last, aim.value, aim.stretch), []).append(aim)
    rows = []
    for (year, value, stretch), aims in places.items():
        of = [figures[aim.target] for aim in aims]
        documents = " / ".join(dict.fromkeys(item.document_short for item in of))
        what = names["stretch" if stretch else "target"]
        rows.append(
            {
                "year": year,
                "value": value * scale,
                "stretch": stretch,
                "what": what,
                "short": of[0].bare(value),
                "label": label_of(aims) if label_of else f"{what} {of[0].bare(value)}",
                "documents": documents,
            }
        )
    tooltip = [{"field": "label", "title": " "}, {"field": "year"}, {"field": "documents", "title": " "}]
    diamond: Spec = {"type": "point", "shape": "diamond", "size": 190, "strokeWidth": 2.2, "color": colours["target"]}
    diamond["opacity"] = 1
    both = {"x": x, "y": y, "tooltip": tooltip}
    full = {"condition": {"test": "datum.stretch", "value": "transparent"}, "value": colours["target"]}
    label: Spec = {"type": "text", "align": "right", "dx": -12, "dy": -1, "color": colours["target"], "fontWeight": 600}
    if label_of:
        label |= {"dx": 8, "dy": -18}  # long ones stand clear of the lines that lead to the target
    text: Spec = {"field": "label"}
    if label_of:
        text |= {"condition": {"test": "width < 560", "field": "short"}}  # a phone has room for the value only
    # Behind the label, so that no line runs through it.
    clear = label | {"stroke": colours["page"], "strokeWidth": 5, "strokeJoin": "round"}
    words = {"x": x, "y": y, "text": text}
    return [
        {"data": {"values": rows}, "mark": diamond, "encoding": {**both, "fill": full}},
        *({"data": {"values": rows}, "mark": mark, "encoding": words} for mark in (clear, label)),
    ]
