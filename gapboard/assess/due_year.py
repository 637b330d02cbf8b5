"""A promise for one year: met, missed or met late once that year is known; before, by the pace so far."""

from __future__ import annotations

from typing import Any

from gapboard.assess import pace as method
from gapboard.assess.assessment import Point
from gapboard.assess.question import Question
from gapboard.assess.status import Status, status_of_pace
from gapboard.catalog.measures import Way


def by_due_year(asked: Question) -> dict[str, Any]:
    """Status and what it rests on, as fields of the assessment."""
    due = asked.target.due
    kept = sorted(year for year, point in {**asked.points, **asked.bounded}.items() if asked.decides(point))
    proof = asked.bounded.get(due)
    decided = proof is not None and asked.decides(proof) is not None
    if asked.on.year > due or due in asked.points or decided:
        return _after(asked, kept)
    return _before(asked, kept)


def _after(asked: Question, kept: list[int]) -> dict[str, Any]:
    """The due year has passed: met, missed or met late, or no data for the due year."""
    due = asked.target.due
    judged, proof = asked.points.get(due), asked.bounded.get(due)
    if judged is None and proof is None:
        return {"status": Status.NO_DATA}
    rests_on = {"judged": judged, "proof": proof}
    if due in kept:
        return {"status": Status.MET, **rests_on, "reached_in": kept[0]}
    if proof is not None and asked.decides(proof) is None:
        return {"status": Status.UNDEFINED, **rests_on}
    later = [year for year in kept if year > due]
    if later and asked.target.measure.is_state:
        return {"status": Status.MET_LATE, **rests_on, "reached_in": later[0]}
    return {"status": Status.MISSED, **rests_on}


def _before(asked: Question, kept: list[int]) -> dict[str, Any]:
    """The due year is still to come: met early, or by the pace so far."""
    judged = asked.latest
    newest = asked.newest_bound
    if newest is not None:
        if newest.year in kept and asked.target.measure.is_state:
            return {"status": Status.MET_EARLY, "proof": newest, "reached_in": kept[0]}
        if judged is None or judged.year in kept:
            # A pace needs figures, and what was reached may have been lost since.
            return {"status": Status.UNDEFINED, "proof": newest}
    if judged is None:
        return {"status": Status.NO_DATA}
    if judged.year in kept and asked.target.measure.is_state:
        return {"status": Status.MET_EARLY, "judged": judged, "reached_in": kept[0]}
    match asked.target.measure.way:
        case Way.AVERAGE:
            return {"judged": judged} | _average_so_far(asked, judged)
        case Way.PATH:
            return {"judged": judged} | _on_path(asked, judged)
        case _:
            return {"judged": judged, "status": Status.UNDEFINED}


def _on_path(asked: Question, judged: Point) -> dict[str, Any]:
    """The straight line from the base to the goal, and the growth ratio beside it."""
    base, due, goal = asked.base, asked.target.due, asked.goal
    if base is None or base.point.year >= judged.year:
        return {"base": base, "status": Status.UNDEFINED}
    if asked.at_or_past(base.point):
        # It stood at the goal already: there is no way to go, only a place to hold, or to leave upwards.
        if asked.keeps(judged):
            return {"base": base, "status": Status.ON_TRACK}
        return {"base": base, "status": Status.BEHIND if asked.at_or_past(judged) else Status.MOVING_AWAY}
    start = (base.point.year, base.point.value, due, goal)
    now = (judged.year, judged.value)
    pace = method.pace_linear(*start, *now)
    ratio = method.growth_ratio(*start, *now)
    return {
        "base": base,
        "status": Status.UNDEFINED if pace is None else status_of_pace(pace),
        "pace": pace,
        "growth_ratio": ratio,
        "growth_status": None if ratio is None else status_of_pace(ratio),
        "expected": method.expected_linear(*start, judged.year),
        "needed_per_year": method.needed_per_year(due, goal, *now),
    }


def _average_so_far(asked: Question, judged: Point) -> dict[str, Any]:
    """Average growth within its period: progress made ÷ progress due on the compounding path."""
    target = asked.target
    if asked.direction < 0 or asked.goal <= 0:
        # A ceiling, or a floor below nought, is not a way to go: it is held or not.
        return {"status": Status.ON_TRACK if asked.keeps(judged) else Status.BEHIND}
    pace = method.pace_average(asked.goal, judged.value, judged.year - target.growth_base)
    return {"status": Status.UNDEFINED if pace is None else status_of_pace(pace), "pace": pace}
