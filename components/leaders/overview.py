"""The overview: the answer in ten seconds, then a wall of charts, or every target as a row.

Everything is sent once, whatever the filters: the browser hides what does not fit (``scripts/overview.js``), counts
and sorts. Drawn for an address, each part says the same without any script.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from threading import Lock

from markupsafe import Markup

from components.leaders.brief import extremes, missing, themes
from components.leaders.filters import FilterLinks, filters_html
from components.leaders.look import LIST, VALUES, WALL, Look, by_name
from components.leaders.rows import row_of
from components.leaders.task_line import TaskLine, task_line
from components.leaders.wall import numbers, wall_html
from components.page.icons import status_icon
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment, Group
from gapboard.board import Board, Counts, Filters, count
from gapboard.board.board import ANY
from gapboard.board.meetings import Since
from gapboard.board.per_board import per_board
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import Tasks
from gapboard.explain.as_of import as_of_text
from gapboard.explain.headline import HEADLINE_ORDER, headline, indications, patterns
from gapboard.kernel.wording import say

_PATH = "./"
_ORDER = (Group.MISSED, Group.BEHIND, Group.UNDEFINED, Group.ON_TRACK, Group.MET, Group.NO_DATA)

# A view takes up to half a megabyte; a few dozen are what people look at between two changes of the data.
_MOST_VIEWS = 64
_one_at_a_time = Lock()


def overview_html(
    board: Board,
    filters: Filters,
    language: str,
    links: Links,
    look: Look,
    since: Since,
    tasks: TaskBoard | None = None,
) -> str:
    """The whole overview as HTML, as it goes out in one piece with the first answer."""
    return "".join(pieces(board, filters, language, links, look, since, tasks))


def pieces(
    board: Board,
    filters: Filters,
    language: str,
    links: Links,
    look: Look,
    since: Since,
    tasks: TaskBoard | None = None,
) -> tuple[str, str]:
    """The overview's head, and its wall and rows; each says by itself what of it is to be seen.

    ``tasks`` are told in one line beside the figures, and are counted in none of them.
    """
    line = task_line(tasks, filters, language, links) if tasks else None
    # When the data change, every open page asks for its view at once: the first draws it, the others wait for it.
    with _one_at_a_time:
        return (
            _head(board, filters, language, links, look, dt.date.today(), line, tasks.tasks if tasks else None),
            _body(board, filters, language, links, look, since),
        )


@per_board(_MOST_VIEWS)
def _head(
    board: Board,
    filters: Filters,
    language: str,
    links: Links,
    look: Look,
    today: dt.date,
    line: TaskLine | None = None,
    tasks: Tasks | None = None,
) -> str:
    everything = board.shown(replace(filters, status=""))
    to = FilterLinks(links, filters, _PATH, look=look)
    usual = FilterLinks(links, Filters(), _PATH, look=replace(look, view=LIST))
    return render(
        "overview.html",
        say=partial(say, language=language),
        told=json.dumps(_told(board, language), ensure_ascii=False, separators=(",", ":")),
        headline=headline(everything, language, apart=True),
        indications=_indications(count(everything), language, to),
        tiles=_tiles(count(everything), language, to),
        on=board.on.isoformat(),
        tasks=line,
        signs_seen=bool(filters.indication),
        brief_seen=look.is_list and not filters,
        extremes=extremes(board, board.assessments, language, links),
        missing=missing(board.assessments, usual),
        coverage=links.to("coverage"),
        themes=themes(board, board.assessments, language, usual),
        views=_choice("view", (("", WALL), (LIST, LIST)), look.view, to),
        sorts=_choice("sort", (("", "usual"), *((item, _SORT_WORDS[item]) for item in VALUES["sort"])), look.sort, to),
        index={"link": to.seen("scale", "" if look.scale else "goal"), "chosen": bool(look.scale)},
        is_list=look.is_list,
        filters=Markup(filters_html(board, language, to, today, tasks=tasks)),
        present=links.to("present", **asdict(filters)),
        handouts=links.to("handouts", **asdict(filters)),
        vintage=as_of_text(board, language),
        total=len(board.assessments),
        shown=len(board.shown(filters)),
        status_icon=status_icon,
    )


_SORT_WORDS = {"gap": "gap", "due": "due", "name": "name_of"}


def _choice(name: str, options: Iterable[tuple[str, str]], now: str, to: FilterLinks) -> list[dict[str, object]]:
    """The values of one part of the look as links; a value's word is ``wall.<name>.<word>``."""
    return [
        {"word": f"wall.{name}.{word}", "set": f"{name}={value}", "link": to.seen(name, value), "chosen": now == value}
        for value, word in options
    ]


def _told(board: Board, language: str) -> dict[str, object]:
    """The sentences that the browser fills anew when it filters, and the year that parts what is due from the rest."""
    words = ("overview.shown", "overview.group_count", "overview.clear", "overview.filter_by.status", "access.colon")
    texts = {key: say(key, language) for key in words}
    return {"year": board.on.year, "total": len(board.assessments), **patterns(language), **texts}


@per_board(_MOST_VIEWS)
def _body(board: Board, filters: Filters, language: str, links: Links, look: Look, since: Since) -> str:
    """Both kept as one text: joined anew for every visitor they were a megabyte of short-lived memory each time."""
    return _wall(board, filters, language, links, look, since) + _rows(board, filters, language, links, look)


def _wall(board: Board, filters: Filters, language: str, links: Links, look: Look, since: Since) -> str:
    number_of = numbers(board)
    fits = frozenset(number_of[result.target.id] for result in board.shown(filters))
    return wall_html(board, since, fits, language, links, sort=look.sort, index=bool(look.scale), seen=not look.is_list)


def _rows(board: Board, filters: Filters, language: str, links: Links, look: Look) -> str:
    number_of = numbers(board)
    shown = {result.target.id for result in board.shown(filters)}
    names = {item.target.id: by_name(board.catalog.label(item.target, language)) for item in board.assessments}
    named = {
        ident: place for place, ident in enumerate(sorted(names, key=lambda ident: (names[ident], number_of[ident])))
    }
    groups = []
    for group in _ORDER:
        results = _sorted([item for item in board.assessments if item.status.group is group], named, look)
        rows = [row_of(result, board.catalog, language, links) for result in results]
        if rows:
            seen = sum(row.result.target.id in shown for row in rows)
            groups.append(
                (group, seen, [(row, _keys(board, row.result), row.result.target.id in shown) for row in rows])
            )
    return render(
        "overview_rows.html",
        say=partial(say, language=language),
        seen=look.is_list,
        groups=groups,
        any_shown=bool(shown),
        number_of=number_of,
        named=named,
        status_icon=status_icon,
    )


def _sorted(results: Sequence[Assessment], named: Mapping[str, int], look: Look) -> list[Assessment]:
    """The rows of one status; their own order is that of their gaps, ``named`` the place of each by its name."""
    if look.sort == "due":
        return sorted(results, key=lambda result: result.target.due)
    if look.sort == "name":
        return sorted(results, key=lambda result: named[result.target.id])
    return list(results)


def _keys(board: Board, result: Assessment) -> str:
    """What the browser filters a row by: the values of each filter in the order of ``Filters``, and ``0`` where no
    figure at all is known.
    """
    have = board.facets(result)
    nothing = "0" if result.grey is not None and result.is_blank else ""
    return "|".join([*(" ".join(have[name]) for name in asdict(Filters())), nothing])


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
