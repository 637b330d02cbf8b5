"""Published figures that contradict each other, as findings."""

from __future__ import annotations

from functools import partial

from components.page.links import Links
from components.page.templates import render
from gapboard.board import Board
from gapboard.board.at_odds import at_odds
from gapboard.board.board import Pair
from gapboard.explain.consistency import at_odds_text
from gapboard.kernel.wording import say


def at_odds_html(board: Board, language: str, links: Links, pair: Pair | None = None) -> str:
    """Those of one region and indicator, or all; empty without any."""
    found = [
        {
            "name": board.catalog.indicators[item.found.indicator].label(language),
            "region": board.catalog.regions[item.found.region].label(language),
            "link": links.to_indicator(item.found.indicator, item.found.region),
            "text": at_odds_text(item, board, language),
        }
        for item in at_odds(board, pair)
    ]
    return render("at_odds.html", say=partial(say, language=language), found=found) if found else ""
