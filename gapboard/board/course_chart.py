"""Where the course of a year lies beside last year's: per cent of a small plot, for a component to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from gapboard.assess.in_year import MONTHS, Course, Known, Reading
from gapboard.board.in_year import Row
from gapboard.catalog import Kind

_PAD = 8.0  # per cent of the height above and below
_SIDE = 3.0
Place = tuple[float, float]


@dataclass(frozen=True)
class CourseChart:
    """``now`` and ``before`` are runs of neighbouring figures, ``dots`` those of this year, all from left and top.

    ``time`` is the straight line of 序时进度 from nought to the task, ``task`` where the year has to end.
    """

    now: tuple[tuple[Place, ...], ...]
    before: tuple[tuple[Place, ...], ...]
    dots: tuple[Place, ...]
    before_dots: tuple[Place, ...]
    time: tuple[Place, Place] | None
    task: Place | None


def course_chart(row: Row) -> CourseChart | None:
    """The chart of a row; ``None`` where only one figure is known and nothing to set it beside."""
    so_far = row.so_far
    main = row.main
    goal = main.task.value if main and main.reading in (Reading.AMOUNT, Reading.STATE) else None
    now, before = so_far.course, so_far.before
    values = [known.value for known in (*now.values(), *before.values())] + ([goal] if goal is not None else [])
    if not now or len(values) < 2:
        return None
    adds = so_far.adds and min(values) >= 0
    low, high = (0.0, max(values)) if adds else (min(values), max(values))
    if so_far.indicator.kind is Kind.CLASS:
        low, high = high, low  # the best class at the top
    height = high - low or 1.0

    def place(month: int, value: float) -> Place:
        across = _SIDE + (100 - 2 * _SIDE) * month / MONTHS
        return round(across, 1), round(100 - _PAD - (100 - 2 * _PAD) * (value - low) / height, 1)

    def runs(course: Course) -> tuple[tuple[Place, ...], ...]:
        start = [place(0, 0.0)] if adds else []
        found = [tuple(place(known.month, known.value) for known in run) for run in _forms(course.values())]
        return tuple((*start, *run) if len(found) == 1 else run for run in found if start or len(run) > 1)

    shared = main is not None and main.reading is Reading.AMOUNT and goal is not None and adds
    return CourseChart(
        now=runs(now),
        before=runs(before),
        dots=tuple(place(known.month, known.value) for known in now.values()),
        before_dots=tuple(place(known.month, known.value) for known in before.values()),
        time=(place(0, 0.0), place(MONTHS, goal)) if shared and goal is not None else None,
        task=place(MONTHS, goal) if goal is not None else None,
    )


def _forms(course: Iterable[Known]) -> list[list[Known]]:
    """Runs of one form: a span and a month's end are not joined by a line."""
    return [list(run) for _, run in groupby(course, key=lambda known: known.span or known.month == MONTHS)]
