"""``gapboard this-year``: how far a year has come."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from gapboard.board import Board, Filters
from gapboard.board.in_year import this_year, up_to
from gapboard.catalog import load_catalog
from gapboard.cli.days import day
from gapboard.cli.importing.common import console, print_json
from gapboard.explain.in_year import RowWords, StandingWords, headline
from gapboard.export.briefing import LONGEST_OFFICE
from gapboard.export.in_year_json import in_year_row
from gapboard.export.quarterly import quarterly_docx
from gapboard.kernel.wording import say
from gapboard.ledger import open_store


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to ``commands``."""
    parser = commands.add_parser("this-year", parents=[common], help="a year so far, against its tasks and time gone")
    parser.add_argument("--period", default="", help="a year, or up to a month: 2023, 2023-09; else the latest known")
    parser.add_argument("--known-on", type=day, help="use only what was known on this date")
    for name in ("theme", "region", "document", "body"):
        parser.add_argument(f"--{name}", default="", help=f"only this {name}")
    parser.add_argument("--word", type=Path, metavar="FILE", help="write the report of the year so far for Word")
    parser.add_argument("--office", default="", help="who issues that report, in its head and below it")
    parser.add_argument("--json", action="store_true", help="print one object for machines")
    parser.set_defaults(run=_this_year)


def _this_year(options: argparse.Namespace) -> int:
    catalog, language = load_catalog(options.data / "targets.yaml"), options.lang
    board = Board(catalog, open_store(options.data).read(), options.known_on or dt.date.today(), options.known_on)
    at = up_to(board, options.period)
    if at is None:
        print(say("api.expected.period", language), file=sys.stderr)
        return 2
    filters = Filters(options.theme, options.region, options.document, body=options.body)
    if options.word:
        options.word.write_bytes(quarterly_docx(board, at, filters, language, options.office.strip()[:LONGEST_OFFICE]))
        print(options.word)
        return 0
    found = this_year(board, at.year, at.month, filters)
    if options.json:
        rows = [in_year_row(row, catalog, language).model_dump(mode="json") for row in found.rows]
        print_json({"period": at.text, "rows": rows, "without": [task.target.id for task in found.without]})
        return 0
    table = Table()
    columns = ("in_year.column.indicator", "in_year.column.known", "in_year.column.task", "in_year.table.band")
    for column in (*columns, "in_year.column.needed"):
        table.add_column(say(column, language), overflow="fold")
    for row in found.rows:
        words = RowWords(row, catalog, language)
        known = "\n".join([f"{words.amount} {words.months}", *words.facts])
        for told in [_told(item) for item in words.tasks] or [("", "", "")]:
            table.add_row(*(escape(cell) for cell in (f"{words.name} · {words.region}", known, *told)))
    printer = console()
    printer.print(escape(headline(found, catalog, language)))
    printer.print(table)
    return 0


def _told(standing: StandingWords) -> tuple[str, str, str]:
    stands = " ".join(filter(None, (standing.done, standing.sign, standing.points)))
    return f"{standing.task}\n{standing.place}", "\n".join([stands, *standing.notes]), "\n".join(standing.needed)
