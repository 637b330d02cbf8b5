"""The observations behind a briefing: every annual value of the series that its targets rest on."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.board import Board
from gapboard.export.briefing import Briefing
from gapboard.export.neutral import Value
from gapboard.export.vintages import Vintages, chosen
from gapboard.kernel.wording import say
from gapboard.ledger import Observation

SERIES_COLUMNS = (
    "region",
    "indicator",
    "year",
    "value",
    "unit",
    "obs_status",
    "vintage",
    "known_since",
    "source",
    "source_url",
    "note",
)


@dataclass(frozen=True)
class SeriesRow:
    """One observation; ``value`` in the unit that the language counts in."""

    key: tuple[str, str, str]
    cells: dict[str, Value]


def series_rows(briefing: Briefing) -> list[SeriesRow]:
    """The values in force on the briefing's date, by series and year. Who entered them stays in the house."""
    board = briefing.board
    pairs: dict[tuple[str, str], None] = {}
    for result in briefing.results:
        pairs[result.target.region, result.target.indicator] = None
        points = [*result.points.values(), *([result.base.point] if result.base else [])]
        pairs |= {(row.region, row.indicator): None for point in points for row in point.inputs}
    numbers = {id(item.row): item.vintage for item in chosen(board.ledger, Vintages.ALL)}
    return [
        _row(row, numbers[id(row)], board, briefing.language)
        for pair in pairs
        for row in board.book.series(*pair).values()
    ]


def _row(row: Observation, vintage: int, board: Board, language: str) -> SeriesRow:
    catalog = board.catalog
    unit = catalog.units[catalog.indicators[row.indicator].unit]
    cells: dict[str, Value] = {
        "region": catalog.regions[row.region].label(language),
        "indicator": catalog.indicators[row.indicator].label(language),
        "year": row.period.year,
        "value": None if row.value is None else row.value * unit.scale(language),
        "unit": unit.label(language, short=True),
        "obs_status": say(f"obs_status.{row.obs_status}", language),
        "vintage": vintage,
        "known_since": row.recorded_at.date().isoformat(),
        "source": row.source,
        "source_url": row.source_url,
        "note": row.note,
    }
    return SeriesRow(row.key, cells)
