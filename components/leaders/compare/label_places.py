"""Where the labels of a scatter stand so that they cover neither each other, nor a mark, nor a line.

What fits on the narrowest and on the widest drawing area of a desk fits on those between. A label that fits nowhere is
left out: its mark tells its name when one points at it, and so does the table behind the chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

_WIDTHS, _HEIGHT = (980.0, 1300.0), 370.0
_LETTER, _LINE, _MARK, _STROKE = 13.0, 20.0, 9.0, 4.0
_GAP = 12.0
_SAMPLES = 150
_PLACES = (
    "middle right",
    "middle left",
    "top center",
    "bottom center",
    "top right",
    "bottom right",
    "top left",
    "bottom left",
)
ANYWHERE = _PLACES[0]
Box = tuple[float, float, float, float]


def label_places(
    points: Sequence[tuple[float, float]], labels: Sequence[str], x: Sequence[float], y: Sequence[float]
) -> list[str]:
    """A Plotly text position for each point, in turn the first that covers nothing; empty where all would.

    ``points`` are in the units of the axes, whose ends are ``x`` and ``y``.
    """
    areas = [_Area(width, points, x, y) for width in _WIDTHS]
    return [_place(number, label, areas) for number, label in enumerate(labels)]


def _place(number: int, label: str, areas: Sequence[_Area]) -> str:
    for place in _PLACES:
        boxes = [_box(area.centres[number], label, place) for area in areas]
        if all(area.is_free(box, number, place) for area, box in zip(areas, boxes, strict=True)):
            for area, box in zip(areas, boxes, strict=True):
                area.taken.append(box)
            return place
    return ""


class _Area:
    """One size of the drawing, in pixels from its top left corner, with what is taken on it."""

    def __init__(
        self, width: float, points: Sequence[tuple[float, float]], x: Sequence[float], y: Sequence[float]
    ) -> None:
        def on(across: float, up: float) -> tuple[float, float]:
            return width * (across - x[0]) / (x[1] - x[0]), _HEIGHT * (y[1] - up) / (y[1] - y[0])

        self.width = width
        self.centres = [on(*point) for point in points]
        self.taken = [_around(on(step, step), _STROKE) for step in _steps(min(x[0], y[0]), max(x[1], y[1]))]
        zero = on(0, 0)[1]
        self.taken.append((0, zero - 1, width, zero + 1))

    def is_free(self, box: Box, number: int, place: str) -> bool:
        """Whether the label of a point covers nothing here."""
        # Above or below its mark it stands away from others, so that nobody takes it for theirs.
        near = 2 * _MARK if place.endswith("center") else _MARK
        others = [_around(centre, near) for other, centre in enumerate(self.centres) if other != number]
        # The margin above the area has room for a little of a label.
        inside = box[0] >= 0 and box[1] >= -_MARK and box[2] <= self.width and box[3] <= _HEIGHT
        return inside and not any(_overlap(box, other) for other in (*others, *self.taken))


def _steps(low: float, high: float) -> list[float]:
    return [low + (high - low) * step / _SAMPLES for step in range(_SAMPLES + 1)]


def _around(centre: tuple[float, float], half: float) -> Box:
    return centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half


def _box(centre: tuple[float, float], label: str, place: str) -> Box:
    width = _GAP + sum(_LETTER if east_asian_width(letter) in "WF" else 0.58 * _LETTER for letter in label)
    up, across = place.split()
    left = {"right": centre[0] + _MARK, "left": centre[0] - _MARK - width}.get(across, centre[0] - width / 2)
    top = {"top": centre[1] - _MARK - _LINE, "bottom": centre[1] + _MARK}.get(up, centre[1] - _LINE / 2)
    return left, top, left + width, top + _LINE


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
