"""What another year's figure says of a promise that cannot be judged: shown apart, never counted as a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gapboard.assess import pace as method
from gapboard.assess.assessment import Indication, IndicationKind, Point
from gapboard.assess.question import Question
from gapboard.assess.status import Status
from gapboard.catalog import AppliesTo, Indicator, Kind

MOST_YEARS_BEFORE = 3


def indication(asked: Question, known: Mapping[str, Any]) -> Indication | None:
    """The nearest year that says something; ``None`` where there is a verdict, or no other year has a bearing on it.

    A state, or an amount on its path, at most three years before the due year; a later year only for a state, and only
    as reached later, with the year before that fell short beside it. Never across a break.
    """
    if known["status"] not in (Status.NO_DATA, Status.UNDEFINED) or known.get("judged") is not None:
        return None
    indicator = asked.catalog.indicators[asked.target.indicator]
    if asked.on.year <= asked.target.due or asked.target.applies_to is AppliesTo.GROWTH:
        return None
    before = _before(asked, indicator)
    if before is not None and before.kind is IndicationKind.AT_GOAL:
        return before
    # That it was reached in the end says more than that it had not been; both together say between which years.
    later = _later(asked, indicator)
    return replace(later, before=before) if later is not None else before


def _before(asked: Question, indicator: Indicator) -> Indication | None:
    due = asked.target.due
    years = [year for year in asked.points if due - MOST_YEARS_BEFORE <= year < due]
    if not years or _broken(indicator, max(years), due):
        return None
    point = asked.points[max(years)]
    expected = _expected(asked, indicator, point)
    measure = asked.target.measure
    # An amount needs a path, whatever the measure calls it; the base of a multiple is its own half.
    if (indicator.kind is Kind.FLOW or measure.from_base is not None) and expected is None:
        return None
    if not measure.is_state and (expected is None or not _goes_on(indicator)):
        return None
    kind = IndicationKind.AT_GOAL if asked.keeps(point) else IndicationKind.SHORT
    return Indication(kind, point, point.value - asked.goal, due - point.year, expected)


def _later(asked: Question, indicator: Indicator) -> Indication | None:
    due = asked.target.due
    years = [year for year in sorted(asked.points) if year > due and not _broken(indicator, due, year)]
    reached = [asked.points[year] for year in years if asked.keeps(asked.points[year])]
    # Only a state lasts: that more was earned in a later year says nothing of the due year.
    if not reached or not asked.target.measure.is_state or indicator.kind is Kind.FLOW:
        return None
    first = reached[0]
    return Indication(IndicationKind.REACHED_LATER, first, first.value - asked.goal, first.year - due)


def _expected(asked: Question, indicator: Indicator, point: Point) -> float | None:
    """Where the path stood in the point's year; ``None`` where none can be drawn on one basis."""
    base = asked.base
    if not asked.target.measure.has_path or base is None or base.point.year >= point.year:
        return None
    if _broken(indicator, base.point.year, asked.target.due):
        return None
    start = (base.point.year, base.point.value)
    return method.expected_linear(*start, asked.target.due, asked.goal, point.year)


def _goes_on(indicator: Indicator) -> bool:
    """Whether a year's amount goes on from the last's, as money earned does and what is newly done does not."""
    return indicator.prices is not None


def _broken(indicator: Indicator, first: int, last: int) -> bool:
    return any(first < item.year <= last for item in indicator.breaks)
