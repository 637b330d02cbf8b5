"""The figures that the board lacks as a workbook: one sheet for each body to be asked, to be taken away."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.coverage import Asked, published, to_ask
from gapboard.explain import Figures
from gapboard.export.neutral import Value
from gapboard.export.xlsx import new_book, shown_width, write_cell
from gapboard.kernel.wording import say

COLUMNS = ("target", "region", "need", "unit", "value", "document", "why", "outlet", "known")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31  # of a sheet
_WIDEST = 60


def asking_xlsx(board: Board, language: str) -> bytes:
    """A sheet with all bodies and how much each is asked for, then a sheet a body, who owes most first."""
    file = io.BytesIO()
    book = new_book(file)
    bold = book.add_format({"bold": True})
    asked = to_ask(board)
    front = book.add_worksheet(say("evidence.ask.sheet.all", language))
    heading = [say("evidence.ask.column.body", language), say("evidence.ask.count", language)]
    counts: list[list[Value]] = [[_label(item, language), len(item.results)] for item in asked]
    _table(front, [heading, *counts], bold)
    taken = {front.get_name().casefold()}
    for item in asked:
        sheet = book.add_worksheet(_sheet_name(_label(item, language), taken))
        rows = [_row(result, board, language) for result in item.results]
        _table(sheet, [[say(f"evidence.ask.column.{name}", language) for name in COLUMNS], *rows], bold)
    book.close()
    return file.getvalue()


def _label(item: Asked, language: str) -> str:
    return item.label(language) or say("evidence.ask.nobody", language)


def _row(result: Assessment, board: Board, language: str) -> list[Value]:
    figures, facts = Figures(result, board.catalog, language), published(result, board)
    return [
        figures.name,
        figures.region,
        _need(result, language),
        figures.unit,
        None,
        figures.document,
        say(f"evidence.grey.kind.{result.grey.value}" if result.grey else "evidence.gap.open", language),
        say(f"evidence.ask.outlet.{facts.outlet.value}", language) if facts else "",
        figures.actual,
    ]


def _need(result: Assessment, language: str) -> str:
    if result.target.counted_years:
        first, last = result.target.counted_years
        return say("coverage.need_years", language, first=first, last=last)
    return say("coverage.need_due", language, year=result.target.due)


def _table(sheet: Any, rows: Sequence[Sequence[Value]], bold: Any) -> None:
    for column, values in enumerate(zip(*rows, strict=True)):
        for number, value in enumerate(values):
            write_cell(sheet, number, column, value, None if number else bold)
        longest = max(shown_width(str(value)) for value in values if value is not None)
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
    sheet.freeze_panes(1, 0)


def _sheet_name(label: str, taken: set[str]) -> str:
    """A name that spreadsheets accept, and that no other sheet has."""
    plain = _NOT_IN_A_NAME.sub(" ", label).strip()[:_LONGEST_NAME] or "-"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
