"""The checks of one value, one small function each. What they find, a user reads with row, column and remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from gapboard.catalog import Indicator, Kind
from gapboard.intake import units
from gapboard.intake.cells import brief
from gapboard.intake.model import Remark
from gapboard.ledger import Period
from gapboard.ledger.row_rules import FIRST_YEAR, LAST_YEAR

# Growth rates swing by factors in every ordinary year; a swing of this many points is worth a look.
_RATE_SWING = 10.0
_RATE_CHANGE = 1.0
_MOST_MULTIPLES = 10_000
_ROUNDED = 1.001  # published figures are rounded one by one
_FAR_FROM_NOMINAL = 20.0
_COUNTED = frozenset(("户", "家", "个", "项", "座", "栋", "条", "件", "次", "对", "组", "人", "天"))


def year_in_range(period: str, row: int, column: int) -> Iterator[Remark]:
    """A year that no statistic of this board can be of."""
    if int(period[:4]) < FIRST_YEAR or int(period.split("/")[-1][:4]) > LAST_YEAR:
        expected = f"{FIRST_YEAR}–{LAST_YEAR}"
        yield Remark("year_out_of_range", row, column, {"found": period, "expected": expected})


def not_in_future(period: str, today: dt.date, row: int, column: int) -> Iterator[Remark]:
    """An actual of a year, or of another period, that is not over yet."""
    if Period(period).last_year <= LAST_YEAR and not Period(period).is_over(today):
        yield Remark("future_year", row, column, {"found": period, "expected": today.year}, serious=False)


PARTS = (
    *(("primary-va", "gdp"), ("secondary-va", "gdp"), ("services-va", "gdp"), ("industrial-va", "secondary-va")),
    *(("industrial-va", "gdp"), ("finance-va", "services-va"), ("finance-va", "gdp"), ("private-va", "gdp")),
    *(("exports", "trade"), ("imports", "trade"), ("urban-population", "population"), ("culture-va", "gdp")),
    *(("health-industry-va", "gdp"), ("industrial-investment", "fai"), ("overseas-tourists", "tourists")),
)
"""Indicators of the board of which the first is a part of the second."""


def is_annual(period: str, reason: str, row: int, column: int) -> Iterator[Remark]:
    """A part of a year or a sum over years: kept, and kept out of the annual series."""
    if reason in ("part_year", "multi_year"):
        yield Remark(reason, row, column, {"found": period, "expected": period[:4]}, serious=False)


def is_whole(indicator: Indicator, value: float, row: int, column: int) -> Iterator[Remark]:
    """A fraction of something that is counted one by one."""
    if counted(indicator) and not value.is_integer():
        yield Remark("not_whole", row, column, {"found": value, "expected": indicator.unit}, serious=False)


def counted(indicator: Indicator) -> bool:
    """Whether an indicator's figures are whole numbers."""
    return indicator.kind is Kind.COUNT and indicator.unit in _COUNTED


def is_not_negative(indicator: Indicator, value: float, row: int, column: int) -> Iterator[Remark]:
    """Less than nothing of what is an amount or a number of things."""
    if value < 0 and indicator.kind is not Kind.RATE:
        yield Remark("negative", row, column, {"found": value, "expected": "0"}, serious=False)


def is_not_fraction(indicator: Indicator, value: float, percent_sign: bool, row: int, column: int) -> Iterator[Remark]:
    """A share that may be 0.645 for 64.5 %: what a spreadsheet keeps of a cell formatted as a percentage."""
    if indicator.unit == "%" and not percent_sign and 0 < abs(value) <= 1:
        exact = Decimal(repr(value))
        percent = f"{(exact * 100).normalize():f}%"
        details = {
            "found": value,
            "expected": percent,
            "readings": ((percent, percent), (f"{exact:f}%", f"{exact:f}%")),
        }
        yield Remark("maybe_fraction", row, column, details, serious=False)


def of_value(indicator: Indicator, value: float, percent_sign: bool, row: int, column: int) -> Iterator[Remark]:
    """Every check of a value by itself, in its indicator's unit: a new one is a function above and a line here."""
    yield from is_whole(indicator, value, row, column)
    yield from is_not_negative(indicator, value, row, column)
    yield from is_not_fraction(indicator, value, percent_sign, row, column)


def has_one_reading(
    indicator: Indicator, value: Decimal, unit: str, stated: str, row: int, column: int
) -> Iterator[Remark]:
    """A bare 万 in a column of 亿元: is 1.2万 so many yuan, or ten thousands of the column's unit?

    Nobody writes 12000万 for ten thousands of ten thousands: from there on it is literal.
    """
    offered = units.two_readings(unit, stated) if abs(value) < _MOST_MULTIPLES else None
    if offered:
        written = [f"{value:f}{text}" for text in offered]
        powers = [units.shift(text, indicator.unit) for text in offered]
        worth = [f"{value.scaleb(power).normalize():f} {indicator.unit}" for power in powers if isinstance(power, int)]
        if len(worth) == len(written):
            readings = tuple(zip(written, worth, strict=True))
            details = {"found": f"{value:f}{unit}", "readings": readings, "expected": " / ".join(written)}
            details |= {"first": " = ".join(readings[0]), "second": " = ".join(readings[1])}
            yield Remark("two_readings", row, column, details)


def no_jump(
    indicator: Indicator, value: float, last: float, last_period: str, factor: float, row: int, column: int
) -> Iterator[Remark]:
    """A value more than ``factor`` times the last one, or less than its ``factor``-th part."""
    if jumps(indicator, value, last, factor):
        details = {"found": value, "expected": last, "period": last_period, "factor": factor}
        yield Remark("jump", row, column, details, serious=False)


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


def same_cell_twice(
    value: float, first: tuple[int, int, float], other: tuple[int, int, float] | None, row: int, column: int
) -> Iterator[Remark]:
    """One region, indicator and period with different values in one file, or with the same value again.

    ``first`` is the first cell of them, row, column and value; ``other`` the first that differs from it.
    """
    if other is not None:
        at_row, at_column, expected = first if value != first[2] else other
        details = {"found": value, "expected": expected, "row": at_row, "column": at_column}
        yield Remark("conflict", row, column, details)
    elif first[:2] != (row, column):
        details = {"found": value, "expected": value, "row": first[0], "column": first[1]}
        yield Remark("repeated", row, column, details, serious=False)


def readable(fault: str, text: str, expected: str, row: int, column: int) -> Iterator[Remark]:
    """A cell that holds no one figure."""
    if fault:
        yield Remark(fault, row, column, {"found": brief(text), "expected": expected})


def big_change(indicator: Indicator, value: float, old: float, period: str, row: int, column: int) -> Iterator[Remark]:
    """A published figure that would change by more than half."""
    least = _RATE_CHANGE if indicator.kind is Kind.RATE else 0.0
    if indicator.kind is not Kind.CLASS and abs(value - old) > max(abs(old) / 2, least):
        details = {"found": value, "expected": old, "period": period}
        yield Remark("big_change", row, column, details, serious=False)


def within_whole(part: float, whole: float, of: str, row: int, column: int) -> Iterator[Remark]:
    """A part that is larger than its whole."""
    if whole > 0 and part > whole * _ROUNDED:
        yield Remark("part_exceeds_whole", row, column, {"found": part, "expected": whole, "of": of}, serious=False)


def holds_part(whole: float | None, part: float | None, of: str, row: int, column: int) -> Iterator[Remark]:
    """A whole that is smaller than a part of it which is known already."""
    if whole is not None and part is not None and 0 < whole * _ROUNDED < part:
        yield Remark("whole_below_part", row, column, {"found": whole, "expected": part, "of": of}, serious=False)


def growth_fits(growth: float, value: float, before: float, row: int, column: int) -> Iterator[Remark]:
    """A rate of growth that is rather the difference of the two years beside it, or far from what they come to."""
    if before <= 0:
        return
    nominal, change = (value / before - 1) * 100, value - before
    details = {"found": growth, "expected": round(nominal, 1), "change": round(change, 4)}
    is_change = abs(growth - change) <= 0.005 * abs(change) + 0.011
    if is_change and abs(growth - nominal) > 1:
        yield Remark("growth_is_change", row, column, details)
    elif abs(growth - nominal) > _FAR_FROM_NOMINAL:
        yield Remark("growth_unlike_years", row, column, details, serious=False)
