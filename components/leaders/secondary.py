"""The list of figures from secondary sources, on the page of missing data."""

from __future__ import annotations

from functools import partial

from components.leaders.indicator import value_text
from components.page.links import Links
from components.page.templates import render
from gapboard.board import Board
from gapboard.board.secondary import to_confirm
from gapboard.explain.periods import in_table
from gapboard.kernel.wording import say


def secondary_html(board: Board, language: str, links: Links) -> str:
    """Every figure to be looked up at its origin, and what rests on it; empty where there is none."""
    rows = [
        {
            "name": item.indicator.label(language),
            "region": item.region.label(language),
            "link": links.to_indicator(item.row.indicator, item.row.region),
            "period": in_table(item.row.period, language),
            "value": value_text(item.row, board, item.indicator, language),
            "row": item.row,
            "targets": [f"{board.catalog.label(each.target, language)} {each.target.due}" for each in item.results],
        }
        for item in to_confirm(board)
    ]
    return render("secondary.html", say=partial(say, language=language), rows=rows) if rows else ""
