"""The running year as a table: one row for each task, and for each indicator without one; for CSV and for Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator

from gapboard.assess.in_year import Standing
from gapboard.board import Board, Filters
from gapboard.board.in_year import Row, UpTo, this_year
from gapboard.explain.as_of import as_of_text
from gapboard.explain.in_year import RowWords, StandingWords, in_step_rule
from gapboard.export.neutral import Value, write_csv
from gapboard.export.xlsx import new_book, shown_width, write_cell
from gapboard.kernel.wording import say

COLUMNS = (
    *("name", "region", "year", "months", "value", "unit", "how", "growth", "growth_how", "last", "doubts"),
    *(
        "document",
        "item",
        "task",
        "task_of",
        "done",
        "gone",
        "ahead",
        "band",
        "usual",
        "needed",
        "needed_growth",
        "gap",
    ),
    *("why", "sources"),
)
_WIDEST = 44


def in_year_rows(board: Board, at: UpTo, filters: Filters, language: str) -> list[list[Value]]:
    """Headings and rows. Amounts are in the unit that the language counts in, shares and rates in per cent."""
    heading: list[Value] = [say(f"in_year.table.{name}", language) for name in COLUMNS]
    rows = this_year(board, at.year, at.month, filters).rows
    return [heading, *(cells for row in rows for cells in _cells(row, board, language))]


def in_year_csv(board: Board, at: UpTo, filters: Filters, language: str) -> bytes:
    """CSV that Excel and WPS open as it is meant; a last column says by which state of knowledge."""
    heading, *rows = in_year_rows(board, at, filters, language)
    told = as_of_text(board, language)
    table = [[*heading, say("in_year.table.as_of", language)], *([*row, told] for row in rows)]
    return write_csv(table).encode("utf-8-sig", "replace")


def in_year_xlsx(board: Board, at: UpTo, filters: Filters, language: str) -> bytes:
    """The same as a workbook with one sheet."""
    file = io.BytesIO()
    book = new_book(file)
    sheet = book.add_worksheet(say("in_year.page", language))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    rows = in_year_rows(board, at, filters, language)
    for column, values in enumerate(zip(*rows, strict=True)):
        for number, value in enumerate(values):
            write_cell(sheet, number, column, value, None if number else bold)
        longest = max(shown_width(str(value)) for value in values if value is not None)
        sheet.set_column(column, column, min(longest + 2, _WIDEST))
    write_cell(sheet, len(rows) + 1, 0, as_of_text(board, language))
    rules = filter(None, (say("in_year.rule", language), in_step_rule(board.catalog, language)))
    write_cell(sheet, len(rows) + 2, 0, " ".join(rules))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _cells(row: Row, board: Board, language: str) -> Iterator[list[Value]]:
    for standing in row.standings or (None,):
        cells = _known(row, board, language) | (_standing(standing, row, board, language) if standing else {})
        yield [cells.get(name) for name in COLUMNS]


def _known(row: Row, board: Board, language: str) -> dict[str, Value]:
    """What is known of the year so far."""
    so_far, words = row.so_far, RowWords(row, board.catalog, language)
    unit = board.catalog.units[so_far.indicator.unit]
    scale, growth = unit.scale(language), so_far.growth
    return {
        "name": words.name,
        "region": words.region,
        "year": so_far.year,
        "months": words.months,
        "value": _scaled(so_far.latest.value if so_far.latest else None, scale),
        "unit": unit.label(language, short=True),
        "how": say(f"in_year.how.{so_far.latest.how.value}", language) if so_far.latest else None,
        "growth": growth.value if growth else None,
        "growth_how": say(f"in_year.how.{'published' if growth.published else 'own'}", language) if growth else None,
        "last": _scaled(so_far.last.value if so_far.last else None, scale),
        "doubts": say("handout.join", language).join(words.doubts),
        "sources": say("handout.join", language).join(words.sources),
    }


def _standing(found: Standing, row: Row, board: Board, language: str) -> dict[str, Value]:
    """How that stands against one task."""
    words = StandingWords(found, RowWords(row, board.catalog, language))
    scale = board.catalog.units[row.so_far.indicator.unit].scale(language)
    own = 1.0 if found.task.target.is_growth else scale
    why = dict.fromkeys(words.why(figure) for figure in (found.why or {}))
    return {
        "document": words.document,
        "item": words.items,
        "task": _scaled(found.task.value, own),
        "task_of": say(f"in_year.from.{found.task.of.value}", language),
        "done": _scaled(found.done, 100),
        "gone": _scaled(found.time_gone, 100) if found.done is not None else None,
        "ahead": found.ahead,
        "band": say(f"in_year.band.{found.band.value}", language) if found.band else None,
        "usual": _scaled(found.usual, 100),
        "needed": _scaled(found.needed, scale),
        "needed_growth": found.needed_growth,
        "gap": _scaled(found.gap, own),
        "why": say("handout.join", language).join(why),
    }


def _scaled(value: float | None, scale: float) -> float | None:
    # Without the ninth digit binary fractions would show: 0.7 × 100 is 70, not 70.00000000000001.
    return None if value is None else round(value * scale, 9)
