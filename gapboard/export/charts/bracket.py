"""The gap drawn in a chart: a bracket between what stands against a goal and the goal, with the distance in words."""

from __future__ import annotations

import altair as alt

from gapboard.export.charts.content import AWAY, Bracket
from gapboard.export.charts.layers import Layers
from gapboard.export.charts.look import NARROW_CHART, Colours, bracket_marks


def add_bracket(layers: Layers, bracket: Bracket, edge: float, scale: float, colours: Colours) -> None:
    """Its layers at ``edge``, the year in which the bracket stands, right of all that the chart draws."""
    marks = bracket_marks(colours, bracket.group)
    actual, goal = bracket.actual * scale, bracket.goal * scale
    held = {"year": bracket.year, "edge": edge, "value": actual}
    layers.add([held, {"year": bracket.due, "edge": edge, "value": goal}], marks["leader"], x2=alt.X2("edge"))
    layers.add([{"year": edge, "value": actual, "goal": goal}], marks["span"], y2=alt.Y2("goal"))
    layers.add([{"year": edge, "value": value} for value in (actual, goal)], marks["end"])
    layers.add([held], marks["held"])
    words = {"dx": AWAY, "text": alt.expr(f"{NARROW_CHART} ? datum.short : datum.text")}
    middle = {"year": edge, "value": (actual + goal) / 2, "text": bracket.text, "short": bracket.short}
    layers.add([middle], marks["words"] | words)
