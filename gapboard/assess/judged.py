"""The yearly values that a target is judged on: levels, growth, shares, averages, sums, differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from gapboard.assess.assessment import Point
from gapboard.assess.pace import yearly_growth
from gapboard.catalog import AppliesTo, Catalog, Indicator, Kind, Target
from gapboard.catalog.measures import Series
from gapboard.ledger import Book, Observation

Points = dict[int, Point]


def points_for(target: Target, catalog: Catalog, book: Book) -> Points:
    """The values by year in the unit that ``target`` is judged in: the series that its measure names."""
    return SERIES[target.measure.series](target, catalog, book)


def values(target: Target, catalog: Catalog, book: Book) -> Points:
    """The indicator's own values, or their growth where the target applies to growth."""
    indicator = catalog.indicators[target.indicator]
    return _levels_or_growth(target.applies_to, indicator, target.region, catalog, book)


def levels(indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Points:
    """Published values; for a share, the years that were not published are computed from its parts."""
    points = {
        year: Point(year, row.value, inputs=(row,))
        for year, row in book.series(region, indicator.id).items()
        if row.value is not None
    }
    if indicator.ratio is None:
        return points
    ratio = indicator.ratio
    whole = book.series(ratio.denominator_region or region, ratio.denominator)
    for year, part in book.series(region, ratio.numerator).items():
        of = whole.get(year)
        if year in points or of is None or not of.value or part.value is None:
            continue
        points[year] = Point(year, ratio.scale * part.value / of.value, "share", (part, of))
    return dict(sorted(points.items()))


def growth(indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Points:
    """Growth over the year before in per cent: published first, else from levels, never across a break."""
    if indicator.kind is Kind.RATE and indicator.unit == "%" and indicator.id not in catalog.published_growth:
        return levels(indicator, region, catalog, book)
    points: Points = {}
    own = levels(indicator, region, catalog, book)
    breaks = {item.year for item in indicator.breaks}
    for year, point in own.items():
        before = own.get(year - 1)
        if before is None or before.value <= 0 or point.value <= 0 or year in breaks:
            continue
        points[year] = Point(
            year,
            100 * (point.value / before.value - 1),
            "growth",
            (*before.inputs, *point.inputs),
            nominal_for_real=indicator.growth_prices == "real",
        )
    published = catalog.published_growth.get(indicator.id)
    if published:
        points |= levels(catalog.indicators[published], region, catalog, book)
    return dict(sorted(points.items()))


def average_growth(target: Target, catalog: Catalog, book: Book) -> Points:
    """Average yearly growth in per cent from the base year up to each year of the period.

    The geometric mean of the published yearly rates where every one is known; else compound growth between
    the levels of the base year and the year, never across a break.
    """
    indicator = catalog.indicators[target.indicator]
    assert target.period is not None
    first, last = target.period
    base_year = target.growth_base
    own = levels(indicator, target.region, catalog, book)
    published_id = catalog.published_growth.get(indicator.id)
    rates = levels(catalog.indicators[published_id], target.region, catalog, book) if published_id else {}
    breaks = {item.year for item in indicator.breaks}
    points: Points = {}
    for year in range(max(first, base_year + 1), last + 1):
        span = range(base_year + 1, year + 1)
        known = [rates[step] for step in span if step in rates]
        if len(known) == len(span) and all(rate.value > -100 for rate in known):
            mean = math.exp(sum(math.log1p(rate.value / 100) for rate in known) / len(span)) - 1
            inputs = tuple(row for rate in known for row in rate.inputs)
            points[year] = Point(year, 100 * mean, "mean_of_rates", inputs)
        elif base_year in own and year in own and not breaks.intersection(span):
            mean_growth = yearly_growth(base_year, own[base_year].value, year, own[year].value)
            if mean_growth is not None:
                inputs = (*own[base_year].inputs, *own[year].inputs)
                nominal = indicator.growth_prices == "real"
                points[year] = Point(year, 100 * mean_growth, "compound", inputs, nominal_for_real=nominal)
    return points


def running_sum(target: Target, catalog: Catalog, book: Book) -> Points:
    """The sum from the first year of the period up to each year, as long as no year is missing."""
    indicator = catalog.indicators[target.indicator]
    assert target.period is not None
    own = levels(indicator, target.region, catalog, book)
    points: Points = {}
    rows: list[Observation] = []
    total = 0.0
    for year in range(target.period[0], target.period[1] + 1):
        if year not in own:
            break
        total += own[year].value
        rows.extend(own[year].inputs)
        points[year] = Point(year, total, "sum", tuple(rows))
    return points


def difference(target: Target, catalog: Catalog, book: Book) -> Points:
    """Own value against the reference's, year by year, of levels or of growth.

    The difference; for a target in per cent about amounts, the difference in per cent of the reference.
    """
    assert target.reference is not None
    indicator = catalog.indicators[target.indicator]
    other = catalog.indicators[target.reference.indicator]
    own = _levels_or_growth(target.applies_to, indicator, target.region, catalog, book)
    against = _levels_or_growth(target.applies_to, other, target.reference.region, catalog, book)
    in_percent = target.unit == "%" and indicator.unit != "%" and target.applies_to is AppliesTo.LEVEL
    points: Points = {}
    for year in own:
        if year not in against or (in_percent and not against[year].value):
            continue
        gap = own[year].value - against[year].value
        points[year] = Point(
            year,
            100 * gap / abs(against[year].value) if in_percent else gap,
            "difference",
            (*own[year].inputs, *against[year].inputs),
            nominal_for_real=own[year].nominal_for_real or against[year].nominal_for_real,
        )
    return points


def _levels_or_growth(applies_to: AppliesTo, indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Points:
    read = growth if applies_to is AppliesTo.GROWTH else levels
    return read(indicator, region, catalog, book)


def growth_of(target: Target, catalog: Catalog, book: Book) -> Points:
    """The growth of the target's indicator."""
    return growth(catalog.indicators[target.indicator], target.region, catalog, book)


SERIES: Mapping[Series, Callable[[Target, Catalog, Book], Points]] = {
    Series.VALUES: values,
    Series.GROWTH: growth_of,
    Series.AVERAGE: average_growth,
    Series.SUM: running_sum,
    Series.DIFFERENCE: difference,
}
"""How each series that a measure may name is worked out."""
