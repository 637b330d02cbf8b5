"""Assess one target: status, gap, pace, trend, lag and doubts, as of a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from gapboard.assess import pace as method
from gapboard.assess.assessment import Assessment, Point, Stretch
from gapboard.assess.besides import besides
from gapboard.assess.bounded_goal import by_bounded_goal
from gapboard.assess.caveats import caveats_for
from gapboard.assess.comparator import reached, sense, threshold
from gapboard.assess.due_year import by_due_year
from gapboard.assess.every_year import by_every_year
from gapboard.assess.goal import goal_of
from gapboard.assess.grey import why_grey
from gapboard.assess.indication import indication
from gapboard.assess.judged import points_for
from gapboard.assess.question import Question, decides
from gapboard.assess.status import Status
from gapboard.assess.trend import latest_change
from gapboard.assess.whole_sum import by_sum
from gapboard.catalog import Catalog, Target
from gapboard.catalog.measures import Rule
from gapboard.ledger import Book

_RULES: Mapping[Rule, Callable[[Question], dict[str, Any]]] = {
    Rule.DUE_YEAR: by_due_year,
    Rule.EVERY_YEAR: by_every_year,
    Rule.SUM: by_sum,
}


def assess(target: Target, catalog: Catalog, book: Book, on: dt.date) -> Assessment:
    """How ``target`` stands on ``on``, by the vintages in ``book``.

    The version of the target in force on that day is judged. Never raises for want of data: what cannot be
    computed is ``None``, and the status says ``no_data`` or ``undefined``.
    """
    target = catalog.as_of(target, on)
    points, bounded = points_for(target, catalog, book, over=on.year > target.due)
    goal, goal_span = goal_of(target, catalog, book)
    direction = sense(target, catalog.indicators[target.indicator])
    known: dict[str, Any] = {
        "target": target,
        "on": on,
        "direction": direction,
        "goal": goal,
        "goal_span": goal_span,
        "points": points,
        "bounded": bounded,
        "latest": points[max(points)] if points else None,
        "change": latest_change(target, points, direction, catalog, book),
        "besides": None if points or bounded else besides(target, catalog, book),
    }
    if goal_span is not None:
        known |= by_bounded_goal(target, goal_span, points, bounded, direction)
    elif goal is None:
        known["status"] = Status.NO_DATA
    else:
        asked = Question(target, on, points, goal, direction, catalog, bounded)
        known["limit"] = threshold(target, goal, direction)
        known |= _RULES[target.measure.rule](asked)
        known |= _gap(asked, known)
        known["indication"] = indication(asked, known)
    if target.stretch is not None:
        known["stretch"] = _stretch(target, target.stretch, known, direction)
    if known["status"] is Status.NO_DATA:
        known["grey"] = why_grey(target, catalog, book, on)
    result = Assessment(**known)
    return Assessment(**{**known, "caveats": caveats_for(result, catalog)})


def _gap(asked: Question, known: Mapping[str, Any]) -> dict[str, Any]:
    """Gap and lag, alike for every rule."""
    judged: Point | None = known.get("judged")
    if judged is None:
        return {}
    gap = judged.value - asked.goal
    found: dict[str, Any] = {"gap": gap, "gap_percent": 100 * gap / abs(asked.goal) if asked.goal else None}
    if asked.target.measure.has_path:
        base = found["base"] = asked.base
        # A lag tells how far a path has been walked, so it needs a base short of the goal.
        if base and base.point.year < judged.year and not asked.at_or_past(base.point):
            start = (base.point.year, base.point.value, asked.target.due, asked.goal)
            found["lag_years"] = method.lag_years(*start, judged.year, judged.value)
    return found


def _stretch(target: Target, aim: float, known: Mapping[str, Any], direction: int) -> Stretch:
    judged, proof = known.get("judged"), known.get("proof")
    if judged is None:
        return Stretch(aim, None if proof is None else decides(proof, target, aim, direction), None)
    return Stretch(aim, reached(judged.value, target, aim, direction), judged.value - aim)
