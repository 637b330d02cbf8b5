"""The board in brief: themes side by side, what went best and worst, what cannot be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapboard.assess import Assessment, Group, Status
from gapboard.board.board import Board, Counts, count
from gapboard.board.ranking import rank, rank_kept
from gapboard.catalog import Theme

FEW = 5


@dataclass(frozen=True)
class ThemeSummary:
    """One theme's targets, the worst first, and their counts."""

    theme: Theme
    results: tuple[Assessment, ...]
    counts: Counts


def by_theme(board: Board, results: Iterable[Assessment]) -> list[ThemeSummary]:
    """The themes that have targets among ``results``, in the order of the catalogue."""
    found: dict[str, list[Assessment]] = {}
    for result in results:
        found.setdefault(board.catalog.indicators[result.target.indicator].theme, []).append(result)
    return [
        ThemeSummary(theme, tuple(found[theme.id]), count(found[theme.id]))
        for theme in board.catalog.themes.values()
        if theme.id in found
    ]


def worst(results: Iterable[Assessment], few: int = FEW) -> list[Assessment]:
    """Those missed or behind their path that achieved the least of what they promised; see ``ranking``."""
    groups = (Group.MISSED, Group.BEHIND)
    short = [result for result in results if result.status.group in groups and result.gap is not None]
    return _first(sorted(short, key=rank), few)


def best(results: Iterable[Assessment], few: int = FEW) -> list[Assessment]:
    """Those kept that went furthest beyond what they promised; what only just arrived comes last."""
    kept = [result for result in results if result.status.is_met and result.gap is not None]
    return _first(sorted(kept, key=rank_kept), few)


def unjudged(results: Iterable[Assessment]) -> list[Assessment]:
    """Those that the board counts as without data and whose due year has passed, in the order given."""
    return [result for result in results if result.status is Status.NO_DATA and result.on.year > result.target.due]


def _first(results: Sequence[Assessment], few: int) -> list[Assessment]:
    """The first ``few``, of several promises about the same thing only one."""
    by_subject: dict[tuple[str, str], Assessment] = {}
    for result in results:
        by_subject.setdefault((result.target.indicator, result.target.region), result)
    return list(by_subject.values())[:few]
