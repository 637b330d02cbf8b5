"""The board in brief: themes side by side, what went best and worst, what cannot be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapboard.assess import Assessment, Group, Status
from gapboard.board.board import Board, Counts, count
from gapboard.catalog import Theme
from gapboard.catalog.measures import Measure

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
    """Those furthest below what was due by their judged year, in per cent of it: missed, or behind their path."""
    short = [result for result in results if result.status.group in (Group.MISSED, Group.BEHIND)]
    return _first(
        sorted((item for item in short if missing_share(item) > 0), key=lambda item: -missing_share(item)), few
    )


def best(results: Iterable[Assessment], few: int = FEW) -> list[Assessment]:
    """Those kept by the largest margin in per cent of the goal; what only just arrived comes last."""
    kept = [result for result in results if result.status.is_met and result.gap is not None]
    return _first(sorted(kept, key=missing_share), few)


def unjudged(results: Iterable[Assessment]) -> list[Assessment]:
    """Those whose due year has passed without a figure for it, in the order given."""
    past = [result for result in results if result.judged is None and result.on.year > result.target.due]
    return [result for result in past if result.proof is None or result.status is Status.UNDEFINED]


def told_first(results: Iterable[Assessment]) -> list[Assessment]:
    """Those with an answer, then those with an indication, then the rest; otherwise in the order given."""
    return sorted(results, key=lambda result: (result.rests_on is None, result.indication is None))


def missing_share(result: Assessment) -> float:
    """What is missing as a share of what was due: the goal, or before the due year its path; negative if over."""
    due = result.goal if result.expected is None else result.expected
    if result.judged is None or not due:
        return 0.0
    return result.direction * (due - result.judged.value) / abs(due)


def _first(results: Sequence[Assessment], few: int) -> list[Assessment]:
    """The first ``few``, of documents that promise the same of the same thing only one."""
    seen: set[tuple[str, str, int, Measure, float]] = set()
    found = []
    for result in results:
        target = result.target
        same = (target.indicator, target.region, target.due, target.measure, result.goal or 0)
        if same not in seen:
            seen.add(same)
            found.append(result)
    return found[:few]
