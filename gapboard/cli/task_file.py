"""A body's open tasks as an Excel form, and what was filled in: ``gapboard report template`` and ``add --from``."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gapboard.board.tasks import TaskBoard
from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import Tasks, load_tasks
from gapboard.cli.importing.common import DONE, FAULTY, BadCall, here, print_json, print_operator, user
from gapboard.export.tasks_json import statement_object
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.ledger.row_rules import as_period
from gapboard.ledger.statements import statements

if TYPE_CHECKING:
    from gapboard.intake.task_file import TaskFile

NOBODY = "none"


def write_form(options: argparse.Namespace) -> int:
    """Write the form of ``--body``."""
    from gapboard.export.task_template import task_template  # it brings the libraries for office files

    tasks, today = load_tasks(options.data, load_catalog(options.data / "targets.yaml")), dt.date.today()
    body = tasks.called(options.body, tasks.catalog.usual_region)
    if body is None and options.body != NOBODY:
        raise BadCall(say("tasks.cli.unknown", options.lang, found=options.body))
    period = as_period(options.period or f"{today:%Y-%m}")
    if period is None:
        raise BadCall(say("api.expected.period", options.lang))
    board = TaskBoard(tasks, open_reports(open_store(options.data)).read(), today)
    try:
        options.out.write_bytes(task_template(board, body.id if body else "", options.lang, period))
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadCall(say("cli.import.not_written", options.lang, path=options.out, reason=reason)) from None
    if options.json:
        print_json({"ok": True, "file": str(options.out)})
    else:
        print(options.out)
    return DONE


def take_form(options: argparse.Namespace, data: bytes, proved: Callable[[Report], Report]) -> int:
    """Save what a filled-in form says, or say why not; ``proved`` puts a file of evidence to a report.

    Nothing is written if a row is refused, unless the options say so.
    """
    from gapboard.intake.reader import read_workbook
    from gapboard.intake.task_file import read_task_file
    from gapboard.people.writer import Writer

    store, catalog = open_store(options.data), load_catalog(options.data / "targets.yaml")
    tasks, before = load_tasks(options.data, catalog), statements(open_reports(store).read())
    whose = tasks.called(options.body, catalog.usual_region) if options.body else None
    if options.body and whose is None:
        raise BadCall(say("tasks.cli.unknown", options.lang, found=options.body))
    workbook, at = read_workbook(data, options.source.name), dt.datetime.now().astimezone()
    found = read_task_file(workbook, tasks, before, user(), at, body=whose.id if whose else None)
    reports: list[Report] = []
    if found.reports and not options.dry_run and (found.is_whole or options.only_good):
        reports = [proved(report) for report in found.reports]
        Writer(here(), options.data, store, catalog).report(reports)
    if options.json:
        print_json(_object(options, found, {report.batch for report in reports}))
    else:
        _print(options, found, tasks, len(reports))
    return DONE if found.is_whole else FAULTY


def _object(options: argparse.Namespace, found: TaskFile, saved: set[str]) -> dict[str, Any]:
    from gapboard.intake.task_file_told import task_file_object

    told = statements(open_reports(open_store(options.data)).read())
    faults = [note.fault for row in found.rows for note in row.notes if note.fault]
    return {
        "ok": found.is_whole,
        "reports": [statement_object(item) for item in told if item.batch in saved],
        "faults": [
            dataclasses.asdict(fault) | {"what": fault.what(options.lang), "remedy": fault.remedy(options.lang)}
            for fault in faults
        ],
    } | task_file_object(found, options.lang)


def _print(options: argparse.Namespace, found: TaskFile, tasks: Tasks, saved: int) -> None:
    from gapboard.intake.task_file import Outcome
    from gapboard.intake.task_file_told import gone_text, note_text, row_text, summary_text

    language = options.lang
    print(summary_text(found, tasks, language))
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
        print(say("tasks.cli.added", language, count=saved))
        print_operator(language)
    elif not found.is_whole and not options.dry_run:
        print(say("task_file.cli.not_saved", language))
