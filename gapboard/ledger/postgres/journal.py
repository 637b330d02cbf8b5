"""The journal of reviews in the ledger's database: append-only there as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from gapboard.kernel.text_file import ABSENT
from gapboard.ledger.journal import Numbered, Turn
from gapboard.ledger.postgres.engine import engine, sqlstate
from gapboard.ledger.postgres.schema import review_entry
from gapboard.ledger.postgres.server import Server

# Not the ledger's turn: who accepts holds this one while the ledger is written, which takes that one.
_TURN = 0x6A70_7265_7669_65
_NO_TABLE = "42P01"


class PostgresJournal:
    """The journal beside the ledger on ``server``. Raises what the ledger raises."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def name(self) -> str:
        """Server and database."""
        return self._server.name

    def revision(self) -> str:
        """The number of the newest entry."""
        with self._server.told("database_away"), engine(self._server.address).connect() as connection:
            try:
                return str(connection.scalar(sa.select(sa.func.max(review_entry.c.seq))) or 0)
            except SQLAlchemyError as error:
                if sqlstate(error) != _NO_TABLE:
                    raise
                return ABSENT

    def read(self) -> Numbered:
        """Every entry; none where the table is not there yet: nothing can have been handed in."""
        with self._server.told("database_away"), engine(self._server.address).connect() as connection:
            try:
                return _read(connection)
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
            connection.execute(sa.select(sa.func.pg_advisory_lock(_TURN)))
            try:
                yield _Turn(connection)
            finally:
                # A pooled connection would take lock and limit along to its next user.
                connection.invalidate()


class _Turn:
    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def read(self) -> Numbered:
        return _read(self._connection)

    def add(self, entry: Mapping[str, Any]) -> None:
        values = {"batch": entry["batch"], "kind": entry["kind"], "entry": entry}
        self._connection.execute(sa.insert(review_entry).values(**values))


def _read(connection: sa.Connection) -> Numbered:
    query = sa.select(review_entry.c.seq, review_entry.c.entry).order_by(review_entry.c.seq)
    return [(seq, entry) for seq, entry in connection.execute(query)]
