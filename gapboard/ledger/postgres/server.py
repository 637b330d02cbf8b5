"""The database that an address names, writers taking turns in it, and its failures as faults."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.postgres.address import Address
from gapboard.ledger.postgres.engine import is_away, refused, sqlstate
from gapboard.ledger.store import DatabaseAway

_log = logging.getLogger(__name__)
# Writers take turns, so that the order of the numbers is the order in which batches become visible: a reader who
# has seen number n has seen every number before it.
_TURN = 0x6A70_626F_6172_64
_LOCKED = "55P03"
_LACKING = {"42501": "no_right", "42P01": "no_table", "42703": "old_table"}


class Server:
    """The database at ``address``; ``lock_seconds`` is how long a writer waits for another one."""

    def __init__(self, address: Address, *, lock_seconds: float = 10.0) -> None:
        self.address = address
        self.lock_seconds = lock_seconds

    @property
    def name(self) -> str:
        """Server and database, without user and password."""
        return self.address.name

    def wait_for_turn(self, connection: sa.Connection) -> None:
        limit = f"{max(1, round(self.lock_seconds * 1000))}ms"
        connection.execute(sa.select(sa.func.set_config("lock_timeout", limit, True)))
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))

    @contextmanager
    def told(self, away: str) -> Iterator[None]:
        """Failures of the database as faults: code ``away`` where it cannot be reached."""
        try:
            yield
        except SQLAlchemyError as error:
            # `from None`: a traceback must not carry the connection's settings into a log.
            raise self._fault(error, away) from None

    def _fault(self, error: SQLAlchemyError, away: str) -> DataFault:
        code = sqlstate(error)
        cause = getattr(error, "orig", None) or error
        _log.warning("%s: %s %s", self.name, code, self.address.masked(str(cause)))
        if refused(error):
            return DatabaseAway(self.name, "not_let_in")
        if is_away(error):
            return DatabaseAway(self.name, away)
        if code == _LOCKED:
            return DataFault([Fault(self.name, "ledger_busy", details={"seconds": self.lock_seconds})])
        if code in _LACKING:
            return DataFault([Fault(self.name, _LACKING[code])])
        reason = f"{code} {type(cause).__name__}".strip()
        return DataFault([Fault(self.name, "database_error", details={"reason": reason})])
