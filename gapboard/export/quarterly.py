"""The standing of a year so far as a Word file (季度通报): the slowest first, with the rule, then theme by theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from gapboard.assess.in_year import MONTHS
from gapboard.board import Board, Filters
from gapboard.board.in_year import Row, UpTo, this_year
from gapboard.explain.as_of import as_of_text
from gapboard.explain.in_year import RowWords, StandingWords, headline, span_text
from gapboard.export import house
from gapboard.export.progress import day_text
from gapboard.export.word import Cell, Paper
from gapboard.kernel.wording import say

_COLUMNS = ("indicator", "body", "known", "task", "stands", "needed")
_WIDTHS = (1.5, 1.2, 1.7, 1.5, 1.7, 1.5)
_KNOWN = {"theme": 1, "indicator": 2.2, "known": 1.5, "growth": 2.6, "last": 1.3}
_TOGETHER = 3  # indicators of one theme in a line of a slide
_SLOWEST = 8  # tasks on the first page, which they fill


def quarterly_docx(board: Board, at: UpTo, filters: Filters, language: str, office: str = "") -> bytes:
    """A docx file: the rows that have a task, themes and bodies in the order of the catalogue, then what else is known.

    Its first page says how the whole stands and what is slowest; themes of few rows share the pages after it. What is
    known of indicators without a task stands in one table at the end. ``office`` issues it; without it a line is left
    to write it on.
    """
    found = this_year(board, at.year, at.month, filters)
    month = at.month if at.month < MONTHS else found.month
    title = say("in_year.report.title", language, year=at.year, months=span_text(month, language) if month else "")
    paper = Paper(language, f"{as_of_text(board, language)} · {say('in_year.rule', language)}", title)
    paper.title(title)
    dated = day_text(board.on, language)
    issuer = say("bulletin.office", language, office=office or say("bulletin.office_blank", language))
    paper.masthead(issuer, dated)
    told = [item for row in found.rows for item in RowWords(row, board.catalog, language).tasks]
    if told:
        paper.line(say("in_year.report.addressed", language), size=12)
    intro = (headline(found, board.catalog, language), _merged(told, language))
    paper.line((" " if language == "en" else "").join(filter(None, intro)), size=12)
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
    _known(paper, [row for row in found.rows if not row.standings], board, language)
    paper.signed(office, dated)
    return paper.save()


def _merged(told: Sequence[StandingWords], language: str) -> str:
    """Why the tables have fewer lines than there are tasks; empty where they have not."""
    tasks = sum(len(words.targets) for words in told)
    return say("in_year.report.merged", language, tasks=tasks, lines=len(told)) if tasks > len(told) else ""


def standing_now(board: Board, filters: Filters, language: str) -> tuple[str, list[str]] | None:
    """For a slide: how the board's own year stands, each theme's slowest, the worst first, and what else is known theme
    by theme; ``None`` where nothing is known of a part of the year."""
    found = this_year(board, board.on.year, filters=filters)
    if not found.rows:
        return None
    themes = groupby(found.rows, key=lambda row: row.so_far.indicator.theme)
    told = [
        behind_first(item for row in of_theme for item in RowWords(row, board.catalog, language).tasks)
        for _, of_theme in themes
    ]
    slowest = behind_first(first for first, *_ in filter(None, told))
    title = say("in_year.report.title", language, year=found.year, months=span_text(found.month, language))
    # The rule stands before what it is the rule of: a slide has room for a few lines.
    rules = [say(f"in_year.{rule}", language) for rule in (*["report.slowest_rule"] * bool(slowest), "rule")]
    lines = [headline(found, board.catalog, language), (" " if language == "en" else "").join(rules)]
    lines += [slowest_text(words, board, language) for words in slowest]
    shown = {id(words.row.row) for words in slowest}
    return title, [*lines, *_known_lines([row for row in found.rows if id(row) not in shown], board, language)]


def _known_lines(rows: Iterable[Row], board: Board, language: str) -> list[str]:
    """What is known of some rows, a few of one theme in a line."""
    themes: dict[str, list[Row]] = {}
    for row in rows:
        themes.setdefault(row.so_far.indicator.theme, []).append(row)
    found = []
    for theme, of_theme in themes.items():
        name = board.catalog.themes[theme].label(language)
        for place, told in enumerate(_lines_of([RowWords(row, board.catalog, language) for row in of_theme])):
            items = say("handout.join", language).join(_known_text(words) for words in told)
            found.append((place, say("in_year.report.known_line", language, theme=name, items=items)))
    # The first of every theme before the second of any: a slide has room for a few.
    return [line for _, line in sorted(found, key=lambda item: item[0])]


def _lines_of(rows: Iterable[RowWords]) -> list[list[RowWords]]:
    """A few in a line; one that is doubtful has its own, so that its doubt is not cut off."""
    lines: list[list[RowWords]] = []
    for words in rows:
        open_to = lines and len(lines[-1]) < _TOGETHER and not lines[-1][0].doubts
        if open_to and not words.doubts:
            lines[-1].append(words)
        else:
            lines.append([words])
    return lines


def _known_text(words: RowWords) -> str:
    """An indicator's figure and its growth, with what makes them doubtful."""
    region = words.region if words.so_far.region != words.catalog.usual_region else ""
    known = (words.amount, words.months) if words.so_far.latest else ()
    named = " ".join(filter(None, (words.name, region, *known)))
    growth = words.growth if words.has_growth else ""
    return say("in_year.report.known_join", words.language).join(filter(None, (named, growth, *words.doubts)))


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


def _known(paper: Paper, rows: Sequence[Row], board: Board, language: str) -> None:
    """What is known of indicators without a task of the year, in the order of themes."""
    if not rows:
        return
    heading = say("in_year.report.known_heading", language, count=len(rows))
    paper.heading(heading, 1)
    lines = []
    for row in rows:
        words = RowWords(row, board.catalog, language)
        growth = say("handout.join", language).join(filter(None, (words.growth, *words.doubts)))
        amount = f"{words.amount} {words.months}" if row.so_far.latest else words.amount
        cells = (amount, growth, words.known(row.so_far.last))
        theme = board.catalog.themes[row.so_far.indicator.theme].label(language)
        lines.append([Cell(theme), Cell(f"{words.name} {words.region}", bold=True), *map(Cell, cells)])
    headings = [say(f"in_year.report.{name}", language) for name in _KNOWN]
    paper.table(headings, list(_KNOWN.values()), lines, describes=heading)


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
