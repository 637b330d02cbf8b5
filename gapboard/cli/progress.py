"""``gapboard report``: say how far a task, a step or a target is; list, verify and withdraw what was said."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import Tasks, load_tasks
from gapboard.cli.importing import run
from gapboard.cli.importing.common import DONE, FAULTY, BadCall, console, here, print_json, print_operator, user
from gapboard.cli.task_file import take_form, write_form
from gapboard.explain.tasks import evidence_texts, standing_text, statement_text
from gapboard.export.tasks_json import statement_object
from gapboard.kernel.faults import Fault
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.ledger.report import Progress, Report
from gapboard.ledger.reports import open_reports
from gapboard.ledger.row_rules import short
from gapboard.ledger.statements import Statement, statement_of, statements
from gapboard.people.rights import NoRight

if TYPE_CHECKING:
    from gapboard.people.reviewer import Reviewer
    from gapboard.people.writer import Writer

_TEXTS = {
    "period": "what it is a report of: 2026, 2026-09, 2026-01/2026-09; this month, if not given",
    "body": "who reported it, by id or name; left out for what was published",
    "received-on": "the day on which it came in; today, if not given",
    "delayed-to": "with --state delayed: until when, a year or a day",
    "done": "what was done",
    "planned": "what comes next",
    "obstacle": "what stands in the way",
    "evidence-title": "the title of what proves it",
    "evidence-url": "its web address",
    "evidence-date": "its day, month or year",
    "note": "a remark",
}
_COLUMNS = ("batch", "about", "said", "standing", "evidence")


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``report`` with its own commands."""
    report = commands.add_parser("report", help="how far tasks are: add, template, list, verify, withdraw …")
    acts = report.add_subparsers(required=True, metavar="ACTION")
    add = acts.add_parser("add", parents=[common], help="report on a task, a step or a target")
    add.add_argument("about", nargs="?", default="", help="its id, as gapboard tasks shows it")
    several = "several reports, all or none: a list in JSON, or a template that was filled in"
    add.add_argument("--from", dest="source", type=Path, metavar="FILE", help=several)
    add.add_argument("--state", default="", help=f"how far it is, in Chinese or English: {', '.join(Progress)}")
    for name, told in _TEXTS.items():
        add.add_argument(f"--{name}", default="", help=told)
    add.add_argument("--dry-run", action="store_true", help="of a template: show what was understood, write nothing")
    add.add_argument("--only-good", action="store_true", help="of a template: save the rest although rows are refused")
    add.add_argument("--file", type=Path, help="a file that proves it: pdf, png, jpeg, docx or xlsx, up to 20 MB")
    form = acts.add_parser("template", parents=[common], help="a file in which a body says how far its tasks are")
    form.add_argument("out", type=Path, metavar="FILE.xlsx", help="where to write it")
    form.add_argument("--body", required=True, help="whose tasks, by id or name; none: nobody's")
    form.add_argument("--period", default="", help="what it is a report of; this month, if not given")
    show = acts.add_parser("list", parents=[common], help="list what was reported")
    show.add_argument("--about", default="", help="only of this task, step or target")
    show.add_argument("--waiting", action="store_true", help="only what waits for review")
    verify = acts.add_parser("verify", parents=[common], help="vouch for what somebody else reported")
    withdraw = acts.add_parser("withdraw", parents=[common], help="take a report back")
    accept = acts.add_parser("accept", parents=[common], help="let a report count that waits for review")
    back = acts.add_parser(
        "return", parents=[common], help="return a report that waits for review, or that nobody verified yet"
    )
    for command in (verify, withdraw, accept, back):
        command.add_argument("batch", help="its batch as gapboard report list shows it")
        why = "why; kept with it" if command in (verify, accept) else "why: it must be said, and is kept with it"
        command.add_argument("--note", default="", required=command is back, help=why)
    acting = [(add, _add), (form, write_form), (show, _list), (verify, _verify), (withdraw, _withdraw)]
    acting += [(accept, _accept), (back, _return)]
    for command, act in acting:
        command.add_argument("--json", action="store_true", help="print one JSON object")
        command.set_defaults(run=run, act=act)


def _add(options: argparse.Namespace) -> int:
    if options.source and options.source.suffix.lower() != ".json":
        return take_form(options, _bytes(options.source, options.lang), lambda report: _proved(report, options))
    if options.dry_run or options.only_good:
        raise BadCall(say("task_file.cli.form_only", options.lang))
    by, at, tasks = user(), dt.datetime.now().astimezone(), _tasks(options)
    reports = _reports(options, tasks, by, at)
    _writer(options).report([_proved(report, options) for report in reports])
    batches = {report.batch for report in reports}
    found = statements(open_reports(open_store(options.data)).read())
    added = [item for item in found if item.batch in batches]
    if options.json:
        print_json({"ok": True, "reports": [statement_object(item) for item in added]})
        return DONE
    print(say("tasks.cli.added", options.lang, count=len(added)))
    for item in added:
        print(f"{item.batch}  {item.said.subject}  {statement_text(tasks, item, options.lang)}")
    print_operator(options.lang)
    return DONE


def _reports(options: argparse.Namespace, tasks: Tasks, by: str, at: dt.datetime) -> list[Report]:
    """What the command line says, or a file. Raises ``BadCall`` and ``DataFault``."""
    from gapboard.intake.progress import report_from  # it brings the intake
    from gapboard.intake.task_file import state_named

    if options.source:
        place, entries = options.source.name, _entries(options)
    elif options.about and options.state:
        place, names = "gapboard report", [name.replace("-", "_") for name in _TEXTS]
        state = state_named(options.state)
        if state is None:
            fault = Fault(place, "state_unknown", details={"found": short(options.state)})
            raise BadCall(f"--state: {fault.said(options.lang)}")
        entries = [{"about": options.about, "state": state.value} | {name: getattr(options, name) for name in names}]
    else:
        raise BadCall(say("tasks.cli.what", options.lang))
    return [report_from(entry, tasks, by, at, f"{place}[{number}]") for number, entry in enumerate(entries, 1)]


def _entries(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The reports that a file lists. Raises ``BadCall``."""
    try:
        found = json.loads(_bytes(options.source, options.lang).decode("utf-8-sig"))
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise BadCall(say("tasks.cli.no_list", options.lang, file=options.source.name))
    return found


def _proved(report: Report, options: argparse.Namespace) -> Report:
    """A report with the file that is to prove it, where there is one."""
    if not options.file:
        return report
    kept = _writer(options).keep_evidence(options.file.name, _bytes(options.file, options.lang))
    return dataclasses.replace(report, file=kept.name, sha256=kept.sha256)


def _bytes(path: Path, language: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadCall(say("cli.import.no_file", language, file=path, reason=reason)) from None


def _list(options: argparse.Namespace) -> int:
    found = [
        item
        for item in statements(open_reports(open_store(options.data)).read())
        if options.about in ("", item.said.subject) and (item.waits or not options.waiting)
    ]
    if options.json:
        print_json({"ok": True, "reports": [statement_object(item) for item in found]})
        return DONE
    if not found:
        print(say("tasks.cli.no_reports", options.lang))
        return DONE
    tasks, language, table = _tasks(options), options.lang, Table()
    # Never folded: the name is there to be copied.
    longest = max(len(item.batch) for item in found)
    table.add_column(say("tasks.cli.column.batch", language), no_wrap=True, min_width=longest)
    for column in _COLUMNS[1:]:
        table.add_column(say(f"tasks.cli.column.{column}", language), overflow="fold")
    for item in found:
        texts = (statement_text(tasks, item, language), standing_text(item, language, waiting=True))
        cells = (item.batch, item.said.subject, *texts, "\n".join(evidence_texts(item, language)))
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    return _decide(options, lambda: _reviewer(options).verify_report(options.batch, options.note))


def _accept(options: argparse.Namespace) -> int:
    return _decide(options, lambda: _reviewer(options).accept_report(options.batch, options.note))


def _return(options: argparse.Namespace) -> int:
    return _decide(options, lambda: _reviewer(options).send_back_report(options.batch, options.note))


def _withdraw(options: argparse.Namespace) -> int:
    def withdrawn() -> Statement:
        at = dt.datetime.now().astimezone()
        _writer(options).withdraw_report(options.batch, by=user(), at=at, note=options.note)
        return statement_of(open_reports(open_store(options.data)), options.batch)

    return _decide(options, withdrawn)


def _decide(options: argparse.Namespace, act: Callable[[], Statement]) -> int:
    try:
        done = act()
    except NoRight as no:
        if options.json:
            print_json({"ok": False, "error": no.text(options.lang)})
        else:
            print(no.text(options.lang), file=sys.stderr)
        return FAULTY
    if options.json:
        print_json({"ok": True, "reports": [statement_object(done)]})
        return DONE
    stage = say(f"tasks.stage.{done.stage.value}", options.lang)
    print(say("tasks.cli.became", options.lang, batch=done.batch, stage=stage))
    print_operator(options.lang)
    return DONE


def _tasks(options: argparse.Namespace) -> Tasks:
    return load_tasks(options.data, load_catalog(options.data / "targets.yaml"))


def _writer(options: argparse.Namespace) -> Writer:
    from gapboard.people.writer import Writer

    return Writer(here(), options.data, open_store(options.data), load_catalog(options.data / "targets.yaml"))


def _reviewer(options: argparse.Namespace) -> Reviewer:
    from gapboard.people.reviewer import Reviewer

    return Reviewer(here(), options.data, open_store(options.data), load_catalog(options.data / "targets.yaml"))
