"""``gapboard report template`` and ``gapboard report import``: a body's open tasks as an Excel file, and back."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapboard.board.tasks import TaskBoard
from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import Tasks, load_tasks
from gapboard.cli.importing import run
from gapboard.cli.importing.common import DONE, FAULTY, BadCall, here, print_json, print_operator, user
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.ledger.reports import open_reports
from gapboard.ledger.statements import statements

if TYPE_CHECKING:
    from gapboard.intake.task_file import TaskFile

_NOBODY = "none"


def add_actions(acts: Any, common: argparse.ArgumentParser) -> None:
    """Add both to the actions of ``report``."""
    make = acts.add_parser("template", parents=[common], help="write a body's open tasks as an Excel file to fill in")
    make.add_argument("body", help="the body, by id or name; none for tasks that no body is named for")
    make.add_argument("file", type=Path, help="the xlsx file to write")
    make.add_argument("--on", type=dt.date.fromisoformat, help="as it stands on this day, 2026-11-22; today")
    take = acts.add_parser("import", parents=[common], help="read a filled-in file back; nothing if a row is refused")
    take.add_argument("file", type=Path)
    take.add_argument("--body", default="", help="whose it is, by id or name, where the file does not say it")
    take.add_argument("--by", default="", help="who reports; the login name if not given")
    take.add_argument("--dry-run", action="store_true", help="show what was understood, write nothing")
    take.add_argument("--only-good", action="store_true", help="save what is good although rows are refused")
    for command, act in ((make, _template), (take, _import)):
        command.add_argument("--json", action="store_true", help="print one JSON object")
        command.set_defaults(run=run, act=act)


def _template(options: argparse.Namespace) -> int:
    from gapboard.export.task_template import open_subjects, task_template

    tasks, body = _tasks(options), options.body
    ident = "" if body == _NOBODY else _body(tasks, body, options.lang)
    board = TaskBoard(tasks, open_reports(open_store(options.data)).read(), options.on or dt.date.today(), options.on)
    count = len(open_subjects(board, ident))
    if not count:
        raise BadCall(say("task_file.cli.nothing", options.lang, body=body))
    try:
        options.file.write_bytes(task_template(board, ident, options.lang))
    except OSError as error:
        raise BadCall(
            say("cli.import.not_written", options.lang, path=options.file, reason=error.strerror or str(error))
        ) from None
    if options.json:
        print_json({"ok": True, "body": ident or None, "open": count})
    else:
        print(say("task_file.cli.written", options.lang, path=options.file, count=count))
    return DONE


def _import(options: argparse.Namespace) -> int:
    from gapboard.intake.reader import read_workbook
    from gapboard.intake.task_file import read_task_file
    from gapboard.people.writer import Writer

    try:
        data = options.file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadCall(say("cli.import.no_file", options.lang, file=options.file, reason=reason)) from None
    store, tasks = open_store(options.data), _tasks(options)
    whose = _body(tasks, options.body, options.lang) if options.body else None
    by, at = options.by or user(), dt.datetime.now().astimezone()
    workbook = read_workbook(data, options.file.name)
    found = read_task_file(workbook, tasks, statements(open_reports(store).read()), by, at, body=whose)
    writes = bool(found.reports) and not options.dry_run and (found.is_whole or options.only_good)
    held = writes and Writer(here(), options.data, store, tasks.catalog).report(found.reports)
    _tell(options, found, len(found.reports) if writes else 0, held=held)
    return DONE if found.is_whole else FAULTY


def _tell(options: argparse.Namespace, found: TaskFile, saved: int, *, held: bool) -> None:
    from gapboard.intake.task_file import Outcome
    from gapboard.intake.task_file_told import gone_text, note_text, row_text, summary_text, task_file_object

    language = options.lang
    if options.json:
        print_json({"ok": found.is_whole, "saved": saved, "held": held} | task_file_object(found, language))
        return
    print(summary_text(found, language))
    for row in found.rows:
        if row.outcome is not Outcome.EMPTY:
            print(row_text(row, language))
            for note in row.notes:
                print("  " + note_text(note, language))
    for note in found.unread:
        print(note_text(note, language))
    if gone := gone_text(found, language):
        print(gone)
    if saved:
        print(say(f"task_file.cli.{'held' if held else 'saved'}", language, count=saved))
        print_operator(language)
    elif not found.is_whole and not options.dry_run:
        print(say("task_file.cli.not_saved", language))


def _tasks(options: argparse.Namespace) -> Tasks:
    return load_tasks(options.data, load_catalog(options.data / "targets.yaml"))


def _body(tasks: Tasks, asked: str, language: str) -> str:
    """The id of the body that is called so. Raises ``BadCall`` where nobody is, or several are."""
    found = [body for body in tasks.bodies.values() if asked in (body.id, body.name_en, *body.names)]
    if len(found) != 1:
        known = "、".join(body.label(language) for body in found or tasks.bodies.values())
        raise BadCall(say("reporting.owed.unknown_body", language, found=asked, known=known))
    return found[0].id
