"""``gapboard tasks``: what is to be done, and how far it is by what was reported."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import Any

from rich.markup import escape
from rich.table import Table

from gapboard.board import Filters
from gapboard.board.task_filters import fits
from gapboard.board.tasks import TaskBoard, TaskState, count
from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import Tasks, load_tasks
from gapboard.cli.days import day
from gapboard.cli.importing.common import BAD_CALL, DONE, console, print_json
from gapboard.explain.tasks import counts_text, due_text, graded_text, task_counts_text
from gapboard.export.tasks_json import counts_object, task_object
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.ledger.reports import open_reports

_COLUMNS = ("item", "task", "bodies", "due", "state", "grade")


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to ``commands``."""
    parser = commands.add_parser("tasks", parents=[common], help="what is to be done, and how far it is as reported")
    parser.add_argument(
        "--on",
        type=day,
        help="judge by this day, 2026-11-22, else by today; with all that is known now",
    )
    parser.add_argument(
        "--known-on",
        type=day,
        help="use only what was known on this day; alone it is also the day to judge by",
    )
    for name in ("document", "theme", "body"):
        parser.add_argument(f"--{name}", default="", help=f"only this {name}, by id or name")
    parser.add_argument("--graded", action="store_true", help="only what is near due, behind, overdue or unreported")
    parser.add_argument("--json", action="store_true", help="print one object for machines")
    parser.set_defaults(run=_tasks)


def _tasks(options: argparse.Namespace) -> int:
    catalog, language = load_catalog(options.data / "targets.yaml"), options.lang
    tasks = load_tasks(options.data, catalog)
    on = options.on or options.known_on or dt.date.today()  # as the pages look back
    board = TaskBoard(tasks, open_reports(open_store(options.data)).read(), on, options.known_on)
    asked = {name: getattr(options, name) for name in ("document", "theme", "body")}
    named = {name: _id_of(name, text, tasks) for name, text in asked.items()}
    if unknown := next((text for name, text in asked.items() if text and not named[name]), ""):
        print(say("tasks.cli.unknown", language, found=unknown), file=sys.stderr)
        return BAD_CALL
    found = [state for state in board.all if _fits(state, board, Filters(**named), graded=options.graded)]
    if options.json:
        objects = [task_object(state, board) for state in found]
        print_json({"on": board.on.isoformat(), "counts": counts_object(count(found)), "tasks": objects})
        return DONE
    print(counts_text(count(found), language) if found else say("tasks.cli.none", language))
    if found:
        _print(found, board, language)
    return DONE


def _id_of(kind: str, text: str, tasks: Tasks) -> str:
    """The id of what was asked for by id or name; empty where that is no one thing."""
    catalog = tasks.catalog
    if kind == "body":
        body = tasks.called(text, catalog.usual_region)
        return body.id if body else ""
    if kind == "theme":
        named = {theme.id: {theme.id, theme.name, theme.name_en} for theme in catalog.themes.values()}
    else:
        named = {
            item.id: {
                item.id,
                *(call(language) for call in (item.label, item.label_short) for language in ("zh", "en")),
            }
            for item in catalog.documents.values()
        }
    found = [ident for ident, names in named.items() if text in names]
    return found[0] if len(found) == 1 else ""


def _fits(state: TaskState, board: TaskBoard, wanted: Filters, *, graded: bool) -> bool:
    return fits(state.task, board.tasks, wanted) and (
        not graded or bool(state.graded) or any(item.unreported for item in state.units)
    )


def _print(found: list[TaskState], board: TaskBoard, language: str) -> None:
    table = Table()
    for column in _COLUMNS:
        table.add_column(say(f"tasks.cli.column.{column}", language), overflow="fold")
    for state in found:
        task, tasks = state.task, board.tasks
        document = tasks.document(task).label_short(language)
        bodies = say("fault.place.join", language).join(body.label(language) for body in tasks.answering(task))
        graded = [
            graded_text(item, language) for item in (*state.graded, *state.units) if item.grade or item.unreported
        ]
        cells = (
            f"{document} {task.item}",
            f"{task.label(language)} {task.id}",
            bodies,
            due_text(state.whole, language),
            task_counts_text(state, language),
            "\n".join(dict.fromkeys(filter(None, graded))),
        )
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)
