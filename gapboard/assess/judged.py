"""The yearly values that a target is judged on: levels, growth, shares, averages, sums, differences.

Each series holds exact points and, for years of which only a bound is known, points with a span. Whatever is computed
from a span is a span; what is computed from exact values is worked out as if there were no spans.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from gapboard.assess import evidence
from gapboard.assess.assessment import Point, Span
from gapboard.assess.evidence import Points
from gapboard.assess.pace import yearly_growth
from gapboard.assess.rounding import half_digit
from gapboard.catalog import AppliesTo, Catalog, Indicator, Kind, Target
from gapboard.catalog.measures import Series
from gapboard.ledger import Book, Observation


def points_for(target: Target, catalog: Catalog, book: Book, *, over: bool = False) -> tuple[Points, Points]:
    """The values by year in the unit that ``target`` is judged in: exact ones, and those within bounds.

    It is the series that the target's measure names. ``over`` says that the due year has passed, so that what only
    grows stands in it at least where it last stood.
    """
    found = SERIES[target.measure.series](target, catalog, book, target.due if over else None)
    exact = {year: point for year, point in found.items() if point.is_exact}
    within = evidence.informative(point for point in found.values() if not point.is_exact)
    return exact, within


def exact_points(points: Points) -> Points:
    """The exact ones of ``points``."""
    return {year: point for year, point in points.items() if point.is_exact}


def values(target: Target, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """The indicator's own values, or their growth where the target applies to growth."""
    indicator = catalog.indicators[target.indicator]
    return _levels_or_growth(target.applies_to, indicator, target.region, catalog, book, through)


def levels(indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Points:
    """Published values; years that were not published are computed: a share or a sum from its parts, else by growth."""
    points = {
        year: Point(year, row.value, inputs=(row,), slack=half_digit(row.value, indicator))
        for year, row in book.series(region, indicator.id).items()
        if row.value is not None
    }
    if indicator.ratio is not None:
        _add_shares(points, indicator, region, catalog, book)
    elif indicator.sum_of:
        _add_sums(points, indicator, region, catalog, book)
    if indicator.level_from_growth:
        _add_by_growth(points, indicator, region, catalog, book)
    if indicator.ratio or indicator.sum_of or indicator.level_from_growth:
        return dict(sorted(points.items()))
    return points  # in the order of their years, as the book has them


def known_levels(indicator: Indicator, region: str, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """The ``levels``, and the years of which only a bound is known."""
    exact = levels(indicator, region, catalog, book)
    within = evidence.bounds(indicator, region, catalog, book, exact, through)
    return dict(sorted((exact | within).items())) if within else exact


def _add_shares(points: Points, indicator: Indicator, region: str, catalog: Catalog, book: Book) -> None:
    ratio = indicator.ratio
    assert ratio is not None
    whole = book.series(ratio.denominator_region or region, ratio.denominator)
    for year, part in book.series(region, ratio.numerator).items():
        of = whole.get(year)
        if year in points or of is None or not of.value or part.value is None:
            continue
        value = ratio.scale * part.value / of.value
        slacks = (
            abs(value) * half_digit(of.value, catalog.indicators[ratio.denominator]) / abs(of.value),
            abs(ratio.scale / of.value) * half_digit(part.value, catalog.indicators[ratio.numerator]),
        )
        points[year] = Point(year, value, "share", (part, of), slack=sum(slacks))


def _add_sums(points: Points, indicator: Indicator, region: str, catalog: Catalog, book: Book) -> None:
    series = [book.series(region, part) for part in indicator.sum_of]
    for year in set.intersection(*(set(part) for part in series)) - set(points):
        rows = tuple(part[year] for part in series)
        slack = sum(
            half_digit(row.value or 0, catalog.indicators[part])
            for row, part in zip(rows, indicator.sum_of, strict=True)
        )
        points[year] = Point(year, sum(row.value or 0 for row in rows), "sum_of", rows, slack=slack)


def _add_by_growth(points: Points, indicator: Indicator, region: str, catalog: Catalog, book: Book) -> None:
    """The level of the year after or before a published one, by the growth published between; one step only."""
    published = catalog.published_growth.get(indicator.id)
    if published is None:
        return
    own, breaks = dict(points), {item.year for item in indicator.breaks}
    growth_of_it = catalog.indicators[published]
    for year, row in book.series(region, published).items():
        if row.value is None or row.value <= -100 or year in breaks:
            continue
        factor, loose = 1 + row.value / 100, half_digit(row.value, growth_of_it) / 100
        for known, wanted in ((year - 1, year), (year, year - 1)):
            start = own.get(known)
            if start is None or wanted in own or start.value <= 0:
                continue
            value = start.value * factor if wanted == year else start.value / factor
            slack = value * (start.slack / start.value + loose / factor)
            points.setdefault(wanted, Point(wanted, value, "by_growth", (*start.inputs, row), slack=slack))


def known_growth(indicator: Indicator, region: str, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """Growth over the year before in per cent: published first, else from levels, never across a break."""
    if indicator.kind is Kind.RATE and indicator.unit == "%" and indicator.id not in catalog.published_growth:
        return known_levels(indicator, region, catalog, book, through)
    points: Points = {}
    own = known_levels(indicator, region, catalog, book, through)
    breaks = {item.year for item in indicator.breaks}
    nominal = indicator.growth_prices == "real"
    for year, point in own.items():
        before = own.get(year - 1)
        if before is None or before.low <= 0 or point.low <= 0 or year in breaks:
            continue
        if "by_growth" in (before.how, point.how):
            continue  # it would give back the growth that it was made with, or mix two
        inputs = (*before.inputs, *point.inputs)
        if before.is_exact and point.is_exact:
            value = 100 * (point.value / before.value - 1)
            slack = (100 + value) * (before.slack / before.value + point.slack / point.value)
            points[year] = Point(year, value, "growth", inputs, nominal_for_real=nominal, slack=slack)
        elif not math.isinf(before.high) or not math.isinf(point.high):
            span = _rates(point.low / before.high, point.high / before.low)
            points[year] = evidence.bounded(year, span, "growth", inputs, nominal=nominal)
    published = catalog.published_growth.get(indicator.id)
    if published:
        points |= known_levels(catalog.indicators[published], region, catalog, book)
        return dict(sorted(points.items()))
    return points


def known_average_growth(target: Target, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """Average yearly growth in per cent from the base year up to each year of the period.

    The geometric mean of the published yearly rates where every one is known; else compound growth between
    the levels of the base year and the year, never across a break.
    """
    indicator = catalog.indicators[target.indicator]
    assert target.period is not None
    first, last = target.period
    base_year = target.growth_base
    own = known_levels(indicator, target.region, catalog, book, through)
    published_id = catalog.published_growth.get(indicator.id)
    rates = known_levels(catalog.indicators[published_id], target.region, catalog, book) if published_id else {}
    breaks = {item.year for item in indicator.breaks}
    points: Points = {}
    for year in range(max(first, base_year + 1), last + 1):
        span = range(base_year + 1, year + 1)
        known = [rates[step] for step in span if step in rates]
        ends = [own[end] for end in (base_year, year) if end in own and not breaks.intersection(span)]
        compound = _compound(ends, indicator) if len(ends) == 2 else None
        mean = _mean_of_rates(year, known) if len(known) == len(span) else None
        # Published rates come first, but a bound does not come before what is exact.
        found = next((point for point in (mean, compound) if point and point.is_exact), mean or compound)
        if found is not None:
            points[year] = found
    return points


def _mean_of_rates(year: int, rates: Sequence[Point]) -> Point | None:
    if any(rate.low <= -100 for rate in rates):
        return None
    inputs = tuple(row for rate in rates for row in rate.inputs)

    def mean(of: Sequence[float]) -> float:
        if any(math.isinf(rate) for rate in of):
            return math.inf
        return 100 * (math.exp(sum(math.log1p(rate / 100) for rate in of) / len(of)) - 1)

    if all(rate.is_exact for rate in rates):
        value = mean([rate.value for rate in rates])
        slack = (100 + value) / len(rates) * sum(rate.slack / (100 + rate.value) for rate in rates)
        return Point(year, value, "mean_of_rates", inputs, slack=slack)
    span = Span(mean([rate.low for rate in rates]), mean([rate.high for rate in rates]))
    return evidence.bounded(year, span, "mean_of_rates", inputs)


def _compound(ends: Sequence[Point], indicator: Indicator) -> Point | None:
    first, last = ends
    inputs, nominal = (*first.inputs, *last.inputs), indicator.growth_prices == "real"
    if first.is_exact and last.is_exact:
        rate = yearly_growth(first.year, first.value, last.year, last.value)
        if rate is None:
            return None
        loose = first.slack / first.value + last.slack / last.value
        slack = 100 * (1 + rate) * loose / (last.year - first.year)
        return Point(last.year, 100 * rate, "compound", inputs, nominal_for_real=nominal, slack=slack)
    if first.low <= 0 or last.low <= 0 or (math.isinf(first.high) and math.isinf(last.high)):
        return None
    years = last.year - first.year
    low, high = (last.low / first.high) ** (1 / years), (last.high / first.low) ** (1 / years)
    return evidence.bounded(last.year, _rates(low, high), "compound", inputs, nominal=nominal)


def _rates(low: float, high: float) -> Span:
    """Two factors of growth as rates in per cent. That nothing falls by more than all of it is not worth saying."""
    return Span(100 * (low - 1) if low > 0 else -math.inf, 100 * (high - 1))


def growth(indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Points:
    """The exact growth rates among ``known_growth``."""
    return exact_points(known_growth(indicator, region, catalog, book))


def average_growth(target: Target, catalog: Catalog, book: Book) -> Points:
    """The exact ones among ``known_average_growth``."""
    return exact_points(known_average_growth(target, catalog, book))


def running_sum(target: Target, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """The sum from the first year of the period up to each year, as long as no year is missing."""
    indicator = catalog.indicators[target.indicator]
    assert target.period is not None
    own = known_levels(indicator, target.region, catalog, book, through)
    points: Points = {}
    rows: list[Observation] = []
    total, low, high, slack, exact = 0.0, 0.0, 0.0, 0.0, True
    for year in range(target.period[0], target.period[1] + 1):
        if year not in own:
            break
        point = own[year]
        total, low, high = total + point.value, low + point.low, high + point.high
        slack, exact = slack + point.slack, exact and point.is_exact
        rows.extend(point.inputs)
        if exact:
            points[year] = Point(year, total, "sum", tuple(rows), slack=slack)
        else:
            points[year] = evidence.bounded(year, Span(low, high), "sum", tuple(rows))
    return points


def difference(target: Target, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """Own value against the reference's, year by year, of levels or of growth.

    The difference; for a target in per cent about amounts, the difference in per cent of the reference. Growth in
    constant prices is not held against growth worked out from levels in current prices.
    """
    assert target.reference is not None
    indicator = catalog.indicators[target.indicator]
    other = catalog.indicators[target.reference.indicator]
    own = _levels_or_growth(target.applies_to, indicator, target.region, catalog, book, through)
    against = _levels_or_growth(target.applies_to, other, target.reference.region, catalog, book, through)
    in_percent = target.unit == "%" and indicator.unit != "%" and target.applies_to is AppliesTo.LEVEL
    points: Points = {}
    for year in own:
        if year not in against or (in_percent and not against[year].value):
            continue
        if own[year].nominal_for_real != against[year].nominal_for_real:
            continue
        if own[year].is_exact and against[year].is_exact:
            points[year] = _difference(own[year], against[year], in_percent=in_percent)
        else:
            _add_bounded_difference(points, own[year], against[year], in_percent=in_percent)
    return points


def _difference(own: Point, against: Point, *, in_percent: bool) -> Point:
    gap = own.value - against.value
    size = abs(against.value)
    slack = own.slack + against.slack
    if in_percent:
        slack = 100 * (own.slack / size + abs(own.value) * against.slack / size**2)
    return Point(
        own.year,
        100 * gap / size if in_percent else gap,
        "difference",
        (*own.inputs, *against.inputs),
        nominal_for_real=own.nominal_for_real or against.nominal_for_real,
        slack=slack,
    )


def _add_bounded_difference(points: Points, own: Point, against: Point, *, in_percent: bool) -> None:
    low, high = own.low - against.high, own.high - against.low
    if in_percent:
        if own.low < 0 or against.low <= 0:
            return
        low, high = 100 * (own.low / against.high - 1), 100 * (own.high / against.low - 1)
    if math.isnan(low) or math.isnan(high):
        return
    nominal = own.nominal_for_real or against.nominal_for_real
    inputs = (*own.inputs, *against.inputs)
    points[own.year] = evidence.bounded(own.year, Span(low, high), "difference", inputs, nominal=nominal)


def _levels_or_growth(
    applies_to: AppliesTo, indicator: Indicator, region: str, catalog: Catalog, book: Book, through: int | None
) -> Points:
    read = known_growth if applies_to is AppliesTo.GROWTH else known_levels
    return read(indicator, region, catalog, book, through)


def growth_of(target: Target, catalog: Catalog, book: Book, through: int | None = None) -> Points:
    """The growth of the target's indicator."""
    return known_growth(catalog.indicators[target.indicator], target.region, catalog, book, through)


SERIES: Mapping[Series, Callable[[Target, Catalog, Book, int | None], Points]] = {
    Series.VALUES: values,
    Series.GROWTH: growth_of,
    Series.AVERAGE: known_average_growth,
    Series.SUM: running_sum,
    Series.DIFFERENCE: difference,
}
"""How each series that a measure may name is worked out."""
