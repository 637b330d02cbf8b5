"""The overview: the answer in ten seconds, then every target as a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from functools import lru_cache, partial
from threading import Lock

from markupsafe import Markup

from components.brief import extremes, missing, themes
from components.filters import FilterLinks, filters_html
from components.icons import status_icon, trend_icon
from components.links import Links
from components.rows import row_of
from components.templates import render
from gapboard.assess import Group
from gapboard.board import Board, Counts, Filters, count
from gapboard.explain.headline import HEADLINE_ORDER, headline
from gapboard.wording import say

_PATH = "./"
_ORDER = (Group.MISSED, Group.BEHIND, Group.UNDEFINED, Group.ON_TRACK, Group.MET, Group.NO_DATA)


# A view takes up to half a megabyte; a few dozen are what people look at between two changes of the data.
_MOST_VIEWS = 128
_one_at_a_time = Lock()


def overview_html(board: Board, filters: Filters, language: str, links: Links) -> str:
    """The whole overview as HTML; the same board and view are drawn once for everybody."""
    # When the data change, every open page asks for its view at once: the first draws it, the others wait for it.
    with _one_at_a_time:
        return _drawn(board, filters, language, links, dt.date.today())


@lru_cache(maxsize=_MOST_VIEWS)
def _drawn(board: Board, filters: Filters, language: str, links: Links, today: dt.date) -> str:
    shown = board.shown(filters)
    everything = board.shown(replace(filters, status=""))
    groups = [
        (group, [row_of(result, board.catalog, language, links) for result in shown if result.status.group is group])
        for group in _ORDER
    ]
    to = FilterLinks(links, filters, _PATH)
    return render(
        "overview.html",
        say=partial(say, language=language),
        headline=headline(everything, language),
        tiles=_tiles(count(everything), language, to),
        extremes=extremes(board, everything, language, links),
        missing=missing(everything, to),
        coverage=links.to("coverage"),
        themes=[] if filters.theme else themes(board, everything, language, to),
        filters=Markup(filters_html(board, language, to, today)),
        present=links.to("present", **asdict(filters)),
        handouts=links.to("handouts", **asdict(filters)),
        on=board.on.isoformat(),
        total=len(board.assessments),
        shown=len(shown),
        groups=[(group, rows) for group, rows in groups if rows],
        status_icon=status_icon,
        trend_icon=trend_icon,
    )


def _tiles(counts: Counts, language: str, to: FilterLinks) -> list[dict[str, object]]:
    """A count for each headline group; a tile filters by its group, and once more lifts the filter."""
    now = to.filters.status
    return [
        {
            "group": group,
            "word": say(f"group.{group.value}", language),
            "count": counts.of(group),
            "chosen": now == group.value,
            "link": to.to(status="" if now == group.value else group.value),
        }
        for group in HEADLINE_ORDER
    ]
