"""A sum over a period: the sum so far against the share of time gone (序时进度)."""

from __future__ import annotations

from typing import Any

from gapboard.assess import pace as method
from gapboard.assess.assessment import Point
from gapboard.assess.question import Question
from gapboard.assess.status import Status, status_of_pace


def by_sum(asked: Question) -> dict[str, Any]:
    """Status and what it rests on, as fields of the assessment. ``asked.points`` are the sums so far."""
    assert asked.target.period is not None
    first, last = asked.target.period
    if bound := asked.newest_bound:
        found = _by_bound(asked, bound, last)
        if found:
            return found
    judged = asked.latest
    if judged is None:
        return {"status": Status.NO_DATA}
    complete, kept, is_floor = judged.year == last, asked.keeps(judged), asked.direction > 0
    if kept and (complete or is_floor):
        # More years can only add to a sum that has already arrived.
        status = Status.MET if complete else Status.MET_EARLY
        return {"status": status, "judged": judged, "reached_in": judged.year}
    if complete or (not is_floor and not kept):
        # A ceiling once exceeded stays exceeded: sums do not shrink.
        return {"status": Status.MISSED, "judged": judged}
    if asked.on.year > last:
        return {"status": Status.NO_DATA}
    expected = asked.goal * (judged.year - first + 1) / (last - first + 1)
    pace = judged.value / expected if expected else None
    return {
        "status": Status.UNDEFINED if pace is None or not is_floor else status_of_pace(pace),
        "judged": judged,
        "expected": expected,
        "pace": pace,
        "needed_per_year": method.needed_per_year(last, asked.goal, judged.year, judged.value),
    }


def _by_bound(asked: Question, bound: Point, last: int) -> dict[str, Any]:
    """What a sum says of which only a bound is known; nothing where the exact years before it say more."""
    complete, is_floor, kept = bound.year == last, asked.direction > 0, asked.decides(bound)
    if kept and (complete or is_floor):
        return {"status": Status.MET if complete else Status.MET_EARLY, "proof": bound, "reached_in": bound.year}
    if kept is False and (complete or not is_floor):
        return {"status": Status.MISSED, "proof": bound}
    if complete or asked.latest is None:
        return {"status": Status.UNDEFINED, "proof": bound}
    return {}
