"""The command line: ``gapboard check``, ``status``, ``coverage``, ``changes``, ``meeting``, ``import``, ``export`` …"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from gapboard.board import Board, Filters
from gapboard.board.coverage import Availability, coverage
from gapboard.board.meetings import FILE, Meetings
from gapboard.catalog import Catalog, load_catalog, reporting, tasks
from gapboard.catalog.models import json_schema
from gapboard.cli import changes, database, export, importing, names, owed, progress, review, this_year, users
from gapboard.cli import tasks as tasks_command
from gapboard.cli.days import day, no_day
from gapboard.cli.importing.common import BAD_CALL, console
from gapboard.explain import Figures
from gapboard.kernel.data_folder import data_folder
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.moments import live_by_beijing_time
from gapboard.kernel.text_file import ABSENT
from gapboard.kernel.wording import LANGUAGES, say
from gapboard.ledger import CsvStore, Ledger, Store, open_store
from gapboard.ledger.against_tasks import against_tasks
from gapboard.ledger.csv_store import Scan
from gapboard.ledger.evidence_files import unsound_files
from gapboard.ledger.reports import open_reports
from gapboard.ledger.row_rules import against_catalog
from gapboard.ledger.statements import statements
from gapboard.people.rights import Accounts, load_people

NAMES = "aliases.csv"
_SCHEMAS = {"targets": json_schema, "reporting": reporting.json_schema, "tasks": tasks.json_schema}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when a data file is faulty, 2 when the call is."""
    live_by_beijing_time()
    options = _parser().parse_args(arguments)
    # A Windows console may not be UTF-8; a question mark for a character beats a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if (found := no_day(options)) is not None:
        print(say("cli.no_day", options.lang, found=found), file=sys.stderr)
        raise SystemExit(BAD_CALL)  # as the parser does
    try:
        return int(options.run(options))
    except DataFault as fault:
        _print_faults(fault.faults, options.lang)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gapboard", description="昆明目标差距看板 / Kunming Gap Board")
    common = argparse.ArgumentParser(add_help=False)
    where = "folder of targets.yaml and actuals.csv; else GAPBOARD_DATA names it, else it is data/"
    common.add_argument("--data", type=Path, default=data_folder(Path("data")), help=where)
    common.add_argument("--lang", choices=LANGUAGES, default="zh", help="language of the answers")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[common], help="check both data files and list every fault")
    check.set_defaults(run=_check)

    status = commands.add_parser("status", parents=[common], help="print the board as a table")
    status.add_argument("--on", type=day, default=None, help="the date to judge on, 2026-11-22")
    status.add_argument(
        "--known-on",
        type=day,
        help="use only what was known on this date; the same as --on, if not given",
    )
    for name in ("theme", "region", "document", "due", "status"):
        status.add_argument(f"--{name}", default="", help=f"only this {name}")
    status.set_defaults(run=_status)

    cover = commands.add_parser("coverage", parents=[common], help="per document: which targets have their actual")
    cover.set_defaults(run=_coverage)

    this_year.add_parser(commands, common)
    changes.add_parser(commands, common)
    importing.add_parser(commands, common)
    export.add_parser(commands, common)
    owed.add_parser(commands, common)
    tasks_command.add_parser(commands, common)
    progress.add_parser(commands, common)
    names.add_parser(commands, common)
    review.add_parser(commands, common)
    database.add_parser(commands, common)
    users.add_parser(commands, common)

    schema = commands.add_parser("schema", parents=[common], help="print the JSON Schema of a data file")
    schema.add_argument(
        "file", nargs="?", choices=list(_SCHEMAS), default="targets", help="which; targets, if not given"
    )
    schema.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    """Every fault in both files, also where the first is faulty, in the meetings, who may do what, and what waits."""
    faults: list[Fault] = []
    catalog = None
    try:
        catalog = load_catalog(options.data / "targets.yaml")
    except DataFault as fault:
        faults.extend(fault.faults)
    store = open_store(options.data)
    scan = store.scan() if isinstance(store, CsvStore) else _scan(store)
    faults.extend(scan.faults)
    if catalog is not None:
        faults.extend(against_catalog(Ledger(scan.rows), catalog, scan.lines, store.name))
    others: list[Callable[[], object]] = [
        Meetings(options.data / FILE).read,
        partial(load_people, options.data),
        Accounts(options.data).read,
        partial(_read_reviews, store),
        partial(_read_names, options.data),
    ]
    if catalog is not None:
        others.append(partial(reporting.load_reporting, options.data, catalog, strict=True))
        others.append(partial(_read_reports, options.data, store, catalog))
    else:
        others.append(open_reports(store).read)
    for read in others:
        try:
            read()
        except DataFault as fault:
            faults.extend(fault.faults)
    if faults:
        _print_faults(faults, options.lang)
        return 1
    assert catalog is not None
    counts = {"targets": len(catalog.targets), "indicators": len(catalog.indicators), "rows": len(scan.rows)}
    print(say("cli.sound", options.lang, **counts))
    return 0


def _read_reports(folder: Path, store: Store, catalog: Catalog) -> None:
    """The register, and how its reports on progress fit the tasks and the files that they name."""
    faults: list[Fault] = []
    register, known = open_reports(store), None
    try:
        known = tasks.load_tasks(folder, catalog)
    except DataFault as fault:
        faults.extend(fault.faults)
    try:
        rows = register.read()
    except DataFault as fault:
        raise DataFault([*faults, *fault.faults]) from None
    if known is not None:
        faults += against_tasks([item.said for item in statements(rows)], known, register.name)
    faults += unsound_files(rows, folder)
    if faults:
        raise DataFault(faults)


def _read_reviews(store: Store) -> None:
    # It brings the intake, which a board without reviews should not have to wait for.
    if store.journal().revision() != ABSENT:
        from gapboard.people.review import open_log

        open_log(store).read()


def _read_names(folder: Path) -> None:
    if (folder / NAMES).exists():  # it brings the intake as well
        from gapboard.intake.aliases import AliasStore

        AliasStore(folder / NAMES).read()


def _scan(store: Store) -> Scan:
    """The rows of a database, which have no lines."""
    try:
        return Scan(store.read().rows)
    except DataFault as fault:
        return Scan(faults=fault.faults)


def _print_faults(faults: list[Fault] | tuple[Fault, ...], language: str) -> None:
    for fault in faults:
        print(fault.text(language), file=sys.stderr)
    print(say("cli.faults", language, count=len(faults)), file=sys.stderr)


def _status(options: argparse.Namespace) -> int:
    catalog = load_catalog(options.data / "targets.yaml")
    ledger = open_store(options.data).read()
    known_on = options.known_on or options.on
    board = Board(catalog, ledger, options.on or known_on or dt.date.today(), known_on)
    chosen = Filters(options.theme, options.region, options.document, options.due, options.status)
    language = options.lang
    table = Table()
    for column in ("status", "target", "document", "due", "figures", "gap", "trend"):
        table.add_column(say(f"overview.column.{column}", language), overflow="fold")
    for result in board.shown(chosen):
        figures = Figures(result, catalog, language)
        cells = (
            figures.status,
            f"{figures.name} · {figures.region}",
            figures.document,
            str(result.target.due),
            f"{figures.actual} / {figures.goal}",
            f"{figures.gap}{figures.gap_percent}",
            figures.trend,
        )
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)
    return 0


def _coverage(options: argparse.Namespace) -> int:
    catalog = load_catalog(options.data / "targets.yaml")
    board = Board(catalog, open_store(options.data).read(), dt.date.today())
    language = options.lang
    table = Table()
    for column in ("document", "total", "due", "other", "none"):
        table.add_column(say(f"coverage.column.{column}", language))
    documents = coverage(board)
    for item in documents:
        counts = (item.total, *(item.counts[state] for state in Availability))
        table.add_row(item.document.label_short(language), *(str(number) for number in counts))
    printer = console()
    printer.print(table)
    for item in documents:
        printer.print(f"\n{item.document.label(language)}: {say('coverage.list', language, count=len(item.missing))}")
        for _, result in item.missing:
            figures = Figures(result, catalog, language)
            printer.print(escape(f"  {figures.item}  {figures.name}  {figures.goal}  ({figures.actual})"))
    return 0


def _schema(options: argparse.Namespace) -> int:
    print(json.dumps(_SCHEMAS[options.file](), ensure_ascii=False, indent=2))
    return 0
