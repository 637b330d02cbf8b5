"""An xlsx file for a unit to fill in: what it owes, with what is known already."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import zip_longest
from typing import Any

from xlsxwriter.utility import xl_range_abs

from gapboard.board import Board
from gapboard.board.reporting import Cell
from gapboard.explain.periods import period_text
from gapboard.explain.reporting import long_day, no_day, period_of
from gapboard.export.neutral import Value
from gapboard.export.owed import Pair, owed
from gapboard.export.xlsx import new_book, shown_width, write_cell
from gapboard.kernel.wording import LANGUAGES, say
from gapboard.ledger import OBS_STATUS, Observation, Period

# One row a value: only so can every value have its own status and note, and the intake has nothing to guess.
COLUMNS = ("indicator", "region", "year", "value", "unit", "status", "note")
_VALUE = COLUMNS.index("value")
_KNOWN, _MISSING = "#E7E6E6", "#FFF2CC"
_WIDEST, _NARROWEST = 60, 8
_ROWS_LOOKED_AT = 500
# What was known when the file was made, for whoever reads it back: see ``moment_in``.
_MARK = re.compile(r"gapboard (\S+)")
_RETURN = "gapboard-return"
_INSTRUCTIONS = ("fill", "known", "missing", "unit", "status", "rows", "return")
_SPARE_ROWS = 200  # for values that staff add below; they have the drop-downs too


def template_xlsx(
    board: Board,
    *,
    body: str | None,
    document: str | None,
    region: str | None,
    period: tuple[int, int],
    language: str,
) -> bytes:
    """The file: one row a series and year of ``period``, both ends counted; a sheet that explains it.

    Known values stand on grey, missing ones are empty on yellow. ``None`` does not filter. With nothing owed
    the table has its heading only. Raises ``ValueError`` for a period that ends before it begins.
    """
    if period[0] > period[1]:
        raise ValueError(f"the period ends before it begins: {period}")
    pairs = owed(board, body=body, document=document, region=region)
    years = [Period(str(year)) for year in range(period[0], period[1] + 1)]
    return template_of(board, [(pair, year) for pair in pairs for year in years], language)


def template_of(
    board: Board, asked: Sequence[tuple[Pair, Period]], language: str, answers: str = "", cell: Cell | None = None
) -> bytes:
    """The file for these series and periods, one row each; ``answers`` marks which return it is, see ``return_in``.

    With its ``cell`` a line above the table and the help say whose it is, for which period and until when.
    """
    file = io.BytesIO()
    book = new_book(file)
    sheet, lists = (book.add_worksheet(say(f"template.sheet.{name}", language)) for name in ("data", "help"))
    headings = [say(f"template.column.{name}", language) for name in COLUMNS]
    known = {key: row for key, row in board.book.observations().items() if row.is_exact}
    part = cell is not None and cell.due.period.year is None
    rows = [_row(board, pair, period, known.get((*pair, period.text)), language, part) for pair, period in asked]
    bold = book.add_format({"bold": True})
    top = 1 if cell else 0
    if cell:
        write_cell(sheet, 0, 0, _whose("title", cell, language), bold)
    _table(sheet, headings, rows, bold, top)
    looks = {known: book.add_format({"bg_color": colour}) for known, colour in ((True, _KNOWN), (False, _MISSING))}
    for number, row in enumerate(rows, top + 1):
        write_cell(sheet, number, _VALUE, row[_VALUE], looks[row[_VALUE] is not None])
    offered = _lists(board, language)
    offered["help"] = _help(cell, language)
    offered["made"] += [answers] if answers else []
    columns = [[say(f"template.list.{name}", language), *texts] for name, texts in offered.items()]
    first, *others = zip_longest(*columns)
    _table(lists, first, others, bold)
    for name in ("region", "status"):
        source = _source(lists, list(offered).index(name), len(offered[name]))
        rule = {"validate": "list", "source": source}
        column = COLUMNS.index(name)
        sheet.data_validation(top + 1, column, top + len(rows) + _SPARE_ROWS, column, rule)
    book.close()
    return file.getvalue()


def moment_in(cells: Iterable[str]) -> dt.datetime | None:
    """The moment of the latest row of the ledger that a template was made of, from its cells; ``None`` for none."""
    for cell in cells:
        if found := _MARK.fullmatch(cell.strip()):
            try:
                moment = dt.datetime.fromisoformat(found[1])
            except ValueError:
                continue
            return moment if moment.tzinfo else None
    return None


def is_help(cells: Iterable[str]) -> bool:
    """Whether a sheet with these cells is the one that explains a template: nobody fills it in."""
    return moment_in(cells) is not None


def is_title(cells: Sequence[str]) -> bool:
    """Whether a row with these cells is the line above a return's table: it is for people, its days are no period."""
    first = cells[0].strip() if cells and not any(cells[1:]) else ""
    return any(_title(language).fullmatch(first) for language in LANGUAGES)


@cache
def _title(language: str) -> re.Pattern[str]:
    blank = dict.fromkeys(("body", "duty", "period", "day"), "_")
    return re.compile(re.escape(say("template.title", language, **blank)).replace("_", ".+"))


def return_mark(duty: str, period: Period, body: str) -> str:
    """What marks a template as that of one body's return for one period of a duty."""
    return f"{_RETURN} {duty} {period.text} {body}"


def return_in(cells: Iterable[str]) -> tuple[str, str, str] | None:
    """Duty, period and body of the return that a file is, from its cells; ``None`` where it is marked as none."""
    for cell in cells:
        parts = cell.split()
        if len(parts) == len(("mark", "duty", "period", "body")) and parts[0] == _RETURN:
            return parts[1], parts[2], parts[3]
    return None


def _mark(board: Board) -> str:
    latest = max((row.recorded_at for row in board.ledger.rows), default=dt.datetime.fromtimestamp(0, dt.UTC))
    return f"gapboard {latest.isoformat()}"


def _table(sheet: Any, headings: Sequence[Value], rows: Sequence[Sequence[Value]], bold: Any, top: int = 0) -> None:
    """A heading in row ``top`` that stays, and columns as wide as their texts need, within reason."""
    for column, texts in enumerate(zip(headings, *rows, strict=True)):
        for number, value in enumerate(texts):
            write_cell(sheet, top + number, column, value, None if number else bold)
        longest = max(shown_width(str(value)) for value in texts[:_ROWS_LOOKED_AT] if value is not None)
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(top + 1, 0)


def _source(sheet: Any, column: int, count: int) -> str:
    """Where ``count`` entries of a drop-down stand, below the heading of a column."""
    quoted = str(sheet.get_name()).replace("'", "''")
    return f"='{quoted}'!{xl_range_abs(1, column, count, column)}"


def _row(board: Board, pair: Pair, period: Period, known: Observation | None, language: str, part: bool) -> list[Value]:
    region, indicator = pair
    item = board.catalog.indicators[indicator]
    if part and period.year is not None:
        # In a file that its name calls 10—12月 a bare year might be either: all twelve months are meant.
        period = Period(f"{period.year}-01/{period.year}-12")
    return [
        item.label(language),
        board.catalog.regions[region].label(language),
        period.year or period_text(period, language),
        known.value if known else None,
        board.catalog.units[item.unit].label(language),
        known.obs_status if known else None,
        None,
    ]


def _help(cell: Cell | None, language: str) -> list[str]:
    """How to fill in the table; of a return first whose it is, and also where it is sent in."""
    told = [say(f"template.help.{name}", language) for name in _INSTRUCTIONS]
    if cell is None:
        return told
    return [_whose("help.whose", cell, language), *told[:-1], say("template.help.return_together", language)]


def _whose(key: str, cell: Cell, language: str) -> str:
    """Whose return it is, for which period and until when: the text ``template.<key>``."""
    due = cell.due
    day = say("reporting.until", language, day=long_day(due.last_day, language)) if due.last_day else no_day(language)
    names = {"body": cell.body.label(language), "duty": due.duty.label(language)}
    return say(f"template.{key}", language, period=period_of(due, language), day=day, **names)


def _lists(board: Board, language: str) -> dict[str, list[str]]:
    """What the drop-downs offer, what the statuses mean, and how to fill in the table."""
    return {
        "region": [region.label(language) for region in board.catalog.regions.values()],
        # Codes, not words: two codes may be said in one word, and the intake must not have to guess.
        "status": list(OBS_STATUS),
        "meaning": [say(f"obs_status.{code}", language) for code in OBS_STATUS],
        "help": [],
        "made": [_mark(board)],
    }
