"""Published figures that contradict each other: one of them, or how it was read, must be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapboard.assess import evidence
from gapboard.board.board import Board, Pair
from gapboard.ledger import Key, Observation

RESTATED = "restated"
"""A later release of the same value lies outside the bound that an earlier one set, or the reverse."""


@dataclass(frozen=True)
class AtOdds:
    """Two figures of one indicator and region that cannot both be true.

    ``rule`` is ``restated``, or the rule of evidence by which ``said`` bounds the year of ``found``.
    """

    said: Observation
    found: Observation
    rule: str


def at_odds(board: Board, pair: Pair | None = None) -> list[AtOdds]:
    """Every contradiction among the figures known on the board's date, or those of ``pair``; the latest first."""
    found = [*_restated(board, pair), *_proven_otherwise(board, pair)]
    return sorted(found, key=lambda item: item.found.recorded_at, reverse=True)


def _fits(region: str, indicator: str, board: Board, pair: Pair | None) -> bool:
    """Whether it is asked for; a ledger may hold rows of what the catalogue does not know."""
    if pair is not None:
        return (region, indicator) == pair
    return region in board.catalog.regions and indicator in board.catalog.indicators


def _restated(board: Board, pair: Pair | None) -> Iterator[AtOdds]:
    """What was said of a value since it was last withdrawn, held against what is said of it now."""
    rows = board.ledger.in_time(board.known_on)
    standing: dict[Key, list[Observation]] = {
        row.key: [] for row in rows if row.bound and _fits(row.region, row.indicator, board, pair)
    }
    for row in rows if standing else ():
        if row.key in standing:
            standing[row.key] = [] if row.value is None else [*standing[row.key], row]
    for releases in standing.values():
        for row in releases[:-1]:
            if (row.bound or releases[-1].bound) and _apart(row, releases[-1], board):
                yield AtOdds(row, releases[-1], RESTATED)


def _apart(row: Observation, other: Observation, board: Board) -> bool:
    """Whether no value fits both."""
    indicator = board.catalog.indicators[row.indicator]
    one, two = evidence.span_of(row, indicator), evidence.span_of(other, indicator)
    return max(one.low, two.low) > min(one.high, two.high)


def _proven_otherwise(board: Board, pair: Pair | None) -> Iterator[AtOdds]:
    for region, name in [pair] if pair else board.book.pairs():
        if _fits(region, name, board, pair):
            for point, row in evidence.against(board.catalog.indicators[name], region, board.book):
                yield AtOdds(point.inputs[0], row, point.how)
