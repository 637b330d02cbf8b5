"""The briefing as an Excel workbook: overview, board with live formulas, series, derivations, what changed, notes."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from gapboard.assess import Group
from gapboard.board import Board
from gapboard.catalog.tasks import Tasks
from gapboard.explain import derivation
from gapboard.export import house
from gapboard.export.board_table import AMOUNTS, COLUMNS, BoardRow, board_rows
from gapboard.export.briefing import Briefing
from gapboard.export.changes import changes_rows, changes_title
from gapboard.export.deck import ORDER
from gapboard.export.formulas import formulas
from gapboard.export.neutral import Value
from gapboard.export.series_table import SERIES_COLUMNS, series_rows
from gapboard.export.task_table import TASK_COLUMNS, task_rows
from gapboard.export.xlsx import new_book, shown_width, write_cell
from gapboard.kernel.wording import say

_YEARS = frozenset({"first", "due", "actual_year", "base_year", "latest_year", "kept", "known", "year"})
_AFTER_FIGURES = frozenset({"promise", "caveats"})  # texts that would touch the figure to their left
# Whole on paper, where the next column or the page's edge would cut them.
_WRAPPED = ("document", "promise", "indication", "caveats", "responsible", "quote", "sources")
_SPARE = 2  # characters of a column's width that its text cannot count on
_WIDEST, _NARROWEST = 44, 7
_ROWS_LOOKED_AT = 400
_CHANGE_WIDTH, _LINE = 110, 16  # of a change's sentence, in characters; the height of its lines, in points
_FOOTER_ROOM = 180  # a footer may take 255 characters, the page number and doubled signs included
_RULES = ("goal", "gap", "expected", "pace", "formulas", "units", "status", "vintage", "neutral")


def workbook(briefing: Briefing) -> bytes:
    """An xlsx file. Every derived figure of the board is a formula whose stored result is the board's own.

    Where the briefing has an earlier board, a sheet tells what changed since.
    """
    return _Book(briefing).save()


class _Book:
    """The file while it is written."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing, self.language = briefing, briefing.language
        self._file = io.BytesIO()
        self._book = new_book(self._file)
        self._book.set_properties({"title": house.plain(briefing.title), "comments": house.provenance(briefing)[:250]})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._rows = board_rows(briefing)
        self._places: dict[tuple[str, str, str], str] = {}

    def save(self) -> bytes:
        """Write every sheet."""
        changed = () if self.briefing.before is None else ("changes",)
        tasks = ("tasks",) if self.briefing.tells_tasks else ()
        names = ("overview", *changed, "board", *tasks, "series", "derivations", "notes")
        sheets = {name: self._book.add_worksheet(self._name(name)) for name in names}
        self._series(sheets["series"])
        self._board(sheets["board"])
        self._derivations(sheets["derivations"])
        self._overview(sheets["overview"])
        if self.briefing.before is not None:
            self._changes(sheets["changes"], self.briefing.before)
        if self.briefing.tells_tasks and self.briefing.tasks:
            self._tasks(sheets["tasks"], self.briefing.tasks.tasks)
        self._notes(sheets["notes"])
        for sheet in sheets.values():
            self._page(sheet)
        # Thirty columns on one page could not be read: A3, three pages wide, each with the target's name.
        sheets["board"].set_paper(8)
        sheets["board"].fit_to_pages(3, 0)
        sheets["board"].repeat_columns(0, 1)
        if tasks:
            sheets["tasks"].set_paper(8)
            sheets["tasks"].fit_to_pages(3, 0)
            sheets["tasks"].repeat_columns(0, 0)
        self._book.close()
        return self._file.getvalue()

    def _name(self, sheet: str) -> str:
        return say(f"workbook.sheet.{sheet}", self.language)

    def _format(self, **look: Any) -> Any:
        """A cell format in our typeface, each made once."""
        full = {
            "font_name": house.TYPEFACE,
            "font_size": 10,
            "font_color": f"#{house.TEXT}",
            "valign": "vcenter",
        } | look
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(full)
        return self._formats[key]

    def _page(self, sheet: Any) -> None:
        """Printed lying, one page wide, the heading on each; date, state of knowledge and page at the foot."""
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        told = house.provenance(self.briefing)[:_FOOTER_ROOM].replace("&", "&&")
        sheet.set_footer(f"&L&8{' ' if told[:1].isdigit() else ''}{told}&R&8&P / &N")
        sheet.hide_gridlines(2)

    def _write(self, sheet: Any, row: int, column: int, value: Value, look: Any = None) -> None:
        write_cell(sheet, row, column, value, look or self._format())

    def _table(self, sheet: Any, headings: Sequence[str], rows: int, fixed: int) -> None:
        """A heading row that stays, a filter, and the first ``fixed`` columns that stay."""
        heading = self._format(bold=True, bg_color=f"#{house.SOFT}", bottom=1, text_wrap=True, valign="vcenter")
        for column, text in enumerate(headings):
            self._write(sheet, 0, column, text, heading)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, max(rows, 1), len(headings) - 1)
        sheet.repeat_rows(0)

    def _board(self, sheet: Any) -> None:
        headings = [say(f"board_table.{name}", self.language) for name in COLUMNS]
        self._table(sheet, headings, len(self._rows), 2)
        widths = self._widths(sheet, headings, [[row.cells[name] for name in COLUMNS] for row in self._rows])
        for number, row in enumerate(self._rows, 1):
            sheet.set_row(number, _LINE * max(self._lines_of(row, name, widths) for name in _WRAPPED))
            live = formulas(row, number, self._places)
            for column, name in enumerate(COLUMNS):
                value, look = row.cells[name], self._look_of(row, name)
                if name in live:
                    sheet.write_formula(number, column, live[name], look, value)
                else:
                    self._write(sheet, number, column, value, look)

    def _lines_of(self, row: BoardRow, name: str, widths: Sequence[float]) -> int:
        """How many lines a cell takes; not every program makes a row as high as its text needs."""
        text = str(row.cells[name] or "")
        return max(1, -(-shown_width(text) // int(widths[COLUMNS.index(name)] - _SPARE)))

    def _look_of(self, row: BoardRow, name: str) -> Any:
        if name in AMOUNTS:
            return self._format(num_format=_digits(row.decimals_of(name)))
        if name == "gap_percent":
            return self._format(num_format="#,##0.0")
        if name == "pace":
            return self._format(num_format="0.000")
        if name in _YEARS:
            return self._format(num_format="0")
        if name in _WRAPPED:
            return self._format(text_wrap=True, indent=int(name in _AFTER_FIGURES))
        if name in ("status", "group"):
            return self._format(bold=True, indent=1, font_color=f"#{house.COLOURS[row.result.status.group]}")
        return self._format()

    def _series(self, sheet: Any) -> None:
        headings = [say(f"board_table.{name}", self.language) for name in SERIES_COLUMNS]
        found = series_rows(self.briefing)
        value_column = SERIES_COLUMNS.index("value")
        quoted = self._name("series").replace("'", "''")
        for number, item in enumerate(found, 1):
            if item.cells["value"] is not None:
                self._places[item.key] = f"'{quoted}'!{xl_rowcol_to_cell(number, value_column, True, True)}"
            for column, name in enumerate(SERIES_COLUMNS):
                number_format = {"year": "0", "value": _digits(item.decimals)}.get(name, "General")
                self._write(sheet, number, column, item.cells[name], self._format(num_format=number_format))
        self._table(sheet, headings, len(found), 3)
        self._widths(sheet, headings, [[item.cells[name] for name in SERIES_COLUMNS] for item in found])

    def _derivations(self, sheet: Any) -> None:
        headings = [say(f"board_table.{name}", self.language) for name in ("id", "name", "step", "text")]
        rows: list[list[Value]] = [
            [row.result.target.id, row.figures.name, heading, text]
            for row in self._rows
            for heading, text in derivation(row.result, self.briefing.board.catalog, self.language)
        ]
        self._table(sheet, headings, len(rows), 2)
        for number, cells in enumerate(rows, 1):
            for column, value in enumerate(cells):
                self._write(sheet, number, column, value)
        self._widths(sheet, headings, rows)
        sheet.set_column(3, 3, 90)

    def _changes(self, sheet: Any, before: Board) -> None:
        """A sentence a row, with its kind before it; the dates stand in the heading."""
        rows = changes_rows(self.briefing, before)
        headings = [say("workbook.change", self.language), changes_title(self.briefing, before)]
        self._table(sheet, headings, len(rows), 1)
        wrapped = self._format(text_wrap=True)
        for number, (kind, text) in enumerate(rows, 1):
            self._write(sheet, number, 0, kind)
            self._write(sheet, number, 1, text, wrapped)
            # Not every program makes a row as high as its text needs.
            sheet.set_row(number, _LINE * (1 + shown_width(text) // _CHANGE_WIDTH))
        sheet.set_column(0, 0, max(12, *(shown_width(kind) + 2 for kind, _ in rows)))
        sheet.set_column(1, 1, _CHANGE_WIDTH)

    def _tasks(self, sheet: Any, tasks: Tasks) -> None:
        """A row a step by theme, in each what is overdue or behind first."""
        headings = [say(f"task_table.{name}", self.language) for name in TASK_COLUMNS]
        rows = task_rows(self.briefing.task_states, tasks, self.language, self.briefing.filters.theme)
        self._table(sheet, headings, len(rows), 1)
        days, plain = self._format(num_format="0"), self._format()
        for number, cells in enumerate(rows, 1):
            for column, value in enumerate(cells):
                self._write(sheet, number, column, value, days if isinstance(value, int) else plain)
        self._widths(sheet, headings, rows)

    def _overview(self, sheet: Any) -> None:
        """The verdict in words, then live counts by theme with a native chart of them."""
        briefing, language = self.briefing, self.language
        self._write(sheet, 0, 0, briefing.title, self._format(bold=True, font_size=18))
        self._write(sheet, 1, 0, briefing.scope, self._format(font_size=12, font_color=f"#{house.ACCENT}"))
        self._write(sheet, 2, 0, briefing.as_of, self._format(font_size=11))
        for number, height in enumerate((30, 20, 20)):
            sheet.set_row(number, height)
        lines = briefing.verdict if briefing.results else [say("overview.none_fit", language)]
        for number, line in enumerate(lines, 4):
            self._write(sheet, number, 0, line, self._format(font_size=11))
        top = 5 + len(lines)
        groups = [group for group in ORDER if any(row.result.status.group is group for row in self._rows)]
        heading = self._format(bold=True, bg_color=f"#{house.SOFT}", bottom=1)
        figures = self._format(bold=True, bg_color=f"#{house.SOFT}", bottom=1, align="right")
        words = [say(f"group.{group.value}", language) for group in groups]
        for column, text in enumerate((say("board_table.theme", language), *words)):
            self._write(sheet, top, column, text, figures if column else heading)
        themes = [theme.theme.label(language) for theme in briefing.themes]
        for number, theme in enumerate(briefing.themes, top + 1):
            self._write(sheet, number, 0, themes[number - top - 1])
            counts = Counter(result.status.group for result in theme.results)
            for column, group in enumerate(groups, 1):
                formula = self._count(xl_rowcol_to_cell(number, 0, False, True), xl_rowcol_to_cell(top, column, True))
                sheet.write_formula(number, column, formula, self._format(num_format="0"), counts[group])
        sheet.set_column(0, 0, max([22, *(shown_width(name) + 2 for name in themes)]))
        sheet.set_column(1, max(len(groups), 1), 13)
        if themes:
            self._chart(sheet, top, groups, len(themes))

    def _count(self, theme: str, group: str) -> str:
        """Targets of a theme in a headline group. COUNTIFS would take a star or a long name for something else."""
        board = self._name("board").replace("'", "''")
        last = len(self._rows)
        ranges = [xl_range_abs(1, COLUMNS.index(name), last, COLUMNS.index(name)) for name in ("theme", "group")]
        return f"=SUMPRODUCT(('{board}'!{ranges[0]}={theme})*('{board}'!{ranges[1]}={group}))"

    def _chart(self, sheet: Any, top: int, groups: Sequence[Group], themes: int) -> None:
        name = self._name("overview")
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        for column, group in enumerate(groups, 1):
            chart.add_series(
                {
                    "name": [name, top, column],
                    "categories": [name, top + 1, 0, top + themes, 0],
                    "values": [name, top + 1, column, top + themes, column],
                    "fill": {"color": f"#{house.FILLS[group]}"},
                    "gap": 45,
                }
            )
        font = {"name": house.TYPEFACE, "size": 9}
        title = say("handout.by_theme", self.language)
        chart.set_title({"name": title, "name_font": {**font, "size": 12}})
        chart.set_y_axis({"reverse": True, "num_font": font})
        chart.set_x_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": f"#{house.RULE}"}}})
        chart.set_legend({"position": "bottom", "font": font})
        chart.set_size({"width": 720, "height": 140 + 24 * themes})
        sheet.insert_chart(top, len(groups) + 2, chart, {"description": title})

    def _notes(self, sheet: Any) -> None:
        """Date, state of knowledge, filters, the rules behind the formulas, the sources and the documents."""
        briefing, language = self.briefing, self.language
        head = self._format(bold=True)
        wrapped = self._format(text_wrap=True)
        documents = {result.target.document for result in briefing.results}
        first, second = house.releases(briefing.results, briefing.board.catalog)
        blocks: list[tuple[str, list[str]]] = [
            (briefing.title, [briefing.as_of, briefing.scope]),
            (say("workbook.rules", language), [say(f"workbook.rule.{name}", language) for name in _RULES]),
            (say("handout.releases", language), first),
            (say("handout.second_hand_title", language), second),
            (
                say("handout.documents", language),
                [item.label(language) for item in briefing.board.catalog.documents.values() if item.id in documents],
            ),
        ]
        for number, (text, look) in enumerate(_lines(blocks, head, wrapped)):
            self._write(sheet, number, 0, text, look)
        sheet.set_column(0, 0, 110)

    def _widths(self, sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[float]:
        """Set the columns' widths, in characters, and give them."""
        widths: list[float] = []
        for column, heading in enumerate(headings):
            shown = (_shown(row[column]) for row in rows[:_ROWS_LOOKED_AT])
            # A heading may break into two lines.
            longest = max([shown_width(heading) // 2 + 3, *(shown_width(text) for text in shown)])
            widths.append(min(max(longest + 2, _NARROWEST), _WIDEST))
            sheet.set_column(column, column, widths[-1])
        return widths


def _lines(blocks: Sequence[tuple[str, list[str]]], head: Any, plain: Any) -> Iterator[tuple[str, Any]]:
    for heading, texts in blocks:
        yield heading, head
        for text in texts:
            yield text, plain
        yield "", plain


def _shown(value: Value) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else "" if value is None else str(value)


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")
