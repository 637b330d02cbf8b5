"""The gap drawn in a chart: a bracket between what stands against a goal and the goal, with the distance in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gapboard.assess import Group
from gapboard.export import house
from gapboard.kernel.wording.numbers import shown_width

Spec = dict[str, Any]
# As the pages colour a verdict; an indication has a colour of its own.
_LIGHT = {group: f"#{colour}" for group, colour in (*house.COLOURS.items(), (None, house.INDICATED))}
_DARK = {
    Group.MET: "#58c3ca",
    Group.MISSED: "#f08a6c",
    Group.ON_TRACK: "#7db6ee",
    Group.BEHIND: "#e0a94a",
    Group.UNDEFINED: "#b5a9d2",
    None: "#d9a3d5",
}
_LETTER = 7.9  # pixels of a half-width character in bold
_AWAY = 9  # pixels from the bracket to its words


@dataclass(frozen=True)
class Bracket:
    """``actual`` of ``year`` against ``goal`` of ``due``, in the chart's values; ``short`` is for a phone.

    ``group`` is the verdict's; ``None`` where another year only indicates something.
    """

    year: int
    actual: float
    due: int
    goal: float
    text: str
    short: str
    group: Group | None

    def room(self, narrow: str) -> str:
        """The pixels that its words take at the right of the plot, as an expression of Vega."""
        wide, small = (round(_AWAY + 6 + _LETTER * shown_width(text)) for text in (self.text, self.short))
        return f"({narrow} ? {small} : {wide})"


def bracket_layers(
    bracket: Bracket, edge: float, scale: float, x: Spec, y: Spec, page: str, narrow: str, *, dark: bool
) -> list[Spec]:
    """The layers at ``edge``, the year in which the bracket stands, right of all that the chart draws."""
    colour = (_DARK if dark else _LIGHT)[bracket.group]
    actual, goal = bracket.actual * scale, bracket.goal * scale
    ends = [
        {"year": year, "edge": edge, "value": value} for year, value in ((bracket.year, actual), (bracket.due, goal))
    ]
    across = {"field": "edge"}
    leaders: Spec = {"type": "rule", "strokeDash": [1, 3], "strokeWidth": 1.4, "color": colour}
    span: Spec = {"type": "rule", "strokeWidth": 3, "color": colour}
    tick: Spec = {"type": "tick", "orient": "horizontal", "size": 9, "thickness": 3, "color": colour}
    dot: Spec = {"type": "point", "shape": "circle", "size": 95, "filled": bracket.group is not None, "opacity": 1}
    dot |= {"color": colour, "strokeWidth": 2.4} | ({} if dot["filled"] else {"fill": page})
    words: Spec = {"type": "text", "align": "left", "baseline": "middle", "dx": _AWAY, "color": colour}
    words |= {"fontWeight": 700, "fontSize": 14}
    middle = [{"year": edge, "value": (actual + goal) / 2, "text": bracket.text, "short": bracket.short}]
    upright = [{"year": edge, "value": actual, "goal": goal}]
    at_edge = [{"year": edge, "value": value} for value in (actual, goal)]
    text = {"field": "text", "condition": {"test": narrow, "field": "short"}}
    return [
        {"data": {"values": ends}, "mark": leaders, "encoding": {"x": x, "x2": across, "y": y}},
        {"data": {"values": upright}, "mark": span, "encoding": {"x": x, "y": y, "y2": {"field": "goal"}}},
        {"data": {"values": at_edge}, "mark": tick, "encoding": {"x": x, "y": y}},
        {"data": {"values": ends[:1]}, "mark": dot, "encoding": {"x": x, "y": y}},
        {"data": {"values": middle}, "mark": words, "encoding": {"x": x, "y": y, "text": text}},
    ]
