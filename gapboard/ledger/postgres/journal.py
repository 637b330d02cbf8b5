"""The journals in the ledger's database, of reviews and of returns: append-only there as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from gapboard.kernel.text_file import ABSENT
from gapboard.ledger.journal import Numbered, Turn
from gapboard.ledger.postgres.engine import engine, sqlstate
from gapboard.ledger.postgres.schema import report_entry, review_entry
from gapboard.ledger.postgres.server import Server

_NO_TABLE = "42P01"


@dataclass(frozen=True)
class Kept:
    """A journal's table, and the number of the lock that its writers take in turns.

    Not the ledger's turn: who accepts holds the one of reviews while the ledger is written, which takes that one.
    """

    table: sa.Table
    turn: int


REVIEWS = Kept(review_entry, 0x6A70_7265_7669_65)
REPORTS = Kept(report_entry, 0x6A70_7265_706F_72)


class PostgresJournal:
    """A journal beside the ledger on ``server``. Raises what the ledger raises."""

    def __init__(self, server: Server, kept: Kept) -> None:
        self._server = server
        self._kept = kept

    @property
    def name(self) -> str:
        """Server and database."""
        return self._server.name

    def revision(self) -> str:
        """The number of the newest entry."""
        with self._server.told("database_away"), engine(self._server.address).connect() as connection:
            try:
                return str(connection.scalar(sa.select(sa.func.max(self._kept.table.c.seq))) or 0)
            except SQLAlchemyError as error:
                if sqlstate(error) != _NO_TABLE:
                    raise
                return ABSENT

    def read(self) -> Numbered:
        """Every entry; none where the table is not there yet: nothing can have been handed in."""
        with self._server.told("database_away"), engine(self._server.address).connect() as connection:
            try:
                return _read(connection, self._kept.table)
            except SQLAlchemyError as error:
                if sqlstate(error) != _NO_TABLE:
                    raise
                return []

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Hold a lock of the database's across the commits of the entries; with its connection it ends in any case."""
        with self._server.told("not_reached"), engine(self._server.address).connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            limit = f"{max(1, round(self._server.lock_seconds * 1000))}ms"
            connection.execute(sa.select(sa.func.set_config("lock_timeout", limit, False)))
            connection.execute(sa.select(sa.func.pg_advisory_lock(self._kept.turn)))
            try:
                yield _Turn(connection, self._kept.table)
            finally:
                # A pooled connection would take lock and limit along to its next user.
                connection.invalidate()


class _Turn:
    def __init__(self, connection: sa.Connection, table: sa.Table) -> None:
        self._connection = connection
        self._table = table

    def read(self) -> Numbered:
        return _read(self._connection, self._table)

    def add(self, entries: Sequence[Mapping[str, Any]]) -> None:
        # One statement, which the database takes whole or not at all: each commits by itself here.
        values = [{"batch": entry["batch"], "kind": entry["kind"], "entry": entry} for entry in entries]
        self._connection.execute(sa.insert(self._table).values(values))


def _read(connection: sa.Connection, table: sa.Table) -> Numbered:
    query = sa.select(table.c.seq, table.c.entry).order_by(table.c.seq)
    return [(seq, entry) for seq, entry in connection.execute(query)]
