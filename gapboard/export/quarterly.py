"""The standing of a year so far as a Word file (季度通报): one page a theme, the slowest named with the rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from gapboard.assess.in_year import MONTHS
from gapboard.board import Board, Filters
from gapboard.board.in_year import Row, UpTo, this_year
from gapboard.explain.as_of import as_of_text
from gapboard.explain.in_year import RowWords, StandingWords, headline, span_text
from gapboard.export.word import Cell, Paper
from gapboard.kernel.wording import say

_COLUMNS = ("indicator", "body", "known", "task", "stands", "needed")
_WIDTHS = (1.5, 1.2, 1.7, 1.5, 1.7, 1.5)


def quarterly_docx(board: Board, at: UpTo, filters: Filters, language: str) -> bytes:
    """A docx file of the rows that have a task, themes and bodies in the order of the catalogue.

    Where no task has a figure it says so, and has no table.
    """
    found = this_year(board, at.year, at.month, filters)
    month = at.month if at.month < MONTHS else found.month
    title = say("in_year.report.title", language, year=at.year, months=span_text(month, language) if month else "")
    paper = Paper(language, f"{as_of_text(board, language)} · {say('in_year.rule', language)}", title)
    paper.title(title)
    paper.line(headline(found, board.catalog, language), size=12)
    rows = [row for row in found.rows if row.standings]
    themes = groupby(rows, key=lambda row: row.so_far.indicator.theme)
    for number, (theme, of_theme) in enumerate(themes):
        items = list(of_theme)
        paper.heading(board.catalog.themes[theme].label(language), 1, new_page=number > 0)
        if text := slowest_text(items, board, language):
            paper.line(text, keep=True)
        headings = [say(f"in_year.report.{name}", language) for name in _COLUMNS]
        paper.table(headings, _WIDTHS, list(_lines(items, board, language)), describes=title)
    return paper.save()


def standing_now(board: Board, filters: Filters, language: str) -> tuple[str, list[str]] | None:
    """For a slide: how the board's own year stands, and each theme's slowest; ``None`` without a figure of it."""
    found = this_year(board, board.on.year, filters=filters)
    rows = [row for row in found.rows if row.standings]
    if not rows:
        return None
    themes = groupby(rows, key=lambda row: row.so_far.indicator.theme)
    lines = [slowest_text(list(of_theme), board, language) for _, of_theme in themes]
    title = say("in_year.report.title", language, year=found.year, months=span_text(found.month, language))
    told = [line for line in lines if line]
    return title, [headline(found, board.catalog, language), *told, say("in_year.rule", language)]


def slowest_text(rows: Sequence[Row], board: Board, language: str) -> str:
    """Which task lies furthest behind time, who answers for it, and by which rule; empty where none lies behind.

    One without a band, read off a path to a far year, was set to nobody, and nobody is named for it.
    """
    behind = [
        (standing.ahead, row, standing)
        for row in rows
        for standing in row.standings
        if standing.ahead is not None and standing.ahead < 0 and standing.band is not None
    ]
    if not behind:
        return ""
    _, row, standing = min(behind, key=lambda item: item[0])
    words = StandingWords(standing, RowWords(row, board.catalog, language))
    names = _bodies(words, board, language) or say("bulletin.nobody", language)
    return say("in_year.report.slowest", language, name=words.row.name, points=words.points, bodies=names)


def _lines(rows: Iterable[Row], board: Board, language: str) -> Iterable[list[Cell]]:
    """One line for each task, in the order of the documents."""
    order = {ident: place for place, ident in enumerate(board.catalog.targets)}
    pairs = [(row, standing) for row in rows for standing in row.standings]
    for row, standing in sorted(pairs, key=lambda pair: order[pair[1].task.target.id]):
        words = RowWords(row, board.catalog, language)
        told = StandingWords(standing, words)
        stands = " ".join(filter(None, (told.done, told.sign, told.points)))

        def together(*texts: str) -> str:
            return say("handout.join", language).join(filter(None, texts))

        yield [
            Cell(f"{words.name} {words.region}", bold=True),
            Cell(_bodies(told, board, language)),
            Cell(together(f"{words.amount} {words.months}", words.growth)),
            Cell(together(told.task, told.document)),
            Cell(together(stands, told.usual, told.disagree)),
            Cell(together(*told.needed)),
        ]


def _bodies(words: StandingWords, board: Board, language: str) -> str:
    names = (body.label(language) for body in board.catalog.answering(words.target))
    return say("bodies.name_join", language).join(names)
