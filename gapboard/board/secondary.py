"""Figures known only from a secondary source: what somebody should look up at its origin and replace."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board.board import Board
from gapboard.catalog import Indicator, Region
from gapboard.ledger import Observation


@dataclass(frozen=True)
class ToConfirm:
    """One figure as it is known now, and the promises whose judgement, indication or path rests on it."""

    row: Observation
    indicator: Indicator
    region: Region
    results: tuple[Assessment, ...]


def to_confirm(board: Board) -> list[ToConfirm]:
    """Every such figure: those that promises rest on first, then in the order of the catalogue."""
    catalog, used = board.catalog, _used(board)
    places = {ident: place for place, ident in enumerate(catalog.indicators)}
    found = [
        ToConfirm(row, catalog.indicators[row.indicator], catalog.regions[row.region], tuple(used.get(key, ())))
        for key, row in board.book.observations().items()
        if catalog.is_secondary(row.source, row.source_url)
    ]
    return sorted(
        found, key=lambda item: (not item.results, places[item.row.indicator], item.row.region, item.row.period)
    )


def _used(board: Board) -> dict[tuple[str, str, str], list[Assessment]]:
    """By a figure's key, the promises that rest on it."""
    found: dict[tuple[str, str, str], list[Assessment]] = {}
    for result in board.assessments:
        for row in result.releases:
            found.setdefault(row.key, []).append(result)
    return found
