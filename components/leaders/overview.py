"""The overview: the answer in ten seconds, then every target as a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from functools import partial
from threading import Lock

from markupsafe import Markup

from components.leaders.brief import extremes, missing, themes
from components.leaders.filters import FilterLinks, filters_html
from components.leaders.rows import row_of
from components.page.icons import status_icon
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Group
from gapboard.board import Board, Counts, Filters, count
from gapboard.board.board import ANY
from gapboard.board.per_board import per_board
from gapboard.explain.headline import HEADLINE_ORDER, headline, indications
from gapboard.explain.vintage import vintage_text
from gapboard.kernel.wording import say

_PATH = "./"
_ORDER = (Group.MISSED, Group.BEHIND, Group.UNDEFINED, Group.ON_TRACK, Group.MET, Group.NO_DATA)


# A view takes up to half a megabyte; a few dozen are what people look at between two changes of the data.
_MOST_VIEWS = 64
_one_at_a_time = Lock()


def overview_html(board: Board, filters: Filters, language: str, links: Links) -> str:
    """The whole overview as HTML, as it goes out in one piece with the first answer."""
    return head_html(board, filters, language, links) + rows_html(board, filters, language, links)


def head_html(board: Board, filters: Filters, language: str, links: Links) -> str:
    """The overview above its rows; it says by itself which group of them is to be seen."""
    # When the data change, every open page asks for its view at once: the first draws it, the others wait for it.
    with _one_at_a_time:
        return _head(board, filters, language, links, dt.date.today())


def rows_html(board: Board, filters: Filters, language: str, links: Links) -> str:
    """A row for each target that fits the filters, those of every status.

    A status only hides the other groups, by the style sheet: the browser keeps the rows it has, and a click on a tile
    need not bring, clean and lay out two hundred rows once more.
    """
    with _one_at_a_time:
        return _rows(board, replace(filters, status=""), language, links)


@per_board(_MOST_VIEWS)
def _head(board: Board, filters: Filters, language: str, links: Links, today: dt.date) -> str:
    everything = board.shown(replace(filters, status=""))
    to = FilterLinks(links, filters, _PATH)
    return render(
        "overview.html",
        say=partial(say, language=language),
        only=filters.status,
        headline=headline(everything, language, apart=True),
        indications=_indications(count(everything), language, to),
        tiles=_tiles(count(everything), language, to),
        extremes=extremes(board, everything, language, links),
        missing=missing(everything, to),
        coverage=links.to("coverage"),
        themes=[] if filters.theme else themes(board, everything, language, to),
        filters=Markup(filters_html(board, language, to, today)),
        present=links.to("present", **asdict(filters)),
        handouts=links.to("handouts", **asdict(filters)),
        vintage=vintage_text(board, language),
        total=len(board.assessments),
        shown=len(board.shown(filters)),
        status_icon=status_icon,
    )


@per_board(_MOST_VIEWS)
def _rows(board: Board, filters: Filters, language: str, links: Links) -> str:
    shown = board.shown(filters)
    groups = [
        (group, [row_of(result, board.catalog, language, links) for result in shown if result.status.group is group])
        for group in _ORDER
    ]
    return render(
        "overview_rows.html",
        say=partial(say, language=language),
        groups=[(group, rows) for group, rows in groups if rows],
        status_icon=status_icon,
    )


def _indications(counts: Counts, language: str, to: FilterLinks) -> dict[str, str]:
    """The line that counts indications, and the link that lists them, or once more lifts that filter."""
    chosen = to.filters.indication == ANY
    link = to.to(indication="" if chosen else ANY, status="")
    return {"said": indications(counts, language), "link": link}


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
