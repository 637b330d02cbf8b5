"""What a rule is asked: one target, the values it is judged on, and the goal that holds on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from gapboard.assess.assessment import Base, BaseRule, Point
from gapboard.assess.comparator import reached
from gapboard.catalog import Catalog, Target
from gapboard.kernel.value import value


def decides(point: Point, target: Target, goal: float, direction: int) -> bool | None:
    """Whether a value keeps a promise of ``goal``; ``None`` where the goal lies within the interval that is known."""
    if point.is_exact:
        return reached(point.value, target, goal, direction)
    worst, best = (point.low, point.high) if direction > 0 else (point.high, point.low)
    if reached(worst, target, goal, direction):
        return True
    return None if reached(best, target, goal, direction) else False


@value
class Question:
    """``points`` by year and ``goal`` are in the unit the target is judged in; ``direction`` is +1 or −1.

    ``bounded`` are the years of which only an interval is known; none of them is in ``points``.
    """

    target: Target
    on: dt.date
    points: Mapping[int, Point]
    goal: float
    direction: int
    catalog: Catalog
    bounded: Mapping[int, Point] = field(default_factory=dict, hash=False)

    @property
    def latest(self) -> Point | None:
        """The value of the last year known."""
        return self.points[max(self.points)] if self.points else None

    @property
    def newest_bound(self) -> Point | None:
        """What is known of the last year of all, where that is a bound."""
        newest = self.bounded[max(self.bounded)] if self.bounded else None
        return newest if newest and (not self.points or newest.year > max(self.points)) else None

    def keeps(self, point: Point) -> bool:
        """Whether a value keeps the promise."""
        return reached(point.value, self.target, self.goal, self.direction)

    def decides(self, point: Point) -> bool | None:
        """Whether a value keeps the promise; ``None`` where the goal lies within the interval that is known."""
        return decides(point, self.target, self.goal, self.direction)

    def at_or_past(self, point: Point) -> bool:
        """Whether a value stands at the goal itself or beyond it."""
        return self.direction * (point.value - self.goal) >= 0

    @property
    def base(self) -> Base | None:
        """Where the path begins: the stated base year, else the last actual before the period, else the first in it."""
        target = self.target
        if target.base is not None:
            point = self.points.get(target.base)
            return Base(point, BaseRule.STATED) if point else None
        begins = (target.period or self.catalog.documents[target.document].period)[0]
        before = [point for year, point in self.points.items() if year < begins]
        if before:
            return Base(before[-1], BaseRule.BEFORE)
        within = [point for year, point in self.points.items() if begins <= year < target.due]
        return Base(within[0], BaseRule.WITHIN) if within else None
