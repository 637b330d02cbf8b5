"""Who reported on tasks in which quarter of a year: bodies × quarters, as the returns stand for figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapboard.board.task_bodies import shares, unassigned
from gapboard.board.tasks import ItemState, TaskBoard, TaskState
from gapboard.catalog import Body
from gapboard.ledger import Period

QUARTERS = (1, 2, 3, 4)
_MONTHS = 3


@dataclass(frozen=True)
class Quarter:
    """A body's reports on its steps for one quarter: how many of them it reported on, and whether it has begun."""

    number: int
    reported: int
    steps: int
    begun: bool


@dataclass(frozen=True)
class ReportRow:
    """One body with its quarters; ``body`` is ``None`` for the tasks for which nobody is named.

    ``tasks`` are those of the year, of which the quarters are counted; ``all_tasks`` those of every document.
    """

    body: Body | None
    tasks: int
    all_tasks: int
    quarters: tuple[Quarter, ...]

    @property
    def reported(self) -> int:
        """How many reports the quarters have together."""
        return sum(quarter.reported for quarter in self.quarters)


def report_rows(tasks: TaskBoard, year: int) -> list[ReportRow]:
    """Every body with tasks of documents whose years the year is one of, or that reported on tasks of others in it.

    What a neighbour reported of a plan that is over makes no body one of the year.

    A report counts for the body that made it and for the quarter in which its period ends. Where nobody is named for a
    task, any report counts. No document says by which day progress is to be reported, so nothing is late here.
    """
    rows = []
    for share in shares(tasks).values():
        if found := _row(share.body, share.all, tasks, year):
            rows.append(found)
    if found := _row(None, unassigned(tasks), tasks, year):
        rows.append(found)
    return rows


def years_of_tasks(tasks: TaskBoard) -> list[int]:
    """The years, as far as they have begun, of the documents that ask for tasks."""
    periods = {tasks.tasks.document(state.task).period for state in tasks.all}
    return sorted({year for first, last in periods for year in range(first, last + 1) if year <= tasks.on.year})


def _row(body: Body | None, states: Sequence[TaskState], tasks: TaskBoard, year: int) -> ReportRow | None:
    chosen = [state for state in states if _is_of(state, body, tasks, year)]
    if not chosen:
        return None
    steps = sum(len(state.units) for state in chosen)
    now = tasks.on.year * len(QUARTERS) + (tasks.on.month - 1) // _MONTHS
    return ReportRow(
        body,
        len(chosen),
        len(states),
        tuple(
            Quarter(
                number,
                sum(_reported(state, body, (year, number)) for state in chosen),
                steps,
                year * len(QUARTERS) + number - 1 <= now,
            )
            for number in QUARTERS
        ),
    )


def _is_of(state: TaskState, body: Body | None, tasks: TaskBoard, year: int) -> bool:
    first, last = tasks.tasks.document(state.task).period
    periods = (period for unit in (state.whole, *state.steps) for period in _periods(unit, body))
    return first <= year <= last or any(period.last_year == year for period in periods)


def _reported(state: TaskState, body: Body | None, quarter: tuple[int, int]) -> int:
    """How many of its steps were reported on; who reports on the task as a whole reports on all of them."""
    if _told(state.whole, body, quarter):
        return len(state.units)
    return sum(_told(unit, body, quarter) for unit in state.units)


def _told(unit: ItemState, body: Body | None, quarter: tuple[int, int]) -> bool:
    quarters = ((period.last_year, (period.last_month - 1) // _MONTHS + 1) for period in _periods(unit, body))
    return quarter in quarters


def _periods(unit: ItemState, body: Body | None) -> list[Period]:
    """Of which periods a body reported on it; of a task of nobody, anybody."""
    return [item.said.period for item in unit.said if body is None or item.said.body == body.id]
