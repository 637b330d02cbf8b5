"""The series beside an indicator's targets, as small charts with the reason why each is not the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.related import Dot, Small, related
from gapboard.catalog import Indicator
from gapboard.explain.observations import dated_text, observation_text, point_text
from gapboard.explain.periods import in_table
from gapboard.kernel.wording import say


def related_html(
    board: Board, indicator: Indicator, region: str, results: Sequence[Assessment], language: str, links: Links
) -> str:
    """At most three small charts; empty where no related series has a figure."""
    found = related(board, indicator, region, results)
    if not found:
        return ""
    series = [_drawn(item, board, region, language, links) for item in found]
    return render("related.html", say=partial(say, language=language), series=series)


def _drawn(item: Small, board: Board, region: str, language: str, links: Links) -> dict[str, object]:
    def told(dot: Dot) -> str:
        if dot.row is not None:
            amount = observation_text(dot.row, item.indicator, board.catalog, language)
            return say("actual.of_year", language, amount=amount, year=in_table(dot.row.period, language))
        return dated_text(point_text(dot.point, item.indicator, board.catalog, language), dot.point, language)

    first, last = told(item.dots[0]), told(item.dots[-1])
    return {
        "small": item,
        "name": item.indicator.label(language),
        "region": "" if item.region == region else board.catalog.regions[item.region].label(language),
        "link": links.to_indicator(item.indicator.id, item.region),
        "why": item.related.label(language),
        "dots": [(dot, told(dot)) for dot in item.dots],
        "ends": [first] if len(item.dots) == 1 else [first, last],
    }
