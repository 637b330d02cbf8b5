"""``gapboard names``: what people have said that names in files stand for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from gapboard.catalog import load_catalog
from gapboard.cli.importing import run
from gapboard.cli.importing.common import DONE, console, here, name_object, print_json, print_operator, user
from gapboard.kernel.wording import say
from gapboard.ledger import open_store

if TYPE_CHECKING:
    from gapboard.people.writer import Writer

_KINDS = ("indicator", "region", "unit")


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``names`` with its own commands."""
    names = commands.add_parser("names", help="remembered names in files: list, confirm, remove")
    acts = names.add_subparsers(required=True, metavar="ACTION")
    show = acts.add_parser("list", parents=[common], help="list what is remembered, with who said it and when")
    confirm = acts.add_parser("confirm", parents=[common], help="let a name count for everybody")
    confirm.add_argument("--as", dest="ident", help="the id that it stands for, where people disagree")
    remove = acts.add_parser("remove", parents=[common], help="forget a name: it will be asked about again")
    for command in (confirm, remove):
        command.add_argument("text", help="the name as it stands in the file")
        command.add_argument("--kind", choices=_KINDS, default="indicator", help="what it is a name of")
    for command, act in ((show, _list), (confirm, _confirm), (remove, _remove)):
        command.add_argument("--json", action="store_true", help="print one JSON object")
        command.set_defaults(run=run, act=act)


def _list(options: argparse.Namespace) -> int:
    # It brings the intake, which other commands should not have to wait for.
    from gapboard.intake.aliases import Counts
    from gapboard.people.names import Names, stands_for

    found = Names(here(), options.data, open_store(options.data).read()).listed()
    if options.json:
        print_json({"ok": True, "names": [name_object(alias) for alias in found]})
        return DONE
    language = options.lang
    if not found:
        print(say("names.none", language))
        return DONE
    catalog, table = load_catalog(options.data / "targets.yaml"), Table()
    for column in ("kind", "text", "id", "by", "at", "counts", "batch"):
        table.add_column(say(f"names.cli.column.{column}", language), overflow="fold")
    for alias in found:
        everybody = alias.counts == Counts.ALL
        cells = (
            say(f"names.kind.{alias.kind}", language),
            alias.text,
            f"{stands_for(alias, catalog, language)} {alias.id}".strip(),
            alias.confirmed_by,
            alias.confirmed_at,
            say("names.all", language) if everybody else say("names.own", language, by=alias.confirmed_by),
            alias.batch,
        )
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)
    return DONE


def _confirm(options: argparse.Namespace) -> int:
    return _written(options, "confirmed")


def _remove(options: argparse.Namespace) -> int:
    return _written(options, "removed")


def _written(options: argparse.Namespace, what: str) -> int:
    from gapboard.people.names import stands_for

    writer, name = _writer(options), (options.kind, options.text)
    if what == "confirmed":
        alias = writer.settle_name(*name, ident=options.ident, by=user())
    else:
        alias = writer.remove_name(*name, by=user())
    if options.json:
        print_json({"ok": True, "name": name_object(alias)})
        return DONE
    catalog = load_catalog(options.data / "targets.yaml")
    told = {"text": alias.text, "name": stands_for(alias, catalog, options.lang)}
    print(say(f"names.{what}", options.lang, **told))
    print_operator(options.lang)
    return DONE


def _writer(options: argparse.Namespace) -> Writer:
    from gapboard.people.writer import Writer

    return Writer(here(), options.data, open_store(options.data), load_catalog(options.data / "targets.yaml"))
