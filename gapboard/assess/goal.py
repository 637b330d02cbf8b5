"""The value that a target is to reach, in the unit it is judged in."""

from __future__ import annotations

from gapboard.assess.assessment import Span
from gapboard.assess.judged import known_levels
from gapboard.catalog import Catalog, Target
from gapboard.catalog.measures import Series
from gapboard.ledger import Book


def goal_of(target: Target, catalog: Catalog, book: Book) -> tuple[float | None, Span | None]:
    """The value to reach in the judged unit; the interval it is in, where its base year is known within bounds only.

    Neither, where it is counted from a base year that is not known at all.
    """
    measure = target.measure
    if measure.from_base is not None:
        own = known_levels(catalog.indicators[target.indicator], target.region, catalog, book)
        base = own.get(target.base or 0)
        if base is None:
            return None, None
        if base.is_exact:
            return measure.from_base(target.value, base.value), None
        return None, Span(measure.from_base(target.value, base.low), measure.from_base(target.value, base.high))
    if measure.series is Series.DIFFERENCE and target.margin is not None:
        return target.margin, None
    return target.value, None
