"""``gapboard owed``: what bodies have to report, with the files that go with it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns
from gapboard.catalog import Body, load_catalog
from gapboard.catalog.reporting import load_reporting
from gapboard.cli.days import day
from gapboard.cli.importing.common import BAD_CALL, DONE, console, print_json
from gapboard.explain.reporting import cell_text, due_text, period_of
from gapboard.history import returns_on
from gapboard.intake.period import read_period
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.ledger.reports import open_reports
from gapboard.people.review import open_log, sent_back

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_NOT_WRITTEN = 1
_PERIODS_NAMED = 4
Asked = dict[Body, list[Cell]]
"""Of each body the returns that are asked about."""
_COLUMNS = ("body", "duty", "period", "last_day", "state", "figures")


def add_parser(subparsers: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    owed = subparsers.add_parser("owed", parents=[common], help="what bodies have to report, and by which day")
    owed.add_argument("--body", default="", help="only this one, by id or name; without it, all that owe something")
    owed.add_argument("--on", type=day, help="as it stands on this day, 2026-11-22; today")
    owed.add_argument("--period", default="", help="the returns of this one, come in or not: 2026-10, 2026-07/2026-09")
    owed.add_argument("--json", action="store_true", help="print one object for machines")
    owed.add_argument(
        "--template", type=Path, metavar="FILE.xlsx", help="what is owed, to be filled in: a file a return"
    )
    owed.add_argument("--reminders", type=Path, metavar="FILE.zip", help="write a reminder sheet a body")
    owed.add_argument("--office", default="", help="who sends and signs the reminder sheets")
    owed.add_argument("--calendar", type=Path, metavar="FILE.ics", help="write the days to come; of --body its own")
    owed.set_defaults(run=_owed)


def _owed(options: argparse.Namespace) -> int:
    language = options.lang
    catalog = load_catalog(options.data / "targets.yaml")
    store = open_store(options.data)
    ledger, reports = store.read(), open_reports(store).read()
    on = options.on or dt.date.today()
    reporting = load_reporting(options.data, catalog)
    returns = returns_on(reporting, reports, ledger, sent_back(open_log(store).read()), on)
    board = Board(catalog, ledger, on, options.on)
    bodies = _chosen(returns, options.body, options.period)
    if bodies is None:
        known = "、".join(body.label(language) for body in returns.bodies)
        print(say("reporting.owed.unknown_body", language, found=options.body, known=known), file=sys.stderr)
        return BAD_CALL
    cells = {body: _cells(returns, body, options.period) for body in bodies}
    if options.period and not any(cells.values()):
        print(_no_such_period(returns, bodies, options.period, language), file=sys.stderr)
        return BAD_CALL
    if options.json:
        print_json(
            {"on": on.isoformat(), "bodies": [_object(board, returns, body, cells[body], language) for body in cells]}
        )
    else:
        _print(board, returns, cells, language, brief=any((options.template, options.reminders, options.calendar)))
    return _files(options, board, returns, cells)


def _cells(returns: Returns, body: Body, period: str) -> list[Cell]:
    """What ``body`` owes by now or soon; of a ``period`` its returns, however they stand."""
    if not period:
        return returns.owed(body)
    wanted = read_period(period).period or period
    return [cell for cell in returns.of_body(body) if cell.due.period.text == wanted]


def _no_such_period(returns: Returns, bodies: list[Body], asked: str, language: str) -> str:
    """That none of ``bodies`` has a return for a period, with the last that have begun."""
    begun = {
        cell.due.period.text: cell.due.begins
        for body in bodies
        for cell in returns.of_body(body)
        if cell.due.begins <= returns.on
    }
    last = sorted(begun, key=lambda text: (begun[text], text))[-_PERIODS_NAMED:]
    return say("reporting.owed.unknown_period", language, found=asked, known="、".join(last))


def _chosen(returns: Returns, asked: str, period: str) -> list[Body] | None:
    """The body that was asked for, else all that owe something, of a ``period`` all; ``None`` for a name of nobody."""
    if not asked:
        return [body for body in returns.bodies if period or returns.owed(body)]
    found = [body for body in returns.bodies if asked in (body.id, body.name_en, *body.names)]
    return found or None


def _print(board: Board, returns: Returns, asked: Asked, language: str, *, brief: bool) -> None:
    """One table of everything that is owed; ``brief`` counts it, before files that hold it."""
    cells, day = [cell for found in asked.values() for cell in found], returns.on.isoformat()
    if not cells:
        print(say("reporting.owed.none", language, day=day))
        return
    if brief:
        bodies = sum(bool(found) for found in asked.values())
        print(say("reporting.owed.count", language, day=day, count=len(cells), bodies=bodies))
        return
    table = Table(title=say("reporting.owed.title", language, day=day))
    for name in _COLUMNS:
        table.add_column(say(f"reporting.column.{name}", language), overflow="fold")
    for cell in cells:
        table.add_row(*(escape(text) for text in _row(board, cell, language)))
    console().print(table)


def _row(board: Board, cell: Cell, language: str) -> tuple[str, ...]:
    return (
        cell.body.label(language),
        cell.due.duty.label(language),
        period_of(cell.due, language),
        due_text(cell.due, language),
        cell_text(cell, language),
        str(len(_figures(board, cell))),
    )


def _figures(board: Board, cell: Cell) -> list[Any]:
    from gapboard.export.owed import owed_for  # it brings the libraries for office files

    return owed_for(board, cell.due.duty, cell.body, cell.due.period)


def _object(board: Board, returns: Returns, body: Body, cells: list[Cell], language: str) -> dict[str, Any]:
    found = returns.punctuality(body)
    return {
        "body": body.id,
        "name": body.label(language),
        "on_time": found.on_time,
        "counted": found.counted,
        "owed": [
            {
                "duty": cell.due.duty.id,
                "period": cell.due.period.text,
                "last_day": cell.due.last_day.isoformat() if cell.due.last_day else None,
                "standing": cell.standing.value,
                "days": cell.days,
                "figures": [
                    {"region": region, "indicator": indicator, "period": period.text}
                    for (region, indicator), period in _figures(board, cell)
                ],
            }
            for cell in cells
        ],
    }


def _templates(path: Path, board: Board, asked: Asked, language: str) -> list[tuple[Path, Callable[[], bytes]]]:
    """Where the template of each return that is asked for and asks for figures is written, and what makes it.

    One for each, marked as on the page: only so is it known, when it comes back, which return it is. Of several each is
    called by its body, duty and period besides.
    """
    from gapboard.export.template import return_mark, template_of

    cells = [(cell, found) for own in asked.values() for cell in own if (found := _figures(board, cell))]
    makers: list[tuple[Path, Callable[[], bytes]]] = []
    for cell, found in cells:
        names = cell.body.label(language), cell.due.duty.label(language), period_of(cell.due, language)
        told = "-".join(name.replace("/", "-").replace(" ", "-") for name in names)
        at = path if len(cells) == 1 else path.with_stem(f"{path.stem}-{told}")
        mark = return_mark(cell.due.duty.id, cell.due.period, cell.body.id)
        makers.append((at, partial(template_of, board, found, language, mark, cell)))
    return makers


def _files(options: argparse.Namespace, board: Board, returns: Returns, asked: Asked) -> int:
    from gapboard.export.agenda import agenda
    from gapboard.export.briefing import LONGEST_OFFICE
    from gapboard.export.reminder import reminders_zip

    language, bodies = options.lang, list(asked)
    office = options.office.strip()[:LONGEST_OFFICE]
    only = bodies[0] if options.body else None
    templates = _templates(options.template, board, asked, language) if options.template else []
    if options.template and not templates:
        print(say("reporting.owed.no_template", language))
    makers: list[tuple[Path | None, Callable[[], bytes], int]] = [
        *((path, make, 1) for path, make in templates),
        (options.reminders, lambda: reminders_zip(board, returns, bodies, language, office), len(bodies)),
        (options.calendar, lambda: agenda(returns, language, only), len(bodies)),
    ]
    for path, make, count in makers:
        if path is None:
            continue
        try:
            path.write_bytes(make())
        except OSError as error:
            print(say("cli.import.not_written", language, path=path, reason=error.strerror), file=sys.stderr)
            return _NOT_WRITTEN
        print(say("reporting.owed.written", language, path=path, count=count))
    return DONE
