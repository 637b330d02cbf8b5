"""The checks of one value, one small function each. Their remarks stand at the value, wherever no row is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from gapboard.assess.in_year import FAR, OPPOSED, opposes
from gapboard.catalog import Indicator, Kind
from gapboard.intake import units
from gapboard.intake.bounds import UNCLEAR, Bounded, read_bounded
from gapboard.intake.cells import brief
from gapboard.intake.figure import Figure, Shown, read_as
from gapboard.intake.model import Remark, doubt, refusal
from gapboard.intake.period import is_average, reason_of
from gapboard.ledger import Period
from gapboard.ledger.observation import AT_MOST
from gapboard.ledger.row_rules import FIRST_YEAR, LAST_YEAR

# Growth rates swing by factors in every ordinary year; a swing of this many points is worth a look.
_RATE_SWING = 10.0
_RATE_CHANGE = 1.0
# Shares of a whole move slowly: by how many points within a year, more for each further one, and across a break.
_SHARE_SWING, _SHARE_YEARLY, _SHARE_BREAK = 10.0, 2.0, 20.0
_MOST_GROWTH = 50.0  # per cent; of all published rates one in a hundred is higher
_GROWTH_YEARS = 2
_GROWS = ("增速", "增长", "增幅", "涨幅", "降幅")
_AMOUNTS = (Kind.FLOW, Kind.LEVEL, Kind.COUNT)
_LEFT_OF_FALL = 2 / 3
_SHORT_SPAN = 2  # months
_SEASON = 5.0  # some months bring several times as much as others
_ACROSS_A_BREAK = 10.0
_STANDING = 3  # as many in one column are no accident
_RESTATED = 3.0  # points by which growth on a comparable basis is off two amounts as published
_MOST_MULTIPLES = 10_000
_MOST_PER_HEAD = 10_000_000
_ROUNDED = 1.001  # published figures are rounded one by one
_FAR_ACROSS_A_BREAK = 20.0  # points; a census restates the level, and growth is published on the new basis
_COUNTED = frozenset(("户", "家", "个", "项", "座", "栋", "条", "件", "次", "对", "组", "人", "天"))

PARTS = (
    *(("primary-va", "gdp"), ("secondary-va", "gdp"), ("services-va", "gdp"), ("industrial-va", "secondary-va")),
    *(("industrial-va", "gdp"), ("finance-va", "services-va"), ("finance-va", "gdp"), ("private-va", "gdp")),
    *(("exports", "trade"), ("imports", "trade"), ("urban-population", "population"), ("culture-va", "gdp")),
    *(("health-industry-va", "gdp"), ("industrial-investment", "fai"), ("overseas-tourists", "tourists")),
)
"""Indicators of the board of which the first is a part of the second."""


def of_period(period: str, today: dt.date, *, plain: bool = False) -> Iterator[Remark]:
    """A year that no statistic can be of, a period that is not over yet; and what is kept out of the annual series,
    but for a part of a year where the file says it ``plain`` beside the figure."""
    of = Period(period)
    if int(period[:4]) < FIRST_YEAR or of.last_year > LAST_YEAR:
        yield refusal("year_out_of_range", found=period, expected=f"{FIRST_YEAR}–{LAST_YEAR}")
    elif not of.is_over(today):
        is_part = reason_of(period) == "part_year"
        expected = f"{today:%Y-%m}" if is_part else today.year
        yield doubt("future_part" if is_part else "future_year", found=period, expected=expected)
    if (reason := reason_of(period)) and not (plain and reason == "part_year"):
        yield doubt(reason, found=period, expected=period[:4])


def of_value(indicator: Indicator, figure: Figure, percent_sign: bool) -> Iterator[Remark]:
    """Every check of a value by itself, in its indicator's unit: a new one is a function below and a line here."""
    yield from is_whole(indicator, figure.value)
    yield from is_not_negative(indicator, figure.value)
    yield from is_not_fraction(indicator, figure, percent_sign)
    yield from is_possible(indicator, figure)
    yield from is_of_one_person(indicator, figure)


def is_whole(indicator: Indicator, value: float) -> Iterator[Remark]:
    """A fraction of something that is counted one by one."""
    if counted(indicator) and not value.is_integer():
        yield doubt("not_whole", found=value, expected=indicator.unit)


def counted(indicator: Indicator) -> bool:
    """Whether an indicator's figures are whole numbers."""
    return indicator.kind is Kind.COUNT and indicator.unit in _COUNTED


def is_not_negative(indicator: Indicator, value: float) -> Iterator[Remark]:
    """Less than nothing of what is an amount or a number of things."""
    if value < 0 and indicator.kind is not Kind.RATE:
        yield doubt("negative", found=value, expected="0")


def is_not_fraction(indicator: Indicator, figure: Figure, percent_sign: bool) -> Iterator[Remark]:
    """A share that may be 0.645 for 64.5 %: what a spreadsheet keeps of a cell formatted as a percentage."""
    highest = figure.most if figure.is_range else figure.value
    if indicator.unit == "%" and not percent_sign and 0 < abs(figure.value) <= 1 and abs(highest) <= 1:
        percent, as_it_is = figure.written("%", 2), figure.written("%")
        readings = ((percent, percent), (as_it_is, as_it_is))
        yield doubt("maybe_fraction", found=figure.shown, expected=percent, readings=readings)


def is_possible(indicator: Indicator, figure: Figure) -> Iterator[Remark]:
    """More than all of what it is a share of."""
    least = figure.most if figure.is_range else figure.value
    if indicator.highest is not None and least > indicator.highest and figure.bound != AT_MOST:
        most = f"{indicator.highest:.12g}"
        expected = f"≤{most} {indicator.unit}"
        yield refusal("above_highest", found=figure.shown, expected=expected, most=most, unit=indicator.unit)


def is_of_one_person(indicator: Indicator, figure: Figure) -> Iterator[Remark]:
    """Yuan for each person that are rather the unit of the amounts beside them: 95202 under 单位：亿元."""
    if indicator.unit == "元" and abs(figure.value) > _MOST_PER_HEAD:
        yield refusal("beyond_per_head", found=figure.shown, expected=indicator.unit)


def has_one_reading(indicator: Indicator, read: Bounded, stated: str) -> Iterator[Remark]:
    """A bare 万 in a column of 亿元: is 1.2万 so many yuan, or ten thousands of the column's unit?

    Nobody writes 12000万 for ten thousands of ten thousands: from there on it is literal.
    """
    figure, unit = read_as(read), read.cell.unit
    offered = units.two_readings(unit, stated) if figure and abs(figure.value) < _MOST_MULTIPLES else None
    powers = [power for text in offered or () if isinstance(power := units.shift(text, indicator.unit), int)]
    if figure and offered and len(powers) == len(offered):
        texts = [figure.written(text) for text in offered]
        worth = [figure.written(f" {indicator.unit}", power) for power in powers]
        readings = tuple(zip(texts, worth, strict=True))
        first, second = map(" = ".join, readings)
        details = {"readings": readings, "first": first, "second": second}
        yield Remark("two_readings", 0, 0, {"found": figure.written(unit), "expected": " / ".join(texts)} | details)


def means_one_thing(read: Bounded, text: str, unit: str) -> Iterator[Remark]:
    """Words about a figure that can be meant in several ways: 约2400以上, −5%以上."""
    if read.readings:
        meant = [read_bounded(reading) for reading in read.readings]
        said = [f"{figure.shown} {item.cell.unit or unit}" for item in meant if (figure := read_as(item))]
        readings = tuple((reading, reading) for reading in read.readings)
        yield refusal(UNCLEAR, found=brief(text), expected=" / ".join(said), readings=readings)


def readable(code: str, text: str, expected: str) -> Iterator[Remark]:
    """A cell that holds no one figure."""
    if code and code != UNCLEAR:
        yield refusal(code, found=brief(text), expected=expected)


# Beside other values


def no_jump(
    indicator: Indicator, year: int, now: Figure, other_year: int, other: Figure, factor: float
) -> Iterator[Remark]:
    """A value more than ``factor`` times that of another year, or less than its ``factor``-th part.

    And an amount that falls by more than a third from the earlier to the later year: what is counted one by one does
    that in ordinary years, amounts hardly ever.
    """
    further = max(abs(year - other_year) - 1, 0)
    if said := list(_moves(indicator, now, other, str(other_year), factor, _SHARE_SWING + further * _SHARE_YEARLY)):
        yield from said
    elif _falls(indicator, *((other, now) if other_year < year else (now, other))):
        yield doubt("fall", found=now.shown, expected=other.shown, period=str(other_year))


def no_leap(
    indicator: Indicator, _year: int, now: Figure, other_year: int, other: Figure, factor: float
) -> Iterator[Remark]:
    """The same where the definition changes in between: that moves a figure by some ten per cent, never tenfold."""
    yield from _moves(indicator, now, other, str(other_year), max(factor, _ACROSS_A_BREAK), _SHARE_BREAK)


def same_months_fit(
    indicator: Indicator, now: Figure, months: int, other: Figure, period: str, factor: float
) -> Iterator[Remark]:
    """Some months held against the same months of the year before, as a year against a year.

    An amount of a month or two is often several times that of a year before, or a small part of it.
    """
    year, is_short = int(period[:4]), indicator.kind is Kind.FLOW and months <= _SHORT_SPAN
    is_broken = has_break(indicator, year, year + 1)
    factor = max(factor, _ACROSS_A_BREAK if is_broken else _SEASON if is_short else 0)
    if said := list(_moves(indicator, now, other, period, factor, _SHARE_BREAK if is_broken else _SHARE_SWING)):
        yield from said
    elif not (is_short or is_broken) and _falls(indicator, other, now):
        yield doubt("fall", found=now.shown, expected=other.shown, period=period)


def part_of_level(
    indicator: Indicator, now: Figure, year: int, other_year: int, other: Figure, factor: float
) -> Iterator[Remark]:
    """What is no amount of its months held against a year, as if it were a year's.

    Averages have a season, and what growth was many years ago says nothing of it now.
    """
    if _grows(indicator) and abs(year - other_year) > _GROWTH_YEARS:
        return
    compare = no_leap if has_break(indicator, *sorted((year, other_year))) else no_jump
    said = compare(indicator, year, now, other_year, other, factor)
    yield from (remark for remark in said if remark.code != "fall" or not is_average(indicator.name))


def is_usual_growth(indicator: Indicator, figure: Figure) -> Iterator[Remark]:
    """Growth in per cent that hardly any series has in any year."""
    if _grows(indicator) and abs(figure.value) > _MOST_GROWTH:
        yield doubt("growth_unusual", found=figure.shown, expected=_MOST_GROWTH)


def _grows(indicator: Indicator) -> bool:
    """Whether its figures are growth in per cent."""
    named = indicator.growth_of is not None or any(word in indicator.name for word in _GROWS)
    return named and indicator.kind is Kind.RATE and indicator.unit == "%"


def _moves(
    indicator: Indicator, now: Figure, other: Figure, period: str, factor: float, points: float
) -> Iterator[Remark]:
    """A value more than ``factor`` times another, or less than its ``factor``-th part; a share more than ``points``
    off."""
    is_share = indicator.highest is not None and indicator.unit == "%"
    if jumps(indicator, now.value, other.value, factor) and len(period) == len("2024"):
        yield doubt("jump", found=now.shown, expected=other.shown, period=period, factor=factor)
    elif jumps(indicator, now.value, other.value, factor):
        yield doubt("jump_span", found=now.shown, expected=other.shown, period=period, factor=factor)
    elif is_share and abs(now.value - other.value) > points:
        yield doubt("share_swings", found=now.shown, expected=other.shown, period=period, points=points)


def _falls(indicator: Indicator, first: Figure, last: Figure) -> bool:
    """Whether an amount loses more than a third."""
    is_amount = indicator.kind in _AMOUNTS and indicator.unit not in _COUNTED
    return is_amount and first.value > 0 and last.value < first.value * _LEFT_OF_FALL


def part_fits(indicator: Indicator, part: Figure, months: int, year: int, whole: Figure) -> Iterator[Remark]:
    """A part of a year that is less than a fifth of what as many months bring on average, or more than five times."""
    usual = whole.value * months / 12
    if indicator.kind is Kind.FLOW and jumps(indicator, part.value, usual, _SEASON):
        yield doubt("part_unlike_year", found=part.shown, expected=whole.shown, period=str(year), factor=_SEASON)


def jumps(indicator: Indicator, value: float, last: float, factor: float) -> bool:
    """Whether two values of one series are further apart than ``factor``."""
    if indicator.kind is Kind.CLASS or not last:
        return False
    if indicator.kind is Kind.RATE and abs(value - last) < _RATE_SWING:
        return False
    return not last / factor <= value <= last * factor if last > 0 else value > last / factor or value < last * factor


def has_break(indicator: Indicator, first: int, last: int) -> bool:
    """Whether the series changes its definition after ``first`` and up to ``last``."""
    return any(first < change.year <= last for change in indicator.breaks)


def column_moves(standing: Sequence[Remark]) -> Iterator[Remark]:
    """Several ``sum_stands`` in one column, of one period: the column was not brought up to date."""
    if len(standing) >= _STANDING:
        details = standing[0].details
        yield doubt("column_stands", found=len(standing), month=details["month"], other=details["other"])


Told = tuple[int, int, Shown]
"""A cell: row, column, and its figure; a bound is a text, so that it is never the same as an exact figure."""


def same_cell_twice(value: Shown, first: Told, other: Told | None, *, is_first: bool) -> Iterator[Remark]:
    """One region, indicator and period with different values in one file, or with the same value again.

    ``first`` is the first cell of them; ``other`` the first that differs from it.
    """
    if other is not None:
        row, column, expected = first if value != first[2] else other
        yield Remark("conflict", 0, 0, {"found": value, "expected": expected, "row": row, "column": column})
    elif not is_first:
        details = {"found": value, "expected": value, "row": first[0], "column": first[1]}
        yield Remark("repeated", 0, 0, details, serious=False)


def big_change(indicator: Indicator, now: Figure, old: Figure, period: str) -> Iterator[Remark]:
    """A published figure that would change by more than half, or an amount that would lose more than a third."""
    least = _RATE_CHANGE if indicator.kind is Kind.RATE else 0.0
    if indicator.kind is not Kind.CLASS and abs(now.value - old.value) > max(abs(old.value) / 2, least):
        yield doubt("big_change", found=now.shown, expected=old.shown, period=period)
    elif _falls(indicator, old, now):
        yield doubt("fall", found=now.shown, expected=old.shown, period=period)


def is_meant_as_bound(now: Figure, text: str) -> Iterator[Remark]:
    """A figure whose words make it a bound: in a table of exact figures that is worth a look."""
    if now.bound:
        yield doubt("taken_as_bound", found=brief(text), expected=now.shown)


def keeps_exact(now: Figure, old: Figure, period: str) -> Iterator[Remark]:
    """A bound in the place of an exact figure: less would be known than before."""
    if now.bound and not old.bound:
        yield doubt("bound_for_exact", found=now.shown, expected=old.shown, period=period)


def within_whole(part: Figure | None, whole: Figure | None, of: str) -> Iterator[Remark]:
    """A part that is larger than its whole, however both are meant."""
    if part is not None and whole is not None and 0 < whole.most * _ROUNDED < part.least:
        yield doubt("part_exceeds_whole", found=part.shown, expected=whole.shown, of=of)


def holds_part(whole: Figure | None, part: Figure | None, of: str) -> Iterator[Remark]:
    """A whole that is smaller than a part of it which is known already."""
    if whole is not None and part is not None and 0 < whole.most * _ROUNDED < part.least:
        yield doubt("whole_below_part", found=whole.shown, expected=part.shown, of=of)


def growth_fits(rate: Figure, now: Figure, past: Figure, *, real: bool, broken: bool) -> Iterator[Remark]:
    """A rate of growth that is rather the difference of the two years beside it, or far from what they come to.

    ``real`` says that the rate is by convention at constant prices, which two amounts in current prices cannot tell;
    ``broken`` that the definition changed between the two.
    """
    growth, value, before = rate.value, now.value, past.value
    if before <= 0 or rate.bound or now.bound or past.bound:
        return
    nominal, change = (value / before - 1) * 100, value - before
    off, same_way = abs(growth - nominal), growth * nominal >= 0
    is_change = abs(growth - change) <= 0.005 * abs(change) + 0.011
    if is_change and off > 1:
        yield refusal("growth_is_change", found=growth, expected=round(nominal, 1), change=round(change, 4))
    elif off > _FAR_ACROSS_A_BREAK or (off > FAR and same_way and not broken):
        yield doubt("growth_unlike_years", found=growth, expected=round(nominal, 1), change=round(change, 4))
    elif value == before and abs(growth) > _rounding_of(value):
        yield doubt("growth_of_same", found=growth, expected=round(nominal, 1), now=now.shown)
    elif opposes(growth, value, before) is not None:
        code = "growth_opposes_real" if real else "growth_opposes"
        yield doubt(code, found=growth, expected=round(nominal, 1), now=now.shown, past=past.shown)


def _rounding_of(value: float) -> float:
    """By how many points the growth between two equal figures may be off nothing, as they and it are rounded."""
    decimals = len(f"{value:.12f}".rstrip("0").partition(".")[2])
    return 100 * 10.0**-decimals / value + 0.05


def misses(rate: Figure, now: Figure, past: Figure, *, real: bool) -> int:
    """In which direction two amounts miss the growth between them, 1 or −1, by more than prices or a restated basis
    explain; 0 where they do not."""
    if past.value <= 0 or rate.bound or now.bound or past.bound:
        return 0
    if now.value == past.value:  # of a column that was copied
        off = -rate.value
        return 0 if abs(off) <= _rounding_of(now.value) else 1 if off > 0 else -1
    off = (now.value / past.value - 1) * 100 - rate.value
    return 0 if abs(off) <= (OPPOSED if real else _RESTATED) else 1 if off > 0 else -1


def column_misses(missing: int, of: int, same: int) -> Iterator[Remark]:
    """Most rows of a column, ``missing`` of those ``of`` which growth is known, miss that in one direction; ``same``
    of them are the same in both years."""
    if missing >= _STANDING and 2 * missing > of:
        code = "column_copied" if same >= _STANDING else "column_misses_growth"
        yield doubt(code, found=same if same >= _STANDING else missing, expected=of)


def keeps_adding(indicator: Indicator, now: Figure, month: int, other: Figure, other_month: int) -> Iterator[Remark]:
    """A figure cumulated from January that is lower than that of an earlier month, or higher than a later one's.

    Or the same: of amounts that is rather last month's figure. What is counted one by one may stand still, and nothing.
    """
    if now.bound or other.bound:
        return
    stands = now.value == other.value and now.value != 0
    if stands and indicator.kind is Kind.FLOW and indicator.unit not in _COUNTED:
        yield doubt("sum_stands", found=now.shown, expected=other.shown, month=month, other=other_month)
    elif (now.value < other.value) if other_month < month else (now.value > other.value):
        code = "sum_falls" if other_month < month else "sum_above_later"
        yield doubt(code, found=now.shown, expected=other.shown, month=month, other=other_month)
