"""``gapboard database`` and ``gapboard migrate``: the ledger's table in PostgreSQL, and the way there and back."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from gapboard.kernel.wording import say
from gapboard.ledger import CsvStore, Store
from gapboard.ledger.copy import copy
from gapboard.ledger.observation import COLUMNS
from gapboard.ledger.reports import copy_reports, open_reports
from gapboard.ledger.store import FILE, database_url, open_database

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Commands, common: argparse.ArgumentParser) -> None:
    """Add both commands; the database is the one that ``GAPBOARD_DATABASE_URL`` names."""
    database = subparsers.add_parser("database", help="the ledger's table in the database of GAPBOARD_DATABASE_URL")
    acts = database.add_subparsers(required=True, metavar="ACT")
    upgrade = acts.add_parser("upgrade", parents=[common], help="make the table or bring it up to date, as its owner")
    upgrade.add_argument("--grant-to", default="", metavar="ROLE", help="let this role read and add rows, no more")
    upgrade.set_defaults(run=_upgrade)
    state = acts.add_parser("status", parents=[common], help="version, rows, and rights that the user should lack")
    state.set_defaults(run=_state)

    migrate = subparsers.add_parser("migrate", parents=[common], help="copy the ledger, checked row by row")
    migrate.add_argument("--to", choices=("postgres", "csv"), required=True, help="where to; from the other one")
    migrate.set_defaults(run=_migrate)


def _upgrade(options: argparse.Namespace) -> int:
    store = open_database(database_url())
    revision = store.upgrade(grant_to=options.grant_to)
    print(say("database.upgraded", options.lang, name=store.name, revision=revision))
    if options.grant_to:
        print(say("database.granted", options.lang, role=options.grant_to))
    return 0


def _state(options: argparse.Namespace) -> int:
    store = open_database(database_url())
    found = store.state()
    if found.at is None:
        print(say("database.empty", options.lang, name=store.name), file=sys.stderr)
        return 1
    print(
        say("database.state", options.lang, name=store.name, at=found.at, newest=found.newest, rows=f"{found.rows:,}")
    )
    if found.too_many_rights:
        rights = ", ".join(found.too_many_rights)
        print(say("database.rights", options.lang, rights=rights), file=sys.stderr)
    return 0 if found.good else 1


def _migrate_reviews(source: Store, target: Store) -> None:
    # It brings the intake, which other commands should not have to wait for.
    from gapboard.people.review.log import copy_log, open_log

    copy_log(open_log(source), open_log(target))


def _migrate(options: argparse.Namespace) -> int:
    path = options.data / FILE
    database = open_database(database_url())
    if options.to == "csv" and not path.exists():
        path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    file = CsvStore(path)
    source: Store = file if options.to == "postgres" else database
    target: Store = database if options.to == "postgres" else file
    done = copy(source, target)
    _migrate_reviews(source, target)
    copy_reports(open_reports(source), open_reports(target))
    names = {"source": source.name, "target": target.name}
    print(say("database.copied", options.lang, **names, rows=f"{done.rows:,}", added=f"{done.added:,}"))
    return 0
