"""The overview's answer at a glance: best, worst, what is missing, and the themes as small multiples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from components.leaders.filters import FilterLinks
from components.leaders.rows import Row, row_of
from components.page.links import Links
from gapboard.assess import Assessment, Group
from gapboard.board import Board, Counts
from gapboard.board.summary import best, by_theme, unjudged, worst
from gapboard.explain.headline import HEADLINE_ORDER


def extremes(board: Board, results: Sequence[Assessment], language: str, links: Links) -> list[tuple[str, list[Row]]]:
    """The five worst and the five best as rows, under the key of their heading."""
    found = (("worst", worst(results)), ("best", best(results)))
    return [(key, [row_of(item, board.catalog, language, links) for item in items]) for key, items in found if items]


def missing(results: Sequence[Assessment], to: FilterLinks) -> dict[str, object]:
    """How many have fallen due without a figure, by due year, each with the link that lists them."""
    without = unjudged(results)
    years = Counter(result.target.due for result in without)
    rows = [
        {"year": year, "count": count, "link": to.to(due=str(year), status=Group.NO_DATA.value)}
        for year, count in sorted(years.items(), reverse=True)
    ]
    return {"count": len(without), "years": rows}


def themes(board: Board, results: Sequence[Assessment], language: str, to: FilterLinks) -> list[dict[str, object]]:
    """One small picture for each theme: how its targets stand."""
    return [
        {
            "word": item.theme.label(language),
            "total": item.counts.total,
            "link": to.to(theme=item.theme.id),
            "parts": parts(item.counts),
        }
        for item in by_theme(board, results)
    ]


def parts(counts: Counts) -> list[tuple[Group, int]]:
    """The groups that are not empty, in the order of the headline."""
    return [(group, counts.of(group)) for group in HEADLINE_ORDER if counts.of(group)]
