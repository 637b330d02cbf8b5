"""How a running year stands against one task of it. No verdict of the year is given from a part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import inf
from typing import Any

from gapboard.assess.assessment import Point, Span
from gapboard.assess.comparator import sense
from gapboard.assess.in_year.bands import Band, band_of
from gapboard.assess.in_year.course import MONTHS, How, Known
from gapboard.assess.in_year.so_far import SoFar
from gapboard.assess.in_year.task import From, Task
from gapboard.assess.question import decides
from gapboard.catalog import Indicator, Kind
from gapboard.catalog.terms import Monotone
from gapboard.kernel.value import value

FAR_YEARS = 5
"""As long as a plan: a goal farther away sets no pace for one year, and charts do not show it at once."""


class Reading(StrEnum):
    """By which rule a task is held against the year so far."""

    AMOUNT = "amount"  # against time gone (序时进度)
    GROWTH = "growth"  # against the yearly target itself
    STATE = "state"  # beside the line between the year ends; never time-shared
    NONE = "none"


@value
class Standing:
    """One task in a running year; a figure that cannot be given is ``None``, and ``why`` has a code for it.

    ``done`` and ``usual`` are shares of the whole, ``ahead`` and ``ahead_of_usual`` percentage points, positive
    before time. ``needed`` is what is left to do in units, ``needed_growth`` the growth that the rest of the year
    needs over the rest of last year, in per cent. ``gap`` is the distance to the task itself (points, for growth),
    ``line`` where the straight line between the year ends stands at the month, ``line_gap`` the distance to it.
    A task read off the path to a goal more than ``FAR_YEARS`` away has no ``band``.
    ``proven`` says whether the part of the year proves its promise kept or broken already.
    """

    task: Task
    indicator: Indicator
    reading: Reading
    month: int
    done: float | None = None
    ahead: float | None = None
    band: Band | None = None
    usual: float | None = None
    ahead_of_usual: float | None = None
    needed: float | None = None
    needed_growth: float | None = None
    gap: float | None = None
    line: float | None = None
    line_gap: float | None = None
    proven: bool | None = None
    why: Mapping[str, str] | None = None

    @property
    def time_gone(self) -> float:
        """The share of the year gone by."""
        return self.month / MONTHS

    @property
    def direction(self) -> int:
        """+1 where more is better, −1 where less is."""
        return sense(self.task.target, self.indicator)

    @property
    def shortfall(self) -> float | None:
        """How much a state lacks to the task, in units; negative beyond it."""
        return None if self.gap is None else -self.direction * self.gap

    @property
    def needed_per_month(self) -> float | None:
        """What is left to do, by the months that are left."""
        left = MONTHS - self.month
        return self.needed / left if self.needed is not None and left else None

    @property
    def disagree(self) -> bool:
        """Whether the year is before time by the calendar and behind its usual course, or the reverse."""
        return None not in (self.ahead, self.ahead_of_usual) and (self.ahead >= 0) != (self.ahead_of_usual >= 0)  # type: ignore[operator]


def standing(task: Task, year: SoFar, limits: Sequence[float]) -> Standing:
    """How ``year`` stands against ``task``; ``limits`` are the falling lower ends of the bands, in points."""
    reading, why = _reading(task, year)
    if reading is Reading.GROWTH:
        month = year.growth.month if year.growth else year.month
        return Standing(task, year.indicator, reading, month, **_growth(task, year))
    month = year.latest.month if year.latest else 0
    if reading is Reading.NONE or year.latest is None or task.value is None:
        return Standing(task, year.indicator, reading, month, why={"band": why or task.why or "no_figure"})
    rule = _amount if reading is Reading.AMOUNT else _state
    return Standing(task, year.indicator, reading, month, **rule(task, task.value, year, year.latest, limits))


def _reading(task: Task, year: SoFar) -> tuple[Reading, str]:
    indicator, known = year.indicator, year.latest
    if task.of is From.NONE and task.why == "relative":
        return Reading.NONE, "relative"
    if task.target.is_growth:
        return Reading.GROWTH, ""
    if indicator.kind is Kind.FLOW:
        return Reading.AMOUNT, ""
    if indicator.kind is Kind.COUNT and known is not None and known.how is not How.YEAR:
        # Counted within the year, or standing at a month's end: the target says which of both it is about.
        if known.span == task.target.measure.is_state:
            return Reading.NONE, "other_form"
        return (Reading.AMOUNT if known.span else Reading.STATE), ""
    return Reading.STATE, ""


def _amount(task: Task, goal: float, year: SoFar, now: Known, limits: Sequence[float]) -> dict[str, Any]:
    """What is done of the task, against time gone and the usual course."""
    if goal <= 0:
        return {"why": {"band": "not_positive"}}
    done, gone = now.value / goal, now.month / MONTHS
    found: dict[str, Any] = {"done": done, "proven": _proven(task, goal, year.indicator, now)}
    if sense(task.target, year.indicator) < 0:
        return found | {"why": {"band": "ceiling"}}
    if now.month == MONTHS:  # nothing is left to be in step with: what the year came to is the board's verdict
        return found | {"gap": now.value - goal, "why": {"band": "year_over"}}
    # What is read off a path to a far year is a step that nobody has set and nobody works to: figures, and no band.
    told = task.of is not From.PATH or task.target.due - task.year <= FAR_YEARS
    found |= {"ahead": 100 * (done - gone), "band": band_of(done, 100 * (done - gone), limits) if told else None}
    if year.usual is not None:
        found |= {"usual": year.usual.share, "ahead_of_usual": 100 * (done - year.usual.share)}
    growth, why = _rest(goal, now, year)
    return found | {
        "needed": max(0.0, goal - now.value),
        "needed_growth": growth,
        "why": ({"needed_growth": why} if why else {}) | ({} if told else {"band": "path"}) or None,
    }


def _growth(task: Task, year: SoFar) -> dict[str, Any]:
    """Cumulated growth against the yearly rate itself, and the growth that the rest of the year needs for it."""
    rate = year.growth.value if year.growth else _own_rate(year)
    if task.value is None:
        return {"why": {"gap": task.why}}
    found: dict[str, Any] = {}
    why: dict[str, str] = {}
    if rate is None:
        why["gap"] = year.why.get("growth", "no_figure")
    else:
        found["gap"] = rate - task.value
    whole, now = year.before.get(MONTHS), year.latest
    if year.indicator.kind is not Kind.FLOW:
        why["needed_growth"] = "not_an_amount"
    elif year.indicator.growth_prices == "real":
        why["needed_growth"] = "real"
    elif whole is None or now is None:
        why["needed_growth"] = "no_total" if now else "no_figure"
    else:
        found["needed_growth"], reason = _rest((1 + task.value / 100) * whole.value, now, year)
        why |= {"needed_growth": reason} if reason else {}
    return found | {"why": why or None}


def _own_rate(year: SoFar) -> float | None:
    """The latest figure of an indicator that is itself a growth rate."""
    return year.latest.value if year.latest and year.indicator.kind is Kind.RATE else None


def _rest(goal: float, now: Known, year: SoFar) -> tuple[float | None, str]:
    """Growth that the rest of the year needs over the rest of last year to end at ``goal``, in per cent."""
    whole, last = year.before.get(MONTHS), year.last
    if now.month == MONTHS:
        return None, "year_over"
    if whole is None:
        return None, "no_total"
    if last is None:
        return None, "no_counterpart"
    if now.is_broken or any(item.year == year.year for item in year.indicator.breaks):
        return None, "break"
    if whole.value - last.value <= 0:
        return None, "not_positive"
    return 100 * ((goal - now.value) / (whole.value - last.value) - 1), ""


def _state(task: Task, goal: float, year: SoFar, now: Known, _limits: Sequence[float]) -> dict[str, Any]:
    """The distance to the task, and to the straight line from the end of last year to it."""
    found: dict[str, Any] = {"gap": now.value - goal, "proven": _proven(task, goal, year.indicator, now)}
    end = year.before.get(MONTHS)
    direction = sense(task.target, year.indicator)
    if year.indicator.kind is Kind.CLASS:
        return found | {"why": {"line": "class"}}
    if end is None:
        return found | {"why": {"line": "no_year_end"}}
    if any(item.year == year.year for item in year.indicator.breaks):
        return found | {"why": {"line": "break"}}
    if direction * (end.value - goal) >= 0:
        return found | {"why": {"line": "at_goal"}}
    line = end.value + (goal - end.value) * now.month / MONTHS
    return found | {"line": line, "line_gap": now.value - line}


def _proven(task: Task, goal: float, indicator: Indicator, now: Known) -> bool | None:
    """Whether this part of the year proves its promise, by the rules on evidence: what adds up can only grow, and so
    can what only ever grows. A year's step or the path's value is not a promise of the document.
    """
    if task.of is not From.GOAL or now.how is How.YEAR:
        return None
    if not (indicator.adds_up if now.span else indicator.monotone is Monotone.UP):
        return None
    least = Point(now.year, now.value, "part_year", now.inputs, span=Span(now.value, inf))
    return decides(least, task.target, goal, sense(task.target, indicator))
