"""An xlsx file in which a body's clerk reports on its open tasks, each with what was last said; read back by
``gapboard.intake.task_file``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter.utility import xl_range_abs

from gapboard.board.task_bodies import Subject, shares, subjects, unassigned
from gapboard.board.tasks import ItemState, TaskBoard
from gapboard.explain.tasks import details_of, state_text, statement_text
from gapboard.export.neutral import Value
from gapboard.export.official import file_part
from gapboard.export.progress import ItemWords
from gapboard.export.xlsx import new_book, shown_width, write_cell
from gapboard.kernel.wording import say
from gapboard.ledger import Period
from gapboard.ledger.report import Progress

KNOWN = ("id", "place", "task", "step", "due", "last")
"""What the columns hold that are not filled in; ``id`` tells what a row is about."""
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
    "period",
)
TASK_FILE_COLUMNS = (*KNOWN, *FILLED)
_WIDTHS = {"id": 12, "place": 18, "task": 20, "step": 36, "due": 18, "last": 36, "state": 10, "delayed_to": 12}
_USUAL_WIDTH, _TEXT_WIDTH = 14, 28
_LINE = 15  # points
_TEXTS = ("done", "planned", "obstacle", "evidence_title", "evidence_url")
_KNOWN, _TO_FILL, _RULE = "#E7E6E6", "#FFF2CC", "#BFBFBF"
_HELP = ("fill", "state", "delayed", "evidence", "period", "rows", "return")
_MARK = "gapboard-tasks"
_NOBODY = "-"


def open_subjects(tasks: TaskBoard, body: str) -> list[Subject]:
    """What ``body`` still has to report on, in the order of the page; an empty ``body`` is what nobody is named for."""
    share = shares(tasks).get(body)
    states = unassigned(tasks) if not body else share.all if share else ()
    return [item for state in states for item in subjects(state, tasks.tasks) if item.is_open]


def task_template(tasks: TaskBoard, body: str, language: str, period: Period | None = None) -> bytes:
    """The file: a row for each step, or task without steps, that is open; a sheet explains it and says whose it is.

    ``period`` is what the reports are of, the month of the board's day if not given. With nothing open it has its
    headings only.
    """
    of = period.text if period else f"{tasks.on:%Y-%m}"
    file = io.BytesIO()
    book = new_book(file)
    sheet, lists = (book.add_worksheet(say(f"task_file.sheet.{name}", language)) for name in ("data", "help"))
    items = [item.item for item in open_subjects(tasks, body) if item.item]
    _headings(book, sheet, language)
    # Texts, so that no program makes a date of 2026-11.
    look = {"text_wrap": True, "valign": "top", "num_format": "@", "border": 1, "border_color": _RULE}
    known, to_fill = (book.add_format(look | {"bg_color": colour}) for colour in (_KNOWN, _TO_FILL))
    for number, item in enumerate(items, 1):
        row = _row(item, tasks, of, language)
        for column, value in enumerate(row):
            write_cell(sheet, number, column, value, to_fill if column >= len(KNOWN) else known)
        # Not every program makes a row as high as its texts need.
        widths = zip(map(_width, TASK_FILE_COLUMNS), row, strict=True)
        lines = (1 + shown_width(str(value or "")) // (width - 4) for width, value in widths)
        sheet.set_row(number, _LINE * max(2, *lines))
    states = [state_text(state, language) for state in Progress]
    made = [mark(body), *(item.id for item in items)]
    columns = {"state": states, "help": [say(f"task_file.help.{name}", language) for name in _HELP], "made": made}
    _lists(book, lists, columns, language)
    if items:
        at = TASK_FILE_COLUMNS.index("state")
        quoted = str(lists.get_name()).replace("'", "''")
        source = f"='{quoted}'!{xl_range_abs(1, 0, len(states), 0)}"
        # Unknown states are told when the file is read: a program that refuses them here would refuse pasted ones too.
        sheet.data_validation(1, at, len(items), at, {"validate": "list", "source": source, "error_type": "warning"})
    book.close()
    return file.getvalue()


def template_name(tasks: TaskBoard, body: str, language: str) -> str:
    """The file's name."""
    called = tasks.tasks.bodies[body].label(language) if body else say("task_form.nobody", language)
    name = say("task_file.name", language)
    return f"{file_part(f'{name}-{called}-{tasks.on.isoformat()}')}.xlsx"


def mark(body: str) -> str:
    """What marks a file as that of one body, or of what nobody is named for."""
    return f"{_MARK} {body or _NOBODY}"


def body_in(cells: Iterable[str]) -> str | None:
    """The body whose file it is, from its cells: empty for what nobody is named for; ``None`` without a mark."""
    for cell in cells:
        parts = cell.split()
        if len(parts) == len(("mark", "body")) and parts[0] == _MARK:
            return "" if parts[1] == _NOBODY else parts[1]
    return None


def _headings(book: Any, sheet: Any, language: str) -> None:
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
    for column, name in enumerate(TASK_FILE_COLUMNS):
        write_cell(sheet, 0, column, say(f"task_file.column.{name}", language), heading)
        sheet.set_column(column, column, _width(name))
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, TASK_FILE_COLUMNS.index("step") + 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(name: str) -> int:
    """How wide a column is, in characters."""
    return _WIDTHS.get(name, _TEXT_WIDTH if name in _TEXTS else _USUAL_WIDTH)


def _row(item: ItemState, tasks: TaskBoard, period: str, language: str) -> list[Value]:
    words, last = ItemWords(item, tasks.tasks, language), item.last
    said = " ".join([statement_text(tasks.tasks, last, language), *details_of(last, language)]) if last else ""
    empty: Sequence[Value] = [None] * (len(FILLED) - 1)
    return [
        item.id,
        words.place,
        item.task.label(language),
        item.step.label(language) if item.step else "",
        words.due,
        said,
        *empty,
        period,
    ]


def _lists(book: Any, sheet: Any, columns: dict[str, list[str]], language: str) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, texts) in enumerate(columns.items()):
        write_cell(sheet, 0, column, say(f"task_file.list.{name}", language), bold)
        for number, text in enumerate(texts, 1):
            write_cell(sheet, number, column, text, wrapped)
        sheet.set_column(column, column, 90 if name == "help" else 24)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
