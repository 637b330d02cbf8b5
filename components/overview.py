"""The overview: the answer in ten seconds, then every target as a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from functools import partial

from components.brief import extremes, missing, themes
from components.icons import status_icon, trend_icon
from components.links import Links
from components.rows import row_of
from components.templates import render
from gapboard.assess import Group
from gapboard.board import Board, Counts, Filters, count
from gapboard.briefing import filters_in_words
from gapboard.explain.headline import HEADLINE_ORDER, headline
from gapboard.wording import say

PATH = "./"
_ORDER = (Group.MISSED, Group.BEHIND, Group.UNDEFINED, Group.ON_TRACK, Group.MET, Group.NO_DATA)


def overview_html(board: Board, filters: Filters, language: str, links: Links) -> str:
    """The whole overview as HTML."""
    shown = board.shown(filters)
    everything = board.shown(replace(filters, status=""))
    groups = [
        (group, [row_of(result, board.catalog, language, links) for result in shown if result.status.group is group])
        for group in _ORDER
    ]
    to = partial(_with, links, filters)
    return render(
        "overview.html",
        say=partial(say, language=language),
        extremes=extremes(board, everything, language, links),
        missing=missing(everything, to),
        coverage=links.to("coverage"),
        present=links.to("present", **asdict(filters)),
        themes=[] if filters.theme else themes(board, everything, language, to),
        headline=headline(everything, language),
        tiles=_tiles(count(everything), filters, language, links),
        on=board.on.isoformat(),
        as_of=board.known_on is not None,
        today=dt.date.today().isoformat(),
        now=_with(links, filters, on=""),
        total=len(board.assessments),
        shown=len(shown),
        groups=[(group, rows) for group, rows in groups if rows],
        choices=_choices(board, filters, language, links),
        chosen=_chosen(board, filters, language, links),
        clear=links.to(PATH),
        status_icon=status_icon,
        trend_icon=trend_icon,
    )


def _tiles(counts: Counts, filters: Filters, language: str, links: Links) -> list[dict[str, object]]:
    """A count for each headline group; a tile filters by its group, and once more lifts the filter."""
    return [
        {
            "group": group,
            "word": say(f"group.{group.value}", language),
            "count": counts.of(group),
            "chosen": filters.status == group.value,
            "link": _with(links, filters, status="" if filters.status == group.value else group.value),
        }
        for group in HEADLINE_ORDER
    ]


def _with(links: Links, filters: Filters, *, on: str | None = None, **change: str) -> str:
    """A link to the overview with some filters changed; ``on=""`` comes back to today."""
    dates = {} if on is None else {"on": on}
    return links.to(PATH, **asdict(replace(filters, **change)), **dates)


def _names(board: Board, language: str) -> dict[str, list[tuple[str, str]]]:
    """Every value that each filter can take among the targets, with its name, in the catalogue's order."""
    catalog = board.catalog
    targets = catalog.targets.values()
    themes = {catalog.indicators[target.indicator].theme for target in targets}
    regions = {target.region for target in targets}
    return {
        "document": [(item.id, item.label_short(language)) for item in catalog.documents.values()],
        "due": [(str(year), str(year)) for year in sorted({target.due for target in targets})],
        "region": [(item.id, item.label(language)) for item in catalog.regions.values() if item.id in regions],
        "theme": [(item.id, item.label(language)) for item in catalog.themes.values() if item.id in themes],
    }


def _choices(board: Board, filters: Filters, language: str, links: Links) -> list[dict[str, object]]:
    """The filters as links, so that each view has its address."""
    choices: list[dict[str, object]] = []
    for name, values in _names(board, language).items():
        now = getattr(filters, name)
        options = [
            {"word": word, "link": _with(links, filters, **{name: value}), "chosen": now == value}
            for value, word in [("", say("overview.all", language)), *values]
        ]
        choices.append({"word": say(f"overview.filter_by.{name}", language), "options": options})
    return choices


def _chosen(board: Board, filters: Filters, language: str, links: Links) -> list[dict[str, str]]:
    """The filters in force, each with a link that lifts it."""
    words = filters_in_words(board, filters, language)
    names = [name for name, value in asdict(filters).items() if value]
    return [
        {"kind": kind, "word": word, "link": _with(links, filters, **{name: ""})}
        for name, (kind, word) in zip(names, words, strict=True)
    ]
