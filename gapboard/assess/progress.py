"""Progress made ÷ progress due, also after the due year: the one measure by which unlike targets are ranked."""

from __future__ import annotations

from gapboard.assess import pace as method
from gapboard.assess.compare import WITH_PATH
from gapboard.assess.result import Assessment
from gapboard.catalog import Measure


def progress(result: Assessment) -> float | None:
    """The share of the promised way that had been gone in the judged year: 1 is as promised, below 0 backwards.

    Before the due year it is the pace. In the due year it is (actual − base) ÷ (goal − base) for a level, the
    growth of an index for growth, the sum ÷ the sum due for a sum, deeds ÷ deeds promised, and for a floor in
    every year the share of the known years that kept it. ``None`` where no way can be measured: no base, a base
    at the goal already, a ceiling on growth, a comparison with another series. See ``docs/method.md``.
    """
    if result.pace is not None:
        return result.pace
    if result.years:
        known = [verdict.kept for verdict in result.years if verdict.kept is not None]
        return sum(known) / len(known) if known else None
    if result.judged is None or result.goal is None:
        return None
    if result.target.measure in WITH_PATH:
        return _of_path(result, result.judged.year, result.judged.value, result.goal)
    if result.direction < 0 or result.goal <= 0:
        return None
    if result.target.measure is Measure.AVERAGE_GROWTH:
        return method.pace_average(result.goal, result.judged.value, _years(result, result.judged.year))
    if result.target.measure in (Measure.GROWTH, Measure.CUMULATIVE, Measure.DELIVERABLE):
        return result.judged.value / result.goal
    return None


def _of_path(result: Assessment, year: int, value: float, goal: float) -> float | None:
    base = result.base
    if base is None or result.direction * (goal - base.point.value) <= 0:
        return None
    return method.pace_linear(base.point.year, base.point.value, result.target.due, goal, year, value)


def _years(result: Assessment, year: int) -> int:
    """Years of growth from the base year of an average to ``year``."""
    target = result.target
    if target.base is not None:
        return year - target.base
    assert target.period is not None
    return year - (target.period[0] - 1)
