"""The task of one year: what a target asks for in it, as printed, as broken down by year, or as its path has it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from gapboard.assess import pace as method
from gapboard.assess.comparator import sense
from gapboard.assess.goal import goal_of
from gapboard.assess.judged import points_for
from gapboard.assess.question import Question
from gapboard.catalog import Catalog, Target
from gapboard.catalog.measures import Rule, Series, Way
from gapboard.kernel.value import value
from gapboard.ledger import Book


class From(StrEnum):
    """Where a year's task comes from."""

    GOAL = "goal"  # the target itself asks it of this year
    STEP = "step"  # its yearly steps (年度分解)
    PATH = "path"  # the straight line to the goal, where no step is printed
    AVERAGE = "average"  # the rate that a whole period is to have on average
    NONE = "none"


@value
class Task:
    """What ``target`` asks of ``year``, in the unit it is judged in; ``None`` where that cannot be said, and why."""

    target: Target
    year: int
    value: float | None
    of: From
    why: str = ""


def task_of(target: Target, year: int, catalog: Catalog, book: Book, on: dt.date) -> Task | None:
    """The task of ``year`` by the version of ``target`` in force on ``on``; ``None`` where it asks nothing of it."""
    target = catalog.as_of(target, on)
    begins = (target.period or catalog.documents[target.document].period)[0]
    measure = target.measure
    if not begins <= year <= target.due:
        return None
    if measure.series is Series.DIFFERENCE:
        return Task(target, year, None, From.NONE, "relative")
    if year in target.steps:
        return _told(target, year, target.steps[year], From.STEP, catalog, book)
    if measure.series is Series.AVERAGE:
        return Task(target, year, target.value, From.AVERAGE)
    if measure.rule is Rule.SUM:
        first, last = target.counted_years or (begins, target.due)
        return Task(target, year, target.value / (last - first + 1), From.PATH)
    if measure.rule is Rule.EVERY_YEAR or year == target.due:
        return _told(target, year, target.value, From.GOAL, catalog, book)
    return _on_path(target, year, catalog, book, on) if measure.way is Way.PATH else None


def _told(target: Target, year: int, value: float, of: From, catalog: Catalog, book: Book) -> Task:
    goal = goal_of(target.model_copy(update={"value": value}), catalog, book)[0]
    return Task(target, year, goal, of, "" if goal is not None else "no_base")


def _on_path(target: Target, year: int, catalog: Catalog, book: Book, on: dt.date) -> Task:
    """The value that the path has at the end of ``year``."""
    goal, _ = goal_of(target, catalog, book)
    points, _ = points_for(target, catalog, book)
    asked = Question(target, on, points, goal or 0.0, sense(target, catalog.indicators[target.indicator]), catalog)
    base = asked.base
    if goal is None or base is None or base.point.year >= year:
        return Task(target, year, None, From.NONE, "no_base")
    value = method.expected_linear(base.point.year, base.point.value, target.due, goal, year)
    return Task(target, year, value, From.PATH)
