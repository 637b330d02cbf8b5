"""The three lists: which rows fit what was asked, and one page of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from gapboard.board import Board, Filters, in_year
from gapboard.board.in_year import up_to
from gapboard.export.in_year_json import InYearRow, in_year_row
from gapboard.export.json_rows import (
    AssessmentRow,
    ObservationRow,
    TargetRow,
    assessment_row,
    observation_row,
    target_row,
)
from gapboard.export.vintages import chosen
from gapboard.ledger import Ledger
from server.api.parameters import AssessmentsQuery, ObservationsQuery, Query, TargetsQuery, ThisYearQuery

Item = TypeVar("Item")
Found = tuple[Sequence[Any], Callable[[Any], BaseModel]]
"""The records that fit, and how to write one down as a row."""


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


def targets(board: Board, query: TargetsQuery) -> Found:
    """Targets in the version in force."""
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


def observations(board: Board, query: ObservationsQuery) -> Found:
    """Versions of values, as far as they were known."""
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


def assessments(board: Board, query: AssessmentsQuery) -> Found:
    """Assessments, in the board's order."""
    filters = Filters(
        theme=query.theme or "",
        region=query.region or "",
        document=query.document or "",
        due=str(query.due or ""),
        status=query.status.value if query.status else "",
    )
    found = [result for result in board.shown(filters) if query.indicator in (None, result.target.indicator)]
    return found, lambda result: assessment_row(result, board.catalog, query.lang)


def this_year(board: Board, query: ThisYearQuery) -> Found:
    """The indicators with a figure of a part of the year, in the order of the catalogue."""
    at = up_to(board, query.period or "")
    filters = Filters(theme=query.theme or "", region=query.region or "", document=query.document or "")
    found = in_year.this_year(board, at.year, at.month, filters).rows if at else ()
    rows = [row for row in found if query.indicator in (None, row.so_far.indicator.id)]
    return rows, lambda row: in_year_row(row, board.catalog, query.lang)


def _theme(indicator: str, board: Board) -> str | None:
    found = board.catalog.indicators.get(indicator)
    return found.theme if found else None


LISTS: dict[str, tuple[type[Query], Callable[[Board, Any], Found], type[Page[Any]]]] = {
    "targets": (TargetsQuery, targets, TargetsPage),
    "observations": (ObservationsQuery, observations, ObservationsPage),
    "assessments": (AssessmentsQuery, assessments, AssessmentsPage),
    "this-year": (ThisYearQuery, this_year, ThisYearPage),
}
