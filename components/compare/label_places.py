"""Where the labels of a scatter stand so that they cover neither each other, nor a mark, nor the diagonal.

Works on a drawing area of a usual size; on another the labels keep their sides, which serves as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

_WIDTH, _HEIGHT = 1180.0, 400.0
_LETTER, _LINE, _MARK, _STROKE = 13.0, 17.0, 9.0, 4.0
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
Box = tuple[float, float, float, float]


def label_places(
    points: Sequence[tuple[float, float]], labels: Sequence[str], x: Sequence[float], y: Sequence[float]
) -> list[str]:
    """A Plotly text position for each point, in turn the one that covers least.

    ``points`` are in the units of the axes, whose ends are ``x`` and ``y``.
    """
    centres = [_on(across, up, x, y) for across, up in points]
    marks = [_around(centre, _MARK) for centre in centres]
    taken: list[Box] = []
    diagonal = [_around(_on(step, step, x, y), _STROKE) for step in _steps(min(x[0], y[0]), max(x[1], y[1]))]
    places = []
    for number, (centre, label) in enumerate(zip(centres, labels, strict=True)):
        others = [*diagonal, *taken, *marks[:number], *marks[number + 1 :]]
        boxes = {place: _box(centre, label, place) for place in _PLACES}
        chosen = min(_PLACES, key=lambda place, boxes=boxes, others=others: _cost(boxes[place], others))  # type: ignore[misc]
        taken.append(boxes[chosen])
        places.append(chosen)
    return places


def _on(across: float, up: float, x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    return _WIDTH * (across - x[0]) / (x[1] - x[0]), _HEIGHT * (y[1] - up) / (y[1] - y[0])


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


def _cost(box: Box, others: Sequence[Box]) -> float:
    """The area covered of others, and what sticks out of the drawing, which counts as much."""
    covered = sum(_overlap(box, other) for other in others)
    inside = _overlap(box, (0.0, 0.0, _WIDTH, _HEIGHT))
    return covered + (box[2] - box[0]) * (box[3] - box[1]) - inside


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)
