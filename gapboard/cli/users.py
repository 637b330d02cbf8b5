"""``gapboard user``: accounts for an office without an identity provider."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Collection
from typing import Any

from rich.markup import escape
from rich.table import Table

from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.cli.importing.common import BAD_CALL, DONE, BadCall, console, here
from gapboard.kernel.wording import say
from gapboard.people.rights import Accounts, Role
from gapboard.people.rights.accounts import SHORTEST_PASSWORD
from gapboard.people.rights.records import Granted


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``user`` with its own commands."""
    user = commands.add_parser("user", help="accounts to sign in with: add, list, remove, password")
    acts = user.add_subparsers(required=True, metavar="ACTION")
    add = acts.add_parser("add", parents=[common], help="add an account; asks for its password")
    add.add_argument("--role", choices=[role.value for role in Role], required=True)
    add.add_argument("--region", action="append", help="may write for this region only; may be given again")
    add.add_argument("--body", action="append", help="may write only what this body answers for; may be given again")
    password = acts.add_parser("password", parents=[common], help="give an account another password")
    remove = acts.add_parser("remove", parents=[common], help="remove an account")
    for command, act in ((add, _add), (password, _password), (remove, _remove)):
        command.add_argument("name")
        command.set_defaults(run=_run, act=act)
    for command in (add, password):
        command.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    acts.add_parser("list", parents=[common], help="list the accounts").set_defaults(run=_run, act=_list)


def _run(options: argparse.Namespace) -> int:
    try:
        options.act(options)
    except BadCall as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    return DONE


def _add(options: argparse.Namespace) -> None:
    catalog = load_catalog(options.data / "targets.yaml")
    _require(options, "no_region", options.region or (), catalog.regions)
    _require(options, "no_body", options.body or (), load_tasks(options.data, catalog).bodies)
    limits = {
        key: frozenset(given) if given else None
        for key, given in (("regions", options.region), ("bodies", options.body))
    }
    granted = Granted(role=Role(options.role), **limits)
    Accounts(options.data).add(here(), options.name, _asked(options), granted)
    role = say(f"rights.role.{options.role}", options.lang)
    print(say("rights.cli.added", options.lang, name=options.name, role=role))


def _require(options: argparse.Namespace, key: str, given: Collection[str], known: Collection[str]) -> None:
    for ident in given:
        if ident not in known:
            names = {"known": ", ".join(known)} if key == "no_region" else {}
            raise BadCall(say(f"rights.cli.{key}", options.lang, found=ident, **names))


def _password(options: argparse.Namespace) -> None:
    Accounts(options.data).set_password(here(), options.name, _asked(options))
    print(say("rights.cli.changed", options.lang, name=options.name))


def _remove(options: argparse.Namespace) -> None:
    Accounts(options.data).remove(here(), options.name)
    print(say("rights.cli.removed", options.lang, name=options.name))


def _list(options: argparse.Namespace) -> None:
    accounts, language = Accounts(options.data).read(), options.lang
    if not accounts:
        print(say("rights.cli.none", language))
        return
    table = Table()
    for column in ("form.name", "who.role", "who.regions", "who.bodies"):
        table.add_column(say(f"rights.{column}", language), overflow="fold")
    for account in accounts.values():
        limits = [
            say("rights.cli.all", language) if idents is None else ", ".join(sorted(idents))
            for idents in (account.regions, account.bodies)
        ]
        cells = (account.name, say(f"rights.role.{account.role}", language), *limits)
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)


def _asked(options: argparse.Namespace) -> str:
    """The password, typed twice without being shown, or the first line of standard input."""
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(say("rights.cli.password", options.lang, shortest=SHORTEST_PASSWORD))
    if getpass.getpass(say("rights.cli.again", options.lang)) != first:
        raise BadCall(say("rights.cli.differ", options.lang))
    return first
