"""The slides of a meeting: cover, verdict, worst, best, themes, what is missing. One idea on each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from components.leaders.brief import parts
from components.leaders.rows import Row, row_of
from components.page.icons import status_icon
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment, Group
from gapboard.board import Board, Filters, count
from gapboard.board.summary import ThemeSummary, told_first
from gapboard.export.briefing import Briefing
from gapboard.export.changes import changes_lines, changes_title
from gapboard.kernel.wording import say

_ROWS = 6  # what is still legible from the back of a room
_LINES = 5
_SECONDS = (0, 15, 30, 60)


@dataclass(frozen=True)
class Slide:
    """One slide, ready to draw; ``kind`` says which of the fields it uses."""

    kind: str
    title: str
    note: str = ""
    lines: Sequence[str] = ()
    parts: Sequence[tuple[Group, int]] = ()
    rows: Sequence[Row] = ()
    more: int = 0
    without: int = 0
    cells: Sequence[tuple[str, int]] = ()
    documents: Sequence[tuple[str, int, int]] = ()
    sources: Sequence[str] = ()


def slides_html(
    board: Board,
    filters: Filters,
    language: str,
    links: Links,
    at: dt.datetime | None,
    before: Board,
    told: str = "",
) -> str:
    """All slides as HTML, of which ``scripts/slides.js`` shows one; what changed is told since ``before``.

    ``told`` is said on the first slide: what of the address is ignored.
    """
    briefing = Briefing(board, filters, language, before)
    return render(
        "slides.html",
        say=partial(say, language=language),
        slides=list(_slides(briefing, links)),
        vintage=briefing.as_of,
        told=told,
        moment=at.astimezone().strftime("%H:%M") if at else "",
        leave=links.to("./", **asdict(filters)),
        seconds=_SECONDS,
        status_icon=status_icon,
    )


def _slides(briefing: Briefing, links: Links) -> Iterator[Slide]:
    language = briefing.language
    yield Slide("cover", briefing.title, lines=(briefing.scope, briefing.verdict[0]))
    verdict, everything = say("slides.verdict", language), parts(count(briefing.results))
    yield Slide("verdict", verdict, lines=briefing.verdict[1:], parts=everything)
    for key, results in (("worst", briefing.worst), ("best", briefing.best)):
        if results:
            title, note = (say(f"overview.brief.{name}", language) for name in (key, f"{key}_rule"))
            yield Slide("rows", title, note, rows=_rows(briefing, results, links))
    silent = []
    for theme in briefing.themes:
        if any(result.rests_on or result.indication for result in theme.results):
            yield _theme(briefing, theme, links)
        else:
            silent.append((theme.theme.label(language), len(theme.results)))
    if silent:
        yield Slide("silent", say("slides.silent", language), cells=silent)
    if briefing.before is not None:
        lines = changes_lines(briefing, briefing.before)
        title = changes_title(briefing, briefing.before)
        yield Slide("changed", title, lines=lines[:_LINES], more=len(lines[_LINES:]))
    if briefing.unjudged:
        yield _missing(briefing)


def _theme(briefing: Briefing, theme: ThemeSummary, links: Links) -> Slide:
    """A theme's judged targets, the worst first, then what is indicated; how many more there are without a figure."""
    told = [result for result in told_first(theme.results) if result.rests_on or result.indication]
    return Slide(
        "rows",
        theme.theme.label(briefing.language),
        parts=parts(theme.counts),
        rows=_rows(briefing, told[:_ROWS], links),
        more=len(told[_ROWS:]),
        without=len(theme.results) - len(told),
    )


def _rows(briefing: Briefing, results: Sequence[Assessment], links: Links) -> list[Row]:
    return [row_of(result, briefing.board.catalog, briefing.language, links) for result in results]


def _missing(briefing: Briefing) -> Slide:
    """How many targets of each document have fallen due without a figure."""
    total = Counter(result.target.document for result in briefing.results)
    without = Counter(result.target.document for result in briefing.unjudged)
    documents = [
        (document.label_short(briefing.language), without[key], total[key])
        for key, document in briefing.board.catalog.documents.items()
        if total[key]
    ]
    title = say("overview.brief.missing", briefing.language)
    return Slide("missing", title, documents=documents, without=len(briefing.unjudged), sources=briefing.sources)
