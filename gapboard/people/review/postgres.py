"""The log of reviews in the ledger's database: append-only there as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from gapboard.ledger.postgres import PostgresStore
from gapboard.ledger.postgres.engine import engine, sqlstate
from gapboard.ledger.postgres.schema import review_entry
from gapboard.people.review.entries import of_json, to_json
from gapboard.people.review.log import Turn
from gapboard.people.review.submission import Entry

# Not the ledger's turn: who accepts holds this one while the ledger is written, which takes that one.
_TURN = 0x6A70_7265_7669_65
_NO_TABLE = "42P01"


class PostgresLog:
    """The log beside the ledger in ``store``. Raises what the store raises."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    @property
    def name(self) -> str:
        """Server and database."""
        return self._store.name

    def revision(self) -> str:
        """The number of the newest entry."""
        with self._store.told("database_away"), engine(self._store.address).connect() as connection:
            try:
                return str(connection.scalar(sa.select(sa.func.max(review_entry.c.seq))) or 0)
            except SQLAlchemyError as error:
                if sqlstate(error) != _NO_TABLE:
                    raise
                return "absent"

    def read(self) -> tuple[Entry, ...]:
        """Every entry; none where the table is not there yet: nothing can have been handed in."""
        with self._store.told("database_away"), engine(self._store.address).connect() as connection:
            try:
                return self._read(connection)
            except SQLAlchemyError as error:
                if sqlstate(error) != _NO_TABLE:
                    raise
                return ()

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Hold a lock of the database's across the commits of the entries; with its connection it ends in any case."""
        with self._store.told("not_reached"), engine(self._store.address).connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            limit = f"{max(1, round(self._store.lock_seconds * 1000))}ms"
            connection.execute(sa.select(sa.func.set_config("lock_timeout", limit, False)))
            connection.execute(sa.select(sa.func.pg_advisory_lock(_TURN)))
            try:
                yield _Turn(self, connection)
            finally:
                # A pooled connection would take lock and limit along to its next user.
                connection.invalidate()

    def _read(self, connection: sa.Connection) -> tuple[Entry, ...]:
        query = sa.select(review_entry.c.seq, review_entry.c.entry).order_by(review_entry.c.seq)
        return tuple(of_json(entry, self._store.name, seq) for seq, entry in connection.execute(query))


class _Turn:
    def __init__(self, log: PostgresLog, connection: sa.Connection) -> None:
        self._log = log
        self._connection = connection

    def read(self) -> tuple[Entry, ...]:
        return self._log._read(self._connection)

    def add(self, entry: Entry) -> None:
        found = to_json(entry)
        values = {"batch": found["batch"], "kind": found["kind"], "entry": found}
        self._connection.execute(sa.insert(review_entry).values(**values))
