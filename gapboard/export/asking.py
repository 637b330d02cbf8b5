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
_TO_SETTLE = ("theme", "who")  # before the others, where nobody in particular is named
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
    heading = [say("evidence.ask.column.body", language), say("evidence.ask.count", language), ""]
    counts: list[list[Value]] = [
        [asked_label(item, language), len(item.results), unsettled_text(item, language)] for item in asked
    ]
    _table(front, [heading, *counts], bold)
    taken = {front.get_name().casefold()}
    for item in asked:
        sheet = book.add_worksheet(_sheet_name(asked_label(item, language), taken))
        rows = [_row(result, board, language) for result in item.results]
        columns: tuple[str, ...] = COLUMNS
        if item.is_unsettled:
            columns = (*_TO_SETTLE, *columns)
            rows = [
                [_theme(result, board, language), None, *row] for result, row in zip(item.results, rows, strict=True)
            ]
        _table(sheet, [[say(f"evidence.ask.column.{name}", language) for name in columns], *rows], bold)
    book.close()
    return file.getvalue()


def asked_label(item: Asked, language: str) -> str:
    """Who is asked; that nobody is named, where that is so."""
    return item.label(language) or say("evidence.ask.nobody", language)


def unsettled_text(item: Asked, language: str) -> str:
    """What has to be settled first, where nobody in particular is named; else empty."""
    if not item.is_unsettled:
        return ""
    return say(f"evidence.ask.{'collective' if item.collective else 'unnamed'}", language)


def _theme(result: Assessment, board: Board, language: str) -> str:
    return board.catalog.themes[board.catalog.indicators[result.target.indicator].theme].label(language)


def _row(result: Assessment, board: Board, language: str) -> list[Value]:
    figures, facts = Figures(result, board.catalog, language), published(result, board)
    return [
        figures.name,
        figures.region,
        _need(result, language),
        figures.unit,
        None,
        figures.document,
        say(f"evidence.grey.word.{result.grey.value}" if result.grey else "evidence.gap.open", language),
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
