"""What the record says of years without an exact figure: bounds that were published, and what else proves something.

Each small function below is one rule. It yields what it knows of a year as a point with a span; what several rules
know of one year is laid over each other. A rule works only where the catalogue allows it, and never across a break.
Exact figures are left to :mod:`gapboard.assess.judged`; see ``docs/method.md``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from gapboard.assess.assessment import Point, Span
from gapboard.assess.rounding import half_digit
from gapboard.catalog import Catalog, Indicator, Kind
from gapboard.catalog.terms import Monotone
from gapboard.ledger import Book, Observation
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST

Points = dict[int, Point]

BEST_CLASS, WORST_CLASS = 1.0, 6.0

# What 约 leaves open where nothing else is said, as in a target: part of the value, either way.
_ABOUT = 0.05
_ABOUT_PERCENT = 0.01


def bounds(
    indicator: Indicator, region: str, catalog: Catalog, book: Book, exact: Mapping[int, Point], through: int | None
) -> Points:
    """What is known of years that are not in ``exact``; what only grows, for the year ``through`` as well."""
    found: Points = {}
    for point in (
        *_published(indicator, region, book),
        *_part_years(indicator, region, book),
        *_parts_by_growth(indicator, region, catalog, book),
        *_from_parts(indicator, region, catalog, book),
    ):
        if point.year not in exact:
            _lay(found, point)
    if indicator.monotone is Monotone.UP:
        for point in list(_neighbours(indicator, {**found, **exact}, through)):
            if point.year not in exact:
                _lay(found, point)
    return {year: point for year, point in sorted(found.items()) if point.low <= point.high}


def against(indicator: Indicator, region: str, book: Book) -> Iterator[tuple[Point, Observation]]:
    """Exact figures below what the record proves of their year, each with the bound that it contradicts.

    More in a part of the year than in all of it, or a cumulative count that fell.
    """
    rows = book.series(region, indicator.id)
    exact = {year: Point(year, row.value or 0.0, inputs=(row,)) for year, row in rows.items()}
    found = list(_part_years(indicator, region, book))
    if indicator.monotone is Monotone.UP:
        found += _neighbours(indicator, exact, None)
    for point in found:
        own = exact.get(point.year)
        if own is not None and math.isfinite(point.low) and own.value < point.low:
            yield point, own.inputs[0]


def span_of(row: Observation, indicator: Indicator) -> Span:
    """The interval in which a published value lies."""
    value = row.value
    assert value is not None
    if row.bound == AT_LEAST:
        return Span(value, WORST_CLASS if indicator.kind is Kind.CLASS else math.inf)
    if row.bound == AT_MOST:
        return Span(_least(indicator), value)
    if row.bound == ABOUT:
        width = abs(value) * (_ABOUT_PERCENT if indicator.unit == "%" else _ABOUT)
        return Span(value - width, value + width)
    return Span(value, value if row.upper is None else row.upper)


def _least(indicator: Indicator) -> float:
    """The least that any value of it can be."""
    if indicator.kind is Kind.CLASS:
        return BEST_CLASS
    return 0.0 if indicator.adds_up or indicator.kind is Kind.COUNT else -math.inf


def _published(indicator: Indicator, region: str, book: Book) -> Iterator[Point]:
    """A bound, an approximation or a range that was published for the year."""
    for year, row in book.bounded(region, indicator.id).items():
        yield bounded(year, span_of(row, indicator), "bound", (row,))


def _part_years(indicator: Indicator, region: str, book: Book) -> Iterator[Point]:
    """A part of a year: of an amount that adds up, the year is no less; a cumulative count was no more before."""
    grows = indicator.monotone is Monotone.UP
    if not (indicator.adds_up or grows):
        return
    for row in book.not_annual(region, indicator.id):
        year, low = row.period.within, span_of(row, indicator).low
        is_span = "/" in row.period.text
        if year is not None and low >= 0 and not (grows and is_span):
            yield bounded(year, Span(low, math.inf), "part_year", (row,))


def _parts_by_growth(indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Iterator[Point]:
    """A part of a year and the growth published of it give the same part of the year before: no more than that year.

    The rounding of both is taken off, for a bound must hold.
    """
    published = catalog.published_growth.get(indicator.id)
    if published is None or not (indicator.adds_up and indicator.level_from_growth):
        return
    rates = {row.period: row for row in book.not_annual(region, published) if row.is_exact}
    breaks = {item.year for item in indicator.breaks}
    for row in book.not_annual(region, indicator.id):
        rate, year = rates.get(row.period), row.period.within
        if rate is None or year is None or year in breaks or not row.is_exact:
            continue
        amount, growth = row.value or 0.0, rate.value or 0.0
        factor = 1 + (growth + half_digit(growth, catalog.indicators[published])) / 100
        low = amount - half_digit(amount, indicator)
        if low >= 0 and growth > -100:
            yield bounded(year - 1, Span(low / factor, math.inf), "part_by_growth", (row, rate))


def _from_parts(indicator: Indicator, region: str, catalog: Catalog, book: Book) -> Iterator[Point]:
    """A share or a sum of which a part is known within bounds only."""
    if indicator.ratio is not None:
        ratio = indicator.ratio
        parts = _rows(catalog.indicators[ratio.numerator], region, book)
        wholes = _rows(catalog.indicators[ratio.denominator], ratio.denominator_region or region, book)
        for year in parts.keys() & wholes.keys():
            (part, row), (whole, of) = parts[year], wholes[year]
            if ratio.scale > 0 and part.low >= 0 and whole.low > 0:
                span = Span(ratio.scale * part.low / whole.high, ratio.scale * part.high / whole.low)
                yield bounded(year, span, "share", (row, of))
    elif indicator.sum_of:
        series = [_rows(catalog.indicators[part], region, book) for part in indicator.sum_of]
        for year in set.intersection(*(set(known) for known in series)):
            span = Span(sum(known[year][0].low for known in series), sum(known[year][0].high for known in series))
            yield bounded(year, span, "sum_of", tuple(known[year][1] for known in series))


def _rows(indicator: Indicator, region: str, book: Book) -> dict[int, tuple[Span, Observation]]:
    """What was published of each year, exactly or within bounds."""
    rows = {**book.series(region, indicator.id), **book.bounded(region, indicator.id)}
    return {year: (span_of(row, indicator), row) for year, row in rows.items()}


def _neighbours(indicator: Indicator, known: Mapping[int, Point], through: int | None) -> Iterator[Point]:
    """What only grows was, in a year, no less than in any year before and no more than in any year after."""
    if not known:
        return
    breaks = [item.year for item in indicator.breaks]
    years = {*known, through} if through else set(known)
    for year in range(min(years), max(years) + 1):
        for other, point in known.items():
            first, last = sorted((year, other))
            if other == year or any(first < broken <= last for broken in breaks):
                continue
            span = Span(point.low, math.inf) if other < year else Span(-math.inf, point.high)
            yield bounded(year, span, "monotone", point.inputs)


def bounded(year: int, span: Span, how: str, inputs: tuple[Observation, ...], *, nominal: bool = False) -> Point:
    """A point of which only an interval is known; its value is the end that was published, never an exact figure."""
    return Point(year, span.anchor, how, inputs, nominal_for_real=nominal, span=span)


def _lay(found: Points, new: Point) -> None:
    """Lay what is new over what is known of its year: the higher low end and the lower high end hold."""
    if math.isinf(new.low) and math.isinf(new.high):
        return
    old = found.get(new.year)
    if old is None:
        found[new.year] = new
        return
    low, high = max(old.low, new.low), min(old.high, new.high)
    if (low, high) == (old.low, old.high):
        return
    if (low, high) == (new.low, new.high):
        found[new.year] = new
        return
    inputs = tuple(dict.fromkeys((*old.inputs, *new.inputs)))
    found[new.year] = bounded(new.year, Span(low, high), old.how if old.low == low else new.how, inputs)


def informative(points: Iterable[Point]) -> Points:
    """Those of ``points`` that rule something out."""
    return {point.year: point for point in points if math.isfinite(point.low) or math.isfinite(point.high)}
