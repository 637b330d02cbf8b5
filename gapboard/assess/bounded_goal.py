"""A goal counted from a base year of which only a bound is known: it is known within bounds itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gapboard.assess.assessment import Point, Span
from gapboard.assess.question import decides
from gapboard.assess.status import Status
from gapboard.catalog import Target


def by_bounded_goal(
    target: Target, goal: Span, points: Mapping[int, Point], bounded: Mapping[int, Point], direction: int
) -> dict[str, Any]:
    """Status and what it rests on: decided where the due year's value lies on one side of all that ``goal`` may be."""
    point = points.get(target.due) or bounded.get(target.due)
    if point is None:
        return {"status": Status.NO_DATA}
    rests_on = {"judged": point} if point.is_exact else {"proof": point}
    easiest, hardest = (goal.low, goal.high) if direction > 0 else (goal.high, goal.low)
    if decides(point, target, hardest, direction):
        return {"status": Status.MET, "reached_in": target.due, **rests_on}
    missed = decides(point, target, easiest, direction) is False
    return {"status": Status.MISSED if missed else Status.UNDEFINED, **rests_on}
