"""One indicator in one region in a running year: how far it has come, beside last year and the usual course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median

from gapboard.assess.in_year.course import MONTHS, Course, Histories, How, Known, Rows, course
from gapboard.catalog import Catalog, Indicator, Kind
from gapboard.kernel.value import value

MOST_YEARS = 5
"""How many earlier years the usual share is taken from at most, the latest first."""


OPPOSED = 5.0
"""By how many points growth may be of the other sign than two amounts before that is worth a word."""


FAR = 10.0
"""By how many points it may be off such growth at all: more than prices move in a year."""


def opposes(rate: float, now: float, before: float) -> float | None:
    """The growth from ``before`` to ``now`` in per cent, where that leads the other way than ``rate``; else ``None``.

    Prices and restated figures move growth by some points: only more than ``OPPOSED`` counts.
    """
    own = 100 * (now / before - 1) if before > 0 else 0.0
    return own if own * rate < 0 and abs(own - rate) > OPPOSED else None


def unlike(rate: float, now: float, before: float) -> float | None:
    """As ``opposes``, where it is only further off than ``FAR``."""
    own = 100 * (now / before - 1) if before > 0 else rate
    return own if abs(own - rate) > FAR else None


@value
class Growth:
    """Growth over the same months of last year, in per cent, up to ``month``.

    ``of`` are the figures it is computed from, where it was not published. ``nominal`` says that it is then in
    current prices, while the growth of this indicator is by convention real.
    """

    month: int
    value: float
    published: bool
    of: tuple[Known, ...]
    nominal: bool = False


@value
class Usual:
    """The share of its year's total usually reached by a month (1 is the whole): the median of ``years``."""

    share: float
    years: tuple[tuple[int, float], ...]


@value
class Fall:
    """A published cumulated value below that of an earlier month; ``certain`` where no month can be negative."""

    before: Known
    after: Known
    certain: bool


@value
class SoFar:
    """What is known of ``year`` up to each month, in the indicator's unit; ``why`` has a code for what is ``None``.

    ``last`` is the same part of last year as known now, ``last_then`` as it was known first.
    """

    indicator: Indicator
    region: str
    year: int
    course: Course
    before: Course
    latest: Known | None
    last: Known | None
    last_then: float | None
    growth: Growth | None
    usual: Usual | None
    falls: tuple[Fall, ...]
    why: Mapping[str, str]

    @property
    def month(self) -> int:
        """The latest month of which anything is known; 0 for none."""
        return max(self.latest.month if self.latest else 0, self.growth.month if self.growth else 0)

    @property
    def part_month(self) -> int:
        """The latest month of which a part of the year is known; 0 where only the whole of it is."""
        return max((known.month for known in self.course.values() if known.how is not How.YEAR), default=0)

    @property
    def change(self) -> float | None:
        """The difference to the same part of last year, in units."""
        return self.latest.value - self.last.value if self.latest and self.last else None

    @property
    def opposed(self) -> float | None:
        """The growth of the figure over last year's in per cent, where published growth of the months leads the other
        way or is far off; ``None`` where neither, or where the definition changed in between."""
        growth, now, last = self.growth, self.latest, self.last
        if growth is None or not growth.published or now is None or last is None or growth.month != now.month:
            return None
        if now.is_broken or any(item.year == self.year for item in self.indicator.breaks):
            return None
        found = opposes(growth.value, now.value, last.value)
        return unlike(growth.value, now.value, last.value) if found is None else found

    @property
    def adds(self) -> bool:
        """Whether its figures add up over the months of a year."""
        return self.indicator.kind is Kind.FLOW or (self.indicator.kind is Kind.COUNT and bool(self._spans))

    @property
    def _spans(self) -> list[Known]:
        return [known for known in self.course.values() if known.span and known.how is not How.YEAR]


def so_far(
    indicator: Indicator, region: str, year: int, catalog: Catalog, known: Histories, through: int = MONTHS
) -> SoFar:
    """What ``known`` says of ``year`` up to the month ``through``. Never raises for want of data."""
    series = known.of(region, indicator.id)
    now = course(series.get(year, ()), year, indicator, through)
    before = course(series.get(year - 1, ()), year - 1, indicator)
    last_known = now[max(now)] if now else None
    why: dict[str, str] = {}
    last = _counterpart(last_known, before)
    if last_known is not None and last is None:
        why["last"] = "no_counterpart"
    growth = _growth(indicator, region, year, catalog, known, now, before, through, why)
    usual = _usual(series, year, last_known, indicator)
    return SoFar(
        indicator, region, year, now, before, last_known, last,
        _first(series.get(year - 1, ()), last, indicator), growth, usual, tuple(_falls(now, indicator)), why,
    )  # fmt: skip


def _counterpart(known: Known | None, before: Course) -> Known | None:
    """The same part of the year before: a span for a span, a month's end for a month's end."""
    found = before.get(known.month) if known else None
    return found if found and known and (found.span == known.span or known.month == MONTHS) else None


def _first(rows: Rows, known: Known | None, indicator: Indicator) -> float | None:
    """What was said of a part of a year when it was first on record."""
    if known is None:
        return None
    for then in _as_known(rows, known.year, known.month, indicator):
        found = then.get(known.month)
        if found is not None and found.span == known.span:
            return found.value
    return None


def _as_known(rows: Rows, year: int, month: int, indicator: Indicator) -> Iterator[Course]:
    """The year as it was known on each day on which a figure up to ``month`` was on record, the first day first."""
    days = [row.recorded_at.date() for row in rows]
    first = min((day for row, day in zip(rows, days, strict=True) if row.period.last_month == month), default=None)
    for day in sorted(set(days)):
        if first is not None and day >= first:
            yield course([row for row, at in zip(rows, days, strict=True) if at <= day], year, indicator)


def _growth(
    indicator: Indicator,
    region: str,
    year: int,
    catalog: Catalog,
    known: Histories,
    now: Course,
    before: Course,
    through: int,
    why: dict[str, str],
) -> Growth | None:
    """Growth up to the latest month of which it is known: as published, else computed from like with like."""
    published_id = catalog.published_growth.get(indicator.id)
    found: list[Growth] = []
    if published_id is not None:
        rates = course(known.of(region, published_id).get(year, ()), year, catalog.indicators[published_id], through)
        wanted = indicator.kind is Kind.FLOW
        found = [Growth(m, rate.value, True, (rate,)) for m, rate in rates.items() if rate.span or not wanted]
    newest = now[max(now)] if now else None
    if newest is not None and newest.month not in {growth.month for growth in found}:
        own = _own_growth(indicator, year, newest, before, why)
        found += [own] if own else []
    return max(found, key=lambda growth: growth.month, default=None)


def _own_growth(indicator: Indicator, year: int, now: Known, before: Course, why: dict[str, str]) -> Growth | None:
    last = _counterpart(now, before)
    if indicator.kind in (Kind.RATE, Kind.CLASS):
        return None
    if last is None:
        why["growth"] = "no_counterpart"
    elif now.is_broken or any(item.year == year for item in indicator.breaks):
        why["growth"] = "break"
    elif last.value <= 0 or now.value < 0:
        why["growth"] = "not_positive"
    else:
        nominal = indicator.growth_prices == "real"
        return Growth(now.month, 100 * (now.value / last.value - 1), False, (now, last), nominal)
    return None


def _usual(series: Mapping[int, Rows], year: int, now: Known | None, indicator: Indicator) -> Usual | None:
    """The share of earlier years' totals that was done by the month, each year as known when both were first known."""
    if now is None or not now.span or now.month == MONTHS or indicator.kind not in (Kind.FLOW, Kind.COUNT):
        return None
    shares = []
    for earlier in sorted((item for item in series if item < year), reverse=True):
        share = _share(series[earlier], earlier, now.month, indicator)
        if share is not None:
            shares.append((earlier, share))
        if len(shares) == MOST_YEARS:
            break
    return Usual(median(share for _, share in shares), tuple(reversed(shares))) if shares else None


def _share(rows: Rows, year: int, month: int, indicator: Indicator) -> float | None:
    """The share of one year's total done by ``month``, as known on the first day on which both were on record."""
    for then in _as_known(rows, year, MONTHS, indicator):
        part, whole = then.get(month), then.get(MONTHS)
        if part and whole and part.span and whole.value > 0:
            return part.value / whole.value
    return None


def _falls(now: Course, indicator: Indicator) -> Iterator[Fall]:
    """Published cumulated values that are lower than those of the month before."""
    spans = [known for known in now.values() if known.span and known.how is How.PUBLISHED]
    if indicator.kind in (Kind.FLOW, Kind.COUNT):
        for before, after in pairwise(spans):
            if after.value < before.value:
                yield Fall(before, after, certain=indicator.adds_up)
