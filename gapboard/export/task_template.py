"""An xlsx file in which a body says how far its tasks are; ``gapboard.intake.progress`` reads it back."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from xlsxwriter.utility import xl_range_abs

from gapboard.board.tasks import ItemState, TaskBoard, TaskState
from gapboard.catalog import Body
from gapboard.explain.tasks import due_text, state_text, statement_text
from gapboard.export.neutral import Value
from gapboard.export.xlsx import new_book, write_cell
from gapboard.kernel.wording import say
from gapboard.ledger import Period
from gapboard.ledger.report import Progress

FILLED = (
    "state",
    "done",
    "planned",
    "obstacle",
    "delayed_to",
    "evidence_title",
    "evidence_url",
    "evidence_date",
    "note",
)
"""What the body fills in."""
COLUMNS = ("about", "task", "step", "due", "last", *FILLED)
MARK = "gapboard-progress"
_WIDTHS = {"task": 24, "step": 40, "due": 18, "last": 30, "done": 30, "planned": 30, "obstacle": 30}
_HELP = ("state", "delayed", "evidence", "empty", "rows")
_GIVEN, _OPEN = "#E7E6E6", "#FFF2CC"


def task_template(board: TaskBoard, body: Body, period: Period, language: str) -> bytes:
    """The file: a row for each step, or task without steps, of ``body`` that is not finished, with what was last said.

    It is marked as that body's for a period. With nothing open it has its heading only.
    """
    file = io.BytesIO()
    book = new_book(file)
    sheet, lists = (book.add_worksheet(say(f"tasks.template.sheet.{name}", language)) for name in ("data", "help"))
    bold = book.add_format({"bold": True, "text_wrap": True})
    given = book.add_format({"bg_color": _GIVEN, "text_wrap": True, "valign": "top"})
    # As text, so that a date or a year stays as it was typed.
    filled = book.add_format({"bg_color": _OPEN, "text_wrap": True, "valign": "top", "num_format": "@"})
    for column, name in enumerate(COLUMNS):
        write_cell(sheet, 0, column, say(f"tasks.template.column.{name}", language), bold)
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
    items = open_items([*board.led_by(body.id), *board.shared_by(body.id)])
    for number, item in enumerate(items, 1):
        for column, value in enumerate(_row(item, board, language)):
            write_cell(sheet, number, column, value, given if column < len(COLUMNS) - len(FILLED) else filled)
    sheet.freeze_panes(1, 3)
    states = [state_text(state, language) for state in Progress]
    columns = {
        "help": [say(f"tasks.template.help.{name}", language) for name in _HELP],
        "state": states,
        "mark": [f"{MARK} {period.text} {body.id}"],
    }
    headed = [[say(f"tasks.template.list.{name}", language), *texts] for name, texts in columns.items()]
    for number, row in enumerate(zip_longest(*headed)):
        for column, value in enumerate(row):
            write_cell(lists, number, column, value, None if number else bold)
    lists.set_column(0, 0, 90)
    _offer_states(sheet, lists, list(columns).index("state"), len(states), len(items))
    book.close()
    return file.getvalue()


def open_items(states: Iterable[TaskState]) -> list[ItemState]:
    """The steps, and tasks without steps, that are neither done nor stopped."""
    return [item for state in states for item in state.units if item.is_open]


def _row(item: ItemState, board: TaskBoard, language: str) -> list[Value]:
    step = item.step.label(language) if item.step else ""
    last = statement_text(board.tasks, item.last, language) if item.last else state_text(None, language)
    return [item.id, item.task.label(language), step, due_text(item, language), last, *("" for _ in FILLED)]


def _offer_states(sheet: Any, lists: Any, column: int, count: int, rows: int) -> None:
    quoted = str(lists.get_name()).replace("'", "''")
    source = f"='{quoted}'!{xl_range_abs(1, column, count, column)}"
    at = COLUMNS.index("state")
    sheet.data_validation(1, at, max(rows, 1), at, {"validate": "list", "source": source})
