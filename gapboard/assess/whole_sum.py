"""A sum over a period: the sum so far against the share of time gone (序时进度)."""

from __future__ import annotations

from typing import Any

from gapboard.assess import pace as method
from gapboard.assess.question import Question
from gapboard.assess.status import Status, status_of_pace


def by_sum(asked: Question) -> dict[str, Any]:
    """Status and what it rests on, as fields of the assessment. ``asked.points`` are the sums so far."""
    assert asked.target.period is not None
    first, last = asked.target.period
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
