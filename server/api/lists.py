"""The lists: which rows fit what was asked, and one page of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from gapboard.board import Board, Filters, in_year
from gapboard.board.in_year import up_to
from gapboard.board.task_filters import fits
from gapboard.board.tasks import TaskBoard
from gapboard.catalog import Catalog, Target
from gapboard.catalog.tasks import Task, Tasks
from gapboard.export.in_year_json import InYearRow, in_year_row
from gapboard.export.json_rows import (
    AssessmentRow,
    ObservationRow,
    TargetRow,
    assessment_row,
    observation_row,
    target_row,
)
from gapboard.export.tasks_json import ReportRow, TaskRow, report_row, task_row
from gapboard.export.vintages import chosen
from gapboard.ledger import Ledger
from gapboard.ledger.report import TARGET
from gapboard.ledger.statements import Statement
from server.api.parameters import (
    AssessmentsQuery,
    ObservationsQuery,
    Query,
    ReportsQuery,
    TargetsQuery,
    TasksQuery,
    ThisYearQuery,
)

Item = TypeVar("Item")
Found = tuple[Sequence[Any], Callable[[Any], BaseModel]]
"""The records that fit, and how to write one down as a row."""


@dataclass(frozen=True)
class Known:
    """What was known on one day. The tasks are asked for by those lists alone that are about them, as they may be
    faulty by themselves: then ``tasks`` raises ``DataFault``.
    """

    board: Board
    tasks: Callable[[], TaskBoard]


class Page(BaseModel, Generic[Item]):
    """A part of a list, and where the next part is."""

    data: list[Item]
    total: int = Field(ge=0, description="Rows in the whole list.")
    limit: int
    offset: int
    next: str | None = Field(description="Address of the next part; null at the end.")
    on: dt.date = Field(description="The day that the board is read on.")
    as_known_on: dt.date | None
    revision: str = Field(description="Changes with the data: parts that differ in it do not fit together.")


class TargetsPage(Page[TargetRow]):
    """Targets set by the day asked for, in the order of the catalogue."""


class ObservationsPage(Page[ObservationRow]):
    """Published values by region, indicator, period and vintage."""


class AssessmentsPage(Page[AssessmentRow]):
    """How the targets stand, the worst first."""


class ThisYearPage(Page[InYearRow]):
    """Parts of one year, each against the tasks of that year: no verdict of it. In the order of the catalogue."""


class TasksPage(Page[TaskRow]):
    """What the documents ask to be done and how far it is by what was reported, in the order of the documents."""


class ReportsPage(Page[ReportRow]):
    """What was reported of tasks, steps and targets and counts, in the order of the days whose state it tells."""


def targets(known: Known, query: TargetsQuery) -> Found:
    """Targets in the version in force."""
    board = known.board
    catalog = board.catalog
    versions = (catalog.as_of(target, board.on) for target in board.targets)
    found = [
        target
        for target in versions
        if query.region in (None, target.region)
        and query.document in (None, target.document)
        and query.indicator in (None, target.indicator)
        and query.theme in (None, catalog.indicators[target.indicator].theme)
        and query.due in (None, target.due)
    ]
    return found, lambda target: target_row(target, catalog, query.lang)


def observations(known: Known, query: ObservationsQuery) -> Found:
    """Versions of values, as far as they were known."""
    board = known.board
    catalog, day = board.catalog, query.as_known_on
    ledger = Ledger(
        tuple(
            row
            for row in board.ledger.rows
            if query.region in (None, row.region)
            and query.indicator in (None, row.indicator)
            and (query.theme is None or query.theme == _theme(row.indicator, board))
            and (day is None or row.recorded_at.date() <= day)
        )
    )
    return chosen(ledger, query.vintages), lambda item: observation_row(item, catalog, query.lang)


def assessments(known: Known, query: AssessmentsQuery) -> Found:
    """Assessments, in the board's order."""
    board = known.board
    filters = Filters(
        theme=query.theme or "",
        region=query.region or "",
        document=query.document or "",
        due=str(query.due or ""),
        status=query.status.value if query.status else "",
    )
    found = [result for result in board.shown(filters) if query.indicator in (None, result.target.indicator)]
    return found, lambda result: assessment_row(result, board.catalog, query.lang)


def this_year(known: Known, query: ThisYearQuery) -> Found:
    """The indicators with a figure of a part of the year, in the order of the catalogue."""
    board = known.board
    at = up_to(board, query.period or "")
    filters = Filters(theme=query.theme or "", region=query.region or "", document=query.document or "")
    found = in_year.this_year(board, at.year, at.month, filters).rows if at else ()
    rows = [row for row in found if query.indicator in (None, row.so_far.indicator.id)]
    return rows, lambda row: in_year_row(row, board.catalog, query.lang)


def tasks(known: Known, query: TasksQuery) -> Found:
    """Tasks that had been set, in the order of the documents."""
    board = known.tasks()
    due = str(query.due or "")
    found = [
        state
        for state in board.all
        if _is_asked(state.task, board.tasks, query, query.body or "", due)
        and (query.grade is None or any(item.grade is query.grade for item in state.graded))
    ]
    return found, lambda state: task_row(state, board)


def _is_asked(task: Task, tasks: Tasks, query: TasksQuery | ReportsQuery, body: str = "", due: str = "") -> bool:
    """Whether a task fits; ``body`` is one that its document has to name."""
    filters = Filters(
        theme=query.theme or "", region=query.region or "", document=query.document or "", body=body, due=due
    )
    return fits(task, tasks, filters) and (
        query.indicator is None or any(target.indicator == query.indicator for target in tasks.targets_of(task))
    )


def reports(known: Known, query: ReportsQuery) -> Found:
    """Reports that count; those on targets fit by their target, the others by their task."""
    board = known.tasks()
    found = [
        item
        for item in board.said()
        if query.about in (None, item.said.subject)
        and query.body in (None, item.said.body)
        and query.state in (None, item.state)
        and _is_about(item, board.tasks, query)
    ]
    return found, report_row


def _is_about(item: Statement, tasks: Tasks, query: ReportsQuery) -> bool:
    subject, catalog = item.said.subject, tasks.catalog
    if item.said.kind == TARGET:
        target = catalog.targets.get(subject)
        return _is_of(target, catalog, query) if target else _asks_nothing(query)
    task = tasks.tasks.get(subject) or tasks.of_step.get(subject)
    return _is_asked(task, tasks, query) if task else _asks_nothing(query)


def _is_of(target: Target, catalog: Catalog, query: ReportsQuery) -> bool:
    return (
        query.region in (None, target.region)
        and query.document in (None, target.document)
        and query.indicator in (None, target.indicator)
        and query.theme in (None, catalog.indicators[target.indicator].theme)
    )


def _asks_nothing(query: ReportsQuery) -> bool:
    """Whether something fits of which only its id is left."""
    return not (query.region or query.document or query.indicator or query.theme)


def _theme(indicator: str, board: Board) -> str | None:
    found = board.catalog.indicators.get(indicator)
    return found.theme if found else None


LISTS: dict[str, tuple[type[Query], Callable[[Known, Any], Found], type[Page[Any]]]] = {
    "targets": (TargetsQuery, targets, TargetsPage),
    "observations": (ObservationsQuery, observations, ObservationsPage),
    "assessments": (AssessmentsQuery, assessments, AssessmentsPage),
    "this-year": (ThisYearQuery, this_year, ThisYearPage),
    "tasks": (TasksQuery, tasks, TasksPage),
    "reports": (ReportsQuery, reports, ReportsPage),
}
