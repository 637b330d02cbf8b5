"""The two methods for progress before the due year, and the figures that go with them.

Years are calendar years as numbers, values are in one unit; ``None`` means *not defined*.
"""

from __future__ import annotations

import math


def expected_linear(base_year: int, base: float, due: int, goal: float, year: float) -> float:
    """The value due in ``year`` on the straight path from the base to the goal (序时进度)."""
    return base + (goal - base) * (year - base_year) / (due - base_year)


def pace_linear(base_year: int, base: float, due: int, goal: float, year: int, value: float) -> float | None:
    """Progress made ÷ progress due by ``year`` on the straight path.

    Not defined without a way to go (base = goal) or without time gone by (year ≤ base year).
    """
    if goal == base or year <= base_year:
        return None
    made = (value - base) / (goal - base)
    due_by_now = (year - base_year) / (due - base_year)
    return made / due_by_now


def pace_average(goal: float, average: float, years: int) -> float | None:
    """Progress made ÷ progress due for an average growth, both in per cent a year, after ``years`` years.

    Both are read off an index that starts at 1 in the base year: ((1+g)^n − 1) ÷ ((1+g*)^n − 1). Not defined
    where no growth is due, or where nothing is left to grow from.
    """
    due_by_now = (1 + goal / 100) ** years - 1
    if due_by_now == 0 or average <= -100:
        return None
    return ((1 + average / 100) ** years - 1) / due_by_now


def yearly_growth(first_year: int, first: float, last_year: int, last: float) -> float | None:
    """Compound growth a year, as a fraction: ``(last ÷ first)^(1 ÷ years) − 1``.

    Not defined for zero, negative values or no time between.
    """
    if first <= 0 or last <= 0 or last_year <= first_year:
        return None
    return math.exp(math.log(last / first) / (last_year - first_year)) - 1


def growth_ratio(base_year: int, base: float, due: int, goal: float, year: int, value: float) -> float | None:
    """Observed ÷ required compound growth, the progress measure of Eurostat and Open SDG.

    Not defined where either growth is not, or where none is required; no value is substituted.
    """
    required = yearly_growth(base_year, base, due, goal)
    observed = yearly_growth(base_year, base, year, value)
    if required is None or observed is None or required == 0:
        return None
    return observed / required


def lag_years(base_year: int, base: float, due: int, goal: float, year: int, value: float) -> float | None:
    """Years by which ``value`` trails the straight path; negative when it is ahead.

    The year in which the path stood where the value stands now, taken from the value's own year.
    """
    if goal == base:
        return None
    on_path = base_year + (value - base) / (goal - base) * (due - base_year)
    return year - on_path


def needed_per_year(due: int, goal: float, year: int, value: float) -> float | None:
    """Change needed in each year from now on to arrive at the goal in the due year."""
    return (goal - value) / (due - year) if due > year else None


def projected(base_year: int, base: float, year: int, value: float, due: int) -> float:
    """The value in the due year if the average change since the base goes on."""
    return base + (value - base) / (year - base_year) * (due - base_year)
