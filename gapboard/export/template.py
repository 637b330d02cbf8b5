"""An xlsx file for a unit to fill in: what it owes, with what is known already."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from gapboard.board import Board
from gapboard.export.look import HEADING, KNOWN, MISSING, widen
from gapboard.export.neutral import Value, put
from gapboard.export.owed import Pair, owed
from gapboard.kernel.wording import say
from gapboard.ledger import OBS_STATUS, Observation

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# One row a value: only so can every value have its own status and note, and the intake has nothing to guess.
COLUMNS = ("indicator", "region", "year", "value", "unit", "status", "note")
_VALUE = COLUMNS.index("value") + 1
_INSTRUCTIONS = ("fill", "known", "missing", "unit", "status", "rows", "return")
_SPARE_ROWS = 200  # for values that staff add below; they have the drop-downs too


def template_xlsx(
    board: Board,
    *,
    responsible: str | None,
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
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say("template.sheet.data", language)
    lists = book.create_sheet(say("template.sheet.help", language))
    pairs = owed(board, responsible=responsible, document=document, region=region)
    _fill(sheet, board, pairs, period, language)
    _explain(lists, board, language)
    _drop_downs(sheet, lists, board)
    sheet.freeze_panes = "A2"
    widen(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, board: Board, pairs: list[Pair], period: tuple[int, int], language: str) -> None:
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, column)
        put(cell, say(f"template.column.{name}", language))
        cell.font = HEADING
    number = 1
    for pair in pairs:
        series = board.book.series(*pair)
        for year in range(period[0], period[1] + 1):
            number += 1
            known = series.get(year)
            for column, value in enumerate(_row(board, pair, year, known, language), 1):
                put(sheet.cell(number, column), value)
            value_cell = sheet.cell(number, _VALUE)
            value_cell.fill = KNOWN if known else MISSING
            value_cell.number_format = "General"


def _row(board: Board, pair: Pair, year: int, known: Observation | None, language: str) -> list[Value]:
    region, indicator = pair
    item = board.catalog.indicators[indicator]
    return [
        item.label(language),
        board.catalog.regions[region].label(language),
        year,
        known.value if known else None,
        board.catalog.units[item.unit].label(language),
        known.obs_status if known else None,
        None,
    ]


def _explain(sheet: Worksheet, board: Board, language: str) -> None:
    """The lists that the drop-downs offer, what the statuses mean, and how to fill in the table."""
    columns: dict[str, list[str]] = {
        "region": [region.label(language) for region in board.catalog.regions.values()],
        # Codes, not words: two codes may be said in one word, and the intake must not have to guess.
        "status": list(OBS_STATUS),
        "meaning": [say(f"obs_status.{code}", language) for code in OBS_STATUS],
        "help": [say(f"template.help.{name}", language) for name in _INSTRUCTIONS],
    }
    for column, (heading, texts) in enumerate(columns.items(), 1):
        put(sheet.cell(1, column), say(f"template.list.{heading}", language))
        sheet.cell(1, column).font = HEADING
        for number, text in enumerate(texts, 2):
            put(sheet.cell(number, column), text)
    sheet.freeze_panes = "A2"
    widen(sheet)


def _drop_downs(sheet: Worksheet, lists: Worksheet, board: Board) -> None:
    last = sheet.max_row + _SPARE_ROWS
    for name, source in (("region", "A"), ("status", "B")):
        entries = sum(1 for cell in lists[source] if cell.value is not None)
        rule = DataValidation(
            type="list", formula1=f"'{lists.title}'!${source}$2:${source}${entries}", allow_blank=True
        )
        letter = sheet.cell(1, COLUMNS.index(name) + 1).column_letter
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
