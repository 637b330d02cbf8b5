"""The latest change: better, flat or worse."""

from __future__ import annotations

from collections.abc import Mapping

from gapboard.assess.assessment import LatestChange, Point
from gapboard.assess.judged import SERIES, exact_points, levels
from gapboard.assess.status import Trend
from gapboard.catalog import Catalog, Target
from gapboard.ledger import Book

_RATE_DECIMALS = 2  # as growth rates are shown


def latest_change(
    target: Target, points: Mapping[int, Point], direction: int, catalog: Catalog, book: Book
) -> LatestChange | None:
    """The change between the last two known years of the target's ``points``, or of the series its measure names.

    Levels are not compared across a break; where the growth of the last year was published, it tells the trend.
    """
    if target.measure.trend is not None:
        points = exact_points(SERIES[target.measure.trend](target, catalog, book, None))
    if len(points) < 2:
        return None
    first, last = (points[year] for year in sorted(points)[-2:])
    indicator = catalog.indicators[target.indicator]
    rate = None
    decimals = _RATE_DECIMALS if target.is_growth else indicator.decimals
    step = round(last.value, decimals) - round(first.value, decimals)
    if not target.is_growth and any(first.year < item.year <= last.year for item in indicator.breaks):
        published = catalog.published_growth.get(indicator.id)
        series = levels(catalog.indicators[published], target.region, catalog, book) if published else {}
        rate = series.get(last.year)
        if rate is None:
            return None
        step = rate.value
    trend = Trend.FLAT if step == 0 else Trend.BETTER if step * direction > 0 else Trend.WORSE
    return LatestChange(first, last, trend, rate)
