"""How charts look, wherever they are drawn; the style sheet and the Office files take their colours from here.

A mark is told by the properties of Vega-Lite; Altair checks them where it draws one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gapboard.assess import Group

Colours = Mapping[str, str]
Mark = dict[str, Any]

# Groups of verdicts by their names. Every colour of a verdict is told apart by lightness too.
LIGHT: Colours = {
    "met": "#0b6b74",
    "missed": "#b23a1e",
    "on_track": "#2c6fb0",
    "behind": "#9a6200",
    "undefined": "#665c7e",
    "no_data": "#6b7783",  # in Office files it is written in ``quiet``
    "indicated": "#8a4a86",  # what another year indicates, which is no verdict
    "line": "#d5dce4",
    "quiet": "#5b6875",
    "soft": "#f5f7fa",
    "text": "#1d2733",
    "page": "#ffffff",
    "link": "#1f5f99",
    "actual": "#1f5f99",
    "target": "#b23a1e",
}
DARK: Colours = {
    "met": "#58c3ca",
    "missed": "#f08a6c",
    "on_track": "#7db6ee",
    "behind": "#e0a94a",
    "undefined": "#b5a9d2",
    "no_data": "#9aa7b4",
    "indicated": "#d9a3d5",
    "line": "#2c3946",
    "quiet": "#a3b0bd",
    "soft": "#18212b",
    "text": "#e6edf3",
    "page": "#10161d",
    "link": "#8cc4f2",
    "actual": "#7db6ee",
    "target": "#f08a6c",
}

HEIGHT = 360  # pixels, on a page with its axes
# The width of the plot itself below which there is room for values and years only: a phone.
_PHONE = 560
NARROW = f"item.mark.group.width < {_PHONE}"  # for a mark; in a picture the whole is wider
NARROW_CHART = f"width < {_PHONE}"
LETTER = 7.6  # pixels of a half-width character of a label, a little more than most take
BOLD_LETTER = 7.9  # of the bracket's words
BREAK_ROW = 18  # pixels
LABEL_STEP = 18.0  # pixels from the label of a target to the next
# From a foot at the value that is known, upwards or downwards.
ARROW_UP = "M-0.9,0L0.9,0M0,0L0,-2M-0.7,-1.24L0,-2L0.7,-1.24"
ARROW_DOWN = "M-0.9,0L0.9,0M0,0L0,2M-0.7,1.24L0,2L0.7,1.24"
TITLE, SUBTITLE, LEGEND, SMALL = 20, 13, 13, 11  # letters around a picture, in pixels


def colours_of(*, dark: bool) -> Colours:
    """The colours of the light or the dark theme."""
    return DARK if dark else LIGHT


def verdict(colours: Colours, group: Group | None) -> str:
    """The colour of a verdict; of an indication where there is none."""
    return colours["indicated" if group is None else group.value]


def point_marks(colours: Colours) -> dict[str, Mark]:
    """How each kind of point is drawn, in the chart and in its legend, by its key under ``indicator.legend``."""
    actual, target, quiet, page = (colours[name] for name in ("actual", "target", "quiet", "page"))
    return {
        "actual": {"shape": "circle", "size": 75, "filled": True, "color": actual},
        "unfinished": {"shape": "circle", "size": 75, "color": actual, "fill": page, "strokeWidth": 2.2},
        "bound": {"shape": ARROW_UP, "size": 325, "filled": False, "color": actual, "strokeWidth": 2.4}
        | {"strokeJoin": "round", "strokeCap": "round"},
        "vintage": {"shape": "cross", "size": 70, "color": quiet, "strokeWidth": 1.6},
        "target": {"shape": "diamond", "size": 190, "color": target, "fill": target, "strokeWidth": 2.2},
        "stretch": {"shape": "diamond", "size": 190, "color": target, "fill": "transparent", "strokeWidth": 2.2},
    }


def line_marks(colours: Colours) -> dict[str, Mark]:
    """How each kind of line is drawn, likewise; ``floor`` is a target that holds over several years, ``average``
    what was reached over them, ``range`` a year of which only two bounds are known.
    """
    actual, quiet = colours["actual"], colours["quiet"]
    return {
        "actual": {"strokeWidth": 3, "color": actual},
        "gap": {"strokeDash": [7, 6], "strokeWidth": 1.4, "color": actual},
        "path": {"strokeDash": [6, 4], "strokeWidth": 1.8, "color": quiet},
        "projection": {"strokeDash": [2, 3], "strokeWidth": 1.8, "color": actual},
        "break": {"strokeDash": [1, 3], "strokeWidth": 2, "color": quiet},
        "average": {"strokeWidth": 2.5, "opacity": 0.55, "color": actual},
        "floor": {"strokeWidth": 2.5, "color": colours["target"]},
        "range": {"strokeWidth": 9, "opacity": 0.45, "color": actual},
    }


def bracket_marks(colours: Colours, group: Group | None) -> dict[str, Mark]:
    """The parts of a bracket in the colour of its verdict: dotted lines to it, bar, ends, the year held, words."""
    colour = verdict(colours, group)
    hollow = {"fill": colours["page"]} if group is None else {}
    return {
        "leader": {"type": "rule", "strokeDash": [1, 3], "strokeWidth": 1.4, "color": colour},
        "span": {"type": "rule", "strokeWidth": 3, "color": colour},
        "end": {"type": "tick", "orient": "horizontal", "size": 9, "thickness": 3, "color": colour},
        "held": {"type": "point", "shape": "circle", "size": 95, "filled": group is not None, "opacity": 1}
        | {"color": colour, "strokeWidth": 2.4}
        | hollow,
        "words": {"type": "text", "align": "left", "baseline": "middle", "color": colour}
        | {"fontWeight": 700, "fontSize": 14},
    }


def axis_look(colours: Colours) -> dict[str, Any]:
    """Of both axes."""
    return {
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
    }
