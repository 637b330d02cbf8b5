"""The standing of a year so far as a Word file (季度通报): the slowest first, with the rule, then theme by theme."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from gapboard.assess.in_year import MONTHS
from gapboard.board import Board, Filters
from gapboard.board.in_year import UpTo, this_year
from gapboard.explain.as_of import as_of_text
from gapboard.explain.in_year import RowWords, StandingWords, headline, span_text
from gapboard.export import house
from gapboard.export.word import Cell, Paper
from gapboard.kernel.wording import say

_COLUMNS = ("indicator", "body", "known", "task", "stands", "needed")
_WIDTHS = (1.5, 1.2, 1.7, 1.5, 1.7, 1.5)
_SLOWEST = 8  # tasks on the first page, which they fill


def quarterly_docx(board: Board, at: UpTo, filters: Filters, language: str) -> bytes:
    """A docx file of the rows that have a task, themes and bodies in the order of the catalogue.

    Its first page says how the whole stands and what is slowest; themes of few rows share the pages after it.
    Where no task has a figure it says so, and has no table.
    """
    found = this_year(board, at.year, at.month, filters)
    month = at.month if at.month < MONTHS else found.month
    title = say("in_year.report.title", language, year=at.year, months=span_text(month, language) if month else "")
    paper = Paper(language, f"{as_of_text(board, language)} · {say('in_year.rule', language)}", title)
    paper.title(title)
    paper.line(headline(found, board.catalog, language), size=12)
    told = [item for row in found.rows for item in RowWords(row, board.catalog, language).tasks]
    slowest = behind_first(told)[:_SLOWEST]
    if slowest:
        heading = say("in_year.report.slowest_first", language, count=len(slowest))
        paper.heading(heading, 1)
        paper.line(say("in_year.report.slowest_rule", language), colour=house.QUIET, keep=True)
        _table(paper, slowest, board, language, heading)
    order = {ident: place for place, ident in enumerate(board.catalog.targets)}
    rows = [row for row in found.rows if row.standings]
    themes = groupby(rows, key=lambda row: row.so_far.indicator.theme)
    for number, (theme, of_theme) in enumerate(themes):
        name = board.catalog.themes[theme].label(language)
        paper.heading(name, 1, new_page=bool(slowest) and number == 0)
        # Bodies in the order of the documents, the tasks of one indicator together.
        lines = [
            sorted(RowWords(row, board.catalog, language).tasks, key=lambda one: order[one.target.id])
            for row in of_theme
        ]
        lines.sort(key=lambda tasks: order[tasks[0].target.id])
        _table(paper, [one for tasks in lines for one in tasks], board, language, name)
    return paper.save()


def standing_now(board: Board, filters: Filters, language: str) -> tuple[str, list[str]] | None:
    """For a slide: how the board's own year stands, and each theme's slowest, the worst first; ``None`` without one."""
    found = this_year(board, board.on.year, filters=filters)
    rows = [row for row in found.rows if row.standings]
    if not rows:
        return None
    themes = groupby(rows, key=lambda row: row.so_far.indicator.theme)
    told = [
        behind_first(item for row in of_theme for item in RowWords(row, board.catalog, language).tasks)
        for _, of_theme in themes
    ]
    slowest = [
        slowest_text(words, board, language) for words in behind_first(first for first, *_ in filter(None, told))
    ]
    title = say("in_year.report.title", language, year=found.year, months=span_text(found.month, language))
    # The rule stands before what it is the rule of: a slide has room for a few lines.
    rules = [say(f"in_year.{rule}", language) for rule in (*["report.slowest_rule"] * bool(slowest), "rule")]
    return title, [headline(found, board.catalog, language), (" " if language == "en" else "").join(rules), *slowest]


def slowest_text(words: StandingWords, board: Board, language: str) -> str:
    """That a task lies furthest behind time, and who answers for it."""
    names = _bodies(words, board, language) or say("bulletin.nobody", language)
    told = say("in_year.report.slowest", language, name=words.row.name, points=words.points, bodies=names)
    doubts = say("handout.join", language).join(words.row.doubts)
    return say("in_year.report.doubted", language, told=told, doubts=doubts) if doubts else told


def behind_first(tasks: Iterable[StandingWords]) -> list[StandingWords]:
    """The tasks that lie behind time, the furthest first; those that are in no band are not compared."""
    behind = [
        (told.standing.ahead or 0, told) for told in tasks if told.standing.band and (told.standing.ahead or 0) < 0
    ]
    return [told for _, told in sorted(behind, key=lambda item: item[0])]


def _table(paper: Paper, tasks: Iterable[StandingWords], board: Board, language: str, describes: str) -> None:
    headings = [say(f"in_year.report.{name}", language) for name in _COLUMNS]
    paper.table(headings, _WIDTHS, [_line(told, board, language) for told in tasks], describes=describes)


def _line(told: StandingWords, board: Board, language: str) -> list[Cell]:
    words = told.row

    def together(*texts: str) -> str:
        return say("handout.join", language).join(filter(None, texts))

    stands = " ".join(filter(None, (told.done, told.sign, told.points)))
    return [
        Cell(f"{words.name} {words.region}", bold=True),
        Cell(_bodies(told, board, language) or say("in_year.report.nobody", language)),
        Cell(together(f"{words.amount} {words.months}", words.growth, *words.doubts)),
        Cell(together(told.task, told.place)),
        Cell(together(stands, *told.notes)),
        Cell(together(*told.needed)),
    ]


def _bodies(words: StandingWords, board: Board, language: str) -> str:
    bodies = (body for target in words.targets for body in board.catalog.answering(target))
    return say("bodies.name_join", language).join(dict.fromkeys(body.label(language) for body in bodies))
