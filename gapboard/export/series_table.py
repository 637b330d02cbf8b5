"""The observations behind a briefing: every value of the series that its targets rest on, bounds and parts as such."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.board import Board
from gapboard.board.board import Pair
from gapboard.explain.observations import observation_text, shown_decimals
from gapboard.export.briefing import Briefing
from gapboard.export.neutral import Value
from gapboard.export.vintages import Vintages, chosen
from gapboard.kernel.wording import say
from gapboard.ledger import Book, Observation

SERIES_COLUMNS = (
    "region",
    "indicator",
    "year",
    "value",
    "bound",
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
    """One observation; ``value`` in the unit that the language counts in. A bound has none, but its words.

    ``year`` is a number, or for a part of a year or a sum over years the period as the ledger writes it.
    """

    key: tuple[str, str, str]
    cells: dict[str, Value]
    decimals: int  # as its indicator is written, or what the value itself needs


def series_rows(briefing: Briefing) -> list[SeriesRow]:
    """The values in force on the briefing's date, by series: the years, then parts of years and sums over years.

    Who entered them stays in the house.
    """
    board = briefing.board
    pairs: dict[tuple[str, str], None] = {}
    for result in briefing.results:
        pairs[result.target.region, result.target.indicator] = None
        points = [*result.points.values(), *result.bounded.values(), *([result.base.point] if result.base else [])]
        pairs |= {(row.region, row.indicator): None for point in points for row in point.inputs}
    numbers = {id(item.row): item.vintage for item in chosen(board.ledger, Vintages.ALL)}
    return [
        _row(row, numbers[id(row)], board, briefing.language) for pair in pairs for row in _of_series(pair, board.book)
    ]


def _of_series(pair: Pair, book: Book) -> list[Observation]:
    years = {**book.series(*pair), **book.bounded(*pair)}
    return [*(years[year] for year in sorted(years)), *book.not_annual(*pair)]


def _row(row: Observation, vintage: int, board: Board, language: str) -> SeriesRow:
    catalog = board.catalog
    indicator = catalog.indicators[row.indicator]
    unit = catalog.units[indicator.unit]
    cells: dict[str, Value] = {
        "region": catalog.regions[row.region].label(language),
        "indicator": indicator.label(language),
        "year": row.period.year or row.period.text,
        "value": row.value * unit.scale(language) if row.value is not None and row.is_exact else None,
        "bound": observation_text(row, indicator, catalog, language) if row.bound else None,
        "unit": unit.label(language, short=True),
        "obs_status": say(f"obs_status.{row.obs_status}", language),
        "vintage": vintage,
        "known_since": row.recorded_at.date().isoformat(),
        "source": row.source,
        "source_url": row.source_url,
        "note": row.note,
    }
    usual = shown_decimals(indicator, catalog, language)
    value = cells["value"]
    needed = len(f"{value:.6f}".rstrip("0").partition(".")[2]) if isinstance(value, float) else 0
    return SeriesRow(row.key, cells, max(usual, needed))
