"""Progress made ÷ progress due, also after the due year: the one measure by which unlike targets are ranked."""

from __future__ import annotations

from gapboard.assess import pace as method
from gapboard.assess.assessment import Assessment
from gapboard.catalog.measures import Way


def progress(result: Assessment) -> float | None:
    """The share of the promised way that had been gone in the judged year: 1 is as promised, below 0 backwards.

    Before the due year it is the pace. In the due year it is (actual − base) ÷ (goal − base) for a level, the
    growth of an index for growth, the sum ÷ the sum due for a sum, deeds ÷ deeds promised, and for a floor in
    every year the share of the known years that kept it. ``None`` where no way can be measured: no base, a base
    at the goal already, a ceiling on growth, a comparison with another series. See ``docs/method.md``.
    """
    if result.pace is not None:
        return result.pace
    match result.target.measure.way:
        case Way.YEARS:
            return _of_years(result)
        case Way.PATH:
            return _of_path(result)
        case Way.AVERAGE | Way.OF_GOAL:
            return _of_goal(result)
        case Way.NONE:
            return None


def _of_years(result: Assessment) -> float | None:
    known = [verdict.kept for verdict in result.years if verdict.kept is not None]
    return sum(known) / len(known) if known else None


def _of_path(result: Assessment) -> float | None:
    base, judged, goal = result.base, result.judged, result.goal
    if base is None or judged is None or goal is None or result.direction * (goal - base.point.value) <= 0:
        return None
    start = (base.point.year, base.point.value)
    return method.pace_linear(*start, result.target.due, goal, judged.year, judged.value)


def _of_goal(result: Assessment) -> float | None:
    """A ceiling, or a floor below nought, is held or not; no part of a way to it can be gone."""
    judged, goal = result.judged, result.goal
    if judged is None or goal is None or result.direction < 0 or goal <= 0:
        return None
    if result.target.measure.way is Way.AVERAGE:
        return method.pace_average(goal, judged.value, judged.year - result.target.growth_base)
    return judged.value / goal
