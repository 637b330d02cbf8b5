"""A value of the ledger in words."""

from __future__ import annotations

import math
from collections.abc import Callable

from gapboard.assess import Point
from gapboard.assess.evidence import BEST_CLASS, WORST_CLASS, span_of
from gapboard.catalog import Catalog, Indicator, Kind
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number, water_class, with_unit
from gapboard.ledger import Observation
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST

_PUBLISHED = ("published", "bound")
_MEANT = {AT_LEAST: "at_least", AT_MOST: "at_most", ABOUT: "about"}


def observation_text(row: Observation, indicator: Indicator, catalog: Catalog, language: str) -> str:
    """A ledger value with its unit, in the language's own scale, with every digit that was published."""
    if row.value is None:
        return say("actual.none", language)
    if indicator.kind is Kind.CLASS:
        return class_text(*span_of(row, indicator), language)
    unit = catalog.units[indicator.unit]
    low = number(row.value * unit.scale(language), 6)
    if row.upper is not None:
        high = number(row.upper * unit.scale(language), 6)
        return say("evidence.span.between", language, low=low, high=with_unit(high, unit.beside(high, language)))
    amount = with_unit(low, unit.beside(low, language))
    return say(f"evidence.span.{_MEANT[row.bound]}", language, amount=amount) if row.bound else amount


def dated_text(amount: str, point: Point, language: str) -> str:
    """A point's amount with its year, and a word where that year was not over when the figure was on record."""
    return flagged(say("actual.of_year", language, amount=amount, year=point.year), point, language)


def flagged(text: str, point: Point, language: str) -> str:
    """``text`` about a point, with a word where it rests on a year that was not over when its figure was on record."""
    row = point.unfinished
    return say("actual.unfinished", language, text=text) if row and row.period.year == point.year else text


def shown_decimals(indicator: Indicator, catalog: Catalog, language: str) -> int:
    """The digits after the point that a computed value of an indicator is written with, wherever it stands."""
    return max(0, indicator.decimals - round(math.log10(catalog.units[indicator.unit].scale(language))))


def point_text(point: Point, indicator: Indicator, catalog: Catalog, language: str) -> str:
    """An exact value of a year with its unit: every digit that was published, or those of a computed value."""
    if indicator.kind is Kind.CLASS:
        return water_class(point.value, language)
    return _amount(point.value, point.how, indicator, catalog, language)


def _amount(value: float, how: str, indicator: Indicator, catalog: Catalog, language: str) -> str:
    unit = catalog.units[indicator.unit]
    digits = 6 if how in _PUBLISHED else shown_decimals(indicator, catalog, language)
    text = number(value * unit.scale(language), digits)
    return with_unit(text, unit.beside(text, language))


def known_text(point: Point, indicator: Indicator, catalog: Catalog, language: str) -> str:
    """What is known of a year with its unit: an exact value, or in words the interval that it is in."""
    if point.is_exact:
        return point_text(point, indicator, catalog, language)
    if indicator.kind is Kind.CLASS:
        return class_text(point.low, point.high, language)

    def amount(value: float) -> str:
        return _amount(value, point.how, indicator, catalog, language)

    return interval_text(point.low, point.high, amount, amount, language)


def interval_text(
    low: float, high: float, amount: Callable[[float], str], bare: Callable[[float], str], language: str
) -> str:
    """An interval in words; an end that is not known is infinite. ``amount`` writes a value with its unit, ``bare`` the
    lower of two ends.
    """
    if math.isinf(high):
        return say("evidence.span.at_least", language, amount=amount(low))
    if math.isinf(low):
        return say("evidence.span.at_most", language, amount=amount(high))
    if low == high:
        return amount(low)
    return say("evidence.span.between", language, low=bare(low), high=amount(high))


def class_text(low: float, high: float, language: str) -> str:
    """A water class, or those between two: that or better, that or worse."""
    best, worst = (water_class(value, language) for value in (low, high))
    if low == high:
        return best
    if low <= BEST_CLASS:
        return say("goal.class", language, amount=worst)
    if high >= WORST_CLASS:
        return say("evidence.span.or_worse", language, amount=best)
    return say("evidence.span.between", language, low=best, high=worst)
