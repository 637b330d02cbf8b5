"""Where a bullet bar's marks lie: positions in per cent of the bar's width, for a component to draw."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.assess.evidence import BEST_CLASS, WORST_CLASS
from gapboard.catalog import Kind
from gapboard.catalog.catalog import Catalog

_ROOM = 1.04  # so that the furthest mark does not touch the edge


@dataclass(frozen=True)
class Bullet:
    """Marks from 0 to 100; ``None`` where there is nothing to mark.

    ``final`` tells whether the bar shows the value that the status rests on, or only the latest known.
    """

    zero: float
    value: float | None
    final: bool
    goal: float | None
    base: float | None
    stretch: float | None
    expected: float | None


def bullet(result: Assessment, catalog: Catalog) -> Bullet | None:
    """The marks of one assessment; ``None`` where no value at all is known.

    Amounts are drawn from zero, so that lengths compare honestly. Water classes are drawn from the worst
    (劣Ⅴ) at the left to the best (Ⅰ) at the right, whatever their numbers say.
    """
    point = result.judged or result.latest
    if point is None or result.goal is None:
        return None
    marks = {
        "value": point.value,
        "goal": result.goal,
        "base": result.base.point.value if result.base else None,
        "stretch": result.stretch.goal if result.stretch else None,
        "expected": result.expected,
    }
    if catalog.indicators[result.target.indicator].kind is Kind.CLASS:
        low, high = WORST_CLASS + 0.5, BEST_CLASS
    else:
        known = [mark for mark in marks.values() if mark is not None]
        low, high = min(0.0, *known) * _ROOM, max(0.0, *known) * _ROOM
    if low == high:
        return None

    def place(value: float | None) -> float | None:
        return None if value is None else round(100 * (value - low) / (high - low), 2)

    zero = place(0.0) if low <= 0 <= high else 0.0
    placed = {name: place(mark) for name, mark in marks.items()}
    return Bullet(zero=zero or 0.0, final=result.judged is not None, **placed)
