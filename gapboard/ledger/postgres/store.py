"""The ledger's table read and added to, with the promises of the file: all rows of a batch or none, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import SQLAlchemyError

from gapboard.kernel.faults import DataFault
from gapboard.ledger.book import Ledger
from gapboard.ledger.conflict import require_no_conflict
from gapboard.ledger.moments import after_all_known
from gapboard.ledger.observation import Observation, Period
from gapboard.ledger.postgres import upgrade
from gapboard.ledger.postgres.engine import engine, is_away
from gapboard.ledger.postgres.journal import REPORTS, REVIEWS, PostgresJournal
from gapboard.ledger.postgres.schema import observation
from gapboard.ledger.postgres.server import Server
from gapboard.ledger.row_rules import capped, row_faults, texts_of
from gapboard.ledger.store import DatabaseAway, State

_TEXTS = ("region", "indicator", "unit", "obs_status", "source", "source_url", "note", "recorded_by", "batch", "bound")
_ROWS_AT_ONCE = 10_000
# A column at a time: many times as quick as a row at a time, and numbered in the order of the lists.
_TYPES = dict.fromkeys((*_TEXTS, "period"), "text") | {
    "value": "double precision",
    "recorded_at": "timestamptz",
    "recorded_offset": "interval",
}
_INSERT = sa.text(
    f"INSERT INTO observation ({', '.join(_TYPES)}) "
    f"SELECT * FROM unnest({', '.join(f'CAST(:{name} AS {kind}[])' for name, kind in _TYPES.items())})"
)


class PostgresStore(Server):
    """The ledger on a server. Every method raises ``DataFault``: ``DatabaseAway`` where it cannot be reached."""

    def revision(self) -> str:
        """The number of the newest row."""
        with self.told("database_away"), engine(self.address).connect() as connection:
            return str(connection.scalar(sa.select(sa.func.max(observation.c.seq))) or 0)

    def read(self, *, regions: Collection[str] | None = None, indicators: Collection[str] | None = None) -> Ledger:
        """The rows in the order of writing; only those of ``regions`` and ``indicators`` leave the database."""
        with self.told("database_away"), engine(self.address).connect() as connection:
            return _read(connection, regions, indicators)

    def append(self, rows: Sequence[Observation], *, unchanged_since: Ledger | None = None) -> None:
        """Add ``rows`` in one transaction, as ``CsvStore.append`` describes."""
        faults = [fault for row in rows for fault in row_faults(self.name, None, texts_of(row))]
        if faults:
            raise DataFault(capped(faults))
        if not rows:
            return
        last = 0
        with self.told("not_reached"):
            try:
                with engine(self.address).begin() as connection:
                    self.wait_for_turn(connection)
                    if unchanged_since is not None:
                        now = _read(connection, {row.region for row in rows}, {row.indicator for row in rows})
                        require_no_conflict(rows, unchanged_since, now, self.name)
                        rows = after_all_known(rows, now)
                    for start in range(0, len(rows), _ROWS_AT_ONCE):
                        connection.execute(_INSERT, _columns(rows[start : start + _ROWS_AT_ONCE]))
                    last = connection.scalar(sa.select(sa.func.max(observation.c.seq))) or 0
            except SQLAlchemyError as error:
                if not (last and is_away(error)):
                    raise
                # The connection was lost while the transaction was being confirmed.
                self._settle(rows[-1], last)

    def journal(self) -> PostgresJournal:
        """What is kept beside the ledger about batches that wait for review."""
        return PostgresJournal(self, REVIEWS)

    def reports(self) -> PostgresJournal:
        """The register of what was reported."""
        return PostgresJournal(self, REPORTS)

    def upgrade(self, *, grant_to: str = "") -> str:
        """Run the migrations that are missing, as ``upgrade.upgrade`` describes."""
        return upgrade.upgrade(self, grant_to=grant_to)

    def state(self) -> State:
        """How the database stands for the user whose address this is."""
        return upgrade.state(self)

    def _settle(self, row: Observation, seq: int) -> None:
        """Find out whether the transaction that wrote ``row`` last, as number ``seq``, came to be."""
        key = (observation.c.region, observation.c.indicator, observation.c.period, observation.c.seq)
        query = sa.select(observation.c.batch).where(sa.tuple_(*key) == sa.tuple_(*row.key, seq))
        with self.told("unsure"), engine(self.address).begin() as connection:
            # Its server process may still be at work: it keeps the turn until the outcome stands.
            self.wait_for_turn(connection)
            batch = connection.scalar(query)
        if batch != row.batch:
            raise DatabaseAway(self.name, "not_reached")


def _read(connection: sa.Connection, regions: Collection[str] | None, indicators: Collection[str] | None) -> Ledger:
    local = sa.func.timezone("UTC", observation.c.recorded_at) + observation.c.recorded_offset
    query = sa.select(
        observation.c.period,
        observation.c.value,
        # The wall clock of the zone it was written in: PostgreSQL reckons with years that Python does not have.
        sa.type_coerce(local, sa.DateTime()),
        observation.c.recorded_offset,
        *(observation.c[name] for name in _TEXTS),
    ).order_by(observation.c.seq)
    for column, chosen in ((observation.c.region, regions), (observation.c.indicator, indicators)):
        if chosen is not None:
            query = query.where(column == sa.any_(sa.cast(sorted(chosen), ARRAY(sa.Text))))
    if regions is None and indicators is None:
        # A whole ledger comes in pieces. A selection must not: PostgreSQL plans such a query for its first rows,
        # walks the numbers from the beginning, and takes the longer the larger the ledger is.
        query = query.execution_options(yield_per=_ROWS_AT_ONCE)
    return Ledger(tuple(map(_observation, connection.execute(query))))


def _observation(row: sa.Row[Any]) -> Observation:
    values: tuple[Any, ...] = tuple(row)
    period, value, local, offset, region, indicator, unit, status, source, url, note, *written = values
    moment = local.replace(tzinfo=_zone(offset))
    return Observation(region, indicator, _period(period), value, unit, status, source, url, note, moment, *written)


def _columns(rows: Sequence[Observation]) -> dict[str, list[Any]]:
    return {name: [getattr(row, name) for row in rows] for name in _TEXTS} | {
        "period": [row.period.text for row in rows],
        "value": [row.value for row in rows],
        "recorded_at": [row.recorded_at for row in rows],
        "recorded_offset": [row.recorded_at.utcoffset() for row in rows],
    }


@lru_cache(maxsize=64)
def _zone(offset: dt.timedelta) -> dt.timezone:
    return dt.timezone(offset)


@lru_cache(maxsize=4096)
def _period(text: str) -> Period:
    return Period(text)
