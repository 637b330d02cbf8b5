"""Assess one target: status, gap, pace, trend, lag and doubts, as of a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from gapboard.assess import pace as method
from gapboard.assess.caveats import caveats_for
from gapboard.assess.compare import STATES, WITH_PATH, reached, sense, threshold
from gapboard.assess.judged import growth, levels, points_for
from gapboard.assess.result import Assessment, Base, BaseRule, Change, Point, Stretch, YearVerdict
from gapboard.assess.status import Status, Trend, status_of_pace
from gapboard.catalog import Catalog, Measure, Target
from gapboard.ledger import Book

_RATE_DECIMALS = 2  # as growth rates are shown


def assess(target: Target, catalog: Catalog, book: Book, on: dt.date) -> Assessment:
    """How ``target`` stands on ``on``, by the vintages in ``book``.

    The version of the target in force on that day is judged. Never raises for want of data: what cannot be
    computed is ``None``, and the status says ``no_data`` or ``undefined``.
    """
    target = catalog.as_of(target, on)
    if target.measure is Measure.EACH_YEAR:
        return _each_year(target, catalog, book, on)
    if target.measure is Measure.CUMULATIVE:
        return _cumulative(target, catalog, book, on)
    points = points_for(target, catalog, book)
    goal = _goal(target, catalog, book)
    direction = sense(target, catalog.indicators[target.indicator])
    known: dict[str, Any] = {
        "target": target,
        "on": on,
        "direction": direction,
        "goal": goal,
        "points": points,
        "latest": _last(points),
        "change": _change(_moving(target, points, catalog, book), target, catalog, book, direction),
    }
    if goal is None:
        return _finish(known | {"status": Status.NO_DATA}, catalog, book)
    known["limit"] = threshold(target, goal, direction)
    kept = [year for year, point in points.items() if reached(point.value, target, goal, direction)]
    if on.year > target.due or target.due in points:
        known |= _after_due(target, points, kept)
    else:
        known |= _before_due(target, catalog, book, points, goal, kept, direction)
    return _finish(known, catalog, book)


def _goal(target: Target, catalog: Catalog, book: Book) -> float | None:
    """The value to reach in the judged unit; for a multiple, times the base year's actual."""
    if target.measure is Measure.MULTIPLE:
        base = levels(catalog.indicators[target.indicator], target.region, catalog, book).get(target.base or 0)
        return target.value * base.value if base else None
    if target.measure is Measure.RELATIVE and target.margin is not None:
        return target.margin
    return target.value


def _moving(target: Target, points: Mapping[int, Point], catalog: Catalog, book: Book) -> Mapping[int, Point]:
    """The series whose latest change is the trend; an average hardly moves, so it is the yearly growth behind it."""
    if target.measure is Measure.AVERAGE_GROWTH:
        return growth(catalog.indicators[target.indicator], target.region, catalog, book)
    return points


def _after_due(target: Target, points: Mapping[int, Point], kept: list[int]) -> dict[str, Any]:
    """The due year has passed: met, missed or met late, or no data for the due year."""
    judged = points.get(target.due)
    if judged is None:
        return {"status": Status.NO_DATA}
    if target.due in kept:
        return {"status": Status.MET, "judged": judged, "reached_in": kept[0]}
    later = [year for year in kept if year > target.due]
    if later and target.measure in STATES:
        return {"status": Status.MET_LATE, "judged": judged, "reached_in": later[0]}
    return {"status": Status.MISSED, "judged": judged}


def _before_due(
    target: Target,
    catalog: Catalog,
    book: Book,
    points: Mapping[int, Point],
    goal: float,
    kept: list[int],
    direction: int,
) -> dict[str, Any]:
    """The due year is still to come: met early, or by the pace so far."""
    judged = _last(points)
    if judged is None:
        return {"status": Status.NO_DATA}
    if judged.year in kept and target.measure in STATES:
        return {"status": Status.MET_EARLY, "judged": judged, "reached_in": kept[0]}
    if target.measure is Measure.AVERAGE_GROWTH:
        return _average_so_far(target, judged, goal, direction)
    if target.measure not in WITH_PATH:
        return {"status": Status.UNDEFINED, "judged": judged}
    base = _base(target, catalog, points)
    found: dict[str, Any] = {"judged": judged, "base": base}
    if base is None or base.point.year >= judged.year:
        return found | {"status": Status.UNDEFINED}
    if direction * (base.point.value - goal) >= 0:
        # It stood at the goal already: there is no way to go, only a place to hold, or to leave upwards.
        if judged.year in kept:
            return found | {"status": Status.ON_TRACK}
        fallen = direction * (judged.value - goal) < 0
        return found | {"status": Status.MOVING_AWAY if fallen else Status.BEHIND}
    start = (base.point.year, base.point.value, target.due, goal)
    now = (judged.year, judged.value)
    progress = method.pace_linear(*start, *now)
    ratio = method.growth_ratio(*start, *now)
    return found | {
        "status": Status.UNDEFINED if progress is None else status_of_pace(progress),
        "pace": progress,
        "growth_ratio": ratio,
        "growth_status": None if ratio is None else status_of_pace(ratio),
        "expected": method.expected_linear(*start, judged.year),
        "needed_per_year": method.needed_per_year(target.due, goal, *now),
    }


def _average_so_far(target: Target, judged: Point, goal: float, direction: int) -> dict[str, Any]:
    """Average growth within its period: progress made ÷ progress due on the compounding path."""
    assert target.period is not None
    if direction < 0 or goal <= 0:
        # A ceiling, or a floor below nought, is not a way to go: it is held or not.
        held = reached(judged.value, target, goal, direction)
        return {"status": Status.ON_TRACK if held else Status.BEHIND, "judged": judged}
    years = judged.year - (target.base if target.base is not None else target.period[0] - 1)
    progress = method.pace_average(goal, judged.value, years)
    if progress is None:
        return {"status": Status.UNDEFINED, "judged": judged}
    return {"status": status_of_pace(progress), "judged": judged, "pace": progress}


def _base(target: Target, catalog: Catalog, points: Mapping[int, Point]) -> Base | None:
    """Where the path begins: the stated base year, else the last actual before the period, else the first in it."""
    if target.base is not None:
        point = points.get(target.base)
        return Base(point, BaseRule.STATED) if point else None
    begins = (target.period or catalog.documents[target.document].period)[0]
    before = [point for year, point in points.items() if year < begins]
    if before:
        return Base(before[-1], BaseRule.BEFORE)
    within = [point for year, point in points.items() if begins <= year < target.due]
    return Base(within[0], BaseRule.WITHIN) if within else None


def _each_year(target: Target, catalog: Catalog, book: Book, on: dt.date) -> Assessment:
    """A floor in every year of a period: n of m years kept. One broken year cannot be mended."""
    assert target.period is not None
    points = points_for(target, catalog, book)
    direction = sense(target, catalog.indicators[target.indicator])
    first, last = target.period
    years = tuple(_verdict(year, points.get(year), target, direction) for year in range(first, last + 1))
    known = [verdict for verdict in years if verdict.kept is not None]
    broken = [verdict for verdict in known if verdict.kept is False]
    if broken:
        status, judged = Status.MISSED, broken[-1].point
    elif not known:
        status, judged = Status.NO_DATA, None
    elif len(known) == len(years):
        status, judged = Status.MET, known[-1].point
    elif on.year > last:
        status, judged = Status.NO_DATA, None
    else:
        status, judged = Status.ON_TRACK, known[-1].point
    result = {
        "target": target,
        "on": on,
        "direction": direction,
        "goal": target.value,
        "limit": threshold(target, target.value, direction),
        "points": points,
        "latest": _last(points),
        "change": _change(points, target, catalog, book, direction),
        "years": years,
        "status": status,
        "judged": judged,
    }
    return _finish(result, catalog, book)


def _verdict(year: int, point: Point | None, target: Target, direction: int) -> YearVerdict:
    return YearVerdict(year, point, None if point is None else reached(point.value, target, target.value, direction))


def _cumulative(target: Target, catalog: Catalog, book: Book, on: dt.date) -> Assessment:
    """A sum over a period: the sum so far against the share of time gone (序时进度)."""
    assert target.period is not None
    sums = points_for(target, catalog, book)
    indicator = catalog.indicators[target.indicator]
    yearly = levels(indicator, target.region, catalog, book)
    direction = sense(target, indicator)
    first, last = target.period
    judged = _last(sums)
    known: dict[str, Any] = {
        "target": target,
        "on": on,
        "direction": direction,
        "goal": target.value,
        "limit": threshold(target, target.value, direction),
        "points": sums,
        "latest": judged,
        "change": _change(yearly, target, catalog, book, direction),
    }
    complete = judged is not None and judged.year == last
    kept = judged is not None and reached(judged.value, target, target.value, direction)
    if judged is None:
        known["status"] = Status.NO_DATA
    elif kept and (complete or direction > 0):
        # More years can only add to a sum that has already arrived.
        known |= {"status": Status.MET if complete else Status.MET_EARLY, "judged": judged, "reached_in": judged.year}
    elif complete or (direction < 0 and not kept):
        # A ceiling once exceeded stays exceeded: sums do not shrink.
        known |= {"status": Status.MISSED, "judged": judged}
    elif on.year > last:
        known["status"] = Status.NO_DATA
    else:
        expected = target.value * (judged.year - first + 1) / (last - first + 1)
        progress = judged.value / expected if expected else None
        known |= {
            "status": Status.UNDEFINED if progress is None or direction < 0 else status_of_pace(progress),
            "judged": judged,
            "expected": expected,
            "pace": progress,
            "needed_per_year": method.needed_per_year(last, target.value, judged.year, judged.value),
        }
    return _finish(known, catalog, book)


def _finish(known: dict[str, Any], catalog: Catalog, book: Book) -> Assessment:
    """Gap, lag, stretch and doubts, alike for every measure."""
    target: Target = known["target"]
    judged: Point | None = known.get("judged")
    goal: float | None = known.get("goal")
    if judged is not None and goal is not None:
        known["gap"] = judged.value - goal
        known["gap_percent"] = 100 * known["gap"] / abs(goal) if goal else None
        if target.measure in WITH_PATH:
            base = known.get("base") or _base(target, catalog, known["points"])
            known["base"] = base
            # A lag tells how far a path has been walked, so it needs a base short of the goal.
            if base and base.point.year < judged.year and known["direction"] * (goal - base.point.value) > 0:
                start = (base.point.year, base.point.value, target.due, goal)
                known["lag_years"] = method.lag_years(*start, judged.year, judged.value)
    if target.stretch is not None:
        known["stretch"] = _stretch(target, judged, known["direction"])
    result = Assessment(**known)
    return Assessment(**{**known, "caveats": caveats_for(result, catalog)})


def _stretch(target: Target, judged: Point | None, direction: int) -> Stretch:
    assert target.stretch is not None
    if judged is None:
        return Stretch(target.stretch, None, None)
    kept = reached(judged.value, target, target.stretch, direction)
    return Stretch(target.stretch, kept, judged.value - target.stretch)


def _last(points: Mapping[int, Point]) -> Point | None:
    return points[max(points)] if points else None


def _change(points: Mapping[int, Point], target: Target, catalog: Catalog, book: Book, direction: int) -> Change | None:
    """The change between the last two known years.

    Levels are not compared across a break; where the growth of the last year was published, it tells the trend.
    """
    if len(points) < 2:
        return None
    first, last = (points[year] for year in sorted(points)[-2:])
    indicator = catalog.indicators[target.indicator]
    rates = target.measure in (Measure.GROWTH, Measure.AVERAGE_GROWTH) or target.applies_to == "growth"
    rate = None
    decimals = _RATE_DECIMALS if rates else indicator.decimals
    step = round(last.value, decimals) - round(first.value, decimals)
    if not rates and any(first.year < item.year <= last.year for item in indicator.breaks):
        published = catalog.published_growth.get(indicator.id)
        series = levels(catalog.indicators[published], target.region, catalog, book) if published else {}
        rate = series.get(last.year)
        if rate is None:
            return None
        step = rate.value
    trend = Trend.FLAT if step == 0 else Trend.BETTER if step * direction > 0 else Trend.WORSE
    return Change(first, last, trend, rate)
