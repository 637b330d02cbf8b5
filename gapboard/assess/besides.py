"""What is known of an indicator where the series that a target is judged on has no year at all."""

from __future__ import annotations

from gapboard.assess.assessment import Besides
from gapboard.assess.judged import SERIES, known_levels
from gapboard.catalog import Catalog, Target
from gapboard.catalog.measures import Series
from gapboard.ledger import Book


def besides(target: Target, catalog: Catalog, book: Book) -> Besides | None:
    """The latest year of the series that an average or a sum is made of, else of the indicator's own values.

    An exact growth comes before any value, since it is in the unit of the promise.
    """
    made_of = target.measure.trend
    if made_of is None:
        return None
    exact = [point for point in SERIES[made_of](target, catalog, book, None).values() if point.is_exact]
    if exact:
        return Besides(exact[-1], of_growth=made_of is Series.GROWTH)
    own = known_levels(catalog.indicators[target.indicator], target.region, catalog, book)
    told = [point for point in own.values() if point.how != "monotone"]
    return Besides(told[-1], of_growth=False) if told else None
