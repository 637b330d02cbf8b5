"""The page of the running year: the answer in words, then each indicator against its task of the year."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.leaders.filters import FilterLinks, filters_html
from components.leaders.indicator import row_id
from components.leaders.plot import masked
from components.page.downloads import DOCX, XLSX, offer
from components.page.links import Links
from components.page.templates import render
from gapboard.assess.in_year import MONTHS, Task
from gapboard.board import Board, Filters
from gapboard.board.course_chart import CourseChart, course_chart
from gapboard.board.in_year import Month, Row, ThisYear, UpTo, record, this_year, years_of
from gapboard.board.per_board import per_board
from gapboard.explain.in_year import RowWords, StandingWords, headline, span_text
from gapboard.explain.periods import month_name
from gapboard.export.in_year import in_year_csv, in_year_xlsx
from gapboard.export.quarterly import quarterly_docx
from gapboard.kernel.wording import say

PATH = "this-year"
_MOST_VIEWS = 32


@per_board(_MOST_VIEWS)
def this_year_html(board: Board, at: UpTo, filters: Filters, language: str, links: Links) -> str:
    """A year up to a month, through the filters."""
    found = this_year(board, at.year, at.month, filters)
    tasked = sorted((row for row in found.rows if row.standings), key=lambda row: row.rank)
    others = [row for row in found.rows if not row.standings]
    to = FilterLinks(links, filters, PATH, period=at.text)
    write = partial(_row, board=board, language=language, links=links)
    return render(
        "this_year.html",
        say=partial(say, language=language),
        title=_title(at, language),
        lead=headline(found, board.catalog, language),
        instead=_instead(board, at, language),
        years=_years(board, at, to),
        months=_months(board, at, to, language),
        filters=Markup(filters_html(board, language, to, board.on, dated=False)),
        tasked=[write(row) for row in tasked],
        others=[write(row) for row in others],
        without=_without(found, board, language, links),
        filtered=bool(filters),
    )


def offer_table(board: Board, at: UpTo, filters: Filters, language: str) -> None:
    """The same as a report for Word, as a workbook and as CSV, made when they are asked for."""
    kinds = {
        "docx": (quarterly_docx, DOCX),
        "xlsx": (in_year_xlsx, XLSX),
        "csv": (in_year_csv, "text/csv"),
    }
    for column, (ending, (make, mime)) in zip(st.columns([2, 2, 1, 5]), kinds.items(), strict=False):
        with column:
            offer(
                say(f"in_year.download.{ending}", language),
                partial(make, board, at, filters, language),
                f"{say('in_year.page', language)}-{at.text}.{ending}",
                mime,
                key=f"this-year-{ending}",
            )


def _title(at: UpTo, language: str) -> str:
    key = "in_year.title_to" if at.month < MONTHS else "in_year.title"
    return say(key, language, year=at.year, month=month_name(at.month, language))


def _instead(board: Board, at: UpTo, language: str) -> str:
    """Why the page shows the latest year with figures and not the one that is running; empty where it does not."""
    known = years_of(board)
    if board.on.year in known or at.year != next(iter(known), board.on.year):
        return ""
    return say("in_year.latest_year", language, now=board.on.year, year=at.year) if at.year < board.on.year else ""


def _years(board: Board, at: UpTo, to: FilterLinks) -> list[tuple[str, str, bool]]:
    years = sorted({*years_of(board), at.year, board.on.year}, reverse=True)
    return [(str(year), to.at(str(year)), year == at.year) for year in years]


def _months(board: Board, at: UpTo, to: FilterLinks, language: str) -> list[tuple[str, str, bool]]:
    """The months of the year with a figure, as links; the whole of what is known first."""
    months = {month for row in this_year(board, at.year).rows for month in row.months if month < MONTHS}
    whole = (say("in_year.latest", language), to.at(str(at.year)), at.month == MONTHS)
    part = [UpTo(at.year, month) for month in sorted(months | ({at.month} - {MONTHS}))]
    return [whole, *((span_text(item.month, language), to.at(item.text), item == at) for item in part)]


def _row(row: Row, board: Board, language: str, links: Links) -> dict[str, object]:
    words = RowWords(row, board.catalog, language)
    return {
        "words": words,
        "id": row_id(row.so_far.indicator.id, row.so_far.region),
        "link": links.to_indicator(row.so_far.indicator.id, row.so_far.region),
        "chart": _drawn(course_chart(row)),
        "standings": words.tasks,
        "record": _record(row, board, words) if row.main and row.main.band else [],
    }


def _record(row: Row, board: Board, words: RowWords) -> list[tuple[str, StandingWords, StandingWords]]:
    """Month by month, where there is more than one."""
    assert row.main is not None
    found: list[Month] = record(board, row, row.main.task.target)
    if len(found) < 2:
        return []
    return [
        (span_text(item.month, words.language), StandingWords(item.then, words), StandingWords(item.now, words))
        for item in found
    ]


def _drawn(chart: CourseChart | None) -> dict[str, object] | None:
    """The chart as pictures that the page lets its colours shine through."""
    if chart is None:
        return None

    def lines(runs: Iterable[Iterable[tuple[float, float]]], dots: Iterable[tuple[float, float]], width: float) -> str:
        joined = "".join("M" + "L".join(f"{x} {y}" for x, y in run) for run in runs)
        return masked([(width, "", joined), (2.6 * width, "", "".join(f"M{x} {y}h0" for x, y in dots))])

    time = "M" + "L".join(f"{x} {y}" for x, y in chart.time) if chart.time else ""
    return {
        "now": lines(chart.now, chart.dots, 2.2),
        "before": lines(chart.before, chart.before_dots, 1.4),
        "time": masked([(1.2, " stroke-dasharray='3 4'", time)]) if time else "",
        "task": chart.task,
    }


def _without(found: ThisYear, board: Board, language: str, links: Links) -> list[dict[str, object]]:
    """The tasks without a figure by theme."""
    themes: dict[str, list[Task]] = {}
    for task in found.without:
        themes.setdefault(board.catalog.indicators[task.target.indicator].theme, []).append(task)
    return [
        {
            "theme": board.catalog.themes[theme].label(language),
            "tasks": [
                (
                    board.catalog.label(task.target, language),
                    links.to_indicator(task.target.indicator, task.target.region),
                    board.catalog.regions[task.target.region].label(language),
                )
                for task in tasks
            ],
        }
        for theme, tasks in themes.items()
    ]
