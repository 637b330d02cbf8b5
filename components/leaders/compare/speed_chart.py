"""The scatter of growth achieved against growth needed, as a Plotly figure in plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from components.leaders.compare.label_places import ANYWHERE, label_places
from gapboard.export.charts.look import Colours, colours_of

# Shapes as near to the board's own as the chart has them.
_SYMBOLS = {
    "met": "circle",
    "missed": "square",
    "on_track": "triangle-up",
    "behind": "triangle-down",
    "undefined": "diamond",
    "no_data": "hexagon",
}
# No tool bar: its words would be English; nothing that leads or loads from outside.
CONFIG = {"displayModeBar": False, "displaylogo": False, "showTips": False, "scrollZoom": False, "doubleClick": False}
_ROOM = 0.08
_HEIGHT = 470


@dataclass(frozen=True)
class Dot:
    """One point: both rates in per cent a year, in the target's own direction (more is always better)."""

    indicator: str
    region: str
    label: str
    hover: list[str]
    needed: float
    achieved: float
    group: str
    mixed: bool

    @property
    def below(self) -> bool:
        """Whether it lies below the diagonal."""
        return self.achieved < self.needed


def speed_figure(
    dots: list[Dot], groups: Mapping[str, str], translate: Callable[..., str], *, dark: bool
) -> dict[str, Any]:
    """The figure; ``groups`` names the headline groups that the dots belong to."""
    colours = colours_of(dark=dark)
    x, y = _range([dot.needed for dot in dots]), _range([dot.achieved for dot in dots])
    low, high = min(x[0], y[0]), max(x[1], y[1])
    labels = [dot.label for dot in dots]
    placed = list(zip(dots, label_places([(dot.needed, dot.achieved) for dot in dots], labels, x, y), strict=True))
    axis = {
        "gridcolor": colours["line"],
        "zerolinecolor": colours["quiet"],
        "zerolinewidth": 1,
        "ticksuffix": "%",
        "tickfont": {"color": colours["text"], "size": 14},
        "fixedrange": True,
        "automargin": True,
        "separatethousands": True,
    }
    title = {"font": {"color": colours["quiet"], "size": 14}}
    return {
        "data": [
            _trace(group, name, [(dot, place) for dot, place in placed if dot.group == group], colours)
            for group, name in groups.items()
        ],
        "layout": {
            "height": _HEIGHT,
            "margin": {"l": 10, "r": 16, "t": 28, "b": 10},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": colours["page"],
                "bordercolor": colours["line"],
                "align": "left",
                "font": {"color": colours["text"], "size": 14},
            },
            "xaxis": {**axis, "range": x, "title": {**title, "text": _broken(translate("compare.growth.x"))}},
            "yaxis": {**axis, "range": y, "title": {**title, "text": translate("compare.growth.y")}},
            "shapes": [
                {
                    "type": "path",
                    "path": f"M{low},{low} L{high},{high} L{high},{low} Z",
                    "fillcolor": colours["missed"],
                    "opacity": 0.06,
                    "line": {"width": 0},
                    "layer": "below",
                },
                {
                    "type": "line",
                    **{"x0": low, "y0": low, "x1": high, "y1": high},
                    "line": {"color": colours["quiet"], "width": 1.6, "dash": "dash"},
                    "layer": "below",
                },
            ],
            "annotations": [
                _corner(translate("compare.growth.enough"), 0, 1, "left", "bottom", colours),
                _corner(translate("compare.growth.too_slow"), 1, 0, "right", "bottom", colours),
            ],
        },
    }


def _broken(title: str) -> str:
    """An axis' title in the lines that it is written in: a phone is narrower than all of it."""
    return title.replace("\n", "<br>")


def _trace(group: str, name: str, placed: list[tuple[Dot, str]], colours: Colours) -> dict[str, Any]:
    dots = [dot for dot, _ in placed]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": [dot.needed for dot in dots],
        "y": [dot.achieved for dot in dots],
        # A mark whose label has no place tells its name when one points at it.
        "text": [escape(dot.label) if place else "" for dot, place in placed],
        "textposition": [place or ANYWHERE for _, place in placed],
        "textfont": {"size": 13, "color": colours["text"]},
        "hovertext": ["<br>".join(escape(line) for line in dot.hover) for dot in dots],
        "hoverinfo": "text",
        "customdata": [[dot.indicator, dot.region] for dot in dots],
        "cliponaxis": False,
        "marker": {
            "symbol": [_SYMBOLS[group] + ("-open" if dot.mixed else "") for dot in dots],
            "size": 14,
            "color": colours[group],
            "line": {"width": 2, "color": colours[group]},
        },
        # A chosen point leads to its page; the others must not fade meanwhile.
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": colours["text"]}},
    }


def _range(values: list[float]) -> list[float]:
    """From zero or the smallest value to the largest, with some room."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = _ROOM * (high - low or 1)
    return [low - room, high + room]


def _corner(text: str, x: int, y: int, across: str, up: str, colours: Colours) -> dict[str, Any]:
    return {
        "text": escape(text),
        "xref": "paper",
        "yref": "paper",
        **{"x": x, "y": y, "xanchor": across, "yanchor": up},
        "showarrow": False,
        "font": {"color": colours["quiet"], "size": 14},
    }
