"""``gapboard export``: the hand-outs of the pages, from the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gapboard.board import Board, Filters
from gapboard.board.changes import as_it_was
from gapboard.board.tasks import TaskBoard, count
from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.cli.changes import add_since, since_of
from gapboard.cli.days import day
from gapboard.export.briefing import LONGEST_OFFICE, Briefing
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.ledger.reports import open_reports

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

KINDS = ("briefing", "deck", "document", "workbook", "board", "notice", "warnings")
_NOT_WRITTEN = 1


def add_parser(subparsers: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    export = subparsers.add_parser(
        "export",
        parents=[common],
        help="write a hand-out: PowerPoint, Word, Excel, CSV; notice or warning sheets of tasks",
    )
    export.add_argument("kind", choices=KINDS)
    export.add_argument("file", type=Path, help="the file to write")
    export.add_argument("--known-on", type=day, help="as known on this date, 2026-11-22")
    add_since(export)
    for item in fields(Filters):
        export.add_argument(f"--{item.name}", default="", help=f"only this {item.name}")
    export.add_argument(
        "--pick",
        default="",
        help="only these indicators, one slide each, with commas: gdp,trade; of another region as gdp_panlong",
    )
    export.add_argument("--office", default="", help="who issues it, in the masthead of the briefing")
    export.add_argument(
        "--answer-by",
        type=day,
        help="until when those two ask for answers, 2026-12-10",
    )
    export.set_defaults(run=_export)
    ask = subparsers.add_parser("missing", parents=[common], help="write what the board lacks, one sheet a body to ask")
    ask.add_argument("file", type=Path, help="the xlsx file to write")
    ask.add_argument("--on", type=day, help="the date to judge on, 2026-11-22")
    ask.set_defaults(run=_missing)


def _export(options: argparse.Namespace) -> int:
    # Loaded here: the libraries for office files take half a second that no other command needs.
    from gapboard.export.handouts import HANDOUTS, TASK_HANDOUTS, of_tasks

    handout = (HANDOUTS | TASK_HANDOUTS)[options.kind]
    if options.file.suffix and options.file.suffix.lower() != f".{handout.ending}":
        told = {"path": options.file, "ending": f".{handout.ending}"}
        key = "handout.sheets_in_one" if options.kind == "warnings" else "handout.other_ending"
        print(say(key, options.lang, **told), file=sys.stderr)
        return _NOT_WRITTEN
    catalog = load_catalog(options.data / "targets.yaml")
    store = open_store(options.data)
    ledger, reports, tasks = store.read(), open_reports(store).read(), load_tasks(options.data, catalog)
    board = Board(catalog, ledger, options.known_on or dt.date.today(), options.known_on)
    filters = Filters(**{item.name: getattr(options, item.name) for item in fields(Filters)})
    if filters.body:
        body = tasks.called(filters.body, catalog.usual_region)
        if body is None:
            print(say("tasks.cli.unknown", options.lang, found=filters.body), file=sys.stderr)
            return _NOT_WRITTEN
        filters = replace(filters, body=body.id)
    since = since_of(options, board).day
    briefing = Briefing(
        board,
        filters,
        options.lang,
        as_it_was(board, since),
        office=options.office.strip()[:LONGEST_OFFICE],
        tasks=TaskBoard(tasks, reports, board.on, board.known_on),
        tasks_before=TaskBoard(tasks, reports, since, since) if since else None,
        answer_by=options.answer_by,
    )
    if options.kind in TASK_HANDOUTS and options.kind not in of_tasks(briefing):
        why = "notice.nothing" if options.kind == "notice" else "notice.sheet.nothing"
        print(say(why, options.lang), file=sys.stderr)
        return _NOT_WRITTEN
    pick, unknown = briefing.cards_named(name.strip() for name in options.pick.split(",") if name.strip())
    if unknown:
        known = ", ".join(card.key for card in briefing.cards)
        print(say("handout.unknown_pick", options.lang, names=", ".join(unknown), known=known), file=sys.stderr)
        return _NOT_WRITTEN
    briefing = replace(briefing, pick=pick)
    content = handout.make(briefing)
    try:
        options.file.write_bytes(content)
    except OSError as error:
        print(say("cli.import.not_written", options.lang, path=options.file, reason=error.strerror), file=sys.stderr)
        return _NOT_WRITTEN
    key = "notice.written" if options.kind in TASK_HANDOUTS else "handout.written"
    written = count(briefing.task_states).tasks if options.kind in TASK_HANDOUTS else len(briefing.results)
    print(say(key, options.lang, path=options.file, count=written))
    return 0


def _missing(options: argparse.Namespace) -> int:
    from gapboard.board.coverage import to_ask
    from gapboard.export.asking import asking_xlsx

    catalog = load_catalog(options.data / "targets.yaml")
    board = Board(catalog, open_store(options.data).read(), options.on or dt.date.today(), options.on)
    try:
        options.file.write_bytes(asking_xlsx(board, options.lang))
    except OSError as error:
        print(say("cli.import.not_written", options.lang, path=options.file, reason=error.strerror), file=sys.stderr)
        return _NOT_WRITTEN
    lacking = {result.target.id for item in to_ask(board) for result in item.results}
    print(say("handout.written", options.lang, path=options.file, count=len(lacking)))
    return 0
